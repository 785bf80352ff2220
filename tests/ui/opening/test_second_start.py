"""A second start of the program: the first comes to the front and opens the file; a hung one is no bar."""

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
from home import home_in
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from kehoach_desktop import paths
from kehoach_desktop.data.lock import Lock
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import files, front_door, opening, plans
from kehoach_desktop.services.front_door import FrontDoor
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import doorbell
from kehoach_desktop.ui import start as start_module
from kehoach_desktop.ui.doorbell import Doorbell
from kehoach_desktop.ui.main_window import MainWindow

SUPPORT = Path(__file__).parents[2] / "support"
LONG_NAME = "sổ kế hoạch của Ủy ban nhân dân xã " * 3 + "Đông Thượng.kehoach"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "nhà"
    data = folder / paths.APP_FOLDER
    data.mkdir(parents=True)
    Settings(greeted=True, theme="light").write(data / "settings.json")
    return folder


@pytest.fixture
def made(tmp_path, sample):
    def make(name):
        path = tmp_path / name
        with files.open_file(path, create=True) as store:
            plans.add_plan(store, sample)
        return path

    return make


def environment(home):
    return (
        os.environ
        | home_in(home)
        | {
            "QT_LOGGING_RULES": "default.warning=false",
            "PYTHONIOENCODING": "utf-8",
        }
    )


class First:
    """A program under way, and what it says."""

    def __init__(self, process):
        self.process = process
        self._lines = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def says(self, words):
        """Wait until it says a line that begins so, and return that line."""
        heard = []
        while True:
            try:
                heard.append(self._lines.get(timeout=20))
            except Exception:  # noqa: BLE001
                pytest.fail(f"never said {words!r}, but {heard}")
            if heard[-1].startswith(words):
                return heard[-1]

    def is_silent(self):
        return self._lines.empty()


@contextmanager
def first_window(home, path, do=""):
    start = [sys.executable, str(SUPPORT / "first_window.py"), str(path or ""), do]
    with subprocess.Popen(
        start, env=environment(home), stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as one:
        try:
            yield First(one)
        finally:
            one.kill()


def second_start(home, *arguments, cwd=None):
    """Start the program once more; return its exit code."""
    start = [sys.executable, "-m", "kehoach_desktop", *map(str, arguments)]
    root = str(Path(paths.__file__).parents[1])
    env = environment(home) | {"PYTHONPATH": root}
    return subprocess.run(start, env=env, capture_output=True, timeout=60, check=False, cwd=cwd).returncode


def test_second_starts_come_to_the_one_window_and_open_their_files_in_it(home, made, tmp_path):
    path, other, third = made("so.kehoach"), made(LONG_NAME), made("tệp có  dấu cách.kehoach")
    with first_window(home, path, "type") as first:
        first.says("typed")
        assert second_start(home) == 0
        first.says("front")
        assert first.is_silent(), "nothing was opened anew"
        assert second_start(home, other) == 0
        assert first.says("open") == f"open: {other}"
        with files.open_file(path) as store:  # let go, with all that was typed
            assert "chữ đang gõ dở" in plan_to_json(plans.get_plan(store, 1))
        assert second_start(home, third.name, cwd=tmp_path) == 0, "named from where the second is"
        assert first.says("open") == f"open: {third}"


def test_two_starts_at_once_are_one_window(home, made):
    path = made("so.kehoach")
    with first_window(home, path) as one, first_window(home, path) as other:
        deadline = time.monotonic() + 20
        while one.process.poll() is None and other.process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert one.process.poll() in {0, None}
        assert other.process.poll() in {0, None}
        left = one if one.process.poll() is None else other
        left.says("open")


@pytest.fixture
def called(qtbot, tmp_path, monkeypatch, started, kept):
    """A window with its bell, and who calls it from a second start; both are gone at the end."""
    forward = []
    monkeypatch.setattr(doorbell, "come_forward", forward.append)
    door, other = FrontDoor(tmp_path / "cua-so"), FrontDoor(tmp_path / "cua-so")
    start = started(kept)
    bell = Doorbell(door, start)
    assert door.is_ours

    def call(path):
        count = len(forward)
        asking = Thread(target=other.hand_over, args=(path, lambda _: None))
        asking.start()
        qtbot.waitUntil(lambda: len(forward) > count and not asking.is_alive())
        return start

    yield call
    bell.deleteLater()
    for each in (door, other):
        each.close()


def is_open(start, path):
    return start.open_file == path and start.window.is_filled


def test_a_file_that_is_not_there_closes_none(called, kept, tmp_path):
    start = called(tmp_path / "không có.kehoach")
    assert start.open_file == kept
    assert f"Không tìm thấy {tmp_path / 'không có.kehoach'}" in start.window.desk.messages.text


def test_a_file_that_cannot_be_opened_is_said_and_from_there_another_is(qtbot, called, made, tmp_path):
    foreign = tmp_path / "văn bản.kehoach"
    foreign.write_text("chữ " * 500, encoding="utf-8")
    start = called(foreign)
    qtbot.waitUntil(lambda: start.trouble is not None)
    assert start.trouble.kind == opening.NOT_OURS
    other = made("khác.kehoach")
    called(other)
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)


@pytest.mark.parametrize("way", ["button", "escape"])
def test_from_a_file_that_cannot_be_opened_a_way_leads_back(qtbot, called, kept, tmp_path, way):
    foreign = tmp_path / "văn bản.kehoach"
    foreign.write_text("chữ " * 500, encoding="utf-8")
    start = called(foreign)
    qtbot.waitUntil(lambda: start.trouble is not None)
    qtbot.waitUntil(lambda: start.is_idle)
    assert start.window.focusWidget() is start.page.back
    if way == "button":
        start.page.back.click()
    else:
        start.window.activateWindow()
        qtbot.waitUntil(start.window.isActiveWindow)
        qtbot.keyClick(start.page.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: is_open(start, kept), timeout=20_000)
    assert start.window.desk.page is None


def test_where_nothing_was_open_no_way_leads_back(started, tmp_path):
    foreign = tmp_path / "văn bản.kehoach"
    foreign.write_text("chữ " * 500, encoding="utf-8")
    page = started(foreign).page
    assert page.back.isHidden()
    assert not page.escape.isEnabled()


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EACCES, errno.EHOSTDOWN])
def test_a_file_on_a_share_that_refuses_is_said_not_to_open(
    qtbot, called, made, tmp_path, monkeypatch, number
):
    refused, stat = tmp_path / "máy chủ.kehoach", os.stat

    def refuse(path, *rest, **named):
        if str(path) == str(refused):
            raise OSError(number, "Logon failure", str(path))
        return stat(path, *rest, **named)

    monkeypatch.setattr(os, "stat", refuse)
    start = called(refused)
    qtbot.waitUntil(lambda: start.trouble is not None)
    assert start.trouble.path == refused
    assert str(refused) in start.trouble.sentence
    qtbot.waitUntil(lambda: start.is_idle)
    other = made("khác.kehoach")
    called(other)
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)


def test_a_bug_in_answering_one_call_loses_no_other(qtbot, called, made, tmp_path, monkeypatch):
    bugs, same = [], doorbell._is_same

    def fail_once(path, opened):
        if not bugs:
            raise ValueError("embedded null character")
        return same(path, opened)

    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))
    monkeypatch.setattr(doorbell, "_is_same", fail_once)
    other, caller = made("khác.kehoach"), FrontDoor(tmp_path / "cua-so")
    start = called(None)
    for _ in range(2):
        caller._leave_note(other)
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)
    assert [str(bug) for bug in bugs] == ["embedded null character"]


def test_the_file_that_is_open_is_not_opened_anew(called, kept, tmp_path):
    start = called(None)
    window = start.window
    called(kept)
    called(tmp_path / "." / kept.name)
    assert start.window is window


def test_a_dialog_is_answered_first(qtbot, called, made, kept):
    other = made("khác.kehoach")
    box = QDialog(called(None).window)
    box.setModal(True)
    box.show()
    start = called(other)
    qtbot.wait(500)
    assert start.open_file == kept
    box.accept()
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)


def test_work_under_way_is_waited_for_and_the_waiting_can_be_given_up(qtbot, called, made, kept):
    other, goes_on = made("khác.kehoach"), Event()
    start = called(None)
    run = start.window.long_work.run
    run("Đang thử", lambda _: goes_on.wait(20), lambda _: None, is_written=True)
    called(other)
    assert start.window.desk.messages.text == "Sẽ mở khác.kehoach khi việc đang chạy xong."
    start.window.desk.messages.click("Không mở")
    goes_on.set()
    qtbot.wait(500)
    assert start.open_file == kept
    goes_on.clear()
    run("Đang thử", lambda _: goes_on.wait(20), lambda _: None, is_written=True)
    called(other)
    goes_on.set()
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)


NOT_OPENED = "Đã mở ba.kehoach là tệp được yêu cầu sau cùng, chưa mở hai.kehoach. Muốn xem thì mở lại."


def test_of_several_calls_the_last_is_opened_and_the_rest_are_named(qtbot, called, made, tmp_path):
    second, third, caller = made("hai.kehoach"), made("ba.kehoach"), FrontDoor(tmp_path / "cua-so")
    start = called(None)
    opened = []
    start.opened.connect(lambda window: opened.append(window.workbench.store.path))
    for number, path in enumerate((second, third)):  # their names are in no order, their times are
        note = caller._leave_note(path)
        os.utime(note, (time.time() - 2 + number,) * 2)
        note.replace(note.with_name(note.name[:-13] + f"{2 - number:08d}.json"))
    qtbot.waitUntil(lambda: is_open(start, third), timeout=20_000)
    assert opened == [third]
    assert start.window.desk.messages.text == NOT_OPENED


def test_a_call_that_waits_is_named_when_a_later_one_takes_its_place(qtbot, called, made, kept):
    second, third, goes_on = made("hai.kehoach"), made("ba.kehoach"), Event()
    start = called(None)
    run = start.window.long_work.run
    run("Đang thử", lambda _: goes_on.wait(20), lambda _: None, is_written=True)
    called(second)
    called(third)
    assert start.window.desk.messages.text == (
        "Sẽ mở ba.kehoach khi việc đang chạy xong. Không mở hai.kehoach nữa vì ba.kehoach được yêu cầu sau."
    )
    goes_on.set()
    qtbot.waitUntil(lambda: is_open(start, third), timeout=20_000)
    assert start.window.desk.messages.text == NOT_OPENED


def test_a_question_that_gives_way_to_another_names_its_file(qtbot, called, made):
    second, third = made("hai.kehoach"), made("ba.kehoach")
    start = called(None)
    start.window.verbs["new_plan"].trigger()
    called(second)
    called(third)
    assert start.window.desk.messages.text.startswith("Có yêu cầu mở tệp ba.kehoach.")
    start.window.desk.messages.click("Mở tệp này")
    qtbot.waitUntil(lambda: is_open(start, third), timeout=20_000)
    assert start.window.desk.messages.text == NOT_OPENED


def test_what_the_file_itself_has_to_say_is_said_too(qtbot, called, made, monkeypatch):
    second, third = made("hai.kehoach"), made("ba.kehoach")
    monkeypatch.setattr(opening, "place_warning", lambda _: "Tệp nằm trên ổ đĩa mạng.")
    start = called(None)
    start.window.verbs["new_plan"].trigger()
    called(second)
    called(third)
    start.window.desk.messages.click("Mở tệp này")
    qtbot.waitUntil(lambda: is_open(start, third), timeout=20_000)
    assert start.window.desk.messages.text == f"Tệp nằm trên ổ đĩa mạng.\n{NOT_OPENED}"
    start.window.desk.messages.click("Đã hiểu")


def test_a_file_that_was_asked_about_waits_for_what_began_since(qtbot, called, made, kept, monkeypatch):
    other = made("khác.kehoach")
    start = called(None)
    start.window.verbs["new_plan"].trigger()
    called(other)
    putting = [True]
    monkeypatch.setattr(type(start), "is_putting", property(lambda _: bool(putting)))
    start.window.desk.messages.click("Mở tệp này")
    assert start.open_file == kept
    assert start.window.desk.messages.text == "Sẽ mở khác.kehoach khi khôi phục xong."
    putting.clear()
    qtbot.waitUntil(lambda: start.window.desk.messages.text.startswith("Có yêu cầu mở tệp khác.kehoach."))


def test_a_page_is_not_closed_unasked(qtbot, called, made, kept):
    other = made("khác.kehoach")
    start = called(None)
    start.window.verbs["new_plan"].trigger()
    assert start.window.desk.page is not None
    called(other)
    assert "Có yêu cầu mở tệp khác.kehoach." in start.window.desk.messages.text
    assert start.open_file == kept
    start.window.desk.messages.click("Mở tệp này")
    qtbot.waitUntil(lambda: is_open(start, other), timeout=20_000)


def type_wrong(start):
    start.window.tabs.show_tab(0)
    field = start.window.tabs.make(0).particulars.fields["date"]
    field.setFocus()
    field.selectAll()
    field.textCursor().insertText("31/02/2026")


@pytest.fixture
def call_while_it_changes(qtbot, tmp_path, monkeypatch):
    """Has another start call for a file in the midst of the next change of file; gives what was opened."""
    opened, paint, work_on = [], start_module._paint, MainWindow.work_on

    def arrange(path, at=1):
        caller, painted = FrontDoor(tmp_path / "cua-so"), []

        def called_while_painting():
            painted.append(1)
            if len(painted) == at:
                caller._leave_note(path)
                qtbot.wait(300)  # the watcher of the folder, and the timers
            paint()

        def noted(window, store):
            opened.append((window, store.path))
            work_on(window, store)

        monkeypatch.setattr(start_module, "_paint", called_while_painting)
        monkeypatch.setattr(MainWindow, "work_on", noted)
        return opened

    return arrange


@pytest.mark.parametrize("at", [1, 2], ids=["the new window", "the file"])
@pytest.mark.parametrize("who", ["a start", "the clerk"])
def test_a_call_in_the_midst_of_a_change_of_file_waits_for_its_end(
    qtbot, called, call_while_it_changes, made, at, who
):
    second, third = made("hai.kehoach"), made("ba.kehoach")
    start = called(None)
    first = start.open_file
    opened = call_while_it_changes(third, at)
    if who == "a start":
        called(second)
    else:
        start.open_other(second)
    qtbot.waitUntil(lambda: is_open(start, third), timeout=20_000)
    assert [path for _, path in opened] == [second, third]
    assert len({window for window, _ in opened}) == 2, "each file has a window of its own"
    assert not Lock(first).holder()
    assert not Lock(second).holder()
    assert Lock(third).holder()


def test_a_call_in_the_midst_of_a_refused_closing_leaves_the_file_known(
    qtbot, called, call_while_it_changes, made, kept
):
    start = called(None)
    type_wrong(start)
    opened = call_while_it_changes(made("ba.kehoach"))
    called(made("hai.kehoach"))
    qtbot.wait(500)
    assert start.open_file == start._path == kept, "damage found in it later is its own"
    assert opened == []
    assert start.window.desk.messages.text.startswith("Có yêu cầu mở tệp ba.kehoach. Chưa ghi được")


def test_what_is_typed_wrong_keeps_the_file_open(called, made, kept):
    start = called(None)
    type_wrong(start)
    other = made("khác.kehoach")
    called(other)
    assert start.open_file == kept
    assert "Chưa đóng vì chưa ghi được phần đang gõ." in start.window.desk.messages.text
    called(other)
    assert start.open_file == kept, "a second call is no closing by the clerk"
    assert "Mở tệp đó thì bỏ phần đang gõ." in start.window.desk.messages.text
    start.window.desk.messages.click("Mở tệp này")
    assert start.open_file == other


def test_a_window_that_closes_lets_the_next_start_be_the_first(called, tmp_path):
    start = called(None)
    start.window.close()
    next_one = FrontDoor(tmp_path / "cua-so")
    assert next_one.take()
    next_one.close()


def test_a_hung_first_holds_up_no_second(tmp_path, monkeypatch):
    monkeypatch.setattr(front_door, "ANSWER_S", 0.3)
    hung, second = FrontDoor(tmp_path), FrontDoor(tmp_path)
    assert hung.take()
    (lock,) = tmp_path.glob("*.lock")
    os.utime(lock, (time.time() - 100,) * 2)  # it is not just starting
    began = time.monotonic()
    assert not second.hand_over(None, lambda _: None)
    assert not second.is_ours
    assert time.monotonic() - began < 2
    assert not list(tmp_path.glob("*.json")), "what was asked of the hung one is taken back"
    hung.close()


def test_one_that_is_only_starting_is_given_time(tmp_path, monkeypatch):
    monkeypatch.setattr(front_door, "ANSWER_S", 0.1)
    first, second = FrontDoor(tmp_path), FrontDoor(tmp_path)
    assert first.take()
    Thread(target=lambda: (time.sleep(1), first.calls())).start()
    assert second.hand_over(None, lambda _: None)
    first.close()


def test_a_window_beside_a_hung_one_answers_once_that_is_gone(qtbot, tmp_path, monkeypatch, started, kept):
    monkeypatch.setattr(doorbell, "_DOOR_MS", 50)
    hung, door = FrontDoor(tmp_path), FrontDoor(tmp_path)
    assert hung.take()
    bell = Doorbell(door, started(kept))
    assert not bell.is_answering
    hung.close()
    qtbot.waitUntil(lambda: bell.is_answering)
    bell.deleteLater()
    door.close()


def test_where_the_folder_cannot_be_watched_it_is_looked_into(qtbot, tmp_path, monkeypatch, started, kept):
    monkeypatch.setattr(doorbell.QFileSystemWatcher, "addPath", lambda _watcher, _path: False)
    monkeypatch.setattr(doorbell, "_LOOK_MS", 50)
    forward = []
    monkeypatch.setattr(doorbell, "come_forward", forward.append)
    door, start = FrontDoor(tmp_path), started(kept)
    bell = Doorbell(door, start)
    FrontDoor(tmp_path)._leave_note(None)
    qtbot.waitUntil(lambda: forward == [start.window])
    start.window.close()
    assert not bell._looking.isActive()
    bell.deleteLater()
    door.close()


def test_a_note_that_a_scanner_holds_for_a_moment_is_left_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(front_door, "ANSWER_S", 0.1)
    first, second, refused, replace = FrontDoor(tmp_path), FrontDoor(tmp_path), [], Path.replace

    def held_twice(draft, target):
        if len(refused) < 2:
            refused.append(target)
            error = PermissionError(errno.EACCES, "in use", str(draft))
            error.winerror = 32
            raise error
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    assert first.take()
    note = second._leave_note(None)
    assert len(refused) == 2
    assert [call.path for call in first.calls()] == [None]
    assert not note.exists()
    first.close()


def test_one_that_dies_while_it_is_asked_is_not_waited_for(tmp_path):
    first, second = FrontDoor(tmp_path), FrontDoor(tmp_path)
    assert first.take()
    Thread(target=lambda: (time.sleep(0.3), first.close())).start()
    began = time.monotonic()
    assert not second.hand_over(None, lambda _: None)
    assert second.is_ours
    assert time.monotonic() - began < 2
    assert not list(tmp_path.glob("*.json"))
    second.close()


@pytest.mark.parametrize("age", [1e9, 30, -10, -30 * 86400], ids=["old", "30 s", "ahead", "a month ahead"])
def test_what_a_dead_start_left_is_not_opened_later_whatever_its_date(tmp_path, age):
    door = FrontDoor(tmp_path)
    assert door.take()
    door.close()
    note = tmp_path / f"{door._name}-4711-00000000.json"
    note.write_text(json.dumps({"path": "/x.kehoach"}))
    os.utime(note, (time.time() - age,) * 2)
    assert door.take()
    assert door.calls() == []
    assert not note.exists()
    door.close()


@pytest.mark.parametrize("age", [0, 19, -1], ids=["now", "as long as one waits", "a coarse clock"])
def test_who_still_waits_is_answered_by_whoever_takes_the_door_next(tmp_path, age):
    dead, waiting, door = (FrontDoor(tmp_path) for _ in range(3))
    assert dead.take()
    note = waiting._leave_note(Path("/x.kehoach"))
    os.utime(note, (time.time() - age,) * 2)
    dead.close()
    assert door.take()
    assert [call.path for call in door.calls()] == [Path("/x.kehoach").absolute()]
    door.close()


def test_a_note_of_nonsense_is_no_call(tmp_path):
    door = FrontDoor(tmp_path)
    assert door.take()
    for number, nonsense in enumerate(("", "[]", '{"path": 7}', "\0")):
        (tmp_path / f"{door._name}-{number}-0.json").write_text(nonsense)
    assert door.calls() == []
    assert not door.has_calls
    door.close()


def test_each_call_is_answered_once_and_the_other_process_may_come_forward(tmp_path):
    first, second = FrontDoor(tmp_path), FrontDoor(tmp_path)
    assert first.take()
    answered, let = [], []

    def answer():
        while not answered:
            answered.extend(first.calls())

    Thread(target=answer, daemon=True).start()
    path = Path("//máy chủ/chung/sổ.kehoach").absolute()
    assert second.hand_over(path, let.append)
    assert [call.path for call in answered] == [path]
    assert let == [os.getpid()]
    assert first.calls() == []
    first.close()


@pytest.mark.parametrize("of_another", ["user", "desktop"])
def test_other_users_and_desktops_do_not_meet(tmp_path, monkeypatch, of_another):
    ours = FrontDoor(tmp_path)
    assert ours.take()
    if of_another == "user":
        monkeypatch.setattr(front_door, "user_name", lambda: "người khác")
    else:
        monkeypatch.setattr(front_door, "_desktop", lambda: "khác")
    theirs = FrontDoor(tmp_path)
    assert not theirs.hand_over(None, lambda _: None)
    assert theirs.is_ours
    for door in (ours, theirs):
        door.close()


def test_where_nothing_can_be_written_each_start_is_alone(tmp_path):
    blocked = tmp_path / "tệp"
    blocked.write_text("")
    door = FrontDoor(blocked / "cua-so")
    assert not door.hand_over(None, lambda _: None)
    assert not door.is_ours
    shutil.rmtree(blocked, ignore_errors=True)
