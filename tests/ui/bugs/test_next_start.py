"""After a sudden end the next start says what was kept, once."""

from dataclasses import replace

from broken_hands import SECRET, is_shown
from PySide6.QtWidgets import QApplication

from kehoach_desktop.services import files, plans, sessions
from kehoach_desktop.services.sessions import Session
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.safety import Safety


def died(folder, database):
    """Leave what a window that died leaves."""
    session = Session(folder, database)
    session.begin()
    session._fault.write('Fatal Python error: x\n  File "/home/a/kehoach_desktop/app.py", line 3 in run\n')
    sessions.faulthandler.disable()
    session._fault.close()
    session._lock.release()


def test_the_next_start_says_what_was_kept(qtbot, window, watch, tmp_path):
    folder, path = tmp_path / "nhat-ky", window.workbench.store.path
    died(folder, path)
    watching = Safety(watch, folder, sessions.sudden_ends(folder))
    watching.follow(window)
    said = window.desk.messages
    qtbot.waitUntil(lambda: said.text.startswith("Lần trước chương trình dừng đột ngột"))
    assert "Dữ liệu đã được kiểm tra và còn nguyên" in said.text
    assert "thay đổi cuối cùng được lưu lúc" in said.text
    said.click("Chép chi tiết")
    assert QApplication.clipboard().text().endswith('File "kehoach_desktop/app.py", line 3 in run')
    assert "dừng đột ngột" in watch.log.path.read_text(encoding="utf-8")
    assert len(list(folder.glob("phien-*.json"))) == 1, "that of this window"
    watching.close()
    assert list(folder.glob("phien-*")) == []


def test_the_last_end_is_told_of_once_not_with_every_plan_opened(
    qtbot, sample, settings, watch, tmp_path, monkeypatch
):
    looked, database = [], tmp_path / "so.kehoach"
    look_after = sessions.look_after
    monkeypatch.setattr(sessions, "look_after", lambda end: looked.append(end) or look_after(end))
    folder = tmp_path / "nhat-ky"
    died(folder, database)
    watching = Safety(watch, folder, sessions.sudden_ends(folder))
    with files.open_file(database, create=True) as made:
        for year in (2025, 2026):
            plans.add_plan(made, replace(sample, year=year))
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.work_on(files.open_file(database))
    watching.follow(window)
    assert not window.is_filled, "as when the program starts"
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Lần trước"))
    window.desk.messages.dismiss()
    filled = []
    window.filled.connect(lambda: filled.append(True))
    other = next(
        one for one in plans.list_plans(window.workbench.store) if one.id != window.workbench.plan.id
    )
    window.plans.open_plan(other.id)
    qtbot.wait(100)
    assert (len(looked), filled, window.desk.messages.text) == (1, [], "")
    watching.close()
    window.close()


def test_the_next_start_waits_for_what_is_being_said(qtbot, window, watch, tmp_path, monkeypatch):
    monkeypatch.setattr("kehoach_desktop.ui.last_time._WAIT_MS", 20)
    folder, path = tmp_path / "nhat-ky", window.workbench.store.path
    died(folder, path)
    window.desk.messages.say("warning", "Tệp nằm trên ổ mạng.")
    watching = Safety(watch, folder, sessions.sudden_ends(folder))
    watching.follow(window)
    qtbot.wait(300)
    assert window.desk.messages.text == "Tệp nằm trên ổ mạng."
    window.desk.messages.dismiss()
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Lần trước"))
    watching.close()


def test_the_next_start_says_what_is_wrong_with_the_file(qtbot, window, watch, tmp_path, monkeypatch):
    folder, path = tmp_path / "nhat-ky", window.workbench.store.path
    died(folder, path)
    monkeypatch.setattr(files, "find_faults", lambda _: ["Có 3 dòng không thuộc kế hoạch nào."])
    watching = Safety(watch, folder, sessions.sudden_ends(folder))
    watching.follow(window)
    qtbot.waitUntil(lambda: "Có 3 dòng không thuộc kế hoạch nào." in window.desk.messages.text)
    assert "khôi phục từ bản sao lưu" in window.desk.messages.text
    watching.close()


def test_another_window_is_followed_and_the_one_before_has_ended_well(
    qtbot, window, watch, tmp_path, settings
):
    folder, path = tmp_path / "nhat-ky", window.workbench.store.path
    watching = Safety(watch, folder, [])
    watching.follow(window)
    assert len(list(folder.glob("phien-*.json"))) == 1
    other = MainWindow(settings)
    qtbot.addWidget(other)
    watching.follow(other)
    assert not list(folder.glob("phien-*")), "no file is open in the window in front"
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: is_shown(watching.teller))
    assert watching.teller.dialog.parentWidget() is other
    window.close()
    other.work_on(files.open_file(path))
    qtbot.waitUntil(lambda: other.is_filled)
    assert len(list(folder.glob("phien-*.json"))) == 1
    watching.close()
    assert not list(folder.glob("phien-*"))
    other.close()


def test_a_log_off_is_a_clean_end(qtbot, window, watch, tmp_path, qapp):
    folder = tmp_path / "nhat-ky"
    watching = Safety(watch, folder, [])
    watching.follow(window)
    assert list(folder.glob("phien-*"))
    watching.keeper.on_log_off()
    assert list(folder.glob("phien-*")) == []
    watching.close()
