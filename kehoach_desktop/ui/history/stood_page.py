"""A plan as it stood, read-only beside the plan as it is, and what can be made of it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.compare_page import Choice, ComparePage
from kehoach_desktop.ui.page import button, label

_STOOD = 1  # the place among the choices


class StoodPage(ComparePage):
    """The first choice is the plan as it is, the second as it stood ``when``."""

    pdf_asked = Signal()
    json_asked = Signal()
    new_asked = Signal()
    return_asked = Signal()

    def __init__(self, when: str, plan: Plan, stood: Plan, others: Sequence[Choice]) -> None:
        choices = (others[0], Choice(f"Kế hoạch lúc {when}", stood), *others[1:])
        super().__init__(choices, _STOOD, 0, f"Bản lúc {when}")
        self.when, self.stood, self.plan = when, stood, plan
        self.back = button("Đưa kế hoạch về như lúc này")
        self.pdf, self.json = button("Xuất PDF bản này…"), button("Xuất JSON bản này…")
        self.new = button("Lập kế hoạch mới từ bản này")
        self.back.setToolTip("Làm kế hoạch hiện nay giống bản này; hoàn tác được bằng Ctrl+Z")
        bar = QFrame()
        bar.setObjectName("tab_toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self.said = label("", "muted")
        row.addWidget(self.said, 1)
        for made, asked in (
            (self.pdf, self.pdf_asked),
            (self.json, self.json_asked),
            (self.new, self.new_asked),
            (self.back, self.return_asked),
        ):
            row.addWidget(made)
            made.clicked.connect(asked)
        self.column.insertWidget(1, bar)
        chain = (self.previous, self.next, self.all, self._leave, self.pdf, self.json, self.new, self.back)
        for before, after in pairwise((*chain, self.choosers[0])):
            self.setTabOrder(before, after)
        self.choosers[0].currentIndexChanged.connect(self.on_left_changed)
        self.on_left_changed()

    @Slot()
    def on_left_changed(self) -> None:
        """Hold the verbs while it is not the plan as it stood that is on the left: they are about that."""
        is_stood = self.choosers[0].currentIndex() == _STOOD
        for verb in (self.pdf, self.json, self.new, self.back):
            verb.setEnabled(is_stood)
        other = f"Các nút này là của kế hoạch lúc {self.when}; hãy chọn lại bản đó ở bên trái để dùng."
        self.said.setText("Bản bên trái chỉ để xem." if is_stood else other)
