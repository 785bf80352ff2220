"""Paints a chart: a bar for each category, told apart by pattern as well as colour, its values in words."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.charts import Chart, ChartKind, against_words, chart_words
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.theme import Tokens, base_font, theme, tokens
from kehoach_desktop.ui.tips import plain_tip
from kehoach_desktop.ui.tracker.grid_paint import state_colours

ROW_PX = 20
_BAR_PX, _TOP_PX, _GAP_PX = 15, 2, 10
_LABEL_SHARE, _WORDS_SHARE = 0.25, 0.46
_OVER = 1.25  # how far beyond its target a bar may run, in targets
_PATTERNS = {
    State.DONE: Qt.BrushStyle.SolidPattern,
    State.DOING: Qt.BrushStyle.BDiagPattern,
    State.LATE: Qt.BrushStyle.DiagCrossPattern,
    State.DROPPED: Qt.BrushStyle.Dense6Pattern,
    State.NONE: Qt.BrushStyle.NoBrush,
}
NOTHING_RECORDED = "Chưa ghi kết quả nào; chọn một ô rồi ghi ở khung bên phải."
NOTHING_COUNTED = "Chưa có chỉ tiêu hay số lượng nào; ghi ở mục Số lượng của khung bên phải."


@dataclass(frozen=True, slots=True)
class _Room:
    """Where labels, bars and words stand."""

    label: float
    bar: float
    words: float

    @property
    def bar_x(self) -> float:
        """Where the bars begin."""
        return self.label + _GAP_PX

    @property
    def words_x(self) -> float:
        """Where the words begin."""
        return self.bar_x + self.bar + _GAP_PX


class ChartView(QWidget):
    """Shows one chart; it is as high as its categories."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        theme().changed.connect(self.update)
        self._fit()

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; a screen reader hears it."""
        if chart == self.chart:
            return
        self.chart = chart
        words = (self.nothing,) if self.nothing else chart_words(chart)
        self.setAccessibleName(f"Biểu đồ {chart.title[:1].lower()}{chart.title[1:]}")
        self.setAccessibleDescription("; ".join(words))
        self.setToolTip("" if self.nothing else plain_tip("\n".join(words)))
        self._fit()

    @property
    def nothing(self) -> str:
        """The sentence that stands where there is nothing to draw; "" when there is."""
        if self.chart is None or self.chart.kind is ChartKind.AGAINST:
            return NOTHING_COUNTED if self.chart is None or self.chart.is_empty else ""
        recorded = (one for one in self.chart.series if one.key != State.NONE)
        return "" if any(any(one.values) for one in recorded) else NOTHING_RECORDED

    def sizeHint(self) -> QSize:
        """Return a line for each category."""
        lines = 1 if self.chart is None or self.nothing else len(self.chart.categories)
        return QSize(500, lines * ROW_PX + 2 * _TOP_PX)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, chart = tokens(), self.chart
        if chart is None or self.nothing:
            painter.setFont(base_font())
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.nothing)
            painter.end()
            return
        room = self._room(chart)
        paint = _paint_stack if chart.kind is ChartKind.STACKED else _paint_against
        for place in range(len(chart.categories)):
            line = QRectF(0, _TOP_PX + place * ROW_PX, self.width(), ROW_PX)
            if line.intersects(QRectF(event.rect())):
                _write(painter, line, (0, room.label), chart.categories[place], colours.text)
                paint(painter, line, room, (chart, place))
        painter.end()

    def _room(self, chart: Chart) -> _Room:
        metrics = QFontMetricsF(base_font(12))
        widest = max(metrics.horizontalAdvance(_flat(name)) for name in chart.categories)
        label = min(widest + 4, self.width() * _LABEL_SHARE)
        told = max(metrics.horizontalAdvance(_words(chart, place)) for place in range(len(chart.categories)))
        words = min(told + 4, self.width() * _WORDS_SHARE)
        bar = max(40.0, self.width() - label - words - 2 * _GAP_PX - 2)
        return _Room(label, bar, words)


class Legend(QWidget):
    """Says which pattern is which state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[str, str], ...] = ()
        theme().changed.connect(self.update)

    def show_chart(self, chart: Chart) -> None:
        """Show what stands in the chart."""
        self._entries = tuple((one.key, one.name) for one in chart.series if any(one.values))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what the words take."""
        metrics = QFontMetricsF(base_font(12))
        return QSize(int(sum(metrics.horizontalAdvance(name) + 34 for _, name in self._entries)) + 2, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each pattern with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        metrics = QFontMetricsF(base_font(12))
        x = 0.0
        for key, name in self._entries:
            middle = self.height() / 2
            if key in set(State):
                _paint_segment(painter, QRectF(x, middle - 6, 14, 12), State(key), colours)
            elif key == "target":
                painter.fillRect(QRectF(x + 6, middle - 8, 2, 16), QColor(colours.text))
            else:
                painter.fillRect(QRectF(x, middle - 5, 14, 10), QColor(colours.accent))
            wide = metrics.horizontalAdvance(name) + 4
            _write(painter, QRectF(0, 0, self.width(), self.height()), (x + 19, wide), name, colours.muted)
            x += wide + 30
        painter.end()


def _words(chart: Chart, place: int) -> str:
    """Return what is written beside a bar."""
    if chart.kind is ChartKind.AGAINST:
        return " · ".join(filter(None, (against_words(chart, place), chart.notes[place])))
    total = number_words(chart.totals[place])
    parts = [f"{number_words(one.values[place] or 0)} {one.name.lower()}" for one in chart.series]
    told = [part for part, one in zip(parts, chart.series, strict=True) if one.values[place]]
    note = [chart.notes[place]] if chart.notes[place] else []
    return f"{total}: {' · '.join([*told, *note])}" if told else "0"


def _paint_stack(painter: QPainter, line: QRectF, room: _Room, shown: tuple[Chart, int]) -> None:
    chart, place = shown
    colours = tokens()
    most = max(1, *chart.totals)
    x, metrics = room.bar_x, QFontMetricsF(base_font(11))
    for one in chart.series:
        value = one.values[place] or 0
        if not value:
            continue
        box = QRectF(x, line.top() + (ROW_PX - _BAR_PX) / 2, room.bar * value / most, _BAR_PX)
        state = State(one.key)
        _paint_segment(painter, box, state, colours)
        number = number_words(value)
        wide = metrics.horizontalAdvance(number) + 8
        if box.width() >= wide:
            _paint_number(
                painter, QRectF(box.center().x() - wide / 2, box.top(), wide, _BAR_PX), number, state
            )
        x += box.width()
    if x == room.bar_x:
        painter.fillRect(QRectF(x, line.top() + 4, 1, _BAR_PX - 2), QColor(colours.line))
    _write(painter, line, (x + _GAP_PX, line.right() - x - _GAP_PX), _words(chart, place), colours.muted)


def _paint_number(painter: QPainter, box: QRectF, number: str, state: State) -> None:
    """Write a segment's value on a ground that its pattern does not disturb."""
    colours = tokens()
    if state is not State.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box.adjusted(1, 1.5, -1, -1.5), 3, 3)
    painter.setFont(base_font(11, is_bold=True))
    ink = colours.surface if state is State.DONE else state_colours(state, colours)[0]
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def _paint_segment(painter: QPainter, box: QRectF, state: State, colours: Tokens) -> None:
    ink, ground = state_colours(state, colours)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if ground != "transparent":
        painter.fillRect(inner, QColor(ground))
    painter.fillRect(inner, QBrush(QColor(ink), _PATTERNS[state]))
    is_open = state is State.NONE
    painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DashLine if is_open else Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(inner)


def _paint_against(painter: QPainter, line: QRectF, room: _Room, shown: tuple[Chart, int]) -> None:
    chart, place = shown
    colours = tokens()
    value, target = (one.values[place] for one in chart.series)
    words_x = room.words_x
    if target is None:
        words_x = room.bar_x
    else:
        unit = room.bar / _OVER
        share = min((value or 0) / target, _OVER) if target else _OVER
        top = line.top() + (ROW_PX - 10) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRect(QRectF(room.bar_x, top, unit, 10))
        painter.setBrush(QColor(colours.accent))
        painter.drawRect(QRectF(room.bar_x, top, unit * share, 10))
        painter.fillRect(QRectF(room.bar_x + unit - 1, line.top() + 2, 2, ROW_PX - 4), QColor(colours.text))
        if share >= _OVER and value != target:  # it runs on beyond what is shown
            painter.setPen(QPen(QColor(colours.accent), 2))
            end = QPointF(room.bar_x + room.bar + 3, top + 5)
            painter.drawPolyline([end - QPointF(4, 4), end, end - QPointF(4, -4)])
    _write(painter, line, (words_x, line.right() - words_x), _words(chart, place), colours.muted)


def _write(painter: QPainter, line: QRectF, span: tuple[float, float], words: str, ink: str) -> None:
    """Write on a line from ``x`` in so many px, cut with an ellipsis where it does not fit."""
    x, wide = span
    painter.setFont(base_font(12))
    painter.setPen(QColor(ink))
    elided = painter.fontMetrics().elidedText(_flat(words), Qt.TextElideMode.ElideRight, int(wide))
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(x, line.top(), wide + 2, line.height()), where, elided)


def _flat(words: str) -> str:
    return " ".join(words.split())
