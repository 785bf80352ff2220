"""The row of totals below the grid, which stays as the grid scrolls: how the tasks of each quarter stand."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kehoach_desktop.domain.charts import STACK, percent_of
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.theme import base_font, theme, tokens
from kehoach_desktop.ui.tracker.grid_model import HEADINGS, NOT_DUE
from kehoach_desktop.ui.tracker.grid_paint import state_colours, state_icon
from kehoach_desktop.ui.tracker.grid_rows import Course
from kehoach_desktop.ui.tracker.grid_view import GridView

_LINE_PX, _ICON_PX, _SIDE_PX, _GAP_PX = 19, 12, 10, 5
Counts = tuple[Counter[State], ...]


def count_quarters(courses: Mapping[Course, int]) -> Counts:
    """Return for each quarter the states of the tasks due or recorded in it."""
    counts: Counts = tuple(Counter() for _ in HEADINGS[1:])
    for course, number in courses.items():
        for count, state in zip(counts, course.states, strict=True):
            if state is not None:
                count[state] += number
    return counts


class TotalsRow(QWidget):
    """Stands under the columns of a GridView."""

    def __init__(self, view: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.heading = self.note = ""
        self.counts: Counts = count_quarters({})
        self.setAccessibleName("Tổng theo quý")
        view.shared.connect(self._fit)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        theme().changed.connect(self.update)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return one line, or more where the numbers are long."""
        return QSize(400, 14 + _LINE_PX * max(self._lines(column) for column in range(1, 5)))

    def show_counts(self, heading: str, note: str, counts: Counts) -> None:
        """Show what all the rows come to; a screen reader hears it."""
        self.heading, self.note, self.counts = heading, note, counts
        said = [self.words(column) for column in range(1, 5)]
        self.setAccessibleDescription(". ".join(filter(None, (heading, note, *said))))
        self._fit()

    def words(self, column: int) -> str:
        """Return a quarter's totals in words."""
        count = self.counts[column - 1]
        if not count.total():
            return f"{HEADINGS[column]}: không có nhiệm vụ đến hạn"
        parts = [f"{number_words(count[s])} {STATE_WORDS[s].lower()}" for s in STACK if count[s]]
        return f"{HEADINGS[column]}: {', '.join(parts)}; {self._percent(column)} % hoàn thành"

    def _percent(self, column: int) -> int:
        count = self.counts[column - 1]
        return percent_of(count[State.DONE], count.total()) if count.total() else 0

    def _items(self, column: int) -> list[tuple[int, int, State, str]]:
        """Return ``(line, x, state, number)`` of what is counted in a quarter."""
        metrics = QFontMetrics(base_font(12))
        room = self._view.columnWidth(column) - _SIDE_PX
        items: list[tuple[int, int, State, str]] = []
        x = self._percent_px(column)
        line = 0
        for state in STACK:
            if not self.counts[column - 1][state]:
                continue
            number = number_words(self.counts[column - 1][state])
            wide = _ICON_PX + 2 + metrics.horizontalAdvance(number) + _GAP_PX
            if x and x + wide - _GAP_PX > room:
                x, line = 0, line + 1
            items.append((line, x, state, number))
            x += wide
        return items

    def _percent_px(self, column: int) -> int:
        """Return the width of the percent, which stands before the numbers."""
        return QFontMetrics(base_font(12, is_bold=True)).horizontalAdvance(f"{self._percent(column)} %") + 6

    def _lines(self, column: int) -> int:
        items = self._items(column)
        return 1 + items[-1][0] if items and not self._view.isColumnHidden(column) else 1

    def _fit(self) -> None:
        self.setFont(base_font(12))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what all rows come to, and each quarter's share and numbers under its column."""
        painter, colours, view = QPainter(self), tokens(), self._view
        painter.fillRect(self.rect(), QColor(colours.window))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(colours.line))
        shift = view.viewport().x()
        for column in range(len(HEADINGS)):
            if view.isColumnHidden(column):
                continue
            x = shift + view.columnViewportPosition(column)
            box = QRectF(x, 1, view.columnWidth(column), self.height() - 1)
            painter.setClipRect(box)
            if column:
                painter.fillRect(QRectF(x - 1, 1, 1, box.height()), QColor(colours.soft_line))
            self._paint_words(painter, box, column)
            if column:
                self._paint_numbers(painter, box, column)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, column: int) -> None:
        """Write what all rows come to, or how much of a quarter's tasks is done."""
        colours = tokens()
        words, note, ink = self.heading, self.note, colours.text
        if column:
            is_some = bool(self.counts[column - 1].total())
            words, note = (f"{self._percent(column)} %", "") if is_some else ("", NOT_DUE)
        line = QRectF(box.left() + _SIDE_PX, 6, box.width() - _SIDE_PX - 2, _LINE_PX)
        for part, colour, is_bold in ((words, ink, True), (note, colours.muted, False)):
            painter.setFont(base_font(12, is_bold=is_bold))
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            if not is_bold and metrics.horizontalAdvance(part) > line.width():
                break  # a note is told whole or, in the description and the tip, elsewhere
            elided = metrics.elidedText(part, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
            line.setLeft(line.left() + metrics.horizontalAdvance(elided) + 10)

    def _paint_numbers(self, painter: QPainter, box: QRectF, column: int) -> None:
        colours, ratio = tokens(), self.devicePixelRatioF()
        painter.setFont(base_font(12))
        for line, x, state, number in self._items(column):
            ink = state_colours(state, colours)[0]
            at = QPointF(box.left() + _SIDE_PX + x, 6 + _LINE_PX * line)
            painter.drawPixmap(at + QPointF(0, 4), pixmap(state_icon(state), ink, _ICON_PX, ratio))
            painter.setPen(QColor(ink))
            room = QRectF(at.x() + _ICON_PX + 2, at.y(), box.width(), _LINE_PX)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, number)

    def event(self, event: QEvent) -> bool:
        """Say a quarter's totals in words where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._view.columnAt(event.x() - self._view.viewport().x())
            whole = ", ".join(filter(None, (self.heading, self.note)))
            QToolTip.showText(event.globalPos(), self.words(column) if column > 0 else whole, self)
            return True
        return super().event(event)
