"""What has changed since a period was closed, each a sentence that says from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.count_names import count_key, first_spellings
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.reported import Cell, Facts, Row
from kehoach_desktop.domain.words import STATE_WORDS, number_words

_TEXT_NAMES = ("kết quả", "khó khăn", "đề xuất")
_FORM_LETTERS, _TEXT_LETTERS, _BEFORE_LETTERS = 60, 48, 16


@dataclass(frozen=True, slots=True)
class Difference:
    """One change, and the cell it is seen in: None where the task is gone, or it is of the whole period."""

    sentence: str
    task_id: int | None = None
    quarter: int | None = None


def drift(before: Facts, now: Facts) -> tuple[Difference, ...]:
    """Return what a report on the closed period would say differently now, in the plan's order."""
    has_several = any(row.place[0] > 1 for row in (*before.rows, *now.rows))
    found: list[Difference] = []
    for old, new in _pairs(before.rows, now.rows):
        found.extend(_of_task(old, new, has_several=has_several))
    return (*found, *_of_year(before, now))


def differing_cells(differences: Iterable[Difference]) -> frozenset[tuple[int, int]]:
    """Return the cells in which something differs, as ``(task id, quarter)``."""
    return frozenset(
        (each.task_id, each.quarter)
        for each in differences
        if each.task_id is not None and each.quarter is not None
    )


def _name(row: Row, *, has_several: bool) -> str:
    """Name a task as the clerk finds it; the appendix only where there are several."""
    appendix, tt, own, rows = row.place
    where = f"Phụ lục {roman(appendix)}, TT {tt}" if has_several else f"TT {tt}"
    if rows > 1:
        where += f", dòng {own}"
    form = _short(row.form or row.content, _FORM_LETTERS)
    return f"{where}, {form}" if form else where


def _pairs(before: tuple[Row, ...], now: tuple[Row, ...]) -> list[tuple[Row | None, Row | None]]:
    """Pair each task with itself: by its id, else by its place and words, else by its words alone.

    A plan read from a file of another program has new ids; there words and places are all there is.
    """
    left = {row.id: row for row in now}
    found: dict[int, Row] = {}  # by the place in ``before``
    for key in (
        lambda row: row.id,
        lambda row: (row.place[:3], row.content, row.form),
        lambda row: (row.content, row.form),
        lambda row: (row.place[:3], row.form),
    ):
        known: dict[object, list[Row]] = {}
        for row in left.values():
            known.setdefault(key(row), []).append(row)
        for place, row in enumerate(before):
            same = known.get(key(row), [])
            if place not in found and same:
                found[place] = same.pop(0)
                del left[found[place].id]
    pairs: list[tuple[Row | None, Row | None]] = [(row, found.get(place)) for place, row in enumerate(before)]
    pairs.extend((None, row) for row in now if row.id in left)
    return sorted(pairs, key=lambda pair: (pair[1] or pair[0] or now[0]).place)


def _of_task(old: Row | None, new: Row | None, *, has_several: bool) -> Iterator[Difference]:
    if new is None:
        if old is not None:
            yield Difference(f"{_name(old, has_several=has_several)}: đã báo, nay không còn trong phụ lục.")
        return
    if old is not None and _said(old) == _said(new):
        return
    name = _name(new, has_several=has_several)
    if old is None:
        yield Difference(f"{name}: thêm vào sau khi chốt.", new.id)
        return
    told: set[int] = set()  # the quarters whose state is said to differ
    for before, now in _cells(old, new):
        if (before.status, before.percent) != (now.status, now.percent):
            told.add(now.quarter)
        for sentence in _of_cell(before, now, f"quý {roman(now.quarter)}"):
            yield Difference(f"{name}{sentence}", new.id, now.quarter)
    stood, stands = (old.status, old.percent), (new.status, new.percent)
    if stood != stands and not told & {old.quarter, new.quarter}:
        yield Difference(f"{name}: cuối kỳ {_from_to(stood, stands)}.", new.id, new.quarter or old.quarter)
    if old.is_overdue != new.is_overdue and stood == stands:
        words = "còn hạn, nay quá hạn" if new.is_overdue else "quá hạn, nay còn hạn"
        yield Difference(f"{name}: đã báo {words}.", new.id, new.quarter or None)


def _said(row: Row) -> tuple[object, ...]:
    return row.status, row.percent, row.is_overdue, row.cells


def _cells(old: Row, new: Row) -> Iterator[tuple[Cell, Cell]]:
    """Yield a task's cells then and now, quarter by quarter; one that was not or is not there as empty."""
    then, now = ({cell.quarter: cell for cell in row.cells} for row in (old, new))
    for quarter in sorted(then.keys() | now.keys()):
        empty = Cell(quarter, is_inside=True)
        yield then.get(quarter, empty), now.get(quarter, empty)


def _of_cell(one: Cell, other: Cell, when: str) -> Iterator[str]:
    """Yield what follows a task's name: ": quý III đã báo …", ", Tờ gấp: quý III đã báo …"."""
    stood, stands = (one.status, one.percent), (other.status, other.percent)
    if stood != stands:
        yield f": {when} {_from_to(stood, stands)}."
    for name, before, now in zip(_TEXT_NAMES, one.texts, other.texts, strict=True):
        if before != now:
            yield f": {name} {when} {_texts_from_to(before, now)}."
    shown = first_spellings((indicator, unit) for cell in (other, one) for indicator, unit, _ in cell.counts)
    counts = [{count_key(*key[:2]): key[2] for key in cell.counts} for cell in (one, other)]
    for key in dict.fromkeys([*counts[0], *counts[1]]):
        was, value = (side.get(key) for side in counts)
        indicator, unit = shown[key]
        if was != value:
            yield f", {indicator}: {when} {_counts_from_to(was, value, unit)}."


def _of_year(before: Facts, now: Facts) -> Iterator[Difference]:
    """What the period itself does not explain: sums since the year began, changed by an earlier quarter."""
    totals = [{count_key(t.indicator, t.unit): t for t in said.figures.totals} for said in (before, now)]
    shown = first_spellings((t.indicator, t.unit) for said in (now, before) for t in said.figures.totals)
    for key in dict.fromkeys([*totals[0], *totals[1]]):
        was, value = (side.get(key) for side in totals)
        in_period = [total.value if total else 0 for total in (was, value)]
        since = [total.cumulative if total else 0 for total in (was, value)]
        if in_period[0] == in_period[1] and since[0] != since[1]:
            indicator, unit = shown[key]
            yield Difference(f"{indicator}, từ đầu năm: {_counts_from_to(since[0], since[1], unit)}.")


def _from_to(before: tuple[State, int], now: tuple[State, int]) -> str:
    if before[0] is now[0]:
        return f"đã báo {before[1]} %, nay {now[1]} %"
    return f"đã báo {_state_words(*before)}, nay {_state_words(*now)}"


def _state_words(state: State, percent: int) -> str:
    words = STATE_WORDS[state].lower()
    has_percent = state in {State.DOING, State.LATE} or (state is State.DONE and percent < 100)
    return f"{words} {percent} %" if has_percent else words


def _counts_from_to(before: float | None, now: float | None, unit: str) -> str:
    was, value = (None if each is None else f"{number_words(each)} {unit}".strip() for each in (before, now))
    if was is None:
        return f"chưa báo, nay {value}"
    return f"đã báo {was}, nay " + ("không còn" if value is None else value)


def _texts_from_to(before: str, now: str) -> str:
    if not before:
        return f"khi chốt còn trống, nay “{_short(now, _TEXT_LETTERS)}”"
    if not now:
        return f"đã báo “{_short(before, _TEXT_LETTERS)}”, nay để trống"
    at = next(
        (n for n, (a, b) in enumerate(zip(before, now, strict=False)) if a != b),
        min(len(before), len(now)),
    )
    return f"đã báo “{_round(before, at)}”, nay “{_round(now, at)}”"


def _round(text: str, at: int) -> str:
    """Return the words round the letter at which two texts part."""
    if len(text) <= _TEXT_LETTERS:
        return " ".join(text.split())
    start = max(0, at - _BEFORE_LETTERS)
    while start and not text[start - 1].isspace():
        start -= 1
    short = _short(text[start:], _TEXT_LETTERS)
    return f"…{short}" if start else short


def _short(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else f"{text[:letters].rstrip()}…"
