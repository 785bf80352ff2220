"""Bodies, forms and indicators as entities with other names, and what of them a cell names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from kehoach_desktop.domain.text import one_line, search_key

Names = frozenset[str]
"""Keys of names (``name_key``)."""
NO_NAMES: Names = frozenset()
Place = tuple[int, int]
"""From where to where a name stands in a cell."""


class Kind(StrEnum):
    """What an entry is."""

    BODY = "body"  # cơ quan, đơn vị
    FORM = "form"  # hình thức
    INDICATOR = "indicator"  # chỉ tiêu đếm, with its unit


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A body, a form or an indicator (with its unit); ``aliases`` are what it is called too.

    ``id`` is 0 for what the program ships, or what was only found in a plan.
    """

    kind: Kind
    name: str
    unit: str = ""
    aliases: tuple[str, ...] = ()
    is_removed: bool = False
    id: int = field(default=0, compare=False)

    @property
    def keys(self) -> Names:
        """The keys of all its names."""
        return frozenset(map(name_key, (self.name, *self.aliases))) - {""}


# A comma parts two bodies only where a body's name begins: "Sở Văn hóa, Thể thao và Du lịch" is one.
_BODY_BEGINS = re.compile(
    r"(?:cac|van phong|phong|ban|so|trung tam|uy ban|ubnd|ubmttq|hdnd|hoi|doan|lien doan|cong an|cong chuc"
    r"|truong|tram|mat tran|to|bo phan|chi cuc|cuc|dai|bao|bo|thon|xa|phuong|to dan pho|nha van hoa"
    r"|buu dien|ngan hang|thanh tra|kho bac|bao hiem|quan su|chi bo|dang uy|hop tac xa|doanh nghiep)\b"
)
# "Các ban, ngành, đoàn thể cấp xã" is one too: after "các" a bare noun begins no other body.
_OF_A_LIST = re.compile(
    r"(?:so|ban|nganh|phong|hoi|doan the|to chuc|don vi|xa|phuong|dac khu|thon|to dan pho|tdp)"
    r"(?:\s+(?:va|cap|thuoc|cua|lien quan|co lien quan|chuyen mon|doan the|nganh)\b.*)?"
)
_BETWEEN_BODIES = re.compile(r"[;\n]")
_AND = re.compile(r"\s+(?:và|&)\s+", re.IGNORECASE)
_COMMAS_MOST = 4  # in one name
_LONGEST = 200  # code points of a name; a stretch that is longer is none, and is not looked up


@lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """Return the key two spellings of a name share: no marks, capitals, doubled blanks or end stops."""
    key = search_key(one_line(name)).replace("&", " va ")
    return re.sub(r"\s+", " ", re.sub(r"\s*[-–—]\s*", "-", key)).strip(" .;:,…")


def known_names(entries: Iterable[DirectoryEntry]) -> Names:
    """Return the keys of all names of the entries."""
    return frozenset(key for entry in entries for key in entry.keys)


@lru_cache(maxsize=1 << 15)
def body_places(text: str, known: Names = NO_NAMES) -> tuple[Place, ...]:
    """Return where the bodies of a cell stand, in order.

    They are parted by ; and by lines, by commas before what begins a name or is ``known``, and by "và"
    between two that are known.
    """
    found: list[Place] = []
    for part in _parted(text, 0, len(text), _BETWEEN_BODIES):
        if part[0] == part[1]:
            continue
        for place in _parted_by_commas(text, part, known):
            found += _parted_by_and(text, place, known)
    return tuple(place for place in (_stripped(text, *place) for place in found) if place[0] < place[1])


@lru_cache(maxsize=1 << 15)
def form_places(text: str) -> tuple[Place, ...]:
    """Return where the forms of a cell stand: parted by ; and by lines, for a form's name has commas."""
    places = (_stripped(text, *place) for place in _parted(text, 0, len(text), _BETWEEN_BODIES))
    return tuple(place for place in places if place[0] < place[1])


@lru_cache(maxsize=1 << 15)
def bodies_in(text: str, known: Names = NO_NAMES) -> tuple[str, ...]:
    """Return the bodies a cell names, in order, each with a capital."""
    names = (text[start:end] for start, end in body_places(text, known))
    return tuple(name[0].upper() + name[1:] for name in names)


def entry_around(text: str, caret: int, kind: Kind, beginnings: Iterable[str]) -> Place:
    """Return the name that is being typed at ``caret``: between ; or lines, of bodies between commas too.

    A stretch with commas is one name while one of ``beginnings`` (keys of names) begins with it.
    """
    start = max(text.rfind(";", 0, caret), text.rfind("\n", 0, caret)) + 1
    ends = [end for end in (text.find(";", caret), text.find("\n", caret)) if end >= 0]
    end = min(ends, default=len(text))
    if kind is Kind.BODY and "," in text[start:end]:
        whole = name_key(text[start:end])
        if not whole or not any(name.startswith(whole) for name in beginnings):
            start = max(start, text.rfind(",", start, caret) + 1)
            comma = text.find(",", caret, end)
            end = comma if comma >= 0 else end
    return _stripped(text, start, end) if text[start:end].strip() else (end, end)


def _parted(text: str, start: int, end: int, joint: re.Pattern[str]) -> Iterator[Place]:
    for found in joint.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


_COMMA = re.compile(",")


def _parted_by_commas(text: str, part: Place, known: Names) -> list[Place]:
    pieces = list(_parted(text, *part, _COMMA))
    names: list[Place] = []
    number = 0
    is_whole = False  # the last name is known: nothing more belongs to it
    while number < len(pieces):
        start, end = pieces[number]
        last = _last_of_known(text, pieces, number, known)
        if last:
            names.append((start, pieces[last - 1][1]))
        elif names and not is_whole and not _begins(text[start:end], text[names[-1][0] : names[-1][1]]):
            names[-1] = (names[-1][0], end)
        else:
            names.append((start, end))
        is_whole = bool(last)
        number = last or number + 1
    return names


def _last_of_known(text: str, pieces: list[Place], number: int, known: Names) -> int:
    """Return the number of the piece after the longest known name that begins at ``number``; 0: none does."""
    start, end = pieces[number]
    if known and _is_known(text, start, end, _heads(known)):
        for last in range(min(len(pieces), number + _COMMAS_MOST), number + 1, -1):
            if _is_known(text, start, pieces[last - 1][1], known):
                return last
    return number + 1 if _is_known(text, start, end, known) else 0


@lru_cache(maxsize=8)
def _heads(known: Names) -> Names:
    """Return what stands before the first comma of the names that have one."""
    return frozenset(name.split(",")[0].strip() for name in known if "," in name)


def _begins(piece: str, before: str) -> bool:
    """Say whether a body's name begins with ``piece``, which a comma parts from ``before``."""
    key = name_key(piece[:_LONGEST])
    if not _BODY_BEGINS.match(key):
        return False
    return not (_OF_A_LIST.fullmatch(key) and re.search(r"\bcac\b", name_key(before[-_LONGEST:])))


def _parted_by_and(text: str, place: Place, known: Names) -> list[Place]:
    """Return the two bodies of "Công an xã và Đoàn Thanh niên", when both are known."""
    if known and place[1] - place[0] <= 2 * _LONGEST and not _is_known(text, *place, known):
        for joint in _AND.finditer(text, *place):
            if _is_known(text, place[0], joint.start(), known) and _is_known(
                text, joint.end(), place[1], known
            ):
                return [(place[0], joint.start()), (joint.end(), place[1])]
    return [place]


def _is_known(text: str, start: int, end: int, known: Names) -> bool:
    return end - start <= _LONGEST and name_key(text[start:end]) in known


def _stripped(text: str, start: int, end: int) -> Place:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
