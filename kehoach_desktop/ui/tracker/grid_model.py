"""The tracker's grid: a task a row, its four quarters the columns after the first; filtered and in groups."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.figures import sums
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.ui.sheet.row_steps import row_steps
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.tips import plain_tip
from kehoach_desktop.ui.tracker.arrangement import (
    Filter,
    Grouping,
    Heading,
    Key,
    Searched,
    group_row,
    heading,
    in_groups,
    matching,
)
from kehoach_desktop.ui.tracker.grid_rows import Course, GridRow, GroupRow, Look, RowMaker

HEADINGS = ("Nhiệm vụ", "Quý I", "Quý II", "Quý III", "Quý IV")
NOT_DUE, OVERDUE_WORDS = "Không đến hạn", "Quá hạn"
DRIFTED_WORDS = "khác số đã chốt"
_MOST_STEPS = 400  # rows that come and go one by one; beyond it the view begins anew, which is faster
Role = Qt.ItemDataRole
Shown = GridRow | GroupRow
Taken = dict[int, tuple[Shown, Shown]]
"""Rows as they were and as they are, by their place."""


def state_text(record: Progress | None) -> str:
    """Return a cell's state in words, with the percent where it says more than the word."""
    state = record.status if record else State.NONE
    words = STATE_WORDS[state]
    if record and (state in {State.DOING, State.LATE} or (state is State.DONE and record.percent < 100)):
        return f"{words} {record.percent} %"
    return words


def counted_text(quantities: Iterable[Quantity]) -> str:
    """Return counted results as "4 tin, bài · 2.150 lượt xem": one sum for each indicator and unit."""
    return " · ".join(
        f"{number_words(value)} {unit or indicator}" for (indicator, unit), value in sums(quantities).items()
    )


class GridModel(RowsModel):
    """Reads only: what is recorded is written in the record panel.

    ``tasks`` are all of the plan's, ``rows`` what is shown of them. A filter and groups of states are
    applied when they are chosen, not at each edit: a task just recorded as done stays under the hand.
    """

    counts_changed = Signal()  # of the rows that pass the filter

    rows: list[Shown]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks: list[GridRow] = []
        self.look: Look | None = None
        self.filter = Filter()
        self.grouping = Grouping.NONE
        self.drifted: frozenset[tuple[int, int]] = frozenset()
        self.searched = Searched()
        self._maker = RowMaker()
        self._passed: set[int] = set()  # ids of the tasks that pass the filter, or did when it was applied
        self._passed_rows: list[GridRow] = []
        self._courses: Counter[Course] = Counter()  # of the rows that pass
        self._is_fresh = True  # nothing has changed since the filter was applied
        self._headings: dict[int, Heading] = {}
        self._numbers: dict[Key, int] = {}
        self._closed: set[int] = set()
        self._places: dict[int, int] = {}
        self.modelReset.connect(self._note_places)
        self.rearranged.connect(self._note_places)

    # -- what a table asks --------------------------------------------------------------------------

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings; rows are numbered for screen readers."""
        if role == Role.DisplayRole:
            return HEADINGS[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell in words, as a screen reader says it and a tooltip shows it."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role not in {Role.DisplayRole, Role.ToolTipRole}:
            return None
        words = self._words(index)
        return plain_tip(words) if role == Role.ToolTipRole else words

    def _words(self, index: Index) -> str:
        row = self.rows[index.row()]
        if isinstance(row, GroupRow):
            return group_words(row)
        if index.column() == 0:
            return self._task_words(row)
        return self._cell_words(row, index.column())

    def _task_words(self, row: GridRow) -> str:
        since = row.course.seen(self.look).overdue_since if self.look else None
        late = f"{OVERDUE_WORDS.lower()} {short_date(since)}" if since else ""
        return ", ".join(filter(None, (row.task.form, row.task.lead, late)))

    def _cell_words(self, row: GridRow, quarter: int) -> str:
        if row.is_hatched(quarter):
            return NOT_DUE
        record = row.record(quarter)
        said = [state_text(record)]
        if self.is_overdue_here(row, quarter):
            said = (
                [OVERDUE_WORDS]
                if row.course.states[quarter - 1] is State.NONE
                else [*said, OVERDUE_WORDS.lower()]
            )
        said += filter(None, [counted_text(record.quantities) if record else ""])
        return ", ".join([*said, *([DRIFTED_WORDS] if self.is_drifted(row, quarter) else ())])

    def is_overdue_here(self, row: GridRow, quarter: int) -> bool:
        """Say whether the cell is the one that tells of an overdue task."""
        return self.look is not None and row.course.seen(self.look).overdue_quarter == quarter

    def is_drifted(self, row: GridRow, quarter: int) -> bool:
        """Say whether the cell differs from what was reported when its quarter was closed."""
        return (row.key, quarter) in self.drifted

    # -- what is asked of it ------------------------------------------------------------------------

    def open_plan(self, plan: Plan | None, look: Look | None) -> None:
        """Show another plan from the start, or none."""
        self.look = look
        self._closed.clear()
        self._numbers.clear()
        self.tasks = self._maker.rows(plan)
        self.searched.keep_only(self.tasks)
        self._apply()
        self.reset_rows(self._arranged())
        self.counts_changed.emit()

    def follow_plan(self, plan: Plan) -> None:
        """Show the plan after an edit of it."""
        before, after = self.tasks, self._maker.rows(plan)
        self.tasks = after
        changed = [(a, b) for a, b in zip(before, after, strict=False) if a is not b]
        is_as_it_was = len(before) == len(after) and all(a.key == b.key for a, b in changed)
        if is_as_it_was and not changed:
            return
        self._is_fresh = False
        if is_as_it_was and all(self._keeps_place(a, b) for a, b in changed):
            self._renew(changed)
        else:
            self._note_new(before)
            self._rearrange()
        self.counts_changed.emit()

    def show_look(self, look: Look) -> None:
        """Show another period: its quarters stand out, what is overdue and to be done is of its end."""
        self.look = look
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        self.reapply()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADINGS) - 1))

    def set_filter(self, sought: Filter) -> None:
        """Show only what is sought."""
        if sought != self.filter:
            self.filter = sought
            self.reapply()

    def set_grouping(self, grouping: Grouping) -> None:
        """Put the rows under other headings."""
        if grouping is not self.grouping:
            self.grouping = grouping
            self._closed.clear()
            self._numbers.clear()
            self.reapply()

    def reapply(self) -> None:
        """Apply filter and groups anew."""
        self._apply()
        self._rearrange()
        self.counts_changed.emit()

    def set_open(self, places: Iterable[int], *, is_open: bool) -> None:
        """Open or close the groups whose headings stand in these rows."""
        for place in places:
            row = self.rows[place]
            if isinstance(row, GroupRow):
                (self._closed.discard if is_open else self._closed.add)(row.key)
        self._rearrange()

    def set_all_open(self, *, is_open: bool) -> None:
        """Open or close every group."""
        self.set_open(range(len(self.rows)), is_open=is_open)

    def show_drift(self, cells: Iterable[tuple[int, int]]) -> None:
        """Mark the cells ``(task id, quarter)`` that differ from what was reported."""
        self.drifted = frozenset(cells)
        if self.rows:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self.rows) - 1, len(HEADINGS) - 1))

    # -- what it tells ------------------------------------------------------------------------------

    def row_at(self, place: int) -> GridRow | None:
        """Return the task shown in a row; None for a group's heading."""
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, GridRow) else None

    def place_of(self, key: int) -> int | None:
        """Return the row that shows a task or a group; None for none."""
        return self._places.get(key)

    @property
    def passed(self) -> list[GridRow]:
        """The tasks that pass the filter, in closed groups too."""
        return self._passed_rows

    def count_courses(self) -> Counter[Course]:
        """Return how many of the tasks that pass the filter go which way: few ways for many tasks."""
        return self._courses

    @property
    def stale(self) -> int:
        """How many rows would go, or go elsewhere, if filter and groups were applied anew."""
        look, by_state = self.look, self.grouping is Grouping.STATE
        if look is None or self._is_fresh or (self.filter == Filter() and not by_state):
            return 0
        fits = {row.key for row in self._matching(self._passed_rows, look)}
        return sum(
            row.key not in fits or (by_state and self._headings[row.key] != heading(row, self.grouping, look))
            for row in self._passed_rows
        )

    # -- arranging ----------------------------------------------------------------------------------

    def _matching(self, rows: Sequence[GridRow], look: Look) -> Sequence[GridRow]:
        return matching(rows, self.filter, look, self.searched)

    def _apply(self) -> None:
        self._headings = {}
        self._is_fresh = True
        found = self.tasks if self.look is None else self._matching(self.tasks, self.look)
        self._passed = {row.key for row in found}
        self._pass(list(found))

    def _pass(self, rows: list[GridRow]) -> None:
        self._passed_rows = rows
        self._courses = Counter([row.course for row in rows])

    def _arranged(self) -> list[Shown]:
        passed = self._passed_rows
        if self.look is None or not self.grouping:
            return list(passed)
        for row in passed:
            if self.grouping is not Grouping.STATE or row.key not in self._headings:
                self._headings[row.key] = heading(row, self.grouping, self.look)
        shown: list[Shown] = []
        for key, name, members in in_groups(passed, self._headings, self.grouping):
            number = self._number(key)
            is_open = number not in self._closed
            shown.append(group_row(number, name, members, self.look, is_open=is_open))
            if is_open:
                shown += members
        return shown

    def _number(self, key: Key) -> int:
        """Return the id of a group, which no task has."""
        return self._numbers.setdefault(key, -1 - len(self._numbers))

    def _rearrange(self) -> None:
        rows = self._arranged()
        old, new = [row.key for row in self.rows], [row.key for row in rows]
        before, after = set(old), set(new)
        kept_before = [key for key in old if key in after]
        kept_after = [key for key in new if key in before]
        is_moved = kept_before != kept_after
        is_upset = is_moved and any(step.verb == "remove" for step in row_steps(kept_before, kept_after))
        if is_upset or len(before ^ after) > _MOST_STEPS:
            self.reset_rows(rows)
        else:
            self.follow(rows)

    def _keeps_place(self, before: GridRow, after: GridRow) -> bool:
        """Say whether a task that changed is shown, or not, where it was."""
        if after.key not in self._passed:
            return self.look is None or not self._matching([after], self.look)
        if self.look is None or self.grouping in {Grouping.NONE, Grouping.STATE}:
            return True
        return heading(before, self.grouping, self.look) == heading(after, self.grouping, self.look)

    def _note_new(self, before: list[GridRow]) -> None:
        """Let in what has come and what has changed so that it passes the filter; what is shown stays."""
        known = {row.key: row for row in before}
        new = [row for row in self.tasks if row.key not in self._passed and known.get(row.key) is not row]
        self._passed |= {row.key for row in (self._matching(new, self.look) if self.look else new)}
        self._passed &= {row.key for row in self.tasks}
        self._pass([row for row in self.tasks if row.key in self._passed])
        self.searched.keep_only(self.tasks)

    def _renew(self, changed: list[tuple[GridRow, GridRow]]) -> None:
        """Put tasks that changed, as they were and as they are, where they are shown."""
        groups: set[Key] = set()
        fresh = {row.key: row for _, row in changed}
        if len(self._passed) == len(self.tasks):
            self._passed_rows = self.tasks
        else:
            self._passed_rows = [fresh.get(row.key, row) for row in self._passed_rows]
        taken: Taken = {}
        for before, row in changed:
            if row.key in self._passed:
                self._courses[row.course] += 1
                self._courses[before.course] -= 1
                if not self._courses[before.course]:
                    del self._courses[before.course]
            place = self._places.get(row.key)
            if place is not None:
                taken[place] = self.rows[place], row
            if row.key in self._passed and row.key in self._headings:
                groups.add(self._headings[row.key][0])
        if groups and self.look is not None:
            taken |= self._recounted(groups, self.look)
        for place, (_, shown) in taken.items():
            self.rows[place] = shown
        self.tell_taken(taken)

    def _recounted(self, groups: set[Key], look: Look) -> Taken:
        """Return the headings of these groups, by their place, as they were and as they are."""
        taken: Taken = {}
        members: dict[Key, list[GridRow]] = {key: [] for key in groups}
        for row in self._passed_rows:
            if (key := self._headings[row.key][0]) in groups:
                members[key].append(row)
        for key, rows in members.items():
            number = self._number(key)
            place = self._places[number]
            name, is_open = self.rows[place].cells[0].name, number not in self._closed
            taken[place] = self.rows[place], group_row(number, name, rows, look, is_open=is_open)
        return taken

    def _note_places(self) -> None:
        self._places = {row.key: place for place, row in enumerate(self.rows)}


def group_words(row: GroupRow) -> str:
    """Return a heading in words."""
    parts = [row.name, progress_words(row)]
    parts += [f"{number_words(row.overdue)} quá hạn"] if row.overdue else []
    return ", ".join([*parts, "đang mở" if row.is_open else "đã thu gọn"])


def progress_words(row: GroupRow) -> str:
    """Return "5/8 hoàn thành"."""
    return f"{number_words(row.done)}/{number_words(row.total)} hoàn thành"
