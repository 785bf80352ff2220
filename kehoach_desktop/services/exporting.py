"""What leaves the program: the plan as PDF, Excel and JSON, each written whole or not at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.file_names import fitted, is_reserved, mended
from kehoach_desktop.domain.issuing import kept_pdf
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.export.files import write_file

if TYPE_CHECKING:  # as types only: what sets a PDF is imported when one is made
    from kehoach_desktop.export.document import Document
    from kehoach_desktop.export.pdf.memory import Memory as Memory
    from kehoach_desktop.export.pdf.places import Place as Place

_UNNAMED = "Kế hoạch"
Progress = Callable[[int, int], None]
"""Told ``(done, total)`` as work goes on; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Pages as they print: the PDF, the size of each page in points, where the lines stand."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    places: "tuple[Place, ...]"
    warning: str  # which letters no font has, and where; "" when all are there


def export_pdf(
    plan: Plan, target: Path, progress: Progress | None = None, source: Plan | None = None
) -> tuple[str, ...]:
    """Write the plan with its appendix as it prints; return warnings for the clerk (usually none).

    Of an issued plan, or a report sent, that is the file it went out as, to the byte, where it was kept.
    ``source``: of a report the plan its tables are made from.
    """
    from kehoach_desktop.export.pdf import write_pdf

    if kept := kept_pdf(plan):
        from kehoach_desktop.services.sending import fault_words

        write_file(target, lambda file: file.write(kept))
        return tuple(words for words in (fault_words(plan),) if words)
    return write_file(target, lambda file: write_pdf(_document(plan, source), file, progress))


def export_xlsx(plan: Plan, target: Path, progress: Progress | None = None) -> None:
    """Write the appendix and the tracker as a workbook."""
    from kehoach_desktop.export.xlsx import write_plan_book

    write_file(target, lambda file: write_plan_book(plan, file, progress))


def export_json(plan: Plan, target: Path, reports: Sequence[Plan] = ()) -> None:
    """Write the plan in the open format of plan-json.md, unless it is so large that nobody could read it.

    ``reports``: those on the plan, which go with it.
    """
    from kehoach_desktop.export.plan_json import plan_to_bytes
    from kehoach_desktop.ingest import json_values

    content = plan_to_bytes(plan, reports)
    if len(content) > json_values.MAX_JSON_BYTES:
        raise UserError(
            "Kế hoạch cùng các bản đã ban hành, đã gửi lớn quá "
            f"{json_values.MAX_JSON_BYTES // 1024 // 1024} MB nên không ghi ra tệp "
            "JSON được; hãy dùng Sao lưu ra tệp để giữ hoặc chuyển cả tệp dữ liệu."
        )
    write_file(target, lambda file: file.write(content))


def file_name(stem: str, suffix: str, added: str = "") -> str:
    """Return a file name every system takes, near to ``stem`` (any text), with ``suffix`` (".pdf").

    ``added`` stands behind the stem, and stays whole when that is cut.
    """
    name = mended(stem, _UNNAMED)
    more = f" {mended(added, '')}" if added else ""
    return fitted(f"{_UNNAMED} {name}" if is_reserved(name) else name, more.rstrip() + suffix)


def plan_file_name(plan: Plan, suffix: str) -> str:
    """Return for instance ``KH Tuyên truyền KSTTHC năm 2024.pdf``."""
    subject = plan.subject if str(plan.year) in plan.subject else f"{plan.subject} {plan.year}"
    return file_name(f"KH {_shortened(subject)}", suffix)


def _shortened(subject: str) -> str:
    """Return the subject with the field's usual abbreviation, so that names stay short."""
    return re.sub("kiểm soát thủ tục hành chính", "KSTTHC", subject, flags=re.IGNORECASE)


def preview(
    plan: Plan,
    pages: frozenset[int] | None = None,
    memory: "Memory | None" = None,
    progress: Progress | None = None,
    source: Plan | None = None,
) -> Preview:
    """Return the plan as ``export_pdf`` would print it, with only ``pages`` (from 0; None: all) drawn.

    With one ``memory`` (``new_memory``) for a row of previews what has not changed is not set anew.
    ``source``: of a report the plan its tables are made from.
    """
    from io import BytesIO

    from kehoach_desktop.export.pdf import write_pdf
    from kehoach_desktop.export.pdf.proof import Proof

    if memory is not None:
        memory.turn()
    content = BytesIO()
    proof = Proof(pages, memory)
    warnings = write_pdf(_document(plan, source), content, progress, proof)
    warning = missing_letters(plan, source) if warnings else ""
    return Preview(content.getvalue(), tuple(proof.sizes), proof.places(), warning)


def new_memory() -> "Memory":
    """Return what one preview after another remembers of the lines it has set."""
    from kehoach_desktop.export.pdf.memory import Memory as Memory

    return Memory()


def missing_letters(plan: Plan, source: Plan | None = None) -> str:
    """Return a sentence on the letters that no font of the machine has and where they stand; "" for none."""
    from kehoach_desktop.export.lacking import lacking_letters, lacking_words

    lacking = lacking_letters(_document(plan, source))
    return lacking_words(lacking) + "." if lacking else ""


def _document(plan: Plan, source: Plan | None) -> "Document":
    """Return a plan, or a report with the plan it is on, as it prints."""
    if plan.reporting is not None and source is not None:
        from kehoach_desktop.domain.report.composing import report_of
        from kehoach_desktop.export.report_document import report_document

        return report_document(report_of(plan, source))
    from kehoach_desktop.export.document import plan_document

    return plan_document(plan)
