"""A kept file, and the program's start on it."""

import pytest
from made_once import put_file

from kehoach_desktop import app
from kehoach_desktop.services.settings import Settings


@pytest.fixture
def settings_file(tmp_path):
    path = tmp_path / "settings.json"
    Settings(greeted=True, theme="light").write(path)
    return path


@pytest.fixture
def kept(database, sample):
    """A file with the sample in it, which nobody has open."""
    put_file(database, sample)
    return database


@pytest.fixture
def started(qtbot, settings_file):
    """Opens a file as the program does and gives who opened it; its windows are closed at the end."""
    made = []

    def begin(path, *, create=False):
        start = app.open_start(None if create else path, settings_file)
        made.append(start)
        if start.trouble is None:
            qtbot.waitUntil(lambda: start.window.is_filled, timeout=20_000)
        return start

    yield begin
    for start in made:
        for _ in range(2):
            start.window.close()
        start.close()
        start.window.deleteLater()
