"""The page of Kế hoạch năm sau: what would change on the way to the next year, each to be refused."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.proposal import Proposal
from kehoach_desktop.ui.next_year.list_view import ProposalList
from kehoach_desktop.ui.page import Page, button, label

_WIDTH_PX = 1080
_LIST_PX = 160  # what the list has at least; the page scrolls in a lower window
_TYPING_MS = 350


class NextYearPage(Page):
    """``year_chosen`` asks for the proposals of a year; ``make_chosen`` for the plan with those ticked."""

    is_of_file = True  # of the plan it was asked for, whatever other one is open by now
    year_chosen = Signal(int)
    make_chosen = Signal()

    def __init__(
        self, plan: Plan, year: int, known: Mapping[int, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Kế hoạch năm sau",
            f"Lập từ kế hoạch năm {plan.year}; kế hoạch này giữ nguyên, kết quả theo dõi không mang sang. "
            "Bỏ chọn những chỗ không muốn đổi hoặc không cần nhắc lại.",
            parent,
        )
        self.plan = plan
        self._known = known
        self._fill_height()
        self.year = QSpinBox()
        self.year.setRange(plan.year + 1, plan.year + 100)
        self.year.setValue(year)
        self.year.setFixedWidth(96)
        self.year.setGroupSeparatorShown(False)
        self.year.setAccessibleName("Năm")
        self.warning = label("", "muted")
        self.list = ProposalList()
        self.list.setMinimumHeight(_LIST_PX)
        self.doubtful = QCheckBox("Chỉ những chỗ cần xem lại")
        self._every = button("Chọn tất cả", is_flat=True)
        self._none = button("Bỏ chọn tất cả", is_flat=True)
        self.counts = label("", "muted")
        self.make = button("Lập kế hoạch", is_primary=True)
        leave = button("Hủy")
        self.column.addLayout(self._tools())
        self.column.addWidget(self.warning)
        self.column.addWidget(self.list, 1)
        self.column.addSpacing(4)
        self.column.addLayout(self._ending(leave))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        leave.clicked.connect(self.closed)
        self._connect()
        self.on_year_changed()
        self._typing.stop()  # the year it is shown with is asked for by who shows it

    def show_proposals(self, year: int, proposals: tuple[Proposal, ...]) -> None:
        """Show what is proposed for ``year``; of another year than the field's it comes too late."""
        if year == self.year.value():
            self.list.rows.show(proposals)
            self.make.setEnabled(True)
            if proposals:
                self.list.setCurrentIndex(self.list.rows.index(0))

    def chosen(self) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
        """Return what is proposed and what of it is ticked."""
        return self.list.rows.proposals, self.list.rows.accepted

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, which is what is to be read."""
        self.list.setFocus()

    def _connect(self) -> None:
        self.year.valueChanged.connect(self.on_year_changed)
        self._typing.timeout.connect(self.on_year_settled)
        self.doubtful.toggled.connect(self.list.rows.show_doubtful_only)
        self._every.clicked.connect(self.on_every_clicked)
        self._none.clicked.connect(self.on_none_clicked)
        self.list.rows.choice_changed.connect(self.on_choice_changed)
        self.list.make_asked.connect(self.on_make_asked)
        self.make.clicked.connect(self.on_make_asked)

    def _fill_height(self) -> None:
        """Let the card be as wide and as high as the window has room for: a list is read in it."""
        self._card.setMaximumWidth(_WIDTH_PX)
        self.column.setContentsMargins(24, 16, 24, 16)
        ground = self.widget()
        around = ground.layout() if ground is not None else None
        if around is not None:
            around.setContentsMargins(16, 12, 16, 12)
            around.setAlignment(self._card, Qt.AlignmentFlag(0))

    def _tools(self) -> QHBoxLayout:
        name = QLabel("Năm")
        name.setBuddy(self.year)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(self.year)
        row.addSpacing(16)
        row.addWidget(self.doubtful)
        row.addStretch(1)
        row.addWidget(self._every)
        row.addWidget(self._none)
        return row

    def _ending(self, leave: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addWidget(leave)
        row.addSpacing(8)
        row.addWidget(self.counts, 1)
        return row

    def _show_year(self) -> None:
        subject = self._known.get(self.year.value())
        self.warning.setVisible(subject is not None)
        if subject is not None:
            self.warning.setText(
                f"Trong tệp đã có kế hoạch năm {self.year.value()} “{subject}”; vẫn lập thêm được."
            )

    @Slot()
    def on_year_changed(self) -> None:
        """Say at once whether there is such a plan; look through the text when the typing rests."""
        self._show_year()
        self.make.setEnabled(False)
        self.counts.setText("Đang xem những chỗ cần đổi…")
        self._typing.start()

    @Slot()
    def on_year_settled(self) -> None:
        """Ask for the proposals of the year."""
        self.year_chosen.emit(self.year.value())

    @Slot()
    def on_every_clicked(self) -> None:
        """Tick all that are shown."""
        self.list.rows.set_all(True)

    @Slot()
    def on_none_clicked(self) -> None:
        """Untick all that are shown."""
        self.list.rows.set_all(False)

    @Slot()
    def on_choice_changed(self) -> None:
        """Count."""
        proposed, accepted = self.chosen()
        changes = sum(bool(each.swaps) for each in proposed)
        ticked = sum(bool(each.swaps) for each in accepted)
        doubtful = sum(each.is_doubtful for each in proposed)
        more = f"; {doubtful} chỗ cần xem lại" if doubtful else ""
        self.counts.setText(f"Sẽ đổi {ticked}/{changes} chỗ{more}.")

    @Slot()
    def on_make_asked(self) -> None:
        """Ask for the plan, once its proposals are shown."""
        if self.make.isEnabled():
            self.make_chosen.emit()
