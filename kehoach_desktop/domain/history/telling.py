"""A row of the history in the clerk's words: from what to what, for each thing the edit touched."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.edits import SLOTS
from kehoach_desktop.domain.history.packing import Packed
from kehoach_desktop.domain.history.place import FIELD_WORDS
from kehoach_desktop.domain.history.values import is_text
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Level, State, Status
from kehoach_desktop.domain.words import LEVEL_WORDS, STATE_WORDS, STATUS_WORDS, number_words

_ENUMS = {
    ("plan", "status"): lambda word: STATUS_WORDS[Status(word)],
    ("item", "level"): lambda word: LEVEL_WORDS[Level(word)],
    ("progress", "status"): lambda word: STATE_WORDS[State(word)],
}
_DAYS = {"date", "start", "end"}
_QUIET = {"depth", "marks", "checksum", "pdf", "workbook", "content"}  # nothing to read in these


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed: ``what`` says which where the row's place does not."""

    what: str
    old: str
    new: str


def details(edits: Sequence[Packed]) -> Iterator[Detail]:
    """Yield what changed, in the order it was done."""
    for one in edits:
        if one[0] == "=":
            _, kind, _, name, old, new = one
            yield Detail(
                FIELD_WORDS.get(kind, {}).get(name, ""),
                value_words(kind, name, old),
                value_words(kind, name, new),
            )
        else:
            _, kind, _, slot, at, old, new = one
            yield from _of_run(SLOTS[kind][slot], at, old, new)


def value_words(kind: str, name: str, value: Any) -> str:
    """Return a packed value as the clerk knows it; "…" stands for the rest of a long text."""
    if value is None:
        return ""
    if (kind, name) in _ENUMS:
        return _ENUMS[kind, name](value)
    if isinstance(value, str):
        return short_date(dt.date.fromisoformat(value)) if name in _DAYS and value else value
    return _list_words(kind, name, value) if isinstance(value, list) else _number_words(name, value)


def own_words() -> Iterator[str]:
    """Yield the words that are told and stand in no row: those for states, fields, quarters, order."""
    yield from (*STATUS_WORDS.values(), *STATE_WORDS.values(), *LEVEL_WORDS.values())
    yield from (word for words in FIELD_WORDS.values() for word in words.values())
    yield from (roman(number) for number in range(1, 13))
    yield from ("có không đổi thứ tự chuyển chỗ Quý Số ngày",)


def _number_words(name: str, value: float) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{number_words(value)} %" if name == "percent" else number_words(value)


def _list_words(kind: str, name: str, value: list[Any]) -> str:
    if name == "scheme":
        return str(value[1])
    if is_text(kind, name):  # the stretch of a long text
        start, rest, stretch = value
        return f"{'… ' if start else ''}{stretch}{' …' if rest else ''}"
    return "; ".join(str(each) for each in value if isinstance(each, str) and each)


def _of_run(kind: str, at: int, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Detail]:
    was, now = ({_id(entry): entry for entry in run} for run in (old, new))
    count = 0
    for entry in old:
        if _id(entry) not in now and isinstance(entry, dict):
            count += 1
            yield Detail("", name_of(kind, entry), "")
    for entry in new:
        before = was.get(_id(entry))
        if before is None and isinstance(entry, dict):
            count += 1
            yield Detail("", "", name_of(kind, entry))
        elif isinstance(entry, list) and isinstance(before, list):
            for one in _of_thing(kind, before, entry):
                count += 1
                yield one
    if not count:
        yield from _of_order(at, [_id(entry) for entry in old], [_id(entry) for entry in new])


def _of_thing(kind: str, old: list[Any], new: list[Any]) -> Iterator[Detail]:
    _, was, lists = old
    _, now, others = new
    words = FIELD_WORDS.get(kind, {})
    for name in now.keys() | was.keys():
        if name not in _QUIET:
            yield Detail(
                words.get(name, ""),
                value_words(kind, name, was.get(name)),
                value_words(kind, name, now.get(name)),
            )
    if was and now and not (now.keys() | was.keys()) - {"marks"}:
        yield Detail(words.get("marks", ""), "", "")
    for slot in lists.keys() | others.keys():
        yield from _of_run(SLOTS[kind][slot], 0, lists.get(slot, ()), others.get(slot, ()))


def _of_order(at: int, old: list[int], new: list[int]) -> Iterator[Detail]:
    """Tell of a thing that moved; of several, the first whose place is another."""
    if not old or not new or old == new:
        return
    moved = old[0] if old[0] == new[-1] else new[0]
    if moved in old and moved in new:
        places = (at + run.index(moved) + 1 for run in (old, new))
        yield Detail("đổi thứ tự", *(f"thứ {place}" for place in places))
    else:
        yield Detail("chuyển chỗ", "", "")


def _id(entry: Any) -> int:
    return int(entry["id"] if isinstance(entry, dict) else entry[0] if isinstance(entry, list) else entry)


def name_of(kind: str, entry: dict[str, Any]) -> str:
    """Return what a thing that came or went is known by."""

    def words(*names: str) -> str:
        parts = (value_words(kind, name, entry.get(name)) for name in names)
        return " · ".join(part for part in parts if part)

    if kind == "progress":
        told = words("status", "result", "difficulty", "proposal")
        return f"Quý {roman(entry['quarter'])}: {told}"
    if kind in {"quantity", "target"}:
        return f"{number_words(entry['value'])} {entry.get('unit', '')} ({entry.get('indicator', '')})"
    if kind == "activity":
        tasks = (name_of("task", each) for each in entry.get("tasks", ()) if isinstance(each, dict))
        return " · ".join(part for part in (entry.get("content", ""), *tasks) if part)
    if kind == "closing":
        return f"{entry['code']}: {words('start', 'end')}"
    if kind in {"version", "sending"}:
        return f"Số {entry.get('number') or '…'}" + (f" ngày {words('date')}" if entry.get("date") else "")
    return words(*_NAMED_BY[kind])


_NAMED_BY = {
    "item": ("text",),
    "appendix": ("title",),
    "task": ("form", "lead", "partners", "time", "note"),
    "own_column": ("title",),
    "evidence": ("title", "location"),
}
