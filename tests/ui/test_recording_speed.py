"""A quarter of 30 tasks recorded from the keyboard alone, in the whole window, with the keys counted."""

import unicodedata

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from record_desk import Key, Mod, type_letters

from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Target, Task
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.tracker_tab import TrackerTab

TASKS = 30
SECONDS = 15 * 60
KEYS_A_SECOND = 3  # 180 a minute: an office's slow typing, with a pause to look into the folder of papers
VERBS_A_TASK = 6  # of the keys that write nothing: leaving the text, Enter, the state, the next task

_DONE = "Đã phát đủ theo lịch, có xác nhận của trưởng thôn"
_LATE = "Mới làm được hai thôn, còn ba thôn chưa có lịch"
_WHY = "Loa ở hai thôn hỏng, chưa có kinh phí sửa"


class Keyboard:
    """Sends keys to whatever has the keyboard and counts them."""

    def __init__(self) -> None:
        self.letters = self.verbs = 0

    def type(self, text: str) -> None:
        """Type as with Unikey's Telex: each mark is one key more, đ is two."""
        type_letters(text)
        bare = unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "Dd"))
        self.letters += len(bare)
        QApplication.processEvents()

    def press(self, key: Key, modifier: Mod = Mod.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.verbs += 1
        QApplication.processEvents()


def plan_of_30() -> Plan:
    def task(number: int) -> Task:
        first = Progress(1, State.DONE, 100, quantities=(Quantity("Phát thanh", "lượt", 8),))
        targets = (Target("Phát thanh", "lượt", 36),)
        return Task(
            f"Phát thanh chuyên mục {number}",
            "Phòng Văn hóa",
            time="Cả năm",
            progress=(first,),
            targets=targets,
        )

    # Others between them are not due in the quarter and are passed over.
    tasks = [each for number in range(TASKS) for each in (task(number), Task("Việc khác", time="Quý I"))]
    return Plan(2026, "Ba mươi nhiệm vụ", appendices=(Appendix("", (Activity("Phát thanh", tuple(tasks)),)),))


@pytest.fixture
def tab(open_window, qtbot) -> TrackerTab:
    """The tracker of the whole window, on the third quarter."""
    window = open_window(plan_of_30())
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.verbs["show_tracker"].trigger()
    shown = window.tabs.current
    shown.show_period("Q3")
    shown.view.go_to(0, 3)
    assert shown.view.hasFocus()
    return shown


def test_30_tasks_are_recorded_in_a_quarter_of_an_hour(tab: TrackerTab) -> None:
    workbench = tab._workbench
    keys = Keyboard()
    keys.press(Key.Key_Return)
    for number in range(TASKS):
        is_late = number % 10 == 9
        keys.type(_LATE if is_late else _DONE)
        keys.press(Key.Key_Tab)
        keys.type(str(5 + number))
        keys.press(Key.Key_Return)
        keys.press(Key.Key_4 if is_late else Key.Key_3, Mod.AltModifier)
        if is_late:  # the percent and why
            keys.press(Key.Key_Tab)  # evidence
            keys.press(Key.Key_Tab)
            keys.type(_WHY)
        keys.press(Key.Key_Return, Mod.ControlModifier)
    plan = workbench.plan
    assert workbench.flush()
    for number, task in enumerate(list(all_tasks(plan))[::2]):
        is_late = number % 10 == 9
        record = record_of(task, 3)
        assert record.status is (State.LATE if is_late else State.DONE)
        assert record.result == (_LATE if is_late else _DONE)
        assert record.quantities == (Quantity("Phát thanh", "lượt", 5 + number),)
        assert record.difficulty == (_WHY if is_late else "")
    assert all(record_of(task, 3) is None for task in list(all_tasks(plan))[1::2])
    assert tab.panel.form.told.text().startswith("Không còn nhiệm vụ nào đến hạn")
    assert keys.verbs <= TASKS * VERBS_A_TASK
    assert keys.letters + keys.verbs <= SECONDS * KEYS_A_SECOND


def test_30_cells_that_share_a_state_are_one_key_and_one_step(tab: TrackerTab) -> None:
    workbench = tab._workbench
    keys = Keyboard()
    steps = workbench.stack.count()
    for _ in range(TASKS - 1):
        keys.press(Key.Key_Down, Mod.ShiftModifier)
    keys.press(Key.Key_2)
    records = [record_of(task, 3) for task in list(all_tasks(workbench.plan))[:TASKS]]
    assert {record.status for record in records} == {State.DOING}
    assert workbench.stack.count() == steps + 1
    assert tab.panel.form.chosen.text().startswith(f"{TASKS} ô đang chọn")
