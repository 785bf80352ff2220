"""What lies deeper in the window than its tabs and pages: what is shown after a choice, a form, a wait."""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pictured_keeping
import pictured_plans
from window_tour import Tour, breathe

from kehoach_desktop.domain.linked import links
from kehoach_desktop.services.backups import CopyNote, Counts
from kehoach_desktop.services.opening import DAMAGED, Trouble, WaysOut
from kehoach_desktop.ui.trouble_page import TroublePage

_LONGEST_S = 2  # what is broken may never come


def deep_steps(tour: Tour) -> dict[str, Callable[[], object]]:
    """Return further steps of the round by name; each can be made again and again, in any order."""
    window = tour.window

    def page_with(lead: Callable[[Any], object]) -> Callable[[], None]:
        def step() -> None:
            tour.tidy()
            lead(window)
            tour.touch_all()
            lead(window)  # a key may have closed it, and what is asked for later is to be there

        return step

    leads = (
        *(_copies, _copy_read, _copy_compared, _history, _stood, _bin, _entry, _basis, _next_year),
        *(_table, _licences, _searched_manual, _checked, _found, _trouble, _quantity),
        *(_columns, _offers, pictured_keeping.waiting, _report, _traced, _sending),
    )
    return {f"deep {lead.__name__.strip('_')}": page_with(lead) for lead in leads}


def _copies(window: Any) -> None:
    window.keeper.keep("save", lambda: None)
    _wait(lambda: not window.keeper.is_busy)
    window.verbs["copies"].trigger()
    page = window.desk.page
    _wait(lambda: page.inside.plans.count() > 0)


def _copy_read(window: Any) -> None:
    _copies(window)
    _leave_by(window, window.desk.page.inside.read)


def _copy_compared(window: Any) -> None:
    _copies(window)
    _leave_by(window, window.desk.page.inside.compare)


def _history(window: Any) -> None:
    window.verbs["history"].trigger()
    page = window.desk.page
    _wait(lambda: page.model.rowCount() > 0)
    page.table.selectRow(0)
    breathe(10)


def _stood(window: Any) -> None:
    _history(window)
    _leave_by(window, window.desk.page.details.stood)


def _bin(window: Any) -> None:
    window.verbs["bin"].trigger()
    page = window.desk.page
    for tab in (1, 0):
        page.tabs.setCurrentIndex(tab)
        breathe(10)
    page.table.selectAll()


def _entry(window: Any) -> None:
    """Another name for an entry of the office's list, and back the next time."""
    window.verbs["directory"].trigger()
    page = window.desk.page
    breathe(5)
    page.choose(page.model.rows[0].entry)
    name = page.form.name.text()
    page.form.name.setText(name.removesuffix(" khác") if name.endswith(" khác") else f"{name} khác")
    page.form.save()
    _wait(lambda: not page.keeper.is_looking)


def _basis(window: Any) -> None:
    window.verbs["show_plan"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["library"].setChecked(True)
    tab.basis_panel().picker.actions_by_name["add"].trigger()


def _next_year(window: Any) -> None:
    window.verbs["next_plan"].trigger()
    page = window.desk.page
    _wait(page.make.isEnabled)


def _table(window: Any) -> None:
    pictured_plans.table(window)
    breathe(40)


def _licences(window: Any) -> None:
    window.on_licences_asked()
    breathe(5)


def _checked(window: Any) -> None:
    window.verbs["verify"].trigger()
    _wait(lambda: not window.status.is_busy)


def _trouble(window: Any) -> None:
    """What would be shown of a damaged file of which there is a copy; its buttons lead nowhere here."""
    path = window.workbench.store.path
    page = TroublePage(Trouble(DAMAGED, path, f"Tệp {path.name} bị hỏng."))
    window.desk.show_page(page)
    made_at = dt.datetime(2026, 11, 27, 16, 30).astimezone()
    note = CopyNote(path, made_at, 180_000, "day", Counts(plans=3, reports=2, tasks=148))
    page.show_found(WaysOut((note,), note, is_readable=True))


def _found(window: Any) -> None:
    window.desk.findings.show_findings("Lưu ý khi nhập (1)", ("Chưa rõ năm của kế hoạch.",))


def _quantity(window: Any) -> None:
    """Write what an entry of the record of a task counts."""
    window.verbs["show_tracker"].trigger()
    tab = window.tabs.current
    tab.show_period("Q3")
    tab.view.go_to(0, 3)
    tab.panel.take_keyboard()
    table = tab.panel.quantities.table
    table.edit(table.model().index(table.model().rowCount() - 1, 0))
    breathe(5)


def _searched_manual(window: Any) -> None:
    window.verbs["manual"].trigger()
    window.desk.over.words.setText("sao lưu")
    breathe(40)


def _columns(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.verbs.actions["filter"].setChecked(True)
    tab.show_columns(new=True)


def _offers(window: Any) -> None:
    window.verbs["show_appendix"].trigger()
    tab = window.tabs.current
    tab.view.delegate.finish_editor()
    window.activateWindow()
    tab.view.setFocus()
    breathe(40)
    tab.view.go_to(3, 4)
    tab.view.edit(tab.view.currentIndex())
    editor = tab.view.delegate.editor
    editor.textCursor().insertText("; phong")
    editor.on_pause()
    breathe(5)


def _report(window: Any) -> None:
    """Begin a report, or go on with it."""
    window.verbs["report"].trigger()
    window.desk.page.which.setCurrentIndex(1)
    window.desk.page.begin.click()
    _wait(lambda: hasattr(window.desk.page, "tracing") and window.desk.page.bench.plan is not None)


def _traced(window: Any) -> None:
    _report(window)
    shown = window.desk.page
    item, link = next((one, link) for one in shown.bench.plan.body for link in links(one))
    shown.tab.editor.show_place(item.id, link.start + 1)
    window.verbs["trace_figure"].trigger()
    breathe(40)


def _sending(window: Any) -> None:
    _report(window)
    shown = window.desk.page
    shown.head.send.click()
    _wait(lambda: shown.over is not None)


def _leave_by(window: Any, button: Any) -> None:
    """Press what leads to another page."""
    before = window.desk.page
    button.click()
    _wait(lambda: window.desk.page is not before)
    breathe(5)


def _wait(holds: Callable[[], object]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not holds() and time.monotonic() < end:
        breathe(1)
