"""What the columns of a table mean: one choice beside each, with a few of its texts to judge by."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from kehoach_desktop.domain.plan import OwnColumn
from kehoach_desktop.domain.table_import.table import ImportColumn
from kehoach_desktop.domain.task_texts import own_key
from kehoach_desktop.services.table_import import NEW
from kehoach_desktop.ui.importing.cut_choice import CutChoice
from kehoach_desktop.ui.importing.cut_label import CutLabel
from kehoach_desktop.ui.sheet.rows import COLUMNS

_LEAVE = ""


class ColumnRoles(QScrollArea):
    """``changed`` after a choice. No two columns mean the same: who had a meaning before loses it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_roles")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Ý nghĩa của từng cột")
        self.choices: list[QComboBox] = []

    def show_columns(
        self, columns: Sequence[ImportColumn], roles: Mapping[int, str], own: Sequence[OwnColumn]
    ) -> None:
        """Show the columns with what they are taken for."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.choices = []
        for at, column in enumerate(columns):
            choice = self._choice(column, roles.get(at, _LEAVE), own)
            name = CutLabel(f"{column.name}. {column.title}" if column.title else f"Cột {column.name}")
            name.setBuddy(choice)
            sample = CutLabel(" · ".join(column.samples) or "(trống)", "muted")
            grid.addWidget(name, 2 * at, 0, 1, 2)
            grid.addWidget(choice, 2 * at + 1, 0)
            grid.addWidget(sample, 2 * at + 1, 1, Qt.AlignmentFlag.AlignVCenter)
            self.choices.append(choice)
        grid.setRowStretch(2 * len(columns), 1)
        self.setWidget(page)

    def roles(self) -> dict[int, str]:
        """Return the meaning of each column that comes in."""
        chosen = {at: str(choice.currentData()) for at, choice in enumerate(self.choices)}
        return {at: role for at, role in chosen.items() if role != _LEAVE}

    def go_to(self, place: int) -> None:
        """Bring a column into sight, with the keyboard on its choice."""
        self.choices[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.choices[place], 0, 40)

    @Slot()
    def on_choice_made(self) -> None:
        """Take the meaning from the column that had it."""
        chosen = self.sender()
        for other in self.choices:
            is_same = isinstance(chosen, QComboBox) and other.currentData() == chosen.currentData()
            if other is not chosen and is_same and other.currentData() not in {_LEAVE, NEW}:
                other.setCurrentIndex(0)
        self.changed.emit()

    def _choice(self, column: ImportColumn, role: str, own: Sequence[OwnColumn]) -> QComboBox:
        choice = CutChoice()
        choice.setAccessibleName(f"Cột {column.name} {column.title}".strip())
        choice.setFixedWidth(182)
        choice.addItem("Không lấy", _LEAVE)
        for known in COLUMNS:
            choice.addItem(known[1], known[0])
        for at, each in enumerate(own):
            choice.addItem(each.title or f"Cột thêm {at + 1}", own_key(at))
        choice.addItem("Cột mới của cơ quan", NEW)
        choice.setCurrentIndex(max(choice.findData(role), 0))
        choice.activated.connect(self.on_choice_made)
        return choice
