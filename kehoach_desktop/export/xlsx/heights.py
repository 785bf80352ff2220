"""How tall a text stands in a cell: lines counted with the metrics of Times New Roman.

Excel does not size rows that hold merged wrapped cells, so every height is computed. Where the machine has
no Times New Roman, Tinos measures as well: its widths are the same.
"""

import math

from kehoach_desktop.export.fonts import bundled_wanted, face

TALLEST_ROW_PT = 409.5  # Excel's limit
PART_PT = 157.5  # the rows a taller one is made of: ten lines, so that they fill the pages
LONGEST_CELL = 32_000  # UTF-16 units a cell is given; Excel's limit is 32,767
PADDING_PT = 5.0  # air above and below the lines of a cell, together
_SAFETY = 0.96  # screens round each letter to whole pixels, so lines run a little longer than their metrics
_LINE = 1.32  # Excel's line height of Times New Roman over its size: 15.75 pt at 12 pt
_GRAIN_PT = 0.75  # one pixel at 96 dpi


def line_height_pt(size_pt: float) -> float:
    """Return the height of one line."""
    return math.ceil(size_pt * _LINE / _GRAIN_PT) * _GRAIN_PT


def text_height_pt(text: str, cell_width_pt: float, size_pt: float, *, bold: bool = False) -> float:
    """Return the height a cell needs to show ``text`` whole, wrapped in its inner width."""
    room_pt = max(cell_width_pt * _SAFETY, size_pt)
    lines = sum(_lines(line, room_pt, size_pt, bold=bold) for line in text.split("\n"))
    return lines * line_height_pt(size_pt) + PADDING_PT


def _lines(text: str, room_pt: float, size_pt: float, *, bold: bool) -> int:
    """Count the lines of a paragraph: words fill a line in turn, a word wider than a line is cut anywhere."""
    width = face((bold, False), bundled=bundled_wanted()).width  # in thousandths of the size
    room = room_pt * 1000 / size_pt
    space = width(" ")
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = width(word)
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        if wide > room:
            for sign in word:
                if used + width(sign) > room:
                    lines, used = lines + 1, 0.0
                used += width(sign)
        else:
            used += wide + (space if used else 0)
    return lines


def split_height(height_pt: float) -> list[float]:
    """Return the heights of the sheet rows that make a row of ``height_pt``: itself, if Excel can have it."""
    count = 1 if height_pt <= TALLEST_ROW_PT else math.ceil(height_pt / PART_PT)
    return [min(math.ceil(height_pt / count / _GRAIN_PT) * _GRAIN_PT, TALLEST_ROW_PT)] * count


def pieces(text: str) -> list[str]:
    """Return ``text`` in pieces that each fit a cell, cut after a blank where there is one; none is lost."""
    longest = LONGEST_CELL if text.isascii() or max(text) < "\U00010000" else LONGEST_CELL // 2
    out = []
    while len(text) > longest:
        cut = max(text.rfind(" ", longest // 2, longest), text.rfind("\n", longest // 2, longest)) + 1
        cut = cut or longest
        out.append(text[:cut])
        text = text[cut:]
    return [*out, text]
