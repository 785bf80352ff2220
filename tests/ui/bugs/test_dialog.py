"""A bug in the window: one calm dialog, and the work going on."""

import sys
import threading

from broken_hands import SECRET, fail, is_shown, sure_that_it_works
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from kehoach_desktop.bugs.watch import Watch


class Slots(QObject):
    @Slot()
    def on_asked(self):
        fail()


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


def test_the_hooks_of_the_test_run_are_not_ours():
    assert not isinstance(getattr(sys.excepthook, "__self__", None), Watch)
