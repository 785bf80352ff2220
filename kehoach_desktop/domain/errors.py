"""The one error a user is meant to read, and what the disk's complaints are in words."""

import errno
from pathlib import PurePath

_GONE = {
    getattr(errno, name, errno.EIO)
    for name in ("EIO", "ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "EHOSTDOWN", "ENETDOWN", "EREMOTEIO")
}
_GONE_ON_WINDOWS = {
    21,
    53,
    55,
    59,
    64,
    67,
    1117,
    1167,
    1231,
}  # not ready, no network, I/O error, taken out

_SHARING_VIOLATIONS = {32, 33}  # of Windows: another program has the file, or part of it, to itself
ON_WINDOWS = hasattr(OSError, "winerror")
_LONGEST_PATH = 259  # letters, where Windows has not been told to take more
_LONG_PATH = 225  # what is made beside a file first has a name longer by so much
_PATH_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE


class UserError(Exception):
    """Something outside the program went wrong (a file, a disk, a wrong input).

    Its text is one Vietnamese sentence, or two: what happened and what to do. The command line prints it
    and exits with 1; the window shows it. Anything else that is raised is a bug.
    """


class FileHeldError(UserError):
    """Somebody else has the file open to write; the sentence says who, and since when."""


class FileInUseError(FileHeldError):
    """Another program (a scanner, OneDrive, Excel) keeps the file to itself just now."""


class FileReadOnlyError(UserError):
    """The file, its folder or its disk takes no writing; it can still be read."""


class FileDamagedError(UserError):
    """The file is one of ours and can no more be read, wholly or in part."""


class FileNotOursError(UserError):
    """What lies there is no file of this program, or was one before its first bytes were spoilt."""


class FileNewerError(UserError):
    """A newer version of this program made the file."""


class KeptAfterAllError(UserError):
    """What was said not to be kept is in the file: the disk failed just after it was written."""


class FileMissingError(UserError):
    """There is no file of that name."""


class Cancelled(Exception):  # noqa: N818 - it is not an error: the user asked for it
    """Raised inside long work when the user cancels; what was half done must be taken back."""


def is_sharing_violation(error: OSError) -> bool:
    """Say whether Windows refused because another program has the file; that passes, a lack of rights not."""
    return getattr(error, "winerror", None) in _SHARING_VIOLATIONS


def in_use_sentence(path: PurePath) -> str:
    """Return what a clerk is told of a file that another program keeps to itself."""
    return f"Tệp {path} đang được chương trình khác dùng; hãy đóng chương trình đó rồi làm lại."


def long_path_sentence(path: PurePath) -> str:
    """Return what a clerk is told of a path that Windows may not find because of its length; "" elsewhere.

    Windows says of such a one only that it is not there.
    """
    if not ON_WINDOWS or len(str(path)) <= _LONG_PATH:
        return ""
    return (
        f"Không đọc hoặc ghi được {path} vì đường dẫn dài {len(str(path))} chữ, máy này chỉ nhận khoảng "
        f"{_LONGEST_PATH} chữ cả phần đặt thêm khi ghi; hãy đặt tên ngắn hơn hoặc chọn thư mục gần ổ đĩa hơn."
    )


def disk_sentence(error: OSError, path: PurePath) -> str:
    """Return what an OSError about ``path`` means and what to do."""
    is_not_found = isinstance(error, FileNotFoundError) or getattr(error, "winerror", None) == _PATH_TOO_LONG
    too_long = long_path_sentence(path) if is_not_found else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"Ổ đĩa đã đầy nên chưa ghi được {path}; hãy giải phóng chỗ trống rồi làm lại."
    if too_long or error.errno == errno.ENAMETOOLONG:
        return too_long or f"Tên tệp quá dài: {path}; hãy chọn tên ngắn hơn."
    if isinstance(error, FileNotFoundError):
        return f"Không tìm thấy {path}; hãy kiểm tra lại tên tệp và thư mục."
    if isinstance(error, IsADirectoryError):
        return f"{path} là thư mục, không phải tệp; hãy chọn một tệp."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS or is_sharing_violation(error):
        refused = f"Không có quyền đọc hoặc ghi {path}; hãy chọn thư mục khác hoặc kiểm tra quyền truy cập."
        return in_use_sentence(path) if is_sharing_violation(error) else refused
    is_gone = error.errno in _GONE or getattr(error, "winerror", None) in _GONE_ON_WINDOWS
    return (
        f"Ổ đĩa, USB hoặc thư mục mạng chứa {path} bị lỗi hoặc đã ngắt; "
        "hãy kiểm tra, cắm hoặc nối lại rồi làm lại."
        if is_gone
        else f"Không đọc hoặc ghi được {path} ({error.strerror or error}); hãy kiểm tra ổ đĩa rồi làm lại."
    )
