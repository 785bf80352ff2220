"""The real pages beside the text: as they will print, following what is kept of the typing."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.exporting import preview_pdf
from kehoach_desktop.ui.plan.printed_pages import PrintedPage, page_with, render_pages
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.theme import tokens

REFRESH_AFTER_MS = 400
_SIDE_PX = 20
_GAP_PX = 16
_WIDTH_LEAST_PX, _WIDTH_MOST_PX = 80, 720  # so little that it never keeps the window wide


class PagePreview(QWidget):
    """Shows the printed pages of a plan; ``pages_changed`` says which page is seen and how many there are."""

    pages_changed = Signal(int, int)  # number from 1 (0: none), count

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._is_stale = False
        self._runner = Runner(self)
        self._job: Job | None = None
        self._text = ""
        self.paper = _Paper()
        self._area = QScrollArea()
        self._caption = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()
        self._area.verticalScrollBar().valueChanged.connect(self.on_scrolled)

    @property
    def pages(self) -> list[PrintedPage]:
        """Return the pages shown."""
        return self.paper.pages

    def show_plan(self, plan: Plan | None) -> None:
        """Show this plan's pages soon; none at once."""
        self._plan = plan
        self._is_stale = True
        if plan is None:
            self._stop()
            self._show([])
        elif self.isVisible():
            self._timer.start()

    def follow(self, text: str) -> None:
        """Bring the page that has the item into view when it is out of it."""
        self._text = text
        number = page_with(self.pages, text)
        if number < 0:
            return
        rect = self.paper.page_rect(number)
        bar = self._area.verticalScrollBar()
        seen = QRect(0, bar.value(), rect.right() + 1, self._area.viewport().height())
        if seen.intersected(rect).height() < min(rect.height(), seen.height()) * 0.45:
            bar.setValue(rect.top() - _GAP_PX)
        self.on_scrolled()

    def refresh(self) -> None:
        """Render the plan as it is now; what was under way for an older state is given up."""
        plan = self._plan
        if plan is None or not self.isVisible():
            return
        self._stop()
        self._is_stale = False
        width, ratio = self._page_width(), self.devicePixelRatioF()
        self._job = self._runner.start(
            lambda progress: render_pages(preview_pdf(plan), width, ratio, progress),
            Job(self._show, self._on_failed),
        )

    def close_down(self) -> None:
        """Give up what is under way and wait for it."""
        self._stop()
        self._runner.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Render what changed while the pages were folded away."""
        super().showEvent(event)
        if self._is_stale:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs sharper or smaller pictures; until they are there the old ones are scaled."""
        super().resizeEvent(event)
        self.paper.set_width(self._page_width())
        if self.pages and self.pages[0].width_px != self._page_width():
            self._timer.start()

    def on_scrolled(self) -> None:
        """Tell which page is in view."""
        count = len(self.pages)
        number = 0
        if count:
            bar = self._area.verticalScrollBar()
            number = 1 + self.paper.page_at(bar.value() + self._area.viewport().height() // 3)
        self._caption.setText(f"Trang {number} / {count}" if count else "")
        self.pages_changed.emit(number, count)

    def _lay_out(self) -> None:
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trang in")
        self.setMinimumWidth(_WIDTH_LEAST_PX + 2 * _SIDE_PX)
        self._area.setWidget(self.paper)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setObjectName("paper_area")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Các trang in")
        self._caption.setProperty("role", "muted")
        self._caption.setFixedHeight(32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._caption)

    def _page_width(self) -> int:
        room = self.width() - 2 * _SIDE_PX - 6  # half a scroll bar
        return max(_WIDTH_LEAST_PX, min(_WIDTH_MOST_PX, room))

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, pages: list[PrintedPage]) -> None:
        self._job = None
        self.paper.show_pages(pages, self._page_width())
        self.on_scrolled()
        if self._text:
            self.follow(self._text)

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self._caption.setText("Chưa dựng được trang in")
        self._caption.setToolTip(sentence)


class _Paper(QWidget):
    """Paints the pages one under the other: white in the dark too, with the only shadow there is."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[PrintedPage] = []
        self._width = _WIDTH_LEAST_PX
        self.setObjectName("paper")

    def show_pages(self, pages: list[PrintedPage], width_px: int) -> None:
        self.pages = pages
        self.set_width(width_px)
        self.update()

    def set_width(self, width_px: int) -> None:
        self._width = width_px
        bottom = self.page_rect(len(self.pages) - 1).bottom() + _GAP_PX if self.pages else 0
        self.setMinimumHeight(bottom)

    def page_rect(self, number: int) -> QRect:
        """Return where a page is painted; a landscape page is as wide as the others and lower."""
        top = 12
        for page in self.pages[:number]:
            top += self._height(page) + _GAP_PX
        left = max((self.width() - self._width) // 2, 0)
        return QRect(left, top, self._width, self._height(self.pages[number]))

    def page_at(self, y: int) -> int:
        """Return the number of the page at height ``y``, from 0."""
        below = (n for n in range(len(self.pages)) if self.page_rect(n).bottom() + _GAP_PX >= y)
        return next(below, len(self.pages) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._width + 2 * _SIDE_PX, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, page in enumerate(self.pages):
            rect = self.page_rect(number)
            if rect.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                _paint_shadow(painter, rect)
                painter.drawImage(rect, page.picture)

    def _height(self, page: PrintedPage) -> int:
        return round(page.height_px * self._width / page.width_px)


def _paint_shadow(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in (3, 2, 1):
        painter.setBrush(QColor(0, 0, 0, 14))
        painter.drawRoundedRect(rect.adjusted(-reach, -reach + 1, reach, reach + 1), 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(tokens().line))
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
