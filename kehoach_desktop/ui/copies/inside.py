"""What is in the chosen copy: its plans, to be read or compared, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.services.checking import moment_words
from kehoach_desktop.services.plans import PlanSummary
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.sheet.widgets import named

WIDTH_PX = 316
_PLANS_LEAST_PX = 72  # a plan of three lines
_NO_COPY = "Chọn một bản sao trong bảng để xem bên trong."
_ID_ROLE = Qt.ItemDataRole.UserRole


class _Plans(QListWidget):
    """Is as high as there is room for, and in a low window as one plan."""

    def sizeHint(self) -> QSize:
        """Ask for little: what is left goes to it."""
        return QSize(super().sizeHint().width(), _PLANS_LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the height of one plan."""
        return self.sizeHint()


class InsidePanel(QWidget):
    """The signals give the copy, the first two also the id of one of its plans."""

    read_asked = Signal(object, int)
    compare_asked = Signal(object, int)
    restore_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note: CopyNote | None = None
        self._is_held = False
        self._title = label(_NO_COPY, "heading")
        self._why = label("", "muted")
        self._state = label("", "muted")
        self.plans = named(_Plans(), "Các kế hoạch trong bản sao")
        self.plans.setWordWrap(True)
        self.plans.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.plans.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plans.setObjectName("plans_inside")
        self.read = button("Đọc kế hoạch")
        self.compare = button("So với hiện nay")
        self.restore = button("Khôi phục bản này…")
        self._told = label(
            "Khôi phục đưa mọi kế hoạch, báo cáo, danh mục về đúng lúc đó. Dữ liệu hiện nay được giữ thành "
            "một bản sao trước, nên đổi ý vẫn lấy lại được.",
            "muted",
        )
        self._lay_out()
        self.plans.itemSelectionChanged.connect(self._enable)
        self.plans.itemActivated.connect(self.on_read_clicked)
        self.read.clicked.connect(self.on_read_clicked)
        self.compare.clicked.connect(self.on_compare_clicked)
        self.restore.clicked.connect(self.on_restore_clicked)
        self._enable()

    @property
    def note(self) -> CopyNote | None:
        """The copy that is shown."""
        return self._note

    def hold(self, why: str) -> None:
        """Let no copy be brought back from now on."""
        self._is_held = True
        self.restore.setToolTip(why)
        self._enable()

    def show_note(self, note: CopyNote | None) -> None:
        """Show which copy is chosen; its plans come when they are read."""
        self._note = note
        self.plans.clear()
        self._title.setText("Trong bản sao " + moment_words(note.made_at) if note else _NO_COPY)
        self._why.setText(f"{note.why_words}." if note else "")
        self._say("Đang đọc…" if note else "")
        self._enable()

    def show_plans(self, note: CopyNote, found: Sequence[PlanSummary]) -> None:
        """List the plans of a copy, if it is still the chosen one."""
        if note is not self._note:
            return
        for one in found:
            words = f"{one.year} · {one.subject or 'Chưa đặt tên'}\n{number_words(one.tasks)} nhiệm vụ"
            item = QListWidgetItem(words)
            item.setData(_ID_ROLE, one.id)
            self.plans.addItem(item)
        self._say("" if found else "Bản sao này chưa có kế hoạch nào.")
        if found:
            self.plans.setCurrentRow(0)
        self._enable()

    def say(self, note: CopyNote, sentence: str) -> None:
        """Say why nothing is listed."""
        if note is self._note:
            self._say(sentence)
            self.restore.setEnabled(False)

    @Slot()
    def on_read_clicked(self) -> None:
        """Show the plan as it prints."""
        self._ask(self.read_asked)

    @Slot()
    def on_compare_clicked(self) -> None:
        """Compare the plan with what it is now."""
        self._ask(self.compare_asked)

    @Slot()
    def on_restore_clicked(self) -> None:
        """Bring the copy back."""
        if self._note is not None:
            self.restore_asked.emit(self._note)

    def _ask(self, signal: SignalInstance) -> None:
        item = self.plans.currentItem()
        if self._note is not None and item is not None:
            signal.emit(self._note, item.data(_ID_ROLE))

    def _say(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    @Slot()
    def _enable(self) -> None:
        is_one = self.plans.currentItem() is not None
        self.read.setEnabled(is_one)
        self.compare.setEnabled(is_one)
        is_good = self._note is not None and self._note.counts is not None
        self.restore.setEnabled(is_good and not self._is_held)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for words in (self._title, self._why, self._state):
            column.addWidget(words)
        column.addWidget(self.plans, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.read)
        row.addWidget(self.compare)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addStretch(1)
        column.addLayout(row)
