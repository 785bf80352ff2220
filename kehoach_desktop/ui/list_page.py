"""What the pages with a list have in common: the head, the kinds as tabs, the panel beside the table."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget

from kehoach_desktop.ui.page import label
from kehoach_desktop.ui.sheet.widgets import named


def head(title: str, *buttons: QPushButton, below_px: int = 0) -> tuple[QFrame, QVBoxLayout]:
    """Return the strip with the page's title and its buttons, and the column what else there is goes into."""
    made = QFrame()
    made.setObjectName("tab_toolbar")
    column = QVBoxLayout(made)
    column.setContentsMargins(12, 6, 12, below_px)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.setSpacing(8)
    heading = label(title, "heading")
    heading.setWordWrap(False)
    row.addWidget(heading, 1)
    for each in buttons:
        row.addWidget(each)
    column.addLayout(row)
    return made, column


def kind_tabs(name: str, titles: Iterable[str]) -> QTabBar:
    """Return a strip of tabs, one for each kind of thing the page lists."""
    made = named(QTabBar(), name)
    made.setObjectName("tabs")
    made.setDrawBase(False)
    made.setExpanding(False)
    for title in titles:
        made.addTab(title)
    return made


def turn_by_keys(tabs: QTabBar, page: QWidget, table: QWidget) -> None:
    """Have Ctrl+Tab go to the next tab from anywhere on the page, the arrows too from the list."""
    for keys, within, step in (
        ("Ctrl+Tab", page, 1),
        (Qt.Key.Key_Right, table, 1),
        (Qt.Key.Key_Left, table, -1),
    ):
        key = QShortcut(QKeySequence(keys), within)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(_turn, tabs, step))


def put_beside(column: QVBoxLayout, table: QWidget, panel: QWidget, shares: tuple[int, int] = (1, 0)) -> None:
    """Fill the page with the table and, behind a line, the panel; ``shares`` divide the width."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedWidth(1)
    row.addWidget(table, shares[0])
    row.addWidget(rule)
    row.addWidget(panel, shares[1])
    column.addLayout(row, 1)


def scrolled(panel: QWidget, width_px: int) -> QScrollArea:
    """Return the panel so that it scrolls where a low window has too little room for it."""
    made = QScrollArea()
    made.setWidget(panel)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFixedWidth(width_px)
    return made


def _turn(tabs: QTabBar, step: int) -> None:
    tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
