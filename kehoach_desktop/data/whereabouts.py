"""Where a file lies, as far as that endangers it: on another machine's disk, or where a program syncs it."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import NamedTuple

_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_REMOTE_TYPES = {
    *("cifs", "smb2", "smb3", "smbfs", "nfs", "nfs4", "afs", "ncpfs", "ceph", "afpfs", "webdav", "davfs"),
    *("fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs"),
}
_SYNCED_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"onedrive( - .+)?", "OneDrive"),
    (r"google ?drive|googledrive|my drive|drive của tôi|drivefs", "Google Drive"),
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"icloud ?drive|iclouddrive|com~apple~clouddocs|mobile documents", "iCloud Drive"),
    (r"zalo received files|zalodata|zalopc|zalo", "Zalo"),
    (r"nextcloud|owncloud|seafile|box sync|mega|megasync|syncthing", "một chương trình đồng bộ"),
)
_SYNCED_BY_VARIABLE = (
    *(("OneDrive", "OneDrive"), ("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive")),
    ("DROPBOX_PATH", "Dropbox"),
)


class Whereabouts(NamedTuple):
    """``is_remote``: on another machine; ``synced_by``: the program that copies the folder about, or ""."""

    is_remote: bool
    synced_by: str


def whereabouts(path: Path) -> Whereabouts:
    """Return where the file lies."""
    path = path.resolve()
    if sys.platform == "win32":
        is_remote = is_on_share(path) or is_remote_drive(path)
    else:
        is_remote = is_on_remote_mount(path, _mounts())
    return Whereabouts(is_remote, synced_by(path, os.environ))


def is_on_share(path: PurePath) -> bool:
    """Say whether a path of Windows names another machine and its share (UNC), in the long form too."""
    drive = PureWindowsPath(path).drive.replace("/", "\\")
    if drive.upper().startswith("\\\\?\\"):
        return drive.upper().startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") and not drive.startswith("\\\\.\\")


def is_remote_drive(path: PurePath) -> bool:
    """Say whether the letter of a Windows path stands for another machine's folder."""
    if sys.platform != "win32":
        return False
    import ctypes

    root = PureWindowsPath(path).drive + "\\"
    return bool(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)) == _REMOTE_DRIVE)


def is_on_remote_mount(path: PurePath, mounts: str) -> bool:
    """Say whether the innermost mount that holds the path is another machine's, by /proc/mounts."""
    kind, deepest = "", -1
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = PurePosixPath(_unescaped(parts[1]))
        if path.is_relative_to(point) and len(point.parts) >= deepest:
            kind, deepest = parts[2], len(point.parts)
    return kind in _REMOTE_TYPES


def synced_by(path: PurePath, environment: Mapping[str, str]) -> str:
    """Return the program that keeps the folder in step with other machines, by usual names, or ""."""
    for variable, program in _SYNCED_BY_VARIABLE:
        folder = environment.get(variable, "")
        if folder and _is_below(path, type(path)(folder)):
            return program
    return next((found for part in path.parent.parts if (found := _program(part))), "")


def _program(folder: str) -> str:
    name = folder.casefold()
    return next((told for sign, told in _SYNCED_BY_NAME if re.fullmatch(sign, name)), "")


def _is_below(path: PurePath, folder: PurePath) -> bool:
    below, above = _folded(path.parts), _folded(folder.parts)
    return below[: len(above)] == above


def _folded(parts: Iterable[str]) -> list[str]:
    return [part.casefold() for part in parts]


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # no Linux
        return ""


def _unescaped(written: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), written)
