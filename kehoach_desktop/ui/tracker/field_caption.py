"""The name over a field of text, and what can be done with the field beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kehoach_desktop.ui.sheet.widgets import label


class FieldCaption(QWidget):
    """Tab passes its buttons by: Ctrl+D and Ctrl+Enter in the field do the same."""

    copy_wanted = Signal(str)  # field
    fill_wanted = Signal(str)

    def __init__(self, field: str, words: str, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        caption = label(words, "muted")
        caption.setBuddy(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(4)
        row.addWidget(caption)
        row.addStretch(1)
        self.copy = self._button(
            "Chép từ quý trước", "Chép phần này từ quý gần nhất đã ghi (Ctrl+D)", self._on_copy_clicked
        )
        self.fill = self._button(
            "Ghi cho các ô đang chọn", "Ghi phần này cho mọi ô đang chọn (Ctrl+Enter)", self._on_fill_clicked
        )
        for button in (self.copy, self.fill):
            row.addWidget(button)
            button.hide()

    def offer(self, *, is_copy: bool, is_fill: bool) -> None:
        """Show what makes sense now."""
        self.copy.setVisible(is_copy)
        self.fill.setVisible(is_fill)

    def _button(self, words: str, hint: str, act: object) -> QToolButton:
        made = QToolButton()
        made.setObjectName("caption_button")
        made.setText(words)
        made.setToolTip(hint)
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(act)
        return made

    def _on_copy_clicked(self) -> None:
        self.copy_wanted.emit(self._field)

    def _on_fill_clicked(self) -> None:
        self.fill_wanted.emit(self._field)
