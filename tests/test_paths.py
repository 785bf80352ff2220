"""Where the user's data lie: in the user's own folder, or beside a program that carries them along."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from kehoach_desktop import app, paths
from kehoach_desktop.bugs.watch import end_watch
from kehoach_desktop.ui.main_window import MainWindow


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The folder of a frozen program."""
    folder = tmp_path / "USB của phòng" / "KeHoach"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "KeHoach.exe"))
    paths.portable_folder.cache_clear()
    yield folder
    paths.portable_folder.cache_clear()


def test_an_installed_program_keeps_its_data_with_the_user(program):
    assert program not in paths.user_data().parents
    assert paths.portable_fault() == ""


def test_a_program_that_carries_its_data_has_all_of_it_beside_it(program):
    (program / "portable.txt").write_text("")
    beside = program / "du-lieu"
    assert paths.user_data() == beside
    for place in (paths.default_database(), paths.log_folder(), paths.door_folder()):
        assert place.parent == beside
    assert paths.portable_fault() == ""
    assert list(beside.iterdir()) == [], "the look whether it can be written leaves nothing"


def test_a_stick_pulled_out_meanwhile_leaves_nothing_on_the_machine(program):
    sign = program / "portable.txt"
    sign.write_text("")
    assert paths.log_folder().parent == program / "du-lieu"
    sign.unlink()  # as if the whole stick were gone
    assert paths.log_folder().parent == program / "du-lieu"


def test_from_source_the_sign_means_nothing(program, monkeypatch):
    (program / "portable.txt").write_text("")
    monkeypatch.delattr(sys, "frozen")
    assert paths.portable_folder() is None


def test_a_stick_that_takes_no_writing_is_said_and_there_is_no_other_place(program, monkeypatch, as_clerk):
    folder, clerk = as_clerk
    monkeypatch.setattr(sys, "executable", str(folder / "KeHoach.exe"))
    (folder / "portable.txt").write_text("")
    assert paths.portable_fault() == ""
    (folder / "du-lieu").chmod(0o555)
    with clerk():
        fault = paths.portable_fault()
    assert fault.startswith(f"Không ghi được vào {folder / 'du-lieu'} nên dữ liệu ở đó chỉ để xem")
    assert paths.user_data() == folder / "du-lieu"


def test_the_window_says_that_the_stick_takes_no_writing(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    monkeypatch.setattr(paths, "portable_fault", lambda: "Không ghi được vào USB.")
    told = []

    def look():
        (window,) = (
            each for each in app.make_application().topLevelWidgets() if isinstance(each, MainWindow)
        )
        told.append(window.desk.messages.text)
        window.close()

    assert app.run_window_once(None, look) == 0
    # Closing asks once more to quit; delivered later, it would end every later loop of this process at once.
    QCoreApplication.removePostedEvents(app.make_application(), QEvent.Type.Quit)
    end_watch()
    assert told == ["Không ghi được vào USB."]
