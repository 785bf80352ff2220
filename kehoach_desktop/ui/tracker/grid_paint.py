"""What paints the tracker's cells: state with icon and word, percent, lateness, counted results."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.plan import Progress, State
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.sheet.widgets import rect_of
from kehoach_desktop.ui.sheet.wrapped import draw_text, text_height_px
from kehoach_desktop.ui.theme import Tokens, base_font, tokens
from kehoach_desktop.ui.tracker.grid_model import (
    OVERDUE_WORDS,
    GridModel,
    counted_text,
    progress_words,
    state_text,
)
from kehoach_desktop.ui.tracker.grid_rows import GridRow, GroupRow

LEAST_QUARTER_PX = 130
GROUP_PX = 36
CHEVRON_PX = 30  # where a click opens and closes a group
_PILL_PX, _PAD, _LINE_PX = 25, 6, 18
_BAR_PX = 72
_ICONS = {
    State.NONE: "dash",
    State.DOING: "clock",
    State.DONE: "check",
    State.LATE: "alert",
    State.DROPPED: "close",
}
_MOST_COUNTED = 4_000


def state_colours(state: State, colours: Tokens) -> tuple[str, str]:
    """Return the ink and the ground of a state."""
    return {
        State.NONE: (colours.muted, "transparent"),
        State.DOING: (colours.doing, colours.doing_soft),
        State.DONE: (colours.ok, colours.ok_soft),
        State.LATE: (colours.bad, colours.bad_soft),
        State.DROPPED: (colours.muted, colours.sunken),
    }[state]


def state_icon(state: State) -> str:
    """Return the name of a state's drawing."""
    return _ICONS[state]


class GridDelegate(QStyledItemDelegate):
    """Paints the tasks, their quarters and the groups' headings with the theme's tokens."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._counted: dict[int, tuple[Progress, str]] = {}

    def row_height_px(self, place: int) -> int:
        """Return the height at which nothing of the row is cut."""
        row = self._model.rows[place]
        if isinstance(row, GroupRow):
            return GROUP_PX
        task, model = row.task, self._model
        width = self._view.columnWidth(0) - 21
        height = text_height_px(task.form, base_font(), width) + 16
        if task.lead:
            height += text_height_px(task.lead, base_font(12), width)
        seen = row.course.seen(model.look) if model.look else None
        if seen and seen.overdue_since:
            height += _LINE_PX
        for record in task.progress:
            if self._view.isColumnHidden(record.quarter):
                continue
            wanted = _PILL_PX + 2 * _PAD + 5
            if seen and record.quarter == seen.overdue_quarter and record.status is not State.NONE:
                wanted += _LINE_PX
            if counted := self._counted_text(record):
                wide = self._view.columnWidth(record.quarter) - 21
                wanted += text_height_px(counted, base_font(12), wide)
            height = max(height, wanted)
        return max(height, 48)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell wants at its column's width."""
        return QSize(self._view.columnWidth(index.column()), self.row_height_px(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, what is due and recorded, and a frame around the current cell."""
        if index.row() >= len(self._model.rows):
            return
        row, rect = self._model.rows[index.row()], rect_of(option)
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            self._paint_group(painter, rect, row, index)
        else:
            self._paint_cell(painter, rect, row, index)
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRect) -> None:
        """Paint the lines to the right of a cell and below it."""
        line = QColor(tokens().soft_line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)

    # -- a task -------------------------------------------------------------------------------------

    def _paint_cell(self, painter: QPainter, rect: QRect, row: GridRow, index: Index) -> None:
        colours, quarter = tokens(), index.column()
        is_current = index == self._view.currentIndex()
        is_chosen = is_current or self._view.selectionModel().isSelected(index)
        painter.fillRect(rect, QColor(colours.accent_soft if is_chosen else colours.surface))
        self._paint_lines(painter, rect)
        if quarter == 0:
            self._paint_task(painter, rect, row)
        elif row.is_hatched(quarter):
            inner = rect.adjusted(0, 0, -1, -1)
            painter.fillRect(inner, QBrush(QColor(colours.line), Qt.BrushStyle.BDiagPattern))
        else:
            self._paint_record(painter, rect, row, quarter, is_chosen=is_chosen)
        if quarter and self._model.is_drifted(row, quarter):
            _paint_drift(painter, rect, colours)
        if is_current:
            _paint_frame(painter, QRectF(rect), colours)

    def _paint_task(self, painter: QPainter, rect: QRect, row: GridRow) -> None:
        colours, look = tokens(), self._model.look
        box = QRectF(rect).adjusted(10, 8, -10, 0)
        y = draw_text(painter, box, row.task.form, base_font(), colours.text)
        if row.task.lead:
            y += draw_text(painter, box.adjusted(0, y, 0, 0), row.task.lead, base_font(12), colours.muted)
        if look is not None and (since := row.course.seen(look).overdue_since):
            words = f"{OVERDUE_WORDS} {short_date(since)}"
            _paint_overdue(painter, box.adjusted(0, y, 0, 0), words, colours)

    def _paint_record(
        self, painter: QPainter, rect: QRect, row: GridRow, quarter: int, *, is_chosen: bool
    ) -> None:
        colours, record = tokens(), row.record(quarter)
        state = row.course.states[quarter - 1] or State.NONE
        is_late = self._model.is_overdue_here(row, quarter)
        pill = QRectF(rect.left() + _PAD, rect.top() + _PAD, rect.width() - 2 * _PAD - 1, _PILL_PX)
        if state is State.NONE and is_late:
            _paint_pill(painter, pill, ("overdue", OVERDUE_WORDS), (colours.bad, ""), is_wide=True)
        else:
            ink, ground = state_colours(state, colours)
            is_wide = rect.width() >= LEAST_QUARTER_PX + 12
            ground = "" if is_chosen or state is State.NONE else ground
            _paint_pill(painter, pill, (_ICONS[state], state_text(record)), (ink, ground), is_wide=is_wide)
        below = QRectF(rect).adjusted(10, _PAD + _PILL_PX + 4, -10, 0)
        if is_late and state is not State.NONE:
            _paint_overdue(painter, below, OVERDUE_WORDS, colours)
            below.adjust(0, _LINE_PX, 0, 0)
        if record and record.quantities:
            draw_text(painter, below, self._counted_text(record), base_font(12), colours.muted)

    def _counted_text(self, record: Progress) -> str:
        kept = self._counted.get(record.id)
        if kept is not None and kept[0] is record:
            return kept[1]
        if len(self._counted) > _MOST_COUNTED:
            self._counted.clear()
        words = counted_text(record.quantities)
        self._counted[record.id] = (record, words)
        return words

    # -- a group's heading --------------------------------------------------------------------------

    def _paint_group(self, painter: QPainter, rect: QRect, row: GroupRow, index: Index) -> None:
        """Paint a cell's part of the heading, which runs over all columns."""
        view, colours = self._view, tokens()
        last = max(c for c in range(self._model.columnCount()) if not view.isColumnHidden(c))
        right = view.columnViewportPosition(last) + view.columnWidth(last) - 1
        whole = QRectF(view.columnViewportPosition(0), rect.top(), 0, rect.height())
        whole.setRight(min(right, view.viewport().width() - 1))
        is_current = view.currentIndex().row() == index.row()
        is_chosen = is_current or view.selectionModel().isSelected(index)
        painter.fillRect(rect, QColor(colours.line))
        ground = QColor(colours.accent_soft if is_chosen else colours.sunken)
        painter.fillRect(rect.adjusted(0, 0, 0, -1), ground)
        ratio = painter.device().devicePixelRatioF()
        name = "chevron-down" if row.is_open else "chevron-right"
        at = QPointF(whole.left() + 8, whole.top() + 10)
        painter.drawPixmap(at, pixmap(name, colours.muted, 16, ratio))
        room = whole.adjusted(CHEVRON_PX, 0, -10, 0)
        room.setRight(_paint_progress(painter, room, row, colours) - 12)
        painter.setFont(base_font(is_bold=True))
        painter.setPen(QColor(colours.text))
        words = painter.fontMetrics().elidedText(
            " ".join(row.name.split()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if is_current:
            _paint_frame(painter, whole, colours)


def _paint_progress(painter: QPainter, room: QRectF, row: GroupRow, colours: Tokens) -> float:
    """Paint "5/8 hoàn thành" with a bar at the right; return where they begin."""
    painter.setFont(base_font(12))
    metrics = painter.fontMetrics()
    right = room.right()
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if row.overdue:
        words = f"{number_words(row.overdue)} quá hạn"
        right -= metrics.horizontalAdvance(words) + 3
        painter.setPen(QColor(colours.bad))
        painter.drawText(QRectF(right, room.top(), room.right() - right, room.height()), middle, words)
        right -= 20
        ratio = painter.device().devicePixelRatioF()
        at = QPointF(right, room.center().y() - 7)
        painter.drawPixmap(at, pixmap("overdue", colours.bad, 14, ratio))
        right -= 12
    words = progress_words(row)
    wide = metrics.horizontalAdvance(words) + 3
    painter.setPen(QColor(colours.muted))
    painter.drawText(QRectF(right - wide, room.top(), wide, room.height()), middle, words)
    right -= wide + 8
    bar = QRectF(right - _BAR_PX, room.center().y() - 3, _BAR_PX, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(bar, 3, 3)
    if row.done:
        painter.setBrush(QColor(colours.ok))
        bar.setWidth(max(6.0, _BAR_PX * row.done / row.total))
        painter.drawRoundedRect(bar, 3, 3)
    return right - _BAR_PX


def _paint_pill(
    painter: QPainter, pill: QRectF, drawn: tuple[str, str], inks: tuple[str, str], *, is_wide: bool
) -> None:
    """Paint an icon and a word on a ground; without one, what is overdue has a dashed frame."""
    (name, words), (ink, ground) = drawn, inks
    if ground:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 5, 5)
    elif name == "overdue":
        painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(int(pill.left()) + 6, int(pill.top()) + 4, pixmap(name, ink, 16, ratio))
    room = pill.adjusted(26, 0, -1, 0)
    font = base_font(13 if is_wide else 12)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, where, elided)


def _paint_overdue(painter: QPainter, box: QRectF, words: str, colours: Tokens) -> None:
    """Paint the mark of what is overdue, with words, on one line."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(box.left(), box.top() + 2), pixmap("overdue", colours.bad, 14, ratio))
    painter.setFont(base_font(12))
    painter.setPen(QColor(colours.bad))
    line = QRectF(box.left() + 18, box.top(), box.width() - 18, _LINE_PX)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_drift(painter: QPainter, rect: QRect, colours: Tokens) -> None:
    """Paint a corner where the cell differs from what was reported."""
    corner = QPointF(rect.right() + 1, rect.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.warning))
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(11, 0), corner + QPointF(0, 11)]))


def _paint_frame(painter: QPainter, rect: QRectF, colours: Tokens) -> None:
    pen = QPen(QColor(colours.accent), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
