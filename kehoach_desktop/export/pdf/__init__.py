"""A plan or a report as PDF, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from kehoach_desktop.export.document import Document

if TYPE_CHECKING:
    from kehoach_desktop.export.pdf.proof import Proof

# The preview and an export may be set at once in two threads, and reportlab's fonts, parsed once for the
# process, keep in themselves which letters the file at hand has used so far.
_setting = Lock()


def write_pdf(
    document: Document,
    target: BinaryIO,
    progress: Callable[[int, int], None] | None = None,
    proof: "Proof | None" = None,
) -> tuple[str, ...]:
    """Write ``document`` to ``target``; return warnings in Vietnamese (letters the font does not have).

    ``progress(done, total)`` counts paragraphs and table rows; what it raises passes through, and then what
    stands in ``target`` is no PDF. With a ``proof`` only its pages are drawn, the others stay blank, and it
    learns where each line stands. reportlab is imported here, not before.
    """
    from kehoach_desktop.export.pdf.pages import set_document

    with _setting:
        return set_document(document, target, progress, proof)
