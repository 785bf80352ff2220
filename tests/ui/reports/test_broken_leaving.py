"""A bug in leaving a report does not keep the window's verbs at a report that is shown no more."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.reports.desk import ReportDesk
from kehoach_desktop.ui.reports.verbs import ReportVerbs


def _break(monkeypatch, method):
    def broken(*_):
        raise ValueError

    inner = getattr(method, "__wrapped__", method)
    monkeypatch.setattr(inner, "__code__", broken.__code__.replace(co_freevars=inner.__code__.co_freevars))


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(MainWindow.on_report_left, id="window"),
        pytest.param(ReportVerbs.on_left, id="verbs"),
        pytest.param(ReportDesk.hideEvent, id="page"),
    ],
)
def test_undo_search_and_saving_mean_the_plan_again(window, open_report, qtbot, monkeypatch, method):
    shown = open_report()
    with qtbot.capture_exceptions() as bugs, monkeypatch.context() as while_broken:
        _break(while_broken, method)
        window.desk.close_page()
        QCoreApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
    assert bugs
    plan = window.workbench.plan
    window.workbench.commit(SetField("plan", plan.id, "number", plan.number, "7"), "Sửa số")
    assert window.verbs["undo"].isEnabled()
    window.verbs["undo"].trigger()
    assert window.workbench.plan.number == plan.number
    window.verbs["find"].trigger()
    window.verbs["save"].trigger()
    assert window.verbs["issue"].isEnabled()
    again = open_report()
    assert not window.verbs["undo"].isEnabled()
    again.head.leave.click()
    assert window.verbs["redo"].isEnabled()
