"""The whole window on the worked year, and its report of quý II."""

from collections.abc import Callable

import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.reports.desk import ReportDesk


@pytest.fixture
def window(open_window, qtbot) -> MainWindow:
    made = open_window(PLAN_2025, PLAN_2026)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


OpenReport = Callable[..., ReportDesk]


@pytest.fixture
def open_report(window: MainWindow, settle) -> OpenReport:
    """Opens the report of a period, by its place in the list, as the clerk does."""

    def opened(place: int = 1) -> ReportDesk:
        window.verbs["report"].trigger()
        window.desk.page.which.setCurrentIndex(place)
        window.desk.page.begin.click()
        settle(window)
        shown = window.desk.page
        assert isinstance(shown, ReportDesk)
        return shown

    return opened


@pytest.fixture
def put_caret() -> Callable[[ReportDesk, str, str], None]:
    """Puts the caret into a figure of the item that begins with some words."""

    def put(shown: ReportDesk, begin: str, figure: str) -> None:
        report: Plan | None = shown.bench.plan
        assert report is not None
        item = next(one for one in report.body if one.text.startswith(begin))
        shown.tab.editor.show_place(item.id, item.text.index(figure) + 1)
        shown.tab.editor.setFocus()

    return put
