"""Steps from one shape of the file to the next, done all in one transaction: on the file or in memory."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop.data import copies
from kehoach_desktop.data.engine import connect, copied_into_memory, foreign_keys_off
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.domain.errors import UserError


def _keep_versions_and_bases(connection: sa.Connection) -> None:
    """1 → 2: a plan keeps the versions that were issued, a file its library of căn cứ.

    Written out and never made from ``schema``, which goes on changing.
    """
    for statement in (
        """CREATE TABLE version (
            id INTEGER NOT NULL PRIMARY KEY,
            plan_id INTEGER NOT NULL REFERENCES "plan" (id) ON DELETE CASCADE,
            slot TEXT NOT NULL, position INTEGER NOT NULL,
            number TEXT DEFAULT '' NOT NULL, date DATE,
            content TEXT DEFAULT '' NOT NULL, pdf BLOB NOT NULL)""",
        "CREATE INDEX version_order ON version (plan_id, slot, position)",
        """CREATE TABLE legal_basis (
            id INTEGER NOT NULL PRIMARY KEY,
            slug TEXT DEFAULT '' NOT NULL, type TEXT DEFAULT '' NOT NULL, number TEXT DEFAULT '' NOT NULL,
            symbol TEXT DEFAULT '' NOT NULL, date DATE, issuer TEXT DEFAULT '' NOT NULL,
            subject TEXT DEFAULT '' NOT NULL, in_force_from DATE, in_force_to DATE,
            note TEXT DEFAULT '' NOT NULL, checked_on DATE, is_removed BOOLEAN DEFAULT 0 NOT NULL)""",
    ):
        connection.exec_driver_sql(statement)


def _keep_reports_and_columns(connection: sa.Connection) -> None:
    """2 → 3: targets, the office's own columns, list and periods; closings, reports and what was sent."""
    child = "slot TEXT NOT NULL, position INTEGER NOT NULL"
    for statement in (
        "ALTER TABLE plan ADD COLUMN scheme TEXT",
        "ALTER TABLE plan ADD COLUMN reporting TEXT",
        "ALTER TABLE plan ADD COLUMN addressees TEXT DEFAULT '[]' NOT NULL",
        "ALTER TABLE appendix ADD COLUMN prints_note BOOLEAN DEFAULT 1 NOT NULL",
        "ALTER TABLE task ADD COLUMN extras TEXT DEFAULT '[]' NOT NULL",
        "ALTER TABLE evidence ADD COLUMN checksum TEXT DEFAULT '' NOT NULL",
        f"""CREATE TABLE own_column (
            id INTEGER NOT NULL PRIMARY KEY,
            appendix_id INTEGER NOT NULL REFERENCES appendix (id) ON DELETE CASCADE, {child},
            title TEXT DEFAULT '' NOT NULL, is_printed BOOLEAN NOT NULL)""",
        "CREATE INDEX own_column_order ON own_column (appendix_id, slot, position)",
        f"""CREATE TABLE target (
            id INTEGER NOT NULL PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE, {child},
            indicator TEXT DEFAULT '' NOT NULL, unit TEXT DEFAULT '' NOT NULL,
            value FLOAT NOT NULL CHECK (value >= 0))""",
        "CREATE INDEX target_order ON target (task_id, slot, position)",
        f"""CREATE TABLE closing (
            id INTEGER NOT NULL PRIMARY KEY,
            plan_id INTEGER NOT NULL REFERENCES "plan" (id) ON DELETE CASCADE, {child},
            code TEXT DEFAULT '' NOT NULL, start DATE NOT NULL, "end" DATE NOT NULL,
            closed_at TEXT NOT NULL, content TEXT DEFAULT '' NOT NULL)""",
        "CREATE INDEX closing_order ON closing (plan_id, slot, position)",
        f"""CREATE TABLE sending (
            id INTEGER NOT NULL PRIMARY KEY,
            plan_id INTEGER NOT NULL REFERENCES "plan" (id) ON DELETE CASCADE, {child},
            sent_at TEXT NOT NULL, number TEXT DEFAULT '' NOT NULL, date DATE,
            message TEXT DEFAULT '' NOT NULL, pdf BLOB NOT NULL, workbook BLOB NOT NULL,
            checksum TEXT DEFAULT '' NOT NULL, replaces TEXT DEFAULT '' NOT NULL)""",
        "CREATE INDEX sending_order ON sending (plan_id, slot, position)",
        """CREATE TABLE directory (
            id INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL, name TEXT DEFAULT '' NOT NULL, unit TEXT DEFAULT '' NOT NULL,
            aliases TEXT DEFAULT '[]' NOT NULL, is_removed BOOLEAN DEFAULT 0 NOT NULL)""",
        "CREATE UNIQUE INDEX directory_name ON directory (kind, name, unit)",
    ):
        connection.exec_driver_sql(statement)


def _keep_history(connection: sa.Connection) -> None:
    """3 → 4: what was done is written down for the life of the file; a deleted plan rests in a bin."""
    for statement in (
        "ALTER TABLE plan ADD COLUMN deleted_at TEXT",
        """CREATE TABLE change (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            plan_id INTEGER NOT NULL, at TEXT NOT NULL,
            step TEXT DEFAULT '' NOT NULL, name TEXT DEFAULT '' NOT NULL,
            content TEXT DEFAULT '' NOT NULL)""",
        "CREATE INDEX change_plan ON change (plan_id, id)",
        """CREATE TABLE kept_file (
            name TEXT NOT NULL PRIMARY KEY, checksum TEXT DEFAULT '' NOT NULL, unused_since TEXT)""",
        """INSERT OR IGNORE INTO kept_file (name, checksum)
            SELECT trim(location), checksum FROM evidence WHERE checksum <> '' ORDER BY id""",
    ):
        connection.exec_driver_sql(statement)


STEPS: dict[int, Callable[[sa.Connection], None]] = {
    1: _keep_versions_and_bases,
    2: _keep_reports_and_columns,
    3: _keep_history,
}
"""STEPS[n] leads from version n to n + 1. Version 1 is the first that was released."""


def is_older(engine: sa.Engine) -> bool:
    """Say whether the file lacks steps."""
    with engine.begin() as connection:
        return _version(connection) < SCHEMA_VERSION


def bring_up_to_date(engine: sa.Engine, path: Path) -> Path:
    """Take the file to SCHEMA_VERSION, once a checked copy of it is kept beside it; return that copy.

    When anything fails the file is as it was, and UserError says so.
    """
    said = f"Tệp {path.name} do bản cũ của chương trình tạo ra, chưa được nâng cấp, vẫn còn nguyên"
    try:
        kept = copies.keep_before_upgrade(path)
        said += f" (bản sao: {kept.name})"
        with said_plainly(path):
            _do_steps(engine)
    except UserError as error:
        raise type(error)(f"{said}. {error}") from error
    except (sa.exc.DBAPIError, sqlite3.DatabaseError) as error:
        raise UserError(
            f"{said}. Dữ liệu trong tệp không có dạng mà bản cũ đã ghi; "
            "hãy khôi phục từ bản sao lưu gần nhất hoặc mở tệp bằng bản chương trình cũ."
        ) from error
    return kept


def seen_up_to_date(engine: sa.Engine) -> sa.Engine:
    """Return an engine in place of that of an older file: what it has, brought up to date in memory only."""
    memory = copied_into_memory(engine)
    try:
        _do_steps(memory)
        with closing(memory.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA query_only=ON")
    except BaseException:
        memory.dispose()
        raise
    engine.dispose()
    return memory


def bring_draft_up_to_date(draft: Path) -> None:
    """Take a draft that is nobody's file yet to SCHEMA_VERSION; no copy of it is kept."""
    engine = connect(draft, read_only=False)
    try:
        with said_plainly(draft):
            _do_steps(engine)
    finally:
        engine.dispose()


def _do_steps(engine: sa.Engine) -> None:
    """Do all the steps in one transaction, and let it stand only when no row has lost its owner.

    Foreign keys are off meanwhile, which SQLite allows only outside of a transaction: with them on, a step
    that makes a table anew would silently delete all that hangs on its rows.
    """
    with foreign_keys_off(engine), engine.begin() as connection:
        for step in range(_version(connection), SCHEMA_VERSION):
            STEPS[step](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {step + 1}")
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise sqlite3.IntegrityError(f"{len(lost)} rows without their owner")


def _version(connection: sa.Connection) -> int:
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return version
