"""Random work on the sheet against a plain list of lists; then all is taken back and done again."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sheet_hands import CONTENT, FORM, LEAD, SheetHands

from kehoach_desktop.domain.text import search_key, sort_key
from kehoach_desktop.services import plans

OPERATIONS = int(os.environ.get("KEHOACH_OPERATIONS", "60"))
_WORDS = ["truyền thông", "ăn", "đêm", "áp phích", "Tờ gấp", "tổ", "họp", ""]
Contents = list[tuple[str, list[list[str]]]]
"""Each content with its rows; a row is its form and its lead."""


@dataclass
class Work:
    """One thing to do: where the clerk stands and what is chosen, in the plain list's terms."""

    hands: SheetHands
    contents: Contents
    chance: random.Random
    top: int
    bottom: int
    is_on_contents: bool

    @property
    def rows(self) -> list[tuple[int, int]]:
        """Each row's content and place."""
        return [(at, place) for at, (_, rows) in enumerate(self.contents) for place in range(len(rows))]

    @property
    def chosen(self) -> list[tuple[int, int]]:
        """The chosen rows; of contents all."""
        rows = self.rows[self.top : self.bottom + 1]
        if self.is_on_contents:
            wanted = {at for at, _ in rows}
            return [row for row in self.rows if row[0] in wanted]
        return rows

    @property
    def here(self) -> tuple[int, int]:
        """The current row."""
        return self.chosen[0]


def plain(hands: SheetHands) -> Contents:
    return [(a.content, [[task.form, task.lead] for task in a.tasks]) for a in hands.appendix.activities]


def copied(contents: Contents) -> Contents:
    return [(content, [list(row) for row in rows]) for content, rows in contents]


def add_activity(work: Work) -> Contents:
    work.hands.do("add_activity")
    out = copied(work.contents)
    out.insert(work.here[0] + 1, ("", [["", ""]]))
    return out


def add_task(work: Work) -> Contents:
    work.hands.do("add_task")
    out = copied(work.contents)
    at, place = work.here
    out[at][1].insert(len(out[at][1]) if work.is_on_contents else place + 1, ["", ""])
    return out


def insert_above(work: Work) -> Contents:
    work.hands.do("insert_above")
    out = copied(work.contents)
    at, place = work.here
    if work.is_on_contents:
        out.insert(at, ("", [["", ""]]))
    else:
        out[at][1].insert(place, ["", ""])
    return out


def duplicate(work: Work) -> Contents:
    work.hands.do("duplicate")
    out = copied(work.contents)
    if work.is_on_contents:
        places = sorted({at for at, _ in work.chosen})
        out[places[-1] + 1 : places[-1] + 1] = copied([out[at] for at in places])
        return out
    for at in sorted({at for at, _ in work.chosen}):
        own = [place for other, place in work.chosen if other == at]
        rows = out[at][1]
        rows[own[-1] + 1 : own[-1] + 1] = [list(rows[place]) for place in own]
    return out


def remove(work: Work) -> Contents:
    work.hands.do("remove")
    gone = set(work.chosen)
    kept = [
        (content, [list(row) for place, row in enumerate(rows) if (at, place) not in gone])
        for at, (content, rows) in enumerate(work.contents)
    ]
    return [(content, rows) for content, rows in kept if rows]


def split(work: Work) -> Contents:
    work.hands.do("split")
    out: Contents = []
    whole = {at for at, _ in work.chosen} if work.is_on_contents else set()
    for at, (content, rows) in enumerate(copied(work.contents)):
        if at in whole:
            out += [(content, [row]) for row in rows]
        elif not work.is_on_contents and (at, work.here[1]) == work.here and work.here[1]:
            out += [(content, rows[: work.here[1]]), (content, rows[work.here[1] :])]
        else:
            out.append((content, rows))
    return out


def join(work: Work) -> Contents:
    work.hands.do("join")
    places = sorted({at for at, _ in work.chosen})
    out = copied(work.contents)
    if len(places) < 2:
        return out
    texts = list(dict.fromkeys(out[at][0] for at in places if out[at][0]))
    gathered = [row for at in places for row in out[at][1]]
    rest = [entry for at, entry in enumerate(out) if at not in places[1:]]
    rest[places[0]] = ("\n".join(texts), gathered)
    return rest


def move(work: Work) -> Contents:
    by = work.chance.choice([-1, 1])
    work.hands.do("move_up" if by < 0 else "move_down")
    out = copied(work.contents)
    places = sorted({at for at, _ in work.chosen})
    if work.is_on_contents:
        return moved(out, places, by)
    if len(places) == 1:
        own = [place for _, place in work.chosen]
        rows = moved(out[places[0]][1], own, by)
        out[places[0]] = (out[places[0]][0], rows)
    return out


def moved(entries: list, places: list[int], by: int) -> list:
    """Move a block by one; at the end it stays."""
    first, last = places[0], places[-1] + 1
    block = entries[first:last]
    rest = entries[:first] + entries[last:]
    to = first + by
    if not 0 <= to <= len(rest):
        return entries
    return rest[:to] + block + rest[to:]


def drag(work: Work) -> Contents:
    row = work.chance.randrange(len(work.rows))
    is_after = work.chance.random() < 0.5
    work.hands.tab.view.dropped.emit(row, is_after)
    out, (at, place) = copied(work.contents), work.rows[row]
    if work.is_on_contents:
        places = sorted({chosen for chosen, _ in work.chosen})
        before = at + is_after - sum(chosen < at + is_after for chosen in places)
        rest = [entry for number, entry in enumerate(out) if number not in places]
        return rest[:before] + [out[number] for number in places] + rest[before:]
    block = [out[a][1][p] for a, p in work.chosen]
    to = place + is_after - sum(a == at and p < place + is_after for a, p in work.chosen)
    out = [
        (content, [row for p, row in enumerate(rows) if (a, p) not in set(work.chosen)])
        for a, (content, rows) in enumerate(out)
    ]
    out[at][1][to:to] = block
    return [(content, rows or [["", ""]]) for content, rows in out]


def sort(work: Work) -> Contents:
    column = work.chance.choice([CONTENT, FORM, LEAD])
    is_descending = work.chance.random() < 0.5
    work.hands.tab.verbs.order.sort(column, is_descending=is_descending)

    def in_order(entries: list, text_of: Callable) -> list:
        filled = [entry for entry in entries if text_of(entry)]
        ordered = sorted(filled, key=lambda e: sort_key(text_of(e)), reverse=is_descending)
        return ordered + [entry for entry in entries if not text_of(entry)]

    out = copied(work.contents)
    if column == CONTENT:
        return in_order(out, lambda entry: entry[0])
    part = 0 if column == FORM else 1
    out = [(content, in_order(rows, lambda row: row[part])) for content, rows in out]
    return in_order(out, lambda entry: entry[1][0][part])


def fill_down(work: Work) -> Contents:
    work.hands.do("fill_down")
    out = copied(work.contents)
    if work.is_on_contents:
        places = sorted({at for at, _ in work.chosen})
        first, others = places[0], places[1:]
        if not others:
            first, others = max(first - 1, 0), [first]
        for at in others:
            out[at] = (out[first][0], out[at][1])
        return out
    run = work.chosen
    first, others = run[0], run[1:]
    if not others:
        first, others = work.rows[max(work.rows.index(first) - 1, 0)], [first]
    for at, place in others:
        out[at][1][place][0] = out[first[0]][1][first[1]][0]
    return out


def write(work: Work) -> Contents:
    text = work.chance.choice(_WORDS)
    model = work.hands.tab.model
    out, (at, place) = copied(work.contents), work.here
    row = work.rows.index((at, 0 if work.is_on_contents else place))
    column = CONTENT if work.is_on_contents else work.chance.choice([FORM, LEAD])
    model.setData(model.index(row, column), text)
    if work.is_on_contents:
        out[at] = (text, out[at][1])
    else:
        out[at][1][place][column - FORM] = text
    return out


VERBS = [add_activity, add_task, insert_above, duplicate, remove, split, split, join, move, move, drag, drag]
VERBS += [sort, fill_down, write, write, write]


def one_step(hands: SheetHands, chance: random.Random, known: dict[int, Contents]) -> None:
    """Do one thing to the sheet and to the plain list, and compare."""
    stack, contents = hands.workbench.stack, plain(hands)
    count = sum(len(rows) for _, rows in contents)
    if chance.random() < 0.15 or not count:
        (hands.workbench.undo if chance.random() < 0.6 or not count else hands.workbench.redo)()
        assert plain(hands) == known.get(stack.index(), plain(hands))
        return
    top = chance.randrange(count)
    bottom = min(count - 1, top + chance.choice([0, 0, 0, 1, 2, 4]))
    is_on_contents = chance.random() < 0.4
    column = CONTENT if is_on_contents else FORM
    hands.choose(top, column, bottom, column)
    verb = chance.choice(VERBS)
    if count > 60:
        verb = remove
    index = stack.index()
    wanted = verb(Work(hands, contents, chance, top, bottom, is_on_contents))
    assert plain(hands) == wanted, verb.__name__
    assert stack.index() - index in {0, 1}
    if stack.index() != index:
        known.update({stack.index(): wanted})
        for later in [at for at in known if at > stack.index()]:
            del known[later]


@pytest.mark.parametrize("seed", range(3))
def test_sheet_and_plain_list_agree_after_each_of_many_steps(hands, seed: int) -> None:
    chance, first = random.Random(seed), hands.workbench.plan
    known = {0: plain(hands)}
    for _ in range(OPERATIONS):
        one_step(hands, chance, known)
        hands.check()
    stack = hands.workbench.stack
    while stack.canRedo():
        hands.workbench.redo()
    last = hands.workbench.plan
    assert plans.get_plan(hands.workbench.store, last.id) == last
    while stack.canUndo():
        hands.workbench.undo()
        hands.check()
    assert hands.workbench.plan == first
    while stack.canRedo():
        hands.workbench.redo()
    assert hands.workbench.plan == last
    hands.check()


@pytest.mark.parametrize("seed", range(2))
def test_under_a_filter_every_verb_leaves_the_sheet_true_to_the_plan(hands, seed: int) -> None:
    chance = random.Random(seed)
    hands.tab.verbs.actions["filter"].trigger()
    names = ["add_activity", "add_task", "insert_above", "duplicate", "remove", "split", "join"]
    names += ["move_up", "move_down", "sort_up", "sort_down", "fill_down", "clear"]
    for step in range(OPERATIONS):
        if step % 7 == 0:
            field = hands.tab.view.head.fields[FORM]
            field.clear()
            field.setText(chance.choice(["", "t", "to", "p", "h"]))
            words = search_key(field.text())
            assert hands.shown == [
                task.form
                for activity in hands.appendix.activities
                for task in activity.tasks
                if words in search_key(task.form)
            ]
        if hands.shown:
            top = chance.randrange(len(hands.shown))
            column = chance.choice([CONTENT, FORM])
            hands.choose(top, column, min(len(hands.shown) - 1, top + chance.randrange(3)), column)
        hands.do(chance.choice(names))
        if chance.random() < 0.2:
            hands.workbench.undo()
        hands.check()
