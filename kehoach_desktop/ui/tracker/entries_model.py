"""Quantities and evidence as small tables to type into, with a last row, empty, to add one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Evidence, Quantity, new_id
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tracker.record_edits import Entry
from kehoach_desktop.ui.tracker.typed_values import day_text, number_text, parse_day, parse_number

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A field of an entry: heading, width, how it is read from what is typed (with the plan's year)."""

    field: str
    title: str
    width_px: int
    parse: Callable[[str, int], Any]
    show: Callable[[Any], str]
    required: str = ""  # the sentence for an empty one; "" = may be empty
    is_right: bool = False


def _text(text: str, _year: int) -> str:
    return one_line(text)


def _number(text: str, _year: int) -> int | float:
    return parse_number(text)


QUANTITY_COLUMNS = (
    EntryColumn("indicator", "Chỉ tiêu", 86, _text, str, "Hãy ghi chỉ tiêu được đếm, ví dụ Tờ gấp."),
    EntryColumn("unit", "Đơn vị", 52, _text, str),
    EntryColumn("value", "Số", 48, _number, number_text, "Hãy ghi số đếm được.", is_right=True),
    EntryColumn("date", "Ngày", 76, parse_day, day_text),
    EntryColumn("note", "Ghi chú", 60, _text, str),
)
EVIDENCE_COLUMNS = (
    EntryColumn("title", "Tên", 130, _text, str, "Hãy ghi tên minh chứng."),
    EntryColumn("location", "Tệp hoặc liên kết", 180, _text, str),
)


@dataclass(slots=True)
class Drafts:
    """What is typed and cannot be committed yet: texts by row and column, sentences for the wrong ones."""

    fresh_key: int = field(default_factory=new_id)  # the id the last row's entry will have
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry, or None for the last row; ``width`` is the number of columns."""

    key: int
    entry: Entry | None
    width: int

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the columns show."""
        entry = self.entry
        if isinstance(entry, Quantity):
            return entry.indicator, entry.unit, entry.value, entry.date, entry.note
        if isinstance(entry, Evidence):
            return entry.title, entry.location
        return (None,) * self.width


class EntriesModel(RowsModel):
    """The entries of one record. It commits nothing: it says what is to be set or added."""

    set_wanted = Signal(str, object, object)  # slot, entry, (field, value)
    add_wanted = Signal(str, object)  # slot, entry
    wrong_changed = Signal()

    rows: list[EntryRow]

    def __init__(
        self, slot: str, make: type[Entry], columns: Sequence[EntryColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.slot = slot
        self._make: Any = make
        self.columns = columns
        self.year = 0
        self.drafts = Drafts()

    def show_entries(self, entries: Iterable[Entry], year: int, drafts: Drafts) -> None:
        """Show another record's entries with what was typed there before and not committed."""
        self.year, self.drafts = year, drafts
        self.reset_rows(self._rows(entries))
        self.wrong_changed.emit()

    def follow_entries(self, entries: Iterable[Entry]) -> None:
        """Show the same record after an edit."""
        entries = tuple(entries)
        if any(entry.id == self.drafts.fresh_key for entry in entries):  # the last row became an entry
            self.drafts.fresh_key = new_id()
        self.follow(self._rows(entries))

    def _rows(self, entries: Iterable[Entry]) -> list[EntryRow]:
        width = len(self.columns)
        rows = [EntryRow(entry.id, entry, width) for entry in entries]
        return [*rows, EntryRow(self.drafts.fresh_key, None, width)]

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Role.DisplayRole else None
        column = self.columns[section]
        if role == Role.TextAlignmentRole:
            return _side(column)
        return column.title if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what is typed, else what the plan holds; a wrong entry in red with its sentence."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        place = (row.key, index.column())
        if role in {Role.DisplayRole, Role.EditRole}:
            text = self.drafts.texts.get(place)
            if text is None:
                text = "" if row.entry is None else column.show(getattr(row.entry, column.field))
            is_hint = role == Role.DisplayRole and not text and row.entry is None and index.column() == 0
            return "Thêm…" if is_hint else text
        if role == Role.TextAlignmentRole:
            return _side(column)
        return self._mark(row, place, role)

    def _mark(self, row: EntryRow, place: tuple[int, int], role: int) -> Any:
        """Return how a cell is marked: a wrong one in red with its sentence, the last row's hint muted."""
        if role == Role.ToolTipRole:
            return self.drafts.wrong.get(place)
        if role == Role.BackgroundRole and place in self.drafts.wrong:
            return QColor(tokens().bad_soft)
        if role != Role.ForegroundRole:
            return None
        if place in self.drafts.wrong:
            return QColor(tokens().bad)
        is_hint = row.entry is None and place not in self.drafts.texts
        return QColor(tokens().muted if is_hint else tokens().text)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take what was typed: commit it when it is right, mark it and keep it when it is wrong."""
        if role != Role.EditRole or not index.isValid():
            return False
        row, column = self.rows[index.row()], self.columns[index.column()]
        place, text = (row.key, index.column()), one_line(str(value))
        parsed = self._parsed(place, text)
        if row.entry is None:
            self._take_draft(row.key, place, text)
        elif place not in self.drafts.wrong:
            self.drafts.texts.pop(place, None)
            if parsed != getattr(row.entry, column.field):
                self.set_wanted.emit(self.slot, row.entry, (column.field, parsed))
                if not self._holds(row.key, column.field, parsed):  # it could not be written: it stays typed
                    self.drafts.texts[place] = text
        else:
            self.drafts.texts[place] = text
        self.wrong_changed.emit()
        at = next((number for number, shown in enumerate(self.rows) if shown.key == row.key), None)
        if at is not None:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def _holds(self, key: int, name: str, value: Any) -> bool:
        return any(row.key == key and getattr(row.entry, name) == value for row in self.rows[:-1])

    def forget(self, row: int) -> None:
        """Drop what is typed in a row and not committed."""
        key = self.rows[row].key
        for kept in (self.drafts.texts, self.drafts.wrong):
            for place in [place for place in kept if place[0] == key]:
                del kept[place]
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.wrong_changed.emit()

    def sentence(self) -> str:
        """Return what is wrong first, else what the last row still lacks, else ""."""
        if self.drafts.wrong:
            return next(iter(self.drafts.wrong.values()))
        fresh = self.drafts.fresh_key
        if any(key == fresh for key, _ in self.drafts.texts):
            for number, column in enumerate(self.columns):
                if column.required and not self.drafts.texts.get((fresh, number)):
                    return column.required
        return ""

    def _parsed(self, place: tuple[int, int], text: str) -> Any:
        """Return the value typed; when it is wrong, note its sentence and return None."""
        column = self.columns[place[1]]
        self.drafts.wrong.pop(place, None)
        if not text and column.required:
            if place[0] != self.drafts.fresh_key:
                self.drafts.wrong[place] = f"{column.required} Muốn bỏ cả dòng thì xóa dòng."
            return None
        try:
            return column.parse(text, self.year)
        except UserError as error:
            self.drafts.wrong[place] = str(error)
            return None

    def _take_draft(self, key: int, place: tuple[int, int], text: str) -> None:
        """Keep what is typed in the last row; when nothing is missing or wrong, ask for the new entry."""
        texts = self.drafts.texts
        if text:
            texts[place] = text
        else:
            texts.pop(place, None)
        if any(wrong == key for wrong, _ in self.drafts.wrong):
            return
        if any(c.required and not texts.get((key, n)) for n, c in enumerate(self.columns)):
            return
        values = {c.field: c.parse(texts.get((key, n), ""), self.year) for n, c in enumerate(self.columns)}
        self.add_wanted.emit(self.slot, self._make(**values, id=key))
        if self.drafts.fresh_key != key:  # it was added
            for number in range(len(self.columns)):
                texts.pop((key, number), None)


def _side(column: EntryColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
