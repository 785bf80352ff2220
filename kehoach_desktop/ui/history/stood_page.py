"""A plan as it stood, read-only beside the plan as it is, and what can be made of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.compare_page import Choice, ComparePage
from kehoach_desktop.ui.page import button, label


class StoodPage(ComparePage):
    """The first choice is the plan as it is, the second as it stood ``when``."""

    pdf_asked = Signal()
    json_asked = Signal()
    new_asked = Signal()
    return_asked = Signal()

    def __init__(self, when: str, plan: Plan, stood: Plan, others: Sequence[Choice]) -> None:
        choices = (others[0], Choice(f"Kế hoạch lúc {when}", stood), *others[1:])
        super().__init__(choices, 1, 0, f"Bản lúc {when}")
        self.when, self.stood, self.plan = when, stood, plan
        self.back = button("Đưa kế hoạch về như lúc đó")
        self.pdf, self.json = button("Xuất PDF bản này…"), button("Xuất JSON bản này…")
        self.new = button("Lập kế hoạch mới từ bản này")
        self.back.setToolTip("Làm kế hoạch hiện nay giống bản này; hoàn tác được bằng Ctrl+Z")
        bar = QFrame()
        bar.setObjectName("tab_toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        said = label("Bản bên trái chỉ để xem.", "muted")
        row.addWidget(said, 1)
        for made, asked in (
            (self.pdf, self.pdf_asked),
            (self.json, self.json_asked),
            (self.new, self.new_asked),
            (self.back, self.return_asked),
        ):
            row.addWidget(made)
            made.clicked.connect(asked)
        self.column.insertWidget(1, bar)
