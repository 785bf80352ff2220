"""Source text as numbered lines: page-break blanks gone, every line knows how many blanks stood before it."""

import re
import unicodedata
from dataclasses import dataclass, replace

from kehoach_desktop.domain.text import clean, one_line

_PAGE_BREAK = re.compile("\n?[\x0b\x0c]+\n?")
_OTHER_BREAK = re.compile("[\x85\u2028\u2029]")
_LONE_MARK = re.compile(r"(?:[IVX]{1,6}|\d{1,2}|[a-zđ])\s?[.)]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: its number in the source (from 1), its text on single blanks, its text as typed.

    ``gap`` is the number of blank lines just before it.
    """

    number: int
    text: str
    raw: str
    gap: int = 0


def plain(text: str) -> str:
    """Return clean text whose only breaks are line feeds; line numbers stay those an editor shows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = _PAGE_BREAK.sub(lambda match: "\n" * max(1, match[0].count("\n")), text)
    return clean(_OTHER_BREAK.sub("\n", text))


def source_lines(text: str) -> list[Line]:
    """Return the lines that say something; ruled lines (____, -----) and blanks only leave gaps."""
    found: list[Line] = []
    gap = 0
    for number, raw in enumerate(plain(text).split("\n"), 1):
        words = one_line(raw)
        if has_words(words):
            found.append(Line(number, words, raw.strip(), gap))
            gap = 0
        else:
            gap += 1
    return found


def has_words(text: str) -> bool:
    """Say whether a line has letters, digits or pictures, and not only the signs of a ruled line."""
    return any(char.isalnum() or unicodedata.category(char) == "So" for char in text)


def with_marks_joined(lines: list[Line]) -> list[Line]:
    """Return the lines with a mark that stands alone on its line put before the text that follows it."""
    out: list[Line] = []
    for line in lines:
        alone = bool(out) and _LONE_MARK.fullmatch(out[-1].text)
        if alone and (line.text.isupper() or len(out) < 2 or _is_ended(out[-2].text)):
            lone = out.pop()
            line = replace(lone, text=f"{lone.text} {line.text}", raw=f"{lone.raw} {line.raw}")  # noqa: PLW2901
        out.append(line)
    return out


def _is_ended(text: str) -> bool:
    return text.endswith((".", ";", ":", "…")) or text.isupper()


def without_page_numbers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines without page numbers, and those: lone numbers that count on and stand apart."""
    kept: list[Line] = []
    dropped: list[Line] = []
    for line in lines:
        page = lone_number(line.text)
        expected = lone_number(dropped[-1].text) + 1 if dropped else 2
        if page and (page == expected or (not dropped and page == 1)) and line.gap:
            dropped.append(line)
        else:
            kept.append(line)
    return kept, dropped


def lone_number(text: str) -> int:
    """Return the number that is all a line says, 0 for none."""
    digits = text.strip("-–— ")
    return int(digits) if digits.isdecimal() and len(digits) <= 3 else 0
