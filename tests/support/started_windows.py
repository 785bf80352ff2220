"""The clerk's file opened as the program does, a second window on it, and the file spoilt."""

import shutil
import sqlite3
from contextlib import closing

from kehoach_desktop.data import identity
from kehoach_desktop.services import copy_places, copy_tending
from kehoach_desktop.services.settings import Settings


def settled(qtbot, start):
    qtbot.waitUntil(lambda: start.is_idle, timeout=20_000)


def reading(qtbot, started, path):
    """A second window on a file, only to read it."""
    start = started(path)
    start.page.look.click()
    qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
    return start


def spoil(path):
    content = bytearray(path.read_bytes())
    for at in range(9000, len(content), 700):
        content[at] ^= 0xFF
    path.write_bytes(content)
    return bytes(content)


def on_a_stick(kept, tmp_path, settings_file):
    """Copies of the file on a stick, the folder remembered as a window remembers it; then the disk is new."""
    stick = tmp_path / "USB"
    stick.mkdir()
    copy_places.choose_folder(kept, stick)
    copy_tending.copy_and_tend(kept, "day")
    place = copy_places.place_in_chosen(kept)
    settings = Settings.read(settings_file)
    settings.copy_folders[str(kept.resolve())] = str(place)
    settings.write(settings_file)
    for path in kept.parent.glob(kept.name + "*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return place


def refusing(monkeypatch, error):
    """Have the system refuse to open the file at its first bytes."""

    def refused(_path):
        raise error

    monkeypatch.setattr(identity, "_read", refused)


def of_a_copy(qtbot, started, path):
    start = started(path)
    assert start.trouble is None
    assert start.window.workbench.is_read_only
    return start


def plan_subject(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT subject FROM plan").fetchone()[0]
