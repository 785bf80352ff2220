"""The appendix as a table model: a task a row, edits go to the workbench, changes come back from it."""

from typing import Any

from PySide6.QtCore import QObject, Qt

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.periods import DECREE_09
from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.ui.sheet.chips import time_words
from kehoach_desktop.ui.sheet.rows import COLUMNS, KEYS, NUMBER, TIME, SheetRow, sheet_rows
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.sheet.verbs import set_cell
from kehoach_desktop.ui.workbench import Workbench

Role = Qt.ItemDataRole
_TOLD = frozenset({Role.ToolTipRole, Role.AccessibleDescriptionRole})


class SheetModel(RowsModel):
    """The rows of one appendix of the current plan."""

    rows: list[SheetRow]

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.appendix: Appendix | None = None
        self.year = 0
        self.scheme = DECREE_09

    def show_appendix(self, plan: Plan | None, appendix: Appendix | None) -> None:
        """Show another appendix, or none."""
        self.year = plan.year if plan else 0
        self.scheme = plan.scheme if plan else DECREE_09
        self.appendix = appendix
        self.reset_rows(sheet_rows(appendix))

    def follow_appendix(self, plan: Plan, appendix: Appendix) -> None:
        """Show the same appendix after an edit."""
        if (plan.year, plan.scheme) != (self.year, self.scheme):
            self.year, self.scheme = plan.year, plan.scheme
            if self.rows:
                self.dataChanged.emit(self.index(0, TIME), self.index(len(self.rows) - 1, TIME))
        if appendix is not self.appendix:
            self.appendix = appendix
            self.follow(sheet_rows(appendix))

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but TT can be written into."""
        flags = super().flags(index)
        if index.isValid() and index.column() != NUMBER:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings; rows are numbered for screen readers."""
        if role == Role.DisplayRole:
            return COLUMNS[section][1] if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignHCenter if section == NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell's text; its tooltip says how a time was understood."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in {Role.DisplayRole, Role.EditRole}:
            return row.cells[index.column()]
        if role in _TOLD and index.column() == TIME and row.task.time.strip():
            return time_words(row.task.time, self.year, self.scheme)
        return None

    def is_refused(self) -> bool:
        """Say whether the plan has gone out and may not be changed; the clerk is then asked what to do."""
        if not is_frozen(self._workbench.plan):
            return False
        self._workbench.issued_touched.emit()
        return True

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Commit a cell's new text; say whether it is now what the plan holds."""
        if role != Role.EditRole or not index.isValid() or index.column() == NUMBER:
            return False
        edit = set_cell(self.rows[index.row()], index.column(), str(value))
        if edit is None:
            return True
        return self._workbench.commit(edit, f"Sửa {COLUMNS[KEYS.index(edit.name)][1].lower()}")

    def first_of_activity(self, row: int) -> int:
        """Return the first row of the activity that ``row`` belongs to."""
        return row - self.rows[row].place

    def rows_of_activity(self, row: int) -> range:
        """Return the rows of the activity that ``row`` belongs to."""
        first = self.first_of_activity(row)
        return range(first, first + len(self.rows[row].activity.tasks))
