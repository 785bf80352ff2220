"""Which column of a table is which of the office's own: the same title, however it is spelled."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kehoach_desktop.domain.text import one_line, search_key

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UNIT = re.compile(  # a bare “đồng” is none: Cộng đồng
    r"[-,;:/ ]*\b(?:dvt|don vi tinh)\b.*"
    r"|[-,;:/ ]*(?:[-,;:/]\s*|\b(?:[\d.]+|nghin|ngan|trieu|ty|ti) ?)dong\s*$"
    r"|[-,;:/ ]*\bvnd\s*$"
)
_OTHER = re.compile(r"[^a-z0-9]+")
_ABOUT = {"du", "kien", "toan", "thuc", "hien"}  # Dự kiến kinh phí thực hiện is the Kinh phí


def same_titles(titles: Sequence[str], own: Sequence[str]) -> dict[int, int]:
    """Return for places of ``titles`` the place of the own one it is: the strictest likeness first."""
    found: dict[int, int] = {}
    for key in (_spelled, _bare, _short):
        _pair(titles, own, key, found)
    return found


def _pair(
    titles: Sequence[str], own: Sequence[str], key: Callable[[str], str], found: dict[int, int]
) -> None:
    """Add the pairs of one key; where several are alike without their units nobody knows which it is."""
    left = [at for at in range(len(titles)) if at not in found]
    open_ = [at for at in range(len(own)) if at not in found.values()]
    counts = Counter(key(titles[at]) for at in left)
    owners = Counter(key(own[at]) for at in open_)
    known = {key(own[at]): at for at in reversed(open_)}
    for at in left:
        name = key(titles[at])
        is_sure = key is _spelled or counts[name] == owners[name] == 1
        if name and name in known and is_sure and known[name] not in found.values():
            found[at] = known[name]


def _spelled(title: str) -> str:
    """Return the title without marks and capitals; kỹ and kĩ are one."""
    return " ".join(_OTHER.sub(" ", search_key(one_line(title)).replace("y", "i")).split())


def _bare(title: str) -> str:
    """Return the title without its unit as well."""
    key = _IN_BRACKETS.sub(" ", search_key(one_line(title))).strip()
    return _spelled(_UNIT.sub("", key)) or _spelled(title)


def _short(title: str) -> str:
    """Return the title without the words that say no more than that it is planned or done."""
    bare = _bare(title)
    return " ".join(word for word in bare.split() if word not in _ABOUT) or bare
