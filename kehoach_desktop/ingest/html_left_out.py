"""What of an HTML text does not come in, and the words in which that is told."""

from collections import Counter
from enum import StrEnum

from kehoach_desktop.ingest.html_tokens import Tag

_TYPED_INPUTS = frozenset({"text", "search", "email", "tel", "url", "number", "date"})


class Hidden(StrEnum):
    """Why letters are left out, in the words a clerk is told; SILENT ones were never to be seen."""

    SILENT = "chữ không bao giờ hiện"
    UNSEEN = "chỗ chữ ẩn"
    STRUCK = "chỗ chữ gạch bỏ"
    FIELD = "ô nhập hoặc ô chọn"


class LeftOut:
    """Counts the elements left out that say something, tables made text, and images."""

    def __init__(self) -> None:
        self.tables = self.images = 0
        self._count: Counter[Hidden] = Counter()
        self._is_counted = False  # the hidden element that is open

    def begin(self, tag: Tag, outer: Hidden | None, inner: Hidden | None) -> None:
        """Note that an element begins: hidden for ``outer`` already, for ``inner`` itself."""
        if inner and not outer:
            self._is_counted = False
        if tag.name == "img" and not inner:
            self.images += 1
        elif tag.name == "input" and not inner:
            kind = tag.attributes.get("type", "text").lower()
            self._count[Hidden.FIELD] += kind in _TYPED_INPUTS and bool(tag.attributes.get("value"))

    def add(self, why: Hidden, text: str) -> None:
        """Count the element that is open, once, if it says anything."""
        if not self._is_counted and text.strip():
            self._count[why] += 1
            self._is_counted = True

    def notes(self) -> list[str]:
        """Return a few words on each kind."""
        found = ["bảng thành các dòng chữ"] if self.tables else []
        if self.images:
            found.append(f"{self.images} hình không lấy vào")
        told = ((why, self._count[why]) for why in Hidden if why is not Hidden.SILENT)
        return [*found, *(f"{count} {why} không lấy vào" for why, count in told if count)]
