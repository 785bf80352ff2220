"""The sheet's verbs as actions: one QAction each for toolbar, menu, context menu and keyboard."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.plan import Activity, Appendix, Task
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet import verbs
from kehoach_desktop.ui.sheet.action_list import SEPARATED, SHEET_VERBS, shown_keys
from kehoach_desktop.ui.sheet.clipboard_verbs import ClipboardVerbs
from kehoach_desktop.ui.sheet.filling import fill, takes_other_meaning
from kehoach_desktop.ui.sheet.order_verbs import OrderVerbs
from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, SheetRow
from kehoach_desktop.ui.sheet.view import SheetView
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.workbench import Workbench

MANY = 10  # rows: who removes so many gets a copy of the file from before
_MANY = 3_000  # cells: some 30 ms
_WITHOUT_CELL = {"add_activity", "paste", "filter", "columns"}
_OTHER_MEANING = (
    "Cột bên trái là mục khác nên không chép sang; muốn chép thì chọn cả ô bên trái rồi nhấn lại Ctrl+R."
)


class SheetActions(QObject):
    """Makes the actions and does what they say on the sheet's current cells."""

    def __init__(self, workbench: Workbench, view: SheetView) -> None:
        super().__init__(view)
        self._workbench = workbench
        self._view = view
        self._model = view.sheet
        self.order = OrderVerbs(view, self._commit, workbench.failed.emit, workbench.beside)
        self.clipboard = ClipboardVerbs(workbench, view)
        self.actions: dict[str, QAction] = {}
        for name in SHEET_VERBS:
            self.actions[name] = self._made(name)
        for name, action in self.actions.items():
            if name in SEPARATED:
                view.addAction(self._line())
            view.addAction(action)
        view.dropped.connect(self.order.drop)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.chosen_changed.connect(self.refresh)
        self._model.rearranged.connect(self.refresh)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.refresh()

    def _line(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        return line

    def _made(self, name: str) -> QAction:
        verb = SHEET_VERBS[name]
        action = QAction(verb.words, self)
        action.setObjectName(f"appendix_{name}")
        action.setShortcuts([QKeySequence(key) for key in verb.keys])
        context = Qt.ShortcutContext
        is_wide = verb.is_checkable  # what it shows has the keyboard and is put away by the same key
        action.setShortcutContext(context.WidgetWithChildrenShortcut if is_wide else context.WidgetShortcut)
        action.setToolTip(f"{verb.tip} ({shown_keys(verb)})")
        action.setStatusTip(verb.tip)
        action.setProperty("menu", "Phụ lục")
        action.setCheckable(verb.is_checkable)
        if (slot := getattr(self, f"on_{name}_triggered", None)) is not None:
            action.triggered.connect(slot)
        return action

    def refresh(self) -> None:
        """Let only what can be done be chosen."""
        has_appendix = self._model.appendix is not None
        has_cell = bool(self._model.rows) and self._view.currentIndex().isValid()
        for name, action in self.actions.items():
            action.setEnabled(has_appendix and (has_cell or name in _WITHOUT_CELL))

    def on_add_activity_triggered(self) -> None:
        """Add an activity after the current one and go to its content."""
        appendix, row = self._here()
        if appendix is not None:
            self._add_activity(appendix, row.number if row else len(appendix.activities))

    def on_add_task_triggered(self) -> None:
        """Add a row after the current one; on the content, after the activity's last."""
        _, row = self._here()
        if row is not None:
            self._add_task(row, len(row.activity.tasks) if self._is_on_content() else row.place + 1)

    def on_insert_above_triggered(self) -> None:
        """Add a row above the current one; on the content, an activity above it."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        if self._is_on_content():
            self._add_activity(appendix, row.number - 1)
        else:
            self._add_task(row, row.place)

    def on_duplicate_triggered(self) -> None:
        """Copy the chosen rows, or the chosen activities when a content is current."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        rows = self._chosen_rows()
        column = self._view.currentIndex().column()
        if self._is_on_content():
            numbers = [chosen.number - 1 for chosen in rows]
            if self._commit(verbs.duplicate_activities(appendix, numbers), "Nhân đôi nội dung"):
                self._go_to_activity(max(numbers) + 1, column)
        elif self._commit(verbs.duplicate_rows(rows), "Nhân đôi dòng"):
            self._view.go_to(self._view.currentIndex().row() + 1, column)

    def on_remove_triggered(self) -> None:
        """Remove the chosen rows, of those a filter hides none; many of them once a copy holds them."""
        appendix, row = self._here()
        if appendix is None or row is None:
            return
        keys = [chosen.key for chosen in self._chosen_rows()]
        remove = partial(self._remove, keys)
        if len(keys) >= MANY and not self._workbench.is_frozen:
            self._workbench.copy_first(remove)
        else:
            remove()

    def _remove(self, keys: list[int]) -> None:
        """Remove the rows of these keys that are still there."""
        appendix, _ = self._here()
        places = sorted(at for key in keys if (at := self._model.row_of(key)) is not None)
        if appendix is None or not places:
            return
        column = self._view.currentIndex().column()
        rows = [self._model.rows[at] for at in places]
        if self._commit(verbs.remove_rows(appendix, rows), verbs.removal_words(appendix, rows)):
            self._view.go_to(min(places[0], len(self._model.rows) - 1), column)

    def on_split_triggered(self) -> None:
        """Make rows a content of their own."""
        self._here()
        self.order.split()

    def on_join_triggered(self) -> None:
        """Make the chosen contents one."""
        self._here()
        self.order.join()

    def on_move_up_triggered(self) -> None:
        """Move the rows or the activities up."""
        self._here()
        self.order.move(-1)

    def on_move_down_triggered(self) -> None:
        """Move the rows or the activities down."""
        self._here()
        self.order.move(1)

    def on_sort_up_triggered(self) -> None:
        """Sort by the current column."""
        self._here()
        self.order.sort(self._view.currentIndex().column(), is_descending=False)

    def on_sort_down_triggered(self) -> None:
        """Sort by the current column, the last first."""
        self._here()
        self.order.sort(self._view.currentIndex().column(), is_descending=True)

    def on_fill_down_triggered(self) -> None:
        """Write the uppermost of the chosen cells into those below."""
        self._fill(1, 0, "Điền xuống")

    def on_fill_right_triggered(self) -> None:
        """Write the leftmost of the chosen cells into those beside it."""
        self._here()
        if takes_other_meaning(self._view.choosing, self._view.chosen_cells()):
            self._workbench.failed.emit(_OTHER_MEANING)
        else:
            self._fill(0, 1, "Điền sang phải")

    def on_filter_triggered(self, is_on: bool) -> None:
        """Show the row to filter with, or put it away."""
        self._here()
        self._view.filters.show(is_on=is_on)

    def on_cut_triggered(self) -> None:
        """Copy the chosen cells and empty them."""
        if self.clipboard.copy():
            self.on_clear_triggered()

    def on_copy_triggered(self) -> None:
        """Put the chosen cells on the clipboard."""
        self._model.catch_up()
        self.clipboard.copy()

    def on_paste_triggered(self) -> None:
        """Write the clipboard's block from the current cell on; one value fills all chosen cells."""
        self._here()
        self.clipboard.paste()

    def on_clear_triggered(self) -> None:
        """Empty the chosen cells."""
        self._here()
        cells = self._view.chosen_cells()
        make = partial(verbs.set_cells, self._model.rows, cells, "")
        edit = self._workbench.beside.do(make, is_long=len(cells) > _MANY)
        if edit is not None:
            self._commit(edit, "Xóa chữ trong ô")

    def _fill(self, down: int, right: int, words: str) -> None:
        self._here()
        cells = self._view.chosen_cells()
        filled = fill(self._view.choosing, self._model.rows, cells, down, right)
        edit = self._workbench.beside.do(partial(verbs.write_cells, filled), is_long=len(cells) > _MANY)
        if edit is not None:
            self._commit(edit, words)

    def _add_activity(self, appendix: Appendix, at: int) -> None:
        activity = Activity("", (Task(),))
        if self._commit(verbs.add_activity(appendix, at, activity), "Thêm nội dung"):
            self._go_to_key(activity.tasks[0].id, CONTENT)

    def _add_task(self, row: SheetRow, at: int) -> None:
        task = Task()
        if self._commit(verbs.add_task(row.activity, at, task), "Thêm dòng"):
            self._go_to_key(task.id, FIRST_TASK_COLUMN)

    def _go_to_key(self, key: int, column: int) -> None:
        """Go to a new row: what is typed next goes there."""
        row = self._model.row_of(key)
        if row is not None:
            self._view.go_to(row, column)
        self._view.setFocus()

    def _chosen_rows(self) -> list[SheetRow]:
        return [self._model.rows[row] for row in self._view.chosen_rows()]

    def _here(self) -> tuple[Appendix | None, SheetRow | None]:
        """Commit what is being typed and leave its cell; return the appendix and the current row."""
        self._model.catch_up()
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
            if drawing := SHEET_VERBS[name].drawing:
                action.setIcon(icon(drawing))
