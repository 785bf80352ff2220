"""The verbs of the plan tab, each once: for its slim toolbar, the menus and the context menu alike."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.zoom import USUAL, stepped
from kehoach_desktop.ui.theme import theme


class _Verb(NamedTuple):
    """``keys`` are bound while the page has the keyboard; ``hint`` is a key the page answers itself.

    Of several keys (blanks between them) the first is shown.
    """

    name: str
    text: str
    icon: str
    menu: str = "Kế hoạch"
    keys: str = ""
    hint: str = ""
    short: str = ""
    is_checkable: bool = False


_VERBS = (
    _Verb("indent", "Hạ một bậc", "indent", hint="Tab"),
    _Verb("outdent", "Nâng một bậc", "outdent", hint="Shift+Tab"),
    _Verb("up", "Chuyển mục lên", "up", keys="Alt+Up"),
    _Verb("down", "Chuyển mục xuống", "down", keys="Alt+Down"),
    _Verb("bold", "Chữ đậm", "bold", keys="Ctrl+B", is_checkable=True),
    _Verb("italic", "Chữ nghiêng", "italic", keys="Ctrl+I", is_checkable=True),
    _Verb("library", "Thư viện căn cứ", "book", keys="Ctrl+L", short="Căn cứ", is_checkable=True),
    _Verb("letters", "Dán không kèm định dạng", "clipboard", "Sửa", keys="Ctrl+Alt+V"),
    _Verb("basis", "Thêm căn cứ", "plus"),
    _Verb("keep_basis", "Đưa căn cứ này vào thư viện", "import"),
    _Verb("map", "Sơ đồ và thông tin văn bản", "sidebar", "Xem", short="Sơ đồ", is_checkable=True),
    _Verb("pages", "Trang in", "page", "Xem", is_checkable=True),
    _Verb("filled", "Trang in toàn cửa sổ", "expand", "Xem", is_checkable=True),
    _Verb("zoom_in", "Phóng to trang soạn", "zoom-in", "Xem", keys="Ctrl+= Ctrl++"),
    _Verb("zoom_out", "Thu nhỏ trang soạn", "zoom-out", "Xem", keys="Ctrl+-"),
    _Verb("zoom_usual", "Trang soạn cỡ 100 %", "zoom-usual", "Xem", keys="Ctrl+0"),
)
_TEXT_VERBS = frozenset(
    {"indent", "outdent", "up", "down", "bold", "italic", "letters", "basis", "keep_basis", "library"}
)


class PlanActions(QObject):
    """Holds the actions by name and binds those of the text to the page."""

    def __init__(self, page: OutlineEditor) -> None:
        super().__init__(page)
        self._page = page
        self.actions: dict[str, QAction] = {verb.name: self._made(verb) for verb in _VERBS}
        slots: dict[str, Callable[[], None]] = {
            "indent": page.indent,
            "outdent": page.outdent,
            "up": self.on_up_triggered,
            "down": self.on_down_triggered,
            "bold": self.on_bold_triggered,
            "italic": self.on_italic_triggered,
            "letters": page.paste_letters,
            "basis": page.add_basis,
            "zoom_in": self.on_zoom_in_triggered,
            "zoom_out": self.on_zoom_out_triggered,
            "zoom_usual": self.on_zoom_usual_triggered,
        }
        for name, slot in slots.items():
            self.actions[name].triggered.connect(slot)
            page.addAction(self.actions[name])
        page.marks_changed.connect(self.on_marks_changed)
        theme().changed.connect(self.on_theme_changed)

    def set_enabled(self, is_on: bool) -> None:
        """Let the verbs of the text be used, or not."""
        for name in _TEXT_VERBS:
            self.actions[name].setEnabled(is_on)

    def on_up_triggered(self) -> None:
        """Move the chosen items up."""
        self._page.move_lines(-1)

    def on_down_triggered(self) -> None:
        """Move the chosen items down."""
        self._page.move_lines(1)

    def on_bold_triggered(self) -> None:
        """Make the chosen letters bold or plain."""
        self._page.toggle_mark("bold")

    def on_italic_triggered(self) -> None:
        """Make the chosen letters italic or plain."""
        self._page.toggle_mark("italic")

    def on_zoom_in_triggered(self) -> None:
        """Show the page a step larger."""
        self._page.set_zoom(stepped(self._page.zoom_percent(), 1))

    def on_zoom_out_triggered(self) -> None:
        """Show the page a step smaller."""
        self._page.set_zoom(stepped(self._page.zoom_percent(), -1))

    def on_zoom_usual_triggered(self) -> None:
        """Show the page at its usual size."""
        self._page.set_zoom(USUAL)

    def on_marks_changed(self, marks: int) -> None:
        """Show which marks the caret is in."""
        self.actions["bold"].setChecked(bool(marks & 1))
        self.actions["italic"].setChecked(bool(marks & 2))

    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for verb in _VERBS:
            self.actions[verb.name].setIcon(icon(verb.icon))

    def _made(self, verb: _Verb) -> QAction:
        action = QAction(f"{verb.text}\t{verb.hint}" if verb.hint else verb.text, self)
        action.setIcon(icon(verb.icon))
        action.setObjectName(f"plan_{verb.name}")
        action.setProperty("menu", verb.menu)
        action.setCheckable(verb.is_checkable)
        action.setIconText(verb.short or verb.text)
        if verb.keys:
            action.setShortcuts([QKeySequence(key) for key in verb.keys.split()])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        keys = verb.keys.split(" ")[0] or verb.hint
        action.setToolTip(f"{verb.text} ({keys})" if keys else verb.text)
        return action
