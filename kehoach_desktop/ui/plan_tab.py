"""The plan tab: map and particulars, the page to type in, the printed pages."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QToolButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.domain.words import LEVEL_WORDS
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.freezing import Freezer
from kehoach_desktop.ui.icons import ICON_PX
from kehoach_desktop.ui.plan.arrangement import Arrangement, Parts
from kehoach_desktop.ui.plan.document_map import MapView
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.map_verbs import MapVerbs
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.page_link import PageLink
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.particulars import Particulars
from kehoach_desktop.ui.plan.plan_actions import PlanActions
from kehoach_desktop.ui.plan.word_count import WordCount
from kehoach_desktop.ui.plan.zoom import USUAL
from kehoach_desktop.ui.sheet.strip import Strip
from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.bases.panel import BasisPanel
    from kehoach_desktop.ui.plan.find_bar import FindBar

_SIDE_LEAST_PX, _LEVELS_LEAST_PX = 180, 96
_LEVELS = tuple((level, LEVEL_WORDS[level]) for level in Level)


class PlanTab(QWidget):
    """Shows and edits the text and the particulars of the current plan."""

    summary_changed = Signal(str)
    badge_changed = Signal(str)

    def __init__(
        self,
        workbench: Workbench,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        source: Plan | None = None,
    ) -> None:
        """``source``: of a report the plan its tables are made from."""
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
        self.preview = PagePreview(source=source)
        self.link = PageLink(self.editor, self.preview)
        self._finding: FindBar | None = None  # made when it is first asked for
        self._bases: BasisPanel | None = None  # likewise
        self._count = WordCount()
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
            from kehoach_desktop.ui.plan.finder import Finder, chosen_text

            finder = Finder(self.editor, self._workbench)
            self._finding = FindBar(finder, self.editor, partial(chosen_text, self.editor))
            self._column.insertWidget(1, self._finding)
        return self._finding

    def basis_panel(self) -> "BasisPanel":
        """Return the library of căn cứ beside the page, made now if need be."""
        if self._bases is None:
            from kehoach_desktop.ui.bases.panel import BasisPanel

            self._bases = BasisPanel(self._workbench, self.editor, self.verbs.actions["basis"])
            self._bases.closed.connect(self.verbs.actions["library"].toggle)
        return self._bases

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the parts follow the window's width."""
        super().resizeEvent(event)
        self.arrangement.fit(event.oldSize().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed; let no work outlive the tab."""
        self.editor.flush()
        self.editor.close_down()
        self.preview.close_down()
        if self._bases is not None:
            self._bases.close_down()
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

    def on_keep_basis_triggered(self) -> None:
        """Take the text cited in the line the caret is in into the library."""
        self.verbs.actions["library"].setChecked(True)
        self.basis_panel().keeper.on_take_line_asked()

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
        words = f"{self._count.words:,}".replace(",", ".")
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

    def _follow(self, plan: Plan | None) -> None:
        draft = draft_of(plan)
        self.map.show_draft(draft, self.editor.current_line())
        self._count.follow(draft.lines)
        self.preview.show_plan(plan)
        self.on_current_changed(self.editor.current_line())
        self.link.follow_caret()
        self.preview.on_scrolled()

    def _lay_out(self) -> None:
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(_titled("SƠ ĐỒ VĂN BẢN", self.map))
        side.addWidget(_titled("THÔNG TIN VĂN BẢN", self.particulars))
        side.setChildrenCollapsible(False)
        side.setMinimumWidth(_SIDE_LEAST_PX)
        middle = ground("surface")
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip())
        column.addWidget(self.editor, 1)
        parts = Parts(side, middle, self.preview)
        acts = self.verbs.actions
        self.arrangement = Arrangement(self, parts, acts, self._settings, self.basis_panel)
        self.filled = self.arrangement.filled
        self.preview.foot.set_action(acts["filled"])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.arrangement.panes)

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
        library = self.verbs.actions["library"]
        library.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(library)
        keep = self.verbs.actions["keep_basis"]
        keep.triggered.connect(self.on_keep_basis_triggered)
        self.editor.addAction(keep)


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
