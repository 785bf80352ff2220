"""The page of Thùng rác: deleted plans and reports, and what was taken out of the open plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from kehoach_desktop.domain.resting import REST_DAYS
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.bin.model import BinModel
from kehoach_desktop.ui.bin.rows import Row
from kehoach_desktop.ui.bin.table import BinTable
from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.sheet.widgets import named
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
_WIDTH_PX = 320


class BinPage(WidePage):
    """``…_asked`` give the row a verb is about; who does it calls ``show_documents`` and ``show_things``."""

    follows_plan = True
    restore_asked = Signal(object)  # Row, as the next two
    look_asked = Signal(object)
    removal_asked = Signal(object)
    emptying_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._rows: list[Sequence[Row] | None] = [(), None]  # None: being looked for
        self._has_plan = True
        self.model = BinModel(self)
        self.messages = MessageBar()
        self.tabs = named(QTabBar(), "Thùng rác của")
        self.table = BinTable(self.model)
        self.empty = button("Dọn thùng rác")
        self.restore = button("Khôi phục", is_primary=True)
        self.look = button("Xem bản in")
        self.remove = button("Xóa hẳn")
        self._leave = button("Đóng")
        self._lead = label("", "muted")
        self._title = label("", "heading")
        self._about = label("", "muted")
        self._lines = label("")
        self._lay_out()
        self._connect()
        self._show()

    def areas(self) -> list[QWidget]:
        """Return the tabs, the verbs, then the table."""
        return [self.tabs, self.restore, self.table]

    @property
    def chosen(self) -> Row | None:
        """The chosen row."""
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def show_documents(self, rows: Sequence[Row]) -> None:
        """Show the plans and reports there are in the bin."""
        self._rows[DOCUMENTS] = rows
        self._show()

    def show_things(self, rows: Sequence[Row] | None, *, has_plan: bool = True) -> None:
        """Show what was taken out of the open plan; None: it is being looked for."""
        self._rows[THINGS] = rows
        self._has_plan = has_plan
        self._show()

    @Slot()
    def on_tab_chosen(self) -> None:
        """Show the other list; what was asked was about the one before."""
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
        at = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(rows or ())
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(min(at, len(self.model.rows) - 1), 0))
        self.on_chosen()

    @Slot()
    def on_chosen(self) -> None:
        """Tell all of the chosen row beside the list."""
        row, is_document = self.chosen, self.tabs.currentIndex() == DOCUMENTS
        self.empty.setVisible(is_document and bool(self._rows[DOCUMENTS]))
        for made in (self.look, self.remove):
            made.setVisible(is_document and row is not None)
        self.restore.setVisible(row is not None)
        self._title.setText(row.what if row else "")
        self._about.setText(
            f"{row.kind} · {row.where}\nXóa lúc {row.when}\n{_left_words(row)}" if row else ""
        )
        self._lines.setText("\n".join(row.lines) if row else "")
        self._lines.setVisible(bool(row and row.lines))

    @Slot()
    def on_restore_clicked(self) -> None:
        """Ask for the chosen row to be put back."""
        if self.chosen is not None:
            self.restore_asked.emit(self.chosen)

    @Slot()
    def on_look_clicked(self) -> None:
        """Ask to see the chosen document."""
        if self.chosen is not None and self.tabs.currentIndex() == DOCUMENTS:
            self.look_asked.emit(self.chosen)

    @Slot()
    def on_remove_clicked(self) -> None:
        """Ask for the chosen document to be removed for good."""
        if self.chosen is not None and self.tabs.currentIndex() == DOCUMENTS:
            self.removal_asked.emit(self.chosen)

    def _lay_out(self) -> None:
        self.column.addWidget(self._bar())
        self.column.addWidget(self.messages)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedWidth(1)
        middle.addWidget(rule)
        middle.addWidget(self._beside())
        self.column.addLayout(middle, 1)

    def _bar(self) -> QWidget:
        made = QFrame()
        made.setObjectName("tab_toolbar")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 6, 12, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        heading = label(TITLE, "heading")
        heading.setWordWrap(False)
        row.addWidget(heading, 1)
        row.addWidget(self.empty)
        row.addWidget(self._leave)
        column.addLayout(row)
        self.tabs.setObjectName("tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in _TABS:
            self.tabs.addTab(name)
        column.addWidget(self._lead)
        column.addWidget(self.tabs)
        return made

    def _beside(self) -> QWidget:
        made = QWidget()
        made.setObjectName("surface")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setAccessibleName("Mục đang chọn")
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self._title, self._about, self._lines):
            column.addWidget(part)
        column.addSpacing(8)
        for verb in (self.restore, self.look, self.remove):
            column.addWidget(verb)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidget(made)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFixedWidth(_WIDTH_PX)
        return scrolled

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.tabs.currentChanged.connect(self.on_tab_chosen)
        self.table.selectionModel().currentRowChanged.connect(self.on_chosen)
        self.table.restore_asked.connect(self.on_restore_clicked)
        self.table.doubleClicked.connect(self.on_look_clicked)
        self.table.removal_asked.connect(self.on_remove_clicked)
        self.restore.clicked.connect(self.on_restore_clicked)
        self.look.clicked.connect(self.on_look_clicked)
        self.remove.clicked.connect(self.on_remove_clicked)
        self.empty.clicked.connect(self.emptying_asked)
        theme().changed.connect(self.table.viewport().update)


def _left_words(row: Row) -> str:
    if row.days_left < 0:
        return "Đã hết hạn giữ"
    return f"Còn giữ {row.days_left} ngày" if row.days_left else "Hôm nay là ngày giữ cuối cùng"
