"""The pictures of printed pages that are kept: those looked at last, however long the plan."""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtGui import QImage

_KEPT_PIXELS = 24_000_000  # about 100 MB


class _Picture(NamedTuple):
    image: QImage
    state: int  # of the plan it shows


class PagePictures:
    """Pictures by the number of their page, each with the state of the plan it was made from."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, _Picture] = OrderedDict()

    def find(self, number: int) -> QImage | None:
        """Return a page's picture, maybe of an earlier state."""
        return self._known[number].image if number in self._known else None

    def is_current(self, number: int, state: int, width: int) -> bool:
        """Say whether the page's picture is of this state and as many pixels wide."""
        known = self._known.get(number)
        return known is not None and known.state == state and abs(known.image.width() - width) <= 1

    def add(self, pictures: dict[int, QImage], state: int) -> None:
        """Keep newer pictures; those not looked at for long are let go."""
        for number, image in pictures.items():
            self._known[number] = _Picture(image, state)
            self._known.move_to_end(number)
        kept = sum(_pixels(picture) for picture in self._known.values())
        while kept > _KEPT_PIXELS and len(self._known) > len(pictures):
            _, gone = self._known.popitem(last=False)
            kept -= _pixels(gone)

    def keep_first(self, count: int) -> None:
        """Let go those of pages that are no more."""
        for number in [number for number in self._known if number >= count]:
            del self._known[number]


def _pixels(picture: _Picture) -> int:
    return picture.image.width() * picture.image.height()
