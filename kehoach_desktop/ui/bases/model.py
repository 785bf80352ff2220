"""The library as rows: what each shows, which are looked for, which filter lets them through."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.basis_search import looked_for
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.legal_basis import (
    Force,
    LegalBasis,
    doubt,
    force_on,
    force_words,
    full_citation,
    is_law,
    short_citation,
)
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
UNCHECKED = "Chưa kiểm tra hiệu lực"
NOT_CHECKED, TO_BE_CHECKED = "Chưa kiểm tra", "Cần kiểm tra"
USED = "Đã dẫn trong kế hoạch"

_Index = QModelIndex | QPersistentModelIndex


class Filter(IntEnum):
    """Which texts are shown."""

    ALL = 0
    USED = 1
    EXPIRED = 2
    UNCHECKED = 3


FILTER_WORDS = {
    Filter.ALL: "Tất cả văn bản",
    Filter.USED: "Đang dùng trong kế hoạch",
    Filter.EXPIRED: "Hết hiệu lực",
    Filter.UNCHECKED: "Chưa kiểm tra",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text as it is shown.

    ``force`` is what is to be said of its force, ``doubt`` what its note says is to be looked up; "" for
    nothing.
    """

    basis: LegalBasis
    head: str
    subject: str
    force: str
    doubt: str
    is_expired: bool
    is_used: bool

    @property
    def is_unchecked(self) -> bool:
        """Say whether the office has yet to confirm it."""
        return self.basis.checked_on is None

    @property
    def mark(self) -> str:
        """What is written beside the name while the office has yet to confirm it."""
        return "" if not self.is_unchecked else TO_BE_CHECKED if self.doubt else NOT_CHECKED

    @property
    def below(self) -> str:
        """What is written below: that it is not in force, or else what is to be looked up."""
        why = self.doubt.removeprefix(f"{TO_BE_CHECKED}: ")
        return self.force or why[:1].upper() + why[1:]


class BasisModel(QAbstractListModel):
    """The rows that are looked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._rows: list[Row] = []
        self._words = ""
        self._filter = Filter.ALL

    def show(self, bases: Iterable[LegalBasis], day: dt.date, used: frozenset[LegalBasis]) -> None:
        """Show this library as it stands on the day."""
        self._all = [row_of(basis, day, is_used=basis in used) for basis in bases]
        self._look()

    def look_for(self, words: str, which: Filter) -> None:
        """Show only what has these words and passes the filter."""
        self._words, self._filter = words, which
        self._look()

    def row_of(self, basis: LegalBasis) -> int:
        """Return the row of the same entry, also when it was changed; -1 for none."""
        for number, row in enumerate(self._rows):
            if row.basis == basis or (basis.slug and row.basis.slug == basis.slug):
                return number
            if basis.id and row.basis.id == basis.id:
                return number
        return -1

    def is_empty_library(self) -> bool:
        """Say whether there is nothing to look in."""
        return not self._all

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a screen reader says, what hovering shows, or the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ". ".join(part for part in (row.head, row.subject, *said_of(row)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(row))
        return None

    def _look(self) -> None:
        passing = {row.basis: row for row in self._all if _passes(row, self._filter)}
        self.beginResetModel()
        self._rows = [passing[basis] for basis in looked_for(passing, self._words)]
        self.endResetModel()


def row_of(basis: LegalBasis, day: dt.date, *, is_used: bool) -> Row:
    """Return the row of a text on a day."""
    subject = one_line(basis.subject).removeprefix("về việc ").removeprefix("về ")
    if is_law(basis) and basis.date is not None:
        subject = f"Số {basis.number}/{basis.symbol}, " if basis.number else ""
        subject += f"ngày {short_date(basis.date)}"
    is_expired = force_on(basis, day) is Force.EXPIRED
    shown = subject[:1].upper() + subject[1:]
    words = (short_citation(basis), shown, force_words(basis, day), doubt(basis))
    return Row(basis, *words, is_expired, is_used)


def said_of(row: Row) -> list[str]:
    """Return the marks of a row in words."""
    unchecked = UNCHECKED if row.is_unchecked else ""
    marks = (row.force, unchecked, row.doubt.rstrip("."), USED if row.is_used else "")
    return [mark for mark in marks if mark]


def _passes(row: Row, which: Filter) -> bool:
    return {
        Filter.ALL: True,
        Filter.USED: row.is_used,
        Filter.EXPIRED: row.is_expired,
        Filter.UNCHECKED: row.is_unchecked,
    }[which]


def _tip(row: Row) -> str:
    basis = row.basis
    lines = [full_citation(basis), *said_of(row)]
    if basis.in_force_from is not None:
        lines.append(f"Có hiệu lực từ {short_date(basis.in_force_from)}")
    if basis.checked_on is not None:
        lines.append(f"Đã kiểm tra ngày {short_date(basis.checked_on)}")
    note = basis.note.replace(row.doubt, "").strip() if row.doubt else basis.note
    return "\n".join((*lines, note) if note else lines)
