"""The copies as rows: when, why, what is in it, how large, where."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.services.checking import size_words
from kehoach_desktop.ui.list_table import LEFT_SIDE, RIGHT_SIDE, ListModel
from kehoach_desktop.ui.theme import tokens

WHEN, WHY, PLANS, REPORTS, TASKS, RECORDS, EVIDENCE, SIZE, WHERE = range(9)
HEADINGS = (
    *("Lúc", "Vì sao có bản này", "Kế hoạch", "Báo cáo", "Nhiệm vụ", "Theo dõi", "Minh chứng"),
    *("Dung lượng", "Nơi giữ"),
)
_UNREADABLE = "Không đọc được"


class CopiesModel(ListModel):
    """The newest first, as the service lists them."""

    headings = HEADINGS

    def __init__(self, own: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._shared: set[str] = set()  # minutes of which there are several copies

    def show_rows(self, rows: Iterable[CopyNote]) -> None:
        """Show these copies."""
        notes = tuple(rows)
        counted = Counter(when_words(note) for note in notes)
        self._shared = {words for words, count in counted.items() if count > 1}
        super().show_rows(notes)

    def words(self, row: CopyNote, column: int) -> str:
        """Return what a cell shows."""
        return self._shown(row, column)

    def tip(self, row: CopyNote, column: int) -> str:
        """Tell the whole path of where it lies, and why there is a copy that cannot be read."""
        return self._told(row, column)

    def colour(self, row: CopyNote, _column: int) -> str:
        """Tell at once what cannot be read."""
        return tokens().bad if row.counts is None else ""

    def side(self, column: int) -> Qt.AlignmentFlag:
        """Have figures stand one below the other."""
        return RIGHT_SIDE if PLANS <= column <= SIZE else LEFT_SIDE

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
