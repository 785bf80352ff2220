"""A copy's content put into the file that is open: in one transaction, so that it is all there or none."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kehoach_desktop.data import copies, migrations
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.domain.errors import UserError


def put_into(copy: Path, path: Path) -> None:
    """Give the file, whose lock the caller holds, the content of a copy of whatever version.

    Not by a rename: on Windows the file is open and could not be replaced. What a death leaves half done
    SQLite takes back by its journal.
    """
    if faults := copies.find_faults(copy):
        raise UserError(f"Bản sao lưu {copy.name} không dùng được: {faults[0]}")
    draft = path.with_name(f".{path.name}.{os.getpid()}.tam")
    try:
        with said_plainly(copy):
            copies.write_copy(copy, draft)
        migrations.bring_draft_up_to_date(draft)
        with (
            said_plainly(path),
            closing(sqlite3.connect(draft, timeout=5)) as source,
            closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as target,
        ):
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("PRAGMA synchronous=EXTRA")
            # Taken and let go: it gives up when another program is at the file, where a backup would wait.
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")
            source.backup(target)
    finally:
        draft.unlink(missing_ok=True)
