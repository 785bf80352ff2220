"""The file the clerk works in: open it, make it, copy it, look whether it is sound."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kehoach_desktop import leftovers
from kehoach_desktop.data import copies, damaged, evidence_files, whole_reading
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.sent_files import sent_files
from kehoach_desktop.data.store import Store as Store
from kehoach_desktop.data.store import create_store, discard_store, open_store, take_back
from kehoach_desktop.data.untouched import is_left_alone, untouched
from kehoach_desktop.domain.copy_names import is_copy_name
from kehoach_desktop.domain.errors import (
    FileDamagedError,
    FileMissingError,
    FileReadOnlyError,
    UserError,
    long_path_sentence,
)
from kehoach_desktop.services.backups import keep_copy


def open_file(path: Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Open ``path``; a missing one is made when ``create`` says so and is a UserError else."""
    with said_plainly(path):  # a share may refuse to say
        is_there = path.exists()
    if not is_there:
        if create:
            return create_store(path)
        _refuse_missing(path)
    try:
        store = open_store(path, read_only=read_only)
    except FileReadOnlyError as error:
        if not read_only:
            raise
        # What a crash left cannot be taken back where nothing may be written.
        return damaged.open_readable(path, str(error))
    if not read_only:
        tidy_up(path.parent, evidence_files.folder_of(path))
    return store


def tidy_up(*folders: Path) -> None:
    """Remove from the folders what programs that died left half made; what another is making stays."""
    for folder in folders:
        leftovers.tidy(folder)


def tidy_temporary() -> None:
    """Remove the copies that programs that died had made to be looked at."""
    import tempfile

    leftovers.tidy_temporary(Path(tempfile.gettempdir()))


@contextmanager
def file_to_add_to(path: Path) -> Iterator[Store]:
    """Open ``path``, or make it; one made here is gone again when what was to be added could not be.

    One that was there is looked through first, and a copy of it is kept where that can be.
    """
    if path.exists():
        _refuse_copy(path)
        with open_file(path) as store:
            store.look_through()
            with suppress(UserError):
                keep_copy(path, "import")
            yield store
        return
    store = create_store(path)  # when somebody else makes it meanwhile, it is theirs and stays
    try:
        with store:
            yield store
    except BaseException:
        discard_store(path)
        raise


def back_up(path: Path, target: Path) -> None:
    """Write a checked copy of the file at ``target``; only an older copy of the same file is replaced."""
    _refuse_missing(path)
    if not is_left_alone(path):
        take_back(path)
    copies.copy_to(path, target)


def find_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in sentences; an empty list means sound."""
    _refuse_missing(path)
    with said_plainly(path), untouched(path) as still:
        return _faults_in(still)


def _faults_in(path: Path) -> list[str]:
    try:
        take_back(path)
    except FileDamagedError as error:
        return [str(error)]
    return whole_reading.find_faults(path) or _faults_of_sendings(path)


def _faults_of_sendings(path: Path) -> list[str]:
    """Return a sentence for each report whose kept files are not those that were sent."""
    from kehoach_desktop.services.sending import fault_of, is_sound

    return [fault_of(one.number, one.symbol, one.date) for one in sent_files(path) if not is_sound(one)]


def _refuse_copy(path: Path) -> None:
    if is_copy_name(path.name):
        raise UserError(
            f"{path.name} là bản sao lưu nên không ghi thêm vào; hãy ghi vào tệp dữ liệu, hoặc khôi phục bản "
            "sao trước."
        )


def _refuse_missing(path: Path) -> None:
    if not path.exists():
        raise FileMissingError(
            long_path_sentence(path) or f"Không tìm thấy tệp dữ liệu {path}; hãy kiểm tra lại tên tệp."
        )
