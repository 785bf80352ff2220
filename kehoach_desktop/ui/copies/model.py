"""The copies as rows: when, why, what is in it, how large, where."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.services.checking import size_words
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tips import plain_tip

WHEN, WHY, PLANS, REPORTS, TASKS, RECORDS, EVIDENCE, SIZE, WHERE = range(9)
HEADINGS = (
    *("Lúc", "Vì sao có bản này", "Kế hoạch", "Báo cáo", "Nhiệm vụ", "Theo dõi", "Minh chứng"),
    *("Dung lượng", "Nơi giữ"),
)
_UNREADABLE = "Không đọc được"
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class CopiesModel(QAbstractTableModel):
    """The newest first, as the service lists them."""

    def __init__(self, own: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self.notes: Sequence[CopyNote] = ()
        self._shared: set[str] = set()  # minutes of which there are several copies

    def show_notes(self, notes: Sequence[CopyNote]) -> None:
        """Show these copies."""
        self.beginResetModel()
        self.notes = notes
        counted = Counter(when_words(note) for note in notes)
        self._shared = {words for words, count in counted.items() if count > 1}
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of copies."""
        return 0 if parent.isValid() else len(self.notes)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        note, column = self.notes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(note, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._told(note, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and note.counts is None:
            return QColor(tokens().bad)
        return None

    def _told(self, note: CopyNote, column: int) -> str:
        if column == WHERE:
            return str(note.path)
        if column == WHY and note.counts is None:
            return f"{_UNREADABLE}: {note.why_words}"
        return self._shown(note, column)

    def _shown(self, note: CopyNote, column: int) -> str:
        if column == WHEN:
            words = when_words(note)
            return when_words(note, has_seconds=True) if words in self._shared else words
        if column == WHY:
            return note.why_words if note.counts is not None else _UNREADABLE
        if column == SIZE:
            return size_words(note.size_bytes)
        if column == WHERE:
            return place_words(note, self._own)
        if note.counts is None:
            return ""
        return number_words(note.counts[column - PLANS])


def when_words(note: CopyNote, *, has_seconds: bool = False) -> str:
    """Return when the copy was made, by this machine's clock."""
    return moment(note.made_at.astimezone(), with_seconds=has_seconds)


def place_words(note: CopyNote, own: Path) -> str:
    """Return where a copy lies."""
    return "Cạnh tệp dữ liệu" if note.path.parent in {own, own.parent} else str(note.path.parent.parent)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if PLANS <= column <= SIZE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
