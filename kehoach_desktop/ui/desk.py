"""The middle of the window: toolbar, message, findings, and below them the tabs or a page."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

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

    def rest_on(self, widget: "Page | Tabs") -> None:
        """Show ``widget`` where no page is."""
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
            if self._page is not None and not self._page.follows_plan:
                self.messages.say("info", "Hãy đóng trang này rồi hoàn tác hay làm lại.")
            else:
                step()

        return do

    @Slot()
    def take_keyboard(self) -> None:
        """Give the keyboard to what is shown: the page, or what rests below it."""
        shown = self._page or self._rest
        if shown is not None:
            shown.take_keyboard()

    @Slot()
    def on_next_part_triggered(self) -> None:
        """Give the keyboard to the next part: toolbar, message, findings, tabs, the panes of the tab."""
        from kehoach_desktop.ui.parts import next_part

        shown = self._page or self._rest
        above = [part for part in self._above if part.isVisible()]
        aim = next_part([*above, *(shown.areas() if shown is not None else ())], QApplication.focusWidget())
        if aim is not None:
            aim.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_page(self) -> None:
        """Take the page away."""
        page, self._page = self._page, None
        if self._rest is not None:
            self._stack.setCurrentWidget(self._rest)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
            self.take_keyboard()
