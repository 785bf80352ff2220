"""How years and dates are written in a plan, the longest form first."""

import re

YEAR = r"(?:19|20|21)\d{2}(?!\d)"
_D, _M = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_DAY = rf"{_D}\s*[/.-]\s*{_M}\s*[/.-]\s*{YEAR}|{_D}\s+tháng\s+{_M}(?:\s+năm\s+|\s*/\s*){YEAR}"
_DAY_FROM = rf"(?:{_D}(?:\s*[/.]\s*{_M})?\s*[-–]\s*)?"  # "01-15/12/2024", "01/3-30/4/2024"
_AND = r"\s*(?:,|-|–|và|đến)\s*"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"
_TO = r"\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?"
YEAR_FORMS = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<days>(?:{_DAY}){_TO}(?:{_DAY}))"
    rf"|(?P<day>{_DAY_FROM}(?:{_DAY}))"
    rf"|(?P<school>năm học\s+{YEAR}\s*[-–—/]\s*{YEAR})"
    rf"|(?P<span>(?:năm\s+)?{YEAR}\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:năm\s+)?{YEAR})"
    rf"|(?P<list>(?:năm\s+)?{YEAR}(?:\s*(?:,|và|hoặc)\s*{YEAR})+)"
    rf"|(?P<month>(?:tháng\s+(?:{_M}{_AND})*)?{_M}\s*[/-]\s*{YEAR})"
    rf"|(?P<quarter>quý\s+{_QUARTER}(?:{_AND}(?:quý\s+)?{_QUARTER})*\s*/\s*{YEAR})"
    rf"|(?P<named>năm\s+{YEAR})"
    rf"|(?P<short>{_D}/{_M}/\d{{2}}(?![\d/]))"
    rf"|(?P<bare>{YEAR})"
    rf")(?![\w/])(?![.,]\d)",
    re.IGNORECASE,
)
"""Each way is a named group; ``span`` is a span of years."""
