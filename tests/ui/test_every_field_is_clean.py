"""Whatever comes into whatever field of the window, the plan keeps text that any file can carry."""

import dataclasses
from enum import Enum

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit

from kehoach_desktop.domain.text import clean
from kehoach_desktop.services import plans

NASTY = "\ud800a\x00b\x01c\u2028d\u2029e\ufdd0f\ufdd1g\ufffch\ufffei\x85j\rk\u202el\U0001f600m\udc00"


def unclean(value, path=""):
    """Yield where a text is none that any file can carry."""
    if isinstance(value, str) and not isinstance(value, Enum):
        if clean(value) != value:
            yield f"{path}: {value!r}"
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from unclean(one, f"{path}[{at}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "versions":
                yield from unclean(getattr(value, field.name), f"{path}.{field.name}")


def fill_texts(area, qtbot):
    """Put the letters into every field of text that can be written in; leave each, which commits it."""
    filled = 0
    for kind in (QPlainTextEdit, QTextEdit, QLineEdit):
        for field in area.findChildren(kind):
            if not field.isVisible() or not field.isEnabled() or field.isReadOnly():
                continue
            field.setFocus()
            field.insert(NASTY) if kind is QLineEdit else field.insertPlainText(NASTY)
            field.clearFocus()
            qtbot.wait(1)
            filled += 1
    return filled


def fill_cells(area, qtbot):
    """Put the letters into the cells of every table that can be written in."""
    filled = 0
    for view in area.findChildren(QAbstractItemView):
        model = view.model()
        if model is None or not view.isVisible() or not hasattr(model, "columns"):
            continue
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(0, column)
            if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                filled += bool(model.setData(index, NASTY, Qt.ItemDataRole.EditRole))
                qtbot.wait(1)
    return filled


def test_no_field_of_the_window_lets_in_what_no_file_can_carry(open_window, sample, qtbot):
    window = open_window(sample)
    texts = cells = 0
    for at in range(3):
        window.tabs.show_tab(at)
        qtbot.wait(200)
        texts += fill_texts(window, qtbot)
        cells += fill_cells(window, qtbot)
        window.workbench.flush()
    plan = window.workbench.plan
    assert list(unclean(plan)) == []
    assert "\U0001f600m" in repr(plan)
    assert texts > 10
    assert cells > 3
    store = window.workbench.store
    assert plans.get_plan(store, plan.id) == plan
