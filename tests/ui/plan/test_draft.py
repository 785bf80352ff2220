"""Drafts and their verbs as values: the difference is an edit that leads there and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kehoach_desktop.domain import edits
from kehoach_desktop.domain.outline import is_lawful, settle
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ui.plan import structure_verbs, text_verbs
from kehoach_desktop.ui.plan.carrying import carry
from kehoach_desktop.ui.plan.draft import Draft, Step, difference, draft_of, tidy_marks

BODY_LEVELS = [level for level in Level if level is not Level.BASIS]
texts = st.text("aăđ 😀", max_size=6)


@st.composite
def items(draw, levels: list[Level]) -> Item:
    text = draw(texts)
    marks = []
    if text and draw(st.booleans()):
        low = draw(st.integers(0, len(text) - 1))
        marks.append((low, draw(st.integers(low + 1, len(text))), draw(st.sampled_from(["bold", "italic"]))))
    return Item(draw(st.sampled_from(levels)), text, draw(st.integers(0, 4)), tuple(marks))


@st.composite
def plans(draw) -> Plan:
    head = draw(st.lists(items([Level.BASIS, Level.PARAGRAPH]), max_size=3))
    head = [Item(item.level, item.text, 0, item.marks) for item in head]
    body = draw(st.lists(items(BODY_LEVELS), min_size=1, max_size=8))
    return Plan(year=2026, preamble=tuple(head), body=settle(body))


def run(draw, draft: Draft) -> Step | None:
    count = len(draft.lines)
    line = draw(st.integers(0, count - 1))
    last = draw(st.integers(line, min(count - 1, line + 2)))
    offset = draw(st.integers(0, len(draft.lines[line].text)))
    end = draw(st.integers(offset if last == line else 0, len(draft.lines[last].text)))
    step = draw(st.sampled_from([-1, 1]))
    verbs = {
        "split": lambda: text_verbs.split(draft, (line, offset)),
        "join": lambda: text_verbs.join_previous(draft, line),
        "next": lambda: text_verbs.join_next(draft, line),
        "remove": lambda: text_verbs.remove(draft, (line, offset), (last, end)),
        "insert": lambda: text_verbs.insert_lines(
            draft, (line, offset), draw(st.lists(texts, min_size=1, max_size=3))
        ),
        "shift": lambda: structure_verbs.shift_level(draft, line, last, step),
        "level": lambda: structure_verbs.set_level(draft, line, last, draw(st.sampled_from(list(Level)))),
        "move": lambda: structure_verbs.move(draft, line, last, step),
        "basis": lambda: structure_verbs.insert_basis(draft),
        "carry": lambda: carried(draw, draft, (line, offset), (last, end)),
    }
    return verbs[draw(st.sampled_from(sorted(verbs)))]()


def carried(draw, draft: Draft, start: tuple[int, int], end: tuple[int, int]) -> Step | None:
    to = draw(st.integers(0, len(draft.lines) - 1))
    place = (to, draw(st.integers(0, len(draft.lines[to].text))))
    done = carry(draft, start, end, place, is_copy=draw(st.booleans()))
    return None if done is None else done.step


@settings(deadline=None, max_examples=150)
@given(st.data(), plans())
def test_every_verb_leaves_a_lawful_plan_and_can_be_taken_back(data, plan: Plan) -> None:
    step = run(data.draw, draft_of(plan))
    if step is None:
        return
    edit = difference(plan, step.draft)
    after = plan if edit is None else edits.apply(plan, edit)
    assert draft_of(after) == step.draft
    assert is_lawful(after.body)
    assert all(item.level is not Level.BASIS for item in after.body)
    assert all(item.level in {Level.BASIS, Level.PARAGRAPH} for item in after.preamble)
    ids = [item.id for item in step.draft.lines]
    assert len(set(ids)) == len(ids)
    assert 0 <= step.line < len(ids)
    assert 0 <= step.offset <= len(step.draft.lines[step.line].text)
    for item in step.draft.lines:
        assert all(0 <= low < high <= len(item.text) for low, high, _ in item.marks)
    if edit is not None:
        assert edits.apply(after, edits.inverse(edit)) == plan


@settings(deadline=None, max_examples=100)
@given(plans(), st.data())
def test_no_letter_is_lost_by_structure(plan: Plan, data) -> None:
    draft = draft_of(plan)
    line = data.draw(st.integers(0, len(draft.lines) - 1))
    for step in (
        structure_verbs.shift_level(draft, line, line, data.draw(st.sampled_from([-1, 1]))),
        structure_verbs.move(draft, line, line, data.draw(st.sampled_from([-1, 1]))),
        structure_verbs.set_level(draft, line, line, data.draw(st.sampled_from(list(Level)))),
    ):
        if step is not None:
            assert sorted(i.text for i in step.draft.lines) == sorted(i.text for i in draft.lines)
            assert {i.id for i in step.draft.lines} == {i.id for i in draft.lines}


def test_the_difference_is_as_small_as_can_be(small: Plan) -> None:
    draft = draft_of(small)
    lines = list(draft.lines)
    lines[4] = Item(Level.POINT, "Khác", 2, id=lines[4].id)
    edit = difference(small, Draft(tuple(lines), draft.boundary))
    assert isinstance(edit, edits.Splice)
    assert (edit.slot, edit.at, len(edit.old), len(edit.new)) == ("body", 2, 1, 1)
    assert difference(small, draft) is None


def test_an_item_that_changes_sides_leaves_before_it_enters(small: Plan) -> None:
    step = structure_verbs.set_level(draft_of(small), 6, 6, Level.BASIS)
    assert step is not None
    edit = difference(small, step.draft)
    assert isinstance(edit, edits.Batch)
    assert [part.slot for part in edit.edits] == ["body", "preamble"]


def test_marks_that_touch_become_one() -> None:
    marks = ((3, 5, "bold"), (0, 3, "bold"), (1, 2, "italic"))
    assert tidy_marks(marks) == ((0, 5, "bold"), (1, 2, "italic"))


@settings(deadline=None, max_examples=150)
@given(plans(), st.data())
def test_no_letter_is_lost_by_carrying(plan: Plan, data) -> None:
    draft = draft_of(plan)
    count = len(draft.lines)
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, min(count - 1, first + 2)))
    start = (first, data.draw(st.integers(0, len(draft.lines[first].text))))
    low = start[1] if last == first else 0
    end = (last, data.draw(st.integers(low, len(draft.lines[last].text))))
    step = carried(data.draw, draft, start, end)
    if step is None:
        return
    before = sorted("".join(item.text for item in draft.lines))
    after = sorted("".join(item.text for item in step.draft.lines))
    chosen = sorted("".join(item.text for item in cut_lines(draft, start, end)))
    assert after in (before, sorted(before + chosen))
    assert len({item.id for item in step.draft.lines}) == len(step.draft.lines)


def cut_lines(draft: Draft, start: tuple[int, int], end: tuple[int, int]) -> list[Item]:
    lines = list(draft.lines[start[0] : end[0] + 1])
    lines[-1] = Item(Level.SECTION, lines[-1].text[: end[1]])
    lines[0] = Item(Level.SECTION, lines[0].text[start[1] :])
    return lines
