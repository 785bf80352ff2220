"""Citations in a text: where documents are named, and what is said of each."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kehoach_desktop.domain.document_types import ABBREVIATIONS, TYPES
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.text import one_line

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named at ``start``..``end`` (code points), with as much of it as is said there.

    ``is_inner``: it stands in the subject of another one ("… sửa đổi Nghị định số …"). ``number`` and
    ``date`` are where these two are written, ``head_end`` where what comes before the issuer ends.
    """

    start: int
    end: int
    basis: LegalBasis
    is_inner: bool = False
    number: Span | None = None
    date: Span | None = None
    head_end: int = 0

    @property
    def is_full(self) -> bool:
        """Say whether it is a first citation: with its date, and with a subject or, of a Luật, its name."""
        return self.basis.date is not None and bool(self.basis.subject)


_TYPE = "|".join(
    sorted((*TYPES, *(set(ABBREVIATIONS) - {"QH", "UBTVQH"})), key=lambda name: (-len(name), name))
)
_SEGMENT = r"[A-ZĐƯÔ]{2,}(?:g|r)?\d{0,2}"
_SYMBOL = rf"{_SEGMENT}(?:\s?[-–&]\s?{_SEGMENT}|,{_SEGMENT})*(?:/{_SEGMENT})?(?![\w])"
_LOOSE = r"(?:NĐ|NQ|CT|QĐ|KH|TT)\s(?:CP|TTg|UBND|HĐND|[A-ZĐ]{2,5})(?!\w)"  # a dash lost on its way from a PDF
_OF_THE_PARTY = rf"{_SEGMENT}\s?/\s?{_SEGMENT}(?!\w)"  # 57-NQ/TW
_NUMBERED = re.compile(
    rf"(?:(?<!\w)(?P<type>(?i:{_TYPE}))\s+)?(?:(?i:số)\s*:?\s*)?(?<![\d/.])"
    r"(?P<number>\d{1,5}(?:\.\d{1,2})?[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?)"
    rf"(?:\s?/\s?(?P<symbol>{_LOOSE}|{_SYMBOL})|\s?[-–]\s?(?P<party>{_OF_THE_PARTY}))"
)
_DATE = (
    r"ngày\s+(?P<date>(?P<day>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<month>\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\d))"
)
_DATED = re.compile(
    rf"[\s,]*(?:\([^()]{{0,80}}\)\s*)?(?:(?:ký|ban hành|được ban hành)\s+)?{_DATE}", re.IGNORECASE
)
# Where a sentence goes on after a Luật's name: what follows, a date above all, is not the Luật's.
_ON = r"\s+(?:trước|từ|đến|tới|vào|trong|hết|sau|xong|kể từ|chậm nhất|có hiệu lực|được ban hành)\s"
_OTHERS = rf",\s+(?:và\s+)?(?:{_TYPE}|các|hoàn thành|báo cáo|triển khai|gửi|chậm nhất|định kỳ|có)\s"
_NAME = rf"(?:[A-ZÀ-ỸĐ]|sửa đổi)(?:(?!{_ON})[^;:,.()\d]){{2,160}}?"
_LONG_NAME = rf"(?:[A-ZÀ-ỸĐ]|sửa đổi)(?:(?!{_ON}|{_OTHERS})[^;:.()\d]){{2,160}}?"  # "Phòng, chống …"
_LAW_TOLD = (
    r",?\s+(?:(?:số\s+)?\d+/\d{4}/(?:QH|UBTVQH)\d"
    r"|ngày\s+\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|năm)\s*(?:19|20)\d\d(?!\d))"
)
_LAW = re.compile(
    rf"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?:(?P<name>{_LONG_NAME})(?={_LAW_TOLD})"
    r"(?:,?\s+(?:số\s+)?(?P<number>\d+/\d{4})/(?P<symbol>QH\d+|UBTVQH\d+))?"
    rf"(?P<dated>,?\s+{_DATE})?|(?P<bare>{_NAME}),?\s*(?=\sngày\s|{_ON}|$|[;.,)]|của Quốc hội))"
)
_MAY_CITE = re.compile(r"\d[a-zđ]?\s?[/–-]\s?[A-ZĐ\d]|[Ll]uật\s|Pháp lệnh\s")
_ISSUER = re.compile(r"\s*,?\s*của\s+(?P<issuer>(?:(?!\s(?:về|của)\s)[^;:.()]){2,120})")
_VERBS = (
    r"về|quy định|sửa đổi|ban hành|hướng dẫn|phê duyệt|công bố|bãi bỏ|thay thế|đính chính|điều chỉnh"
    r"|ủy quyền|phân cấp|giao nhiệm vụ|triển khai|trong việc"
)
_LINK = re.compile(rf"\s*,?\s*(?=(?:{_VERBS})[\s,])")
_CUT = re.compile(rf",?\s(?:{_VERBS})(?:[\s,]|$)")
_END = re.compile(
    rf";|\n|\.(?=\s|$)|…|\s\(|,\s+(?:và\s+)?(?=(?:{_TYPE})\s+(?:số\s*)?\d)|\s+theo\s+(?=(?:{_TYPE})\s+số)"
)
_LONGEST = 1000  # code points said of one text; what runs on longer is no subject
_LONG_TEXT = 5000  # code points; one as long is read again rather than remembered


def parse_citation(text: str) -> tuple[Citation, ...]:
    """Return the documents named in ``text``, in order; those in another's subject are marked inner."""
    if not _MAY_CITE.search(text):
        return ()
    return _parse(text) if len(text) > _LONG_TEXT else _parse_short(text)


def _parse(text: str) -> tuple[Citation, ...]:
    ends = [match.start() for match in _END.finditer(text)]
    found: list[Citation] = []
    outer_end = -1
    for match in _heads(text):
        citation = _citation(text, match, ends, is_inner=match.start() < outer_end)
        if not citation.is_inner:
            outer_end = citation.end
        found.append(citation)
    return tuple(found)


_parse_short = lru_cache(maxsize=2048)(_parse)  # a plan is looked through again after every edit of an item


def _heads(text: str) -> Iterable[re.Match[str]]:
    """Return where citations begin; a Luật with its number is one head, not two."""
    laws = list(_LAW.finditer(text))
    starts = [law.start() for law in laws]

    def is_in_law(at: int) -> bool:
        before = bisect_left(starts, at + 1) - 1
        return before >= 0 and at < laws[before].end()

    heads = [match for match in _NUMBERED.finditer(text) if not is_in_law(match.start())]
    return sorted((*laws, *heads), key=lambda match: match.start())


def _citation(text: str, match: re.Match[str], ends: list[int], *, is_inner: bool) -> Citation:
    if match.re is _LAW:
        return _law(match, is_inner=is_inner)
    number = re.sub(r"\s", "", match["number"])
    symbol = re.sub(r"\s?/\s?", "/", match["symbol"] or match["party"])
    symbol = re.sub(r"\s?[-–]\s?|\s", "-", symbol.strip())
    at = head_end = match.end()
    day = date = None
    if dated := _DATED.match(text, at):
        day, date, at = _date(dated), dated.span("date"), dated.end()
    following = bisect_left(ends, at)
    end = min(len(text), at + _LONGEST, *ends[following : following + 1])
    issuer, at = _issuer(text, at, end)
    subject = ""
    if link := _LINK.match(text, at, end):
        subject = one_line(text[link.end() : end]).rstrip(" ,")
        at = end
    basis = LegalBasis(_type(match), number, symbol, day, issuer, subject)
    return Citation(
        match.start(), at, basis, is_inner, match.span("number"), date, date[1] if date else head_end
    )


def _law(match: re.Match[str], *, is_inner: bool) -> Citation:
    """A Luật is known by its name; how far one alone goes in a sentence is not always to be told."""
    name = one_line(match["name"] or match["bare"]).rstrip(" ,")
    day = _date(match) if match["dated"] else None
    law = LegalBasis(match["type"], match["number"] or "", match["symbol"] or "", day, "Quốc hội", name)
    number = match.span("number") if match["number"] else None
    date = match.span("date") if match["dated"] else None
    return Citation(*match.span(), law, is_inner, number, date, match.end())


def _type(match: re.Match[str]) -> str:
    """Return the type as offices write it in full; where it is not named, what the symbol stands for."""
    named = match["type"] or ""
    for known in TYPES:
        if known.lower() == named.lower():
            return known
    if named in ABBREVIATIONS:
        return ABBREVIATIONS[named]
    head = re.split(r"[\s\d&/–-]", match["symbol"] or match["party"])[0]
    return ABBREVIATIONS.get(head, "Văn bản")


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # no such day: what is written cannot be read
        return None


def _issuer(text: str, at: int, end: int) -> tuple[str, int]:
    match = _ISSUER.match(text, at, end)
    if match is None:
        return "", at
    issuer = match["issuer"]
    if cut := _CUT.search(issuer):
        issuer = issuer[: cut.start()]
    if not issuer.startswith("Bộ trưởng, Chủ nhiệm"):
        issuer = issuer.split(",")[0]
    # Of a body known by its name no more is taken, where the sentence goes on without a sign.
    body = next((body for body in _BODIES if issuer.startswith(body)), issuer.rstrip())
    return one_line(body), match.start("issuer") + len(body)


_BODIES = ("Thủ tướng Chính phủ", "Chính phủ", "Quốc hội")
