"""Widths, order and hiding of the sheet's columns: by their names, so that they hold from plan to plan."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from kehoach_desktop.ui.sheet.rows import CONTENT, FIRST_TASK_COLUMN, NUMBER, TIME

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView

_LEAST_SHARE, _MOST_SHARE = 0.74, 1.5  # of the columns' own widths
_LEAST_PX, _MOST_PX = 30, 2_000
_SETTLED_MS = 300  # after the last pixel a column was dragged


class SheetLayout(QObject):
    """Lays the columns out as kept, and shares the window out where no width was dragged."""

    changed = Signal(dict)  # what is to be kept

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self._head = view.head
        self._widths: dict[str, int] = {}  # dragged, by the column's key
        self._order: list[str] = []
        self._hidden: set[str] = set()
        self._is_laying_out = False
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._tell)
        self._head.sectionResized.connect(self._on_section_resized)
        self._head.sectionMoved.connect(self._on_section_moved)
        self._names: dict[
            int, str
        ] = {}  # the own columns' keys, by id; of those gone too, for they may come back
        view.sheet.modelReset.connect(self._on_model_reset)

    # -- what is kept -------------------------------------------------------------------------------

    def take(self, kept: Any) -> None:
        """Lay out as kept in the settings; what is of a wrong kind is left out."""
        kept = kept if isinstance(kept, Mapping) else {}
        widths, order, hidden = (kept.get(name) for name in ("widths", "order", "hidden"))
        pairs = widths.items() if isinstance(widths, Mapping) else ()
        self._widths = {str(key): px for key, px in pairs if type(px) is int and _LEAST_PX <= px <= _MOST_PX}
        self._order = [key for key in order if isinstance(key, str)] if isinstance(order, list) else []
        self._hidden = {key for key in hidden if isinstance(key, str)} if isinstance(hidden, list) else set()
        self.lay_out()

    def kept(self) -> dict[str, Any]:
        """Return what is to be kept."""
        return {"widths": dict(self._widths), "order": list(self._order), "hidden": sorted(self._hidden)}

    def reset(self) -> None:
        """Lay out as at first."""
        self.take({})
        self._tell()

    @property
    def is_own(self) -> bool:
        """Whether anything is other than at first."""
        return bool(self._widths or self._order or self._hidden)

    # -- what is shown ------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Give the columns their order, hiding and widths."""
        head, columns = self._head, self._view.sheet.columns
        self._is_laying_out = True
        for place, column in enumerate(self._in_order()):
            if head.visualIndex(column) != place:
                head.moveSection(head.visualIndex(column), place)
        for column, named in enumerate(columns):
            head.setSectionHidden(column, column > CONTENT and named.key in self._hidden)
        self._is_laying_out = False
        self.fit()
        head.place_fields()
        self._view.choosing.leave_hidden()

    def show(self, column: int, *, is_on: bool) -> None:
        """Show or hide a column; TT and content are always there."""
        if column > CONTENT:
            key = self._view.sheet.columns[column].key
            self._hidden = self._hidden - {key} if is_on else self._hidden | {key}
            self.lay_out()
            self._tell()

    def move(self, column: int, by: int) -> None:
        """Move a column to the left (-1) or right (1) past the next one shown."""
        shown = [c for c in self._in_order() if not self._head.isSectionHidden(c)]
        at = shown.index(column) + by
        if FIRST_TASK_COLUMN <= at < len(shown):
            self._head.moveSection(self._head.visualIndex(column), self._head.visualIndex(shown[at]))

    def fit(self) -> None:
        """Share the window out by the columns' own widths; TT and the time, with its chips, keep theirs."""
        columns = self._view.sheet.columns
        shown = [c for c in range(len(columns)) if not self._head.isSectionHidden(c)]
        fixed = {c: columns[c].width for c in shown if c in {NUMBER, TIME}}
        fixed |= {c: self._widths[columns[c].key] for c in shown if columns[c].key in self._widths}
        rest = sum(columns[c].width for c in shown if c not in fixed)
        room = self._view.viewport().width() - sum(fixed.values())
        share = min(max(room / rest, _LEAST_SHARE), _MOST_SHARE) if rest else 1
        self._is_laying_out = True
        for column in shown:
            self._view.setColumnWidth(column, fixed.get(column, int(columns[column].width * share)))
        self._is_laying_out = False

    def _in_order(self) -> list[int]:
        """Return the columns in the order kept; those it does not know stay behind the one they follow."""
        keys = [column.key for column in self._view.sheet.columns]
        known = [key for key in self._order if key in keys[FIRST_TASK_COLUMN:]]
        ordered = keys[:FIRST_TASK_COLUMN] + list(dict.fromkeys(known))
        for place, key in enumerate(keys):
            if key not in ordered:
                ordered.insert(ordered.index(keys[place - 1]) + 1, key)
        return [keys.index(key) for key in ordered]

    def _on_model_reset(self) -> None:
        """Own columns renamed, or moved among those of one name, keep what was theirs."""
        names = {column.id: column.key for column in self._view.sheet.columns if column.id}
        renamed = _swapped({self._names[of]: key for of, key in names.items() if of in self._names})
        self._names = {of: renamed.get(key, key) for of, key in self._names.items()} | names
        before = self.kept()
        self._widths = {renamed.get(key, key): px for key, px in self._widths.items()}
        self._order = [renamed.get(key, key) for key in self._order]
        self._hidden = {renamed.get(key, key) for key in self._hidden}
        self.lay_out()
        if self.kept() != before:
            self._tell()

    def _on_section_resized(self, column: int, _old: int, new: int) -> None:
        if self._is_laying_out or not new:
            return
        is_last = self._head.visualIndex(column) == self._head.count() - 1
        if not is_last:  # that one takes what is left
            self._widths[self._view.sheet.columns[column].key] = new
            self._settled.start()

    def _on_section_moved(self) -> None:
        if self._is_laying_out:
            return
        columns = self._view.sheet.columns
        order = [columns[self._head.logicalIndex(place)].key for place in range(len(columns))]
        self._order = [] if order == [column.key for column in columns] else order[FIRST_TASK_COLUMN:]
        self._settled.start()

    def _tell(self) -> None:
        self.changed.emit(self.kept())


def _swapped(renamed: dict[str, str]) -> dict[str, str]:
    """Return the names with those that come free for those taken, so that no two become one."""
    taken = [name for name in renamed.values() if name not in renamed]
    free = [name for name in renamed if name not in renamed.values()]
    return renamed | dict(zip(taken, free, strict=True))
