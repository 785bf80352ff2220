"""A bug in the window: one calm dialog, the data safe, the work going on."""

# ruff: noqa: N802

import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from kehoach_desktop.bugs.watch import Watch
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import backups, editing, files, plans, sessions
from kehoach_desktop.services.sessions import Session
from kehoach_desktop.ui import overriding
from kehoach_desktop.ui.bug_teller import BugTeller
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.safety import Safety

SECRET = "Mật điều chuyển Nguyễn Quýt"  # noqa: S105 - what a clerk might have typed


@pytest.fixture
def watch(tmp_path):
    """Bugs go where they go in the program, not to the test's own hooks."""
    kept = Watch(tmp_path / "nhat-ky")
    kept.begin()
    import kehoach_desktop.bugs.watch as module

    module._watch = kept
    yield kept
    module._watch = None
    kept.end()


@pytest.fixture
def teller(window, watch):
    made = BugTeller(window, watch)
    yield made
    made.close()


def fail(*_):
    raise ValueError(SECRET)


def is_shown(teller):
    return teller.dialog is not None and teller.dialog.isVisible()


def kept_plan(window):
    with files.open_file(window.workbench.store.path, read_only=True) as store:
        return plans.get_plan(store, window.workbench.plan.id)


def sure_that_it_works(window):
    """Make an edit and take it back, as the clerk would."""
    before = window.workbench.plan
    assert window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    assert kept_plan(window).subject == "Khác"
    window.verbs["undo"].trigger()
    assert kept_plan(window) == before
    assert files.find_faults(window.workbench.store.path) == []


class Slots(QObject):
    @Slot()
    def on_asked(self):
        fail()


def guarded(cls):
    """Guard a test's class as the program's own are."""
    cls.__module__ = "kehoach_desktop.ui.test"
    overriding._guard(cls)
    return cls


def test_a_bug_in_a_slot_is_told_once_after_it_is_over(qtbot, window, watch, teller):
    asked = Slots(window)
    QTimer.singleShot(0, asked.on_asked)
    qtbot.waitUntil(lambda: is_shown(teller))
    assert watch.count == 1
    assert "ValueError" in watch.log.path.read_text(encoding="utf-8")
    assert not teller.dialog.isModal()
    sure_that_it_works(window)


def test_the_dialog_says_when_was_last_saved(qtbot, window, watch, teller):
    sure_that_it_works(window)
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))
    assert f"Lần lưu gần nhất lúc {window.status.saved_at:%H:%M}." in teller.dialog._saved.text()


def test_details_are_copied_without_a_word_of_the_document(qtbot, window, watch, teller):
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))
    teller.dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert SECRET not in copied
    assert copied.strip() in watch.log.path.read_text(encoding="utf-8")
    assert teller.dialog._told.isVisible()


def test_the_folder_of_the_log_is_opened(qtbot, window, watch, teller, monkeypatch):
    opened = []
    monkeypatch.setattr("kehoach_desktop.ui.bug_dialog.open_path", lambda path: opened.append(path) or True)
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))
    teller.dialog.look.click()
    assert opened == [watch.log.folder]


def test_what_python_has_taken_apart_is_asked_by_qt_without_a_bug(qtbot, window, watch):
    @guarded
    class Kept(QWidget):
        def sizeHint(self):
            return self.wanted

    kept = Kept(window)
    kept.wanted = QSize(10, 10)
    assert kept.sizeHint() == QSize(10, 10)
    vars(kept).clear()  # as the collector does with a ring
    assert kept.sizeHint() == QWidget(window).sizeHint()
    assert watch.count == 0
    kept.other = 1
    kept.sizeHint()
    assert watch.count == 1


def test_a_storm_makes_one_dialog_with_a_count_and_the_window_goes_on(qtbot, window, watch, teller):
    storm = QTimer(window, interval=0)
    storm.timeout.connect(fail)
    storm.start()
    qtbot.waitUntil(lambda: watch.count > 2000)
    sure_that_it_works(window)
    assert (
        sum(1 for shown in QApplication.topLevelWidgets() if shown.inherits("QDialog") and shown.isVisible())
        == 1
    )
    qtbot.waitUntil(lambda: "hơn 999 lỗi" in teller.dialog._times.text())
    storm.stop()


def test_a_bug_read_of_is_not_told_in_a_dialog_again(qtbot, window, watch, teller):
    asked = Slots(window)
    QTimer.singleShot(0, asked.on_asked)
    qtbot.waitUntil(lambda: is_shown(teller))
    teller.dialog.go_on.click()
    assert not is_shown(teller)
    QTimer.singleShot(0, asked.on_asked)
    qtbot.waitUntil(lambda: "lại gặp lỗi" in window.desk.messages.text)
    assert not is_shown(teller)
    window.desk.messages.click("Xem chi tiết")
    assert is_shown(teller)
    teller.dialog.go_on.click()
    watch.note(KeyError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))


def test_a_bug_of_a_thread_is_told_in_the_window(qtbot, window, watch, teller):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: is_shown(teller))


def test_a_bug_of_a_worker_is_told_and_the_line_of_work_is_free_again(qtbot, window, watch, teller):
    window.long_work.run("Đang thử", fail, fail)
    qtbot.waitUntil(lambda: is_shown(teller))
    assert not window.status.is_busy
    assert watch.count == 1


def test_a_bug_in_telling_of_bugs_is_written_down_and_goes_round_no_more(
    qtbot, window, watch, teller, monkeypatch
):
    monkeypatch.setattr(teller, "_open", fail)
    watch.note(KeyError(SECRET))
    qtbot.waitUntil(lambda: watch.count == 2)
    qtbot.wait(300)
    assert watch.count == 2


def test_word_of_a_bug_that_was_lost_on_its_way_does_not_end_all_telling(
    qtbot, window, watch, teller, monkeypatch
):
    clock = [100.0]
    monkeypatch.setattr("kehoach_desktop.ui.bug_teller.time.monotonic", lambda: clock[0])
    teller._expected_at = clock[0]
    watch.note(KeyError(SECRET))
    qtbot.wait(300)
    assert not is_shown(teller)
    clock[0] += 11
    watch.note(KeyError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))


def test_next_part_gives_the_dialog_the_keyboard(qtbot, window, watch, teller):
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: is_shown(teller))
    assert teller.dialog.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.verbs["next_part"].trigger()
    qtbot.waitUntil(teller.dialog.go_on.hasFocus)


@guarded
class BrokenModel(QAbstractTableModel):
    def rowCount(self, _parent=QModelIndex()):  # noqa: B008
        return 20

    def columnCount(self, _parent=QModelIndex()):  # noqa: B008
        return 3

    def data(self, _index, _role=0):
        fail()

    def flags(self, _index):
        fail()


@guarded
class NestingView(QTableView):
    def viewportEvent(self, event):
        return super().viewportEvent(event)

    def paintEvent(self, event):
        super().paintEvent(event)


@guarded
class Painting(QWidget):
    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.save()
        fail()

    def sizeHint(self):
        fail()


def test_a_model_that_fails_inside_a_paint_of_ours_does_not_end_the_program(qtbot, watch):
    """Unguarded this is a segmentation fault of PySide6 6.9.3."""
    view, model = NestingView(), BrokenModel()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    view.resizeColumnsToContents()
    view.grab()
    assert watch.count > 20
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled, "Qt's own answer"


def test_a_paint_that_fails_lets_its_painter_go(qtbot, watch):
    painting = Painting()
    qtbot.addWidget(painting)
    painting.resize(50, 50)
    painting.show()
    painting.grab()
    assert watch.count
    assert not painting.paintingActive()
    assert painting.sizeHint().isValid() is False
    painting.deleteLater()
    QApplication.processEvents()


def test_every_override_of_the_program_is_guarded():
    import importlib
    import pkgutil
    from types import FunctionType

    from PySide6.QtGui import QUndoCommand

    import kehoach_desktop.ui as package

    for module in pkgutil.walk_packages(package.__path__, "kehoach_desktop.ui."):
        importlib.import_module(module.name)
    unguarded, guarded_ones = [], 0
    for cls in {*subclasses(QObject), *subclasses(QUndoCommand)}:
        qt = next(base for base in cls.__mro__ if base.__module__.startswith("PySide6"))
        for name in dir(cls):
            owner = next((base for base in cls.__mro__ if name in vars(base)), None)
            method = owner and vars(owner)[name]
            if name.startswith("__") or not isinstance(method, FunctionType) or not hasattr(qt, name):
                continue
            if hasattr(method, "__wrapped__"):
                guarded_ones += 1
            elif name not in {"cut", "find"}:  # not virtual: Qt never calls these
                unguarded.append(f"{cls.__qualname__}.{name}")
    assert unguarded == []
    assert guarded_ones > 300


def subclasses(base):
    for cls in type.__subclasses__(base):
        if cls.__module__.startswith("kehoach_desktop.") and cls.__module__ != "kehoach_desktop.ui.test":
            yield cls
        yield from subclasses(cls)


def test_a_bug_in_the_middle_of_an_edit_shows_the_plan_as_it_is_kept(
    qtbot, window, watch, teller, monkeypatch
):
    before = window.workbench.plan
    edit = SetField("plan", before.id, "subject", before.subject, "Khác")
    done = editing.apply_edit

    def breaks_after_writing(*parts, **named):
        done(*parts, **named)
        fail()

    monkeypatch.setattr(editing, "apply_edit", breaks_after_writing)
    with pytest.raises(ValueError, match=SECRET):
        window.workbench.commit(edit, "Sửa")
    monkeypatch.undo()
    qtbot.waitUntil(lambda: window.workbench.plan.subject == "Khác")
    assert kept_plan(window) == window.workbench.plan
    assert not window.workbench.stack.canUndo()


def test_a_tab_that_cannot_show_an_edit_shows_the_plan_anew(qtbot, window, watch, teller):
    shown = []
    window.workbench.plan_changed.connect(fail)
    window.workbench.plan_opened.connect(shown.append)
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [window.workbench.plan]
    assert window.workbench.stack.canUndo()
    window.workbench.plan_changed.disconnect(fail)
    window.verbs["undo"].trigger()
    assert kept_plan(window) == before


def test_a_bug_of_a_worker_at_that_moment_refuses_no_flush(qtbot, window, watch, teller):
    def break_elsewhere():
        worker = threading.Thread(target=fail)
        worker.start()
        worker.join()

    window.workbench.flush_requested.connect(break_elsewhere)
    assert window.workbench.flush()
    assert watch.count == 1, "it is told all the same"
    window.workbench.flush_requested.disconnect(break_elsewhere)
    window.workbench.flush_requested.connect(fail)
    assert not window.workbench.flush()
    window.workbench.flush_requested.disconnect(fail)


def test_a_step_that_a_bug_breaks_is_forgotten(qtbot, window, watch, teller, monkeypatch):
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    monkeypatch.setattr(editing, "apply_edit", fail)
    window.verbs["undo"].trigger()
    monkeypatch.undo()
    assert watch.count == 1
    assert kept_plan(window).subject == window.workbench.plan.subject == "Khác"
    assert not window.workbench.stack.canUndo()
    sure_that_it_works(window)


def test_what_a_bug_keeps_from_being_written_holds_the_window_open(qtbot, window, watch, teller, monkeypatch):
    window.verbs["show_plan"].trigger()
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText("đang gõ dở")
    monkeypatch.setattr(editing, "apply_edit", fail)
    window.close()
    assert window.isVisible()
    assert "Chưa đóng vì chưa ghi được phần đang gõ" in window.desk.messages.text
    qtbot.wait(50)
    assert "đang gõ dở" in editor.toPlainText(), "nor is it taken from the screen"
    monkeypatch.undo()
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("broken", ["long_work", "history", "tab_verbs", "settings_keeper", "keeper"])
def test_a_bug_in_closing_a_part_loses_nothing_and_lets_the_file_go(
    qtbot, window, watch, teller, monkeypatch, broken
):
    window.verbs["show_plan"].trigger()
    editor = window.tabs.current.editor
    editor.go_to_line(9)
    editor.textCursor().insertText("đang gõ dở")
    path = window.workbench.store.path
    monkeypatch.setattr(getattr(window, broken), "stop" if broken == "keeper" else "close", fail)
    window.close()
    assert not window.isVisible()
    assert watch.count == 1
    monkeypatch.undo()
    getattr(window, broken)._runner.close()
    with files.open_file(path) as store:
        assert not store.is_read_only, "the lock is let go"
        assert "đang gõ dở" in "".join(
            item.text for item in plans.get_plan(store, window.workbench.plan.id).body
        )
    assert [note.why for note in backups.list_copies(path)] == ["close"]


@pytest.mark.parametrize("part", ["workbench", "reports", "settings_keeper"])
def test_a_bug_while_all_is_kept_holds_the_window_open_once_at_most(
    qtbot, window, watch, teller, monkeypatch, part
):
    path, name = window.workbench.store.path, "keep_now" if part == "settings_keeper" else "flush"
    monkeypatch.setattr(getattr(window, part), name, fail)
    window.close()
    assert window.isVisible() is (name == "flush")
    assert not window.isVisible() or "Chưa đóng" in window.desk.messages.text
    window.close()
    assert not window.isVisible()
    with files.open_file(path) as store:
        assert not store.is_read_only


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


def test_the_hooks_of_the_test_run_are_not_ours():
    assert not isinstance(getattr(sys.excepthook, "__self__", None), Watch)


def test_a_step_that_breaks_before_it_begins_is_forgotten_too(qtbot, window, watch, teller, monkeypatch):
    before = window.workbench.plan
    window.workbench.commit(SetField("plan", before.id, "subject", before.subject, "Khác"), "Sửa")
    monkeypatch.setattr("kehoach_desktop.ui.workbench.inverse", fail)
    window.verbs["undo"].trigger()
    monkeypatch.undo()
    assert not window.workbench.stack.canUndo()
    assert not window.workbench.stack.canRedo()
    sure_that_it_works(window)
