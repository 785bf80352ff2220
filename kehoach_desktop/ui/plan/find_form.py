"""What the bar to find and replace is made of: its fields, buttons and options, and what they ask for."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kehoach_desktop.domain.finding import Wanted
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme

_COUNT_SAMPLE = "Không tìm thấy "  # so that the field keeps its width
_ICONS = {"next": "chevron-down", "previous": "chevron-up", "close": "close"}


class FindForm(QFrame):
    """One row to find, one to replace (when asked for), one for how to look."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_bar")
        self.setAccessibleName("Tìm và thay")
        self.wanted = _field("Tìm trong kế hoạch", "Tìm")
        self.new = _field("Thay bằng", "Thay bằng")
        self.count = label("", "muted")
        self.note = label("", "muted")
        self.buttons = {
            "previous": _tool("Chỗ trước (Shift+Enter, Shift+F3)"),
            "next": _tool("Chỗ sau (Enter, F3)"),
            "close": _tool("Đóng (Esc)"),
            "replace": _button("Thay", "Thay chỗ đang chọn rồi sang chỗ sau (Enter)"),
            "replace_all": _button("Thay tất cả", "Thay mọi chỗ bằng một bước hoàn tác được (Ctrl+Enter)"),
        }
        self.accents = _option("Phân biệt dấu", "“nam” không tìm ra “năm”; bật sẵn khi chữ cần tìm có dấu")
        self.case = _option("Phân biệt hoa thường", "“xã” không tìm ra “Xã”")
        self.words = _option("Cả từ", "“an” không tìm ra “ban”")
        self._lay_out()
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def asked(self) -> Wanted:
        """Return what is to be looked for."""
        return Wanted(
            clean(self.wanted.text()),
            with_accents=self.accents.isChecked(),
            with_case=self.case.isChecked(),
            whole_words=self.words.isChecked(),
        )

    def new_text(self) -> str:
        """Return what is to come in its place."""
        return clean(self.new.text()).replace("\n", " ")

    def show_replace(self, *, is_on: bool) -> None:
        """Show the row to replace with, or put it away."""
        for part in (self.new, self.buttons["replace"], self.buttons["replace_all"]):
            part.setVisible(is_on)

    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for name, drawing in _ICONS.items():
            self.buttons[name].setIcon(icon(drawing))

    def _lay_out(self) -> None:
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance(_COUNT_SAMPLE))
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.wanted, 0, 0)
        steps = (self.buttons[name] for name in ("previous", "next", "close"))
        grid.addLayout(_row(self.count, *steps), 0, 1)
        grid.addWidget(self.new, 1, 0)
        grid.addLayout(_row(self.buttons["replace"], self.buttons["replace_all"], None), 1, 1)
        options = _row(self.accents, self.case, self.words)
        options.setSpacing(16)
        options.addWidget(self.note, 1)
        grid.addLayout(options, 2, 0, 1, 2)
        buttons = [self.buttons[name] for name in ("replace", "replace_all", "previous", "next")]
        order = [self.wanted, self.new, *buttons, self.accents, self.case, self.words, self.buttons["close"]]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)


def _field(hint: str, name: str) -> QLineEdit:
    made = named(QLineEdit(), name)
    made.setPlaceholderText(hint)
    made.setMinimumWidth(120)
    return made


def _option(text: str, tip: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setToolTip(tip)
    return made


def _tool(tip: str) -> QToolButton:
    made = named(QToolButton(), tip.partition(" (")[0])
    made.setToolTip(tip)
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _button(text: str, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tip)
    return made


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for part in parts:
        if part is None:
            row.addStretch(1)
        elif isinstance(part, QLabel):
            row.addWidget(part, 1)
        else:
            row.addWidget(part)
    return row
