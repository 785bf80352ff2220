"""However the window ends, what is typed is kept first: closed, logged off, stopped by the system."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop import shell
from kehoach_desktop.domain.directory import Kind
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import directory, exporting, files, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import settings_keeper

Key = Qt.Key


def type_letters(text):
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def in_file(path):
    with files.open_file(path, read_only=True) as store:
        return "\n".join(plan_to_json(plans.get_plan(store, one.id)) for one in plans.list_plans(store))


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def type_in_page(window):
    page = window.tabs.make(0).editor
    page.setFocus()
    page.moveCursor(QTextCursor.MoveOperation.End)
    type_letters(" chữ ở trang")


def type_in_cell(window):
    window.tabs.show_tab(1)
    view = window.tabs.make(1).view
    view.setFocus()
    view.go_to(0, 6)
    QTest.keyClick(view, Key.Key_F2)
    type_letters("chữ trong ô")


def type_in_record(window):
    window.tabs.show_tab(2)
    tab = window.tabs.make(2)
    tab.show_cell(next(iter(all_tasks(window.workbench.plan))).id, 1)
    tab.panel.texts["result"].setFocus()
    type_letters("chữ ở khung ghi")


def type_a_wrong_date(window):
    window.tabs.show_tab(0)
    field = window.tabs.make(0).particulars.fields["date"]
    field.setFocus()
    field.selectAll()
    type_letters("31/02/2026")


def type_in_directory(window):
    window.verbs["directory"].trigger()
    form = window.desk.page.form
    form.name.setFocus()
    form.name.selectAll()
    type_letters("Phòng Mới Đặt Tên")


def names_in(path):
    with files.open_file(path, read_only=True) as store:
        return {entry.name for entry in directory.list_entries(store, Kind.BODY)}


class Manager:
    """Stands for the system's session manager."""

    def __init__(self, *, lets_ask=True):
        self.lets_ask = lets_ask
        self.is_cancelled = False

    def allowsInteraction(self):  # noqa: N802 - Qt's name
        return self.lets_ask

    def cancel(self):
        self.is_cancelled = True

    def release(self):
        pass


@pytest.mark.parametrize("type_in", [type_in_page, type_in_cell, type_in_record])
def test_logging_off_keeps_what_is_typed_and_the_window_goes_on(active, database, type_in):
    before = in_file(database)
    type_in(active)
    assert in_file(database) == before
    manager = Manager()
    active.endings.on_session_ending(manager)
    assert "chữ" in in_file(database).replace(before, "")
    assert in_file(database) != before
    assert not manager.is_cancelled
    type_in(active)  # another program called the logging off: the work goes on
    assert active.workbench.flush()


def test_logging_off_is_held_up_once_by_what_cannot_be_kept(active):
    type_a_wrong_date(active)
    first, second = Manager(), Manager()
    active.endings.on_session_ending(first)
    assert first.is_cancelled
    assert "Chưa đóng" in active.desk.messages.text
    active.endings.on_session_ending(second)
    assert not second.is_cancelled


def test_logging_off_is_held_up_once_by_a_file_that_is_being_written(active, monkeypatch, settle):
    told = []
    monkeypatch.setattr(shell, "hold_up_shutdown", lambda place, why: told.append((place, why)))
    monkeypatch.setattr(shell, "let_shut_down", lambda place: told.append((place, "")))
    goes_on = threading.Event()
    active.long_work.run("Đang thử", lambda _: goes_on.wait(20), lambda _: None, is_written=True)
    first, second = Manager(), Manager()
    active.endings.on_session_ending(first)
    assert first.is_cancelled
    assert "đang ghi dở" in active.desk.messages.text
    active.endings.on_session_ending(second)
    assert not second.is_cancelled
    place = int(active.winId())
    assert told == [(place, ""), (place, "Đang ghi dở một tệp; hãy chờ ghi xong rồi tắt máy."), (place, "")]
    goes_on.set()
    settle(active)


def test_a_session_that_may_not_be_asked_is_not_held_up(active):
    type_a_wrong_date(active)
    manager = Manager(lets_ask=False)
    active.endings.on_session_ending(manager)
    assert not manager.is_cancelled


@pytest.mark.parametrize("type_in", [type_in_page, type_in_cell, type_in_record])
def test_the_end_of_the_program_keeps_what_is_typed_and_lets_the_file_go(active, database, type_in):
    before = in_file(database)
    type_in(active)
    active.endings.on_quitting()
    assert in_file(database) != before
    with files.open_file(database):  # its lock is free
        pass


def test_what_is_typed_wrong_after_it_was_mended_is_told_of_anew(active):
    type_a_wrong_date(active)
    active.close()
    assert active.isVisible()
    field = active.tabs.make(0).particulars.fields["date"]
    field.selectAll()
    type_letters("01/03/2026")
    assert active.leaving.keep_all()
    type_a_wrong_date(active)
    active.close()
    assert active.isVisible()


def test_closing_while_a_file_is_written_is_said_and_then_calls_it_off(
    active, tmp_path, monkeypatch, qtbot, settle
):
    target = tmp_path / "KH.pdf"
    target.write_bytes(b"old")
    begun, goes_on = threading.Event(), threading.Event()

    def export(plan, target, progress=None, source=None):
        begun.set()
        goes_on.wait(20)
        progress(1, 2)
        target.write_bytes(b"new")

    monkeypatch.setattr(exporting, "export_pdf", export)
    monkeypatch.setattr(exporting, "missing_letters", lambda _: "")
    active.files.export_pdf(target)
    qtbot.waitUntil(begun.is_set)
    active.close()
    assert active.isVisible()
    assert "đang ghi dở" in active.desk.messages.text
    threading.Timer(0.3, goes_on.set).start()  # once closing waits for it
    active.close()
    assert not active.isVisible()
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("end", ["close", "log off", "quit"])
def test_what_is_typed_in_the_directory_is_kept_however_the_window_ends(active, database, end):
    type_in_directory(active)
    assert "Phòng Mới Đặt Tên" not in names_in(database)
    if end == "close":
        active.close()
    elif end == "log off":
        active.endings.on_session_ending(Manager())
    else:
        active.endings.on_quitting()
    assert "Phòng Mới Đặt Tên" in names_in(database)


def test_settings_are_written_when_they_have_changed(monkeypatch, open_window, sample, settings_file, qtbot):
    monkeypatch.setattr(settings_keeper, "LOOK_MS", 30)
    window = open_window(sample)
    window.verbs["theme_dark"].trigger()
    qtbot.waitUntil(lambda: Settings.read(settings_file).theme == "dark")
    window.settings.zoom = 150
    qtbot.waitUntil(lambda: Settings.read(settings_file).zoom == 150)


def test_settings_that_cannot_be_written_are_tried_again(monkeypatch, open_window, sample, qtbot):
    monkeypatch.setattr(settings_keeper, "LOOK_MS", 30)
    window = open_window(sample)
    settings_file = window.settings_keeper._path
    settings_file.unlink()
    settings_file.mkdir()
    window.settings.zoom = 150
    QTest.qWait(200)
    settings_file.rmdir()
    qtbot.waitUntil(lambda: settings_file.is_file() and Settings.read(settings_file).zoom == 150)


def test_settings_that_could_not_be_written_at_once_are_tried_again(settings_file, settings):
    keeper = settings_keeper.SettingsKeeper(settings, settings_file, lambda: None)
    settings_file.mkdir()
    keeper.keep_now()
    settings_file.rmdir()
    keeper.close()
    assert Settings.read(settings_file).greeted


def test_a_late_write_of_older_settings_does_not_undo_a_newer_one(
    monkeypatch, settings_file, settings, qtbot
):
    keeper, go_on = settings_keeper.SettingsKeeper(settings, settings_file, lambda: None), threading.Event()
    keeper._runner.start(lambda _: go_on.wait(5), settings_keeper.Job(lambda _: None, lambda _: None))
    monkeypatch.setattr(type(keeper._runner), "is_idle", True)
    settings.zoom = 120
    keeper.look()  # it waits behind other work
    settings.zoom = 150
    keeper.keep_now()
    go_on.set()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: keeper._runner.is_idle)
    assert Settings.read(settings_file).zoom == 150
    keeper.close()


def test_closing_hides_the_window_before_it_waits_for_work(open_window, sample, database):
    window = open_window(sample)
    was_visible, begun = [], threading.Event()

    def keep(progress):
        begun.set()
        time.sleep(0.2)
        was_visible.append(window.isVisible())
        return plans.add_plan(window.workbench.store, replace(sample, id=0, year=2031))

    window.plans.opening.keep(lambda: keep(None), lambda: None)
    assert begun.wait(5)
    window.close()
    assert was_visible == [False]
    with files.open_file(database) as store:
        assert 2031 in [found.year for found in plans.list_plans(store)], "it is kept all the same"


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kehoach_desktop import app, paths
sys.path.insert(0, sys.argv[3])
import test_endings
paths.user_data = lambda: Path(sys.argv[2])
def begin():
    (window,) = (w for w in QApplication.topLevelWidgets() if type(w).__name__ == "MainWindow")
    if not (window.is_filled and window.isActiveWindow()):
        window.activateWindow()
        QTimer.singleShot(20, begin)
        return
    getattr(test_endings, sys.argv[4])(window)
    print("typed", flush=True)
sys.exit(app.run_window(Path(sys.argv[1]), begin))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program by other means")
@pytest.mark.parametrize(
    ("number", "type_in"),
    [
        ("SIGTERM", "type_in_page"),
        ("SIGINT", "type_in_cell"),
        ("SIGHUP", "type_in_record"),
        ("SIGTERM", "type_a_wrong_date"),
    ],
)
def test_a_signal_ends_the_program_with_what_is_typed(number, type_in, sample, tmp_path):
    database = tmp_path / "so.kehoach"
    Settings(greeted=True, theme="light").write(tmp_path / "settings.json")
    with files.open_file(database, create=True) as store:
        plans.add_plan(store, sample)
    before = in_file(database)
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(database), str(tmp_path), here, type_in],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "QT_LOGGING_RULES": "default.warning=false"},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "typed", program.stderr.read()
        program.send_signal(getattr(signal, number))
        _, complaints = program.communicate(timeout=30)
    assert program.returncode == 0, complaints
    assert complaints == ""
    assert (in_file(database) != before) == (type_in != "type_a_wrong_date")
    assert not database.with_name("so.kehoach-journal").exists()
