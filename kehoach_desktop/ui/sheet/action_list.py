"""The sheet's verbs: their words, drawings and keys."""

from typing import NamedTuple

from PySide6.QtGui import QKeySequence


class SheetVerb(NamedTuple):
    """What can be done on the sheet."""

    words: str
    drawing: str
    keys: tuple[str, ...]
    tip: str
    is_checkable: bool = False


# No key has Ctrl+Shift: Unikey and EVKey switch on it.
SHEET_VERBS = {
    "add_activity": SheetVerb(
        "Thêm nội dung", "plus", ("Alt+Ins",), "Thêm một nội dung sau nội dung đang chọn"
    ),
    "add_task": SheetVerb(
        "Thêm dòng", "row-add", ("Ctrl+Return", "Ctrl+Enter"), "Thêm một dòng vào nội dung đang chọn"
    ),
    "insert_above": SheetVerb(
        "Chèn lên trên", "", ("Ctrl++",), "Chèn một dòng (hoặc nội dung) trống phía trên chỗ đang chọn"
    ),
    "duplicate": SheetVerb("Nhân đôi", "copy", ("Ctrl+J",), "Chép các dòng đang chọn thành dòng mới"),
    "remove": SheetVerb("Xóa dòng", "trash", ("Ctrl+Delete", "Ctrl+-"), "Xóa các dòng đang chọn"),
    "split": SheetVerb(
        "Tách nội dung", "split", ("Ctrl+K",), "Từ dòng đang chọn trở xuống thành một nội dung riêng"
    ),
    "join": SheetVerb(
        "Gộp nội dung", "join", ("Ctrl+M",), "Gộp các nội dung đang chọn làm một, gom các dòng của chúng"
    ),
    "move_up": SheetVerb("Chuyển lên", "up", ("Alt+Up",), "Chuyển dòng hoặc nội dung lên trên"),
    "move_down": SheetVerb("Chuyển xuống", "down", ("Alt+Down",), "Chuyển dòng hoặc nội dung xuống dưới"),
    "sort_up": SheetVerb(
        "Sắp xếp tăng dần",
        "sort-up",
        ("Alt+PgUp",),
        "Xếp theo cột đang chọn, từ A đến Z hoặc từ sớm đến muộn; nội dung đi cùng các dòng của nó",
    ),
    "sort_down": SheetVerb(
        "Sắp xếp giảm dần",
        "sort-down",
        ("Alt+PgDown",),
        "Xếp theo cột đang chọn, từ Z về A hoặc từ muộn về sớm; nội dung đi cùng các dòng của nó",
    ),
    "cut": SheetVerb("Cắt ô", "cut", ("Ctrl+X",), "Chép các ô đang chọn rồi xóa chữ trong đó"),
    "copy": SheetVerb("Sao chép ô", "copy", ("Ctrl+C",), "Chép các ô đang chọn, dán được vào Excel"),
    "paste": SheetVerb("Dán từ Excel", "clipboard", ("Ctrl+V",), "Dán khối ô từ Excel vào từ ô đang chọn"),
    "fill_down": SheetVerb(
        "Điền xuống", "", ("Ctrl+D",), "Chép ô trên cùng xuống các ô đang chọn; một ô thì lấy ô phía trên"
    ),
    "fill_right": SheetVerb(
        "Điền sang phải",
        "",
        ("Ctrl+R",),
        "Chép ô ngoài cùng bên trái sang các ô đang chọn; một ô thì lấy ô bên trái cùng loại",
    ),
    "clear": SheetVerb("Xóa chữ trong ô", "", ("Delete",), "Xóa chữ trong các ô đang chọn"),
    "filter": SheetVerb(
        "Bộ lọc", "filter", ("Ctrl+L",), "Hiện hàng ô lọc dưới tiêu đề các cột", is_checkable=True
    ),
    "columns": SheetVerb(
        "Cột",
        "columns",
        ("Ctrl+0",),
        "Chọn cột cần hiện, thêm cột riêng, chọn cột được in",
        is_checkable=True,
    ),
}
"""By name, in the order of the menu."""

SEPARATED = ("split", "move_up", "sort_up", "cut", "filter")
"""Verbs before which a menu draws a line."""


def shown_keys(verb: SheetVerb) -> str:
    """Return the verb's key as it is written on a button."""
    return QKeySequence(verb.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
