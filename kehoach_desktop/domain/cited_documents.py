"""What of a cited document belongs to a year: the years that are its own, and the one in its title."""

import re
from dataclasses import dataclass

from kehoach_desktop.domain.citations import Citation, Span, parse_citation
from kehoach_desktop.domain.legal_basis import LegalBasis, is_law, short_citation

_OWN_YEAR = re.compile(r"[\s,]*(?:ban hành\s+)?năm\s+(\d{4})(?!\d)")
_TITLE_YEAR = re.compile(r"năm\s+(\d{4})(?!\d)(?!\s*[-–—]\s*\d)", re.IGNORECASE)
_HORIZON = re.compile(r",?\s+(?:và\s+)?(?:tầm nhìn|định hướng)(?:\s+đến)?(?:\s+năm)?\s+\d{4}(?!\d)")
_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+\d{4}\s*(?:[-–—]|đến)\s*(?:năm\s+)?\d{4}(?!\d)", re.IGNORECASE
)
_END = re.compile(r"[;\n]|\.(?=\s|$)")
_TITLE = re.compile(r"\bvề\b|\bban hành\b|\bphê duyệt\b|\bgiao\b|\btriển khai\b|\bquy định\b", re.IGNORECASE)
_ISSUER = re.compile(r"\s*của\s[^,]*")
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
    """A citation with its years: ``end`` is where all that is the document's own ends.

    ``title_year`` is the span of the year in its title, for a document made anew every year.
    """

    citation: Citation
    end: int
    is_lasting: bool  # a text of law, whose title has no year that passes
    title_year: Span | None = None

    @property
    def basis(self) -> LegalBasis:
        """The document."""
        return self.citation.basis

    @property
    def name(self) -> str:
        """The document as it is cited shortly."""
        return short_citation(self.basis)

    @property
    def is_yearly_by_type(self) -> bool:
        """Say whether documents of this type are for a year: plans and programmes."""
        return self.basis.symbol.upper().startswith(_TYPES_A_YEAR)


def cited_documents(text: str) -> tuple[CitedDocument, ...]:
    """Return the documents cited by number, or by the name of a Luật, in order."""
    citations = parse_citation(text)
    limits = [following.start for following in citations[1:]] + [len(text)]
    return tuple(_read(text, one, limit) for one, limit in zip(citations, limits, strict=False))


def own_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` whose years belong to documents and never to the plan."""
    by_number = [(cited.citation.start, cited.end) for cited in cited_documents(text)]
    by_name = [found.span() for pattern in (_BY_NAME, _OF_A_BODY) for found in pattern.finditer(text)]
    return tuple(sorted(by_number + by_name))


def _read(text: str, citation: Citation, limit: int) -> CitedDocument:
    after = citation.head_end
    basis = citation.basis
    is_lasting = is_law(basis) or "/" in basis.number or re.split(r"[-\d/]", basis.symbol)[0] in _LASTING
    stop = _END.search(text, after, max(after, limit))
    limit = stop.start() if stop else limit
    of_year = None if citation.date else _OWN_YEAR.match(text, after, limit)
    title = None if is_lasting else _of_title(_TITLE_YEAR, text, after, limit)
    period = None if is_lasting else _of_title(_PERIOD, text, after, limit)
    end = max([after, *(found.end() for found in (of_year, title, period) if found)])
    if horizon := _HORIZON.match(text, end, limit):
        end = horizon.end()
    return CitedDocument(citation, end, is_lasting, title.span(1) if title else None)


def _of_title(pattern: re.Pattern[str], text: str, start: int, limit: int) -> re.Match[str] | None:
    """Return the years that end a title ("… về cải cách hành chính năm 2024"), or follow the number."""
    found = pattern.search(text, start, limit)
    if found is None:
        return None
    between = text[start : found.start()]
    is_of_it = not between.strip() or _TITLE.search(between) or _ISSUER.fullmatch(between)
    if not is_of_it or re.search(r"\b(?:trong|trước|hết)\s*$", between):
        return None
    return found
