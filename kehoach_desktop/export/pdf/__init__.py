"""A plan or a report as PDF, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from collections.abc import Callable
from typing import BinaryIO

from kehoach_desktop.export.document import Document


def write_pdf(
    document: Document, target: BinaryIO, progress: Callable[[int, int], None] | None = None
) -> tuple[str, ...]:
    """Write ``document`` to ``target``; return warnings in Vietnamese (letters the font does not have).

    ``progress(done, total)`` counts paragraphs and table rows; what it raises passes through, and then what
    stands in ``target`` is no PDF. reportlab is imported here, not before.
    """
    from kehoach_desktop.export.pdf.pages import set_document

    return set_document(document, target, progress)
