"""Counted results of a record: what is kept, what still waits for its value, the year's targets."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from kehoach_desktop.domain.count_names import count_key
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Quantity, Task, new_id
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.year_counts import expected, outside_sentence, target_of
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tracker.entries_model import Drafts, EntriesModel, EntryColumn, EntryRow, Place, Role
from kehoach_desktop.ui.tracker.record_edits import record_of
from kehoach_desktop.ui.tracker.typed_values import (
    day_text,
    number_text,
    parse_day,
    parse_indicator,
    parse_number,
    parse_target,
)

TITLES = ("Chỉ tiêu", "Đơn vị", "Số", "Mục tiêu", "Ngày", "Ghi chú")
INDICATOR, UNIT, VALUE, TARGET, DATE, NOTE = range(6)
_NO_INDICATOR = "Hãy ghi chỉ tiêu được đếm, ví dụ Tờ gấp."
_OF_YEAR = "Mục tiêu cả năm của nhiệm vụ cho chỉ tiêu và đơn vị này"
_NO_VALUE = "Hãy ghi số đếm được."


class QuantitiesModel(EntriesModel):
    """The quantities of one record, in the order the task's targets and earlier quarters have them."""

    target_wanted = Signal(str, str, object)  # indicator, unit, value or None
    target_renamed = Signal(object, str, str)  # target, indicator, unit

    def __init__(self, parent: QObject | None = None) -> None:
        self._year = 0
        self._period: Period | None = None
        self._quarters: tuple[Period, ...] = ()
        self._task: Task | None = None
        count: dict[str, Any] = {"is_right": True, "is_exact": True}
        columns = (
            EntryColumn(
                "indicator", TITLES[0], 70, parse_indicator, str, _NO_INDICATOR, share=3, least_px=56
            ),
            EntryColumn("unit", TITLES[1], 48, one_line, str, share=1, least_px=48),
            EntryColumn("value", TITLES[2], 30, parse_number, number_text, _NO_VALUE, **count),
            EntryColumn("target", TITLES[3], 62, parse_target, number_text, hint=_OF_YEAR, **count),
            EntryColumn("date", TITLES[4], 42, self._day, day_text, is_exact=True),
            EntryColumn("note", TITLES[5], 60, one_line, str, share=2, least_px=36),
        )
        super().__init__(Quantity, columns, parent)

    def show_record(
        self, task: Task | None, quarter: int, year: int, quarters: tuple[Period, ...], drafts: Drafts
    ) -> None:
        """Show another record; ``quarters`` are the reporting year's four."""
        self._year, self._quarters, self._period = year, quarters, quarters[quarter - 1] if quarters else None
        self.drafts = drafts
        self._task = task
        self.show_rows(self._rows(task, quarter), drafts)

    def follow_record(self, task: Task, quarter: int) -> None:
        """Show the same record after an edit."""
        self._task = task
        self.follow_rows(self._rows(task, quarter))

    def _rows(self, task: Task | None, quarter: int) -> list[EntryRow]:
        record = record_of(task, quarter) if task else None
        quantities = list(record.quantities) if record else []
        taken = {quantity.id for quantity in quantities}
        if self.drafts.fresh_key in taken:
            self.drafts.fresh_key = new_id()  # the last row became an entry
        taken.add(self.drafts.fresh_key)
        rows = []
        for key in expected(task, quarter) if task else ():
            mine = [one for one in quantities if count_key(one.indicator, one.unit) == count_key(*key)]
            if not mine:
                at = self._waiting_key(key, taken)
                rows.append(EntryRow(at, None, (*key, None, target_of(task, *key), None, None)))
            rows += [self._row(quantity, task) for quantity in mine]
            quantities = [quantity for quantity in quantities if quantity not in mine]
        rows += [self._row(quantity, task) for quantity in quantities]
        return [*rows, self.fresh_row()]

    def _waiting_key(self, key: tuple[str, str], taken: set[int]) -> int:
        """Return the key a waiting row has kept, unless another row has it by now."""
        waiting = self.drafts.waiting
        if waiting.get(key, 0) in {0, *taken}:
            waiting[key] = new_id()
        taken.add(waiting[key])
        return waiting[key]

    def _row(self, quantity: Quantity, task: Task | None) -> EntryRow:
        key = (quantity.indicator, quantity.unit)
        cells = (*key, quantity.value, target_of(task, *key), quantity.date, quantity.note)
        return EntryRow(quantity.id, quantity, cells)

    def first_to_fill(self) -> tuple[int, int]:
        """Return the cell to begin at: the first value waited for, else the last row."""
        for number, row in enumerate(self.rows):
            if self.is_waiting(row):
                return number, VALUE
        return len(self.rows) - 1, INDICATOR

    def next_to_fill(self, row: int, column: int) -> tuple[int, int]:
        """Return where Enter goes on to from a cell; what was refused is not left."""
        here = self.rows[row]
        if (here.key, column) in self.drafts.wrong:
            return row, column
        if here.entry is None:
            lacking = [n for n in (INDICATOR, VALUE) if not self.text_at(here, n)]
            if lacking and not self.is_waiting(here) and len(lacking) == 1:
                return row, lacking[0]
        for number in range(row + 1, len(self.rows)):
            if self.is_waiting(self.rows[number]) and column == VALUE:
                return number, VALUE
        return (len(self.rows) - 1, INDICATOR) if column == VALUE else (row, column)

    def is_waiting(self, row: EntryRow) -> bool:
        """Say whether the row is one that waits for its value."""
        return row.entry is None and row.key != self.drafts.fresh_key

    def take_offer(self, row_number: int, indicator: str, unit: str) -> None:
        """Take an indicator chosen from the list, with its unit, in one step."""
        row = self.rows[row_number]
        for number in (INDICATOR, UNIT):
            self.drafts.wrong.pop((row.key, number), None)
            self.drafts.texts.pop((row.key, number), None)
        if row.entry is not None:
            self.set_wanted.emit(row.entry, {"indicator": indicator, "unit": unit})
        elif self.is_waiting(row):
            self._rename(row, indicator, unit)
        else:
            self.take_draft(row, {INDICATOR: indicator, UNIT: unit})
        self.wrong_changed.emit()
        at = self.row_of(row.key)
        if at is not None:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def take(self, row: EntryRow, number: int, text: str, parsed: Any) -> None:
        """Keep a target on the task, where every quarter sees it; all else as entries are kept."""
        is_begun = row.entry is not None or self.is_waiting(row)
        if number == TARGET and is_begun:
            if parsed != row.cells[TARGET]:
                self.target_wanted.emit(row.cells[INDICATOR], row.cells[UNIT], parsed)
                at = self.row_of(row.key)
                if at is not None and self.rows[at].cells[TARGET] != parsed:  # it could not be written
                    self.drafts.texts[row.key, TARGET] = text
        elif number in {INDICATOR, UNIT} and self.is_waiting(row):
            words = {INDICATOR: row.cells[INDICATOR], UNIT: row.cells[UNIT], number: text}
            self._rename(row, words[INDICATOR], words[UNIT])
        else:
            super().take(row, number, text, parsed)

    def lacking(self, row: EntryRow) -> str:
        """A row begun with a target alone is complete: it will wait for its value."""
        if self.text_at(row, INDICATOR) and self.text_at(row, TARGET) and not self.text_at(row, VALUE):
            return "" if not self.is_waiting(row) else _NO_VALUE
        return super().lacking(row)

    def ask_for_entry(self, row: EntryRow) -> None:
        """Ask for the quantity, with its target when that was typed too, or for the target alone."""
        texts = [self.text_at(row, number) for number in range(len(self.columns))]
        target = parse_target(texts[TARGET])
        if not texts[VALUE]:
            key = (texts[INDICATOR], texts[UNIT])
            self.drafts.waiting[key] = row.key
            self.drafts.fresh_key = new_id()
            for number in (INDICATOR, UNIT, TARGET):
                self.drafts.texts.pop((row.key, number), None)
            self.target_wanted.emit(*key, target)
            return
        quantity = Quantity(
            texts[INDICATOR],
            texts[UNIT],
            parse_number(texts[VALUE]),
            self._day(texts[DATE]),
            texts[NOTE],
            id=row.key,
        )
        is_new = target is not None and target != row.cells[TARGET]
        self.add_wanted.emit(quantity, target if is_new else None)

    def shown_at(self, row: EntryRow, number: int) -> str:
        """A day of the plan's year is shown without it: there is little room."""
        text = super().shown_at(row, number)
        ending = f"/{self._year}"
        if number == DATE and (row.key, DATE) not in self.drafts.texts and len(text) > len(ending):
            return text.removesuffix(ending) if text.endswith(ending) else f"{text[:-4]}\n{text[-4:]}"
        return text

    def mark(self, row: EntryRow, place: Place, role: int) -> Any:
        """Point out a day outside the quarter; what a target waits for is only told, not kept."""
        outside = self._outside(row, place[1])
        if outside and role == Role.DecorationRole:
            return icon("alert", tokens().warning)
        if outside and role == Role.ForegroundRole:
            return QColor(tokens().warning)
        if role == Role.ToolTipRole:
            return super().mark(row, place, role) or outside or self._hint(row, place[1])
        return super().mark(row, place, role)

    def warning(self) -> str:
        """Return the sentence on the first day outside the quarter; "" for none."""
        return next(filter(None, (self._outside(row, DATE) for row in self.rows)), "")

    def _outside(self, row: EntryRow, number: int) -> str:
        day = row.cells[DATE]
        if number != DATE or row.entry is None or (row.key, DATE) in self.drafts.texts:
            return ""
        is_day = isinstance(day, dt.date) and self._period is not None
        return outside_sentence(day, self._period, self._quarters) if is_day and self._period else ""

    def _hint(self, row: EntryRow, number: int) -> str:
        if number == TARGET:
            return _OF_YEAR
        return "Chưa có số của quý này; gõ số rồi nhấn Enter" if self.is_waiting(row) else ""

    def _rename(self, row: EntryRow, indicator: str, unit: str) -> None:
        target = next(
            (t for t in (self._task.targets if self._task else ()) if (t.indicator, t.unit) == row.cells[:2]),
            None,
        )
        if not indicator or (indicator, unit) == row.cells[:2]:
            return
        if target is not None:
            self.drafts.waiting[indicator, unit] = row.key
            self.target_renamed.emit(target, indicator, unit)
        else:  # only shown because an earlier quarter has it: what is typed begins a row of its own
            fresh = self.rows[-1]
            self.take_draft(fresh, {INDICATOR: indicator, UNIT: unit})

    def _day(self, text: str) -> dt.date | None:
        return parse_day(text, self._year, self._period)


def sentences(models: Iterable[EntriesModel]) -> list[str]:
    """Return what is wrong or lacking in each, where anything is."""
    return [sentence for model in models if (sentence := model.sentence())]
