"""Citations in a text: where texts of law are named, and what is said of each."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.text import one_line


@dataclass(frozen=True, slots=True)
class Citation:
    """A text named at ``start``..``end`` (code points), with as much of it as is said there.

    ``is_inner``: it stands in the subject of another one ("… sửa đổi Nghị định số …").
    """

    start: int
    end: int
    basis: LegalBasis
    is_inner: bool = False

    @property
    def is_full(self) -> bool:
        """Say whether it is a first citation: with its date, and with a subject or, of a Luật, its name."""
        return self.basis.date is not None and bool(self.basis.subject)


ABBREVIATIONS = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "CTr": "Chương trình",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "KL": "Kết luận",
    "CĐ": "Công điện",
    "QC": "Quy chế",
    "ĐA": "Đề án",
    "QH": "Luật",
    "UBND": "Công văn",
}
"""The type a symbol begins with, where the text does not name it, and what offices write for short."""

TYPES = (
    *("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị"),
    *("Thông tư liên tịch", "Thông tư", "Chương trình", "Kế hoạch", "Hướng dẫn", "Thông báo", "Kết luận"),
    *("Công điện", "Công văn", "Văn bản", "Quy chế", "Quy định", "Đề án", "Tờ trình", "Báo cáo"),
)
"""The types of text, the highest first."""

_TYPE = "|".join(sorted((*TYPES, *(name for name in ABBREVIATIONS if name != "QH")), key=len, reverse=True))
_SEGMENT = r"[A-ZĐƯÔ]{2,}(?:g|r)?\d{0,2}"
_SYMBOL = rf"{_SEGMENT}(?:\s?[-–&]\s?{_SEGMENT}|,{_SEGMENT})*(?![\w])"
_LOOSE = r"(?:NĐ|NQ|CT|QĐ|KH|TT)\s(?:CP|TTg|UBND|HĐND|[A-ZĐ]{2,5})(?!\w)"  # a dash lost on its way from a PDF
_NUMBERED = re.compile(
    rf"(?:(?<!\w)(?P<type>(?i:{_TYPE}))\s+)?(?:(?i:số)\s*:?\s*)?(?<![\d/.])"
    rf"(?P<number>\d{{1,5}}(?:\s?/\s?(?:19|20)\d\d)?)\s?/\s?(?P<symbol>{_LOOSE}|{_SYMBOL})"
)
_DATE = (
    r"ngày\s+(?P<day>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<month>\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)
_LAW = re.compile(
    rf"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[A-ZÀ-ỸĐ][^;:,.()\d]{{2,120}}?)"
    rf"(?:,?\s+(?:số\s+)?(?P<number>\d+/\d{{4}})/(?P<symbol>QH\d+|UBTVQH\d+))?"
    rf",?\s*(?=(?<=\s)ngày\s|$|[;.,)]|của Quốc hội)(?P<dated>{_DATE})?"
)
_MAY_CITE = re.compile(r"\d\s?/\s?[A-ZĐ\d]|[Ll]uật\s|Pháp lệnh\s")
_DATED = re.compile(rf"\s*,?\s*{_DATE}")
_ISSUER = re.compile(r"\s*,?\s*của\s+(?P<issuer>(?:(?!\s(?:về|của)\s)[^;:.()]){2,120})")
_VERBS = (
    r"về|quy định|sửa đổi|ban hành|hướng dẫn|phê duyệt|công bố|bãi bỏ|thay thế|đính chính|điều chỉnh"
    r"|ủy quyền|phân cấp|giao nhiệm vụ|triển khai|trong việc"
)
_LINK = re.compile(rf"\s*,?\s*(?=(?:{_VERBS})[\s,])")
_END = re.compile(r";|\.(?=\s|$)|…|\s\(|$")
_LONGEST = 1000  # code points said of one text; what runs on longer is no subject
_NEXT_IN_ROW = re.compile(rf",\s+(?:và\s+)?(?=(?:{_TYPE})\s+(?:số\s*)?\d)|\s+theo\s+(?=(?:{_TYPE})\s+số)")


@lru_cache(maxsize=2048)  # a plan is looked through again after every edit of one of its items
def parse_citation(text: str) -> tuple[Citation, ...]:
    """Return the texts of law named in ``text``, in order; those in another's subject are marked inner."""
    if not _MAY_CITE.search(text):
        return ()
    found: list[Citation] = []
    for match in _heads(text):
        is_inner = any(one.start < match.start() < one.end for one in found)
        found.append(_citation(text, match, is_inner=is_inner))
    return tuple(found)


def _heads(text: str) -> list[re.Match[str]]:
    """Return where citations begin; a Luật with its number is one head, not two."""
    laws = list(_LAW.finditer(text))
    heads = [
        match
        for match in _NUMBERED.finditer(text)
        if not any(law.start() <= match.start() < law.end() for law in laws)
    ]
    return sorted((*laws, *heads), key=lambda match: match.start())


def _citation(text: str, match: re.Match[str], *, is_inner: bool) -> Citation:
    kind = _type(match)
    parts = match.groupdict()
    number = re.sub(r"\s", "", parts["number"] or "")
    symbol = re.sub(r"\s?[-–]\s?|\s", "-", (parts["symbol"] or "").strip())
    if "name" in parts:
        date = _date(match) if parts["dated"] else None
        law = LegalBasis(kind, number, symbol, date, "Quốc hội", one_line(parts["name"]).rstrip(" ,"))
        return Citation(match.start(), match.end(), law, is_inner)
    at = match.end()
    date = None
    if dated := _DATED.match(text, at):
        date, at = _date(dated), dated.end()
    end = _last(text, at)
    issuer, at = _issuer(text, at, end)
    subject = ""
    if link := _LINK.match(text, at, end):
        subject = one_line(text[link.end() : end]).rstrip(" ,")
        at = end
    return Citation(match.start(), at, LegalBasis(kind, number, symbol, date, issuer, subject), is_inner)


def _type(match: re.Match[str]) -> str:
    """Return the type as offices write it in full; where it is not named, what the symbol stands for."""
    named = match["type"] or ""
    for known in TYPES:
        if known.lower() == named.lower():
            return known
    if named in ABBREVIATIONS:
        return ABBREVIATIONS[named]
    head = re.split(r"[\s\d&–-]", match["symbol"])[0]
    return ABBREVIATIONS.get(head, "Văn bản")


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # no such day: what is written cannot be read
        return None


def _last(text: str, at: int) -> int:
    """Return where what is said of a citation must end: the sentence, or the next one in a row."""
    furthest = min(len(text), at + _LONGEST)
    found = (_END.search(text, at, furthest), _NEXT_IN_ROW.search(text, at, furthest))
    return min((match.start() for match in found if match is not None), default=furthest)


def _issuer(text: str, at: int, end: int) -> tuple[str, int]:
    match = _ISSUER.match(text, at, end)
    if match is None:
        return "", at
    issuer = match["issuer"]
    if cut := re.search(rf",?\s(?:{_VERBS})(?:[\s,]|$)", issuer):
        issuer = issuer[: cut.start()]
    if not issuer.startswith("Bộ trưởng, Chủ nhiệm"):
        issuer = issuer.split(",")[0]
    # Of a body known by its name no more is taken, where the sentence goes on without a sign.
    body = next((body for body in _BODIES if issuer.startswith(body)), issuer.rstrip())
    return one_line(body), match.start("issuer") + len(body)


_BODIES = ("Thủ tướng Chính phủ", "Chính phủ", "Quốc hội")
