"""What a crash left beside a file is taken back by SQLite; when that makes no sound file, all is put back."""

import shutil
import sqlite3
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop import placing
from kehoach_desktop.data import directory, legal_bases, plans
from kehoach_desktop.data.faults import damaged, reads
from kehoach_desktop.data.journals import is_half_written, journal_of
from kehoach_desktop.domain.errors import FileDamagedError


class Recovery:
    """Keeps file and journal as the crash left them, until what SQLite makes of them has proved sound.

    To be made under the file's lock and before SQLite opens it. Where no journal lies, it does nothing.
    """

    def __init__(self, path: Path) -> None:
        self._pairs: list[tuple[Path, Path]] = []
        self._drafts = ExitStack()
        self.is_needed = is_half_written(path)
        if self.is_needed:
            try:
                for one, name in ((path, "tep"), (journal_of(path), "nhat-ky")):
                    draft = placing.draft_of(path.with_name(f"{name}-{path.name}"))
                    aside = self._drafts.enter_context(draft)
                    self._pairs.append((one, aside))
                    shutil.copyfile(one, aside)
            except OSError:
                self.forget()
                raise

    def check(self, file: sa.Engine, path: Path, *, is_current: bool) -> None:
        """Raise FileDamagedError unless the recovered file is sound: its pages, its links, all its plans."""
        if not self.is_needed:
            return
        with file.connect() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(1)")]
            if found != ["ok"] or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise damaged(path)
            if is_current:
                read_all(connection)

    def put_back(self) -> None:
        """Make the file and its journal what they were."""
        for one, aside in self._pairs:
            if aside.exists():
                placing.replace(aside, one)

    def forget(self) -> None:
        """Let go what was kept: it is not needed any more."""
        self._drafts.close()


@reads
def read_all(connection: sa.Connection) -> None:
    """Read every plan and report, and what belongs to the file; a value of no known kind is damage."""
    for (plan_id,) in connection.exec_driver_sql("SELECT id FROM plan").all():
        plans.load_plan(connection, plan_id, in_bin=True)
    read_office(connection)


@reads
def read_office(connection: sa.Connection) -> None:
    """Read what belongs to the file and to no plan; a value of no known kind is damage."""
    plans.list_plans(connection)
    directory.list_entries(connection)
    legal_bases.list_bases(connection)


def is_damage(error: BaseException) -> bool:
    """Say whether an error at opening speaks of the file's content."""
    return isinstance(error, (FileDamagedError, sqlite3.DatabaseError, sa.exc.DBAPIError, UnicodeDecodeError))
