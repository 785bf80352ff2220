"""The appendix as a table model: a task a row, edits go to the workbench, changes come back from it."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.periods import DECREE_09
from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.ui.sheet.chips import time_words
from kehoach_desktop.ui.sheet.filtering import hidden_rows, wanted_words
from kehoach_desktop.ui.sheet.rows import (
    COLUMNS,
    NUMBER,
    TIME,
    SheetColumn,
    SheetRow,
    activity_rows,
    columns_of,
    sheet_rows,
)
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.sheet.verbs import set_cell
from kehoach_desktop.ui.tips import plain_tip
from kehoach_desktop.ui.workbench import Workbench

Role = Qt.ItemDataRole
_HOW_TO_DRAG = (
    "Kéo số thứ tự để chuyển nội dung lên, xuống.\n"
    "Để chuyển dòng: chọn dòng (Shift+dấu cách) rồi kéo ở ô này, thả được cả vào nội dung khác."
)
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WRITTEN = _READ | Qt.ItemFlag.ItemIsEditable
_TOLD = frozenset({Role.ToolTipRole, Role.AccessibleDescriptionRole})


class SheetModel(RowsModel):
    """The rows of one appendix of the current plan: ``rows`` those a filter shows, ``all_rows`` all.

    What a filter hides is settled when the filter changes, as in Excel: a row that is added or edited
    afterwards stays in sight.
    """

    rows: list[SheetRow]
    filtered = Signal()  # other rows are shown

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.appendix: Appendix | None = None
        self.year = 0
        self.scheme = DECREE_09
        self.columns: tuple[SheetColumn, ...] = COLUMNS
        self.all_rows: list[SheetRow] = []
        self._hidden: frozenset[int] = frozenset()
        self._wanted: dict[int, tuple[str, ...]] = {}
        self._spans: dict[int, range] = {}  # activity id -> its rows shown, as far as asked for
        self._shown_at: dict[int, int] | None = None  # task id -> row shown
        self._all_at: dict[int, int] | None = None  # task or activity id -> (first) row of all
        self._waiting: tuple[Plan, Appendix] | None = None  # what came while nobody looked

    # -- following the plan -------------------------------------------------------------------------

    def show_appendix(self, plan: Plan | None, appendix: Appendix | None) -> None:
        """Show another appendix, or none; the filter is put away."""
        self._waiting = None
        self.year = plan.year if plan else 0
        self.scheme = plan.scheme if plan else DECREE_09
        with self.resetting():
            self.appendix = appendix
            self.columns = columns_of(appendix)
            self.all_rows = list(sheet_rows(appendix))
            self.rows = list(self.all_rows)
            self._hidden, self._wanted = frozenset(), {}

    def follow_appendix(self, plan: Plan, appendix: Appendix, touched: tuple[Change, ...] = ()) -> None:
        """Show the same appendix after an edit; ``touched``: what it changed, where that is known."""
        self._waiting = None
        if (plan.year, plan.scheme) != (self.year, self.scheme):
            self.year, self.scheme = plan.year, plan.scheme
            if self.rows:
                self.dataChanged.emit(self.index(0, TIME), self.index(len(self.rows) - 1, TIME))
        if appendix is self.appendix:
            return
        self.appendix = appendix
        columns = columns_of(appendix)
        if columns == self.columns and touched and self._take_fields(appendix, touched):
            return
        after = self._rows_now(appendix)
        if columns == self.columns:
            self.all_rows = after
            self.follow(self._shown_of(after))
            return
        with self.resetting():
            self.columns, self.all_rows = columns, after
            self.rows = list(self._shown_of(after))

    def follow_later(self, plan: Plan, appendix: Appendix) -> None:
        """Remember what is to be shown when somebody looks."""
        self._waiting = plan, appendix

    def catch_up(self) -> bool:
        """Show what came while nobody looked; say whether anything did."""
        if self._waiting is None:
            return False
        self.follow_appendix(*self._waiting)
        return True

    def _rows_now(self, appendix: Appendix) -> list[SheetRow]:
        """Return the rows of the appendix; those of an activity that is as it was are the same."""
        before, own = self.all_rows, len(appendix.columns)
        if before and before[0].own != own:
            return list(sheet_rows(appendix))
        places, at = {}, 0
        while at < len(before):
            places[before[at].activity.id] = at
            at += len(before[at].activity.tasks)
        rows: list[SheetRow] = []
        for number, activity in enumerate(appendix.activities, 1):
            there = places.get(activity.id)
            if there is not None and before[there].activity is activity and before[there].number == number:
                rows += before[there : there + len(activity.tasks)]
            else:
                rows += activity_rows(activity, number, own)
        return rows

    def _take_fields(self, appendix: Appendix, touched: tuple[Change, ...]) -> bool:
        """Take over rows whose cells alone changed; say whether that was all."""
        if any(change.at is not None or change.kind not in {"activity", "task"} for change in touched):
            return False
        places = self._places_of_all()
        found = {places.get(thing_id, -1) for thing_id in {change.id for change in touched}}
        if -1 in found:
            return False
        taken: dict[int, tuple[SheetRow, SheetRow]] = {}
        for first in {at - self.all_rows[at].place for at in found}:
            number = self.all_rows[first].number
            activity = appendix.activities[number - 1]
            self._take_activity(first, activity_rows(activity, number, len(appendix.columns)), taken)
        self.tell_taken(taken)
        return True

    def _take_activity(
        self, first: int, rows: Iterable[SheetRow], taken: dict[int, tuple[SheetRow, SheetRow]]
    ) -> None:
        """Take over the rows; put those shown, as they were and are, into ``taken`` by their place."""
        shown_at = self._places_shown()
        for at, row in enumerate(rows, first):
            old, self.all_rows[at] = self.all_rows[at], row
            shown = shown_at.get(row.task.id)
            if shown is not None:
                self.rows[shown] = row
                taken[shown] = old, row

    def forget_places(self) -> None:
        """Forget where rows stand."""
        self._spans = {}
        self._shown_at = self._all_at = None

    # -- the filter ---------------------------------------------------------------------------------

    @property
    def is_filtered(self) -> bool:
        """Whether a filter hides rows, or could."""
        return bool(self._wanted)

    def filter_by(self, typed: Mapping[int, str]) -> None:
        """Show only the rows in whose columns all the words typed occur."""
        self.catch_up()
        self._wanted = wanted_words(typed)
        hidden = hidden_rows(self.all_rows, self._wanted)
        if hidden != self._hidden:
            self._hidden = hidden
            self.reset_rows(self._shown_of(self.all_rows))
        self.filtered.emit()

    def _shown_of(self, rows: list[SheetRow]) -> list[SheetRow]:
        return [row for row in rows if row.key not in self._hidden] if self._hidden else rows

    # -- the table ----------------------------------------------------------------------------------

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but TT can be written into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _READ if index.column() == NUMBER else _WRITTEN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings; rows are numbered for screen readers."""
        if role == Role.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return plain_tip(self.title(section))
        if role == Role.DisplayRole:
            return self.title(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignHCenter if section == NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def title(self, column: int) -> str:
        """Return a column's heading."""
        return self.columns[column].title

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell's text; its tooltip says how a time was understood."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in {Role.DisplayRole, Role.EditRole}:
            return row.cells[index.column()]
        if role == Role.ToolTipRole and index.column() == NUMBER:
            return _HOW_TO_DRAG
        if role in _TOLD and index.column() == TIME and row.task.time.strip():
            return time_words(row.task.time, self.year, self.scheme)
        return None

    def is_refused(self) -> bool:
        """Say whether the plan has gone out and may not be changed; the clerk is then asked what to do."""
        if not self._workbench.is_frozen:
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
        return self._workbench.commit(edit, f"Sửa {self.title(index.column()).lower()}", mergeable=True)

    def end_typing(self) -> None:
        """A cell's editor is closed: what is typed next is another step."""
        self._workbench.end_typing()

    # -- where things stand -------------------------------------------------------------------------

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shown says."""
        return self.rows[row].cells[column]

    def rows_of_activity(self, row: int) -> range:
        """Return the rows shown of the activity that ``row`` belongs to."""
        of_id = self.rows[row].activity.id
        span = self._spans.get(of_id)
        if span is None:
            span = self._spans[of_id] = _span(self.rows, row)
        return span

    def row_of(self, key: int) -> int | None:
        """Return the row shown of a task; None when it is hidden or gone."""
        return self._places_shown().get(key)

    def _places_shown(self) -> dict[int, int]:
        if self._shown_at is None:
            self._shown_at = {row.key: at for at, row in enumerate(self.rows)}
        return self._shown_at

    def _places_of_all(self) -> dict[int, int]:
        if self._all_at is None:
            self._all_at = {row.key: at for at, row in enumerate(self.all_rows)}
            self._all_at |= {row.activity.id: at for at, row in enumerate(self.all_rows) if not row.place}
        return self._all_at


def _span(rows: list[SheetRow], row: int) -> range:
    """Return the rows about ``row`` that belong to the same activity."""
    of_id = rows[row].activity.id
    first = last = row
    while first and rows[first - 1].activity.id == of_id:
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].activity.id == of_id:
        last += 1
    return range(first, last + 1)
