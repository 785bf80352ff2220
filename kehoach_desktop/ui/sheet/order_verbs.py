"""The verbs that put the sheet in another order: moving, dragging, splitting, joining, sorting."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.ui.beside import Beside
from kehoach_desktop.ui.sheet import reordering
from kehoach_desktop.ui.sheet.rows import CONTENT, NUMBER, SheetRow
from kehoach_desktop.ui.sheet.sorting import sorted_by
from kehoach_desktop.ui.sheet.view import SheetView

Commit = Callable[[Edit, str], bool]
_MANY = 1_000  # rows: some 20 ms to sort
_OF_SEVERAL = (
    "Các dòng đang chọn thuộc nhiều nội dung; hãy chọn dòng trong một nội dung, hoặc chọn ở cột Nội dung."
)


class OrderVerbs(QObject):
    """Does them on what is chosen; what was chosen stays chosen where it went."""

    def __init__(self, view: SheetView, commit: Commit, say: Callable[[str], None], beside: Beside) -> None:
        super().__init__(view)
        self._beside = beside
        self._view = view
        self._model = view.sheet
        self._commit = commit
        self._say = say

    def move(self, by: int) -> None:
        """Move the chosen rows, or contents, past the next one shown."""
        appendix, rows = self._chosen()
        if appendix is None or not rows:
            return
        if self._view.choosing.is_on_contents():
            self._move_contents(appendix, rows, by)
        elif rows[0].activity is not rows[-1].activity:
            self._say(_OF_SEVERAL)
        else:
            self._move_rows(rows, by)

    def _move_contents(self, appendix: Appendix, rows: Sequence[SheetRow], by: int) -> None:
        numbers = [row.number for row in rows]
        shown = list(dict.fromkeys(row.number for row in self._model.rows))
        at = shown.index(min(numbers) if by < 0 else max(numbers)) + by
        if 0 <= at < len(shown):
            places = [number - 1 for number in numbers]
            to = shown[at] - 1 if by < 0 else shown[at]
            self._do(reordering.move_activities(appendix, places, to), "Chuyển nội dung")

    def _move_rows(self, rows: Sequence[SheetRow], by: int) -> None:
        edge = self._model.row_of((rows[0] if by < 0 else rows[-1]).key)
        span = self._model.rows_of_activity(edge) if edge is not None else range(0)
        if edge is not None and edge + by in span:
            neighbour = self._model.rows[edge + by]
            to = neighbour.place + (by > 0)
            self._do(reordering.move_tasks(rows, rows[0].activity, to), "Chuyển dòng")

    def drop(self, row: int, is_after: bool) -> None:
        """Move what was dragged beside this row."""
        appendix, rows = self._chosen()
        if appendix is None or not rows:
            return
        target = self._model.rows[row]
        if self._view.choosing.is_on_contents():
            to = target.number - 1 + is_after
            places = [chosen.number - 1 for chosen in rows]
            self._do(reordering.move_activities(appendix, places, to), "Chuyển nội dung")
        else:
            to = target.place + is_after
            self._do(reordering.move_tasks(rows, target.activity, to), "Chuyển dòng")

    def split(self) -> None:
        """Make the rows from the current one on a content of their own; of a content, each of its rows."""
        appendix, rows = self._chosen()
        at = self._view.choosing.at
        if appendix is None or not rows or at is None:
            return
        if self._view.choosing.is_on_contents():
            edit = reordering.split_up(appendix, [row.number - 1 for row in rows])
            if edit is None:
                self._say("Nội dung này chỉ có một dòng nên không tách được.")
            self._do(edit, "Tách nội dung")
            return
        row = self._model.rows[at[0]]
        edit = reordering.split_at(appendix, row)
        if edit is None:
            self._say("Dòng đầu đã mở đầu nội dung; hãy chọn dòng sẽ mở đầu nội dung mới.")
        elif self._commit(edit, "Tách nội dung"):
            self._view.go_to(self._model.row_of(row.key) or 0, CONTENT)

    def join(self) -> None:
        """Make the chosen contents one."""
        appendix, rows = self._chosen()
        if appendix is None or not rows:
            return
        edit = reordering.join(appendix, [row.number - 1 for row in rows])
        if edit is None:
            self._say("Hãy chọn từ hai nội dung trở lên rồi gộp.")
        elif self._commit(edit, "Gộp nội dung"):
            self._view.go_to(self._model.row_of(rows[0].key) or 0, CONTENT)

    def sort(self, column: int, *, is_descending: bool) -> None:
        """Sort by a column."""
        appendix = self._model.appendix
        if column == NUMBER:
            self._say("Cột TT đánh số theo thứ tự; hãy chọn một ô ở cột cần sắp xếp.")
        elif appendix is not None:
            year, scheme = self._model.year, self._model.scheme
            work = partial(sorted_by, appendix, column, year, scheme, is_descending=is_descending)
            edit = self._beside.do(work, is_long=len(self._model.all_rows) > _MANY)
            if edit is None:
                self._say(f"Bảng đã theo thứ tự của cột {self._model.title(column)}.")
            self._do(edit, f"Sắp xếp theo {self._model.title(column).lower()}")

    def _chosen(self) -> tuple[Appendix | None, list[SheetRow]]:
        rows = [self._model.rows[row] for row in self._view.choosing.rows() if row < len(self._model.rows)]
        return self._model.appendix, rows

    def _do(self, edit: Edit | None, words: str) -> None:
        """Commit it, and choose again what was chosen, where it is now."""
        if edit is None:
            return
        choosing = self._view.choosing
        at, cells = choosing.at, choosing.cells()
        keys = [self._model.rows[row].key for row in choosing.rows()]
        current = self._model.rows[at[0]].key if at else 0
        if not self._commit(edit, words) or at is None:
            return
        rows = sorted(row for row in map(self._model.row_of, keys) if row is not None)
        columns = [column for column in choosing.columns if any(column == c for _, c in cells)]
        is_block = rows == list(range(rows[0], rows[-1] + 1)) if rows else False
        here = self._model.row_of(current)
        if is_block and columns and len(cells) > 1:
            choosing.choose_block((rows[0], columns[0]), (rows[-1], columns[-1]))
            choosing.move_current(here if here is not None else rows[0], at[1])
            self._view.show_cell(here if here is not None else rows[0], at[1])
        elif here is not None:
            self._view.go_to(here, at[1])
