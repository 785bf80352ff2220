"""The evidence of all copies, each content once, in one folder beside the copies.

Plain copies and no hard links: a program that writes into a file would change the linked one with it.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop import placing
from kehoach_desktop.data.copy_folder import INDEX, write_json
from kehoach_desktop.data.evidence_files import checksum, find, folder_of

Progress = Callable[[int, int], None]
FOLDER = "minh-chung"
_MARK = 16  # letters of the checksum in a name: enough to tell files apart, and the name stays readable


class Wanted(NamedTuple):
    """A piece of evidence that is a file, as a row of the data file has it."""

    location: str
    checksum: str


class InUseError(OSError):
    """A file that somebody is writing."""


def wanted_if_readable(database: Path) -> list[Wanted] | None:
    """Return the evidence a data file names; None when the file is too damaged for that."""
    try:
        return wanted_in(database)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def wanted_in(database: Path) -> list[Wanted]:
    """Return the evidence a data file, of whatever version, names as files of its folder."""
    with closing(sqlite3.connect(database, timeout=5)) as connection:
        connection.execute("PRAGMA query_only=ON")
        columns = {row[1] for row in connection.execute("PRAGMA table_info(evidence)")}
        mark = "checksum" if "checksum" in columns else "''"
        rows = connection.execute(f"SELECT DISTINCT location, {mark} FROM evidence").fetchall()  # noqa: S608
    return [Wanted(*row) for row in rows if find(database, row[0]) is not None]


def keep_all(database: Path, folder: Path, progress: Progress | None = None) -> int:
    """Have every file of evidence in the store of ``folder``; return how many came in.

    A file that has the size and time it had is not read again. Raises OSError when the store cannot be
    written.
    """
    source = folder_of(database)
    if not source.is_dir():
        return 0
    store = folder / FOLDER
    store.mkdir(parents=True, exist_ok=True)
    index = _read_index(store)
    there = {path.name[:_MARK] for path in store.iterdir()}
    files = [path for path in source.iterdir() if path.is_file() and not path.name.endswith(".tam")]
    came = 0
    for done, path in enumerate(sorted(files)):
        if progress is not None:
            progress(done, len(files))
        # Taken away meanwhile, or being written on in its own program: its time comes with the next copy.
        with suppress(FileNotFoundError, PermissionError, InUseError):
            mark = _mark_of(path, index)
            if mark[:_MARK] not in there:
                copy_whole(path, store / f"{mark[:_MARK]} {path.name}", mark)
                there.add(mark[:_MARK])
                came += 1
    known = {path.name for path in files}  # nothing is remembered of those that are gone
    write_json(store / INDEX, {name: told for name, told in index.items() if name in known})
    return came


def bring_back(database: Path, folders: Iterable[Path], wanted: Iterable[Wanted]) -> tuple[str, ...]:
    """Put back the files of evidence that are missing and that a store has; return their names.

    A file that is there stays as it is, also one that was altered.
    """
    stored = [path for folder in folders for path in _files(folder / FOLDER)]
    came = []
    for one in wanted:
        place = find(database, one.location)
        if place is None or place.exists():
            continue
        for path in stored:
            if not _is_of(path, one):
                continue
            mark = checksum(path)
            if mark.startswith(path.name[:_MARK]) and mark == (one.checksum or mark):
                place.parent.mkdir(exist_ok=True)
                copy_whole(path, place, mark)
                came.append(place.name)
                break
    return tuple(came)


def sweep(folder: Path, copies: Iterable[Path], other: Path | None = None) -> int:
    """Remove from the store what no copy and no file of evidence is any more; return how many went.

    ``other``: a folder whose store is carried to this one, so that what it has stays here too. When one of
    the copies cannot be read nothing is removed.
    """
    store = folder / FOLDER
    index = _read_index(store)
    marks = {str(told[2])[:_MARK] for told in index.values()}
    if other is not None:
        marks |= {path.name[:_MARK] for path in _files(other / FOLDER)}
    names: set[str] = set()
    try:
        for copy in copies:
            for one in wanted_in(copy):
                marks.add(one.checksum[:_MARK])
                if not one.checksum:
                    names.add(one.location.strip())
    except (sqlite3.DatabaseError, UnicodeDecodeError, OSError):
        return 0
    gone = 0
    for path in _files(store):
        if path.name[:_MARK] not in marks and path.name[_MARK + 1 :] not in names:
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def is_stored(path: Path) -> bool:
    """Say whether a file of the store is evidence, and not what is noted of it or a draft."""
    return path.is_file() and path.name[_MARK : _MARK + 1] == " " and not path.name.startswith(".")


def copy_whole(source: Path, target: Path, mark: str = "") -> None:
    """Copy a file beside its place, flush it, read it again, and rename it; raises OSError.

    ``mark``: its SHA-256, where that is known.
    """
    with placing.draft_of(target, is_one_of_many=True) as draft:
        shutil.copyfile(source, draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if checksum(draft) != (mark or checksum(source)):
            raise InUseError(f"{source.name} was changed while it was copied")
        placing.replace(draft, target)


def _files(store: Path) -> list[Path]:
    try:
        return sorted(path for path in store.iterdir() if is_stored(path))
    except OSError:
        return []


def _is_of(path: Path, one: Wanted) -> bool:
    if one.checksum:
        return path.name[:_MARK] == one.checksum[:_MARK]
    return path.name[_MARK + 1 :] == one.location.strip()


def _mark_of(path: Path, index: dict[str, list[object]]) -> str:
    told = path.stat()
    known = index.get(path.name)
    if known is None or known[:2] != [told.st_size, told.st_mtime_ns]:
        known = index[path.name] = [told.st_size, told.st_mtime_ns, checksum(path)]
    return str(known[2])


def _read_index(store: Path) -> dict[str, list[object]]:
    try:
        kept = json.loads((store / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: told for name, told in kept.items() if isinstance(told, list) and len(told) == 3}
