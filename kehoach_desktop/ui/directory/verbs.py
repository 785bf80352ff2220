"""Danh mục: the page over the desk. It is imported when it is shown."""

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.workbench import Workbench


class DirectoryVerbs(QObject):
    """Shows the office's list of bodies, forms and indicators."""

    def __init__(self, workbench: Workbench, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk

    @Slot()
    def on_directory_triggered(self) -> None:
        """Show the page; what is being typed is counted too."""
        from kehoach_desktop.ui.directory.page import DirectoryPage

        self._workbench.flush()
        self._desk.show_page(DirectoryPage(self._workbench))
