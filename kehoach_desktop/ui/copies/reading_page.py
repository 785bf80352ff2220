"""A plan out of a copy, as it prints: only to be read."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.services.checking import moment_words
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.wide_page import WidePage


class ReadingPage(WidePage):
    """Leaving it leads back to the list of copies."""

    is_of_file = True

    def __init__(self, note: CopyNote, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("Kế hoạch trong bản sao", parent)
        bar = QFrame()
        bar.setObjectName("tab_toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(label(f"Kế hoạch năm {plan.year} · {plan.subject}", "heading"), 1)
        told = label(f"Chỉ để đọc: bản sao {moment_words(note.made_at)}", "muted")
        told.setWordWrap(False)
        row.addWidget(told)
        self._leave = button("Quay lại danh sách")
        row.addWidget(self._leave)
        self.preview = PagePreview()
        self.column.addWidget(bar)
        self.column.addWidget(self.preview, 1)
        self.preview.fill(is_filled=True)
        self.preview.show_plan(plan)
        self._leave.clicked.connect(self.closed)
        self.closed.connect(self.on_closed)

    def areas(self) -> list[QWidget]:
        """Return the button, then the pages."""
        return [self._leave, self.preview]

    def take_keyboard(self) -> None:
        """Have the keys scroll the pages."""
        self.preview.take_keyboard()

    @Slot()
    def on_closed(self) -> None:
        """Print no further."""
        self.preview.close_down()
