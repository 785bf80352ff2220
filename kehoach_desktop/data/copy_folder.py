"""Where the copies of a file lie: a folder beside it, and what is noted there."""

import datetime as dt
import json
import os
import struct
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kehoach_desktop import placing
from kehoach_desktop.domain.copy_names import CopyName, copy_name, is_of, read_copy_name, stem_for_copies

SUFFIX = ".ban-sao"
INDEX = "danh-muc.json"  # in the folders below: what is there, and of what it was made
PLANS = "json"  # the folder of the plans as readable files
_NOTE = "ghi-chu.json"
_ONE_AT_A_TIME = threading.Lock()
_LEFT_OVER_S = 3600  # a draft so old is nobody's any more, whichever machine the stick was in
_COUNTER_AT = 24  # in the head of a SQLite file: it counts the transactions that changed the file


@dataclass(frozen=True, slots=True)
class Note:
    """What is remembered of a file's copies; all of it may be lost without harm."""

    chosen: str = ""  # the folder they also go to; "" for none
    is_given_up: str = ""  # whether the clerk wants none any more; "" also while nothing is known of it
    chosen_name: str = ""  # the folder's own part of it: two offices may share one stick
    last_name: str = ""  # the copy made last …
    last_state: str = ""  # … and the state of the file it was made of
    carried_name: str = ""  # the copy made last when the chosen folder last had all
    waits_since: str = ""  # when the chosen folder was first not there; "" while it is
    is_silent: str = ""  # whether it is so because it does not answer; "" for no


def folder_of(database: Path) -> Path:
    """Return the folder of a file's copies, there or not."""
    return database.with_name(database.name + SUFFIX)


def read_note(database: Path) -> Note:
    """Return what is noted; an unreadable note is none."""
    try:
        kept = json.loads((folder_of(database) / _NOTE).read_text(encoding="utf-8"))
        return Note(**{name: kept[name] for name in asdict(Note()) if isinstance(kept.get(name), str)})
    except (OSError, ValueError, AttributeError):
        return Note()


def change_note(database: Path, of: Note | None = None, /, **changes: str) -> bool:
    """Note these, leaving the rest as another thread may have noted it; raises OSError when that fails.

    ``of``: what was noted when the work began; where another folder was chosen since, nothing is noted.
    Returns whether it was.
    """
    folder = folder_of(database)
    with _ONE_AT_A_TIME:
        now = read_note(database)
        if of is not None and (of.chosen, of.chosen_name) != (now.chosen, now.chosen_name):
            return False
        folder.mkdir(exist_ok=True)
        write_json(folder / _NOTE, asdict(replace(now, **changes)))
    return True


def write_json(target: Path, value: Any) -> None:
    """Write a small file of our own beside its place, and rename it over."""
    write_bytes(target, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def write_bytes(target: Path, content: bytes) -> None:
    """Write the content beside its place, flush it, and rename it over."""
    with placing.draft_of(target) as draft:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        placing.replace(draft, target)


def state_of(database: Path) -> str:
    """Return words that are others once the file has changed."""
    told = database.stat()
    return f"{_counter(database)} {told.st_size} {told.st_mtime_ns}"


def tidy(folder: Path) -> None:
    """Remove what a death, or a stick pulled out, left half written."""
    for path in folder.glob(".*.tam"):
        with suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > _LEFT_OVER_S:
                path.unlink()


def _counter(database: Path) -> int:
    """Return how often the file was changed.

    Windows may write down the time of a change only when the file is closed. Elsewhere the time tells, and
    the file must not be opened: closing it again would let go the locks SQLite holds on it for this program.
    """
    if sys.platform != "win32":
        return 0
    with database.open("rb") as file:
        head = file.read(_COUNTER_AT + 4)
    counter: int = struct.unpack_from(">I", head, _COUNTER_AT)[0] if len(head) == _COUNTER_AT + 4 else 0
    return counter


def copies_in(folder: Path, database: Path) -> list[CopyName]:
    """Return the copies of a file of that name in the folder; none when it is not there."""
    here = dt.datetime.now().astimezone().tzinfo or dt.UTC
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return []
    found = (read_copy_name(name, here) for name in names)
    return [copy for copy in found if copy is not None and is_of(copy, database)]


def free_place(database: Path, folder: Path, made_at: dt.datetime, why: str) -> Path:
    """Return where a new copy goes: a name that nothing has yet."""
    number, stem = 1, stem_for_copies(database.stem)
    while (place := folder / copy_name(stem, made_at, why, database.suffix, number)).exists():
        number += 1
    return place
