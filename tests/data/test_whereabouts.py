"""Where a file lies: other machines' disks and synced folders, by the names Windows and Linux give them."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kehoach_desktop.data import whereabouts

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//may-chu/chung /mnt/chung cifs rw 0 0
may-chu:/so /mnt/so\\040chung nfs4 rw 0 0
/dev/sdb1 /mnt/chung/usb vfat rw 0 0
tmpfs /tmp tmpfs rw 0 0
bad line
"""


@pytest.mark.parametrize(
    ("path", "is_share"),
    [
        (r"\\may-chu\chung\so.kehoach", True),
        (r"\\?\UNC\may-chu\chung\so.kehoach", True),
        ("//may-chu/chung/so.kehoach", True),
        (r"C:\Users\Lan\so.kehoach", False),
        (r"\\?\C:\Users\so.kehoach", False),
        ("so.kehoach", False),
    ],
)
def test_a_share_of_windows_is_known_by_its_path(path, is_share):
    assert whereabouts.is_on_share(PureWindowsPath(path)) is is_share


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("/home/lan/so.kehoach", False),
        ("/mnt/chung/so.kehoach", True),
        ("/mnt/so chung/năm 2026/so.kehoach", True),
        ("/mnt/chung/usb/so.kehoach", False),
        ("/mnt/chung-khac/so.kehoach", False),
    ],
)
def test_a_network_disk_is_known_by_the_innermost_mount(path, is_remote):
    assert whereabouts.is_on_remote_mount(PurePosixPath(path), MOUNTS) is is_remote


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (r"C:\Users\Lan\OneDrive\so.kehoach", "OneDrive"),
        (r"C:\Users\Lan\OneDrive - UBND xã\Tài liệu\so.kehoach", "OneDrive"),
        (r"G:\My Drive\so.kehoach", "Google Drive"),
        (r"G:\Drive của tôi\so.kehoach", "Google Drive"),
        (r"C:\Users\Lan\Dropbox\so.kehoach", "Dropbox"),
        (r"C:\Users\Lan\iCloudDrive\so.kehoach", "iCloud Drive"),
        (r"C:\Users\Lan\Documents\Zalo Received Files\so.kehoach", "Zalo"),
        (r"D:\Đám mây\Tài liệu\so.kehoach", "OneDrive"),
        (r"C:\Users\Lan\Documents\so.kehoach", ""),
        (r"C:\Users\Lan\Documents\OneDrive.kehoach", ""),
        (r"C:\Users\Lan\zalo cũ\so.kehoach", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name_or_what_windows_says(path, program):
    environment = {"OneDriveCommercial": r"d:\đám mây", "OneDrive": ""}
    assert whereabouts.synced_by(PureWindowsPath(path), environment) == program


def test_a_file_of_this_machine_is_in_no_danger(tmp_path):
    assert whereabouts.whereabouts(tmp_path / "so.kehoach") == (False, "")


def test_windows_is_asked_of_a_letter(monkeypatch):
    """GetDriveTypeW is asked of the root, with its stroke: without one it answers of the current folder."""
    import ctypes
    import sys
    from types import SimpleNamespace

    asked = []

    def drive_type(root):
        asked.append(root.value)
        return 4

    kernel = SimpleNamespace(GetDriveTypeW=drive_type)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert whereabouts.is_remote_drive(PureWindowsPath(r"Z:\chung\so.kehoach"))
    assert asked == ["Z:\\"]


def test_the_mounts_of_this_machine_can_be_read():
    mounts = whereabouts._mounts()
    assert not mounts or whereabouts.is_on_remote_mount(Path("/").resolve(), mounts) is False
