"""A step of typing that reached many paragraphs says so in the undo menu, and thereby in the history."""

import pytest
from PySide6.QtCore import Qt

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [((3, 0), (3, 4), "Sửa nội dung"), ((3, 0), (4, -1), "Xóa nội dung"), ((3, 0), (6, -1), "Xóa 4 đoạn")],
)
def test_taking_out_is_told_by_how_much_goes(hands, start, end, words) -> None:
    hands.go(*start, to=end)
    hands.press(Qt.Key.Key_Delete)
    hands.page.flush()
    assert hands.workbench.stack.undoText() == words


def test_all_of_it_taken_out_or_written_over_is_told_as_all(hands) -> None:
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)
    assert hands.workbench.stack.undoText() == "Xóa cả phần nội dung, 8 đoạn"
    hands.workbench.undo()
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type("Mới")
    hands.page.flush()
    assert hands.workbench.stack.undoText() == "Thay cả phần nội dung, 8 đoạn"
