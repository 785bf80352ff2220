"""Which parts of the plan tab are to be seen: by the window's width, and as the clerk says."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QSignalBlocker, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.plan.filled_pages import FilledPages
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.panes import Panes

WIDE_PX = 1366  # below this the printed pages fold away by themselves
ALL_PARTS_PX = 1200  # below this map and printed pages are not shown together
BESIDE_PX = 1700  # below this the library of căn cứ takes the place of the printed pages
_PAGE_AND_LIBRARY_PX = 840  # below this it takes the place of the page to type in
_SIDE_PX = 268
_PAGES_PX, _PAGES_MOST_PX = 390, 600
_PAGES_SHARE = 0.285  # of the window, until the clerk sets it


class Parts(NamedTuple):
    """The parts from left to right: map and particulars, the page to type in, the printed pages."""

    side: QSplitter
    page: QWidget
    pages: PagePreview


class Arrangement(QObject):
    """Shows the parts and puts them away; the library of căn cứ is made when it is first asked for."""

    def __init__(
        self,
        tab: QWidget,
        parts: Parts,
        actions: dict[str, QAction],
        settings: Settings,
        make_library: Callable[[], QWidget],
    ) -> None:
        super().__init__(tab)
        self._tab = tab
        self._parts = parts
        self._actions = actions
        self._settings = settings
        self._make_library = make_library
        self._library: QWidget | None = None
        self._pages_wanted: bool | None = None  # what the clerk said while the window was narrow
        self.panes = Panes(tab)
        side, _, pages = self._kept_sizes("plan", [_SIDE_PX, 706, _PAGES_PX])
        for part, width, stretch in zip(parts, (side, 0, pages), (0, 3, 1), strict=True):
            self.panes.add(part, width, stretch)
        parts.side.setSizes(self._kept_sizes("plan_side", [300, 330]))
        parts.pages.hide()  # until the tab has its width
        self._around: list[QWidget] = [parts.side, parts.page]
        self.filled = FilledPages(actions["filled"], parts.pages, self.panes, self._around, tab)
        actions["filled"].toggled.connect(self.on_filled_toggled)
        actions["map"].setChecked(True)
        actions["map"].toggled.connect(self.on_map_toggled)
        actions["library"].toggled.connect(self.on_library_toggled)
        actions["pages"].triggered.connect(self.on_pages_triggered)
        self.panes.splitterMoved.connect(self.on_splitter_moved)
        parts.side.splitterMoved.connect(self.on_splitter_moved)

    @property
    def library(self) -> QWidget:
        """The library of căn cứ beside the page, made now if need be."""
        if self._library is None:
            self._library = self._make_library()
            self._library.hide()
            self.panes.add(self._library, _PAGES_PX, 0)
            self._around.append(self._library)
        return self._library

    def fit(self, old_width: int) -> None:
        """Follow another width of the tab; ``old_width`` is -1 the first time."""
        width = self._tab.width()
        if "plan" not in self._settings.splitters:  # the clerk has left it to us
            wish = max(_PAGES_PX, min(_PAGES_MOST_PX, round(width * _PAGES_SHARE)))
            self.panes.wish(self._parts.pages, wish)
        if (width >= WIDE_PX) != (old_width >= WIDE_PX):
            self._pages_wanted = None
        self._show_pages()
        self._show_page()
        if old_width < 0:
            self.panes.fit()

    @Slot(bool)
    def on_map_toggled(self, is_on: bool) -> None:
        """Show or fold away map and particulars; in a narrow window the pages make room for them."""
        self.filled.leave()
        if is_on and self._is_below(ALL_PARTS_PX) and self._parts.pages.isVisible():
            self._pages_wanted = False
            self._show_pages()
        self.panes.show_part(self._parts.side, is_on=is_on)

    @Slot(bool)
    def on_library_toggled(self, is_on: bool) -> None:
        """Show or put away the library of căn cứ; where there is no room other parts give way to it."""
        self.filled.leave()
        if is_on and self._is_below(ALL_PARTS_PX):
            self._actions["map"].setChecked(False)
        if is_on:
            self._show_pages()
        self._show_page()
        self.panes.show_part(self.library, is_on=is_on)
        self._show_pages()
        (self.library if is_on else self._tab).setFocus()

    @Slot(bool)
    def on_pages_triggered(self, is_on: bool) -> None:
        """Show or fold away the printed pages, as the clerk says; in a narrow window the map makes room."""
        self.filled.leave()
        self._pages_wanted = is_on
        if is_on and self._is_below(BESIDE_PX):
            self._actions["library"].setChecked(False)
        if is_on and self._is_below(ALL_PARTS_PX):
            self._actions["map"].setChecked(False)
        self._show_pages()

    @Slot(bool)
    def on_filled_toggled(self, is_on: bool) -> None:
        """Bring back what the window has room for by now: it may have become another one meanwhile."""
        if not is_on:
            self._show_pages()
            self._show_page()

    @Slot()
    def on_splitter_moved(self) -> None:
        """Remember the sizes while all parts are to be seen."""
        if self._parts.side.isVisible() and self._parts.pages.isVisible():
            self._settings.splitters["plan"] = self.panes.widths()[:3]  # the library's is its own
            self._settings.splitters["plan_side"] = self._parts.side.sizes()

    def _show_pages(self) -> None:
        """Show the printed pages where there is room, or as the clerk has said."""
        if self.filled.is_on:
            return
        is_on = not self._is_below(WIDE_PX) if self._pages_wanted is None else self._pages_wanted
        is_on = is_on and not (self._actions["library"].isChecked() and self._is_below(BESIDE_PX))
        with QSignalBlocker(self._actions["pages"]):
            self._actions["pages"].setChecked(is_on)
        self.panes.show_part(self._parts.pages, is_on=is_on)

    def _show_page(self) -> None:
        """Show the page to type in; the library stands in its place where there is no room for both."""
        if not self.filled.is_on:
            is_alone = self._actions["library"].isChecked() and self._is_below(_PAGE_AND_LIBRARY_PX)
            self.panes.show_part(self._parts.page, is_on=not is_alone)

    def _is_below(self, width_px: int) -> bool:
        return self._tab.width() < width_px

    def _kept_sizes(self, name: str, usual: list[int]) -> list[int]:
        """Return the sizes the clerk left; those of a hidden part, or a spoilt file, are not used."""
        kept = self._settings.splitters.get(name, [])
        is_fit = len(kept) == len(usual) and all(isinstance(size, int) and size > 0 for size in kept)
        return kept if is_fit else usual
