"""The printed pages as a widget: one under the other or two side by side, white in the dark too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.plan.page_pictures import PagePictures
from kehoach_desktop.ui.plan.page_places import PagePlaces
from kehoach_desktop.ui.theme import LIGHT, tokens

if TYPE_CHECKING:
    from kehoach_desktop.services.exporting import Place

SIDE_PX, GAP_PX, TOP_PX = 20, 16, 12
_MARK_PX = 3
_MARK_GAP_PT = 12.0


class Paper(QWidget):
    """Paints the pages and the mark at the caret's line; tells what place was pressed."""

    pressed = Signal(object, float)  # Place, x in points
    double_pressed = Signal(object, float)
    bare_pressed = Signal()  # where no text is

    def __init__(self) -> None:
        super().__init__()
        self.places = PagePlaces()
        self.mark: Place | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._rects: list[QRect] = []
        self._pictures = PagePictures()
        self._width, self._columns = 100, 1
        self.setObjectName("paper")
        self.setMouseTracking(True)

    @property
    def page_width(self) -> int:
        """How wide each page is painted."""
        return self._width

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    def show_pages(self, sizes: tuple[tuple[float, float], ...], places: PagePlaces) -> None:
        """Lay out these pages; pictures stay until newer ones come."""
        self.places = places
        if sizes != self._sizes:
            self._sizes = sizes
            self._pictures.keep_first(len(sizes))
            self._lay_out()
        self.update()

    def clear(self) -> None:
        """Show no page at all."""
        self.mark = None
        self.show_pages((), PagePlaces())

    def add_pictures(self, pictures: dict[int, QImage], state: int) -> None:
        """Show newer pictures; those not looked at for long are let go."""
        self._pictures.add(pictures, state)
        for number in pictures:
            self.update(self.page_rect(number))

    def picture(self, number: int) -> QImage | None:
        """Return a page's picture, maybe of an earlier state."""
        return self._pictures.find(number)

    def is_current(self, number: int, state: int) -> bool:
        """Say whether the page's picture is of this state and as sharp as the page is large."""
        return self._pictures.is_current(number, state, round(self._width * self.devicePixelRatioF()))

    def set_width(self, width_px: int, columns: int) -> None:
        """Make each page this wide, in so many columns."""
        if (width_px, columns) != (self._width, self._columns):
            self._width, self._columns = width_px, columns
            self._lay_out()

    def page_rect(self, number: int) -> QRect:
        """Return where a page is painted; a landscape page is as wide as the others and lower."""
        shift = max((self.width() - self.minimumWidth()) // 2, 0)
        return self._rects[number].translated(shift, 0)

    def page_at(self, y: int) -> int:
        """Return the number of the first page that ends below ``y``, from 0."""
        below = (number for number, rect in enumerate(self._rects) if rect.bottom() + GAP_PX >= y)
        return next(below, self.count - 1)

    def pages_between(self, top: int, bottom: int) -> list[int]:
        """Return the numbers of the pages that are partly between two heights."""
        return [n for n, rect in enumerate(self._rects) if rect.bottom() >= top and rect.top() <= bottom]

    def rect_of(self, place: "Place") -> QRect:
        """Return where a printed line is painted."""
        page = self.page_rect(place.page)
        scale = page.width() / self._sizes[place.page][0]
        left, top = page.left() + place.left * scale, page.top() + place.top * scale
        width, height = (place.right - place.left) * scale, (place.bottom - place.top) * scale
        return QRect(round(left), round(top), round(width), round(height))

    def set_mark(self, place: "Place | None") -> None:
        """Mark the line the caret is in."""
        if place is not self.mark:
            self.mark = place
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self.pages_between(event.rect().top() - 4, event.rect().bottom() + 4):
            rect = self.page_rect(number)
            _paint_sheet(painter, rect)
            if image := self.picture(number):
                painter.drawImage(rect, image)
        if self.mark is not None and self.mark.page < self.count:
            page, line = self.page_rect(self.mark.page), self.rect_of(self.mark)
            gap = _MARK_GAP_PT * page.width() / self._sizes[self.mark.page][0]
            left = min(line.left() - gap, self._text_left(self.mark, page) - gap)
            bar = QRect(round(left), line.top(), _MARK_PX, line.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent))  # paper is white in the dark too
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a text can be clicked."""
        page, x, y = self._point(event.position().toPoint())
        place = self.places.at(page, x, y) if page >= 0 else None
        if place is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor if place.fact else Qt.CursorShape.IBeamCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which place was pressed."""
        page, x, y = self._point(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif page >= 0 and (place := self.places.at(page, x, y)):
            self.pressed.emit(place, x)
        else:
            self.bare_pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell which place was pressed twice."""
        page, x, y = self._point(event.position().toPoint())
        place = self.places.at(page, x, y) if page >= 0 else None
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.double_pressed.emit(place, x)

    def _text_left(self, mark: "Place", page: QRect) -> float:
        """Return the left edge of the text: an indented first line has its mark in the margin too."""
        lefts = [line.left for line in self.places.on_page(mark.page) if line.item]
        return page.left() + min(lefts, default=mark.left) * page.width() / self._sizes[mark.page][0]

    def _point(self, point: QPoint) -> tuple[int, float, float]:
        """Return the page under a point (-1: none) and the point on it in points."""
        for number in range(self.count):
            rect = self.page_rect(number)
            if rect.contains(point):
                scale = self._sizes[number][0] / rect.width()
                return number, (point.x() - rect.left()) * scale, (point.y() - rect.top()) * scale
        return -1, 0.0, 0.0

    def _lay_out(self) -> None:
        self._rects = []
        top, row_height = TOP_PX, 0
        for number, (width_pt, height_pt) in enumerate(self._sizes):
            column = number % self._columns
            if number and not column:
                top, row_height = top + row_height + GAP_PX, 0
            height = round(height_pt * self._width / width_pt)
            left = SIDE_PX + column * (self._width + GAP_PX)
            self._rects.append(QRect(left, top, self._width, height))
            row_height = max(row_height, height)
        columns = max(1, min(self._columns, self.count))
        self.setMinimumWidth(2 * SIDE_PX + columns * (self._width + GAP_PX) - GAP_PX)
        self.setMinimumHeight(top + row_height + GAP_PX if self._sizes else 0)
        self.update()


def _paint_sheet(painter: QPainter, rect: QRect) -> None:
    """Paint an empty sheet with the only shadow there is."""
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in (3, 2, 1):
        painter.setBrush(QColor(0, 0, 0, 14))
        painter.drawRoundedRect(rect.adjusted(-reach, -reach + 1, reach, reach + 1), 2, 2)
    painter.setBrush(QColor("white"))
    painter.setPen(QColor(tokens().line))
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
