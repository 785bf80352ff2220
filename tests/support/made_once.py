"""Data files made once a run and copied for each test: making one takes longer than opening it."""

import sqlite3
import uuid
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files, plans


def put_file(path: Path, *kept: Plan) -> None:
    """Put a new data file with the plans in it at ``path``, as the program would have made it."""
    path.write_bytes(_bytes_of(kept))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:  # each is a file of its own
        file.execute("PRAGMA synchronous=OFF")
        file.execute("UPDATE identity SET file_id = ?", (uuid.uuid4().hex,))


@cache
def _bytes_of(kept: tuple[Plan, ...]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so.kehoach"
        with files.open_file(path, create=True) as made:
            for plan in kept:
                plans.add_plan(made, plan)
        return path.read_bytes()
