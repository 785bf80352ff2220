"""The rows of the history as a table that grows page by page while it is scrolled down."""

from PySide6.QtCore import QModelIndex, QObject, Signal

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.services.history import Entry, Page, Rest
from kehoach_desktop.ui.list_table import NO_PARENT, Index, ListModel
from kehoach_desktop.ui.theme import tokens

WHEN, WHAT, WHERE, OLD, NEW = range(5)
_MOST_LETTERS = 160


class HistoryModel(ListModel):
    """``more_wanted`` asks for the next page."""

    headings = ("Lúc", "Việc", "Chỗ", "Từ", "Thành")
    more_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Rest | None = None
        self._is_waiting = False

    @property
    def is_whole(self) -> bool:
        """Whether there is no further page."""
        return self._next is None and not self._is_waiting

    def begin(self, page: Page) -> None:
        """Show the first page in place of what was shown."""
        self._next = page.rest
        self._is_waiting = False
        self.show_rows(page.entries)

    def add(self, page: Page) -> None:
        """Show a further page below."""
        self._next = page.rest
        self._is_waiting = False
        if page.entries:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
            self.rows = (*self.rows, *page.entries)
            self.endInsertRows()

    def give_up(self) -> None:
        """Wait no longer for the page that was asked for."""
        self._is_waiting = False

    def row_of(self, entry_id: int) -> int:
        """Return the row that stands for an entry; -1 where it is not shown."""
        rows = (n for n, one in enumerate(self.rows) if one.first_id <= entry_id <= one.id)
        return next(rows, -1)

    def canFetchMore(self, parent: Index = NO_PARENT) -> bool:
        """Say whether there are rows not yet read."""
        return not parent.isValid() and self._next is not None and not self._is_waiting

    def fetchMore(self, parent: Index = NO_PARENT) -> None:
        """Ask for the next page; it comes when it is read."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit(self._next)

    def words(self, row: Entry, column: int) -> str:
        """Return what a cell shows."""
        return shown(row, column)

    def tip(self, row: Entry, column: int) -> str:
        """Tell the second too: several things may be done in one minute."""
        return moment(row.at, with_seconds=True) if column == WHEN else shown(row, column)

    def colour(self, _row: Entry, column: int) -> str:
        """Let the less important stand back."""
        return tokens().muted if column in {WHEN, OLD} else tokens().text


def shown(entry: Entry, column: int) -> str:
    """Return the words of a cell."""
    if column == WHEN:
        return moment(entry.at)
    if column == WHAT:
        return entry.name
    if column == WHERE:
        return entry.where
    words = shortened(entry.old if column == OLD else entry.new, _MOST_LETTERS)
    others = f" (và {entry.others} chỗ khác)" if column == NEW and entry.others else ""
    return f"{words}{others}" if words else others.strip(" ()").capitalize() if others else ""
