"""The search in the sheet: cells that hold the wanted text, which is current, and replacing it.

A match is a cell, as in Excel; the current one is the chosen cell. Only rows and columns shown are searched.
"""

from bisect import bisect_left
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kehoach_desktop.domain.finding import Match, Wanted, find_in, replaced_in
from kehoach_desktop.ui.sheet.moving import Cell
from kehoach_desktop.ui.sheet.rows import CONTENT, NUMBER, SheetRow
from kehoach_desktop.ui.sheet.verbs import write_cells
from kehoach_desktop.ui.sheet.view import SheetView
from kehoach_desktop.ui.workbench import Workbench

_AGAIN_AFTER_MS = 250  # after an edit
_MANY = 1_000  # rows, or cells: some 20 ms to look through, or to replace in


class SheetFinder(QObject):
    """Finds and replaces in the sheet while it ``is_on``; what the bar for finding asks for."""

    changed = Signal()  # what is found, which one is current, or what there is to say

    def __init__(self, view: SheetView, workbench: Workbench) -> None:
        super().__init__(view)
        self.matches: list[Cell] = []
        self.note = ""
        self.wanted = Wanted("")
        self.is_on = False
        self._view = view
        self._model = view.sheet
        self._workbench = workbench
        self._hits: dict[str, list[Match]] = {}  # by the text of a cell
        self._found_for: Wanted | None = None
        self._origin: Cell = (0, CONTENT)  # where what is typed into the search is looked for from
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._again.timeout.connect(self.search)
        for signal in (
            workbench.plan_changed,
            workbench.plan_opened,
            view.filters.changed,
            view.layout_of_columns.changed,
        ):
            signal.connect(self._on_cells_changed)
        view.chosen_changed.connect(self._on_chosen_changed)

    def begin(self) -> None:
        """Start from the current cell."""
        self.is_on = True
        self._origin = self._here()

    def end(self) -> None:
        """Take the marks away and look no more."""
        self.is_on = False
        self._again.stop()
        self.matches, self.note, self._found_for, self._hits = [], "", None, {}
        self._mark()

    def current(self) -> int | None:
        """Return which match is the current cell."""
        at = bisect_left(self.matches, self._here())
        return at if at < len(self.matches) and self.matches[at] == self._here() else None

    def look_for(self, wanted: Wanted) -> None:
        """Look for this and go to the first from where the search began."""
        self.wanted, self.note = wanted, ""
        self.search()
        if self.matches:
            at = bisect_left(self.matches, self._origin)
            self._view.go_to(*self.matches[at % len(self.matches)])
            self.changed.emit()

    def search(self, *, is_long: bool = False) -> None:
        """Look anew, for the cells may be others; the current one stays. ``is_long``: beside the window."""
        self._again.stop()
        self._model.catch_up()
        self._found_for = self.wanted
        self._hits, self.matches = {}, []
        if self.is_on and self.wanted.text:
            look = partial(_found, self._cells(), self.wanted)
            self._hits, self.matches = self._workbench.beside.do(look, is_long=is_long)
        self._mark()
        self.changed.emit()

    def go(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1); after the last comes the first."""
        self.note = ""
        self._search_if_stale()
        if not self.matches:
            return
        is_current = self.current() is not None
        at = bisect_left(self.matches, self._here()) + (is_current if step > 0 else -1)
        if at == len(self.matches):
            self.note = "Đã đến cuối, tìm lại từ đầu"
        elif at < 0:
            self.note = "Đã đến đầu, tìm lại từ cuối"
        self._view.go_to(*self.matches[at % len(self.matches)])
        self._origin = self._here()
        self.changed.emit()

    def replace_current(self, new: str) -> None:
        """Replace what was found in the current cell and go to the next; with none current go to one."""
        self._search_if_stale()
        at = self.current()
        if at is None:
            self.go(1)
        elif self._replace([self.matches[at]], new, "Thay"):
            self.search()
            self.go(1)
            self.note = self.note if self.matches else "Đã thay, không còn chỗ nào"
            self.changed.emit()

    def replace_all(self, new: str) -> None:
        """Replace all there are, in one step that can be undone."""
        self.note = ""
        is_long = len(self._model.rows) > _MANY
        self._search_if_stale(is_long=is_long)
        cells = list(self.matches)
        count = sum(len(self._hits[self._model.text(*cell)]) for cell in cells)
        if self._replace(cells, new, "Thay tất cả"):
            note = f"Đã thay {count} chỗ trong {len(cells)} ô"
            self.search(is_long=is_long)
            self.note = note
            self.changed.emit()

    def _replace(self, cells: list[Cell], new: str, words: str) -> bool:
        """Commit the replacement; say whether it is done."""
        self._view.delegate.finish_editor()
        written: list[tuple[SheetRow, int, str]] = []
        for row, column in cells:
            text = self._model.text(row, column)
            written.append((self._model.rows[row], column, replaced_in(text, self._hits[text], new)))
        edit = self._workbench.beside.do(partial(write_cells, written), is_long=len(written) > _MANY)
        if not cells:
            return False
        return edit is None or self._workbench.commit(edit, words)

    def _cells(self) -> list[tuple[int, int, str]]:
        """Return the cells shown with what they say, a merged one once."""
        columns = [column for column in self._view.choosing.columns if column > CONTENT]
        found = []
        before = 0
        for at, row in enumerate(self._model.rows):
            cells = row.cells
            if not at or row.activity.id != before:
                before = row.activity.id
                found.append((at, CONTENT, cells[CONTENT]))
            found += [(at, column, cells[column]) for column in columns if cells[column]]
        return found

    def _here(self) -> Cell:
        at = self._view.choosing.at
        return self._view.choosing.origin(*at) if at is not None else (0, NUMBER)

    def _mark(self) -> None:
        rows = self._model.rows
        self._view.delegate.found = frozenset((rows[row].key, column) for row, column in self.matches)
        self._view.viewport().update()

    def _on_cells_changed(self) -> None:
        if self.is_on:
            self._again.start()

    def _on_chosen_changed(self) -> None:
        if self.is_on and not self._again.isActive():
            self.changed.emit()

    def _search_if_stale(self, *, is_long: bool = False) -> None:
        if self._again.isActive() or self._found_for != self.wanted:
            self.search(is_long=is_long)
        else:
            self.changed.emit()


def _found(cells: list[tuple[int, int, str]], wanted: Wanted) -> tuple[dict[str, list[Match]], list[Cell]]:
    """Return what is found by the text of a cell, and in which cells."""
    hits: dict[str, list[Match]] = {}
    texts = list(dict.fromkeys(text for _, _, text in cells))
    for match in find_in(texts, wanted):
        hits.setdefault(texts[match.line], []).append(match)
    return hits, sorted((row, column) for row, column, text in cells if text in hits)
