"""A small appendix in the real tab, on a real file, its model watched by Qt's own tester."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from sheet_hands import SheetHands

from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Task
from kehoach_desktop.services import plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.workbench import Workbench

SMALL = Appendix(
    "Nội dung truyền thông",
    (
        Activity("Phổ biến", (Task("Phát thanh", "Ban Văn hóa", "Các thôn", "Quý II"), Task("Tin, bài"))),
        Activity("Đối thoại", (Task("Hội nghị", "Văn phòng", "", "Tháng 3"),)),
        Activity(
            "Hướng dẫn",
            (
                Task("Tờ gấp", "Văn phòng", "Các thôn", "Trước 15/6"),
                Task("Tổ lưu động", "", "Đoàn Thanh niên", "Thường xuyên"),
                Task("Áp phích", "", "", "khi rảnh"),
            ),
        ),
        Activity("Ăn ở", (Task("Đêm hội", "", "", "01/3 - 30/4"),)),
    ),
)


@pytest.fixture
def open_hands(qtbot, store, settings: Settings) -> Callable[..., SheetHands]:
    """Opens the tab on an appendix."""

    def opener(appendix: Appendix = SMALL) -> SheetHands:
        workbench = Workbench(store)
        workbench.open_plan(plans.add_plan(store, Plan(2026, "Truyền thông", appendices=(appendix,))).id)
        tab = AppendixTab(workbench, settings)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.view.setFocus()
        tab.checker = QAbstractItemModelTester(
            tab.model, QAbstractItemModelTester.FailureReportingMode.Fatal, tab
        )
        return SheetHands(tab, workbench)

    return opener


@pytest.fixture
def hands(open_hands) -> SheetHands:
    return open_hands()
