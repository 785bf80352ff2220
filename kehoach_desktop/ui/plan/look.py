"""How an item looks on the page to type in: its indent, its space above, its letters."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCharFormat

from kehoach_desktop.domain.linked import is_figure
from kehoach_desktop.domain.outline import is_heading
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ui.plan.draft import Draft

GUTTER_PX = 56  # where the numbers of sections and clauses hang
STEP_PX = 28  # a point or a bullet stands this much further in than what it hangs on
NUMBER_GAP_PX = 10
LINE_LETTERS = 74  # letters a line at the outer indent; points and bullets then have 65-72
LINE_HEIGHT_PERCENT = 116
FONT_SCALE = 15 / 13  # the page to type in reads a little larger than the window's 13 px

_SAMPLE = "Quy định mới về cơ chế một cửa có hiệu lực trong năm, cách nộp hồ sơ tại Trung"
_INDENTED = frozenset({Level.POINT, Level.BULLET})
_MARKS = QTextCharFormat.Property.UserProperty.value + 2
_LINK = QTextCharFormat.Property.UserProperty.value + 3
_LINK_LINE = "#4a90d9"  # seen on the light page and on the dark one
MARK_BITS = {"bold": 1, "italic": 2}


class Look(NamedTuple):
    """What decides how a line is set: ``indent`` in steps, ``is_title`` for a clause that is a title."""

    level: Level
    indent: int
    is_title: bool
    opens_gap: bool  # space above: a section, or the first line after the căn cứ


def looks(draft: Draft) -> list[Look]:
    """Return the look of every line."""
    out: list[Look] = []
    for index, item in enumerate(draft.lines[: draft.boundary]):
        is_turn = index > 0 and draft.lines[index - 1].level is not item.level
        out.append(Look(item.level, 0, is_title=False, opens_gap=is_turn))
    body = draft.lines[draft.boundary :]
    path: list[int] = []  # indents of the open ancestors
    for index, item in enumerate(body):
        del path[item.depth :]
        indent = (path[-1] if path else 0) + (item.level in _INDENTED)
        path.append(indent)
        opens_gap = item.level is Level.SECTION
        out.append(Look(item.level, indent, is_title(body, index), opens_gap))
    return out


def is_title(body: Sequence[Item], index: int) -> bool:
    """Say whether a line of the body is a clause that is a title, and so set bold."""
    return body[index].level is Level.CLAUSE and is_heading(body, index)


def block_format(look: Look, key: str, key_property: int, scale: float = 1.0) -> QTextBlockFormat:
    """Return the block format of a line; ``key`` says which item it is, see ``block_key``."""
    made = QTextBlockFormat()
    made.setLeftMargin(round((GUTTER_PX + STEP_PX * look.indent) * scale))
    made.setTopMargin(round((14 if look.opens_gap else 5) * scale))
    made.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setProperty(key_property, key)
    return made


def char_format(look: Look, marks: int, link: str = "") -> QTextCharFormat:
    """Return the letters of a line with the marks of MARK_BITS; capitals are shown, not stored.

    ``link``: the mark of a figure that is still linked; a quiet line of dots shows it.
    """
    made = QTextCharFormat((_linked if link else _unlinked)(look.level, look.is_title, marks))
    if link:
        made.setProperty(_LINK, link)
    return made


@cache
def _linked(level: Level, is_title: bool, marks: int) -> QTextCharFormat:
    made = QTextCharFormat(_unlinked(level, is_title, marks))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(QColor(_LINK_LINE))
    return made


@cache
def _unlinked(level: Level, is_title: bool, marks: int) -> QTextCharFormat:
    made = QTextCharFormat()
    is_bold = level is Level.SECTION or is_title or bool(marks & 1)
    made.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    made.setFontItalic(level is Level.BASIS or bool(marks & 2))
    if level is Level.SECTION:
        made.setFontCapitalization(QFont.Capitalization.AllUppercase)
    if marks:
        made.setProperty(_MARKS, marks)
    return made


def marks_of(letters: QTextCharFormat) -> int:
    """Return the marks a piece of text carries, as bits."""
    return letters.intProperty(_MARKS)


def link_in(letters: QTextCharFormat) -> str:
    """Return the mark of the linked figure a piece of text belongs to; "" for none."""
    return letters.stringProperty(_LINK)


def format_runs(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the block's pieces of one format as ``(start, length, format)`` in UTF-16 units."""
    runs: list[Any] = list(block.textFormats())  # PySide6's stubs do not know the fields of FormatRange
    return [(run.start, run.length, QTextCharFormat(run.format)) for run in runs]


def column_width(font: QFont) -> int:
    """Return the width in px that LINE_LETTERS letters of Vietnamese text take."""
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * LINE_LETTERS)


def page_font(font: QFont, scale: float = 1.0) -> QFont:
    """Return the page's font made from the window's, zoomed by ``scale``."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * FONT_SCALE * scale))
    else:
        made.setPointSizeF(font.pointSizeF() * FONT_SCALE * scale)
    return made


def mark_runs(length: int, marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, int, str]]:
    """Return ``(start, end, bits, link)`` runs that cover ``length`` code points."""
    if not marks:
        return [(0, length, 0, "")]
    edges = sorted({0, length} | {min(edge, length) for low, high, _ in marks for edge in (low, high)})
    runs = []
    for low, high in pairwise(edges):
        bits, link = 0, ""
        for start, end, kind in marks:
            if start <= low and high <= end:
                bits |= MARK_BITS.get(kind, 0)
                link = kind if is_figure(kind) else link
        runs.append((low, high, bits, link))
    return runs or [(0, length, 0, "")]
