"""A copy of a file read without a byte of it, or of what lies beside it, being touched."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kehoach_desktop import open_files, placing
from kehoach_desktop.data.journals import is_half_written, journal_of
from kehoach_desktop.domain.copy_names import is_copy_name


def is_left_alone(path: Path) -> bool:
    """Say whether the file is a copy, by its name, that somebody once worked in and died.

    Whoever reads it has SQLite take back what was left half done, and the copy would be another one.
    """
    return is_copy_name(path.name) and is_half_written(path) and not open_files.is_open(path)


@contextmanager
def untouched(path: Path) -> Iterator[Path]:
    """Give the file to be read; of a copy that is left alone a duplicate, in which all is taken back.

    It goes by the same name. Raises OSError when it cannot be made.
    """
    if not is_left_alone(path):
        yield path
        return
    folder = placing.temporary_folder()
    try:
        for one in (path, journal_of(path)):
            shutil.copyfile(one, folder / one.name)
        # Damaged: whoever reads it is told so.
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(folder / path.name)) as file:
            file.execute("PRAGMA schema_version").fetchone()
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)
