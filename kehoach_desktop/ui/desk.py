"""The middle of the window: toolbar, message, findings, and below them the tabs or a page."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.page import Page

if TYPE_CHECKING:
    from kehoach_desktop.ui.findings import FindingsPanel
    from kehoach_desktop.ui.tabs import Tabs
    from kehoach_desktop.ui.wide_page import WidePage


class Desk(QWidget):
    """Shows ``rest`` (the tabs, or the page of an empty file) unless a page lies over it."""

    def __init__(self, toolbar: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = MessageBar()
        self._above: list[QWidget] = [toolbar, self.messages]
        self._stack = QStackedWidget()
        self._rest: Page | Tabs | None = None
        blank = QWidget()
        blank.setObjectName("page_ground")
        self._page: Page | WidePage | None = None
        self._over: WidePage | None = None  # what is read beside the work, which stays below it as it is
        self._left: QWidget | None = None  # what had the keyboard then
        self.messages.left.connect(self.take_keyboard)
        self._stack.addWidget(blank)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(toolbar)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)

    @cached_property
    def findings(self) -> "FindingsPanel":
        """The panel of findings under the message; made when it is first needed."""
        from kehoach_desktop.ui.findings import FindingsPanel

        panel = FindingsPanel()
        self._above.append(panel)
        self._column.insertWidget(self._column.indexOf(self._stack), panel)
        return panel

    def show_strip(self, strip: QWidget) -> None:
        """Put a line under the toolbar that stays over tabs and pages alike."""
        self._above.insert(1, strip)
        self._column.insertWidget(1, strip)

    def close_findings(self) -> None:
        """Take the findings away, if there are any."""
        if "findings" in self.__dict__:  # a cached property: asking for it would make it
            self.findings.hide()

    @property
    def page(self) -> "Page | WidePage | None":
        """The page that lies over the rest."""
        return self._page

    @property
    def over(self) -> "WidePage | None":
        """What is read over the page or the rest."""
        return self._over

    def rest_on(self, widget: "Page | Tabs") -> None:
        """Show ``widget`` where no page is."""
        self.close_over()
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._rest = widget
        if self._page is None:
            self._stack.setCurrentWidget(widget)
            self.take_keyboard()

    def show_page(self, page: "Page | WidePage") -> None:
        """Lay a page over the rest, in place of the one before."""
        self.close_page()
        self.messages.give_way()
        self._page = page
        page.closed.connect(self.close_page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.take_keyboard()

    def where_seen(self, step: Callable[[], object]) -> Callable[[], None]:
        """Return ``step`` as a verb that does nothing to a plan hidden below a page, and says why."""

        def do() -> None:
            if self._over is not None or (self._page is not None and not self._page.follows_plan):
                self.messages.say("info", "Hãy đóng trang này rồi hoàn tác hay làm lại.")
            else:
                step()

        return do

    @Slot()
    def take_keyboard(self) -> None:
        """Give the keyboard to what is shown: the page, or what rests below it."""
        if (shown := self._shown) is not None:
            shown.take_keyboard()

    @property
    def _shown(self) -> "Page | WidePage | Tabs | None":
        return self._over or self._page or self._rest

    def shown_part(self) -> QWidget | None:
        """Return what is shown: the page, or the tab in front."""
        return self._page or getattr(self._rest, "current", None) or self._rest

    def lay_over(self, page: "WidePage") -> None:
        """Show what is to be read; closed, it leaves the clerk where he was, down to the field."""
        self.close_over()
        self._left = QApplication.focusWidget()
        self._over = page
        page.closed.connect(self.close_over)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.take_keyboard()

    @Slot()
    def close_over(self) -> None:
        """Take away what is read, and give the keyboard back."""
        over, self._over = self._over, None
        left, self._left = self._left, None
        if over is None:
            return
        if (below := self._page or self._rest) is not None:
            self._stack.setCurrentWidget(below)
        self._stack.removeWidget(over)
        over.hide()
        over.deleteLater()
        if left is not None and isValid(left) and left.isVisible() and left.isEnabled():
            left.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    @Slot()
    def on_next_part_triggered(self) -> None:
        """Give the keyboard to the next part: toolbar, message, findings, tabs, the panes of the tab."""
        from kehoach_desktop.ui.parts import next_part

        shown = self._shown
        above = [part for part in self._above if part.isVisible()]
        aim = next_part([*above, *(shown.areas() if shown is not None else ())], QApplication.focusWidget())
        if aim is not None:
            aim.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_page(self) -> None:
        """Take the page away."""
        self.close_over()
        page, self._page = self._page, None
        if self._rest is not None:
            self._stack.setCurrentWidget(self._rest)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
            self.take_keyboard()
