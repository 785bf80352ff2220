"""F1: the manual over what the clerk is at, opened at what explains it, and back again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kehoach_desktop.ui.manual.page import ManualPage
from kehoach_desktop.ui.manual.places import place_of

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow


def show_manual(window: "MainWindow", place: str = "") -> None:
    """Show the manual at the place given, or at that of the part with the keyboard."""
    desk = window.desk
    if isinstance(desk.over, ManualPage):
        if place:
            desk.over.show_place(place)
        return
    page = ManualPage(window.settings.manual_zoom)
    page.zoomed.connect(lambda percent: setattr(window.settings, "manual_zoom", percent))
    tabs = getattr(window, "tab_verbs", None)
    if tabs is not None:  # a window without a file has none
        before = tabs.search_in(page)
        page.left.connect(lambda: tabs.search_in(before))
    aim = place or place_of(QApplication.focusWidget(), desk.shown_part())
    desk.lay_over(page)
    page.show_place(aim)  # now that it has its size
