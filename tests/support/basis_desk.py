"""The library's pane beside a page on a small plan, and the keys sent to them."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ui.bases.panel import BasisPanel
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

DECREE = (
    "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính"
)
SMALL = Plan(
    year=2026,
    date=dt.date(2026, 9, 1),
    preamble=(
        Item(Level.BASIS, f"{DECREE};"),
        Item(
            Level.BASIS, "Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh về rà soát."
        ),
        Item(Level.PARAGRAPH, "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
    ),
    body=(Item(Level.SECTION, "Mục đích"), Item(Level.PARAGRAPH, "Thực hiện và các văn bản khác.")),
)


def type_into(aim: QWidget, text: str) -> None:
    """Send the letters as a keyboard program does: each as the text of a key press."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                aim, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            )


@dataclass
class Desk:
    """The pane, the page beside it, and keys sent to whatever has the keyboard."""

    panel: BasisPanel
    page: OutlineEditor
    workbench: Workbench
    window: QWidget  # holds both

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            aim = QApplication.focusWidget()
            assert aim is not None
            QTest.keyClick(aim, key, held)

    def look_for(self, words: str) -> None:
        self.panel.picker.search.setFocus()
        self.panel.picker.search.selectAll()
        type_into(self.panel.picker.search, words)

    def shown(self) -> list[str]:
        entries = self.panel.picker.entries
        return [entries.index(row).data() for row in range(entries.rowCount())]

    def preamble(self) -> list[str]:
        assert self.workbench.plan is not None
        return [item.text for item in self.workbench.plan.preamble]

    def body(self) -> list[str]:
        assert self.workbench.plan is not None
        return [item.text for item in self.workbench.plan.body]

    def checks(self) -> list[str]:
        rows = self.panel.picker.checks.rows
        return [rows.item(row).text() for row in range(rows.count())]
