"""The marks of a plan's text (I. 1. a) a. -): what looks like one, and when it is one."""

import re
from dataclasses import dataclass

from kehoach_desktop.domain.outline import LETTERS, letter, roman
from kehoach_desktop.domain.plan import Level

_SECTION = re.compile(r"([IVX]{1,6})\s?[.)/]\s*(?=\S)")
_CLAUSE = re.compile(r"(\d{1,2})\s?[.)/]\s*(?=[^\W\d_]|[“\"‘(])")
_CLAUSE_SPACED = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_POINT = re.compile(r"([a-zđ]{1,2})\s?[.)]\s*(?=\S)")
_BULLET = re.compile(r"[-–—•●▪*]\s*(?=\S)")
_PICTURE = re.compile("[·◦‣■□◆◇➢➤✓✔\ue000-\uf8ff]\\s*(?=\\S)")  # as symbol fonts draw bullets
_PLUS = re.compile(r"\+\s*(?=\S)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)")
_ROMAN_NUMBERS = {roman(number): number for number in range(1, 40)}
_POINT_NUMBERS = {letter(number): number for number in range(1, 100)}
_LATIN_ONLY = {"f": "e", "j": "i", "w": "v", "z": "y"}  # letters points do not use, and the one before each
_NAMES = {Level.SECTION: "mục", Level.CLAUSE: "khoản", Level.POINT: "điểm"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as typed: its level, its number in order (0 for a bullet), its label, the text after it."""

    level: Level
    number: int
    label: str
    text: str


def find_mark(text: str) -> Mark | None:
    """Return the mark a line begins with, if it looks like one."""
    if match := _SECTION.match(text):
        number = _ROMAN_NUMBERS.get(match[1], 0)
        return Mark(Level.SECTION, number, match[1], text[match.end() :]) if number else None
    if match := _CLAUSE.match(text) or _CLAUSE_SPACED.match(text):
        number = int(match[1])
        return Mark(Level.CLAUSE, number, match[1], text[match.end() :]) if number else None
    if match := _POINT.match(text):
        number = _point_number(match[1])
        return Mark(Level.POINT, number, match[1], text[match.end() :]) if number else None
    if match := _BULLET.match(text):
        return Mark(Level.BULLET, 0, "-", text[match.end() :])
    return None


def find_any_mark(text: str) -> Mark | None:
    """Return the mark, taking ``1.1.`` for a point and ``+`` for a bullet as a paste does."""
    match = _DECIMAL.match(text)
    if match and (text[match.end(1)] in ".)" or text[match.end()].isupper()):  # not "1.5 triệu đồng"
        return Mark(Level.POINT, int(match[1].rsplit(".", 1)[1]) or 1, match[1], text[match.end() :])
    if match := _PLUS.match(text) or _PICTURE.match(text):
        return Mark(Level.BULLET, 0, "+" if text[0] == "+" else "-", text[match.end() :])
    return find_mark(text)


def has_unkept_mark(text: str) -> bool:
    """Say whether a line begins with a mark no level has: ``+`` or ``1.1.``; it stays in the text."""
    return bool(_PLUS.match(text) or _DECIMAL.match(text))


def in_sequence(mark: Mark, last: int) -> bool:
    """Say whether the mark is the very next of its level after number ``last``."""
    return mark.number == last + 1


def is_near(mark: Mark, last: int) -> bool:
    """Say whether the mark may be of its level although begun anew, repeated or skipped."""
    if mark.level is Level.SECTION:
        return True
    return mark.number == 1 or abs(mark.number - last) <= 3


def oddity(mark: Mark, last: int) -> str:
    """Return what is odd in the mark after number ``last`` of its list; "" = nothing."""
    if mark.level is Level.BULLET or in_sequence(mark, last) or (mark.number == 1 and last == 0):
        return ""
    name = _NAMES[mark.level]
    shown = f"“{_label(mark.level, mark.number, mark.label)}”"
    after = f"“{_label(mark.level, last)}”" if last else ""
    if mark.number == last:
        return f"{name} {shown} lặp lại số của {name} ngay trước"
    if mark.number < last:
        begun = "bắt đầu lại từ đầu" if mark.number == 1 else "không đúng thứ tự"
        return f"{name} {shown} đứng sau {name} {after}, {begun}"
    missing = ", ".join(f"“{_label(mark.level, number)}”" for number in range(last + 1, mark.number))
    return (
        f"{name} {shown} đứng sau {name} {after}, thiếu {missing}"
        if last
        else (f"{name} đầu tiên mang số {shown}, thiếu {missing}")
    )


def _label(level: Level, number: int, typed: str = "") -> str:
    if level is Level.SECTION:
        return typed or roman(number)
    return f"{typed or number}" if level is Level.CLAUSE else f"{typed or letter(number)})"


def _point_number(label: str) -> int:
    if label in _LATIN_ONLY:
        return LETTERS.index(_LATIN_ONLY[label]) + 2
    return _POINT_NUMBERS.get(label, 0)
