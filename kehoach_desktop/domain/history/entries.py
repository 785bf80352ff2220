"""What the page of the history shows: rows in words, typing on in one text as one of them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

from kehoach_desktop.domain.edits import SLOTS
from kehoach_desktop.domain.history.packing import Packed
from kehoach_desktop.domain.history.place import Part
from kehoach_desktop.domain.history.ranges import shared
from kehoach_desktop.domain.history.telling import Detail, details, own_words, value_words
from kehoach_desktop.domain.history.told import Step
from kehoach_desktop.domain.text import search_key

_TYPING_ON = dt.timedelta(minutes=2)  # a longer pause begins another row
_STEP_WORDS = {Step.UNDO: "Hoàn tác: ", Step.REDO: "Làm lại: "}
_MOST = 3  # details a row tells in full


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the history as it is kept."""

    id: int
    plan_id: int
    at: dt.datetime
    step: Step
    name: str
    content: dict[str, Any]

    @property
    def edits(self) -> list[Packed]:
        """The edit; nothing for a plan that came or went."""
        edits: list[Packed] = self.content.get("edits", [])
        return edits

    @property
    def details(self) -> Iterator[Detail]:
        """What changed, in words; of what belongs to no plan the words themselves are kept."""
        yield from (Detail(*words) for words in self.content.get("words", ()))
        yield from details(self.edits)

    @property
    def part(self) -> Part:
        """The part of the work it belongs to."""
        return Part(self.content.get("part", Part.OTHER))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in words. ``first_id`` is the earlier of those it stands for, ``id`` the last."""

    id: int
    first_id: int
    plan_id: int
    since: dt.datetime
    at: dt.datetime
    step: Step
    name: str
    where: str
    part: Part
    old: str
    new: str
    others: int  # things touched besides the one that is told
    aim: tuple[str, int] | None  # the kind and id of what was touched first
    typed: Packed | None = None  # what it is where it is typing in one text

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The day it began on and the day it ended on."""
        return self.since.date(), self.at.date()


def entry_of(row: Kept) -> Entry:
    """Return a row in words."""
    told = list(islice(row.details, _MOST + 1))
    first = next((one for one in told if one.old or one.new), told[0] if told else Detail("", "", ""))
    count = max(len(told), sum(map(_touched, row.edits)))
    where = row.content.get("where", "")
    if first.what and first.what not in where:
        where = f"{where}, {first.what}" if where else first.what
    return Entry(
        id=row.id,
        first_id=row.id,
        plan_id=row.plan_id,
        since=row.at,
        at=row.at,
        step=row.step,
        name=f"{_STEP_WORDS.get(row.step, '')}{row.name}",
        where=where,
        part=row.part,
        old=first.old,
        new=first.new,
        others=max(count - 1, 0),
        aim=_aim(row.edits[0]) if row.edits else None,
        typed=_typed(row.edits) if row.step is Step.EDIT else None,
    )


def joined(newer: Entry, older: Entry) -> Entry | None:
    """Return one entry for typing on in one text; None where they are not that."""
    if newer.typed is None or older.typed is None or newer.plan_id != older.plan_id:
        return None
    if newer.typed[:4] != older.typed[:4] or not newer.since - older.at <= _TYPING_ON:
        return None
    sides = _one_after_another(older.typed[4:], newer.typed[4:])
    if sides is None:
        return None
    old, new = (value_words("item", "text", side) for side in sides)
    typed = [*newer.typed[:4], *sides]
    return replace(newer, first_id=older.first_id, since=older.since, old=old, new=new, typed=typed)


def in_one(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, the newest first, with typing on in one text as one."""
    last: Entry | None = None
    for entry in entries:
        both = joined(last, entry) if last is not None else None
        if last is not None and both is None:
            yield last
        last = both or entry
    if last is not None:
        yield last


def search_words(row: Kept) -> str:
    """Return all that can be looked for in a row, as a search key."""
    told = (f"{one.what} {one.old} {one.new}" for one in row.details)
    return search_key(
        " ".join((_STEP_WORDS.get(row.step, ""), row.name, row.content.get("where", ""), *told))
    )


def is_told_as_kept(word: str) -> bool:
    """Say whether a word looked for can only stand in a row's text as it is kept: it is no word of ours."""
    return word.isalpha() and word not in _our_words()


@cache
def _our_words() -> str:
    return search_key(" ".join((*own_words(), *_STEP_WORDS.values())))


def _touched(one: Packed) -> int:
    """Return how many things an edit is told of, without putting them into words."""
    if one[0] == "=":
        return 1
    entries = (entry for side in one[-2:] for entry in side if not isinstance(entry, int))
    return max(len({entry["id"] if isinstance(entry, dict) else entry[0] for entry in entries}), 1)


def _aim(one: Packed) -> tuple[str, int]:
    """Return the thing an edit is about: of a run, the first that stands there afterwards and is touched."""
    if one[0] == "=":
        return one[1], one[2]
    child = SLOTS[one[1]][one[3]]
    for entry in one[-1]:
        if not isinstance(entry, int):
            return child, entry["id"] if isinstance(entry, dict) else entry[0]
    return one[1], one[2]


def _typed(edits: list[Packed]) -> Packed | None:
    """Return ``[kind, id, field, 0, old, new]`` where the edit only changes one text."""
    if len(edits) != 1:
        return None
    (one,) = edits
    if one[0] == "=":
        _, kind, thing_id, name, old, new = one
        is_text = all(isinstance(side, str) or _is_stretch(side) for side in (old, new))
        return [kind, thing_id, name, 0, old, new] if is_text else None
    old, new = one[-2:]
    if len(old) != 1 or len(new) != 1 or not isinstance(old[0], list) or not isinstance(new[0], list):
        return None
    fields = [side[0][1] for side in (old, new)]
    if any(not set(each) <= {"text", "marks"} or "text" not in each for each in fields):
        return None
    return ["item", new[0][0], "text", 0, fields[0]["text"], fields[1]["text"]]


def _is_stretch(side: Any) -> bool:
    return isinstance(side, list) and len(side) == 3 and isinstance(side[2], str) and isinstance(side[0], int)


def _one_after_another(first: Packed, second: Packed) -> tuple[Any, Any] | None:
    """Return from what to what two changes of one text lead; None where they do not touch each other."""
    was, middle = (_stretch(side) for side in first)
    found, now = (_stretch(side) for side in second)
    ends = [start + len(text) for start, _, text in (middle, found)]
    low, high = min(middle[0], found[0]), max(ends)
    if middle[0] > ends[1] or found[0] > ends[0] or (ends[0] + middle[1] != ends[1] + found[1]):
        return None
    letters = "".join(
        middle[2][at - middle[0]] if middle[0] <= at < ends[0] else found[2][at - found[0]]
        for at in range(low, high)
    )
    rest = ends[0] + middle[1] - high
    old = letters[: middle[0] - low] + was[2] + letters[ends[0] - low :]
    new = letters[: found[0] - low] + now[2] + letters[ends[1] - low :]
    if shared(letters, new) < min(len(letters), len(new)) / 2:
        return None  # not typing on: something else was written in its place
    if low == 0 and rest == 0:
        return old, new
    return [low, rest, old], [low, rest, new]


def _stretch(side: Any) -> tuple[int, int, str]:
    return (0, 0, side) if isinstance(side, str) else (side[0], side[1], side[2])
