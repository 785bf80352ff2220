"""What the document map does to the text: moving an item with its children, changing its level."""

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.plan import structure_verbs
from kehoach_desktop.ui.plan.document_map import MapView
from kehoach_desktop.ui.plan.draft import Draft, Step
from kehoach_desktop.ui.plan.map_moves import line_of, moved
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.outline_verbs import LinesVerb
from kehoach_desktop.ui.theme import theme

_VERBS = (
    ("go", "Đi tới", "page", ""),
    ("up", "Chuyển mục lên", "up", "Alt+Up"),
    ("down", "Chuyển mục xuống", "down", "Alt+Down"),
    ("outdent", "Nâng một bậc", "outdent", ""),
    ("indent", "Hạ một bậc", "indent", ""),
)


class MapVerbs(QObject):
    """Carries out on the page what is asked for in the map; the verbs are those of the page."""

    def __init__(self, view: MapView, page: OutlineEditor) -> None:
        super().__init__(view)
        self._view = view
        self._page = page
        self.actions: dict[str, QAction] = {}
        for name, text, _, keys in _VERBS:
            action = self.actions[name] = QAction(text, view)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(getattr(self, f"on_{name}_triggered"))
            view.addAction(action)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.dropped.connect(self.on_dropped)
        view.selectionModel().currentChanged.connect(self.on_current_changed)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.on_current_changed(view.currentIndex())

    def on_dropped(self, item_id: int, before_id: int) -> None:
        """Move an item before another; 0: to the end."""

        def verb(draft: Draft) -> Step | None:
            line, before = line_of(draft, item_id), line_of(draft, before_id)
            return None if line == len(draft.lines) else moved(draft, line, before)

        self._go_to(item_id)
        self._page.do(verb, "Chuyển mục")

    def on_go_triggered(self) -> None:
        """Go to the row's item on the page."""
        if self._view.currentIndex().isValid():
            self._view.on_row_chosen(self._view.currentIndex())

    def on_up_triggered(self) -> None:
        """Move the row's item up, its children with it."""
        self._do(lambda draft, first, last: structure_verbs.move(draft, first, last, -1), "Chuyển lên")

    def on_down_triggered(self) -> None:
        """Move the row's item down, its children with it."""
        self._do(lambda draft, first, last: structure_verbs.move(draft, first, last, 1), "Chuyển xuống")

    def on_outdent_triggered(self) -> None:
        """Take the row's item a level up."""
        self._do(
            lambda draft, first, last: structure_verbs.shift_level(draft, first, last, -1), "Nâng một bậc"
        )

    def on_indent_triggered(self) -> None:
        """Take the row's item a level down."""
        self._do(lambda draft, first, last: structure_verbs.shift_level(draft, first, last, 1), "Hạ một bậc")

    def on_current_changed(self, index: QModelIndex) -> None:
        """The row of the căn cứ only leads there."""
        entry = self._view.entry(index)
        for name, action in self.actions.items():
            action.setEnabled(entry is not None and (name == "go" or bool(entry.item_id)))

    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for name, _, drawing, _ in _VERBS:
            self.actions[name].setIcon(icon(drawing))

    def _do(self, verb: LinesVerb, text: str) -> None:
        entry = self._view.entry(self._view.currentIndex())
        if entry is None or not entry.item_id:
            return

        def done(draft: Draft) -> Step | None:
            line = line_of(draft, entry.item_id)
            return None if line == len(draft.lines) else verb(draft, line, line)

        self._go_to(entry.item_id)
        self._page.do(done, text)

    def _go_to(self, item_id: int) -> None:
        """Put the caret there first, so that page and map need not jump twice; the keyboard stays."""
        lines = [entry.line for entry in self._view.entries.rows if entry.item_id == item_id]
        for line in lines:
            self._page.choose((line, 0), (line, 0))
