"""A plan as pictures of its printed pages, made off the window's thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services.exporting import Preview, preview
from kehoach_desktop.ui.plan.page_places import PagePlaces

if TYPE_CHECKING:
    from kehoach_desktop.services.exporting import Memory

_PDFIUM = Lock()  # PDFium works in one thread at a time


@dataclass(frozen=True, slots=True)
class Printing:
    """A plan as it prints: the pages' sizes, where lines stand, and pictures of some pages by number."""

    plan: Plan
    preview: Preview
    places: PagePlaces
    pictures: dict[int, QImage]


def print_pages(
    plan: Plan,
    numbers: frozenset[int],
    width_px: int,
    ratio: float,
    memory: "Memory",
    progress: Callable[[int, int], None],
    *,
    source: Plan | None = None,
) -> Printing:
    """Return the plan printed, pages ``numbers`` as pictures ``width_px`` wide on a screen of ``ratio``.

    ``source``: of a report the plan its tables are made from.
    """
    made = preview(plan, numbers, memory, progress, source)
    drawn = [number for number in sorted(numbers) if number < len(made.sizes)]
    pictures = pictures_of(made.pdf, drawn, width_px, ratio, progress)
    return Printing(plan, made, PagePlaces(made.places), pictures)


def pictures_of(
    pdf: bytes,
    numbers: Iterable[int],
    width_px: int,
    ratio: float,
    progress: Callable[[int, int], None],
) -> dict[int, QImage]:
    """Return pages of a PDF as pictures, by number from 0."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pictures = {}
            for number in numbers:
                progress(number, len(document))
                pictures[number] = _picture(document[number], width_px, ratio)
            return pictures
        finally:
            document.close()


def _picture(page: Any, width_px: int, ratio: float) -> QImage:
    scale = width_px * ratio / page.get_width()
    bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
    shared = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    )
    picture = shared.copy()  # its own pixels: those of the bitmap go away
    picture.setDevicePixelRatio(ratio)
    bitmap.close()
    page.close()
    return picture
