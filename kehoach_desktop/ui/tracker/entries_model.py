"""Entries of a record as a small table to type into, with a last row, empty, to add one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import new_id
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.sheet.rows_model import NO_PARENT, Index, RowsModel
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip
from kehoach_desktop.ui.tracker.record_edits import Entry

Role = Qt.ItemDataRole
Place = tuple[int, int]
"""A row's key and a column."""


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A field of an entry: its heading, its least width, how it is read from what is typed and shown."""

    field: str
    title: str
    width_px: int
    parse: Callable[[str], Any]
    show: Callable[[Any], str]
    required: str = ""  # the sentence for an empty one; "" = may be empty
    is_right: bool = False
    is_exact: bool = False  # as wide as what stands in it
    hint: str = ""
    share: int = 0  # of the width that is left, or lacking
    least_px: int = 0  # where some is lacking; 0 = gives none


@dataclass(slots=True)
class Drafts:
    """What is typed and cannot be committed yet: texts by row and column, sentences for the wrong ones."""

    fresh_key: int = field(default_factory=new_id)  # the id the last row's entry will have
    texts: dict[Place, str] = field(default_factory=dict)
    wrong: dict[Place, str] = field(default_factory=dict)
    waiting: dict[tuple[str, str], int] = field(default_factory=dict)  # keys of rows that wait for a value


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry, or None for a row that has none yet; ``cells`` is what the columns show, None for nothing."""

    key: int
    entry: Entry | None
    cells: tuple[Any, ...]


class EntriesModel(RowsModel):
    """The entries of one record. It commits nothing: it says what is to be set or added."""

    set_wanted = Signal(object, object)  # entry, {field: value}
    add_wanted = Signal(object, object)  # entry, what else is to be kept with it
    wrong_changed = Signal()

    rows: list[EntryRow]

    def __init__(
        self, make: type[Entry], columns: Sequence[EntryColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make: Any = make
        self.columns = columns
        self.drafts = Drafts()
        self.is_still = False  # nothing can be kept, so nothing can be typed

    def show_rows(self, rows: list[EntryRow], drafts: Drafts) -> None:
        """Show another record's rows with what was typed there before and not committed."""
        self.drafts = drafts
        self.reset_rows(rows)
        self.wrong_changed.emit()

    def follow_rows(self, rows: list[EntryRow]) -> None:
        """Show the same record after an edit."""
        self.follow(rows)
        self.wrong_changed.emit()

    def fresh_row(self) -> EntryRow:
        """Return the last row, to add an entry in."""
        return EntryRow(self.drafts.fresh_key, None, (None,) * len(self.columns))

    def place_of(self, name: str) -> int:
        """Return the column of a field."""
        return next(number for number, column in enumerate(self.columns) if column.field == name)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written into, unless nothing can be kept."""
        flags = super().flags(index)
        if self.is_still:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Role.DisplayRole else None
        column = self.columns[section]
        if role == Role.TextAlignmentRole:
            return _side(column)
        if role == Role.ToolTipRole:
            return column.hint or column.title
        return column.title if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what is typed, else what the plan holds; a wrong entry in red with its sentence."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        place = (row.key, index.column())
        if role == Role.EditRole:
            return self.text_at(row, index.column())
        if role == Role.DisplayRole:
            return self.shown_at(row, index.column())
        if role == Role.TextAlignmentRole:
            return _side(self.columns[index.column()])
        if role == Role.AccessibleDescriptionRole:
            return self.mark(row, place, Role.ToolTipRole)  # a screen reader says what hovering tells
        mark = self.mark(row, place, role)
        return plain_tip(mark) if role == Role.ToolTipRole and mark else mark

    def text_at(self, row: EntryRow, number: int) -> str:
        """Return a cell's words as they are typed."""
        typed = self.drafts.texts.get((row.key, number))
        if typed is not None:
            return typed
        value = row.cells[number]
        return "" if value is None else self.columns[number].show(value)

    def shown_at(self, row: EntryRow, number: int) -> str:
        """Return a cell's words as they are shown."""
        text = self.text_at(row, number)
        return "Thêm…" if not text and number == 0 and row.key == self.drafts.fresh_key else text

    def mark(self, row: EntryRow, place: Place, role: int) -> Any:
        """Return how a cell is marked: a wrong one in red with its sentence, what is not kept yet muted."""
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
        row, number = self.rows[index.row()], index.column()
        place, text = (row.key, number), one_line(str(value))
        parsed = self._parsed(row, place, text)
        if place in self.drafts.wrong:
            self.drafts.texts[place] = text
        else:
            self.drafts.texts.pop(place, None)
            self.take(row, number, text, parsed)
        self.wrong_changed.emit()
        at = self.row_of(row.key)
        if at is not None:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def take(self, row: EntryRow, number: int, text: str, parsed: Any) -> None:
        """Ask for what was typed right to be kept; what could not be written stays typed."""
        if row.entry is None:
            self.take_draft(row, {number: text})
            return
        name = self.columns[number].field
        if parsed != getattr(row.entry, name):
            self.set_wanted.emit(row.entry, {name: parsed})
            if not self._holds(row.key, name, parsed):
                self.drafts.texts[row.key, number] = text

    def is_right(self, number: int, text: str) -> bool:
        """Say whether what is typed could be kept as it is."""
        column, text = self.columns[number], one_line(text)
        with suppress(UserError):
            column.parse(text)
            return bool(text) or not column.required
        return False

    def means_same(self, number: int, typed: str, text: str) -> bool:
        """Say whether what is typed says what the cell has: "12," and "12"."""
        if one_line(typed) == one_line(text):
            return True
        if not (typed.strip() and text.strip()):
            return False
        with suppress(UserError):
            parse = self.columns[number].parse
            return bool(parse(one_line(typed)) == parse(one_line(text)))
        return False

    def retry(self) -> None:
        """Ask again for what is typed right and could not be written, or was not complete."""
        for (key, number), text in list(self.drafts.texts.items()):
            at = self.row_of(key)
            is_kept = (key, number) not in self.drafts.texts  # another of the row brought it along
            if at is not None and not is_kept and (key, number) not in self.drafts.wrong:
                self.setData(self.index(at, number), text)

    def row_of(self, key: int) -> int | None:
        """Return which row has that key."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), None)

    def is_begun(self, row: int) -> bool:
        """Say whether something is typed in the row and not committed."""
        key = self.rows[row].key
        return any(place[0] == key for place in (*self.drafts.texts, *self.drafts.wrong))

    def to_drop(self, row: int) -> tuple[int, int] | None:
        """Return the cell whose row Esc drops from ``row``: what is wrong first, as the sentence says it."""
        keys = {each.key: at for at, each in enumerate(self.rows)}
        here = self.rows[row].key if 0 <= row < len(self.rows) else 0
        for kept in (self.drafts.wrong, self.drafts.texts):
            places = [place for place in kept if place[0] in keys]
            key, column = min(places, key=lambda place: place[0] != here, default=(0, 0))
            if places:
                return keys[key], column
        return None

    def forget(self, row: int) -> None:
        """Drop what is typed in a row and not committed."""
        key = self.rows[row].key
        for kept in (self.drafts.texts, self.drafts.wrong):
            for place in [place for place in kept if place[0] == key]:
                del kept[place]
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.wrong_changed.emit()

    def sentence(self) -> str:
        """Return what is wrong first, else what a row begun still lacks, else ""."""
        if self.drafts.wrong:
            return next(iter(self.drafts.wrong.values()))
        for row in self.rows:
            if row.entry is None and any(key == row.key for key, _ in self.drafts.texts):
                return self.lacking(row)
        return ""

    def warning(self) -> str:
        """Return what is kept but worth a look; "" for nothing."""
        return ""

    def lacking(self, row: EntryRow) -> str:
        """Return the sentence for the first thing a row that is begun still lacks; "" for none."""
        for number, column in enumerate(self.columns):
            if column.required and not self.text_at(row, number):
                return column.required
        return ""

    def take_draft(self, row: EntryRow, typed: dict[int, str]) -> None:
        """Keep what is typed in a row without entry; when nothing is lacking or wrong, ask for the entry."""
        texts = self.drafts.texts
        for number, text in typed.items():
            if text:
                texts[row.key, number] = text
        if any(key == row.key for key, _ in self.drafts.wrong) or self.lacking(row):
            return
        if any(key == row.key for key, _ in texts):
            self.ask_for_entry(row)
        if self.has_entry(row.key):
            for number in range(len(self.columns)):
                texts.pop((row.key, number), None)

    def ask_for_entry(self, row: EntryRow) -> None:
        """Ask for the entry that a complete row makes."""
        values = {
            column.field: column.parse(self.text_at(row, number))
            for number, column in enumerate(self.columns)
        }
        self.add_wanted.emit(self._make(**values, id=row.key), None)

    def has_entry(self, key: int) -> bool:
        """Say whether the row with that key has become an entry."""
        return any(row.key == key and row.entry is not None for row in self.rows)

    def _holds(self, key: int, name: str, value: Any) -> bool:
        return any(row.key == key and row.entry and getattr(row.entry, name) == value for row in self.rows)

    def _parsed(self, row: EntryRow, place: Place, text: str) -> Any:
        """Return the value typed; when it is wrong, note its sentence and return None."""
        column = self.columns[place[1]]
        self.drafts.wrong.pop(place, None)
        if not text and column.required:
            if row.entry is not None:
                self.drafts.wrong[place] = f"{column.required} Muốn bỏ cả dòng thì nhấn Ctrl+Delete."
            return None
        try:
            return column.parse(text)
        except UserError as error:
            self.drafts.wrong[place] = str(error)
            return None


def _side(column: EntryColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
