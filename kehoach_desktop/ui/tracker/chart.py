"""A small chart: tasks by state in each quarter, as stacked bars with a legend in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import STATE_WORDS
from kehoach_desktop.ui.theme import Tokens, base_font, theme, tokens
from kehoach_desktop.ui.tracker.grid_model import HEADINGS, GridRow
from kehoach_desktop.ui.tracker.record_edits import record_of

HEIGHT_PX = 112
_SENTENCE_PX = 28
_NOTHING = "Chưa ghi kết quả nào; chọn một ô rồi ghi ở khung bên phải."
_STACK = (State.DONE, State.DOING, State.LATE, State.DROPPED)  # from below
_BAR_PX, _STEP_PX, _LEFT_PX = 34, 78, 40

Counts = tuple[dict[State, int], ...]


def count_states(rows: Sequence[GridRow]) -> Counts:
    """Return for each quarter how many tasks have which state recorded in it."""
    counts: Counts = tuple(dict.fromkeys(_STACK, 0) for _ in range(4))
    for row in rows:
        for quarter in range(1, 5):
            record = record_of(row.task, quarter)
            if record and record.status in counts[quarter - 1]:
                counts[quarter - 1][record.status] += 1
    return counts


class StateChart(QWidget):
    """Paints the counts it was given; where nothing is counted, a sentence that says what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: Counts = count_states(())
        self.setFixedHeight(self.sizeHint().height())
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a strip as high as it is."""
        return QSize(500, HEIGHT_PX if self._has_counts() else _SENTENCE_PX)

    def _has_counts(self) -> bool:
        return any(any(count.values()) for count in self.counts)

    def show_counts(self, counts: Counts) -> None:
        """Paint other counts; a screen reader hears them."""
        self.counts = counts
        told = (
            f"{name}: " + (", ".join(f"{STATE_WORDS[s]} {n}" for s, n in count.items() if n) or "chưa ghi")
            for name, count in zip(HEADINGS[1:], counts, strict=True)
        )
        self.setAccessibleName("Biểu đồ trạng thái theo quý")
        words = tuple(told) if self._has_counts() else ()
        self.setAccessibleDescription("; ".join(words) or _NOTHING)
        self.setToolTip("\n".join(words))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, their quarters' names and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        if not self._has_counts():
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _NOTHING
            )
            painter.end()
            return
        highest = max(1, *(sum(count.values()) for count in self.counts))
        floor, room = self.height() - 24.0, self.height() - 44.0
        painter.setFont(base_font(11))
        for quarter, count in enumerate(self.counts):
            x = _LEFT_PX + quarter * _STEP_PX
            top = _paint_bar(painter, x, floor, room / highest, count, colours)
            painter.setPen(QColor(colours.muted))
            name = QRectF(x - 20, floor + 4, _BAR_PX + 40, 18)
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, HEADINGS[quarter + 1])
            if total := sum(count.values()):
                sum_box = QRectF(x - 20, top - 18, _BAR_PX + 40, 16)
                painter.drawText(sum_box, Qt.AlignmentFlag.AlignCenter, str(total))
        self._paint_legend(painter, _LEFT_PX + 4 * _STEP_PX + 40, colours)
        painter.end()

    def _paint_legend(self, painter: QPainter, x: float, colours: Tokens) -> None:
        painter.setFont(base_font(12))
        for line, state in enumerate(_STACK):
            y = 14 + line * 22
            painter.fillRect(QRectF(x, y + 6, 8, 8), QColor(_ink(state, colours)))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRectF(x + 14, y, 160, 20), Qt.AlignmentFlag.AlignVCenter, STATE_WORDS[state])


def _paint_bar(
    painter: QPainter, x: float, floor: float, unit: float, count: dict[State, int], colours: Tokens
) -> float:
    """Paint one stack from the floor up; return its top."""
    top = floor
    for state in _STACK:
        height = count[state] * unit
        if height:
            top -= height
            painter.fillRect(QRectF(x, top, _BAR_PX, height), QColor(_ink(state, colours)))
    if top == floor:
        painter.fillRect(QRectF(x, floor - 2, _BAR_PX, 2), QColor(colours.line))
    return top


def _ink(state: State, colours: Tokens) -> str:
    return {State.DONE: colours.ok, State.DOING: colours.doing, State.LATE: colours.bad}.get(
        state, colours.faint
    )
