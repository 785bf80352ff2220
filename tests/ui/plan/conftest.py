"""A page on a small plan, and keys sent to it as a keyboard, a keyboard program or an input method does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from page_documents import read_draft
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

NONE = Qt.KeyboardModifier.NoModifier

SMALL = Plan(
    year=2026,
    preamble=(
        Item(Level.BASIS, "Căn cứ Nghị định số 63/2010/NĐ-CP;"),
        Item(Level.PARAGRAPH, "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
    ),
    body=(
        Item(Level.SECTION, "Mục đích", 0),
        Item(Level.CLAUSE, "Yêu cầu", 1),
        Item(Level.POINT, "Đúng quy định;", 2),
        Item(Level.POINT, "Kịp thời.", 2),
        Item(Level.CLAUSE, "Phạm vi", 1),
        Item(Level.SECTION, "Tổ chức thực hiện", 0),
    ),
)


@dataclass
class Hands:
    """What a clerk does to the page."""

    page: OutlineEditor
    workbench: Workbench

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.page, QKeyEvent(kind, key, modifiers, text))

    def type(self, text: str) -> None:
        for letter in text:
            self.press(Qt.Key.Key_unknown, text=letter)

    def compose(self, steps: list[str], committed: str) -> None:
        for step in steps:
            QApplication.sendEvent(self.page, QInputMethodEvent(step, []))
        event = QInputMethodEvent("", [])
        event.setCommitString(committed)
        QApplication.sendEvent(self.page, event)

    def paste(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def go(self, line: int, offset: int = 0, to: tuple[int, int] | None = None) -> None:
        """Put the caret there (offset -1: the end), choosing up to ``to``."""
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(self._position(line, offset))
        if to is not None:
            cursor.setPosition(self._position(*to), QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)

    def place(self) -> tuple[int, int]:
        cursor = self.page.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()

    def shape(self) -> list[str]:
        """Return the body as ``level depth text`` after a flush, once page and plan are seen to agree."""
        self.page.flush()
        plan = self.workbench.plan
        assert plan is not None
        draft = draft_of(plan)
        seen = read_draft(self.page.document(), draft)
        assert seen == draft
        assert [item.id for item in seen.lines] == [item.id for item in draft.lines]
        return [f"{item.level} {item.depth} {item.text}" for item in plan.body]

    def preamble(self) -> list[str]:
        self.shape()
        assert self.workbench.plan is not None
        return [f"{item.level} {item.text}" for item in self.workbench.plan.preamble]

    def _position(self, line: int, offset: int) -> int:
        block = self.page.document().findBlockByNumber(line)
        inside = block.length() - 1 if offset < 0 else offset
        if not block.layout().isValidCursorPosition(inside):  # inside a letter of two units
            inside = block.layout().nextCursorPosition(inside)
        return block.position() + inside


@pytest.fixture
def small() -> Plan:
    return SMALL


@pytest.fixture
def hands_on(qtbot, store: Store) -> Callable[[Plan], Hands]:
    """Return a function that opens a plan on a shown page with the keyboard in it."""

    def opened(plan: Plan) -> Hands:
        workbench = Workbench(store)
        workbench.open_plan(plans.add_plan(store, plan).id)
        page = OutlineEditor(workbench)
        page.setParent(None)
        qtbot.addWidget(page, before_close_func=OutlineEditor.close_down)  # as its tab does
        page._keeps = workbench  # the workbench lives as long as the page
        page.resize(800, 600)
        page.show()
        page.setFocus()
        qtbot.waitUntil(page.hasFocus)
        return Hands(page, workbench)

    return opened


@pytest.fixture
def hands(hands_on: Callable[[Plan], Hands]) -> Hands:
    """Hands on the small plan: lines 0-1 preamble, 2 I., 3 1., 4 a), 5 b), 6 2., 7 II."""
    return hands_on(SMALL)
