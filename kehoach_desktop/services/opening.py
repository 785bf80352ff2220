"""Opening the clerk's file as well as can be: to write, only to read, or saying what is in the way."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop.data import damaged, faults
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.data.plans import list_plans, load_plan
from kehoach_desktop.data.store import Store
from kehoach_desktop.data.whereabouts import whereabouts
from kehoach_desktop.domain.errors import (
    FileDamagedError,
    FileHeldError,
    FileInUseError,
    FileMissingError,
    FileNewerError,
    FileNotOursError,
    FileReadOnlyError,
    UserError,
)
from kehoach_desktop.services import backups, copy_places, files, restoring
from kehoach_desktop.services.backups import CopyNote as CopyNote
from kehoach_desktop.services.restoring import Restored as Restored

HELD, DAMAGED, NEWER, NOT_OURS, MISSING, FAILED = "held", "damaged", "newer", "not_ours", "missing", "failed"
IN_USE, FOLDER = "in_use", "folder"
_KINDS: tuple[tuple[type[UserError], str], ...] = (
    (FileInUseError, IN_USE),
    (FileHeldError, HELD),
    (FileDamagedError, DAMAGED),
    (FileNewerError, NEWER),
    (FileNotOursError, NOT_OURS),
    (FileMissingError, MISSING),
)
_WHY_SHARED = (
    "Tệp nằm trên ổ đĩa mạng. Khi mạng chập chờn, một lần lưu có thể ghi dở; hai máy cùng mở có thể "
    "ghi đè nhau. Hãy để tệp trên ổ đĩa của máy này và dùng Sao lưu ra tệp để chép sang ổ đĩa mạng."
)
_WHY_SYNCED = (
    "Tệp nằm trong thư mục do {program} đồng bộ. Chương trình đó có thể chép tệp khi đang ghi dở, hoặc "
    "thay tệp bằng bản cũ từ máy khác. Hãy để tệp ở thư mục không đồng bộ và "
    "dùng Sao lưu ra tệp để chép bản sao vào đó."
)
_LARGEST_CHECKED = 300 << 20  # bytes; looking through takes twice as many of memory


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file cannot be worked in; ``kind`` is one of the words above."""

    kind: str
    path: Path
    sentence: str
    may_begin_anew: bool = False  # the user's own file, which is made where it is not

    @property
    def may_have_copy(self) -> bool:
        """Whether a copy in its place would help."""
        return self.kind in {DAMAGED, NOT_OURS, MISSING, FAILED}

    @property
    def may_be_readable(self) -> bool:
        """Whether it may still be looked at, which is found out beside the window."""
        return self.kind in {DAMAGED, FAILED, IN_USE}


class WaysOut(NamedTuple):
    """What can be done about a trouble: the copies there are, the newest first, and the first good one.

    ``is_readable``: the file can be looked at, in part at least. ``away``: a folder that has copies too and
    is not there now.
    """

    copies: tuple[CopyNote, ...] = ()
    good: CopyNote | None = None
    is_readable: bool = False
    away: Path | None = None


def open_to_work(path: Path, *, create: bool = False, remembered: Path | None = None) -> Store:
    """Open the file to write; where its place takes no writing, to read, and the store says why.

    ``remembered``: where its copies go too. Raises UserError when neither can be done; also when a file is
    gone that was there, as its copies or their remembered folder tell: an empty one in its place would hide
    the loss.
    """
    with faults.said_plainly(path):
        is_made = create and not path.exists()
    if is_made:
        if remembered is not None:
            raise FileMissingError(
                f"Không còn thấy tệp dữ liệu {path}; "
                f"bản sao lưu của nó được chép thêm vào {remembered.parent}."
            )
        if backups.list_copies(path):
            raise FileMissingError(
                f"Không còn thấy tệp dữ liệu {path}, nhưng các bản sao lưu của nó vẫn còn."
            )
    try:
        return files.open_file(path, create=create)
    except FileReadOnlyError as error:
        store = files.open_file(path, read_only=True)
        store.why_read_only = str(error)
        return store


def open_to_look(path: Path, why: str) -> Store:
    """Open the file only to read: it is held by another, who goes on working in it."""
    store = files.open_file(path, read_only=True)
    store.why_read_only = why
    return store


def open_despite(trouble: Trouble) -> Store:
    """Open the file only to read, as its trouble allows."""
    if trouble.kind in {HELD, IN_USE, FAILED}:
        return open_to_look(trouble.path, trouble.sentence)
    return damaged.open_readable(
        trouble.path, "Đây là phần còn đọc được của tệp bị hỏng; tệp đó không bị ghi thêm."
    )


def begin_anew(path: Path) -> Store:
    """Make an empty file and open it."""
    return files.open_file(path, create=True)


def trouble_of(path: Path, error: UserError, *, may_begin_anew: bool = False) -> Trouble:
    """Return what an error at opening means."""
    kind = next((kind for known, kind in _KINDS if isinstance(error, known)), FAILED)
    if kind == NEWER and not damaged.is_newer(path):  # its head is spoilt
        return Trouble(DAMAGED, path, str(damage(path)))
    with suppress(OSError):
        kind = FOLDER if kind == FAILED and path.is_dir() else kind
    return Trouble(kind, path, str(error), may_begin_anew and kind == MISSING)


def damage(path: Path) -> FileDamagedError:
    """Return the error that says the file is damaged."""
    return faults.damaged(path)


def ways_out(trouble: Trouble, remembered: Path | None = None) -> WaysOut:
    """Return what can be done; it looks through copies, also where they are remembered to lie.

    Not for the window's thread.
    """
    with faults.said_plainly(trouble.path):
        return _ways_out(trouble, remembered)


def _ways_out(trouble: Trouble, remembered: Path | None) -> WaysOut:
    path = trouble.path
    can_look = trouble.may_be_readable and (
        is_readable(path) if trouble.kind == DAMAGED else _opens_to_look(path)
    )
    if not trouble.may_have_copy:
        return WaysOut(is_readable=can_look)
    place = copy_places.place_in_chosen(path) or remembered
    is_away = place is not None and copy_places.answering_place(path, remembered) is None
    found = backups.list_copies(path, remembered)
    good = backups.newest_good(path, found)
    return WaysOut(found, good, can_look, place.parent if place is not None and is_away else None)


def holder_of(path: Path) -> str:
    """Return the sentence that says who has the file open to write, and since when; "" for nobody."""
    return Lock(path).holder()


def is_readable(path: Path) -> bool:
    """Say whether a plan at least can be read of a damaged file."""
    try:
        with damaged.open_readable(path, "-") as store:
            return bool(readable_plans(store))
    except (UserError, OSError):
        return False


def _opens_to_look(path: Path) -> bool:
    try:
        with files.open_file(path, read_only=True) as store:
            _listed(store)
    except (UserError, OSError):
        return False
    return True


def readable_plans(store: Store) -> list[int]:
    """Return the numbers of the plans that can be read whole, the newest year first."""
    found = []
    with suppress(UserError):
        for plan_id in _listed(store):
            with suppress(UserError), store.reading() as connection:
                if load_plan(connection, plan_id) is not None:
                    found.append(plan_id)
    return found


def _listed(store: Store) -> list[int]:
    with store.reading() as connection:
        return [summary.id for summary in list_plans(connection)]


def take_copy(trouble: Trouble, copy: Path, remembered: Path | None = None) -> Restored:
    """Put a copy, which is looked through first, in the place of the file, which is kept byte by byte.

    Copies go on to the folder they went to. Raises UserError, and leaves all as it was, when the copy is no
    good; not for the window's thread.
    """
    restoring.refuse_unsound(copy)
    why = restoring.DAMAGED if trouble.kind == DAMAGED else restoring.REPLACED
    done = restoring.restore_file(copy, trouble.path, why)
    copy_places.recall(trouble.path, remembered)
    return done


def find_faults(store: Store) -> list[str]:
    """Return what SQLite finds wrong with an open file, which may be worked in meanwhile.

    Not for the window's thread. A file that is busy, away or very large is not looked at.
    """
    try:
        if store.is_of_copy or store.path.stat().st_size > _LARGEST_CHECKED:
            return []
        return damaged.faults_of(store.path)
    except FileDamagedError as error:
        return [str(error)]
    except (UserError, OSError, MemoryError):
        return []


def place_warning(path: Path) -> str:
    """Return why the file's place endangers it; "" for a place that does not."""
    place = whereabouts(path)
    if place.synced_by:
        return _WHY_SYNCED.format(program=place.synced_by)
    return _WHY_SHARED if place.is_remote else ""
