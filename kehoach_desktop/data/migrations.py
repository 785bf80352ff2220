"""Steps from one shape of the file to the next, each in one transaction."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

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


STEPS: dict[int, Callable[[sa.Connection], None]] = {1: _keep_versions_and_bases}
"""STEPS[n] leads from version n to n + 1. Version 1 is the first that was released."""


def bring_up_to_date(engine: sa.Engine, path: Path, *, read_only: bool) -> None:
    """Take the file to SCHEMA_VERSION; raise UserError when that would mean writing to one opened to read."""
    with engine.begin() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version < SCHEMA_VERSION and read_only:
            raise UserError(f"Tệp {path} do bản cũ tạo ra; hãy mở nó một lần bằng cửa sổ chương trình.")
        for step in range(version, SCHEMA_VERSION):
            STEPS[step](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {step + 1}")
