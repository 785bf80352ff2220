"""What the disk complains of, in words a clerk can act on."""

import errno
from pathlib import PurePath

import pytest

from kehoach_desktop.domain.errors import disk_sentence


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO])
def test_a_disk_that_is_gone_or_fails_is_said_without_a_foreign_word(number):
    sentence = disk_sentence(OSError(number, "No such device"), PurePath("so.kehoach"))
    assert "bị lỗi hoặc đã ngắt" in sentence
    assert "No such device" not in sentence


def test_a_file_another_program_keeps_to_itself_is_no_lack_of_rights():
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32
    sentence = disk_sentence(error, PurePath("so.kehoach"))
    assert "đang được chương trình khác dùng" in sentence
    assert "quyền" not in sentence


def test_windows_says_by_numbers_of_its_own_that_a_stick_was_taken_out():
    error = OSError(errno.EINVAL, "The device is not connected")
    error.winerror = 1167
    assert "đã ngắt" in disk_sentence(error, PurePath("so.kehoach"))
