"""The page of Kiểm tra dữ liệu: what was looked at and what was found, in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kehoach_desktop.services.checking import Finding
from kehoach_desktop.ui.icons import ICON_PX, pixmap
from kehoach_desktop.ui.page import Page, button, label
from kehoach_desktop.ui.theme import theme, tokens

_ICONS = {"ok": "check", "warning": "alert", "bad": "alert"}
_SIGNS = {"ok": "Tốt", "warning": "Nên xem", "bad": "Có lỗi"}
_ALL_WELL = "Dữ liệu nguyên vẹn. Không có gì phải làm."
_TO_BE_SEEN = "Dữ liệu nguyên vẹn; có điều nên xem, ghi ở dưới."
_BAD = "Có lỗi. Hãy đọc các mục đỏ ở dưới; dữ liệu trước đó còn trong Bản sao lưu."


def lead(findings: Sequence[Finding]) -> str:
    """Return in a sentence or two how it stands."""
    kinds = {one.kind for one in findings}
    return _BAD if "bad" in kinds else _TO_BE_SEEN if "warning" in kinds else _ALL_WELL


class CheckPage(Page):
    """``copies_asked``: the clerk wants to see the copies; ``again_asked``: to have it looked at again."""

    is_of_file = True
    copies_asked = Signal()
    again_asked = Signal()

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__("Kiểm tra dữ liệu", lead(findings), parent)
        self.findings = tuple(findings)
        self._pictures: list[tuple[QLabel, str]] = []
        for one in findings:
            self.column.addWidget(self._row(one))
        copies, again, leave = button("Xem bản sao lưu…"), button("Kiểm tra lại"), button("Đóng")
        leave.setProperty("primary", "true")
        copies.clicked.connect(self.copies_asked)
        again.clicked.connect(self.again_asked)
        leave.clicked.connect(self.closed)
        self.add_buttons(leave, again, copies)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        for picture, kind in self._pictures:
            picture.setPixmap(
                pixmap(_ICONS[kind], getattr(tokens(), kind), ICON_PX, self.devicePixelRatioF())
            )

    def _row(self, one: Finding) -> QWidget:
        made = QFrame()
        made.setObjectName("card")
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        picture = QLabel()
        picture.setAccessibleName(_SIGNS[one.kind])
        self._pictures.append((picture, one.kind))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(f"{one.about} · {_SIGNS[one.kind]}", "heading"))
        column.addWidget(label(one.words, "wrong" if one.kind == "bad" else ""))
        row.addLayout(column, 1)
        return made
