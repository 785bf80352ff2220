"""The page of Thùng rác: deleted plans and reports, and what was taken out of the open plan."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.resting import REST_DAYS
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.bin.beside import WIDTH_PX, Beside
from kehoach_desktop.ui.bin.model import BinModel
from kehoach_desktop.ui.bin.rows import Row
from kehoach_desktop.ui.bin.table import BinTable
from kehoach_desktop.ui.list_page import head, kind_tabs, put_beside, scrolled, turn_by_keys
from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage

TITLE = "Thùng rác"
DOCUMENTS, THINGS = range(2)
_TABS = ("Kế hoạch, báo cáo", "Trong kế hoạch đang mở")
_LEADS = (
    (
        f"Kế hoạch, báo cáo đã xóa được giữ {REST_DAYS} ngày rồi xóa hẳn. "
        "Khôi phục kế hoạch thì các báo cáo xóa cùng lúc cũng trở lại."
    ),
    (
        "Nội dung, dòng phụ lục, kết quả, minh chứng, đoạn văn bản đã xóa khỏi kế hoạch đang mở trong "
        f"{REST_DAYS} ngày qua. Khôi phục đưa mục về chỗ cũ cùng mọi kết quả đã ghi; hoàn tác được."
    ),
)
_HINTS = (
    (
        f"Không có kế hoạch, báo cáo nào đã xóa. Kế hoạch, báo cáo bị xóa sẽ nằm ở đây {REST_DAYS} ngày, "
        "khôi phục được nguyên vẹn."
    ),
    (
        f"Trong {REST_DAYS} ngày qua không có mục nào bị xóa khỏi kế hoạch đang mở. Nội dung, dòng phụ lục, "
        "minh chứng, đoạn văn bản bị xóa sẽ hiện ở đây để khôi phục."
    ),
    "Chưa mở kế hoạch nào.",
    "Đang tìm trong lịch sử thay đổi…",
)


class BinPage(WidePage):
    """``…_asked`` give the rows a verb is about; who does it calls ``show_documents`` and ``show_things``."""

    is_of_file = True
    follows_plan = True
    restore_asked = Signal(object)  # list[Row], as all but look_asked
    files_asked = Signal(object)
    look_asked = Signal(object)  # Row
    removal_asked = Signal(object)
    emptying_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._rows: list[Sequence[Row] | None] = [(), None]  # None: being looked for
        self._has_plan = True
        self._is_list_sought = True  # it is not yet known which list has something
        self._is_choosing = False
        self.model = BinModel(self)
        self.messages = MessageBar()
        self.tabs = kind_tabs("Các mục trong Thùng rác", _TABS)
        self.table = BinTable(self.model)
        self.beside = Beside()
        self.empty = button("Dọn thùng rác")
        self._leave = button("Đóng")
        self._lead = label("", "muted")
        self._lay_out()
        self._connect()
        self._show()

    def areas(self) -> list[QWidget]:
        """Return the tabs, the verbs, then the table."""
        return [self.tabs, self.beside.restore, self.table]

    @property
    def chosen(self) -> list[Row]:
        """The chosen rows, from above."""
        return [self.model.rows[row] for row in self.table.chosen_rows()]

    @property
    def is_of_documents(self) -> bool:
        """Whether plans and reports are shown."""
        return self.tabs.currentIndex() == DOCUMENTS

    def show_documents(self, rows: Sequence[Row]) -> None:
        """Show the plans and reports there are in the bin."""
        self._rows[DOCUMENTS] = rows
        self._is_list_sought = self._is_list_sought and not rows
        self._show()

    def show_things(self, rows: Sequence[Row] | None, *, has_plan: bool = True) -> None:
        """Show what was taken out of the open plan; None: it is being looked for."""
        self._rows[THINGS] = rows
        self._has_plan = has_plan
        if rows and self._is_list_sought:
            self.tabs.setCurrentIndex(THINGS)
        self._is_list_sought = self._is_list_sought and rows is None
        self._show()

    @Slot()
    def on_tab_chosen(self) -> None:
        """Show the other list; what was asked was about the one before."""
        self._is_list_sought = False
        self.messages.give_way()
        self._show()

    @Slot()
    def _show(self) -> None:
        tab = self.tabs.currentIndex()
        rows = self._rows[tab]
        for place, (name, counted) in enumerate(zip(_TABS, self._rows, strict=True)):
            self.tabs.setTabText(place, f"{name} ({number_words(len(counted))})" if counted else name)
        hint = tab if tab == DOCUMENTS or self._has_plan else 2
        self.table.hint = _HINTS[3 if rows is None else hint]
        self._lead.setText(_LEADS[tab])
        before, at = {row.key for row in self.chosen}, self.table.currentIndex().row()
        self._is_choosing = True
        self.model.show_rows(rows or ())
        self._choose(before, max(at, 0))
        self._is_choosing = False
        self.on_chosen()

    @Slot()
    def on_chosen(self) -> None:
        """Tell all of the chosen rows beside the list."""
        if not self._is_choosing:
            self.empty.setVisible(self.is_of_documents and bool(self._rows[DOCUMENTS]))
            self.beside.show_rows(self.chosen, are_documents=self.is_of_documents)

    @Slot()
    def on_restore_clicked(self) -> None:
        """Ask for the chosen rows to be put back."""
        if self.chosen:
            self.restore_asked.emit(self.chosen)

    @Slot()
    def on_files_clicked(self) -> None:
        """Ask for the files of evidence alone."""
        if self.chosen:
            self.files_asked.emit(self.chosen)

    @Slot()
    def on_look_clicked(self) -> None:
        """Ask to see the chosen document."""
        if len(self.chosen) == 1 and self.is_of_documents:
            self.look_asked.emit(self.chosen[0])

    @Slot()
    def on_remove_clicked(self) -> None:
        """Ask for the chosen documents to be removed for good."""
        if self.chosen and self.is_of_documents:
            self.removal_asked.emit(self.chosen)

    def _choose(self, keys: set[tuple[str, int]], at: int) -> None:
        """Choose what was chosen before, as far as it is still there; else what stands at that place now."""
        flag = QItemSelectionModel.SelectionFlag
        rows = [number for number, row in enumerate(self.model.rows) if row.key in keys]
        rows = rows or ([min(at, len(self.model.rows) - 1)] if self.model.rows else [])
        chosen = self.table.selectionModel()
        chosen.clearSelection()
        for number in rows:
            chosen.select(self.model.index(number, 0), flag.Select | flag.Rows)
        if rows:
            current = at if at in rows else rows[0]
            chosen.setCurrentIndex(self.model.index(current, 0), flag.NoUpdate)

    def _lay_out(self) -> None:
        top, column = head(TITLE, self.empty, self._leave)
        column.addWidget(self._lead)
        column.addWidget(self.tabs)
        self.column.addWidget(top)
        self.column.addWidget(self.messages)
        put_beside(self.column, self.table, scrolled(self.beside, WIDTH_PX))

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.tabs.currentChanged.connect(self.on_tab_chosen)
        turn_by_keys(self.tabs, self, self.table)
        self.table.selectionModel().selectionChanged.connect(self.on_chosen)
        self.table.restore_asked.connect(self.on_restore_clicked)
        self.table.doubleClicked.connect(self.on_look_clicked)
        self.table.removal_asked.connect(self.on_remove_clicked)
        self.beside.restore.clicked.connect(self.on_restore_clicked)
        self.beside.files.clicked.connect(self.on_files_clicked)
        self.beside.look.clicked.connect(self.on_look_clicked)
        self.beside.remove.clicked.connect(self.on_remove_clicked)
        self.empty.clicked.connect(self.emptying_asked)
        theme().changed.connect(self.table.viewport().update)
