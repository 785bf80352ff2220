"""Fields of the particulars: text that wraps instead of being cut, and a choice no wheel can change."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QMenu, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.theme import line_px

_LINES_MOST = 16
_BY_TAB = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_BUTTON_PX = 22
_BUTTON_ICON_PX = 14


class TextField(QPlainTextEdit):
    """A field as high as its text. Enter ends it, or makes a new line where entries stand in lines.

    ``finished`` is emitted when the clerk leaves the field or presses Enter;
    ``caret_moved`` when the caret comes into the field or moves in it; ``choice_asked`` when the clerk asks
    by F4, Alt+↓ or the field's button for what could be put in.
    """

    finished = Signal()
    caret_moved = Signal()
    choice_asked = Signal()

    def __init__(self, *, has_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_lines = has_lines
        self._button: QToolButton | None = None
        self._button_icon = ""
        self.left_px = 0  # kept free before the text
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as wide as its column
        # The height follows after the key has been dealt with, never in the middle of it.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.fit_height)
        self.document().documentLayout().documentSizeChanged.connect(self._fitting.start)
        self.cursorPositionChanged.connect(self.caret_moved)

    def add_button(self, drawing: str, words: str) -> None:
        """Put a button into the right top corner; Tab passes it by, since the keys do the same."""
        button = self._button = QToolButton(self)
        self._button_icon = drawing
        button.setObjectName("field_button")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setIconSize(QSize(_BUTTON_ICON_PX, _BUTTON_ICON_PX))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(self.on_button_clicked)
        self.draw_button()

    def draw_button(self) -> None:
        """Draw the button's icon in the colours of now."""
        if self._button is not None:
            self._button.setIcon(icon(self._button_icon))

    def on_button_clicked(self) -> None:
        """Take the keyboard and ask."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choice_asked.emit()

    def is_choice_key(self, event: QKeyEvent) -> bool:
        """Say whether the key asks for what could be put in."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F4:
            return not held
        return event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier

    def lay_out_sides(self) -> None:
        """Leave room for what stands beside the text."""
        right = 0
        if self._button is not None:
            right = _BUTTON_PX - 4
            self._button.setGeometry(self.width() - _BUTTON_PX - 3, 3, _BUTTON_PX, 24)
        self.setViewportMargins(self.left_px, 0, right, 0)

    def show_text(self, text: str) -> None:
        """Show what the plan has."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(False)

    def fit_height(self) -> None:
        """Make the field as high as its text, within reason."""
        lines = max(1, min(_LINES_MOST, round(self.document().size().height())))
        frame = self.height() - self.viewport().height()
        height = max(30, lines * line_px(self.font()) + frame + 2)
        if height != self.height():
            self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self.document().size().height() <= _LINES_MOST:
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show a menu in the program's words, with what the field itself can do."""
        from kehoach_desktop.ui.plan.page_menu import page_menu

        menu = page_menu(self, self.cut)
        self.add_verbs(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def add_verbs(self, menu: QMenu) -> None:
        """Put what the field's button does into its menu."""
        if self._button is not None:
            words = self._button.toolTip().replace(" (F4)", "\tF4")
            menu.addSeparator()
            menu.addAction(words, self.choice_asked.emit).setEnabled(not self.isReadOnly())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end a field of one entry."""
        if self._button is not None and self.is_choice_key(event):
            self.choice_asked.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._has_lines:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose what a field of one entry has when Tab leads there, as forms do; tell where the caret is."""
        super().focusInEvent(event)
        if not self._has_lines and event.reason() in _BY_TAB:
            self.selectAll()
        self.caret_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around, unless the field itself is longer than it may grow."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff or not self.hasFocus():
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        self.lay_out_sides()
        self._fitting.start()

    def changeEvent(self, event: QEvent) -> None:
        """Another font may need another height; nothing is put into a field that is only read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange and self._button is not None:
            self._button.setEnabled(not self.isReadOnly())
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_fitting"):
            self._fitting.start()


class ChoiceField(QComboBox):
    """A choice that the wheel does not change while the form is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around."""
        event.ignore()
