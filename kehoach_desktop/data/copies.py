"""Copies of a file: made whole by SQLite itself, checked before they count."""

import datetime as dt
import os
import sqlite3
from pathlib import Path

from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.store import Store, check_identity, open_store
from kehoach_desktop.domain.errors import UserError


def copy_to(store: Store, target: Path) -> None:
    """Write a checked copy of the open file at ``target``, replacing what is there only when it is whole.

    Raises UserError when the copy cannot be written or does not pass its check.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.tam")
    with said_plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.samefile(store.path):
            raise UserError("Bản sao lưu phải nằm ở tệp khác với tệp đang dùng; hãy chọn tên khác.")
        try:
            _vacuum_into(store.path, draft)
            faults = find_faults(draft)
            if faults:
                raise UserError(f"Bản sao lưu không đạt kiểm tra ({faults[0]}); tệp cũ còn nguyên.")
            _sync(draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def restore_from(source: Path, target: Path) -> Path:
    """Put the copy ``source`` in the place of ``target`` and return where the replaced file was kept.

    The copy is checked first, and the file in use is copied aside before it is replaced.
    """
    check_identity(source)
    faults = find_faults(source)
    if faults:
        raise UserError(f"Bản sao lưu {source} không dùng được: {faults[0]}")
    stamp = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
    safety = target.with_name(f"{target.stem}-truoc-khi-phuc-hoi-{stamp}{target.suffix}")
    draft = target.with_name(f".{target.name}.{os.getpid()}.tam")
    with open_store(target) as store:  # holds the lock while the file changes hands
        copy_to(store, safety)
        with said_plainly(target):
            if source.samefile(target):
                raise UserError("Bản sao lưu và tệp đang dùng là một; hãy chọn bản sao khác.")
            try:
                _vacuum_into(source, draft)
                _sync(draft)
                store.let_file_go()
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
    return safety


def find_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in Vietnamese sentences; an empty list means sound.

    Checked: the pages (integrity_check), the links between rows (foreign_key_check), our identity.
    """
    check_identity(path)
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        try:
            connection.execute("PRAGMA query_only=ON")
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return [f"Cơ sở dữ liệu bị hỏng, không đọc được ({error})."]
    faults = [f"Cơ sở dữ liệu bị hỏng: {line}." for line in found]
    if broken:
        faults.append(f"Có {len(broken)} dòng không thuộc kế hoạch nào.")
    return faults


def _vacuum_into(source: Path, draft: Path) -> None:
    """Let SQLite write a consistent copy, whatever is going on in the source."""
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(source, timeout=5)
    try:
        connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.DatabaseError as error:
        raise UserError(f"Không sao chép được {source} ({error}); hãy kiểm tra ổ đĩa rồi làm lại.") from error
    finally:
        connection.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
