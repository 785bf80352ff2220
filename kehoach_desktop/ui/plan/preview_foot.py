"""What stands below the printed pages: which page is seen, a verb's button, letters that no font has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from kehoach_desktop.ui.icons import ICON_PX
from kehoach_desktop.ui.tips import plain_tip

_ROW_PX = 36


class PreviewFoot(QWidget):
    """The caption in the middle, the button on the right, the warning below both."""

    def __init__(self) -> None:
        super().__init__()
        self.warning = ""
        self.caption = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setProperty("role", "muted")
        self.lacking = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.lacking.setTextFormat(Qt.TextFormat.PlainText)
        self.lacking.setProperty("role", "warning")
        self.lacking.setContentsMargins(4, 0, 4, 8)
        self.lacking.hide()
        self._button = QToolButton()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 0, 8, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setRowMinimumHeight(0, _ROW_PX)
        for column in (0, 2):  # so that the caption is in the middle, whatever stands beside it
            self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self.caption, 0, 1)
        self._grid.addWidget(self._button, 0, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.lacking, 1, 0, 1, 3)

    def set_action(self, action: QAction) -> None:
        """Give the button its verb."""
        self._button.setDefaultAction(action)
        self._button.setAccessibleName(action.text())
        self._button.setIconSize(QSize(ICON_PX, ICON_PX))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_words(is_on=False)

    def show_words(self, *, is_on: bool) -> None:
        """Put the verb's words beside its icon, or the icon alone."""
        alone, beside = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self._button.setToolButtonStyle(beside if is_on else alone)

    def say(self, words: str, reason: str = "") -> None:
        """Show which page is seen, or that there is none and why."""
        self.caption.setText(words)
        self.caption.setToolTip(plain_tip(reason))

    def say_lacking(self, sentence: str) -> None:
        """Name the letters that no font has; "" for none."""
        if sentence != self.warning:
            self.warning = sentence
            self.lacking.setText(f"⚠ {sentence} Bản in có dấu □ ở chỗ đó." if sentence else "")
            self.lacking.setVisible(bool(sentence))
