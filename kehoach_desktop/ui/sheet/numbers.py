"""Numbers in cells, written as in Vietnam (1.234,5) or as in English (1,234.5), and their sum."""

import re
from collections.abc import Iterable

_VIETNAMESE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d+)")
_LONGEST = 24
_BEGINNINGS = frozenset("-0123456789 ")


def number_in(text: str) -> int | float | None:
    """Return the number a cell holds, when it holds nothing else; 1.250 is one thousand two hundred fifty."""
    text = text.strip()
    if (not text[:1].isdigit() and text[:1] != "-") or len(text) > _LONGEST:
        return None
    if _VIETNAMESE.fullmatch(text):
        return _value(text.replace(".", "").replace(",", "."))
    return _value(text.replace(",", "")) if _ENGLISH.fullmatch(text) else None


def total_in(texts: Iterable[str]) -> tuple[int | float, int]:
    """Return the sum of the numbers among the texts and how many there are."""
    likely = (text for text in texts if text and text[0] in _BEGINNINGS)
    numbers = [number for number in map(number_in, likely) if number is not None]
    total = round(sum(numbers), 6)
    return (int(total) if total == int(total) else total), len(numbers)


def _value(text: str) -> int | float:
    return float(text) if "." in text else int(text)
