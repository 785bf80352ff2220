"""Steps from one shape of the file to the next, each in one transaction."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.domain.errors import UserError

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
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
