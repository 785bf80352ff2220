"""Counted results of the record in view: the table, and below it the year's sums against its targets."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import Batch, Edit
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Quantity, Target, Task
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.domain.year_counts import SoFar, so_far
from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.sheet.widgets import label
from kehoach_desktop.ui.tracker.entries_model import Drafts, EntryRow
from kehoach_desktop.ui.tracker.entries_table import EntriesTable
from kehoach_desktop.ui.tracker.quantities_model import INDICATOR, UNIT, QuantitiesModel
from kehoach_desktop.ui.tracker.record_edits import (
    add_entry,
    change_quantity,
    record_of,
    remove_entry,
    rename_target,
    set_target,
)

Indicators = Callable[[], list[Offer]]
"""Gives the indicators known, each with its unit as ``detail`` and both as ``value``."""


class QuantitiesTable(EntriesTable):
    """Makes the edits of its entries; whoever owns it commits them."""

    edit_wanted = Signal(object, str)

    model: QuantitiesModel

    def __init__(self, indicators: Indicators, parent: QWidget | None = None) -> None:
        self._indicators = indicators
        super().__init__(
            QuantitiesModel(),
            "Số lượng",
            {INDICATOR: self._indicator_offers, UNIT: self._unit_offers},
            parent,
        )
        self.model.setParent(self)
        self._task: Task | None = None
        self._quarter = 1
        self._quarters: tuple[Period, ...] = ()
        self.sums = label("", "muted")
        self.sums.setWordWrap(True)
        self.sums.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(self.sums)
        self.table.setToolTip(
            "Gõ số rồi nhấn Enter để sang dòng kế tiếp. F2: sửa ô; F4: chọn chỉ tiêu trong danh sách; "
            "Ctrl+Delete: xóa dòng"
        )
        self.model.set_wanted.connect(self._on_set_wanted)
        self.model.add_wanted.connect(self._on_add_wanted)
        self.model.target_wanted.connect(self._on_target_wanted)
        self.model.target_renamed.connect(self._on_target_renamed)
        self.delegate.offer_taken.connect(self._on_offer_taken)
        self.remove_wanted.connect(self._on_row_remove_wanted)
        self.table.entered.connect(self._on_cell_entered)
        self.table.entered_by_tab.connect(self.go_to_first)
        self.table.activated.connect(self.table.edit)

    def show_record(
        self, task: Task | None, quarter: int, year: int, quarters: tuple[Period, ...], drafts: Drafts
    ) -> None:
        """Show another record."""
        self._task, self._quarter, self._quarters = task, quarter, quarters
        self.model.show_record(task, quarter, year, quarters, drafts)
        self.go_to_first()
        self._show_sums()

    def follow_record(self, task: Task) -> None:
        """Show the same record after an edit."""
        self._task = task
        self.model.follow_record(task, self._quarter)
        self._show_sums()

    def go_to_first(self) -> None:
        """Go to the first value that is waited for, else to the last row."""
        self.table.go_to(*self.model.first_to_fill())

    def _indicator_offers(self) -> list[Offer]:
        here = self.table.currentIndex()
        own = self.model.rows[here.row()].cells[:2] if here.isValid() else None
        return [offer for offer in self._indicators() if offer.value != own]

    def _unit_offers(self) -> list[Offer]:
        units = dict.fromkeys(offer.detail for offer in self._indicators() if offer.detail)
        return [Offer(unit) for unit in units]

    def _show_sums(self) -> None:
        found = []
        if self._task is not None and self._quarters:
            found = so_far(self._task, self._quarters[self._quarter - 1], self._quarters)
        self.sums.setText("\n".join(map(sum_words, found)))
        self.sums.setVisible(bool(found))

    def _on_set_wanted(self, entry: Quantity, values: dict[str, Any]) -> None:
        if self._task is not None:
            self._ask(change_quantity(self._task, entry, values), "Sửa số lượng")

    def _on_add_wanted(self, entry: Quantity, target: float | None) -> None:
        task = self._task
        if task is None:
            return
        edit: Edit = add_entry(task, self._quarter, "quantities", entry)
        aim = set_target(task, entry.indicator, entry.unit, target) if target is not None else None
        self._ask(edit if aim is None else Batch((edit, aim)), "Thêm số lượng")

    def _on_target_wanted(self, indicator: str, unit: str, value: float | None) -> None:
        if self._task is not None:
            self._ask(set_target(self._task, indicator, unit, value), "Sửa mục tiêu năm")

    def _on_target_renamed(self, target: Target, indicator: str, unit: str) -> None:
        if self._task is not None:
            self._ask(rename_target(self._task, target, indicator, unit), "Sửa mục tiêu năm")

    def _on_row_remove_wanted(self, row: EntryRow) -> None:
        record = record_of(self._task, self._quarter) if self._task else None
        if isinstance(row.entry, Quantity) and record is not None:
            self._ask(remove_entry(record, "quantities", row.entry), "Xóa số lượng")
        elif self.model.is_waiting(row) and self._task is not None:
            self._ask(set_target(self._task, row.cells[0], row.cells[1], None), "Xóa mục tiêu năm")

    def _on_offer_taken(self, index: QModelIndex, offer: Offer) -> None:
        if offer.value is None:
            self.model.setData(index, offer.text)
        else:
            self.model.take_offer(index.row(), *offer.value)

    def _on_cell_entered(self, row: int, column: int) -> None:
        if row < len(self.model.rows):
            self.table.go_to(*self.model.next_to_fill(row, column))

    def _ask(self, edit: Edit | None, words: str) -> None:
        if edit is not None:
            self.edit_wanted.emit(edit, words)


def sum_words(of: SoFar) -> str:
    """Return a sum as "Phát thanh (lượt): từ đầu năm 64/96, đạt 67 %"."""
    named = f"{of.indicator} ({of.unit})" if of.unit else of.indicator
    if of.target is None:
        return f"{named}: từ đầu năm {number_words(of.value)}"
    reached = f", đạt {number_words(round(of.value * 100 / of.target))}\u00a0%" if of.target else ""
    return f"{named}: từ đầu năm {number_words(of.value)}/{number_words(of.target)}{reached}"
