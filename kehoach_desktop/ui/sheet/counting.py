"""What the status bar says of the chosen cells: how many, and the sum where they hold numbers."""

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.choosing import Choosing
from kehoach_desktop.ui.sheet.model import SheetModel
from kehoach_desktop.ui.sheet.numbers import total_in
from kehoach_desktop.ui.sheet.rows import CONTENT


def chosen_words(choosing: Choosing, model: SheetModel) -> str:
    """Return "Chọn 6 ô", with "Tổng 1.250" where two or more of them are numbers; "" for none."""
    number, texts = 0, []
    for rows, columns in choosing.blocks():
        firsts = {model.rows_of_activity(row)[0] for row in rows} if columns[0] <= CONTENT else set()
        for column in columns:
            number += len(firsts) if column <= CONTENT else len(rows)
        for row in rows:
            shown = model.rows[row].cells
            texts += [shown[c] for c in columns if c > CONTENT or (c == CONTENT and row in firsts)]
    if not number:
        return ""
    words = f"Chọn {number_words(number)} ô"
    total, count = total_in(texts)
    return f"{words} · Tổng {number_words(total)}" if count > 1 else words
