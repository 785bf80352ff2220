"""The page of Kế hoạch mới: from which template, for which year."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from kehoach_desktop.services.plans import TEMPLATES, this_year
from kehoach_desktop.ui.page import Page, button


class NewPlanPage(Page):
    """``chosen`` gives the template's key and the year."""

    chosen = Signal(str, int)

    def __init__(self, template: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Kế hoạch mới",
            "Chọn mẫu gần nhất với cơ quan; câu chữ của mẫu sửa được tất cả.",
            parent,
        )
        self._group = QButtonGroup(self)
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for place, known in enumerate(TEMPLATES):
            choice = QRadioButton(known.name)
            choice.setChecked(known.key == template)
            self._group.addButton(choice, place)
            column.addWidget(choice)
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(this_year())
        self.year.setFixedWidth(96)
        self.year.setGroupSeparatorShown(False)
        self.add_row("Mẫu", ways)
        self.add_row("Năm", self.year)
        make = button("Lập kế hoạch", is_primary=True)
        leave = button("Hủy")
        self.add_buttons(make, leave)
        make.clicked.connect(self.on_make_clicked)
        leave.clicked.connect(self.closed)

    def choose(self, template: str) -> None:
        """Choose a template by its key."""
        keys = [known.key for known in TEMPLATES]
        self._group.button(keys.index(template)).setChecked(True)

    @Slot()
    def on_make_clicked(self) -> None:
        """Give the choice."""
        self.chosen.emit(TEMPLATES[max(0, self._group.checkedId())].key, self.year.value())
