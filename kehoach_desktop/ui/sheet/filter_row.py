"""The filter of the sheet: what is typed under the headings decides which rows are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.rows import CONTENT

if TYPE_CHECKING:
    from kehoach_desktop.ui.sheet.view import SheetView


class SheetFilter(QObject):
    """Shows the fields, filters as they are typed into, and keeps the current cell where it can."""

    changed = Signal()

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self._model = view.sheet
        self._marks: list[str] = []  # of the columns the fields stand under
        view.head.filter_typed.connect(self._on_typed)
        view.head.left_downwards.connect(self._on_left)
        self._model.rearranged.connect(self._on_model_rearranged)  # the reset is over: it may filter anew

    @property
    def words(self) -> str:
        """How many rows are shown of how many; "" where all are."""
        if not self._model.is_filtered:
            return ""
        shown, count = (number_words(len(rows)) for rows in (self._model.rows, self._model.all_rows))
        return f"Hiện {shown}/{count} dòng"

    def show(self, *, is_on: bool) -> None:
        """Show the fields and go to the first; or put them away with what they filtered."""
        head = self._view.head
        if is_on == head.has_fields:
            return
        head.show_fields(is_on=is_on)
        self._marks = [column.mark for column in self._model.columns]
        if is_on:
            column = self._view.currentIndex().column()
            field = head.fields.get(max(column, CONTENT))
            if field is not None:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._filter({})
            self._view.setFocus()

    def clear(self) -> None:
        """Empty the fields: every row is shown."""
        self._view.head.clear_fields()

    def _on_typed(self) -> None:
        self._filter(self._view.head.typed())

    def _filter(self, typed: dict[int, str]) -> None:
        self._view.delegate.finish_editor()
        self._model.filter_by(typed)
        if (at := self._view.choosing.at) is not None:
            self._view.show_cell(*at)
        elif self._model.rows:
            self._view.go_to(0, CONTENT)
        self.changed.emit()

    def _on_left(self) -> None:
        """Go into the sheet; what was edited meanwhile is shown or hidden as it is now."""
        self._filter(self._view.head.typed())
        self._view.setFocus()
        if self._view.choosing.at is None:
            self._view.go_to(0, CONTENT)

    def _on_model_rearranged(self) -> None:
        """Another appendix is shown, or other columns: what was typed holds for the columns still there."""
        head, marks = self._view.head, [column.mark for column in self._model.columns]
        if not self._model.is_filtered and any(head.typed().values()):
            head.empty_fields()
        if not head.has_fields or marks == self._marks:
            self._marks = marks
            return
        typed = {self._marks[column]: text for column, text in head.typed().items() if text}
        self._marks = marks
        head.show_fields(is_on=True)
        head.fill_fields({marks.index(mark): text for mark, text in typed.items() if mark in marks})
        if any(mark not in marks for mark in typed):
            self._filter(head.typed())
