"""The history of a file: what was done, looked through page by page; a plan as it stood at a moment."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kehoach_desktop.data import history as data
from kehoach_desktop.data.history import Asked
from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.edits import EditError
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.entries import Entry as Entry
from kehoach_desktop.domain.history.entries import Kept, entry_of, in_one, is_told_as_kept, search_words
from kehoach_desktop.domain.history.place import Part as Part
from kehoach_desktop.domain.history.standing import stood
from kehoach_desktop.domain.history.telling import Detail as Detail
from kehoach_desktop.domain.history.unpacking import found
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import search_key

Progress = Callable[[int, int], None]
"""How much is done, of how much; what it raises ends the work."""
PAGE = 200  # entries told at a time
_MOST_TOLD = 200  # details of one entry
_READS = 8
_READ = 500  # rows read in one short transaction: who types meanwhile does not wait for more
_DOES_NOT_FIT = (
    "Không dựng lại được kế hoạch như lúc đó: lịch sử không khớp với kế hoạch hiện nay. "
    "Kế hoạch hiện nay vẫn nguyên vẹn; hãy mở bản sao lưu của ngày đó để xem."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words without regard to marks, days, a part; ``plan_id`` None: the whole file."""

    plan_id: int | None = None
    words: str = ""
    part: Part | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, maybe none; ``rest`` is for reading on, None at the end."""

    entries: tuple[Entry, ...]
    rest: "Rest | None"


@dataclass(frozen=True, slots=True)
class Rest:
    """Where the next page begins, and whose rows are looked through."""

    asked: Asked
    before: int


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry changed; ``others`` are left out. ``is_cut``: of a long text only a stretch is told."""

    details: tuple[Detail, ...]
    others: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """When the history of a plan begins; ``is_whole``: with the plan itself."""

    at: dt.datetime | None
    is_whole: bool


def read_page(
    store: Store, wanted: Wanted, rest: Rest | None = None, progress: Progress | None = None
) -> Page:
    """Return the first entries, or the next; from any thread, and only for a moment in the file at a time.

    A page ends also when much was looked through, so that what is found is soon shown.
    """
    tell = progress or _unheard
    found: list[Entry] = []
    asked, before = (_asked(store, wanted), None) if rest is None else (rest.asked, rest.before)
    words = search_key(wanted.words).split()
    plain = [word for word in words if is_told_as_kept(word)]
    may_be = (lambda text: is_in(text, plain)) if plain else None
    for _ in range(_READS):
        tell(0, 1)
        with store.reading() as connection:
            rows, before = data.rows_before(connection, asked, before, _READ, may_be)
        found += [entry_of(row) for row in rows if _is_wanted(row, wanted.part, words)]
        if before is None:
            return Page(tuple(in_one(found)), None)
        if len(found) >= PAGE:
            break
    return Page(tuple(in_one(found)), Rest(asked, before or 0))


def all_entries(store: Store, wanted: Wanted) -> Iterator[Entry]:
    """Yield every entry, the newest first."""
    page = read_page(store, wanted)
    yield from page.entries
    while page.rest is not None:
        page = read_page(store, wanted, page.rest)
        yield from page.entries


def rows_of(store: Store, entry: Entry) -> tuple[Kept, ...]:
    """Return the rows an entry stands for, the newest first."""
    with store.reading() as connection:
        rows = data.rows_before(connection, Asked((entry.plan_id,)), entry.id + 1, _READ).rows
    return tuple(row for row in rows if row.id >= entry.first_id)


def told_of(store: Store, entry: Entry) -> Told:
    """Return all that an entry changed, as far as a clerk would read on."""
    if entry.first_id != entry.id:  # typing on in one text
        return _told([Detail("", entry.old, entry.new)], entry)
    with store.reading() as connection:
        rows = data.rows_before(connection, Asked((entry.plan_id,)), entry.id + 1, 1).rows
    return _told(list(rows[0].details) if rows else [], entry)


def whole_texts(store: Store, plan: Plan, upto: int, entry: Entry, progress: Progress | None = None) -> Told:
    """Return the whole texts of an entry that is typing in one long text; ``upto`` as in as_it_stood."""
    if entry.typed is None:
        return told_of(store, entry)
    kind, thing_id, name = entry.typed[:3]
    after = as_it_stood(store, plan, upto, entry.id, progress)
    before = as_it_stood(store, after, entry.id, entry.first_id - 1, progress)
    old, new = (str(getattr(found(one, kind, thing_id), name, "")) for one in (before, after))
    return Told((Detail("", old, new),))


def _told(all_details: list[Detail], entry: Entry) -> Told:
    shown = tuple(one for one in all_details[:_MOST_TOLD] if one.old or one.new or one.what)
    return Told(shown, max(len(all_details) - _MOST_TOLD, 0), _is_cut(entry))


def _is_cut(entry: Entry) -> bool:
    return entry.typed is not None and any(isinstance(side, list) for side in entry.typed[-2:])


def beginning(store: Store, plan_id: int) -> Beginning:
    """Say from when on the plan's history is kept: a plan of an older file was there before it."""
    with store.reading() as connection:
        first = data.first_of(connection, plan_id)
    if first is None:
        return Beginning(None, is_whole=False)
    return Beginning(first[0], is_whole=first[1] == "added")


def last_row(store: Store, plan_id: int) -> int:
    """Return the last row of the plan as it stands now, for ``as_it_stood``."""
    with store.reading() as connection:
        return data.last_id(connection, plan_id)


def as_it_stood(store: Store, plan: Plan, upto: int, row_id: int, progress: Progress | None = None) -> Plan:
    """Return the plan as it stood after a row of its history; from any thread.

    ``upto`` is the last row that ``plan`` knows of. A kept PDF that was taken back since is empty.
    """
    tell = progress or _unheard
    try:
        earlier = stood(plan, _edits(store, plan.id, row_id, upto), lambda: tell(0, 1))
    except EditError as error:
        raise UserError(_DOES_NOT_FIT) from error
    return replace(earlier, id=plan.id)


def _edits(store: Store, plan_id: int, after: int, upto: int) -> Iterator[Kept]:
    while True:
        with store.reading() as connection:
            rows = data.edits_between(connection, plan_id, after, upto, _READ)
        yield from rows
        if len(rows) < _READ:
            return
        upto = rows[-1].id - 1


def _asked(store: Store, wanted: Wanted) -> Asked:
    if wanted.plan_id is None:
        return Asked(None, wanted.first_day, wanted.last_day)
    with store.reading() as connection:
        ids = data.with_reports(connection, wanted.plan_id)
    return Asked(ids, wanted.first_day, wanted.last_day)


def _is_wanted(row: Kept, part: Part | None, words: list[str]) -> bool:
    if part is not None and row.part is not part:
        return False
    if not words:
        return True
    there = search_words(row)
    return all(word in there for word in words)


def is_in(text: str, words: list[str]) -> bool:
    """Say whether a text has all these words, without regard to marks."""
    there = search_key(text)
    return all(word in there for word in words)


def _unheard(_done: int, _total: int) -> None:
    """Nobody waits for it."""
