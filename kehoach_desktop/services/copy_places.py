"""The folder the clerk chose for copies, which may be a stick that is away or a network gone silent."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kehoach_desktop.data import copies, copy_folder, copy_mirror
from kehoach_desktop.data.copy_folder import read_note
from kehoach_desktop.data.patience import NoAnswerError, within
from kehoach_desktop.domain.copy_names import stem_for_copies
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.thinning import kept

Progress = Callable[[int, int], None]
_ANSWER_S = 4.0  # a folder that is there says so sooner
_CARRY_S = 3600.0
_ASK_MINUTES = 5  # between two askings for a folder that does not answer


class Carried(NamedTuple):
    """What came of carrying the copies to the chosen folder.

    ``sentence``: to be said calmly, "" for nothing. ``is_away``: the folder was not there.
    """

    sentence: str
    is_away: bool = False


class Elsewhere(NamedTuple):
    """Where the copies go besides: this file's own part of the chosen folder, None where none was chosen.

    ``is_away``: it was not there when it was last asked for.
    """

    place: Path | None
    is_away: bool = False


def elsewhere(path: Path) -> Elsewhere:
    """Return where the copies go besides, as it was last known; the folder itself is not asked."""
    return Elsewhere(place_in_chosen(path), bool(read_note(path).waits_since))


def own_folder(path: Path) -> Path:
    """Return the folder beside the data file that always has its copies."""
    return copy_folder.folder_of(path)


def chosen_folder(path: Path) -> Path | None:
    """Return the folder the clerk chose, there or not; None for none."""
    chosen = read_note(path).chosen
    return Path(chosen) if chosen else None


def place_in_chosen(path: Path) -> Path | None:
    """Return the part of the chosen folder that is this file's own; None where none was chosen."""
    note = read_note(path)
    return Path(note.chosen) / note.chosen_name if note.chosen else None


def answering_place(path: Path, remembered: Path | None = None) -> Path | None:
    """Return this file's own part of the chosen folder when it is there now and answers; None else.

    ``remembered``: that part as it was known elsewhere, for when what is noted beside the file is gone too.
    """
    place = place_in_chosen(path) or remembered
    try:
        return place if place is not None and within(_ANSWER_S, place.is_dir) else None
    except OSError:
        return None


def recall(path: Path, place: Path | None) -> None:
    """Have the copies go again to the folder they went to, when what was noted of it is gone.

    To this file's own part of it: another file begun under the same name has another. One that the clerk has
    given up, on whatever machine, is not taken up again.
    """
    note = read_note(path)
    if place is not None and not note.chosen and not note.is_given_up:
        _note(path, note, chosen=str(place.parent), chosen_name=_own_part(path))


def choose_folder(path: Path, folder: Path | None) -> None:
    """Have the copies go to ``folder`` too; None: only beside the data file.

    Raises UserError when it is not there, cannot be written, or is the folder of the copies itself.
    """
    note = dict.fromkeys(("chosen", "chosen_name", "waits_since", "is_silent", "carried_name"), "")
    note["is_given_up"] = "1" if folder is None else ""
    if folder is not None:
        folder = folder.absolute()
        name = _own_part(path)
        _try_out(path, folder, name)
        note |= {"chosen": str(folder), "chosen_name": name}
    try:
        copy_folder.change_note(path, **note)
    except OSError as error:
        raise UserError(disk_sentence(error, copy_folder.folder_of(path))) from error


def _own_part(path: Path) -> str:
    return f"{stem_for_copies(path.stem)} {copies.file_id(path)[:8]}".strip()


def carry_over(path: Path, progress: Progress | None = None, now: dt.datetime | None = None) -> Carried:
    """Bring to the chosen folder what it lacks; a folder that is away is caught up with when it is back.

    It says once that the folder is away and once that it is back. Never raises but for Cancelled.
    """
    note = read_note(path)
    if not note.chosen:
        return Carried("")
    folder = Path(note.chosen)
    moment = now or dt.datetime.now().astimezone()
    try:
        if not within(_ANSWER_S, folder.is_dir, _asked(progress)):
            raise FileNotFoundError(str(folder))
        carried = within(
            _CARRY_S,
            lambda: copy_mirror.carry(path, folder / note.chosen_name, lambda found: kept(found, moment)),
            _asked(progress),
        )
    except OSError as error:
        return _away(path, note, error, moment)
    is_noted = _note(path, note, waits_since="", is_silent="", carried_name=note.last_name)
    if not note.waits_since or not is_noted:
        return Carried("")
    return Carried(f"Thư mục {folder} đã dùng lại được; đã chép vào đó {carried} bản sao còn thiếu.")


def is_behind(path: Path, now: dt.datetime) -> bool:
    """Say whether the chosen folder is to be caught up with.

    One that is away says so at once and is asked every time, one that has gone silent now and then.
    """
    note = read_note(path)
    if note.waits_since:
        return not note.is_silent or now.minute % _ASK_MINUTES == 0
    return bool(note.chosen) and note.carried_name != note.last_name


def _away(path: Path, note: copy_folder.Note, error: OSError, moment: dt.datetime) -> Carried:
    """Return what is said of a folder that is away, once; nothing the next time.

    And nothing at all when another was chosen meanwhile, which is to be caught up with.
    """
    is_silent = isinstance(error, NoAnswerError)
    if note.waits_since:
        if bool(note.is_silent) != is_silent:
            _note(path, note, is_silent="1" if is_silent else "")
        return Carried("", is_away=True)
    since = moment.isoformat(timespec="seconds")
    if not _note(path, note, waits_since=since, is_silent="1" if is_silent else ""):
        return Carried("")
    if is_silent:
        why = "không trả lời"
    elif isinstance(error, FileNotFoundError):
        why = "hiện không có (USB chưa cắm, hoặc thư mục đã đổi tên)"
    else:
        why = f"chưa ghi được ({error.strerror or error})"
    return Carried(
        f"Thư mục sao lưu {note.chosen} {why}. Các bản sao vẫn được giữ cạnh tệp dữ liệu; "
        "khi thư mục dùng lại được, chương trình tự chép sang phần còn thiếu.",
        is_away=True,
    )


def _note(path: Path, of: copy_folder.Note, **changes: str) -> bool:
    """Note these of the folder that was chosen then; say whether it still is."""
    try:
        return copy_folder.change_note(path, of, **changes)
    except OSError:  # it is then said again the next time, no more
        return True


def _asked(progress: Progress | None) -> Callable[[], object] | None:
    """Return what ends the waiting when the work is called off."""
    return None if progress is None else lambda: progress(0, 0)


def _try_out(path: Path, folder: Path, name: str) -> None:
    own = copy_folder.folder_of(path)

    def write() -> None:
        place = folder / name
        place.mkdir(exist_ok=True)
        copy_folder.write_bytes(place / "thu-ghi.txt", b"thu ghi\n")
        (place / "thu-ghi.txt").unlink()

    try:
        if not within(_ANSWER_S, folder.is_dir):
            raise UserError(f"Không có thư mục {folder}; hãy chọn thư mục khác.")
        if folder == own.absolute() or own.absolute() in folder.parents:
            raise UserError("Đây là thư mục đã giữ các bản sao cạnh tệp dữ liệu; hãy chọn thư mục khác.")
        within(_ANSWER_S, write)
    except OSError as error:
        raise UserError(
            f"Chưa ghi được vào thư mục {folder} ({error.strerror or error}); hãy chọn thư mục khác."
        ) from error
