"""The sheet's header: columns to drag, TT and content kept in place, and under it the row to filter with."""

from itertools import pairwise

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QToolButton, QWidget

from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import restyle, theme, tokens

_FIELD_PX, _AROUND_PX, _BESIDE_PX = 26, 4, 6
_CROSS_PX = 12


class SheetHeader(QHeaderView):
    """TT and content stay first, and in place when the rest is scrolled sideways."""

    filter_typed = Signal()
    left_downwards = Signal()  # a key goes from a filter field into the sheet

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.fields: dict[int, FilterField] = {}
        self._is_putting_back = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._none_chosen = QItemSelectionModel()
        self._none_chosen.setParent(self)
        self.sectionMoved.connect(self._on_section_moved)
        self.sectionResized.connect(self.place_fields)

    def setSelectionModel(self, _model: QItemSelectionModel) -> None:
        """Take no part in what is chosen: to paint it, Qt would ask every cell of every column."""
        self._none_chosen.setModel(self.model())
        super().setSelectionModel(self._none_chosen)

    # -- the row to filter with ---------------------------------------------------------------------

    @property
    def has_fields(self) -> bool:
        """Whether the row to filter with is there."""
        return bool(self.fields)

    def typed(self) -> dict[int, str]:
        """Return what is typed, by column."""
        return {column: field.text() for column, field in self.fields.items()}

    def show_fields(self, *, is_on: bool) -> None:
        """Show an empty field for each column but TT, or put them away."""
        for field in self.fields.values():
            field.hide()
            field.deleteLater()
        self.fields = {}
        for column in range(CONTENT, self.count()) if is_on else ():
            self.fields[column] = self._field(column)
        ordered = [field for _, field in sorted(self.fields.items())]
        for one, other in pairwise(ordered):
            QWidget.setTabOrder(one, other)
        self.updateGeometries()
        self.geometriesChanged.emit()
        self.place_fields()

    def clear_fields(self) -> None:
        """Empty them, as one change."""
        self.empty_fields()
        self.filter_typed.emit()

    def empty_fields(self) -> None:
        """Empty them and say nothing."""
        for field in self.fields.values():
            with QSignalBlocker(self):  # the field itself shows that it is empty
                field.clear()

    def fill_fields(self, typed: dict[int, str]) -> None:
        """Write into them and say nothing."""
        for column, text in typed.items():
            with QSignalBlocker(self):
                self.fields[column].setText(text)

    def place_fields(self) -> None:
        """Put each field under its section; of one below the frozen ones, what is to be seen."""
        frozen, top = self.frozen_px(), self.height() - _FIELD_PX - _AROUND_PX
        for column, field in self.fields.items():
            left = self._left_of(column)
            right = left + self.sectionSize(column) - _BESIDE_PX
            left = (left if column <= CONTENT else max(left, frozen)) + _BESIDE_PX
            field.setGeometry(QRect(left, top, right - left, _FIELD_PX))
            field.setVisible(not self.isSectionHidden(column) and right - left >= _FIELD_PX)

    def sizeHint(self) -> QSize:
        """Make room for the fields."""
        size = super().sizeHint()
        return size + QSize(0, self._fields_px())

    def updateGeometries(self) -> None:
        """Keep the sections above the fields."""
        self.setViewportMargins(0, 0, 0, self._fields_px())
        super().updateGeometries()
        self.place_fields()

    def _fields_px(self) -> int:
        return _FIELD_PX + 2 * _AROUND_PX if self.fields else 0

    def _field(self, column: int) -> "FilterField":
        title = str(self.model().headerData(column, self.orientation()))
        field = named(FilterField(self), f"Lọc {title.lower()}")
        field.textChanged.connect(self.filter_typed)
        field.left.connect(self.left_downwards)
        field.show()
        return field

    # -- the columns that stay ----------------------------------------------------------------------

    def frozen_px(self) -> int:
        """Return how wide the columns are that stay in place."""
        return sum(self.sectionSize(column) for column in range(FIRST_TASK_COLUMN))

    def column_at(self, x: int) -> int:
        """Return the column whose heading is there; -1 for none."""
        for column in (0, CONTENT):
            if 0 <= x - self.sectionPosition(column) < self.sectionSize(column):
                return column
        return self.logicalIndexAt(x)

    def _left_of(self, column: int) -> int:
        return self.sectionPosition(column) - (0 if column <= CONTENT else self.offset())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frozen sections over what was scrolled below them."""
        super().paintEvent(event)
        if not self.offset():
            return
        painter = QPainter(self.viewport())
        height = self.viewport().height()
        for column in range(FIRST_TASK_COLUMN):
            rect = QRect(self.sectionPosition(column), 0, self.sectionSize(column), height)
            painter.fillRect(rect, QColor(tokens().window))
            painter.save()
            self.paintSection(painter, rect, column)
            painter.restore()
        painter.fillRect(QRect(self.frozen_px() - 1, 0, 1, height), QColor(tokens().line))
        painter.end()

    def follow_offset(self) -> None:
        """After scrolling sideways paint all of it: part of it stays in place."""
        self.viewport().update()
        self.place_fields()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave alone what lies below the frozen sections."""
        if self.offset() and event.position().x() < self.frozen_px():
            event.accept()
            return
        super().mousePressEvent(event)

    def _on_section_moved(self, _column: int, old: int, new: int) -> None:
        """Keep TT and content first."""
        if self._is_putting_back:
            return
        if min(old, new) < FIRST_TASK_COLUMN:
            self._is_putting_back = True
            self.moveSection(new, old)
            self._is_putting_back = False
        self.place_fields()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours or letters: the fields may have another place."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.fields:
            self.place_fields()


class FilterField(QLineEdit):
    """Esc empties it, and then goes back into the sheet, as do Enter and the arrow down."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_field")
        self.setPlaceholderText("Lọc…")
        self._emptying = named(QToolButton(self), "Bỏ lọc cột này")
        self._emptying.setToolTip("Bỏ lọc cột này (Esc)")
        self._emptying.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._emptying.setCursor(Qt.CursorShape.ArrowCursor)
        self._emptying.setIconSize(QSize(_CROSS_PX, _CROSS_PX))
        self._emptying.hide()
        self._emptying.clicked.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)
        theme().changed.connect(self._on_theme_changed)

    def _on_text_changed(self, text: str) -> None:
        """Show that this column is filtered, and offer to end it."""
        is_in_use = bool(text.strip())
        if is_in_use != self._emptying.isHidden():
            return
        restyle(self, "in_use", "yes" if is_in_use else "")
        self.setTextMargins(0, 0, _CROSS_PX + 4 if is_in_use else 0, 0)
        self._on_theme_changed()
        self._emptying.setVisible(is_in_use)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        side = _CROSS_PX + 6
        self._emptying.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def _on_theme_changed(self) -> None:
        self._emptying.setIcon(icon("close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter, the arrow down and Esc."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()
