"""The mouse on the page: two and three clicks, and text dragged to another place."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ui.plan.carrying import carry
from kehoach_desktop.ui.plan.draft import draft_of

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def spot(hands, line: int, offset: int) -> QPoint:
    """Return where a letter stands in the view."""
    block = hands.page.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + (block.length() - 1 if offset < 0 else offset))
    return hands.page.cursorRect(cursor).center()


def drop(hands, at: QPoint, data: QMimeData, action: Qt.DropAction) -> QDropEvent:
    """Send what the system sends when something is let go over the page."""
    view = hands.page.viewport()
    enter = QDragEnterEvent(at, COPY | MOVE, data, LEFT, NONE)
    QApplication.sendEvent(view, enter)
    event = QDropEvent(QPointF(at), COPY | MOVE, data, LEFT, CTRL if action is COPY else NONE)
    event.setDropAction(action)
    if enter.isAccepted():
        QApplication.sendEvent(view, event)
    else:
        event.ignore()
    return event


def drag(hands, monkeypatch, grip: tuple[int, int], to: tuple[int, int], action=MOVE) -> list[str]:
    """Take the chosen text at ``grip`` with the mouse and let it go at ``to``; return what was carried."""
    carried = []

    def run(self: QDrag, *_args: object) -> Qt.DropAction:
        carried.append(self.mimeData().text())
        drop(hands, spot(hands, *to), self.mimeData(), action)
        return action

    monkeypatch.setattr(QDrag, "exec", run)
    view, start = hands.page.viewport(), spot(hands, *grip)
    QTest.mousePress(view, LEFT, NONE, start)
    for step in (5, 30):
        point = start + QPoint(step, 0)
        move = hands_move(hands, point)
        QApplication.sendEvent(view, move)
    return carried


def hands_move(hands, at: QPoint):
    from PySide6.QtGui import QMouseEvent

    view = hands.page.viewport()
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, NONE
    )


def test_two_clicks_choose_a_word(hands) -> None:
    QTest.mouseDClick(hands.page.viewport(), LEFT, NONE, spot(hands, 4, 6))
    assert hands.page.textCursor().selectedText() == "quy"


def test_three_clicks_choose_the_item_alone(hands) -> None:
    at = spot(hands, 4, 6)
    QTest.mouseClick(hands.page.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(hands.page.viewport(), LEFT, NONE, at)
    QTest.mouseClick(hands.page.viewport(), LEFT, NONE, at)
    assert hands.page.textCursor().selectedText() == "Đúng quy định;"
    hands.type("Khác")
    assert hands.shape()[2:4] == ["point 2 Khác", "point 2 Kịp thời."]


def test_chosen_letters_are_carried_within_the_item(hands, monkeypatch) -> None:
    hands.go(4, 5, to=(4, 9))
    assert drag(hands, monkeypatch, (4, 7), (4, 0)) == ["quy "]
    assert hands.shape()[2] == "point 2 quy Đúng định;"
    assert hands.page.textCursor().selectedText() == "quy "
    assert hands.workbench.stack.count() == 1
    hands.page.undo_last()
    assert hands.shape()[2] == "point 2 Đúng quy định;"


def test_chosen_letters_are_carried_to_another_item_and_copied_with_ctrl(hands, monkeypatch) -> None:
    hands.go(4, 0, to=(4, 5))
    drag(hands, monkeypatch, (4, 2), (5, 0))
    assert hands.shape()[2:4] == ["point 2 quy định;", "point 2 Đúng Kịp thời."]
    drag(hands, monkeypatch, (5, 2), (7, -1), COPY)
    assert hands.shape()[3:] == [
        "point 2 Đúng Kịp thời.",
        "clause 1 Phạm vi",
        "section 0 Tổ chức thực hiệnĐúng ",
    ]
    assert hands.workbench.stack.count() == 2


def test_whole_items_are_carried_as_items(hands, monkeypatch) -> None:
    hands.go(4, 0, to=(5, -1))
    drag(hands, monkeypatch, (4, 2), (6, -1))
    assert hands.shape() == [
        "section 0 Mục đích",
        "clause 1 Yêu cầu",
        "clause 1 Phạm vi",
        "point 2 Đúng quy định;",
        "point 2 Kịp thời.",
        "section 0 Tổ chức thực hiện",
    ]
    hands.page.undo_last()
    assert hands.shape()[2] == "point 2 Đúng quy định;"


def test_text_let_go_where_it_was_stays(hands, monkeypatch) -> None:
    hands.go(4, 0, to=(5, 3))
    drag(hands, monkeypatch, (4, 2), (5, 1))
    assert hands.workbench.stack.count() == 0


def test_text_from_another_program_is_pasted_where_it_is_let_go(hands) -> None:
    data = QMimeData()
    data.setText(" rõ ràng")
    event = drop(hands, spot(hands, 4, 4), data, MOVE)
    assert event.isAccepted()
    assert event.dropAction() is COPY  # the other program keeps its text
    assert hands.shape()[2] == "point 2 Đúng rõ ràng quy định;"
    assert hands.workbench.stack.count() == 1


def test_another_program_gets_a_copy(hands, monkeypatch) -> None:
    hands.go(4, 0, to=(5, -1))
    monkeypatch.setattr(QDrag, "exec", lambda *_args: MOVE)
    QTest.mousePress(hands.page.viewport(), LEFT, NONE, spot(hands, 4, 2))
    QApplication.sendEvent(hands.page.viewport(), hands_move(hands, spot(hands, 4, 2) + QPoint(40, 0)))
    assert len(hands.shape()) == 6


def test_files_are_not_pasted_by_name(hands) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/thư mục/kế hoạch.docx")])
    assert not drop(hands, spot(hands, 4, 4), data, COPY).isAccepted()
    said = []
    hands.page.said.connect(lambda _kind, sentence, _answers: said.append(sentence))
    hands.page.insertFromMimeData(data)
    assert "là tệp" in said[0]
    assert hands.workbench.stack.count() == 0
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a")])
    data.setText("xem trang a")
    assert drop(hands, spot(hands, 4, 0), data, COPY).isAccepted()
    assert hands.shape()[2].startswith("point 2 xem trang aĐúng")


def test_without_a_plan_nothing_is_taken(hands) -> None:
    hands.workbench.open_plan(None)
    data = QMimeData()
    data.setText("x")
    drop(hands, QPoint(100, 100), data, COPY)
    assert not hands.page.toPlainText()


PLAN = Plan(
    year=2026,
    preamble=(Item(Level.BASIS, "Căn cứ;"),),
    body=(
        Item(Level.SECTION, "Một"),
        Item(Level.CLAUSE, "Hai", 1, ((0, 2, "bold"),)),
        Item(Level.BULLET, "Ba", 2),
        Item(Level.SECTION, "Bốn"),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "to", "is_copy", "texts"),
    [
        ((2, 0), (2, 2), (4, 1), False, ["Căn cứ;", "Một", "i", "Ba", "BHaốn"]),
        ((2, 0), (4, 0), (1, 0), False, ["Căn cứ;", "Hai", "Ba", "Một", "Bốn"]),
        ((1, 1), (2, 1), (4, 3), False, ["Căn cứ;", "Mai", "Ba", "Bốnột", "H"]),
        ((1, 1), (2, 1), (2, 3), False, ["Căn cứ;", "Maiột", "H", "Ba", "Bốn"]),
        ((4, 0), (4, 3), (0, 7), False, ["Căn cứ;", "Bốn", "Một", "Hai", "Ba"]),
        ((0, 0), (0, 7), (2, 3), True, ["Căn cứ;", "Một", "Hai", "Căn cứ;", "Ba", "Bốn"]),
    ],
)
def test_what_is_carried_loses_no_letter(start, end, to, is_copy, texts) -> None:
    done = carry(draft_of(PLAN), start, end, to, is_copy=is_copy)
    assert [item.text for item in done.step.draft.lines] == texts
    lines = done.step.draft.lines
    assert 0 <= done.step.offset <= len(lines[done.step.line].text)
    assert done.start <= (done.step.line, done.step.offset)


def test_marks_are_carried_along() -> None:
    done = carry(draft_of(PLAN), (2, 0), (2, 2), (4, 1), is_copy=False)
    assert done.step.draft.lines[4].marks == ((1, 3, "bold"),)
    assert done.step.draft.lines[2].marks == ()
