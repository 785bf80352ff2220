"""What was deleted as the rows of a table."""

from kehoach_desktop.ui.bin.rows import Row
from kehoach_desktop.ui.list_table import ListModel
from kehoach_desktop.ui.theme import tokens

KIND, WHAT, WHERE, WHEN, LEFT = range(5)
_SOON_DAYS = 3


class BinModel(ListModel):
    """The rows as they are given, the last deleted first."""

    headings = ("Loại", "Mục đã xóa", "Thuộc về", "Xóa lúc", "Còn giữ")

    def words(self, row: Row, column: int) -> str:
        """Return what a cell shows."""
        return (row.kind, row.what, row.where, row.when, row.left)[column]

    def colour(self, row: Row, column: int) -> str:
        """Warn of what goes soon."""
        colours = tokens()
        if column == LEFT and row.days_left <= _SOON_DAYS:
            return colours.warning
        return colours.text if column == WHAT else colours.muted
