"""What a file may be called, on every system a file of the office may come to: one rule for all of them."""

import re
import unicodedata
from collections.abc import Collection

from kehoach_desktop.domain.text import clean, one_line

LONGEST_NAME = 120  # letters: a folder on Windows needs the rest of the 260 a path may have
_MOST_BYTES = 230  # of a name on other systems, less room for " (2)" and a draft's ending
_LONGEST_ENDING = 16
_LONGEST_ADDED, _MOST_ADDED_BYTES = 80, 150  # of what stands behind a stem that is cut
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')  # what Windows allows in no file name
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)


def is_fit(name: str) -> bool:
    """Say whether Windows keeps a file under the very name: it stays in its folder, and is no device's."""
    return bool(name) and not fault_of(name)


def is_reserved(name: str) -> bool:
    """Say whether Windows means a device by the name, whatever its ending is."""
    return _RESERVED.fullmatch(name.partition(".")[0].rstrip()) is not None


def fault_of(name: str) -> str:
    """Return the sentence that says why Windows would not keep a file under this typed name; "" if it does.

    A name with a colon is the worst: what is written goes into a stream that nobody ever sees.
    """
    if found := _UNFIT.search(name):
        sign = found.group()[0]
        which = f"ký tự {sign}" if sign.isprintable() else "ký tự điều khiển"
        return (
            f"Tên tệp “{one_line(name)}” có {which} mà Windows không cho đặt; "
            'hãy chọn tên không có các ký tự \\ / : * ? " < > |.'
        )
    if is_reserved(name):
        return f"“{name}” là tên Windows dành cho thiết bị nên không đặt cho tệp được; hãy chọn tên khác."
    if name != name.rstrip(". "):
        return (
            f"Tên tệp “{name}” kết thúc bằng dấu chấm hoặc dấu cách, Windows không giữ được tên như vậy; "
            "hãy bỏ phần đó."
        )
    return ""


def mended(text: str, instead: str) -> str:
    """Return a name near to ``text`` that every system takes, not cut yet; ``instead`` where nothing is left.

    Letters that only turn the reading round are left out: "gpj.exe" must not look like a picture.
    """
    plain = "".join(char for char in clean(text) if unicodedata.category(char) != "Cf")
    return one_line(_UNFIT.sub(" ", plain)).strip(". ") or instead


def numbered(name: str, taken: Collection[str]) -> str:
    """Return ``name``, or with " (2)", " (3)" … the first that is not taken; capitals make no other name."""
    known = {_key(other) for other in taken}
    stem, ending = parted(name)
    found, number = name, 1
    while _key(found) in known:
        number += 1
        mark = f" ({number})"
        found = fitted(stem, mark + ending)
    return found


def parted(name: str) -> tuple[str, str]:
    """Return the name and its ending with the dot; a long "ending" is no ending."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING or " " in ending:
        return name, ""
    return stem, dot + ending


def fitted(stem: str, ending: str) -> str:
    """Return the name of stem and ending, the stem cut to what every system takes.

    A long addition before the ending proper (" bản 2.pdf") is cut too.
    """
    if len(ending) > _LONGEST_ADDED or len(ending.encode("utf-8")) > _MOST_ADDED_BYTES:
        added, ending = parted(ending)
        ending = cut(added[: _LONGEST_ADDED - len(ending)], _MOST_ADDED_BYTES - len(ending)) + ending
    return cut(stem[: LONGEST_NAME - len(ending)], _MOST_BYTES - len(ending.encode("utf-8"))) + ending


def cut(stem: str, most_bytes: int) -> str:
    """Return as much of the beginning of a name as takes so many bytes, and may stand before an ending."""
    while len(stem.encode("utf-8", "surrogatepass")) > most_bytes:
        stem = stem[:-1]
    return stem.rstrip(". ")


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
