"""The real pages beside the text: as they will print, following what is typed and where the caret is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.plan.page_printer import PagePrinter
from kehoach_desktop.ui.plan.paper import SIDE_PX
from kehoach_desktop.ui.plan.paper_area import LEAST_PX, PaperArea
from kehoach_desktop.ui.plan.preview_foot import PreviewFoot
from kehoach_desktop.ui.plan.printed_pages import Printing

if TYPE_CHECKING:
    from kehoach_desktop.services.exporting import Place

REFRESH_AFTER_MS = 30  # after the last key
REFRESH_AT_LATEST_MS = 500  # for who types on and on
_SEEN_AFTER_MS, _NEAR_AFTER_MS = 15, 250  # pages scrolled into view; those next to them
_FIRST_PAGES = frozenset({0, 1})


class PagePreview(QWidget):
    """Shows the printed pages of a plan; only those in view, and their neighbours, are drawn."""

    pages_changed = Signal(int, int)  # number in view from 1 (0: none), count
    place_chosen = Signal(object, int)  # an item's id, the letter clicked
    word_chosen = Signal(object, int)
    fact_chosen = Signal(str)  # a particular's name

    def __init__(self, parent: QWidget | None = None, *, source: Plan | None = None) -> None:
        super().__init__(parent)
        self.source = source
        """Of a report the plan its tables are made from."""
        self.live: Callable[[], Plan | None] | None = None
        """Gives the plan with what is typed and not yet kept."""
        self._plan: Plan | None = None
        self._drawn: Plan | None = None  # as it was last printed
        self._state = 0  # counts what was printed: a picture is current or of an earlier state
        self._is_stale = False
        self._is_following = True  # until the clerk scrolls away from the caret
        self._caret = (0, 0)
        self._area = PaperArea()
        self.paper = self._area.paper
        self.foot = PreviewFoot()
        self._printer = PagePrinter(self)
        self._since_change = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._filling = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what was last told of, and no page in view waits for its picture."""
        return not (self._is_stale or self._printer.is_busy or self._missing(self._in_view()))

    def picture(self, number: int) -> QImage | None:
        """Return the picture of a page (from 0), None while there is none."""
        return self.paper.picture(number)

    def show_plan(self, plan: Plan | None) -> None:
        """Show this plan's pages soon; none at once."""
        if plan is not None and self._plan is not None and plan.id != self._plan.id:
            self._area.verticalScrollBar().setValue(0)
        self._plan = plan
        if plan is None:
            self._stop()
            self._show_nothing()
        else:
            self.note_change()

    def note_change(self) -> None:
        """Print soon what has changed; who types on is not kept waiting for ever."""
        if self._plan is None:
            return
        if not self._is_stale:
            self._is_stale = True
            self._since_change.start()
        if not self.isVisible():
            return
        if self._printer.waited_ms < REFRESH_AT_LATEST_MS:
            self._printer.stop()  # its pages would be stale, and the key being typed needs the machine
        if not self._timer.isActive() or self._since_change.elapsed() < REFRESH_AT_LATEST_MS:
            self._timer.start()

    def show_caret(self, item: int, offset: int) -> None:
        """Mark the line the caret is in, and bring it into view."""
        self._caret = (item, offset)
        self._is_following = True
        self._mark_caret()

    def refresh(self) -> None:
        """Print the plan as it is now; what is under way for an older state is given up."""
        plan = self._plan and (self.live() if self.live is not None else self._plan)
        if plan is None or not self.isVisible():
            return
        if self._printer.is_busy and self._printer.waited_ms > REFRESH_AT_LATEST_MS:
            return  # let at least one come to its end; the next follows it
        self._timer.stop()
        self._is_stale = False
        self._state += 1
        self._drawn = plan
        seen = self._in_view()
        self._print(frozenset(seen) or _FIRST_PAGES)

    def fill(self, *, is_filled: bool) -> None:
        """Have the pages large, side by side where there is room, or as wide as their column."""
        self._area.is_filled = is_filled
        self.foot.show_words(is_on=is_filled)
        self._fit()

    def take_keyboard(self) -> None:
        """Have the keys scroll the pages."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard_if_filled(self) -> None:
        """Keep the keyboard while there is nothing else in the window."""
        if self._area.is_filled:
            self.take_keyboard()

    def close_down(self) -> None:
        """Give up what is under way."""
        self._stop()
        self._printer.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Print what changed while the pages were folded away."""
        super().showEvent(event)
        if self._is_stale:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs sharper or smaller pictures; until they are there the old ones are scaled."""
        super().resizeEvent(event)
        self._fit()

    def on_scrolled(self) -> None:
        """Tell which page is in view, and draw those that come into it."""
        count, number = self.paper.count, 0
        if count:
            seen = self._area.seen()
            number = 1 + self.paper.page_at(seen.top() + seen.height() // 3)
        zoom = f" · {round(self._area.zoom * 100)} %" if self._area.zoom != 1 else ""
        self.foot.say(f"Trang {number} / {count}{zoom}" if count else "")
        self._area.setAccessibleDescription(f"Trang {number} trên {count}" if count else "Không có trang nào")
        self.pages_changed.emit(number, count)
        if count:
            delay = _SEEN_AFTER_MS if self._missing(self._in_view()) else _NEAR_AFTER_MS
            if not self._filling.isActive() or self._filling.remainingTime() > delay:
                self._filling.start(delay)

    def on_fill_due(self) -> None:
        """Draw the pages in view that have no picture of this state, then those next to them."""
        if self._is_stale or self._printer.is_busy or self._drawn is None or not self.isVisible():
            return
        seen = self._in_view()
        if not seen:
            return
        around = range(max(seen[0] - 1, 0), min(seen[-1] + 2, self.paper.count))
        if missing := self._missing(seen) or self._missing(list(around)):
            self._print(frozenset(missing))

    def _lay_out(self) -> None:
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trang in")
        self.setFocusProxy(self._area)
        self.setMinimumWidth(LEAST_PX + 2 * SIDE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self._filling.timeout.connect(self.on_fill_due)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._on_failed)
        self._area.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        self._area.scrolled_by_hand.connect(self._on_scrolled_by_hand)
        self._area.zoomed.connect(self._on_zoomed)
        self.paper.pressed.connect(self._on_pressed)
        self.paper.double_pressed.connect(self._on_double_pressed)
        self.paper.bare_pressed.connect(self._on_bare_pressed)

    def _print(self, numbers: frozenset[int]) -> None:
        if self._drawn is not None:
            ratio = self.devicePixelRatioF()
            self._printer.print_plan(
                self._drawn, numbers, self.paper.page_width, ratio, self._state, self.source
            )

    def _in_view(self) -> list[int]:
        seen = self._area.seen()
        return self.paper.pages_between(seen.top(), seen.bottom())

    def _missing(self, numbers: list[int]) -> list[int]:
        return [number for number in numbers if not self.paper.is_current(number, self._state)]

    def _stop(self) -> None:
        self._timer.stop()
        self._filling.stop()
        self._printer.stop()

    def _fit(self) -> None:
        self._area.fit(self.width())
        self._mark_caret()
        self.on_scrolled()

    def _on_printed(self, printing: Printing, state: int) -> None:
        before = self.paper.count
        with QSignalBlocker(self._area.verticalScrollBar()):
            self.paper.show_pages(printing.preview.sizes, printing.places)
            self._area.settle()
        self.paper.add_pictures(printing.pictures, state)
        self.foot.say_lacking(printing.preview.warning)
        self._mark_caret()
        if not before:
            self._fit()
        self.on_scrolled()
        self._catch_up()

    def _catch_up(self) -> None:
        """Print what changed while other work was let come to its end."""
        if self._is_stale and not self._timer.isActive():
            self._timer.start()

    def _show_nothing(self) -> None:
        self._drawn = None
        self._is_stale = False
        self.paper.clear()
        self.foot.say_lacking("")
        self.on_scrolled()

    def _mark_caret(self) -> None:
        place = self.paper.places.of_caret(*self._caret)
        self.paper.set_mark(place)
        if place is not None and self._is_following and self.isVisible():
            self._area.bring_into_view(self.paper.rect_of(place))

    def _on_failed(self, sentence: str) -> None:
        self.foot.say("Chưa dựng được trang in", sentence)
        self._catch_up()

    def _on_scrolled_by_hand(self) -> None:
        self._is_following = False

    def _on_zoomed(self) -> None:
        self._fit()

    def _on_pressed(self, place: "Place", x: float) -> None:
        if place.fact:
            self.fact_chosen.emit(place.fact)
        else:
            self.place_chosen.emit(place.item, place.offset_at(x))

    def _on_double_pressed(self, place: "Place", x: float) -> None:
        if place.item:
            self.word_chosen.emit(place.item, place.offset_at(x))

    def _on_bare_pressed(self) -> None:
        self._area.setFocus(Qt.FocusReason.MouseFocusReason)
