"""What the status bar says of the chosen cells: how many, and the sum where they hold numbers."""

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.choosing import Choosing
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.numbers import total_in
from kehoach_desktop.ui.sheet.rows import NUMBER


def chosen_words(choosing: Choosing, model: SheetModel) -> str:
    """Return "Chọn 6 ô", with "Tổng 1.250" where two or more of them are numbers; "" for none."""
    cells = choosing.cells()
    if not cells:
        return ""
    words = f"Chọn {number_words(len(cells))} ô"
    by_row: dict[int, list[int]] = {}
    for row, column in cells:
        if column != NUMBER:
            by_row.setdefault(row, []).append(column)
    texts: list[str] = []
    for row, columns in by_row.items():
        shown = model.rows[row].cells
        texts += [text for column in columns if (text := shown[column])]
    total, count = total_in(texts)
    return f"{words} · Tổng {number_words(total)}" if count > 1 else words
