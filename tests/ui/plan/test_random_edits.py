"""Random work at the page against a plain model of it; then all is taken back and done again."""

import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt

from kehoach_desktop.domain.edits import Splice
from kehoach_desktop.domain.linked import figure_mark, links
from kehoach_desktop.domain.outline import is_lawful
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ui.plan import structure_verbs, text_verbs
from kehoach_desktop.ui.plan.carrying import carry
from kehoach_desktop.ui.plan.draft import Draft, Step, draft_of, lawful, spliced
from kehoach_desktop.ui.plan.letters import units

OPERATIONS = int(os.environ.get("KEHOACH_OPERATIONS", "150"))
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NUMBER = re.compile(r"[\d.]*\d")
Key = Qt.Key
Place = tuple[int, int]


@dataclass(frozen=True)
class Work:
    """One operation: what is chosen in which text, and the dice."""

    draft: Draft  # of an empty page: its one empty section
    start: Place
    end: Place
    chance: random.Random
    is_new: bool
    is_empty_page: bool

    @property
    def lines(self) -> tuple[int, int]:
        """Return the first and the last line meant by a verb for whole lines."""
        is_up_to_start = self.end[0] > self.start[0] and self.end[1] == 0
        return self.start[0], self.end[0] - is_up_to_start


def without_chosen(work: Work) -> Step:
    """Take out what is chosen: plainly, by the letters."""
    (first, left), (last, right) = work.start, work.end
    lines = work.draft.lines
    if first == last:
        text = lines[first].text[:left] + lines[first].text[right:]
        return Step(
            spliced(work.draft, first, first + 1, (replace(lines[first], text=text, marks=()),)), *work.start
        )
    stays = last if left == 0 and right < len(lines[last].text) else first
    text = lines[first].text[:left] + lines[last].text[right:]
    item = replace(lines[stays], text=text, marks=())
    head = work.draft.lines[: work.draft.boundary]
    boundary = len(head) - len(head[first : last + 1]) + (stays < work.draft.boundary)
    return Step(lawful(Draft((*lines[:first], item, *lines[last + 1 :]), boundary)), first, left)


def typed(work: Work, text: str) -> Draft:
    """Put letters in place of what is chosen."""
    step = without_chosen(work)
    item = step.draft.lines[step.line]
    made = replace(item, text=item.text[: step.offset] + text + item.text[step.offset :], marks=())
    if work.is_empty_page and not made.text:
        return Draft()
    return spliced(step.draft, step.line, step.line + 1, (made,))


def erased(work: Work, step: int) -> Draft:
    """Backspace (-1) and Delete (1)."""
    (line, offset), draft = work.start, work.draft
    if work.start != work.end:
        return without_chosen(work).draft
    item = draft.lines[line]
    if not 0 <= offset + min(step, 0) < len(item.text):
        joined = (text_verbs.join_previous if step < 0 else text_verbs.join_next)(draft, line)
        return draft if joined is None or work.is_empty_page else joined.draft
    at = offset + min(step, 0)
    text = item.text[:at] + item.text[at + 1 :]
    return spliced(draft, line, line + 1, (replace(item, text=text, marks=()),))


def type_letters(hands, work: Work) -> Draft:
    text = work.chance.choice(["Đường ", "ữ", "x😀", " ", "国"])
    hands.type(text)
    return typed(work, text)


def compose(hands, work: Work) -> Draft:
    text = work.chance.choice(["ướ", "việt", ""])
    hands.compose(["u", "ư"], text)
    return typed(work, text)


def keyboard_program(hands, work: Work) -> Draft:
    hands.type("a")
    hands.press(Key.Key_Backspace, text="\b")
    hands.type("ă")
    return typed(work, "ă")


def break_line(hands, work: Work) -> Draft:
    hands.press(Key.Key_Return, SHIFT, "\r")
    return typed(work, "\n")


def enter(hands, work: Work) -> Draft:
    hands.press(Key.Key_Return, text="\r")
    step = without_chosen(work) if work.start != work.end else Step(work.draft, *work.start)
    return text_verbs.split(step.draft, (step.line, step.offset)).draft


def backspace(hands, work: Work) -> Draft:
    hands.press(Key.Key_Backspace, text="\b")
    return erased(work, -1)


def delete(hands, work: Work) -> Draft:
    hands.press(Key.Key_Delete)
    return erased(work, 1)


def cut(hands, work: Work) -> Draft:
    hands.press(Key.Key_X, CTRL)
    return without_chosen(work).draft if work.start != work.end else work.draft


def tab(hands, work: Work) -> Draft:
    step = work.chance.choice([1, -1])
    hands.press(Key.Key_Tab if step > 0 else Key.Key_Backtab)
    done = structure_verbs.shift_level(work.draft, *work.lines, step, is_new=work.is_new)
    return work.draft if done is None else done.draft


def level(hands, work: Work) -> Draft:
    wanted = work.chance.choice(list(Level))
    hands.page.set_level(wanted)
    done = structure_verbs.set_level(work.draft, *work.lines, wanted, is_new=work.is_new)
    return work.draft if done is None else done.draft


def move(hands, work: Work) -> Draft:
    step = work.chance.choice([1, -1])
    hands.page.move_lines(step)
    done = structure_verbs.move(work.draft, *work.lines, step)
    return work.draft if done is None else done.draft


def drag(hands, work: Work) -> Draft:
    line = work.chance.randrange(len(work.draft.lines))
    to = (line, work.chance.randint(0, len(work.draft.lines[line].text)))
    is_copy = work.chance.random() < 0.3
    hands.page.carry_chosen(to, is_copy=is_copy)
    if work.start == work.end:
        return work.draft
    done = carry(work.draft, work.start, work.end, to, is_copy=is_copy)
    return work.draft if done is None else done.step.draft


def basis(hands, work: Work) -> Draft:
    hands.page.add_basis()
    return structure_verbs.insert_basis(work.draft).draft


def bold(hands, work: Work) -> Draft:
    hands.page.toggle_mark(work.chance.choice(["bold", "italic"]))
    return work.draft


def zoom(hands, work: Work) -> Draft:
    hands.page.set_zoom(work.chance.choice([50, 100, 150]))
    return work.draft


def paste(hands, work: Work) -> None:
    """What a paste makes has its own tests."""
    hands.paste(work.chance.choice(["một", "hai\nba", "\n\nbốn\nnăm\n", "e\u0302\u0301"]))


OPERATION: list[Callable[..., Draft | None]] = [
    *(type_letters, type_letters, type_letters, compose, keyboard_program, break_line, enter, enter),
    *(backspace, backspace, delete, delete, cut, tab, tab, level, move, move, drag, basis, bold, zoom, paste),
]


def plain(draft: Draft) -> list[tuple[str, int, str, bool]]:
    return [(i.level, i.depth, i.text, n < draft.boundary) for n, i in enumerate(draft.lines)]


@dataclass
class History:
    """The plans by the number of steps on the stack, as far as they were seen."""

    plans: dict[int, Plan] = field(default_factory=dict)

    def note(self, index: int, plan: Plan) -> None:
        self.plans = {at: known for at, known in self.plans.items() if at < index} | {index: plan}


def chosen(hands, chance: random.Random) -> Work:
    """Choose a place or a run of the page and return it."""
    draft = draft_of(hands.workbench.plan)
    is_empty = not draft.lines
    draft = draft if draft.lines else Draft((structure_verbs.first_section(),), 0)
    line = chance.randrange(len(draft.lines))
    length = len(draft.lines[line].text)
    start = end = (line, chance.choice([0, length, chance.randint(0, length)]))
    if chance.random() < 0.3:
        last = min(len(draft.lines) - 1, line + chance.randrange(3))
        reach = len(draft.lines[last].text)
        end = (last, chance.choice([0, reach, chance.randint(0, reach)]))
    start, end = min(start, end), max(start, end)
    hands.go(start[0], units(draft.lines[start[0]].text, start[1]))
    if start != end:
        hands.go(
            start[0],
            units(draft.lines[start[0]].text, start[1]),
            to=(end[0], units(draft.lines[end[0]].text, end[1])),
        )
    return Work(draft, start, end, chance, bool(hands.page._new_id), is_empty)


def one_step(hands, chance: random.Random, history: History) -> None:
    """Do one thing at the page and to the model, and compare."""
    work, stack = chosen(hands, chance), hands.workbench.stack
    if chance.random() < 0.12:
        is_undo = chance.random() < 0.6
        hands.press(Key.Key_Z if is_undo else Key.Key_Y, CTRL)
        known = history.plans.get(stack.index())
        assert known is None or hands.workbench.plan == known
        return
    operation = chance.choice(OPERATION)
    count = stack.index()
    expected = operation(hands, work)
    hands.shape()
    plan = hands.workbench.plan
    if expected is not None and not (work.is_empty_page and plain(expected) == plain(work.draft)):
        assert plain(draft_of(plan)) == plain(expected), operation.__name__
    for item in plan.preamble + plan.body:
        assert all(0 <= low < high <= len(item.text) for low, high, _ in item.marks)
    if stack.index() != count or stack.count() == count:
        history.note(stack.index(), plan)


def check(hands) -> None:
    """See that page and plan agree and that the plan is lawful."""
    hands.shape()
    plan = hands.workbench.plan
    assert is_lawful(plan.body)
    assert all(item.level is not Level.BASIS for item in plan.body)
    assert all(item.level in {Level.BASIS, Level.PARAGRAPH} for item in plan.preamble)
    assert len(hands.page._labels) == len(hands.page._looks) == len(plan.preamble + plan.body)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_page_and_model_agree_after_each_of_many_steps(hands, seed: int) -> None:
    chance, history = random.Random(seed), History()
    first = hands.workbench.plan
    first_json = plan_to_json(first)
    history.note(0, first)
    for _ in range(OPERATIONS):
        one_step(hands, chance, history)
        check(hands)
    stack = hands.workbench.stack
    while stack.canRedo():  # the last step may have been an undo
        hands.workbench.redo()
    last = hands.workbench.plan
    last_json = plan_to_json(last)
    while stack.canUndo():
        hands.workbench.undo()
    assert hands.workbench.plan == first
    assert plan_to_json(hands.workbench.plan) == first_json
    check(hands)
    while stack.canRedo():
        hands.workbench.redo()
    assert hands.workbench.plan == last
    assert plan_to_json(hands.workbench.plan) == last_json
    check(hands)


def test_an_edit_from_elsewhere_leaves_the_caret_in_its_item(hands) -> None:
    hands.go(6, 3)
    plan = hands.workbench.plan
    hands.workbench.commit(Splice("plan", plan.id, "body", 0, (), (Item(Level.SECTION, "Mới"),)), "Thêm")
    assert hands.place() == (7, 3)
    old = hands.workbench.plan.body[1]
    new = replace(old, text="Khác hẳn")
    hands.workbench.commit(Splice("plan", plan.id, "body", 1, (old,), (new,)), "Sửa")
    assert hands.place() == (7, 3)
    assert hands.shape()[1] == "section 0 Khác hẳn"


@pytest.mark.parametrize("seed", [4, 5])
def test_linked_figures_live_or_go_but_never_say_another_number(hands_on, small: Plan, seed: int) -> None:
    texts = ("Có 12 tin, bài và 1.204 lượt;", "5", "Tăng 3 tin (25%) so với quý I, đạt 96 lượt")
    linked = tuple(
        Item(
            Level.POINT,
            text,
            2,
            tuple(figure_mark(m.start(), f"total:{m[0]}", m[0]) for m in NUMBER.finditer(text)),
        )
        for text in texts
    )
    hands = hands_on(replace(small, body=(*small.body[:2], *linked, *small.body[2:])))
    chance, history = random.Random(seed), History()
    first = hands.workbench.plan
    for _ in range(OPERATIONS):
        one_step(hands, chance, history)
        check(hands)
        for item in hands.workbench.plan.body:
            for link in links(item):
                assert item.text[link.start : link.end] == link.key.removeprefix("total:")
    while hands.workbench.stack.canUndo():
        hands.workbench.undo()
    assert hands.workbench.plan == first
    check(hands)
