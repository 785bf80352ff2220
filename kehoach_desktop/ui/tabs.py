"""The three main tabs with their counts; each is made when there is time, the first before the others."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kehoach_desktop.ui.theme import base_font, restyle

TITLES = ("Soạn thảo", "Phụ lục", "Theo dõi quý")
Maker = Callable[[], Any]
"""Makes a tab: a QWidget with tab_actions(), badge and summary, and badge_changed and summary_changed."""


class Tabs(QWidget):
    """A strip and the tab below it. ``make`` may be called late: a tab not yet made is made when shown."""

    current_changed = Signal(int)
    tab_made = Signal(int, object)
    summary_changed = Signal(str)

    def __init__(self, makers: tuple[Maker, Maker, Maker], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers = makers
        self._made: dict[int, Any] = {}
        self._summaries: dict[int, str] = {}
        self._strip = _Strip()
        self._strip.setObjectName("tabs")
        self._strip.setAccessibleName("Các thẻ chính")
        self._strip.setDrawBase(False)
        self._strip.setExpanding(False)
        self._strip.setUsesScrollButtons(False)  # it has its room; a strip still too narrow does not scroll
        self._badges = tuple(_badge(self._strip) for _ in TITLES)
        self._stack = QStackedWidget()
        for title in TITLES:
            self._strip.addTab(title)
            self._stack.addWidget(_blank())
        ground = QWidget()
        ground.setObjectName("tab_strip")
        row = self._row = QHBoxLayout(ground)
        row.setContentsMargins(12, 5, 12, 0)
        row.addWidget(self._strip)
        row.addStretch(1)
        self._notice: QWidget | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground)
        column.addWidget(self._stack, 1)
        self._strip.currentChanged.connect(self.on_strip_current_changed)
        # After the click is dealt with: the strip still has the keyboard then, if it had it before.
        self._strip.tabBarClicked.connect(self.take_keyboard, Qt.ConnectionType.QueuedConnection)

    @property
    def place(self) -> int:
        """Which tab is in front: 0 the plan, 1 the appendix, 2 the tracker."""
        return self._strip.currentIndex()

    @property
    def current(self) -> Any:
        """The tab in front; None when it is not made yet."""
        return self._made.get(self.place)

    def make(self, place: int) -> Any:
        """Return the tab at ``place``, making it if need be."""
        if place not in self._made:
            tab = self._makers[place]()
            tab.setProperty("place", place)
            self._made[place] = tab
            tab.badge_changed.connect(self.on_tab_badge_changed)
            tab.summary_changed.connect(self.on_tab_summary_changed)
            self._show_badge(place, getattr(tab, "badge", ""))
            self._show_summary(place, getattr(tab, "summary", ""))
            blank = self._stack.widget(place)
            self._stack.removeWidget(blank)
            blank.deleteLater()
            self._stack.insertWidget(place, tab)
            self._stack.setCurrentIndex(self.place)
            self.tab_made.emit(place, tab)
        return self._made[place]

    def unmade(self) -> int | None:
        """Return the first tab that does not stand yet; None when all do."""
        return next((place for place in range(len(TITLES)) if place not in self._made), None)

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front."""
        self._strip.setCurrentIndex(place)

    @Slot()
    def take_keyboard(self) -> None:
        """Give the keyboard to the page, sheet or grid of the tab in front, not to the first of its tools."""
        tab = self.current
        if tab is None or not self.isVisible():
            return
        aim = tab.focusProxy()
        if aim is None or not aim.isVisible():  # a tab with nothing to edit yet: its one button
            from kehoach_desktop.ui.parts import first_in

            aim = first_in(tab) or self._strip
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notice(self, notice: QWidget | None) -> None:
        """Show this line over the plan and its appendix, or none; the tracker goes on all the same."""
        if self._notice is not None and notice is not self._notice:
            self._notice.hide()
        self._notice = notice
        if notice is not None:
            self._column.insertWidget(1, notice)
            notice.setVisible(self.place < 2)

    def areas(self) -> list[QWidget]:
        """Return the strip and the panes of the tab in front, for going from one to the next."""
        from kehoach_desktop.ui.parts import panes

        notices = [self._notice] if self._notice is not None and self._notice.isVisible() else []
        return [self._strip, *notices, *(panes(self.current) if self.current is not None else ())]

    def forget(self) -> None:
        """Close the tabs made, for the window is closing."""
        for tab in self._made.values():
            tab.close()

    def actions_of(self, place: int) -> list[QAction]:
        """Return the verbs of a tab that is made."""
        return list(self._made[place].tab_actions()) if place in self._made else []

    def made(self, place: int) -> Any:
        """Return a tab that is made, or None."""
        return self._made.get(place)

    def badge(self, place: int) -> str:
        """Return the count shown beside a tab's title."""
        return self._badges[place].text()

    @Slot(int)
    def on_strip_current_changed(self, place: int) -> None:
        """Show the tab chosen."""
        self.make(place)
        self._stack.setCurrentIndex(place)
        self.show_notice(self._notice)
        self.summary_changed.emit(self._summaries.get(place, ""))
        self.current_changed.emit(place)
        if not self._strip.hasFocus():  # there the arrows are going from tab to tab
            self.take_keyboard()

    def tell_summary(self) -> None:
        """Tell the current tab's summary again."""
        self.summary_changed.emit(self._summaries.get(self.place, ""))

    @Slot(str)
    def on_tab_badge_changed(self, text: str) -> None:
        """Show a tab's count beside its title."""
        self._show_badge(self.sender().property("place"), text)

    def _show_badge(self, place: int, text: str) -> None:
        badge = self._badges[place]
        badge.setText(text)
        is_count = text.replace(".", "").isdigit()
        restyle(badge, "state", "" if is_count or not text else "warning")  # words are what is late
        badge.adjustSize()
        # The strip only looks at its buttons anew when one is set.
        self._strip.setTabButton(place, QTabBar.ButtonPosition.RightSide, None)
        self._strip.setTabButton(place, QTabBar.ButtonPosition.RightSide, badge if text else None)
        self._strip.updateGeometry()  # nor does it ask for the room by itself
        self._row.activate()  # now, or the strip is painted with the count past the tab's edge

    @Slot(str)
    def on_tab_summary_changed(self, text: str) -> None:
        """Pass the current tab's summary on."""
        self._show_summary(self.sender().property("place"), text)

    def _show_summary(self, place: int, text: str) -> None:
        self._summaries[place] = text
        if place == self.place:
            self.summary_changed.emit(text)


class _Strip(QTabBar):
    """A tab bar with room for the current title in bold: Qt measures it upright."""

    def tabSizeHint(self, index: int) -> QSize:
        size = super().tabSizeHint(index)
        title = self.tabText(index)
        wide = QFontMetrics(base_font(is_bold=True)).horizontalAdvance(title)
        return QSize(size.width() + wide - QFontMetrics(base_font()).horizontalAdvance(title), size.height())


def _blank() -> QWidget:
    made = QWidget()
    made.setObjectName("surface")
    return made


def _badge(parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", "true")
    made.hide()
    return made
