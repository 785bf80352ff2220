"""Verbs that bring a tab to the front or act in the one that is there, and the making of the tabs in turn."""

import sys
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from kehoach_desktop.domain.history.aim import Found
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.actions import FINDING, menu_key
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.edit_keys import UndoKeys, edit_in_focus
from kehoach_desktop.ui.message_bar import Answer
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.tabs import Tabs
from kehoach_desktop.ui.workbench import Workbench

TAB_VERBS = ("show_plan", "show_appendix", "show_tracker")
_TAB_MENUS = ("plan", "appendix", "tracker")
_MODULES = tuple(f"kehoach_desktop.ui.{name}_tab" for name in ("plan", "appendix", "tracker"))
_PAUSE_MS = 40  # between two tabs, so that the window paints and answers first


class TabVerbs(QObject):
    """Owns the three tabs. Each is imported when it is made: their modules take their time."""

    filled = Signal()  # all tabs stand
    table_offered = Signal(object)  # what was copied has a head and may come in by it

    def __init__(
        self,
        workbench: Workbench,
        settings: Settings,
        desk: Desk,
        verbs: dict[str, QAction],
        menus: dict[str, QMenu],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._verbs = verbs
        self._menus = menus
        self.tabs = Tabs((self._make_plan_tab, self._make_appendix_tab, self._make_tracker_tab))
        self._searched: Any = None  # a page over the tabs that finds and replaces in its own text
        self._undo_keys = UndoKeys(self.tabs, verbs["undo"], verbs["redo"])
        self._runner = Runner(self)
        self._idle = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._idle.timeout.connect(self.on_idle)
        self.tabs.current_changed.connect(self.on_tab_changed)
        self.tabs.tab_made.connect(self.on_tab_made)
        for name in TAB_VERBS:
            verbs[name].triggered.connect(self.on_show_tab_triggered)
        for name in ("cut", "copy", "paste"):
            verbs[name].triggered.connect(self.on_edit_triggered)
        for name in FINDING:
            verbs[name].triggered.connect(self.on_find_triggered)

    def show(self) -> None:
        """Show the tab in front now and make the others when there is time."""
        self.tabs.make(self.tabs.place)
        self._desk.rest_on(self.tabs)
        self._idle.start()

    def close(self) -> None:
        """Make no more tabs and close those made."""
        self._idle.stop()
        self._runner.close()
        self.tabs.forget()

    @Slot()
    def on_idle(self) -> None:
        """Make the next tab that does not stand yet; its modules are read beside the window before."""
        place = self.tabs.unmade()
        if place is None:
            self.filled.emit()
        elif _MODULES[place] in sys.modules:
            self.tabs.make(place)
            self._idle.start()
        else:
            job = Job(lambda _: self._idle.start(), _nothing)
            self._runner.start(lambda _: import_module(_MODULES[place]), job)

    @Slot(int, object)
    def on_tab_made(self, place: int, tab: Any) -> None:
        """Put the tab's verbs into the menus they name."""
        for action in tab.tab_actions():
            menu = self._menus[menu_key(str(action.property("menu") or ""), _TAB_MENUS[place])]
            if not menu.property("has_tab_verbs"):
                menu.addSeparator()
                menu.setProperty("has_tab_verbs", "yes")
            menu.addAction(action)
        self.on_tab_changed()

    @Slot()
    def on_tab_changed(self) -> None:
        """Follow the tab in front."""
        self._verbs[TAB_VERBS[self.tabs.place]].setChecked(True)
        # Not hasattr: QWidget has a find of another kind.
        for name in FINDING:
            self._verbs[name].setVisible(name in vars(type(self._in_front)))

    @Slot()
    def on_show_tab_triggered(self) -> None:
        """Bring a tab to the front."""
        self._desk.close_page()
        self.tabs.show_tab(TAB_VERBS.index(self.sender().objectName()))
        self.tabs.take_keyboard()

    @Slot()
    def on_edit_triggered(self) -> None:
        """Cut, copy or paste where the focus is."""
        edit_in_focus(self.sender().objectName(), self.tabs.actions_of(self.tabs.place))

    @Slot()
    def on_find_triggered(self) -> None:
        """Find, replace or go on finding in the tab in front."""
        getattr(self._in_front, self.sender().objectName())()

    @property
    def _in_front(self) -> Any:
        return self._searched if self._searched is not None and isValid(self._searched) else self.tabs.current

    def search_in(self, page: Any) -> Any:
        """Find and replace in a page that lies over the tabs; None: in the tab in front again.

        Returns what was searched before.
        """
        before, self._searched = self._searched, page
        self.on_tab_changed()
        return before

    @Slot(object, int)
    def show_cell(self, task_id: int, quarter: int) -> None:
        """Show a task's quarter in the tracker."""
        self._desk.close_page()
        self.tabs.show_tab(TAB_VERBS.index("show_tracker"))
        self.tabs.current.show_cell(task_id, quarter)
        self.tabs.take_keyboard()

    @Slot(object)
    def show_row(self, task_id: int) -> None:
        """Show a task's row in the appendix, chosen."""
        self.tabs.show_tab(TAB_VERBS.index("show_appendix"))
        self.tabs.current.show_row(task_id)
        self.tabs.take_keyboard()

    def show_found(self, found: Found) -> None:
        """Show a place of the plan: an item of the text, a task, or its quarter."""
        if found.task is not None and found.quarter is not None:
            self.show_cell(found.task, found.quarter)
        elif found.task is not None:
            self.show_row(found.task)
        else:
            self.tabs.show_tab(TAB_VERBS.index("show_plan"))
            self.tabs.take_keyboard()
            if found.item is not None:
                self.tabs.current.editor.go_to(found.item, 0)

    def appendix_now(self) -> Appendix | None:
        """Return the appendix that its tab shows; before the tab is made, the plan's first."""
        plan = self._workbench.plan
        tab = self.tabs.made(TAB_VERBS.index("show_appendix"))
        shown = tab.model.appendix if tab is not None else None
        return shown or (plan.appendices[0] if plan is not None and plan.appendices else None)

    @Slot(str, str, object)
    def on_page_said(self, kind: str, sentence: str, answers: tuple[Answer, ...]) -> None:
        """Show what the page to type in has to say; a question takes the keyboard, as Enter answers it."""
        messages = self._desk.messages
        messages.say(kind, sentence, *answers)
        if answers:
            messages.put_focus_on(answers[0][0])

    def _make_plan_tab(self) -> Any:
        from kehoach_desktop.ui.plan_tab import PlanTab

        tab = PlanTab(self._workbench, self._settings)
        tab.editor.said.connect(self.on_page_said)
        return tab

    def _make_appendix_tab(self) -> Any:
        from kehoach_desktop.ui.appendix_tab import AppendixTab

        tab = AppendixTab(self._workbench, self._settings)
        tab.verbs.clipboard.said.connect(self.on_page_said)
        tab.verbs.clipboard.table_offered.connect(self.table_offered)
        tab.strip.add(self._verbs["import_table"])
        return tab

    def _make_tracker_tab(self) -> Any:
        from kehoach_desktop.ui.tracker_tab import TrackerTab

        return TrackerTab(self._workbench, self._settings)


def _nothing(_: str) -> None:
    """A module that cannot be read is a bug, and raised as one."""
