"""A card with one indicator at a time: what was reached of the year's target, as figures and as a bar."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from kehoach_desktop.domain.charts import Chart, chart_words
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.theme import base_font, theme, tokens
from kehoach_desktop.ui.tips import plain_tip

_SIDE_PX, _STEP_PX = 12, 22
NOTHING = "Chưa có chỉ tiêu, số lượng"


class IndicatorCard(QFrame):
    """Left and Right, or a click at either side, step through the indicators; units stay apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.place = 0
        self._chart: Chart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.update)
        self._tell()

    @property
    def count(self) -> int:
        """How many indicators there are."""
        return len(self._chart.categories) if self._chart else 0

    @property
    def words(self) -> str:
        """The indicator shown, in words."""
        return chart_words(self._chart)[self.place] if self._chart and self.count else NOTHING

    def show_chart(self, chart: Chart) -> None:
        """Show the quantities against their targets; the indicator in view stays where it is still there."""
        name = self._chart.categories[self.place] if self._chart and self.count else ""
        unit = self._chart.units[self.place] if self._chart and self.count else ""
        keys = list(zip(chart.categories, chart.units, strict=True))
        self._chart = chart
        self.place = keys.index((name, unit)) if (name, unit) in keys else 0
        self._tell()

    def step(self, by: int) -> None:
        """Show the next indicator (1) or the one before (-1)."""
        if self.count:
            self.place = (self.place + by) % self.count
            self._tell()

    def _tell(self) -> None:
        several = f" ({self.place + 1}/{self.count}, phím ← → để xem chỉ tiêu khác)" if self.count > 1 else ""
        self.setAccessibleName("Chỉ tiêu, lũy kế từ đầu năm")
        self.setAccessibleDescription(self.words + several)
        self.setToolTip(plain_tip(self.words + several))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.count > 1 else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a usual indicator."""
        return QSize(190, 56)

    def minimumSizeHint(self) -> QSize:
        """Return room for the figures."""
        return QSize(150, 56)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step with a click: back at the left arrow, else on."""
        if event.button() == Qt.MouseButton.LeftButton and self.count > 1:
            self.step(-1 if event.position().x() < self.width() - 2 * _STEP_PX else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, then figures, name and bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, chart = tokens(), self._chart
        room = QRectF(self.rect()).adjusted(_SIDE_PX, 6, -_SIDE_PX, -7)
        if chart is None or not self.count:
            painter.setPen(QColor(colours.muted))
            painter.setFont(base_font(12))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, NOTHING)
            painter.end()
            return
        top = QRectF(room.left(), room.top(), room.width(), 24)
        if self.count > 1:
            self._paint_steps(painter, top)
            top.setRight(top.right() - 2 * _STEP_PX + 4)
        self._paint_figures(painter, top, chart)
        self._paint_name(painter, room, chart)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _paint_steps(self, painter: QPainter, top: QRectF) -> None:
        ratio, ink = self.devicePixelRatioF(), tokens().muted
        for name, x in (("chevron-left", top.right() - 34), ("chevron-right", top.right() - 14)):
            painter.drawPixmap(QPointF(x, top.top() + 4), pixmap(name, ink, 16, ratio))

    def _paint_figures(self, painter: QPainter, box: QRectF, chart: Chart) -> None:
        """Write "64 / 96 lượt", the first number large."""
        colours = tokens()
        reached, target = (one.values[self.place] for one in chart.series)
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = base_font(18)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        number = number_words(reached or 0)
        painter.drawText(box, where, number)
        wide = painter.fontMetrics().horizontalAdvance(number) + 5
        unit = chart.units[self.place]
        rest = f"/ {number_words(target)} {unit}" if target is not None else unit
        painter.setFont(base_font())
        painter.setPen(QColor(colours.muted))
        room = box.adjusted(wide, 2, 0, 2)
        elided = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, where, elided)

    def _paint_name(self, painter: QPainter, room: QRectF, chart: Chart) -> None:
        """Write the indicator's name with its percent, and under both the bar."""
        colours, percent = tokens(), chart.percents[self.place]
        painter.setFont(base_font(12))
        painter.setPen(QColor(colours.muted))
        metrics = painter.fontMetrics()
        line = QRectF(room.left(), room.top() + 22, room.width(), 17)
        said = f"{number_words(percent)} %" if percent is not None else "chưa đặt chỉ tiêu"
        wide = metrics.horizontalAdvance(said) + 3
        name = " ".join(chart.categories[self.place].split())
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(line.width() - wide - 8))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
        if percent is None:
            return
        bar = QRectF(room.left(), room.bottom() - 3, room.width(), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        if percent:
            painter.setBrush(QColor(colours.accent))
            bar.setWidth(max(5.0, bar.width() * min(percent, 100) / 100))
            painter.drawRoundedRect(bar, 2.5, 2.5)
