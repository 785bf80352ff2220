"""The page of Kế hoạch mới: from last year's plan, a template or nothing, and for which year."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from kehoach_desktop.services.plans import TEMPLATES, PlanSummary, coming_year
from kehoach_desktop.ui.page import Page, button
from kehoach_desktop.ui.tips import plain_tip

_FROM_LAST = len(TEMPLATES)  # the button's id, after those of the templates


class NewPlanPage(Page):
    """``chosen`` gives the template's key and the year; ``last_chosen`` the plan to go on from, and the year.

    ``newest`` is the plan of the latest year in the file, if there is one.
    """

    is_of_file = True
    chosen = Signal(str, int)
    last_chosen = Signal(object, int)  # the plan's id: too long for Qt's int

    def __init__(
        self, template: str, newest: PlanSummary | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Kế hoạch mới",
            "Chọn mẫu gần nhất với cơ quan; câu chữ của mẫu sửa được tất cả."
            if newest is None
            else "Đi tiếp từ kế hoạch đã có, hoặc chọn mẫu gần nhất với cơ quan.",
            parent,
        )
        self._newest = newest
        self._group = QButtonGroup(self)
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setGroupSeparatorShown(False)
        self.year.setFixedWidth(96)
        self.year.setValue(coming_year())
        self.add_row("Lập từ" if newest else "Mẫu", self._ways(template))
        self.add_row("Năm", self.year)
        self._make = button("Lập kế hoạch", is_primary=True)
        leave = button("Hủy")
        self.add_buttons(self._make, leave)
        self._make.clicked.connect(self.on_make_clicked)
        leave.clicked.connect(self.closed)
        self._proposed = self.year.value()
        self._group.idToggled.connect(self.on_way_toggled)
        self.on_way_toggled()

    def choose(self, template: str) -> None:
        """Choose a template by its key."""
        keys = [known.key for known in TEMPLATES]
        self._group.button(keys.index(template)).setChecked(True)

    def _ways(self, template: str) -> QWidget:
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self._newest is not None:
            last = QRadioButton(f"Kế hoạch năm trước (năm {self._newest.year})")
            last.setToolTip(plain_tip(self._newest.subject))
            last.setChecked(True)
            self._group.addButton(last, _FROM_LAST)
            column.addWidget(last)
        for place, known in enumerate(TEMPLATES):
            is_named = self._newest is not None and known.key  # beside a plan, say that it is a model
            choice = QRadioButton(f"Mẫu {known.name[0].lower()}{known.name[1:]}" if is_named else known.name)
            choice.setChecked(self._newest is None and known.key == template)
            self._group.addButton(choice, place)
            column.addWidget(choice)
        return ways

    @Slot()
    def on_way_toggled(self) -> None:
        """From last year's plan there is a list to look at first; a year not typed follows the choice."""
        is_last = self._newest is not None and self._group.checkedId() == _FROM_LAST
        self._make.setText("Tiếp tục…" if is_last else "Lập kế hoạch")
        before = self._proposed
        self._proposed = self._newest.year + 1 if is_last and self._newest else coming_year()
        if self.year.value() == before:
            self.year.setValue(self._proposed)

    @Slot()
    def on_make_clicked(self) -> None:
        """Give the choice."""
        chosen = self._group.checkedId()
        if chosen == _FROM_LAST and self._newest is not None:
            self.last_chosen.emit(self._newest.id, self.year.value())
        else:
            self.chosen.emit(TEMPLATES[max(0, chosen)].key, self.year.value())
