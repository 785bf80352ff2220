"""The files of evidence: copied into a folder beside the data file, found there again, looked at."""

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kehoach_desktop import open_files, placing
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.domain.doors import EVIDENCE
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.evidence_names import is_plain_name, safe_name
from kehoach_desktop.domain.file_names import numbered

MOST_BYTES = EVIDENCE.bytes
_SUFFIX = ".minh-chung"
_CHUNK = 1024 * 1024
_ORIGIN = ":Zone.Identifier"
Progress = Callable[[int, int], None]
"""Told ``(done, total)`` bytes; may raise Cancelled."""


def folder_of(database: Path) -> Path:
    """Return the folder of a data file's evidence, there or not."""
    return database.with_name(database.name + _SUFFIX)


def find(database: Path, location: str) -> Path | None:
    """Return where a plain name leads; None for anything that would lead out of the folder."""
    if not is_plain_name(location):
        return None
    folder = folder_of(database)
    place = folder / location.strip()
    try:
        is_inside = place.resolve().parent == folder.resolve()
    except OSError:
        return None
    return place if is_inside else None


def checksum(path: Path, progress: Progress | None = None) -> str:
    """Return the SHA-256 of the file's bytes."""
    total = path.stat().st_size
    done = 0
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, max(total, done))
    return found.hexdigest()


class Kept(NamedTuple):
    """The name a file has in the folder, its SHA-256, and whether it was copied there just now."""

    name: str
    checksum: str
    is_copied: bool


def keep(database: Path, source: Path, progress: Progress | None = None) -> Kept:
    """Have ``source`` in the folder of evidence; return what it is there.

    The same content is kept once; another content under the same name gets a number. Raises UserError,
    with nothing left over, for what is no file, is too large, changes meanwhile, or cannot be copied.
    """
    with said_plainly(source):
        size = _size(source)
        mark = checksum(source, progress)
    folder = folder_of(database)
    with said_plainly(folder):
        folder.mkdir(exist_ok=True)
        there = [path for path in folder.iterdir() if path.is_file() and not path.name.endswith(".tam")]
        same = next((p for p in there if p.stat().st_size == size and checksum(p) == mark), None)
        if same is not None:
            return Kept(same.name, mark, is_copied=False)
        target = folder / numbered(safe_name(source.name), [path.name for path in folder.iterdir()])
    _copy(source, target, mark, progress)
    return Kept(target.name, mark, is_copied=True)


def copy_out(database: Path, location: str, folder: Path, progress: Progress | None = None) -> Path | None:
    """Have a file of evidence in another folder too; return where, None when it is not there any more.

    What has the same name there is left alone, unless it is the very same file.
    """
    source = find(database, location)
    if source is None:
        return None
    with said_plainly(source):
        if not source.is_file():
            return None
        mark = checksum(source, progress)
    with said_plainly(folder):
        own = folder / source.name
        if own.is_file() and checksum(own) == mark:
            return own
        target = folder / numbered(source.name, [path.name for path in folder.iterdir()])
    _copy(source, target, mark, progress)
    return target


def is_as_kept(place: Path, mark: str) -> bool | None:
    """Say whether a file is still the one that was copied there; None when it cannot be read now."""
    try:
        return place.is_file() and checksum(place) == mark
    except OSError:
        return None


def remove(place: Path) -> bool:
    """Remove a file; say whether it is gone. One that another program holds stays."""
    try:
        place.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _size(source: Path) -> int:
    if source.is_dir():
        raise UserError(f"{source.name} là thư mục; hãy chọn từng tệp, hoặc nén thư mục thành một tệp.")
    if source.exists() and not source.is_file():
        raise UserError(f"{source.name} không phải tệp thường nên không chép được; hãy chọn tệp khác.")
    if open_files.is_open(source):
        raise UserError(f"{source.name} là tệp dữ liệu đang mở nên không dùng làm minh chứng được.")
    size = source.stat().st_size
    if size > MOST_BYTES:
        most, has = MOST_BYTES // _CHUNK, -(-size // _CHUNK)
        raise UserError(
            f"{source.name} nặng {has} MB; chỉ chép tệp đến {most} MB. Hãy thu nhỏ tệp, hoặc ghi liên kết "
            "đến nơi để tệp."
        )
    return size


def _copy(source: Path, target: Path, mark: str, progress: Progress | None) -> None:
    """Write a copy beside ``target``, flush it, compare it with what was read first, and rename it."""
    with placing.draft_of(target) as draft:
        with said_plainly(source), source.open("rb") as read, said_plainly(target), draft.open("wb") as write:
            copied = _pour(read, write, source.stat().st_size, progress)
            write.flush()
            os.fsync(write.fileno())
        if copied != mark:
            raise UserError(
                f"{source.name} đang được sửa trong lúc chép; hãy lưu và đóng tệp đó rồi làm lại."
            )
        _keep_origin(source, draft)
        with said_plainly(target):
            placing.replace(draft, target)


def _keep_origin(source: Path, copy: Path) -> None:
    """Have Windows know of the copy too that it came from elsewhere: Office then lets no macro of it run."""
    if sys.platform == "win32":
        with suppress(OSError):  # most files come from nowhere, and not every disk keeps such a mark
            Path(f"{copy}{_ORIGIN}").write_bytes(Path(f"{source}{_ORIGIN}").read_bytes()[:_CHUNK])


def _pour(read: BinaryIO, write: BinaryIO, total: int, progress: Progress | None) -> str:
    found = hashlib.sha256()
    done = 0
    while chunk := read.read(_CHUNK):
        write.write(chunk)
        found.update(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done, max(total, done))
    return found.hexdigest()
