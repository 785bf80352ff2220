"""The upper part of page 1: who issues it, quốc hiệu and tiêu ngữ, number, place and date."""

import re

from kehoach_desktop.export.document import STATE_MOTTO, STATE_NAME, Document
from kehoach_desktop.export.pdf.columns import LEADING, Column, Entry, entries_of, set_side_by_side
from kehoach_desktop.export.pdf.lines import Line, Typeface, break_lines, broken_lines, drop_of
from kehoach_desktop.export.pdf.press import MM, Press
from kehoach_desktop.export.pdf.text import rule_length

UPPER_PT = 13  # quốc hiệu, both bodies, the number
MOTTO_PT = 14
DATE_PT = 14
RIGHT_WIDTH_PT = 96 * MM  # quốc hiệu stays on one line in it
GUTTER_PT = 2 * MM
_LEVEL_GAP_PT = 12  # above the line of number, place and date

_UNIT = re.compile(r"(?<=\S) (?=(?:XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|ĐẶC KHU|QUẬN|HUYỆN|THÀNH PHỐ|TỈNH)\s)")
"""Before the name of a unit, where the name of a body that must be broken is broken."""


def set_letterhead(press: Press, document: Document) -> None:
    """Draw the two columns at the head of the page."""
    typeface = press.typeface
    left_width = press.width - RIGHT_WIDTH_PT - GUTTER_PT
    left = _bodies(typeface, document, left_width)
    right = _state(typeface)
    # Number and date stand level: the shorter column is let down to the longer one.
    level = max(map(_height, (left, right))) + _LEVEL_GAP_PT
    number = break_lines([typeface.run(document.number_line)], UPPER_PT, left_width, keep_blanks=True)
    date, date_pt = _date(typeface, document.place_date)
    number_gap = level - _height(left) + _baseline_shift(UPPER_PT, date_pt)
    left += entries_of(number, UPPER_PT, before=number_gap, source="number")
    right += entries_of(date, date_pt, before=level - _height(right), source="date")
    set_side_by_side(
        press,
        [
            Column(0.0, left_width, tuple(left)),
            Column(left_width + GUTTER_PT, RIGHT_WIDTH_PT, tuple(right)),
        ],
    )


def _bodies(typeface: Typeface, document: Document, width: float) -> list[Entry]:
    entries: list[Entry] = []
    if superior := document.superior.strip():
        lines = broken_lines(typeface.run(superior, capitals=True), UPPER_PT, width, _UNIT)
        entries += entries_of(lines, UPPER_PT, source="superior")
    if issuer := document.issuer.strip():
        lines = broken_lines(typeface.run(issuer, bold=True, capitals=True), UPPER_PT, width, _UNIT)
        entries += entries_of(lines, UPPER_PT, rule=rule_length(lines), source="issuer")
    return entries


def _state(typeface: Typeface) -> list[Entry]:
    name = break_lines([typeface.run(STATE_NAME, bold=True)], UPPER_PT, RIGHT_WIDTH_PT)
    motto = break_lines([typeface.run(STATE_MOTTO, bold=True)], MOTTO_PT, RIGHT_WIDTH_PT)
    return [*entries_of(name, UPPER_PT), *entries_of(motto, MOTTO_PT, rule=motto[0].width)]


def _date(typeface: Typeface, text: str) -> tuple[list[Line], float]:
    """Return place and date, in the smaller size the decree allows where that spares a second line."""
    run = typeface.run(text, italic=True)
    for size in (DATE_PT, DATE_PT - 1):
        lines = break_lines([run], size, RIGHT_WIDTH_PT, keep_blanks=True)
        if len(lines) == 1:
            break
    return lines, size


def _baseline_shift(smaller_pt: float, larger_pt: float) -> float:
    """Return how far a line of the smaller size goes down to share the larger one's baseline."""
    return drop_of(larger_pt, larger_pt * LEADING) - drop_of(smaller_pt, smaller_pt * LEADING)


def _height(entries: list[Entry]) -> float:
    return sum(entry.before + entry.leading for entry in entries)
