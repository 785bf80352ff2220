"""What a plan is: frozen dataclasses, one for each noun of the field, and nothing that does anything.

A plan is a value. Changing one means making another (see ``edits``), so an export can work on the plan it
was given while the clerk types on, and undo needs no copies.

The text is kept flat: a tuple of ``Item`` in reading order, each with its level and its depth (the number
of its ancestors). ``outline`` has the rules that make a flat list a tree.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from kehoach_desktop.domain.periods import DECREE_09, Scheme


def new_id() -> int:
    """Return an id for a new item: random, so that an item keeps it through undo and redo (< 2**62)."""
    return secrets.randbits(62)


class Level(StrEnum):
    """The kinds of item in a plan's text, named as in Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    BASIS = "basis"  # căn cứ, only in the preamble
    SECTION = "section"  # mục: I.
    CLAUSE = "clause"  # khoản: 1.
    POINT = "point"  # điểm: a)
    BULLET = "bullet"  # gạch đầu dòng: -
    PARAGRAPH = "paragraph"  # no number


class Status(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"  # dự thảo
    ISSUED = "issued"  # đã ban hành


class State(StrEnum):
    """How a task stands in a quarter."""

    NONE = "none"  # chưa ghi
    DOING = "doing"  # đang làm
    DONE = "done"  # hoàn thành
    LATE = "late"  # chậm
    DROPPED = "dropped"  # không thực hiện


Mark = tuple[int, int, str]
"""``(start, end, "bold" | "italic" | a link of ``linked``)`` in code points of the text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of text with its level; ``depth`` is the number of its ancestors."""

    level: Level
    text: str = ""
    depth: int = 0
    marks: tuple[Mark, ...] = ()
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: ``TM. ỦY BAN NHÂN DÂN`` / ``KT. CHỦ TỊCH`` / ``PHÓ CHỦ TỊCH`` / name; "" = no such line."""

    authority: str = ""
    proxy: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted result: value (≥ 0, int or float) of a unit of an indicator; ``date`` None = not known."""

    indicator: str
    unit: str
    value: int | float
    date: dt.date | None = None
    note: str = ""
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """The figure a task is to reach in its year, of one indicator in one unit; ``value`` ≥ 0."""

    indicator: str
    unit: str
    value: int | float
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Minh chứng: a title and where it is, a link or the name of a file kept beside the database.

    ``checksum`` is the SHA-256 of that file in hexadecimal; "" for a link, or where it is not known.
    """

    title: str
    location: str = ""
    checksum: str = ""
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was recorded of a task in one quarter (1–4); ``percent`` is 0–100."""

    quarter: int
    status: State = State.NONE
    percent: int = 0
    result: str = ""
    difficulty: str = ""
    proposal: str = ""
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """One row of an activity: how, who leads, who helps, when (free text), what is noted.

    ``extras``: the texts of the office's own columns by place; those it is too short for are "".
    """

    form: str = ""
    lead: str = ""
    partners: str = ""
    time: str = ""
    note: str = ""
    progress: tuple[Progress, ...] = ()
    targets: tuple[Target, ...] = ()
    extras: tuple[str, ...] = ()
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Activity:
    """A content (nội dung) of the appendix with its rows, at least one; its TT is its place in the list."""

    content: str = ""
    tasks: tuple[Task, ...] = ()
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of the office's own (kinh phí, sản phẩm, đối tượng …), printed or only kept."""

    title: str = ""
    is_printed: bool = True
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Appendix:
    """A table of activities under a title, with columns of the office's own after the usual ones.

    ``prints_note``: whether the notes, where there are any, go on paper.
    """

    title: str = ""
    activities: tuple[Activity, ...] = ()
    columns: tuple[OwnColumn, ...] = ()
    prints_note: bool = True
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it went out: its number and date, all it said, and the very PDF that was signed.

    ``content`` is the plan in the form of plan-json.md, without versions of its own; ``pdf`` is the file.
    """

    number: str
    date: dt.date | None
    content: str
    pdf: bytes = b""
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """What was reported of a period when it was closed, so that a later change shows as drift.

    ``code`` and the days are those of a ``periods.Period``; ``content`` is JSON text.
    """

    code: str
    start: dt.date
    end: dt.date
    closed_at: dt.datetime  # aware
    content: str
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Which plan a report is on (its id in the file) and of which period."""

    plan_id: int = field(compare=False)
    code: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Sending:
    """A report as it was sent: the very files, when, and which earlier one it replaces ("" = none).

    ``checksum`` is the SHA-256 of the PDF followed by the workbook, in hexadecimal.
    """

    sent_at: dt.datetime  # aware
    number: str
    date: dt.date | None
    message: str
    pdf: bytes
    workbook: bytes
    checksum: str
    replaces: str = ""
    id: int = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with all that hangs on it, or a report on one. ``id`` is 0 until it is kept in a file.

    A result report is a document of the same parts, so that one editor and one layout serve both: it says
    in ``reporting`` what it reports on, has ``addressees`` (Kính gửi) and no appendices of its own.
    """

    year: int
    subject: str = ""
    status: Status = Status.DRAFT
    superior: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = "KH-UBND"
    place: str = ""
    date: dt.date | None = None
    preamble: tuple[Item, ...] = ()
    body: tuple[Item, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature()
    appendices: tuple[Appendix, ...] = ()
    versions: tuple[Version, ...] = ()  # the issued ones, the oldest first
    scheme: Scheme = DECREE_09
    closings: tuple[Closing, ...] = ()  # the last one of a period counts
    reporting: Reporting | None = None
    addressees: tuple[str, ...] = ()
    sendings: tuple[Sending, ...] = ()  # of a report, the oldest first
    id: int = field(default=0, compare=False)
