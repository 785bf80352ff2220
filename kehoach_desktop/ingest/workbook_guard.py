"""What a file must be before it is opened as a workbook: a sound .xlsx of bounded size."""

import zipfile
from pathlib import Path

from kehoach_desktop.domain.doors import BOOK
from kehoach_desktop.domain.errors import UserError

_RATIO_FROM_BYTES = 4 * 1024 * 1024  # below this an entry harms nobody, however well it packs

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại"


def check_workbook(path: Path) -> None:
    """Raise UserError unless the file is an .xlsx that is safe to open; nothing is unpacked for this."""
    data = _data(path)
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    if not data.startswith(b"PK"):
        kind = "là tệp PDF, " if data.startswith(b"%PDF") else ""
        raise UserError(f"Tệp “{path.name}” {kind}không phải sổ tính Excel (.xlsx); {_SAVE_AS}.")
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(path) from error
    _refuse_bomb(path, entries)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UserError(f"Tệp “{path.name}” được đặt mật khẩu; hãy bỏ mật khẩu trong Excel rồi nhập lại.")
    if "word/document.xml" in names:
        raise UserError(f"Tệp “{path.name}” là tệp Word, không phải sổ tính Excel; hãy chọn tệp .xlsx.")
    if "content.xml" in names and "mimetype" in names:
        raise UserError(f"Tệp “{path.name}” là tệp của LibreOffice (.ods); {_SAVE_AS}.")
    if "xl/workbook.bin" in names:
        raise UserError(f"Tệp “{path.name}” là sổ tính dạng .xlsb; {_SAVE_AS}.")
    if "[Content_Types].xml" not in names:
        raise UserError(f"Tệp “{path.name}” là tệp nén, không phải sổ tính Excel; hãy chọn tệp .xlsx.")


def broken(path: Path) -> UserError:
    """Return the error for a workbook that cannot be read."""
    return UserError(f"Tệp “{path.name}” bị hỏng hoặc không phải sổ tính Excel (.xlsx); {_SAVE_AS}.")


def _data(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError(f"“{path.name}” là thư mục, không phải tệp; hãy chọn một tệp .xlsx.")
        with path.open("rb") as file:
            data = file.read(BOOK.bytes + 1)
    except FileNotFoundError as error:
        raise UserError(f"Không tìm thấy tệp “{path}”; hãy kiểm tra lại tên và thư mục.") from error
    except (OSError, ValueError) as error:
        raise UserError(
            f"Không đọc được tệp “{path.name}”; hãy đóng tệp trong Excel hoặc kiểm tra quyền đọc."
        ) from error
    if not data:
        raise UserError(f"Tệp “{path.name}” rỗng; hãy chọn sổ tính có bảng phụ lục.")
    if len(data) > BOOK.bytes:
        raise UserError(
            f"Sổ tính “{path.name}” lớn quá {BOOK.bytes // 1024 // 1024} MB nên không được đọc; "
            "hãy chép bảng phụ lục sang một tệp riêng."
        )
    return data


def _refuse_ole(path: Path, data: bytes) -> None:
    """Name what an OLE file is: a workbook with a password, one of Excel 97–2003, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UserError(f"Sổ tính “{path.name}” được đặt mật khẩu; hãy bỏ mật khẩu trong Excel rồi nhập lại.")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        raise UserError(f"Tệp “{path.name}” thực ra là sổ tính Excel 97–2003 (.xls); {_SAVE_AS}.")
    raise UserError(f"Tệp “{path.name}” là tệp Office kiểu cũ, không phải .xlsx; {_SAVE_AS}.")


def _refuse_bomb(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > _RATIO_FROM_BYTES and entry.file_size > BOOK.ratio * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > BOOK.entries or unpacked > BOOK.unpacked or swollen:
        raise UserError(
            f"Sổ tính “{path.name}” khi bung ra lớn bất thường (có thể là “bom nén”) nên không được mở; "
            "hãy chép bảng phụ lục sang một tệp mới."
        )
