"""The tables of a file, one for each noun of the domain, and the version of their shape."""

import datetime as dt
import json
import zlib
from typing import Any

import sqlalchemy as sa

from kehoach_desktop.domain.periods import DECREE_09, Reported, Scheme
from kehoach_desktop.domain.plan import Level, Reporting, Signature, State, Status

APPLICATION_ID = 0x4B48_5444  # "KHTD": says a SQLite file is ours
SCHEMA_VERSION = 4  # kept in user_version; migrations lead from one to the next

_LONG = 2_000  # letters from which a text of the history is packed

metadata = sa.MetaData()


class Number(sa.types.TypeDecorator[int | float]):
    """A counted value: whole ones come back as int, so a dump has 12 and never 12.0."""

    impl = sa.Float
    cache_ok = True

    def process_result_value(self, value: float | None, dialect: Any) -> int | float | None:
        """Return an int for a whole number."""
        return int(value) if value is not None and value.is_integer() else value


class Word(sa.types.TypeDecorator[Any]):
    """A StrEnum kept as its word."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, enum: type[Any]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """Return the word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """Return the member."""
        return None if value is None else self.enum(value)


class Packed(sa.types.TypeDecorator[Any]):
    """A small value (marks, recipients, the signature) kept as a JSON array."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:
        """Return the array as JSON."""
        if isinstance(value, Signature):
            value = (value.authority, value.proxy, value.title, value.name)
        return json.dumps(value, ensure_ascii=False)


class Strings(Packed):
    """A tuple of strings."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...]:
        """Return the tuple."""
        return tuple(json.loads(value or "[]"))


class Marks(Packed):
    """A tuple of ``(start, end, style)``."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[Any, ...]:
        """Return the tuple of marks."""
        return tuple(tuple(mark) for mark in json.loads(value or "[]"))


class SignatureLines(Packed):
    """The four lines of a signature."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> Signature:
        """Return the signature."""
        return Signature(*json.loads(value)) if value else Signature()


class Moment(sa.types.TypeDecorator[dt.datetime]):
    """A moment with its offset from UTC, kept as ISO 8601 text: SQLite's own type would forget the offset."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> str | None:
        """Return the text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Any) -> dt.datetime | None:
        """Return the moment."""
        return None if value is None else dt.datetime.fromisoformat(value)


class PeriodScheme(sa.types.TypeDecorator[Scheme]):
    """A scheme of reporting periods, kept as JSON."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Scheme | None, dialect: Any) -> str | None:
        """Return the scheme as JSON; the usual one is not written down."""
        if value is None or value == DECREE_09:
            return None
        reported = [(one.code, one.name, one.sending_days) for one in value.reported]
        days_off = [day.isoformat() for day in value.days_off]
        kept = (value.key, value.name, value.closings, reported, days_off)
        return json.dumps(kept, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Any) -> Scheme:
        """Return the scheme."""
        if value is None:
            return DECREE_09
        key, name, closings, reported, days_off = json.loads(value)
        first, second, third, fourth = (tuple(day) for day in closings)
        return Scheme(
            key,
            name,
            (first, second, third, fourth),
            tuple(Reported(*one) for one in reported),
            tuple(dt.date.fromisoformat(day) for day in days_off),
        )


class ReportedPeriod(sa.types.TypeDecorator[Reporting]):
    """What a report is on, kept as JSON; NULL for a plan."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Reporting | None, dialect: Any) -> str | None:
        """Return it as JSON."""
        if value is None:
            return None
        return json.dumps((value.plan_id, value.code, value.start.isoformat(), value.end.isoformat()))

    def process_result_value(self, value: str | None, dialect: Any) -> Reporting | None:
        """Return what it is on."""
        if value is None:
            return None
        plan_id, code, start, end = json.loads(value)
        return Reporting(plan_id, code, dt.date.fromisoformat(start), dt.date.fromisoformat(end))


class Folded(sa.types.TypeDecorator[str]):
    """A text that is kept packed where it is long: the bytes of zlib in the place of the letters."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> Any:
        """Return the text, or the bytes."""
        if value is None or len(value) < _LONG:
            return value
        return zlib.compress(value.encode("utf-8"), 1)

    def process_result_value(self, value: Any, dialect: Any) -> str | None:
        """Return the text."""
        return zlib.decompress(value).decode("utf-8") if isinstance(value, bytes) else value


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _child(kind: str, owner: str, *columns: sa.Column[Any], **extra: Any) -> sa.Table:
    """Return the table of things that stand in order under an ``owner``."""
    return sa.Table(
        kind,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(f"{owner}_id", sa.ForeignKey(f"{owner}.id", ondelete="CASCADE"), nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *columns,
        sa.Index(f"{kind}_order", f"{owner}_id", "slot", "position"),
        info={"owner": f"{owner}_id"},
        **extra,
    )


identity = sa.Table("identity", metadata, sa.Column("file_id", sa.Text, primary_key=True))
"""One row: a random name the file is born with and all its copies share."""

plan = sa.Table(
    "plan",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    _text("subject"),
    sa.Column("status", Word(Status), nullable=False),
    _text("superior"),
    _text("issuer"),
    _text("number"),
    _text("symbol"),
    _text("place"),
    sa.Column("date", sa.Date),
    sa.Column("recipients", Strings, nullable=False),
    sa.Column("signature", SignatureLines, nullable=False),
    sa.Column("scheme", PeriodScheme),  # NULL: the usual one
    sa.Column("reporting", ReportedPeriod),
    sa.Column("addressees", Strings, nullable=False, server_default="[]"),
    sa.Column("deleted_at", Moment),  # in the bin since then; NULL: not deleted
    sqlite_autoincrement=True,  # a deleted plan's number is never given to another
)
item = _child(
    "item",
    "plan",
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("level", Word(Level), nullable=False),
    _text("text"),
    sa.Column("marks", Marks, nullable=False),
)
appendix = _child(
    "appendix",
    "plan",
    _text("title"),
    sa.Column("prints_note", sa.Boolean, nullable=False, server_default=sa.true()),
)
activity = _child("activity", "appendix", _text("content"))
own_column = _child(
    "own_column",
    "appendix",
    _text("title"),
    sa.Column("is_printed", sa.Boolean, nullable=False),
)
task = _child(
    "task",
    "activity",
    _text("form"),
    _text("lead"),
    _text("partners"),
    _text("time"),
    _text("note"),
    sa.Column("extras", Strings, nullable=False, server_default="[]"),
)
target = _child(
    "target",
    "task",
    _text("indicator"),
    _text("unit"),
    sa.Column("value", Number, sa.CheckConstraint("value >= 0"), nullable=False),
)
progress = _child(
    "progress",
    "task",
    sa.Column("quarter", sa.Integer, sa.CheckConstraint("quarter BETWEEN 1 AND 4"), nullable=False),
    sa.Column("status", Word(State), nullable=False),
    sa.Column("percent", sa.Integer, sa.CheckConstraint("percent BETWEEN 0 AND 100"), nullable=False),
    _text("result"),
    _text("difficulty"),
    _text("proposal"),
)
sa.Index("progress_quarter", progress.c.task_id, progress.c.quarter, unique=True)
quantity = _child(
    "quantity",
    "progress",
    _text("indicator"),
    _text("unit"),
    sa.Column("value", Number, sa.CheckConstraint("value >= 0"), nullable=False),
    sa.Column("date", sa.Date),
    _text("note"),
)
evidence = _child("evidence", "progress", _text("title"), _text("location"), _text("checksum"))
version = _child(
    "version",
    "plan",
    _text("number"),
    sa.Column("date", sa.Date),
    _text("content"),
    sa.Column("pdf", sa.LargeBinary, nullable=False),
)
closing = _child(
    "closing",
    "plan",
    _text("code"),
    sa.Column("start", sa.Date, nullable=False),
    sa.Column("end", sa.Date, nullable=False),
    sa.Column("closed_at", Moment, nullable=False),
    _text("content"),
)
sending = _child(
    "sending",
    "plan",
    sa.Column("sent_at", Moment, nullable=False),
    _text("number"),
    sa.Column("date", sa.Date),
    _text("message"),
    sa.Column("pdf", sa.LargeBinary, nullable=False),
    sa.Column("workbook", sa.LargeBinary, nullable=False),
    _text("checksum"),
    _text("replaces"),
)
legal_basis = sa.Table(
    "legal_basis",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("slug"),  # names an entry the program ships; "" for the office's own
    _text("type"),
    _text("number"),
    _text("symbol"),
    sa.Column("date", sa.Date),
    _text("issuer"),
    _text("subject"),
    sa.Column("in_force_from", sa.Date),
    sa.Column("in_force_to", sa.Date),
    _text("note"),
    sa.Column("checked_on", sa.Date),  # when the clerk confirmed it; NULL = not yet
    sa.Column("is_removed", sa.Boolean, nullable=False, server_default=sa.false()),  # a shipped one put away
)
"""The office's library of căn cứ; it belongs to the file, not to one plan."""

directory = sa.Table(
    "directory",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # body | form | indicator
    _text("name"),
    _text("unit"),  # of an indicator
    sa.Column("aliases", Strings, nullable=False, server_default="[]"),
    sa.Column("is_removed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("directory_name", "kind", "name", "unit", unique=True),
)
"""The office's list of bodies, forms and indicators; like the library it belongs to the file."""

change = sa.Table(
    "change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("plan_id", sa.Integer, nullable=False),  # no foreign key: it outlives the plan
    sa.Column("at", Moment, nullable=False),
    _text("step"),  # edit | undo | redo | added | deleted | restored | removed
    _text("name"),  # what the clerk did, in the words of the undo menu
    sa.Column("content", Folded, nullable=False, server_default=""),  # the edit as JSON
    sa.Index("change_plan", "plan_id", "id"),
    sqlite_autoincrement=True,
)
"""What was done, in order, for the life of the file: rows are added, none is ever altered."""

kept_file = sa.Table(
    "kept_file",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _text("checksum"),
    sa.Column("unused_since", Moment),  # nothing names it since then; NULL: something does
)
"""The files of evidence that the program itself copied beside the data file: only these it ever removes."""

TABLES: dict[str, sa.Table] = {
    table.name: table
    for table in metadata.sorted_tables
    if table not in (identity, legal_basis, directory, change, kept_file)
}
"""By kind, the names ``domain.edits.SLOTS`` uses; owners before what they own."""
