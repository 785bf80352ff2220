"""The record's panel through its real widgets: counts, targets, days, keys, several cells, what holds."""

import datetime as dt
import random

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from record_desk import (
    DATE,
    INDICATOR,
    TARGET,
    UNIT,
    VALUE,
    Key,
    Mod,
    press,
    record,
    shown,
    task_of,
    type_in_cell,
    type_letters,
)

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.periods import CALENDAR
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Plan,
    Progress,
    Quantity,
    State,
    Status,
    Target,
    Task,
)
from kehoach_desktop.services import directory, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.tracker import indicators
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.tracker_tab import TrackerTab
from kehoach_desktop.ui.workbench import Workbench

WRONG = Qt.ItemDataRole.BackgroundRole
PLAN = Plan(
    2026,
    "Kế hoạch thử",
    appendices=(
        Appendix(
            "Phụ lục",
            (
                Activity(
                    "Phát thanh",
                    (
                        Task(
                            "Phát thanh trên hệ thống truyền thanh",
                            time="Cả năm",
                            progress=(
                                Progress(
                                    1,
                                    State.DONE,
                                    100,
                                    "Đã phát đủ lịch",
                                    "Loa hỏng",
                                    quantities=(
                                        Quantity("Phát thanh", "lượt", 26),
                                        Quantity("Phát thanh", "giờ", 8.5),
                                    ),
                                ),
                            ),
                            targets=(Target("Phát thanh", "lượt", 96), Target("Tờ gấp", "tờ", 1000)),
                        ),
                        Task("Tờ gấp", time="Quý III"),
                        Task("Hội nghị", time="Quý II, III"),
                        Task("Khảo sát", time="khi cần"),
                    ),
                ),
            ),
        ),
    ),
)


@pytest.fixture
def workbench(qtbot, store) -> Workbench:
    made = Workbench(store)
    made.open_plan(plans.add_plan(store, PLAN).id)
    return made


@pytest.fixture
def tab(qtbot, workbench: Workbench, settings: Settings, monkeypatch) -> TrackerTab:
    monkeypatch.setattr(indicators, "_PAUSE_MS", 0)
    made = TrackerTab(workbench, settings)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (made.model, made.panel.quantities.model, made.panel.evidence.model)
    made.checkers = [QAbstractItemModelTester(model, fatal, made) for model in models]
    made.show_period("Q2")
    qtbot.waitUntil(lambda: made.panel.indicators.is_gathered)
    yield made
    made.close()


def check_one_step(workbench: Workbench, before: Plan) -> None:
    after = workbench.plan
    assert after != before
    assert workbench.stack.count() == 1
    workbench.undo()
    assert workbench.plan == before
    workbench.redo()
    assert workbench.plan == after
    assert plans.get_plan(workbench.store, after.id) == after


# -- counts and targets ------------------------------------------------------------------------------


def test_targets_and_earlier_counts_wait_for_a_value(tab: TrackerTab) -> None:
    tab.view.go_to(0, 2)
    table = tab.panel.quantities
    assert shown(table, INDICATOR) == ["Phát thanh", "Tờ gấp", "Phát thanh", "Thêm…"]
    assert shown(table, UNIT) == ["lượt", "tờ", "giờ", ""]
    assert shown(table, VALUE) == ["", "", "", ""]
    assert shown(table, TARGET) == ["96", "1.000", "", ""]
    assert table.sums.text().split("\n") == [
        "Phát thanh (lượt): từ đầu năm 26/96, đạt 27\u00a0%",
        "Tờ gấp (tờ): từ đầu năm 0/1.000, đạt 0\u00a0%",
        "Phát thanh (giờ): từ đầu năm 8,5",
    ]


def test_a_value_is_typed_where_it_is_waited_for(tab: TrackerTab, workbench: Workbench) -> None:
    before = workbench.plan
    tab.view.go_to(0, 2)
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("24")
    press(Key.Key_Return)
    assert record(workbench, 0, 2).quantities == (Quantity("Phát thanh", "lượt", 24),)
    check_one_step(workbench, before)
    assert shown(table, INDICATOR) == ["Phát thanh", "Tờ gấp", "Phát thanh", "Thêm…"]
    assert table.sums.text().startswith("Phát thanh (lượt): từ đầu năm 50/96, đạt 52\u00a0%")


def test_enter_goes_from_one_value_to_the_next(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    tab.panel.quantities.table.setFocus()
    for digits in ("24", "300", "8,25"):
        type_letters(digits)
        press(Key.Key_Return)
    assert record(workbench, 0, 2).quantities == (
        Quantity("Phát thanh", "lượt", 24),
        Quantity("Tờ gấp", "tờ", 300),
        Quantity("Phát thanh", "giờ", 8.25),
    )
    assert tab.panel.quantities.table.currentIndex().row() == 3


def test_sums_of_an_earlier_quarter_leave_later_ones_out(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 3)
    type_in_cell(tab.panel.quantities, 0, VALUE, "10")
    assert "từ đầu năm 36/96" in tab.panel.quantities.sums.text()
    tab.view.go_to(0, 2)
    assert "từ đầu năm 26/96" in tab.panel.quantities.sums.text()


def test_a_target_is_changed_removed_and_given_in_the_table(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    before = workbench.plan
    type_in_cell(table, 0, TARGET, "120")
    assert task_of(workbench, 0).targets[0] == Target("Phát thanh", "lượt", 120)
    check_one_step(workbench, before)
    type_in_cell(table, 0, TARGET, "")
    assert task_of(workbench, 0).targets == (Target("Tờ gấp", "tờ", 1000),)
    row = shown(table, UNIT).index("giờ")
    type_in_cell(table, row, TARGET, "34,5")
    assert task_of(workbench, 0).targets[-1] == Target("Phát thanh", "giờ", 34.5)
    while workbench.stack.canUndo():
        workbench.undo()
    assert workbench.plan == before


def test_a_new_quantity_and_its_target_are_one_step(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    before = workbench.plan
    assert shown(table, INDICATOR) == ["Thêm…"]
    type_in_cell(table, 0, INDICATOR, "Tờ gấp")
    type_in_cell(table, 0, UNIT, "tờ")
    table.model.drafts.texts[table.model.rows[0].key, TARGET] = "1.000"
    type_in_cell(table, 0, VALUE, "150")
    assert record(workbench, 1, 3).quantities == (Quantity("Tờ gấp", "tờ", 150),)
    assert task_of(workbench, 1).targets == (Target("Tờ gấp", "tờ", 1000),)
    check_one_step(workbench, before)


def test_a_target_alone_becomes_a_row_that_waits(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    before = workbench.plan
    type_in_cell(table, 0, INDICATOR, "Tờ gấp")
    type_in_cell(table, 0, TARGET, "1000")
    assert task_of(workbench, 1).targets == (Target("Tờ gấp", "", 1000),)
    assert record(workbench, 1, 3) is None
    assert shown(table, INDICATOR) == ["Tờ gấp", "Thêm…"]
    assert table.wrong.isHidden()
    type_in_cell(table, 0, UNIT, "tờ")
    assert task_of(workbench, 1).targets == (Target("Tờ gấp", "tờ", 1000),)
    type_in_cell(table, 0, VALUE, "150")
    assert record(workbench, 1, 3).quantities == (Quantity("Tờ gấp", "tờ", 150),)
    while workbench.stack.canUndo():
        workbench.undo()
    assert workbench.plan == before


def test_a_name_put_right_takes_its_target_along(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    before = workbench.plan
    type_in_cell(table, 0, INDICATOR, "Lượt phát thanh")
    assert record(workbench, 0, 1).quantities[0] == Quantity("Lượt phát thanh", "lượt", 26)
    assert task_of(workbench, 0).targets[0] == Target("Lượt phát thanh", "lượt", 96)
    check_one_step(workbench, before)


def test_a_target_that_others_count_for_stays(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    type_in_cell(tab.panel.quantities, 0, VALUE, "24")
    type_in_cell(tab.panel.quantities, 0, INDICATOR, "Phát thanh lưu động")
    assert record(workbench, 0, 2).quantities[0].indicator == "Phát thanh lưu động"
    assert task_of(workbench, 0).targets[0] == Target("Phát thanh", "lượt", 96)


def test_removing_a_row_removes_the_value_then_the_target(tab: TrackerTab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    table.table.setFocus()
    table.table.go_to(0, VALUE)
    press(Key.Key_Delete, Mod.ControlModifier)
    assert record(workbench, 0, 1).quantities == (Quantity("Phát thanh", "giờ", 8.5),)
    assert shown(table, TARGET)[0] == "96"
    table.table.go_to(0, VALUE)
    press(Key.Key_Delete, Mod.ControlModifier)
    assert task_of(workbench, 0).targets == (Target("Tờ gấp", "tờ", 1000),)


def test_tracking_goes_on_in_an_issued_plan(tab: TrackerTab, workbench: Workbench) -> None:
    from dataclasses import replace

    issued = plans.add_plan(workbench.store, replace(PLAN, status=Status.ISSUED))
    workbench.open_plan(issued.id)
    tab.view.go_to(0, 2)
    table = tab.panel.quantities
    type_in_cell(table, 0, VALUE, "24")
    type_in_cell(table, 0, TARGET, "120")
    assert record(workbench, 0, 2).quantities == (Quantity("Phát thanh", "lượt", 24),)
    assert task_of(workbench, 0).targets[0].value == 120


@pytest.mark.parametrize("seed", range(3))
def test_random_typing_keeps_table_and_plan_alike(tab, workbench: Workbench, seed: int) -> None:
    rng = random.Random(seed)
    before = workbench.plan
    table = tab.panel.quantities
    names = [("Phát thanh", "lượt"), ("Phát thanh", "giờ"), ("Tờ gấp", "tờ"), ("Tin, bài", "tin")]
    for _ in range(120):
        if rng.random() < 0.2:
            tab.view.go_to(rng.randrange(4), rng.randrange(1, 5))
        model, task, quarter = table.model, tab.panel.task, tab.panel.quarter
        row = rng.randrange(model.rowCount())
        verb = rng.choice(["value", "value", "target", "name", "offer", "remove", "undo", "redo", "wrong"])
        if verb == "undo":
            workbench.undo()
        elif verb == "redo":
            workbench.redo()
        elif verb == "remove":
            table.table.go_to(row, VALUE)
            table.remove_action.trigger()
        elif verb == "offer":
            model.take_offer(row, *rng.choice(names))
        else:
            column = {"target": TARGET, "name": rng.choice([INDICATOR, UNIT])}.get(verb, VALUE)
            texts = {"name": rng.choice(names)[column % 2], "wrong": "nhiều"}
            model.setData(model.index(row, column), texts.get(verb, str(rng.randrange(1, 50))))
        task = task_of(workbench, [each.id for each in all_tasks(workbench.plan)].index(task.id))
        kept = record_of(task, quarter)
        entries = [each.entry for each in model.rows if each.entry is not None]
        assert sorted(each.id for each in entries) == sorted(
            each.id for each in (kept.quantities if kept else ())
        )
        assert len({each.key for each in model.rows}) == len(model.rows)
        keys = [(target.indicator, target.unit) for target in task.targets]
        assert len(keys) == len(set(keys))
        for each in model.rows[:-1]:
            if each.entry is None:
                assert (kept is None) or each.cells[:2] not in [
                    (q.indicator, q.unit) for q in kept.quantities
                ]
        assert set(keys) <= {each.cells[:2] for each in model.rows}
    while workbench.stack.canUndo():
        workbench.undo()
    assert workbench.plan == before


# -- the list of indicators --------------------------------------------------------------------------


def test_an_indicator_chosen_from_the_list_brings_its_unit(tab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(1, 3)
    before = workbench.plan
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("pha")
    editor = table.delegate.editor
    qtbot.waitUntil(lambda: bool(editor.shown_offers))
    assert [(offer.text, offer.detail) for offer in editor.shown_offers][:2] == [
        ("Phát thanh", "lượt"),
        ("Phát thanh", "giờ"),
    ]
    assert editor.text() == "pha"  # nothing is changed by itself
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert shown(table, INDICATOR)[0] == "Phát thanh"
    assert shown(table, UNIT)[0] == "giờ"
    assert workbench.plan is before
    assert table.table.currentIndex().column() == VALUE
    type_letters("4,5")
    press(Key.Key_Return)
    assert record(workbench, 1, 3).quantities == (Quantity("Phát thanh", "giờ", 4.5),)
    check_one_step(workbench, before)


def test_what_was_counted_last_is_offered_first(tab, workbench: Workbench) -> None:
    tab.view.go_to(1, 3)
    type_in_cell(tab.panel.quantities, 0, INDICATOR, "Tờ rơi")
    type_in_cell(tab.panel.quantities, 0, VALUE, "3")
    assert tab.panel.indicators.known()[:4] == [
        ("Tờ rơi", ""),
        ("Phát thanh", "lượt"),
        ("Tờ gấp", "tờ"),
        ("Phát thanh", "giờ"),
    ]
    workbench.open_plan(None)
    assert ("Tờ rơi", "") not in tab.panel.indicators.known()


def test_the_offices_list_is_offered_after_what_the_plan_uses(tab, workbench: Workbench) -> None:
    own = DirectoryEntry(Kind.INDICATOR, "Chuyên mục phát sóng", "chuyên mục")
    directory.keep_entry(workbench.store, own)
    known = tab.panel.indicators.known()
    assert known[:3] == [("Phát thanh", "lượt"), ("Tờ gấp", "tờ"), ("Phát thanh", "giờ")]
    assert ("Chuyên mục phát sóng", "chuyên mục") in known[3:]
    assert len(known) == len(set(known)) > 10


def test_an_indicator_is_found_by_another_of_its_names(tab, workbench: Workbench, qtbot) -> None:
    own = DirectoryEntry(Kind.INDICATOR, "Chuyên mục phát sóng", "chuyên mục", ("CM trên đài",))
    directory.keep_entry(workbench.store, own)
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("cm tren")
    qtbot.waitUntil(lambda: bool(table.delegate.editor.shown_offers))
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert (shown(table, INDICATOR)[0], shown(table, UNIT)[0]) == ("Chuyên mục phát sóng", "chuyên mục")


def test_an_open_list_takes_no_enter_that_is_not_for_it(tab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("Phát")
    editor = table.delegate.editor
    qtbot.waitUntil(lambda: bool(editor.shown_offers))
    type_letters(" tờ rơi")
    press(Key.Key_Return)
    assert shown(table, INDICATOR)[0] == "Phát tờ rơi"
    assert shown(table, UNIT)[0] == ""


def test_unikey_types_through_an_open_list(tab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("Phat")
    qtbot.waitUntil(lambda: bool(table.delegate.editor.shown_offers))
    for typed in ("át", "án"):  # a mark is put on by taking letters back
        press(Key.Key_Backspace)
        press(Key.Key_Backspace)
        type_letters(typed)
        qtbot.wait(150)
    assert table.delegate.editor.text() == "Phán"
    press(Key.Key_Return)
    assert shown(table, INDICATOR)[0] == "Phán"


def test_escape_closes_the_list_and_then_the_cell(tab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    table.table.setFocus()
    type_letters("pha")
    editor = table.delegate.editor
    qtbot.waitUntil(lambda: bool(editor.shown_offers))
    press(Key.Key_Escape)
    assert not editor.shown_offers
    assert editor.text() == "pha"
    press(Key.Key_Escape)
    assert table.table.hasFocus()
    assert shown(table, INDICATOR) == ["Thêm…"]


def test_choosing_for_a_kept_quantity_is_one_step(tab, workbench: Workbench, qtbot) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    type_in_cell(table, 0, INDICATOR, "Phat thanh")
    type_in_cell(table, 0, VALUE, "3")
    steps = workbench.stack.count()
    table.table.go_to(0, INDICATOR)
    press(Key.Key_F2)
    press(Key.Key_F4)
    assert [offer.value for offer in table.delegate.editor.shown_offers][:3] == [
        ("Phát thanh", "lượt"),
        ("Tờ gấp", "tờ"),
        ("Phát thanh", "giờ"),
    ]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert record(workbench, 1, 3).quantities == (Quantity("Phát thanh", "lượt", 3),)
    assert workbench.stack.count() == steps + 1


# -- what means nothing ------------------------------------------------------------------------------


def test_what_is_no_number_stays_typed_and_touches_nothing(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    before = workbench.plan
    table = tab.panel.quantities
    wrong = ("1,234.5", "khoảng 50", "-5", "1e20", "99999999999999999", "=cmd|' /C calc'!A0", "NaN")
    for text in wrong:
        type_in_cell(table, 0, VALUE, text)
        assert workbench.plan is before
        cell = table.model.index(0, VALUE)
        assert cell.data() == text
        assert cell.data(WRONG) is not None
        told = cell.data(Qt.ItemDataRole.ToolTipRole)
        assert table.wrong.text() == f"{told} (Esc: bỏ phần gõ dở)"
        assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == told
        assert "“" in table.wrong.text()
        assert not workbench.flush()
        assert "Số lượng, Quý I, “Phát thanh trên hệ thống truyền thanh”" in workbench.unkept
        assert workbench.plan is before
        table.table.go_to(0, VALUE)
        press(Key.Key_Escape)
        assert table.wrong.isHidden()
        assert workbench.flush()


def test_what_was_typed_wrong_in_another_cell_holds_the_flush_too(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    type_in_cell(tab.panel.quantities, 0, DATE, "31/02")
    tab.view.go_to(2, 3)
    assert not workbench.flush()
    assert "31/02" in workbench.unkept
    tab.view.go_to(0, 1)
    type_in_cell(tab.panel.quantities, 0, DATE, "28/02")
    assert workbench.flush()
    assert record(workbench, 0, 1).quantities[0].date == dt.date(2026, 2, 28)


def test_a_row_half_typed_holds_the_flush_until_it_is_dropped(tab, workbench: Workbench) -> None:
    tab.view.go_to(1, 3)
    table = tab.panel.quantities
    type_in_cell(table, 0, INDICATOR, "Tờ gấp")
    assert not workbench.flush()
    assert "Hãy ghi số đếm được" in workbench.unkept
    press(Key.Key_Delete, Mod.ControlModifier)
    assert workbench.flush()
    assert shown(table, INDICATOR) == ["Thêm…"]


def test_what_is_typed_wrong_is_dropped_and_the_entry_stays(tab, workbench) -> None:
    tab.view.go_to(0, 1)
    before = workbench.plan
    table = tab.panel.quantities
    for key, held in ((Key.Key_Escape, Mod.NoModifier), (Key.Key_Delete, Mod.ControlModifier)):
        type_in_cell(table, 0, VALUE, "khoảng 50")
        table.table.go_to(0, VALUE)
        press(key, held)
        assert shown(table, VALUE)[0] == "26"
        assert table.wrong.isHidden()
        assert workbench.flush()
        assert workbench.plan is before


def test_after_a_refused_value_the_cursor_stays_and_escape_drops_it(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    before = workbench.plan
    table = tab.panel.quantities
    type_in_cell(table, 0, VALUE, "-5")
    assert (table.table.currentIndex().row(), table.table.currentIndex().column()) == (0, VALUE)
    press(Key.Key_Escape)
    assert shown(table, VALUE)[0] == "26"
    assert table.wrong.isHidden()
    assert table.table.hasFocus()
    assert workbench.plan is before


def test_escape_drops_what_was_refused_before_what_is_begun_in_another_row(tab, workbench) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    type_in_cell(table, 0, VALUE, "-5")
    type_in_cell(table, table.model.rowCount() - 1, INDICATOR, "Tờ rơi")
    press(Key.Key_Escape)
    assert shown(table, VALUE)[0] == "26"
    assert "Tờ rơi" in shown(table, INDICATOR)
    assert table.table.currentIndex().row() == 0
    press(Key.Key_Escape)
    assert shown(table, INDICATOR)[-1] == "Thêm…"
    assert table.wrong.isHidden()
    press(Key.Key_Escape)
    assert tab.view.hasFocus()


def test_a_figure_is_no_name_of_an_indicator(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    table = tab.panel.quantities
    before = workbench.plan
    for row in (0, table.model.rowCount() - 1):
        type_in_cell(table, row, INDICATOR, "63")
        assert table.wrong.text().startswith("Tên chỉ tiêu không thể chỉ là con số; con số ghi ở cột Số.")
        assert workbench.plan is before
        press(Key.Key_Escape)
        assert table.wrong.isHidden()


def test_in_a_narrow_window_the_keys_lead_through_the_records_alone(tab, workbench, qtbot) -> None:
    tab.resize(640, 480)
    qtbot.wait(20)
    tab.view.go_to(0, 3)
    tab.view.setFocus()
    press(Key.Key_Return)
    assert tab.panel.isVisible()
    type_letters("xong")
    press(Key.Key_Tab)
    type_letters("khoảng 5")
    press(Key.Key_Return)
    tab.panel.quantities.table.go_to(0, VALUE)
    press(Key.Key_Escape)
    assert tab.panel.quantities.wrong.isHidden()
    assert tab.panel.isVisible()
    press(Key.Key_Return, Mod.ControlModifier)
    assert record(workbench, 0, 3).result == "xong"
    assert tab.panel.task.id == task_of(workbench, 1).id
    assert tab.panel.texts["result"].hasFocus()
    press(Key.Key_Escape)
    assert tab.view.hasFocus()


def test_escape_goes_back_to_the_grid(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    press(Key.Key_Return)
    for field in (tab.panel.texts["result"], tab.panel.quantities.table, tab.panel.percent_box):
        field.setFocus()
        press(Key.Key_Escape)
        assert tab.view.hasFocus()


def test_the_window_is_not_closed_over_it(open_window, qtbot) -> None:
    window = open_window(PLAN)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.view.go_to(0, 1)
    type_in_cell(tab.panel.quantities, 0, VALUE, "khoảng 50")
    window.close()
    assert window.isVisible()
    assert "khoảng 50" in window.desk.messages.text
    assert "Chưa đóng" in window.desk.messages.text


def test_undo_is_not_held(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    before = workbench.plan
    type_in_cell(tab.panel.quantities, 0, VALUE, "24")
    type_in_cell(tab.panel.quantities, 1, VALUE, "nhiều")
    workbench.undo()
    assert workbench.plan == before
    assert shown(tab.panel.quantities, VALUE)[1] == "nhiều"


def test_what_could_not_be_written_is_written_at_the_next_flush(tab, workbench, monkeypatch) -> None:
    tab.view.go_to(0, 1)
    monkeypatch.setattr(workbench, "commit", lambda *_args, **_more: False)
    type_in_cell(tab.panel.quantities, 0, VALUE, "30")
    type_in_cell(tab.panel.quantities, 0, TARGET, "120")
    assert shown(tab.panel.quantities, VALUE)[0] == "30"
    assert shown(tab.panel.quantities, TARGET)[0] == "120"
    monkeypatch.undo()
    assert workbench.flush()
    assert record(workbench, 0, 1).quantities[0].value == 30
    assert task_of(workbench, 0).targets[0].value == 120


# -- days --------------------------------------------------------------------------------------------


def test_a_day_outside_its_quarter_is_pointed_out_and_counts_by_its_date(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    table = tab.panel.quantities
    type_in_cell(table, 0, VALUE, "24")
    type_in_cell(table, 0, DATE, "05/7/26")
    assert record(workbench, 0, 2).quantities[0].date == dt.date(2026, 7, 5)
    cell = table.model.index(0, DATE)
    assert cell.data() == "05/7"
    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None
    assert table.wrong.text() == (
        "Ngày 05/7/2026 không thuộc Quý II (15/3/2026 - 14/6/2026): số này tính vào Quý III. "
        "Nếu không phải vậy, hãy sửa ngày hoặc bỏ trống."
    )
    assert table.wrong.property("role") == "warning"
    assert "từ đầu năm 26/96" in table.sums.text()  # it counts in the third quarter
    assert workbench.flush()
    tab.view.go_to(0, 3)
    assert "từ đầu năm 50/96" in table.sums.text()
    tab.view.go_to(0, 2)
    type_in_cell(table, 0, DATE, "05/7/2031")
    assert "ngoài năm báo cáo" in table.wrong.text()
    type_in_cell(table, 0, DATE, "05/6")
    assert table.wrong.isHidden()
    assert table.model.index(0, DATE).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_quarters_are_those_of_the_plans_scheme(tab, workbench: Workbench) -> None:
    from kehoach_desktop.domain.edits import SetField

    plan = workbench.plan
    workbench.commit(SetField("plan", plan.id, "scheme", plan.scheme, CALENDAR), "Đổi kỳ")
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    type_in_cell(table, 0, DATE, "20/3")
    assert table.wrong.isHidden()
    type_in_cell(table, 0, DATE, "20/12/2025")
    assert "không thuộc Quý I (01/01/2026 - 31/3/2026)" in table.wrong.text()


def test_december_belongs_to_the_first_quarter(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 1)
    table = tab.panel.quantities
    type_in_cell(table, 0, DATE, "20/12")
    assert record(workbench, 0, 1).quantities[0].date == dt.date(2025, 12, 20)
    assert table.model.index(0, DATE).data() == "20/12/\n2025"
    assert table.wrong.isHidden()


# -- keys from task to task --------------------------------------------------------------------------


def test_ctrl_enter_keeps_and_goes_to_the_next_task_due_in_the_quarter(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 3)
    press(Key.Key_Return)
    type_letters("xong")
    press(Key.Key_Return, Mod.ControlModifier)
    assert record(workbench, 0, 3).result == "xong"
    assert (tab.view.currentIndex().row(), tab.panel.quarter) == (1, 3)
    assert tab.panel.texts["result"].hasFocus()
    tab.view.go_to(0, 2)
    press(Key.Key_F8)
    assert (tab.view.currentIndex().row(), tab.panel.quarter) == (2, 2)  # the second is not due


def test_past_the_last_task_it_says_so_and_stays(tab, workbench: Workbench) -> None:
    tab.view.go_to(3, 2)
    press(Key.Key_Return)
    press(Key.Key_F8)
    assert tab.view.currentIndex().row() == 3
    assert tab.panel.form.told.text() == "Không còn nhiệm vụ nào đến hạn phía sau trong Quý II."
    press(Key.Key_Up, Mod.AltModifier)
    assert tab.view.currentIndex().row() == 2
    assert not tab.panel.form.told.isVisible()


def test_alt_arrows_stay_in_the_field(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    tab.panel.texts["difficulty"].setFocus()
    press(Key.Key_Down, Mod.AltModifier)
    assert tab.view.currentIndex().row() == 1
    assert tab.panel.texts["difficulty"].hasFocus()
    type_letters("thiếu giấy")
    press(Key.Key_Up, Mod.AltModifier)
    assert record(workbench, 1, 2).difficulty == "thiếu giấy"
    assert tab.panel.texts["difficulty"].toPlainText() == ""


@pytest.mark.parametrize("held", [(Key.Key_Down, Mod.AltModifier), (Key.Key_F8, Mod.NoModifier)])
def test_a_digit_after_going_on_becomes_no_figure(tab, workbench: Workbench, held) -> None:
    panel = tab.panel
    for widget in (panel.quantities.table, panel.evidence.table, panel.percent_box):
        tab.view.go_to(0, 2)
        widget.setFocus()
        press(*held)
        assert panel.task.form != "Phát thanh trên hệ thống truyền thanh"
        press(Key.Key_3)
        assert panel.texts["result"].hasFocus()
        assert panel.texts["result"].toPlainText() == "3"
        assert panel.percent_box.value() == 0
        assert shown(panel.quantities, INDICATOR) == ["Thêm…"]
        panel.commit_typed()
        workbench.undo()


def test_f8_in_the_grid_stays_there_where_digits_are_states(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 3)
    tab.view.setFocus()
    press(Key.Key_F8)
    assert tab.view.hasFocus()
    assert tab.view.currentIndex().row() == 1
    press(Key.Key_3)
    assert record(workbench, 1, 3).status is State.DONE


def test_a_first_result_or_quantity_begins_the_work_in_one_step(tab, workbench: Workbench) -> None:
    tab.view.go_to(2, 2)
    before = workbench.plan
    tab.panel.take_keyboard()
    type_letters("đã mở hội nghị")
    tab.panel.commit_typed()
    assert record(workbench, 2, 2).status is State.DOING
    assert tab.panel.state_box.currentText() == "Đang làm"
    check_one_step(workbench, before)
    press(Key.Key_1, Mod.AltModifier)
    type_letters(", đủ")
    tab.panel.commit_typed()
    assert record(workbench, 2, 2).status is State.NONE  # as the clerk has said since
    tab.view.go_to(0, 2)
    before, steps = workbench.plan, workbench.stack.count()
    type_in_cell(tab.panel.quantities, 0, VALUE, "24")
    assert record(workbench, 0, 2).status is State.DOING
    assert workbench.stack.count() == steps + 1
    workbench.undo()
    assert workbench.plan == before
    tab.view.go_to(0, 1)
    type_in_cell(tab.panel.quantities, 0, VALUE, "27")
    assert record(workbench, 0, 1).status is State.DONE


def test_what_is_wrong_is_not_left_by_ctrl_enter(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 2)
    tab.panel.quantities.table.setFocus()
    type_letters("nhiều")
    press(Key.Key_Return, Mod.ControlModifier)
    assert tab.view.currentIndex().row() == 0
    assert tab.panel.quantities.wrong.isVisible()


def test_alt_digits_set_the_state_from_any_field(tab, workbench: Workbench) -> None:
    tab.view.go_to(2, 3)
    tab.panel.texts["proposal"].setFocus()
    for place, state in enumerate(State, 1):
        press(getattr(Key, f"Key_{place}"), Mod.AltModifier)
        kept = record(workbench, 2, 3)
        assert (kept.status if kept else State.NONE) is state
        assert tab.panel.texts["proposal"].hasFocus()
        assert tab.panel.texts["proposal"].toPlainText() == ""


def test_digits_choose_in_the_state_box(tab, workbench: Workbench) -> None:
    tab.view.go_to(2, 3)
    tab.panel.state_box.setFocus()
    press(Key.Key_4)
    assert record(workbench, 2, 3).status is State.LATE
    assert tab.panel.state_box.currentText() == "Chậm"


def test_the_text_of_the_quarter_before_is_copied_when_asked(tab, workbench: Workbench) -> None:
    tab.view.go_to(0, 3)
    caption = tab.panel.form.captions["difficulty"]
    assert caption.copy.isVisible()
    assert not tab.panel.form.captions["proposal"].copy.isVisible()
    tab.panel.texts["difficulty"].setFocus()
    before = workbench.plan
    press(Key.Key_D, Mod.ControlModifier)
    assert record(workbench, 0, 3).difficulty == "Loa hỏng"
    assert not caption.copy.isVisible()
    check_one_step(workbench, before)
    press(Key.Key_D, Mod.ControlModifier)
    assert record(workbench, 0, 3).difficulty == "Loa hỏng"
    assert workbench.plan.appendices[0].activities[0].tasks[1:] == PLAN.appendices[0].activities[0].tasks[1:]


# -- several cells -----------------------------------------------------------------------------------


def choose(tab: TrackerTab, first: tuple[int, int], last: tuple[int, int]) -> None:
    tab.view.go_to(*first)
    block = QItemSelection(tab.model.index(*first), tab.model.index(*last))
    tab.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QApplication.processEvents()


def test_several_cells_share_state_and_percent(tab, workbench: Workbench) -> None:
    choose(tab, (0, 3), (2, 3))
    assert tab.panel.form.chosen.text().startswith("3 ô đang chọn")
    assert tab.panel.form.chosen.isVisible()
    before = workbench.plan
    tab.panel.texts["result"].setFocus()
    press(Key.Key_2, Mod.AltModifier)
    assert [record(workbench, row, 3).status for row in range(3)] == [State.DOING] * 3
    check_one_step(workbench, before)
    tab.panel.percent_box.setFocus()
    tab.panel.percent_box.selectAll()
    type_letters("60")
    press(Key.Key_Return)
    assert [record(workbench, row, 3).percent for row in range(3)] == [60] * 3
    assert workbench.stack.count() == 2
    tab.view.go_to(0, 3)
    assert not tab.panel.form.chosen.isVisible()


def test_one_difficulty_is_filled_into_the_chosen_cells(tab, workbench: Workbench) -> None:
    choose(tab, (0, 3), (2, 4))
    tab.panel.texts["difficulty"].setFocus()
    type_letters("Chưa có kinh phí")
    assert tab.panel.form.captions["difficulty"].fill.isVisible()
    press(Key.Key_Return, Mod.ControlModifier)
    for row in range(3):
        for quarter in (3, 4):
            assert record(workbench, row, quarter).difficulty == "Chưa có kinh phí"
            assert record(workbench, row, quarter).result == ""
    assert record(workbench, 3, 3) is None
    assert tab.panel.form.told.text() == "Đã ghi khó khăn cho 6 ô đang chọn."
    workbench.undo()
    filled = [(r, q) for r in range(3) for q in (3, 4) if record(workbench, r, q) is not None]
    assert filled == [(0, 3)]


# -- looks -------------------------------------------------------------------------------------------


def test_nothing_is_wider_than_the_panel_at_its_least(tab, qtbot) -> None:
    panel = tab.panel
    tab.splitter.setSizes([1366 - 357, 356])
    qtbot.wait(20)
    for cell in ((0, 1), (0, 2), (3, 4)):
        tab.view.go_to(*cell)
        qtbot.wait(20)
        assert panel.width() >= 356
        assert panel.form.minimumSizeHint().width() <= panel.viewport().width()
        for table in (panel.quantities.table, panel.evidence.table):
            assert table.horizontalHeader().length() <= table.viewport().width()
            for row in range(table.model().rowCount()):
                assert table.rowHeight(row) >= 34
