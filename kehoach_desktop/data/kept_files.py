"""Which files of evidence the program copied beside the data file, and what in it still names them."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.data.schema import kept_file


class KeptFile(NamedTuple):
    """A file by the name it was given, its SHA-256 then, and since when nothing names it (None: named)."""

    name: str
    checksum: str
    unused_since: dt.datetime | None


def list_files(connection: sa.Connection) -> list[KeptFile]:
    """Return every file the program copied and has not tidied away."""
    query = sa.select(kept_file.c.name, kept_file.c.checksum, kept_file.c.unused_since)
    return [KeptFile(*row) for row in connection.execute(query.order_by(kept_file.c.name))]


def note(connection: sa.Connection, name: str, checksum: str) -> None:
    """Write down that the program copied a file under this name."""
    forget(connection, name)
    connection.execute(sa.insert(kept_file).values(name=name, checksum=checksum))


def mark(connection: sa.Connection, names: Iterable[str], unused_since: dt.datetime | None) -> None:
    """Write down since when nothing names these files; None: something does again."""
    for name in names:
        changed = sa.update(kept_file).where(kept_file.c.name == name)
        connection.execute(changed.values(unused_since=unused_since))


def forget(connection: sa.Connection, name: str) -> None:
    """Know nothing of the file any more."""
    connection.execute(sa.delete(kept_file).where(kept_file.c.name == name))


def named_now(connection: sa.Connection) -> frozenset[str]:
    """Return by ``key`` the names that evidence of any plan has, of those in the bin too."""
    locations = connection.execute(sa.select(schema.evidence.c.location).distinct()).scalars()
    return frozenset(map(key, locations))


def named_before(connection: sa.Connection, names: Iterable[str], since: dt.datetime) -> frozenset[str]:
    """Return those of the names that a version that went out, a closing, or what was done since has."""
    texts = (
        sa.select(schema.version.c.content),
        sa.select(schema.closing.c.content),
        sa.select(schema.change.c.content).where(schema.change.c.at >= since),
    )
    left = {name: _spelled(name) for name in names}
    found: set[str] = set()
    for query in texts:
        for text in connection.execute(query).scalars():
            lowered = text.casefold()
            found |= {name for name, spelled in left.items() if any(one in lowered for one in spelled)}
    return frozenset(found)


def key(name: str) -> str:
    """Return what two names of one file have in common: Windows tells no capitals apart."""
    return name.strip().casefold()


def _spelled(name: str) -> frozenset[str]:
    """Return the name in either way JSON may spell it, capitals aside."""
    return frozenset(json.dumps(name, ensure_ascii=plain)[1:-1].casefold() for plain in (False, True))
