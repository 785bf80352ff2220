"""The page of the list: bodies, forms, indicators; looked for, changed, merged, renamed in the plans too."""

from PySide6.QtCore import QItemSelectionModel, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, Names, known_names, name_key
from kehoach_desktop.domain.directory_use import Used
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services import directory
from kehoach_desktop.ui.directory.counting import Counter
from kehoach_desktop.ui.directory.form import KIND_WORDS, WIDTH_PX, EntryForm
from kehoach_desktop.ui.directory.keeping import Keeper
from kehoach_desktop.ui.directory.model import UNIT, DirectoryModel, Row, rows_of
from kehoach_desktop.ui.directory.table import DirectoryTable
from kehoach_desktop.ui.list_page import head, kind_tabs, put_beside, scrolled, turn_by_keys
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage
from kehoach_desktop.ui.workbench import Workbench

TITLE = "Danh mục cơ quan, hình thức, chỉ tiêu"
_AFTER_EDIT_MS = 300
_KINDS = tuple(Kind)


class DirectoryPage(WidePage):
    """Shows one kind at a time, the open plan's uses beside each entry."""

    is_of_file = True
    follows_plan = True

    def __init__(self, workbench: Workbench, long_work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._workbench = workbench
        self.kind = Kind.BODY
        self._entries: tuple[DirectoryEntry, ...] = ()
        self._known: Names = frozenset()
        self._used: dict[str, Used] | None = None
        self._is_choosing = False
        self.model = DirectoryModel(self)
        self.messages = MessageBar()
        self.kinds = kind_tabs("Loại danh mục", (KIND_WORDS[kind] for kind in _KINDS))
        self.search = named(QLineEdit(placeholderText="Tìm trong danh mục"), "Tìm trong danh mục")
        self.removed = QCheckBox("Hiện mục đã bỏ")
        self.add = button("Thêm mục")
        self._leave = button("Đóng")
        self.table = DirectoryTable(self.model)
        self.form = EntryForm()
        self.keeper = Keeper(self, workbench, long_work)
        self._counter = Counter(self)
        self._following = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._lay_out()
        self._connect()
        self.reload(None)

    def areas(self) -> list[QWidget]:
        """Return the kinds, the form, then the table."""
        return [self.kinds, self.form.name, self.table]

    def chosen(self) -> list[Row]:
        """Return the chosen rows, the current one first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        current = self.table.currentIndex().row()
        return [self.model.rows[row] for row in sorted(rows, key=lambda row: row != current)]

    def choose(self, *entries: DirectoryEntry) -> None:
        """Choose these entries, the first as the current one."""
        flag = QItemSelectionModel.SelectionFlag
        numbers = [number for number in map(self.model.row_of, entries) if number >= 0]
        model = self.table.selectionModel()
        self._is_choosing = True
        model.clearSelection()
        for number in numbers:
            model.select(self.model.index(number, 0), flag.Select | flag.Rows)
        if numbers:
            model.setCurrentIndex(self.model.index(numbers[0], 0), flag.NoUpdate)
            self.table.scrollTo(self.model.index(numbers[0], 0))
        self._is_choosing = False
        self.on_selection_changed()

    def show_name(self, kind: Kind, name: str) -> None:
        """Show the kind, and choose the entry that is called so."""
        self.kinds.setCurrentIndex(_KINDS.index(kind))
        key = name_key(name)
        self.choose(*(row.entry for row in self.model.rows if key in row.entry.keys))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed, and count no longer."""
        if not event.spontaneous():
            self.keeper.close()
            self._keep_typed()
            self._following.stop()
            self._counter.close()
        super().hideEvent(event)

    @Slot()
    def on_flush_requested(self) -> None:
        """Keep what is typed, as all else is kept before the window or the session ends."""
        typed = self.form.typed()
        if self.isHidden() or not self.form.is_changed or not typed.name:
            return
        if not self.keeper.keep(self.form.entries, typed):
            self._workbench.hold(f"Mục đang gõ trong Danh mục chưa ghi được. {self.form.error()}".rstrip())

    @Slot()
    def reload(self, chosen: DirectoryEntry | None = None) -> None:
        """Read the list again; ``chosen`` is to be the chosen entry."""
        store = self._workbench.store
        try:
            self._entries = directory.list_entries(store, self.kind, with_removed=self.removed.isChecked())
            hidden = directory.list_entries(store, self.kind, with_removed=True)
            self._known = known_names(directory.list_entries(store, Kind.BODY))
        except UserError as error:
            self._workbench.failed.emit(str(error))
            return
        self._hidden = known_names(entry for entry in hidden if entry.is_removed)
        self.count(chosen)

    @Slot()
    def count(self, chosen: DirectoryEntry | None = None) -> None:
        """Count what the open plan names."""
        plan = self._workbench.plan
        self._used = {} if plan is None else self._counter.count(plan, self.kind, self._known)
        self._show(chosen)

    @Slot()
    def on_plan_changed(self) -> None:
        """Count again, a while after the last edit."""
        if self.isVisible():
            self._following.start()

    @Slot(object)
    def on_counted(self, used: dict[str, Used]) -> None:
        """Show the counts of a long plan."""
        self._used = used
        self._show(None)

    @Slot(int)
    def on_kind_chosen(self, place: int) -> None:
        """Show another kind."""
        self._keep_typed()
        self.kind = _KINDS[place]
        self.table.setColumnHidden(UNIT, self.kind is not Kind.INDICATOR)
        self.model.show_rows(())
        self.reload()

    @Slot()
    def on_looked_for(self) -> None:
        """Show what is looked for, its first row chosen."""
        self._keep_typed()
        self.model.look_for(self.search.text())
        self._choose_first()

    @Slot()
    def on_selection_changed(self) -> None:
        """Show the chosen entries in the form."""
        if self._is_choosing:
            return
        self._keep_typed()
        rows = self.chosen()
        counted = [row for row in rows if row.count is not None]
        lead = ""
        otherwise = 0
        if len(rows) == 1 and counted:
            (row,) = rows
            otherwise = self._called_otherwise(row.entry)
            lead = f"{number_words(row.count or 0)} chỗ trong kế hoạch này" if row.count else ""
            lead = f"{row.mark}; {lead}" if row.mark and lead else row.mark or lead
        elif len(rows) > 1:
            lead = "Tên của các mục kia thành tên gọi khác của mục này."
        self.form.show_entries(self.kind, [row.entry for row in rows], lead, otherwise)
        is_removed = bool(rows) and all(row.entry.is_removed for row in rows)
        can_remove = bool(rows) and all(row.is_listed for row in rows)
        self.form.show_removal(is_removed=is_removed, can_remove=can_remove)

    @Slot()
    def on_add_clicked(self) -> None:
        """Let a new entry be typed."""
        self._keep_typed()
        self.table.clearSelection()
        self.on_selection_changed()
        self.form.name.setFocus()

    @Slot()
    def on_name_asked(self) -> None:
        """Go to the form from the table."""
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _called_otherwise(self, entry: DirectoryEntry) -> int:
        """Return how many places of the plan have another of the entry's names and could have this one."""
        if is_frozen(self._workbench.plan) and self.kind is not Kind.INDICATOR:
            return 0
        others = entry.keys - {name_key(entry.name)}
        return sum(used.count for key, used in (self._used or {}).items() if key in others)

    def _keep_typed(self) -> None:
        """Keep what is typed in the form before something else is shown there; what cannot be is let go."""
        form = self.form
        if not form.is_changed:
            return
        entries, typed = form.entries, form.typed()
        wanted = [row.entry for row in self.chosen()]
        form.give_up()
        if typed.name and self.keeper.keep(entries, typed):
            self.choose(*wanted)

    def _show(self, chosen: DirectoryEntry | None) -> None:
        used = self._used
        if used is not None and not self.removed.isChecked():  # what was put away is not shown by its use
            listed = known_names(self._entries)
            used = {key: one for key, one in used.items() if key in listed or key not in self._hidden}
        before = [row.entry for row in self.chosen()]
        bar = self.table.verticalScrollBar()
        scrolled = bar.value()
        is_typing = self.form.is_changed
        self.model.show_rows(rows_of(self._entries, used, self.kind))
        if is_typing:
            return
        wanted = [chosen] if chosen is not None else before
        if any(self.model.row_of(entry) >= 0 for entry in wanted):
            bar.setValue(scrolled)
            self.choose(*wanted)
        else:
            self._choose_first()

    def _choose_first(self) -> None:
        if self.model.rows:
            self.choose(self.model.rows[0].entry)
        else:
            self.on_selection_changed()

    def _lay_out(self) -> None:
        top, column = head(TITLE, self.add, self._leave)
        look = QHBoxLayout()
        look.setSpacing(12)
        look.addWidget(self.kinds)
        look.addStretch(1)
        look.addWidget(self.removed)
        self.search.setMinimumWidth(220)
        look.addWidget(self.search)
        column.addLayout(look)
        self.column.addWidget(top)
        self.column.addWidget(self.messages)
        put_beside(self.column, self.table, scrolled(self.form, WIDTH_PX + 12))
        self.table.hideColumn(UNIT)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.add.clicked.connect(self.on_add_clicked)
        self.kinds.currentChanged.connect(self.on_kind_chosen)
        turn_by_keys(self.kinds, self, self.table)
        self.search.textChanged.connect(self.on_looked_for)
        self.removed.toggled.connect(self.on_removed_toggled)
        self.table.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.form.saved.connect(self.keeper.on_saved)
        self.form.unify_asked.connect(self.keeper.on_unify_asked)
        self.form.removal_asked.connect(self.keeper.on_removal_asked)
        self._counter.counted.connect(self.on_counted)
        self._following.timeout.connect(self.count)
        self._workbench.plan_changed.connect(self.on_plan_changed)
        self._workbench.plan_opened.connect(self.on_plan_changed)
        self._workbench.flush_requested.connect(self.on_flush_requested)
        self.table.name_asked.connect(self.on_name_asked)
        self.table.removal_asked.connect(self.keeper.on_removal_asked)
        self.table.new_asked.connect(self.on_add_clicked)
        self.finder = self.search
        theme().changed.connect(self.table.viewport().update)

    @Slot()
    def on_removed_toggled(self) -> None:
        """Show what was put away, or hide it."""
        self._keep_typed()
        self.reload()
