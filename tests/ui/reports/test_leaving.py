"""A report is left while its pages are being printed: the window goes on, and the printing ends by itself."""

from threading import Event

import pytest

from kehoach_desktop.ui import runner
from kehoach_desktop.ui.plan import page_printer
from kehoach_desktop.ui.plan.arrangement import WIDE_PX
from kehoach_desktop.ui.runner import wait_for_left

_LONG_S = 10


@pytest.fixture
def held(monkeypatch):
    """Pages are printed up to a step that takes until ``let_go`` is set."""
    begun, let_go, ended = Event(), Event(), Event()
    real = page_printer.print_pages

    def held_up(*given, **named):
        begun.set()
        let_go.wait(_LONG_S)
        try:
            return real(*given, **named)
        finally:
            ended.set()

    monkeypatch.setattr(page_printer, "print_pages", held_up)
    monkeypatch.setattr(runner, "CLOSE_S", 6 * _LONG_S)  # who waits, waits till it has ended
    yield begun, let_go, ended
    let_go.set()


def printing_of(shown) -> list[object]:
    """Return a list that is told each printing the page gets."""
    told: list[object] = []
    shown.tab.preview._printer.printed.connect(lambda printing, _state: told.append(printing))
    return told


def begin_printing(shown, held, qtbot) -> None:
    shown.window().resize(WIDE_PX, 768)
    qtbot.waitUntil(shown.tab.preview.isVisible)
    shown.tab.preview.note_change()
    qtbot.waitUntil(held[0].is_set, timeout=1000 * _LONG_S)


def test_leaving_the_report_does_not_wait_for_its_pages(window, open_report, held, qtbot):
    shown = open_report()
    told = printing_of(shown)
    begin_printing(shown, held, qtbot)
    shown.head.closed.emit()
    assert window.desk.page is None
    assert not held[2].is_set()  # still at it, and nobody has waited
    qtbot.wait(20)  # the page is gone for good
    held[1].set()
    wait_for_left()
    assert held[2].is_set()
    qtbot.wait(20)
    assert told == []


def test_the_window_closes_its_file_when_the_pages_left_are_done(window, open_report, held, qtbot):
    shown = open_report()
    begin_printing(shown, held, qtbot)
    shown.head.closed.emit()
    order = []
    store = window.workbench.store
    real = store.close

    def close() -> None:
        order.append(held[2].is_set())
        real()

    store.close = close
    window.closing.connect(held[1].set)
    window.close_for_good()
    assert order == [True]
