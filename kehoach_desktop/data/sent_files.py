"""The files of reports that were sent, as they are kept: to be looked at, of whatever version the file is."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from kehoach_desktop.data import schema
from kehoach_desktop.data.engine import connect
from kehoach_desktop.data.faults import said_plainly


class SentFiles(NamedTuple):
    """What was sent, and of which report."""

    number: str
    symbol: str
    date: dt.date | None
    pdf: bytes
    workbook: bytes
    checksum: str


def sent_files(path: Path) -> Iterator[SentFiles]:
    """Yield what was sent, one report after the other; an older file has none."""
    p, s = schema.plan, schema.sending
    query = (
        sa.select(s.c.number, p.c.symbol, s.c.date, s.c.pdf, s.c.workbook, s.c.checksum)
        .join(p, p.c.id == s.c.plan_id)
        .order_by(p.c.id, s.c.position)
    )
    engine = connect(path, read_only=True)
    try:
        with said_plainly(path), engine.begin() as connection:
            if sa.inspect(connection).has_table(s.name):
                for row in connection.execution_options(yield_per=1).execute(query):
                    yield SentFiles(*row)
    finally:
        engine.dispose()
