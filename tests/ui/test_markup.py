"""Markup in a plan's texts is letters: no label, no tooltip, no list makes anything of it."""

import dataclasses
import re
from enum import Enum

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from kehoach_desktop.domain.plan import Plan

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
