"""Gói gửi đi: a report's PDF, its workbook and the letter in one folder, and the copy that is kept."""

import datetime as dt
import hashlib
import os
import shutil
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from kehoach_desktop import placing
from kehoach_desktop.data.sent_files import SentFiles
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.plan import Plan, Sending
from kehoach_desktop.domain.report.composing import name_of, report_of
from kehoach_desktop.domain.report.entries import period_of
from kehoach_desktop.domain.report.sending import Letter, numbered, send
from kehoach_desktop.services.exporting import Progress, file_name
from kehoach_desktop.services.reporting import report_file_name, write_report_book

_BOM = b"\xef\xbb\xbf"  # else an older Notepad takes the letter for code page 1258
_FAULT = (
    "Bản đã gửi của {name} không khớp mã kiểm tra SHA-256 ghi khi gửi nên có thể đã hỏng hoặc bị sửa; "
    "hãy đối chiếu với gói đã gửi, hoặc khôi phục tệp dữ liệu từ bản sao lưu."
)
_LETTER_NAME = "Thư gửi kèm.txt"


@dataclass(frozen=True, slots=True)
class Pack:
    """What was put into ``folder``, the edit that freezes the report, and warnings for the clerk."""

    folder: Path
    sending: Sending
    edit: Edit
    warnings: tuple[str, ...]


def pack_names(report: Plan, plan: Plan, *, is_replacement: bool = False) -> tuple[str, str]:
    """Return the names of the PDF and of the workbook."""
    assert report.reporting is not None  # noqa: S101 - only reports are packed
    period = period_of(report.reporting, plan)
    names = []
    for suffix in (".pdf", ".xlsx"):
        stem = report_file_name(plan, period, suffix).removesuffix(suffix)
        names.append(file_name(f"{stem} (thay thế)" if is_replacement else stem, suffix))
    return names[0], names[1]


def make_pack(
    report: Plan, plan: Plan, letter: Letter, parent: Path, progress: Progress | None = None
) -> Pack:
    """Make the files and put them whole into a new folder under ``parent``; the report stays as it is."""
    from kehoach_desktop.export.document import Document
    from kehoach_desktop.export.pdf import write_pdf
    from kehoach_desktop.export.plan_json import plan_to_json
    from kehoach_desktop.export.report_document import report_document

    made = report_of(numbered(report, letter.number, letter.date), plan)
    document: Document = report_document(made)
    paper, book = BytesIO(), BytesIO()
    warnings = write_pdf(document, paper, progress)
    write_report_book(made, book, progress)
    pdf, workbook = paper.getvalue(), book.getvalue()
    sending = Sending(
        sent_at=dt.datetime.now().astimezone().replace(microsecond=0),
        number=letter.number,
        date=letter.date,
        message=letter.message,
        pdf=pdf,
        workbook=workbook,
        checksum=checksum(pdf, workbook),
        replaces=letter.replaces,
    )
    if progress is not None:
        progress(0, 1)  # the last chance to call it off
    folder = write_pack(report, plan, sending, parent)
    content = plan_to_json(replace(plan, versions=(), closings=(), sendings=()))
    return Pack(folder, sending, send(report, sending, content), warnings)


def write_pack(report: Plan, plan: Plan, sending: Sending, parent: Path) -> Path:
    """Put what was sent, to the byte, into a new folder under ``parent`` and return it."""
    paper, book = pack_names(report, plan, is_replacement=bool(sending.replaces))
    text = sending.message.replace("\n", "\r\n").encode("utf-8")
    files = {paper: sending.pdf, book: sending.workbook, _LETTER_NAME: _BOM + text}
    return _write_folder(parent, f"Gửi {paper.removesuffix('.pdf')}", files)


def checksum(pdf: bytes, workbook: bytes) -> str:
    """Return the SHA-256 of the PDF followed by the workbook, in hexadecimal."""
    return hashlib.sha256(pdf + workbook).hexdigest()


def is_sound(sending: Sending | SentFiles) -> bool:
    """Say whether the kept files are still those that were sent."""
    return checksum(sending.pdf, sending.workbook) == sending.checksum


def fault_words(report: Plan) -> str:
    """Return a sentence when the kept files of a sent report are not those that were sent; "" else."""
    if not report.sendings or is_sound(report.sendings[-1]):
        return ""
    return fault_of(report.number, report.symbol, report.date)


def fault_of(number: str, symbol: str, date: dt.date | None) -> str:
    """Return the sentence on a report, named so, whose kept files are not those that were sent."""
    return _FAULT.format(name=name_of(number, symbol, date))


def remove_pack(folder: Path) -> None:
    """Take a folder away that was just written, for the report could not be frozen."""
    shutil.rmtree(folder, ignore_errors=True)


def _write_folder(parent: Path, name: str, files: dict[str, bytes]) -> Path:
    """Write the files into a new folder: beside its place first, so that it is there whole or not at all."""
    if not parent.is_dir():
        raise UserError(f"Không có thư mục {parent}; hãy chọn thư mục khác.")
    try:
        with placing.draft_of(parent / name) as draft:
            draft.mkdir()
            for each, content in files.items():
                with (draft / each).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            placing.settle(draft)
            folder = _free_place(parent, name)
            draft.rename(folder)
            placing.settle(parent)
    except OSError as error:
        raise UserError(disk_sentence(error, parent / name)) from error
    return folder


def _free_place(parent: Path, name: str) -> Path:
    """Return where nothing is yet: ``name``, or ``name (2)`` and so on."""
    place, number = parent / name, 1
    while place.exists():
        number += 1
        place = parent / f"{name} ({number})"
    return place
