"""The plan tab: map and particulars, the page to type in, the printed pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QToolButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.domain.words import LEVEL_WORDS
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.freezing import Freezer
from kehoach_desktop.ui.icons import ICON_PX
from kehoach_desktop.ui.plan.document_map import MapView
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.filled_pages import FilledPages
from kehoach_desktop.ui.plan.map_verbs import MapVerbs
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.page_link import PageLink
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.panes import Panes
from kehoach_desktop.ui.plan.particulars import Particulars
from kehoach_desktop.ui.plan.plan_actions import PlanActions
from kehoach_desktop.ui.plan.zoom import USUAL
from kehoach_desktop.ui.sheet.strip import Strip
from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.bases.panel import BasisPanel
    from kehoach_desktop.ui.plan.find_bar import FindBar

SIDE_PX = 268
WIDE_PX = 1366  # below this the printed pages fold away by themselves
ALL_PARTS_PX = 1200  # below this map and printed pages are not shown together
BESIDE_PX = 1700  # below this the library of căn cứ takes the place of the printed pages
_PAGES_PX, _PAGES_MOST_PX = 390, 600
_LEVELS_LEAST_PX = 96
_PAGE_AND_LIBRARY_PX = 840
_LEVELS = tuple((level, LEVEL_WORDS[level]) for level in Level)


class PlanTab(QWidget):
    """Shows and edits the text and the particulars of the current plan."""

    summary_changed = Signal(str)
    badge_changed = Signal(str)

    def __init__(self, workbench: Workbench, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings
        self.badge = self.summary = ""
        self.editor = OutlineEditor(workbench)
        self.verbs = PlanActions(self.editor)
        self.levels = named(QComboBox(), "Bậc của mục")
        self.map = MapView()
        self.map_verbs = MapVerbs(self.map, self.editor)
        self.particulars = Particulars(workbench, settings)
        self._freezer = Freezer(workbench, (self.editor, self.particulars), self.on_refused)
        self.preview = PagePreview()
        self.link = PageLink(self.editor, self.preview)
        self._finding: FindBar | None = None  # made when it is first asked for
        self._bases: BasisPanel | None = None  # likewise
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._split = Panes(self)
        self._words = 0
        self._pages_wanted: bool | None = None  # what the clerk said while the window was narrow
        self.editor.set_zoom(settings.zoom)
        self.setFocusProxy(self.editor)
        self._lay_out()
        self._connect()
        self.on_plan_opened(workbench.plan)

    def tab_actions(self) -> list[QAction]:
        """Return the tab's verbs."""
        return list(self.verbs.actions.values())

    def find(self) -> None:  # type: ignore[override]  # QWidget.find(id) is another thing, static, and not used
        """Show the bar to find with."""
        self.find_bar().open()

    def replace(self) -> None:
        """Show the bar to find and replace with."""
        self.find_bar().open(with_replace=True)

    def find_next(self) -> None:
        """Go to the next match."""
        self.find_bar().go(1)

    def find_previous(self) -> None:
        """Go to the match before."""
        self.find_bar().go(-1)

    def find_bar(self) -> "FindBar":
        """Return the bar above the page, made now if need be."""
        if self._finding is None:
            from kehoach_desktop.ui.plan.find_bar import FindBar

            self._finding = FindBar(self.editor, self._workbench)
            self._column.insertWidget(1, self._finding)
        return self._finding

    def basis_panel(self) -> "BasisPanel":
        """Return the library of căn cứ beside the page, made now if need be."""
        if self._bases is None:
            from kehoach_desktop.ui.bases.panel import BasisPanel

            self._bases = BasisPanel(self._workbench, self.editor, self.verbs.actions["basis"])
            self._bases.closed.connect(self.verbs.actions["library"].toggle)
            self._bases.hide()
            self._split.add(self._bases, _PAGES_PX, 0)
            self._around.append(self._bases)
        return self._bases

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the printed pages away first when the window gets narrow."""
        super().resizeEvent(event)
        if "plan" not in self._settings.splitters:  # the clerk has left it to us
            self._split.wish(self.preview, max(_PAGES_PX, min(_PAGES_MOST_PX, round(self.width() * 0.285))))
        was_wide = event.oldSize().width() >= WIDE_PX
        is_wide = self.width() >= WIDE_PX
        if is_wide != was_wide or event.oldSize().width() < 0:
            self._pages_wanted = None if is_wide != was_wide else self._pages_wanted
            self._show_pages()
        elif (self.width() >= BESIDE_PX) != (event.oldSize().width() >= BESIDE_PX):
            self._show_pages()
        if not self.filled.is_on:
            self._show_page()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed; let no work outlive the tab."""
        self.editor.flush()
        self.editor.close_down()
        self.preview.close_down()
        super().closeEvent(event)

    def on_plan_opened(self, plan: Plan | None) -> None:
        """Show another plan."""
        self.verbs.set_enabled(plan is not None)
        self.levels.setEnabled(plan is not None)
        self._follow(plan)

    def on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        """Let map and pages follow."""
        # The tracker's records are not on the plan's paper.
        if any(change.kind not in {"progress", "quantity", "evidence"} for change in touched):
            self._follow(plan)

    def on_refused(self) -> None:
        """Show again what an issued plan has, where something else was chosen."""
        self.particulars.on_plan_opened(self._workbench.plan)
        self.on_current_changed(self.editor.current_line())

    def on_current_changed(self, line: int) -> None:
        """Show level, map row and page of the line the caret is in."""
        level = self.editor.level()
        row = next((n for n, (known, _) in enumerate(_LEVELS) if known is level), -1)
        if row != self.levels.currentIndex():
            self.levels.setCurrentIndex(row)
        self.map.show_line(line)

    def on_level_chosen(self, row: int) -> None:
        """Give the chosen lines the level, and go back to the text."""
        self.editor.set_level(_LEVELS[row][0])
        self.editor.setFocus()
        self.on_current_changed(self.editor.current_line())

    def on_map_toggled(self, is_on: bool) -> None:
        """Show or fold away map and particulars; in a narrow window the pages make room for them."""
        self.filled.leave()
        if is_on and self.width() < ALL_PARTS_PX and self.preview.isVisible():
            self._pages_wanted = False
            self._show_pages()
        self._split.show_part(self._side, is_on=is_on)

    def on_library_toggled(self, is_on: bool) -> None:
        """Show or put away the library of căn cứ; where there is no room the printed pages give way to it."""
        panel = self.basis_panel()
        self.filled.leave()
        if is_on and self.width() < ALL_PARTS_PX:
            self.verbs.actions["map"].setChecked(False)
        if is_on:
            self._show_pages()
        self._show_page()
        self._split.show_part(panel, is_on=is_on)
        self._show_pages()
        (panel if is_on else self.editor).setFocus()

    def on_keep_basis_triggered(self) -> None:
        """Take the text cited in the line the caret is in into the library."""
        self.verbs.actions["library"].setChecked(True)
        self.basis_panel().keeper.on_take_line_asked()

    def on_pages_triggered(self, is_on: bool) -> None:
        """Show or fold away the printed pages, as the clerk says; in a narrow window the map makes room."""
        self.filled.leave()
        self._pages_wanted = is_on
        if is_on and self.width() < BESIDE_PX:
            self.verbs.actions["library"].setChecked(False)
        if is_on and self.width() < ALL_PARTS_PX:
            self.verbs.actions["map"].setChecked(False)
        self._show_pages()

    def on_fact_chosen(self, name: str) -> None:
        """Put the keyboard into the field of a particular that was clicked on the printed page."""
        self.filled.leave()
        self.verbs.actions["map"].setChecked(True)
        field = self.particulars.fields[name]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def on_pages_changed(self, number: int, count: int) -> None:
        """Tell page and words."""
        pages = f"Trang {number}/{count} · " if count else ""
        words = f"{self._words:,}".replace(",", ".")
        percent = self.editor.zoom_percent()
        size = "" if percent == USUAL else f" · {percent} %"
        summary = f"{pages}{words} từ{size}" if self._workbench.plan is not None else ""
        if summary != self.summary:
            self.summary = summary
            self.summary_changed.emit(summary)

    def on_zoomed(self, percent: int) -> None:
        """Remember the size and tell it."""
        self._settings.zoom = percent
        self.preview.on_scrolled()

    def on_splitter_moved(self) -> None:
        """Remember the sizes while all parts are to be seen."""
        if not all(part.isVisible() for part in (self._side, self.preview)):
            return
        self._settings.splitters["plan"] = self._split.widths()[:3]  # the library's is its own
        self._settings.splitters["plan_side"] = self._side.sizes()

    def _follow(self, plan: Plan | None) -> None:
        draft = draft_of(plan)
        self.map.show_draft(draft, self.editor.current_line())
        self._words = sum(len(item.text.split()) for item in draft.lines)
        self.preview.show_plan(plan)
        self.on_current_changed(self.editor.current_line())
        self.link.follow_caret()
        self.preview.on_scrolled()

    def _show_pages(self) -> None:
        if self.filled.is_on:
            return
        is_on = self.width() >= WIDE_PX if self._pages_wanted is None else self._pages_wanted
        is_on = is_on and not (self.verbs.actions["library"].isChecked() and self.width() < BESIDE_PX)
        with QSignalBlocker(self.verbs.actions["pages"]):
            self.verbs.actions["pages"].setChecked(is_on)
        self._split.show_part(self.preview, is_on=is_on)

    def _show_page(self) -> None:
        """Show the page to type in; the library stands in its place where there is no room for both."""
        is_alone = self.verbs.actions["library"].isChecked() and self.width() < _PAGE_AND_LIBRARY_PX
        self._split.show_part(self._middle, is_on=not is_alone)

    def _lay_out(self) -> None:
        self._side.addWidget(_titled("SƠ ĐỒ VĂN BẢN", self.map))
        self._side.addWidget(_titled("THÔNG TIN VĂN BẢN", self.particulars))
        self._side.setChildrenCollapsible(False)
        self._side.setMinimumWidth(180)
        self._side.setSizes(self._kept_sizes("plan_side", [360, 270]))
        middle = self._middle = ground("surface")
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip())
        column.addWidget(self.editor, 1)
        side, _, pages = self._kept_sizes("plan", [SIDE_PX, 706, _PAGES_PX])
        for part, width, stretch in ((self._side, side, 0), (middle, 0, 3), (self.preview, pages, 1)):
            self._split.add(part, width, stretch)
        self._split.fit()
        self.preview.hide()  # until the tab has its width
        filled = self.verbs.actions["filled"]
        self._around: list[QWidget] = [self._side, middle]
        self.filled = FilledPages(filled, self.preview, self._split, self._around, self)
        self.preview.foot.set_action(filled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def _kept_sizes(self, name: str, usual: list[int]) -> list[int]:
        """Return the sizes the clerk left; those of a hidden part, or a spoilt file, are not used."""
        kept = self._settings.splitters.get(name, [])
        is_fit = len(kept) == len(usual) and all(isinstance(size, int) and size > 0 for size in kept)
        return kept if is_fit else usual

    def _strip(self) -> Strip:
        for _, words in _LEVELS:
            self.levels.addItem(words)
        acts = self.verbs.actions
        bare = frozenset(
            f"plan_{name}" for name in ("outdent", "indent", "up", "down", "bold", "italic", "map")
        )
        shown = (
            acts["map"], None, acts["outdent"], acts["indent"], acts["up"], acts["down"], None,
            acts["bold"], acts["italic"], None, acts["library"],
        )  # fmt: skip
        strip = Strip(shown, bare)
        strip.row.setSpacing(3)
        self.levels.setMinimumWidth(_LEVELS_LEAST_PX)
        strip.row.insertWidget(2, self.levels)
        pages = named(QToolButton(), "Trang in")
        pages.setDefaultAction(acts["pages"])
        pages.setIconSize(QSize(ICON_PX, ICON_PX))
        pages.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        strip.row.addWidget(pages)
        return strip

    def _connect(self) -> None:
        bench = self._workbench
        bench.plan_opened.connect(self.on_plan_opened)
        bench.plan_changed.connect(self.on_plan_changed)
        self.editor.current_changed.connect(self.on_current_changed)
        self.editor.zoomed.connect(self.on_zoomed)
        self.levels.activated.connect(self.on_level_chosen)
        self.map.line_chosen.connect(self.editor.go_to_line)
        self.preview.pages_changed.connect(self.on_pages_changed)
        self.preview.fact_chosen.connect(self.on_fact_chosen)
        self.link.text_wanted.connect(self.filled.leave)
        self.verbs.actions["map"].setChecked(True)
        self.verbs.actions["map"].toggled.connect(self.on_map_toggled)
        library = self.verbs.actions["library"]
        library.toggled.connect(self.on_library_toggled)
        library.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(library)
        keep = self.verbs.actions["keep_basis"]
        keep.triggered.connect(self.on_keep_basis_triggered)
        self.editor.addAction(keep)
        self.verbs.actions["pages"].triggered.connect(self.on_pages_triggered)
        self._split.splitterMoved.connect(self.on_splitter_moved)
        self._side.splitterMoved.connect(self.on_splitter_moved)


def _titled(title: str, content: QWidget) -> QWidget:
    made = ground("plan_side")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    caption = label(title, "caption")
    caption.setContentsMargins(14, 11, 14, 7)
    column.addWidget(caption)
    column.addWidget(content, 1)
    return made
