"""A PDF as pictures of its pages and their words, made off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

from kehoach_desktop.domain.text import clean

_PDFIUM = Lock()  # PDFium works in one thread at a time
_KEY_LETTERS = 60


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: its picture, ``width_px`` wide on the screen, and its words without blanks and case."""

    picture: QImage
    width_px: int
    height_px: int
    words: str


def render_pages(
    content: bytes, width_px: int, ratio: float, progress: Callable[[int, int], None]
) -> list[PrintedPage]:
    """Return every page of the PDF at ``width_px`` logical pixels for a screen of ``ratio`` device pixels."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = []
            for number in range(len(document)):
                progress(number, len(document))
                pages.append(_rendered(document[number], width_px, ratio))
            return pages
        finally:
            document.close()


def page_with(pages: list[PrintedPage], text: str) -> int:
    """Return the number (from 0) of the first page that has the beginning of ``text``, -1 for none."""
    key = _words(text)[:_KEY_LETTERS]
    if not key:
        return -1
    return next((number for number, page in enumerate(pages) if key in page.words), -1)


def _rendered(page: Any, width_px: int, ratio: float) -> PrintedPage:
    width_pt, height_pt = page.get_size()
    bitmap = page.render(scale=width_px * ratio / width_pt, prefer_bgrx=True, may_draw_forms=False)
    shared = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    )
    picture = shared.copy()  # its own pixels: those of the bitmap go away
    picture.setDevicePixelRatio(ratio)
    bitmap.close()
    words = page.get_textpage()
    text = _words(words.get_text_bounded())
    words.close()
    page.close()
    return PrintedPage(picture, width_px, round(width_px * height_pt / width_pt), text)


def _words(text: str) -> str:
    return "".join(clean(text).casefold().split())
