"""Whether another program keeps a file to itself: on Windows that looks like a lack of rights."""

import sys

from kehoach_desktop.domain.errors import is_sharing_violation

_READ_AND_WRITE = 0xC0000000  # GENERIC_READ | GENERIC_WRITE
_SHARE_ALL = 7
_OPEN_EXISTING = 3


def is_in_use(error: OSError) -> bool:
    """Say whether what was refused was so because another program (a scanner, OneDrive, Word) has the file.

    Python's ``open`` says no more than EACCES, whatever the reason: the system is then asked itself.
    """
    if is_sharing_violation(error):
        return True
    if sys.platform != "win32" or not isinstance(error, PermissionError) or error.winerror is not None:
        return False
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(
        ctypes.c_wchar_p(str(error.filename)), _READ_AND_WRITE, _SHARE_ALL, None, _OPEN_EXISTING, 0, None
    )
    why = OSError()
    why.winerror = ctypes.get_last_error()
    if handle in {None, ctypes.c_void_p(-1).value}:
        return is_sharing_violation(why)
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return True  # it has let go by now
