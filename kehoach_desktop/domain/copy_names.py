"""What a copy of the data file is called: when it was made, to the second and with its zone, and why."""

import datetime as dt
import hashlib
import re
from pathlib import PurePath
from typing import NamedTuple

from kehoach_desktop.domain.file_names import cut

_MOST_OF_STEM = 120  # bytes of the file's own name: a system takes some 255, and the folder is long then too

SLUGS = {
    "day": "dau-ngay",
    "interval": "dinh-ky",
    "close": "khi-dong",
    "save": "diem-luu",
    "hand": "tu-tao",
    "import": "truoc-khi-nhap",
    "upgrade": "truoc-khi-nang-cap",
    "restore": "truoc-khi-phuc-hoi",
    "deletion": "truoc-khi-xoa",
}
"""Why a copy was made, and the word its name has for that: without marks, for old sticks and mail."""

WHY_WORDS = {
    "day": "Thay đổi đầu tiên trong ngày",
    "interval": "Định kỳ 30 phút",
    "close": "Khi đóng chương trình",
    "save": "Điểm lưu (Ctrl+S)",
    "hand": "Người dùng tạo",
    "import": "Trước khi nhập dữ liệu",
    "upgrade": "Trước khi nâng cấp tệp",
    "restore": "Trước khi khôi phục",
    "deletion": "Trước khi xóa nhiều dữ liệu",
}
BY_ITSELF = frozenset({"day", "interval", "close"})
"""Whys of copies that come with time; all others are made for one act of the clerk."""

_WHYS = {slug: why for why, slug in SLUGS.items()}
_NAME = re.compile(
    r"(?P<stem>.+) (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d\d\.\d\d\.\d\d) (?P<zone>[+-]\d{4}) "
    r"(?P<slug>[a-z-]+?)(?: \((?P<number>\d+)\))?(?P<ending>\.[^. ]+)?"
)
_BESIDE = re.compile(
    r"(?P<stem>.+)-(?P<slug>truoc-khi-nang-cap|truoc-khi-phuc-hoi)-"
    r"(?P<at>\d{4}-\d\d-\d\d-\d{6}-\d{6})(?P<ending>\.[^. ]+)?"
)


class CopyName(NamedTuple):
    """A name taken apart; ``made_at`` knows its zone."""

    name: str
    stem: str
    made_at: dt.datetime
    why: str
    number: int = 1  # of several made in one second
    ending: str = ""


def age(copy: CopyName) -> tuple[dt.datetime, int, str]:
    """Return what copies are put in order by, the oldest first."""
    return copy.made_at, copy.number, copy.name


def copy_name(stem: str, made_at: dt.datetime, why: str, ending: str, number: int = 1) -> str:
    """Return for instance ``so-ke-hoach 2026-11-28 10.32.05 +0700 dinh-ky.kehoach``.

    Names sort as the clock on the wall went; the zone makes the moment plain when that clock was changed.
    """
    twice = f" ({number})" if number > 1 else ""
    return f"{stem} {made_at:%Y-%m-%d %H.%M.%S %z} {SLUGS[why]}{twice}{ending}"


def stem_for_copies(stem: str) -> str:
    """Return the file's own part of the names of its copies: all of it, unless that is very long.

    What is cut off is told by six letters: two files whose long names end otherwise have copies of their own.
    """
    whole = stem.encode("utf-8", "surrogatepass")
    if len(whole) <= _MOST_OF_STEM:
        return stem
    return f"{cut(stem, _MOST_OF_STEM - 7)}~{hashlib.sha256(whole).hexdigest()[:6]}"


def is_of(copy: CopyName, file: PurePath) -> bool:
    """Say whether a copy of that name may be one of the file."""
    return copy.ending == file.suffix and copy.stem in {file.stem, stem_for_copies(file.stem)}


def read_copy_name(name: str, here: dt.tzinfo) -> CopyName | None:
    """Return what the name says, None when it is no copy's.

    ``here``: the zone of the copies that stand beside their file, whose names do not say it.
    """
    try:
        if found := _NAME.fullmatch(name):
            at = dt.datetime.strptime(
                f"{found['day']} {found['time']} {found['zone']}", "%Y-%m-%d %H.%M.%S %z"
            )
            return CopyName(
                name,
                found["stem"],
                at,
                _WHYS[found["slug"]],
                int(found["number"] or 1),
                found["ending"] or "",
            )
        if found := _BESIDE.fullmatch(name):
            at = dt.datetime.strptime(found["at"], "%Y-%m-%d-%H%M%S-%f").replace(tzinfo=here)
            return CopyName(name, found["stem"], at, _WHYS[found["slug"]], ending=found["ending"] or "")
    except (ValueError, KeyError):  # a day no calendar has, a word of somebody else's
        return None
    return None


def is_copy_name(name: str) -> bool:
    """Say whether a file of that name is a copy, which is never written to."""
    return read_copy_name(name, dt.UTC) is not None
