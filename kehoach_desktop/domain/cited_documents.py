"""Documents that a text cites: where each stands in it, and which of its years are the document's own."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w/.-])(\d{1,5}[a-zA-Z]?)(\s*/\s*\d{4})?\s*[/-]\s*"
    r"([A-ZĐ]{2,}[a-z]?[A-Za-zĐđ0-9]*(?:\s*[-/ ]\s*[A-ZĐ]{2,}[A-Za-zĐđ0-9]*)*)"
)
_DATE = re.compile(
    r"[\s,]*(?:\([^()]{0,80}\)\s*)?(?:(?:ký|ban hành|được ban hành)\s+)?ngày\s+"
    r"(?P<date>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?P<year>\d{4})(?!\d)"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?P<long_year>\d{4})(?!\d))"
)
_OWN_YEAR = re.compile(r"[\s,]*(?:ban hành\s+)?năm\s+(\d{4})(?!\d)")
_TITLE_YEAR = re.compile(r"năm\s+(\d{4})(?!\d)(?!\s*[-–—]\s*\d)", re.IGNORECASE)
_END = re.compile(r"[;\n]|\.(?=\s|$)")
_TITLE = re.compile(r"\bvề\b|\bban hành\b|\bphê duyệt\b|\bgiao\b|\btriển khai\b|\bquy định\b", re.IGNORECASE)
_ISSUER = re.compile(r"\s*của\s[^,]*")
_TYPE = re.compile(r"([A-ZĐ][^\W\d_]*(?: [^\W\d_]+){0,2})\s+(?:số\s*:?\s*)?$")
_BY_NAME = re.compile(
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|LUẬT|BỘ LUẬT|HIẾN PHÁP)"
    r"(?:\s+(?!(?:trong|và|từ|trước|đến|cho|vào|năm|ngày)\b)[^\W\d_][\w,]*){0,9}\s+(?:năm\s+)?\d{4}(?![\d/])"
    r"|\b(?:sửa đổi|bổ sung)(?:, bổ sung)?(?: một số điều)?\s+(?:năm\s+)?\d{4}(?![\d/])"
    r"|\b(?:Nghị định|Thông tư|Nghị quyết|Quyết định|Chỉ thị|Công văn)\s+(?:số\s+)?\d{1,5}\s*/\s*\d{4}(?!\d)"
)
_OF_A_BODY = re.compile(
    r"(?:ngày\s+)?(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
    r"\s+của\s+(?=[A-ZĐỦƯÔÂ])"
)
_LASTING = {"NĐ", "TT", "QH", "TTLT", "PL", "NĐCP", "VBHN"}
_TYPES_A_YEAR = ("KH", "CTR")


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document cited by its number: ``start`` to ``end`` is all of the text that is its own.

    ``number`` and ``date`` are spans (``date`` None: not given); ``title_year`` is the span of the year in
    its title, for a document made anew every year.
    """

    start: int
    end: int
    name: str  # as cited: "Kế hoạch số 03/KH-UBND"
    key: str  # "63/2010/NĐ-CP", without blanks
    symbol: str
    is_lasting: bool  # a text of law, whose title has no year that passes
    number: tuple[int, int]
    date: tuple[int, int] | None = None
    date_year: int | None = None
    title_year: tuple[int, int] | None = None

    @property
    def is_yearly_by_type(self) -> bool:
        """Say whether documents of this type are for a year: plans and programmes."""
        return self.symbol.upper().startswith(_TYPES_A_YEAR)


def document_key(number: str, symbol: str) -> str:
    """Return the key that all spellings of a number share: "61/2018/NĐ - CP" and "61/2018/NĐ CP" are one."""
    return re.sub(r"\s", "", number) + "/" + re.sub(r"\s*[-/ ]\s*", "-", symbol.strip())


def cited_documents(text: str) -> tuple[CitedDocument, ...]:
    """Return the documents cited by number, in order."""
    numbers = list(_NUMBER.finditer(text))
    ends = [number.start() for number in numbers[1:]] + [len(text)]
    return tuple(_read(text, number, end) for number, end in zip(numbers, ends, strict=False))


def own_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of ``text`` whose years belong to documents and never to the plan."""
    by_number = [(cited.start, cited.end) for cited in cited_documents(text)]
    by_name = [found.span() for pattern in (_BY_NAME, _OF_A_BODY) for found in pattern.finditer(text)]
    return tuple(sorted(by_number + by_name))


def _read(text: str, number: re.Match[str], limit: int) -> CitedDocument:
    stop = _END.search(text, number.end(), limit)
    limit = stop.start() if stop else limit
    symbol = number[3]
    named = _TYPE.search(text, max(0, number.start() - 40), number.start())
    start = named.start() if named else number.start()
    dated = _DATE.match(text, number.end(), limit)
    of_year = None if dated else _OWN_YEAR.match(text, number.end(), limit)
    after = dated.end() if dated else number.end()
    is_lasting = re.split(r"[-\d/ ]", symbol)[0] in _LASTING or number[2] is not None
    year = None if is_lasting else _title_year(text, after, limit)
    end = max(after, of_year.end() if of_year else 0, year[1] if year else 0)
    return CitedDocument(
        start=start,
        end=end,
        name=("" if named else _type_of(symbol)) + " ".join(text[start : number.end()].split()),
        key=document_key(number[1] + (number[2] or ""), symbol),
        symbol=symbol,
        is_lasting=is_lasting,
        number=number.span(1),
        date=dated.span("date") if dated else None,
        date_year=int(dated["year"] or dated["long_year"]) if dated else None,
        title_year=year,
    )


def _type_of(symbol: str) -> str:
    """Return what stands before a number whose type is not written just before it."""
    law = {"QH": "Luật số ", "UB": "Pháp lệnh số "} if re.fullmatch(r"(?:QH|UBTVQH)\d+", symbol) else {}
    return law.get(symbol[:2], "Văn bản số ")


def _title_year(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """Return the year that ends a title ("… về cải cách hành chính năm 2024"), or follows the number."""
    found = _TITLE_YEAR.search(text, start, limit)
    if found is None:
        return None
    between = text[start : found.start()]
    is_of_it = not between.strip() or _TITLE.search(between) or _ISSUER.fullmatch(between)
    if not is_of_it or re.search(r"\b(?:trong|trước|hết)\s*$", between):
        return None
    return found.span(1)
