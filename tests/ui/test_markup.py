"""Markup in a plan's texts is letters: no label, no tooltip, no list makes anything of it."""

import dataclasses
import datetime as dt
import os
import re
from enum import Enum

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import backups
from kehoach_desktop.services.opening import DAMAGED, Trouble
from kehoach_desktop.ui.bin.page import DOCUMENTS, THINGS
from kehoach_desktop.ui.reading_only import hold_window
from kehoach_desktop.ui.trouble_page import TroublePage
from kehoach_desktop.ui.waiting_page import WaitingPage

MARKUP = "<b>x</b><img src='file:///etc/passwd'><a href='http://example.invalid'>y</a> =1+1"
_KEPT = {"checksum", "marks", "content", "code", "key", "location", "scheme", "versions", "closings"}


def marked_up(value):
    """Return the value with markup in every text of a clerk's."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return MARKUP
    if isinstance(value, tuple):
        return tuple(map(marked_up, value))
    if dataclasses.is_dataclass(value):
        kept = _KEPT - {"content"} if type(value).__name__ == "Activity" else _KEPT
        names = (field.name for field in dataclasses.fields(value) if field.name not in kept)
        changed = {name: marked_up(getattr(value, name)) for name in names}
        return dataclasses.replace(value, **changed, **({"marks": ()} if hasattr(value, "marks") else {}))
    return value


def is_taken_for_markup(text: str) -> bool:
    """Say whether Qt would make rich text of it, with a clerk's tags in it."""
    return bool(re.search(r"<(?:img|a|b)\b", text))


def faults(top: QWidget):
    for widget in [top, *top.findChildren(QWidget)]:
        if is_taken_for_markup(widget.toolTip()):
            yield f"tooltip of {type(widget).__name__} {widget.objectName()}: {widget.toolTip()[:60]}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            where = f"label {widget.objectName()} in {type(widget.parent()).__name__}"
            yield from [f"{where}: {widget.text()[:60]}"] if is_taken_for_markup(widget.text()) else []
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from told(widget.model(), QModelIndex(), type(widget).__name__)
    for action in top.findChildren(type(top.actions()[0])) if top.actions() else ():
        if is_taken_for_markup(action.toolTip()):
            yield f"tooltip of action {action.text()[:40]}"


def told(model: QAbstractItemModel, above: QModelIndex, name: str):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for column in range(columns):
        tip = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if isinstance(tip, str) and is_taken_for_markup(tip):
            yield f"head of {name} {type(model).__name__}: {tip[:60]}"
    for row in range(min(model.rowCount(above), 40)):
        for column in range(columns):
            index = model.index(row, column, above)
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and is_taken_for_markup(tip):
                yield f"cell of {name} {type(model).__name__} column {column}: {tip[:60]}"
            if column == 0 and not isinstance(model, QAbstractListModel) and model.rowCount(index):
                yield from told(model, index, name)


@pytest.fixture
def marked(sample: Plan) -> Plan:
    return marked_up(sample)


def test_no_markup_of_a_plan_is_acted_on_in_any_tab(open_window, marked, qtbot):
    window = open_window(marked)
    found = []
    for at in range(3):
        window.tabs.show_tab(at)
        qtbot.wait(300)
        found += faults(window)
    assert sorted(set(found)) == []


_PAGES = (
    *("directory", "new_plan", "next_plan", "issue", "versions", "compare", "periods", "report"),
    *("office", "about", "verify", "copies", "history", "delete_plan", "bin"),
)


@pytest.fixture
def database(tmp_path):
    """A file in a folder that is named as clerks sometimes do; Windows refuses such names itself."""
    folder = tmp_path / ("thường" if os.name == "nt" else "<b>sổ<img src=1>")
    folder.mkdir()
    return folder / "so.kehoach"


@pytest.fixture
def look_over(open_window, marked, qtbot, settle):
    """The window on such a plan with some changes and deletions, and what looks over what it shows."""
    window = open_window(marked)
    bench = window.workbench
    appendix = bench.plan.appendices[0]
    gone = appendix.activities[1]
    bench.commit(Splice("appendix", appendix.id, "activities", 1, (gone,), ()), "Xóa nội dung")
    bench.commit(SetField("plan", bench.plan.id, "place", bench.plan.place, f"{MARKUP} Huế"), "Sửa")
    backups.keep_copy(bench.store.path, "save", dt.datetime.now().astimezone())

    def look() -> list[str]:
        settle(window)
        qtbot.wait(100)
        return list(faults(window))

    return window, look


def test_no_markup_is_acted_on_in_any_page(look_over, qtbot):
    window, look = look_over
    found = []
    for name in _PAGES:
        window.verbs[name].trigger()
        found += [f"{name}: {fault}" for fault in look()]
        page = window.desk.page
        if name == "bin":
            for at in (DOCUMENTS, THINGS):
                page.tabs.setCurrentIndex(at)
                found += [f"{name}: {fault}" for fault in look()]
        if name == "history":
            qtbot.waitUntil(lambda page=page: page.model.rowCount() > 1)
            page.table.selectRow(0)
            found += [f"{name}: {fault}" for fault in look()]
            qtbot.waitUntil(page.details.stood.isVisible)
            page.details.stood.click()
            qtbot.waitUntil(lambda: hasattr(window.desk.page, "stood"))
            found += [f"stood: {fault}" for fault in look()]
        window.desk.close_page()
    assert sorted(set(found)) == []


def test_no_markup_is_acted_on_in_a_report_or_in_what_is_said_of_a_file(look_over):
    window, look = look_over
    window.verbs["report"].trigger()
    window.desk.page.begin.click()
    found = look()
    window.verbs["trace_figure"].trigger()
    found += look()
    window.desk.page.head.send.click()
    found += look()
    window.verbs["report"].trigger()
    found += look()
    path = window.workbench.store.path
    for page in (
        WaitingPage(f"Đang mở {MARKUP}", MARKUP, leave="Không mở nữa"),
        TroublePage(Trouble(DAMAGED, path, f"Tệp {path} bị hỏng: {MARKUP}")),
    ):
        window.desk.show_page(page)
        found += look()
    window.workbench.store.why_read_only = f"Tệp {path} của {MARKUP} đang được mở."
    hold_window(window, can_try=True)
    found += look()
    assert sorted(set(found)) == []
