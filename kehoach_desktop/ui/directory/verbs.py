"""Danh mục: the page over the desk. It is imported when it is shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.workbench import Workbench


class DirectoryVerbs(QObject):
    """Shows the office's list of bodies, forms and indicators."""

    def __init__(
        self,
        workbench: Workbench,
        desk: Desk,
        long_work: LongWork,
        tab_in_front: Callable[[], Any],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tab_in_front = tab_in_front
        self._workbench = workbench
        self._desk = desk
        self._long_work = long_work

    @Slot()
    def on_directory_triggered(self) -> None:
        """Show the page, at the name in the sheet's current cell; what is being typed is counted too."""
        from kehoach_desktop.ui.directory.page import DirectoryPage

        self._workbench.flush()
        tab = self._tab_in_front()
        name = tab.current_name() if hasattr(tab, "current_name") and self._desk.page is None else None
        page = DirectoryPage(self._workbench, self._long_work)
        self._desk.show_page(page)
        if name is not None:
            page.show_name(*name)
