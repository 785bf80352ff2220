"""The rows of the preview: what each row of the table would do, and whether it is taken."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from kehoach_desktop.domain.table_import.proposals import Fate, FieldChange, RowProposal
from kehoach_desktop.domain.task_texts import own_place
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.sheet.rows import COLUMNS as SHEET_COLUMNS
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()
FATE_WORDS = {
    Fate.ADDED: "Thêm",
    Fate.CHANGED: "Sửa",
    Fate.SAME: "Giữ nguyên",
    Fate.LEFT: "Giữ nguyên",
}
HEADS = ("Việc", "TT", "Nội dung", "Hình thức", "Chi tiết")
FATE, NUMBER, CONTENT_AT, FORM, DETAIL = range(5)
_TITLES = {key: title for key, title, *_ in SHEET_COLUMNS}


class ProposalRows(QAbstractTableModel):
    """Which rows there are and which are taken; ``choice_changed`` after every tick."""

    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.proposals: tuple[RowProposal, ...] = ()
        self._taken: set[int] = set()  # places in ``proposals``
        self._shown: list[int] = []
        self._own: tuple[str, ...] = ()
        self._is_short = False

    def show(self, proposals: tuple[RowProposal, ...], own: tuple[str, ...]) -> None:
        """Show these, ticked as they are proposed; ``own`` are the titles of the office's own columns."""
        self.proposals, self._own = proposals, own
        self._taken = {place for place, each in enumerate(proposals) if each.is_accepted}
        self._arrange()
        self.choice_changed.emit()

    def show_changes_only(self, is_short: bool) -> None:
        """Leave out the rows that stay as they are."""
        self._is_short = is_short
        self._arrange()

    @property
    def taken(self) -> tuple[RowProposal, ...]:
        """The rows ticked."""
        return tuple(each for place, each in enumerate(self.proposals) if place in self._taken)

    def set_all(self, is_taken: bool) -> None:
        """Tick or untick all that are shown and can be taken."""
        places = {place for place in self._shown if self.proposals[place].can_be_taken}
        self._taken = self._taken | places if is_taken else self._taken - places
        self._tell(0, len(self._shown) - 1)

    def toggle(self, rows: list[int]) -> None:
        """Tick the rows, or untick them when all are ticked."""
        places = {self._shown[row] for row in rows if self.proposals[self._shown[row]].can_be_taken}
        if places:
            self._taken = self._taken - places if places <= self._taken else self._taken | places
            self._tell(min(rows), max(rows))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Role.DisplayRole else None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADS[section] if role == Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that do something have a tick."""
        flags = super().flags(index)
        if index.isValid() and index.column() == FATE and self._at(index).can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take a tick."""
        if role != Role.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if (Qt.CheckState(value) == Qt.CheckState.Checked) != (self._shown[index.row()] in self._taken):
            self.toggle([index.row()])
        return True

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell's words, whole in its tooltip, and the tick of its row."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        each = self._at(index)
        if role == Role.CheckStateRole and index.column() == FATE and each.can_be_taken:
            is_taken = self._shown[index.row()] in self._taken
            return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        if role == Role.DisplayRole:
            return one_line(self._words(each, index.column()))[:300]
        if role == Role.ToolTipRole:
            return plain_tip(self._words(each, index.column())[:3000]) or None
        if role == Role.ForegroundRole:
            return _ink(each, index.column())
        return None

    def whole(self, index: Index) -> str:
        """Return all that is to be said of a row; "" for none."""
        if not index.isValid() or index.row() >= len(self._shown):
            return ""
        each = self._at(index)
        words = [self._words(each, column) for column in (CONTENT_AT, FORM, DETAIL)]
        return " · ".join(one_line(part) for part in words if part)[:1200]

    def count(self, fate: Fate) -> tuple[int, int]:
        """Return how many rows of a fate are taken, and how many there are."""
        of_fate = [place for place, each in enumerate(self.proposals) if each.fate is fate]
        return sum(place in self._taken for place in of_fate), len(of_fate)

    def _at(self, index: Index) -> RowProposal:
        return self.proposals[self._shown[index.row()]]

    def _words(self, each: RowProposal, column: int) -> str:
        if column == FATE:
            return FATE_WORDS[each.fate]
        if column == NUMBER:
            return str(each.number) if each.number else "mới"
        if column in {CONTENT_AT, FORM}:
            return each.content if column == CONTENT_AT else each.form
        if each.fate is Fate.LEFT:
            return "Không có trong bảng đang nhập"
        shown = [change for change in each.changes if each.fate is Fate.CHANGED or change.key != "form"]
        details = "; ".join(self._change(change) for change in shown)
        return f"⚠ {each.why} {details}".strip() if each.why else details

    def _change(self, change: FieldChange) -> str:
        place = own_place(change.key)
        title = _TITLES.get(change.key, "")
        if place is not None:
            title = self._own[place] if place < len(self._own) else ""
        if not change.old:
            return f"{title}: {change.new}"
        return f"{title}: {change.old} → {change.new}"

    def _tell(self, first: int, last: int) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADS) - 1))
        self.choice_changed.emit()

    def _arrange(self) -> None:
        self.beginResetModel()
        places = range(len(self.proposals))
        self._shown = [p for p in places if self.proposals[p].can_be_taken or not self._is_short]
        self.endResetModel()


def _ink(each: RowProposal, column: int) -> QColor | None:
    colours = tokens()
    if each.why and column == DETAIL:
        return QColor(colours.warning)
    if not each.can_be_taken:
        return QColor(colours.muted)
    if column == FATE:
        return QColor(colours.ok if each.fate is Fate.ADDED else colours.accent)
    return None
