"""Rows of a table that add up those above: Tổng cộng, Cộng, Tổng số. They are no work to be done."""

import re
from collections.abc import Sequence

from kehoach_desktop.domain.text import one_line, search_key

_WORDS = re.compile(
    r"tong(?: (?:cong|so|gia tri|kinh phi|so tien|tien|du toan)\b.*)?"
    r"|cong(?: (?:muc|phan|nhom|chuong|trang|don|luy ke)\b.*| [ivxlc\d].*)?"
)
_IN_WORDS = re.compile(r"(?:so tien )?(?:viet )?bang chu\b.*")
_SUM = re.compile(r"[-+\d.,\s%/]*(?:(?:nghin|ngan|trieu|ty|ti)?\s*(?:dong|vnd|d)?)\.?")
_ORDINAL = re.compile(r"[ivxlc]{1,6}[.)]?|[a-z][.)]?")


def is_total(cells: Sequence[str]) -> bool:
    """Say whether the row's cells are the words of a sum and beside them nothing else than numbers."""
    keys = [search_key(one_line(text)).strip(" .:;()") for text in cells]
    texts = [(key, text) for key, text in zip(keys, cells, strict=True) if text.strip()]
    rest = [key for key, text in texts if not _is_named(key, text)]
    return len(rest) < len(texts) and all(
        _SUM.fullmatch(key) or _ORDINAL.fullmatch(key) or _IN_WORDS.fullmatch(key) for key in rest
    )


def _is_named(key: str, text: str) -> bool:
    """Say whether a text names a sum; without marks “Cộng” and “Công” would be one."""
    is_other = key.startswith("cong") and "công" in text.lower()
    return not is_other and bool(_WORDS.fullmatch(key.replace("(", "").strip()) or _IN_WORDS.fullmatch(key))
