"""The page of Lịch sử thay đổi: every change with its from and to; it leads to the place, or to that day."""

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.history import Beginning, Entry, Page, Rest, Told, Wanted
from kehoach_desktop.ui.history.details import DetailsPane
from kehoach_desktop.ui.history.filters import Filters
from kehoach_desktop.ui.history.model import HistoryModel
from kehoach_desktop.ui.history.table import HistoryTable
from kehoach_desktop.ui.list_page import head, put_beside
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage

TITLE = "Lịch sử thay đổi"
_READING = "Đang tìm trong lịch sử…"
_NOTHING = "Không có thay đổi nào khớp. Tìm không cần dấu; thử bỏ bớt từ, phần hoặc khoảng ngày."
_NONE_YET = "Chưa có thay đổi nào được ghi."
_AFTER_EDIT_MS = 300
_LEAST_ROWS = 60  # more than a high screen shows


class HistoryPage(WidePage):
    """Asks for what it shows: ``rows_asked`` (Wanted, Rest or None) and ``details_asked``; others answer."""

    follows_plan = True
    rows_asked = Signal(object, object)
    details_asked = Signal(object)
    go_asked = Signal(object)
    stood_asked = Signal(object)
    whole_asked = Signal(object)

    def __init__(self, plan: Plan | None, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.plan_id = plan.id if plan is not None else None
        self._sought: int | None = None  # the entry to be chosen when it comes
        self.model = HistoryModel(self)
        self.table = HistoryTable(self.model)
        self.filters = Filters(self.plan_id)
        self.details = DetailsPane()
        self.note = label("", "muted")
        self._leave = button("Đóng")
        self._following = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return self.filters.wanted()

    def areas(self) -> list[QWidget]:
        """Return the fields, what is told of the row, then the table."""
        return [self.filters.words, self.details.text, self.table]

    def current(self) -> Entry | None:
        """Return the chosen row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    @Slot()
    def ask(self, entry_id: int | None = None) -> None:
        """Have the first page read; ``entry_id`` is to be chosen, or else the row that is."""
        now = self.current()
        self._sought = entry_id if entry_id is not None else now.id if now is not None else None
        self.table.hint = _READING
        self.rows_asked.emit(self.wanted, None)

    def show_first(self, page: Page) -> None:
        """Show the first page, the row sought chosen."""
        bar = self.table.verticalScrollBar()
        scrolled = bar.value()
        self.model.begin(page)
        row = self.model.row_of(self._sought) if self._sought is not None else -1
        if self.model.rows:
            self.table.selectRow(max(row, 0))
            if row >= 0:
                bar.setValue(scrolled)
                self.table.scrollTo(self.model.index(row, 0))
        self._sought = None
        self.table.viewport().update()
        if not self.model.rows:
            self.on_row_chosen()
        self._read_on()

    def show_more(self, page: Page) -> None:
        """Show a further page."""
        is_first = not self.model.rows
        self.model.add(page)
        if is_first and self.model.rows:
            self.table.selectRow(0)
        self._read_on()

    def show_details(self, entry: Entry, told: Told) -> None:
        """Show what a row changed, if it is still the chosen one."""
        now = self.current()
        if now is not None and (now.id, now.first_id) == (entry.id, entry.first_id):
            self.details.show_details(told.details, told.others, is_cut=told.is_cut)

    def say(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self.model.give_up()
        self.table.hint = sentence
        self.note.setText(sentence)
        self.note.show()
        self.table.viewport().update()

    def tell_beginning(self, beginning: Beginning) -> None:
        """Say since when there is a history, where the plan is older than that."""
        self.note.setVisible(not beginning.is_whole and self.plan_id is not None)
        since = f"từ {moment(beginning.at)}" if beginning.at is not None else "từ bây giờ"
        self.note.setText(
            f"Lịch sử của kế hoạch này được ghi {since}. Trước đó tệp do bản cũ của chương trình ghi, "
            "chưa giữ lịch sử; muốn xem kế hoạch trước đó, hãy mở bản sao lưu."
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing any more."""
        if not event.spontaneous():
            self._following.stop()
        super().hideEvent(event)

    @Slot()
    def on_plan_changed(self) -> None:
        """Read again, a while after an undo or redo over the page."""
        self._following.start()

    @Slot()
    def on_row_chosen(self, _now: QModelIndex | None = None) -> None:
        """Tell of the chosen row."""
        entry = self.current()
        is_own = entry is not None and entry.plan_id == self.plan_id
        has_place = entry is not None and entry.aim is not None
        self.details.show_entry(entry, has_place=has_place, can_stand=is_own)
        if entry is not None:
            self.details_asked.emit(entry)

    @Slot()
    def on_go_asked(self) -> None:
        """Go to the place of the chosen row."""
        if (entry := self.current()) is not None:
            self.go_asked.emit(entry)

    @Slot()
    def on_stood_asked(self) -> None:
        """Show the plan as it stood after the chosen row."""
        if (entry := self.current()) is not None:
            self.stood_asked.emit(entry)

    @Slot()
    def on_whole_asked(self) -> None:
        """Show the long text whole."""
        if (entry := self.current()) is not None:
            self.whole_asked.emit(entry)

    @Slot(object)
    def on_more_wanted(self, rest: Rest) -> None:
        """Have the next page read."""
        self.rows_asked.emit(self.wanted, rest)

    def _read_on(self) -> None:
        """Go on reading until the table is filled, or say that there is nothing."""
        if not self.model.is_whole and self.model.rowCount() < _LEAST_ROWS:
            self.model.fetchMore()
        is_all = self.wanted == Wanted(self.wanted.plan_id)
        self.table.hint = _READING if not self.model.is_whole else _NONE_YET if is_all else _NOTHING
        self.table.viewport().update()

    def _lay_out(self) -> None:
        top, _ = head(TITLE, self._leave, below_px=6)
        self.column.addWidget(top)
        self.column.addWidget(self.filters)
        put_beside(self.column, self.table, self.details, (2, 1))
        self.note.setContentsMargins(14, 6, 14, 6)
        self.note.hide()
        self.column.addWidget(self.note)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.filters.changed.connect(self.ask)
        self.model.more_wanted.connect(self.on_more_wanted)
        self.table.selectionModel().currentRowChanged.connect(self.on_row_chosen)
        self.table.go_asked.connect(self.on_go_asked)
        self.details.go_asked.connect(self.on_go_asked)
        self.details.stood_asked.connect(self.on_stood_asked)
        self.details.whole_asked.connect(self.on_whole_asked)
        self._following.timeout.connect(self.ask)
        self.finder = self.filters.words
        theme().changed.connect(self.table.viewport().update)
