"""“Số này từ đâu”: the entries behind a linked figure, in a list over the report."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from kehoach_desktop.domain.report.tracing import Trace, Traced
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.page import is_enter
from kehoach_desktop.ui.theme import theme

_SEEN_ROWS = 6
_HINT = "Enter hoặc nháy đúp: mở ô đó ở thẻ Theo dõi quý"
_ELSEWHERE = "Số của kế hoạch năm trước"
_GONE = "Nhiệm vụ này không còn trong kế hoạch hiện nay"


class TracePanel(QFrame):
    """``chosen`` gives the entry to go to; ``left`` says that the keyboard goes back to the text."""

    chosen = Signal(object)  # Traced
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "heading")
        self._hint = QLabel(_HINT)
        self._hint.setProperty("role", "muted")
        self._close = QToolButton()
        self._close.setIconSize(QSize(ICON_PX, ICON_PX))
        self._close.setToolTip("Đóng (Esc)")
        self._close.setAccessibleName("Đóng danh sách nguồn của số")
        self.rows = QListWidget()
        self.rows.setAccessibleName("Các mục tạo nên số này")
        self.rows.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addSpacing(12)
        head.addWidget(self._hint, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.rows)
        self._close.clicked.connect(self.close_panel)
        self.rows.itemDoubleClicked.connect(self.on_row_taken)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_panel)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.hide()

    @property
    def title(self) -> str:
        """What the list is of."""
        return self._title.text()

    @property
    def texts(self) -> list[str]:
        """What is listed."""
        return [self.rows.item(row).text() for row in range(self.rows.count())]

    def show_trace(self, figure: str, found: Trace) -> None:
        """List what the figure counts and take the keyboard."""
        self._title.setText(f"“{figure}” từ đâu: {found.title}" if figure else found.title)
        self.rows.clear()
        for one in found.entries:
            row = QListWidgetItem(f"{one.name}: {one.what}")
            row.setData(Qt.ItemDataRole.UserRole, one)
            if one.task_id <= 0:
                row.setToolTip(_GONE if one.task_id else _ELSEWHERE)
            self.rows.addItem(row)
        if not found.entries:
            row = QListWidgetItem("Không có mục nào trong thẻ Theo dõi quý tạo nên số này.")
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.rows.addItem(row)
        self._hint.setVisible(any(one.task_id > 0 for one in found.entries))
        height = self.rows.sizeHintForRow(0) + 2
        self.rows.setFixedHeight(height * min(self.rows.count(), _SEEN_ROWS) + 4)
        self.rows.setCurrentRow(0)
        self.show()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_panel(self) -> None:
        """Put the list away; the keyboard goes back to the text."""
        self.hide()
        self.left.emit()

    @Slot(QListWidgetItem)
    def on_row_taken(self, row: QListWidgetItem) -> None:
        """Go to the entry, if it is one of this plan."""
        one = row.data(Qt.ItemDataRole.UserRole)
        if isinstance(one, Traced) and one.task_id > 0:
            self.chosen.emit(one)

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self._close.setIcon(icon("close"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take the row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event):
            if (row := self.rows.currentItem()) is not None:
                self.on_row_taken(row)
            return True
        return super().eventFilter(watched, event)
