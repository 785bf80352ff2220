"""The sheet's verbs as actions: one QAction each for toolbar, menu, context menu and keyboard."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet import verbs
from kehoach_desktop.ui.sheet.clipboard_verbs import ClipboardVerbs
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, SheetRow
from kehoach_desktop.ui.sheet.view import SheetView
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.workbench import Workbench

# name: words, icon, keys, what it does. No key has Ctrl+Shift: Unikey and EVKey switch on it; Ctrl+D is left
# free, for in Excel it fills down.
_ACTIONS = {
    "add_activity": ("Thêm nội dung", "plus", "Alt+Ins", "Thêm một nội dung sau nội dung đang chọn"),
    "add_task": ("Thêm dòng", "row-add", "Ctrl+Return", "Thêm một dòng vào nội dung đang chọn"),
    "duplicate": ("Nhân đôi", "copy", "Ctrl+J", "Chép các dòng đang chọn thành dòng mới"),
    "remove": ("Xóa dòng", "trash", "Ctrl+Delete", "Xóa các dòng đang chọn"),
    "move_up": ("Chuyển lên", "up", "Alt+Up", "Chuyển dòng hoặc nội dung lên trên"),
    "move_down": ("Chuyển xuống", "down", "Alt+Down", "Chuyển dòng hoặc nội dung xuống dưới"),
    "cut": ("Cắt ô", "cut", "Ctrl+X", "Chép các ô đang chọn rồi xóa chữ trong đó"),
    "copy": ("Sao chép ô", "copy", "Ctrl+C", "Chép các ô đang chọn, dán được vào Excel"),
    "paste": ("Dán từ Excel", "clipboard", "Ctrl+V", "Dán khối ô từ Excel vào từ ô đang chọn"),
    "clear": ("Xóa chữ trong ô", "", "Delete", "Xóa chữ trong các ô đang chọn"),
}


class SheetActions(QObject):
    """Makes the actions and does what they say on the sheet's current cells."""

    def __init__(self, workbench: Workbench, view: SheetView) -> None:
        super().__init__(view)
        self._workbench = workbench
        self._view = view
        self._model = view.sheet
        self.clipboard = ClipboardVerbs(workbench, view)
        self.actions: dict[str, QAction] = {}
        for name, (words, _, keys, tip) in _ACTIONS.items():
            action = QAction(words, self)
            action.setObjectName(f"appendix_{name}")
            action.setShortcuts(_keys(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({shown})")
            action.setStatusTip(tip)
            action.setProperty("menu", "Phụ lục")
            action.triggered.connect(getattr(self, f"on_{name}_triggered"))
            self.actions[name] = action
        view.addActions(list(self.actions.values()))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.chosen_changed.connect(self.refresh)
        self._model.rearranged.connect(self.refresh)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.refresh()

    def refresh(self) -> None:
        """Let only what can be done be chosen."""
        has_appendix = self._model.appendix is not None
        has_cell = bool(self._model.rows) and self._view.currentIndex().isValid()
        for name, action in self.actions.items():
            action.setEnabled(has_appendix and (has_cell or name in {"add_activity", "paste"}))

    def on_add_activity_triggered(self) -> None:
        """Add an activity after the current one and go to its content."""
        appendix, row = self._here()
        if appendix is None:
            return
        at = row.number if row else len(appendix.activities)
        if self._commit(verbs.add_activity(appendix, at), "Thêm nội dung"):
            self._go_to_activity(at, CONTENT)
            self._view.setFocus()  # what is typed next is the new content

    def on_add_task_triggered(self) -> None:
        """Add a row after the current one; on the content, after the activity's last."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        number = self._view.currentIndex().row()
        rows = self._model.rows_of_activity(number)
        at = len(rows) if self._is_on_content() else row.place + 1
        if self._commit(verbs.add_task(row.activity, at), "Thêm dòng"):
            self._view.go_to(rows[0] + at, FIRST_TASK_COLUMN)
            self._view.setFocus()

    def on_duplicate_triggered(self) -> None:
        """Copy the chosen rows, or the chosen activities when a content is current."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        chosen = self._view.chosen_rows()
        column = self._view.currentIndex().column()
        if self._is_on_content():
            numbers = [self._model.rows[number].number - 1 for number in chosen]
            if self._commit(verbs.duplicate_activities(appendix, numbers), "Nhân đôi nội dung"):
                self._go_to_activity(max(numbers) + 1, column)
        elif self._commit(verbs.duplicate_rows(appendix, chosen), "Nhân đôi dòng"):
            self._view.go_to(self._view.currentIndex().row() + 1, column)

    def on_remove_triggered(self) -> None:
        """Remove the chosen rows."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        chosen, column = self._view.chosen_rows(), self._view.currentIndex().column()
        if self._commit(verbs.remove_rows(appendix, chosen), "Xóa dòng"):
            self._view.go_to(min(chosen[0], len(self._model.rows) - 1), column)

    def on_move_up_triggered(self) -> None:
        """Move the row or the activity up."""
        self._move(-1)

    def on_move_down_triggered(self) -> None:
        """Move the row or the activity down."""
        self._move(1)

    def on_cut_triggered(self) -> None:
        """Copy the chosen cells and empty them."""
        if self.clipboard.copy():
            self.on_clear_triggered()

    def on_copy_triggered(self) -> None:
        """Put the chosen cells on the clipboard."""
        self.clipboard.copy()

    def on_paste_triggered(self) -> None:
        """Write the clipboard's block from the current cell on; one value fills all chosen cells."""
        self._view.delegate.finish_editor()
        self.clipboard.paste()

    def on_clear_triggered(self) -> None:
        """Empty the chosen cells."""
        edit = verbs.set_cells(self._model.rows, self._view.chosen_cells(), "")
        if edit is not None:
            self._commit(edit, "Xóa chữ trong ô")

    def _move(self, by: int) -> None:
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        column = self._view.currentIndex().column()
        if self._is_on_content():
            edit, words = verbs.move_activity(appendix, row, by), "Chuyển nội dung"
        else:
            edit, words = verbs.move_row(row, by), "Chuyển dòng"
        if edit is not None and self._commit(edit, words):
            keys = [shown.key for shown in self._model.rows]
            self._view.go_to(keys.index(row.key), column)

    def _here(self) -> tuple[Appendix | None, SheetRow | None]:
        """Commit what is being typed and leave its cell; return the appendix and the current row."""
        self._view.delegate.finish_editor()
        index = self._view.currentIndex()
        row = self._model.rows[index.row()] if index.isValid() else None
        return self._model.appendix, row

    def _is_on_content(self) -> bool:
        return self._view.currentIndex().column() <= CONTENT

    def _commit(self, edit: Edit, words: str) -> bool:
        return self._workbench.commit(edit, words)

    def _go_to_activity(self, place: int, column: int) -> None:
        for number, row in enumerate(self._model.rows):
            if row.number == place + 1:
                self._view.go_to(number, column)
                return

    def _on_theme_changed(self) -> None:
        for name, action in self.actions.items():
            if drawing := _ACTIONS[name][1]:
                action.setIcon(icon(drawing))


def _keys(keys: str) -> list[QKeySequence]:
    both = [QKeySequence(keys)]
    if keys.endswith("Return"):  # and the Enter of the number pad
        both.append(QKeySequence(keys.replace("Return", "Enter")))
    return both
