"""One column in the panel: whether it is shown and printed; of an own one its name, place and removal."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.tips import plain_tip

_BUTTONS = {
    "up": ("chevron-up", "Chuyển cột lên trước"),
    "down": ("chevron-down", "Chuyển cột ra sau"),
    "remove": ("trash", "Xóa cột cùng chữ trong cột (hoàn tác được)"),
}


_BUTTON_PX = 26


class ColumnRow(QWidget):
    """``key`` is an own column's id, 0 for a usual one."""

    shown_asked = Signal(bool)
    printed_asked = Signal(bool)
    renamed = Signal(str)
    left = Signal()  # the name is typed in no more
    move_asked = Signal(int)
    removed = Signal()

    def __init__(self, key: int, *, prints: bool) -> None:
        super().__init__()
        self.key = key
        self.is_on = QCheckBox()
        self.name: QLabel | ColumnName = ColumnName() if key else QLabel()
        self.is_printed = QCheckBox("In") if prints else None
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.is_on)
        row.addWidget(self.name, 1)
        self.setMinimumHeight(32)
        if self.is_printed is not None:
            self.is_printed.setToolTip("Có trên bản in, tệp PDF và Excel")
            self.is_printed.clicked.connect(self.printed_asked)
            row.addWidget(self.is_printed)
        for name, (_, tip) in _BUTTONS.items() if key else ():
            made = self.buttons[name] = QToolButton()
            made.setToolTip(tip)
            made.setIconSize(QSize(16, 16))
            made.setFixedWidth(_BUTTON_PX)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(getattr(self, f"_on_{name}_clicked"))
            row.addWidget(made)
        self.is_on.clicked.connect(self.shown_asked)
        if isinstance(self.name, ColumnName):
            self.name.named.connect(self.renamed)
            self.name.editingFinished.connect(self.left)
        self.draw_icons()

    def show_column(self, title: str, *, is_on: bool) -> None:
        """Show the column's name and whether it is shown."""
        if isinstance(self.name, ColumnName):
            self.name.load(title)
        else:
            self.name.setTextFormat(Qt.TextFormat.PlainText)
            self.name.setText(title)
        self.name.setAccessibleName(f"Tên cột {title}")
        self.is_on.setAccessibleName(f"Hiện cột {title}")
        self.is_on.setToolTip(plain_tip(f"Hiện cột {title}"))
        for name, made in self.buttons.items():
            made.setAccessibleName(f"{_BUTTONS[name][1].partition(' (')[0]}: {title}")
        if self.is_printed is not None:
            self.is_printed.setAccessibleName(f"In cột {title}")
        _check(self.is_on, is_on=is_on)

    def show_printed(self, *, is_on: bool) -> None:
        """Show whether the column goes on paper."""
        if self.is_printed is not None:
            _check(self.is_printed, is_on=is_on)

    def let_move(self, *, up: bool, down: bool) -> None:
        """Let the column go where there is a place."""
        self.buttons["up"].setEnabled(up)
        self.buttons["down"].setEnabled(down)

    def take_keyboard(self) -> None:
        """Put the keyboard into the name."""
        if isinstance(self.name, ColumnName):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def flush(self) -> None:
        """Have the name kept that is typed and not yet kept."""
        if isinstance(self.name, ColumnName):
            self.name.keep_resting()

    def keep_typed(self, title: str) -> None:
        """Show what was typed and could not be kept, to be tried again."""
        if isinstance(self.name, ColumnName):
            self.name.setText(title)
            self.name.setModified(True)

    def draw_icons(self) -> None:
        """Draw the icons in the theme's colours."""
        for name, made in self.buttons.items():
            made.setIcon(icon(_BUTTONS[name][0]))

    def _on_up_clicked(self) -> None:
        self.move_asked.emit(-1)

    def _on_down_clicked(self) -> None:
        self.move_asked.emit(1)

    def _on_remove_clicked(self) -> None:
        self.removed.emit()


class ColumnName(QLineEdit):
    """A column's name to write in; it is committed when left or by Enter, and Esc takes it back."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._held = ""
        self._before = ""  # the name the column had when the field was entered
        Rest(self, self.keep_resting)
        self.editingFinished.connect(self._on_editing_finished)

    def load(self, title: str) -> None:
        """Show the column's name, unless another is being typed."""
        self._held = title
        if not self.hasFocus():
            self._before = title
        if not self.isModified() and one_line(self.text()) != title:
            self.setText(title)
            self.setCursorPosition(0)
            self.setToolTip(plain_tip(title))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was typed by Esc."""
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self._held != self._before):
            self.setText(self._before)
            if self._held != self._before:  # it was kept while it was typed
                self.named.emit(self._before)
            event.accept()
            return
        super().keyPressEvent(event)

    def keep_resting(self) -> None:
        """Have the name kept while it is typed; the field stays as it is."""
        if self.isModified() and one_line(self.text()):
            self.setModified(False)
            self.named.emit(self.text())

    def _on_editing_finished(self) -> None:
        self._before = self._held
        if not self.isModified():
            return
        self.setModified(False)
        typed = self.text()
        self.setText(self._held)  # until it is the plan's
        self.named.emit(typed)


def _check(box: QCheckBox, *, is_on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(is_on)
