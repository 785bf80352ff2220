"""Papers to look at: a document written as PDF in the shipped font, and what stands where on its pages."""

import datetime as dt
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
import pytest

from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Signature, Task
from kehoach_desktop.export.document import Document, plan_document
from kehoach_desktop.export.fonts import BUNDLED_ONLY
from kehoach_desktop.export.pdf import write_pdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Printed:
    """A line as it stands on paper: millimetres from the page's left and upper edges, size in points."""

    page: int
    left: float
    right: float
    baseline: float
    font: str
    size: float
    text: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Paper:
    """A finished PDF."""

    data: bytes
    warnings: tuple[str, ...]
    pages: list[Any]
    info: dict[str, Any]
    catalog: dict[str, Any]

    @property
    def lines(self) -> list[Printed]:
        return [line for page in self.pages for line in _printed(page)]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line(self, start: str) -> Printed:
        """Return the only line that starts so."""
        (found,) = [line for line in self.lines if line.text.startswith(start)]
        return found

    def rules(self, page: int = 0) -> list[Any]:
        return self.pages[page].lines


def _printed(page: Any) -> Iterator[Printed]:
    """Yield the page's lines in the order of the file; a style that changes begins a new one."""
    run: list[Any] = []
    for char, following in itertools.zip_longest(page.chars, page.chars[1:]):
        run.append(char)
        if following is None or not _goes_on(char, following):
            text = "".join(each["text"] for each in run)
            if text.strip():
                shown = [each for each in run if each["text"].strip()]
                yield Printed(
                    page.page_number,
                    round(shown[0]["x0"] / MM, 1),
                    round(shown[-1]["x1"] / MM, 1),
                    round((float(page.height) - char["matrix"][5]) / MM, 1),
                    char["fontname"].split("+")[-1],
                    round(char["size"], 1),
                    text,
                )
            run = []


def _goes_on(char: Any, following: Any) -> bool:
    same = all(char[key] == following[key] for key in ("fontname", "size"))
    level = abs(char["matrix"][5] - following["matrix"][5]) < 0.1
    gap = following["x0"] - char["x1"]
    return same and level and gap > -1 and (gap < 1 or char["text"] == " ")


@pytest.fixture(scope="session", autouse=True)
def shipped_font() -> Iterator[None]:
    """All machines measure the same pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(BUNDLED_ONLY, "1")
        yield


@pytest.fixture(scope="session")
def printed() -> Callable[[Document], Paper]:
    """Return what writes a document and reads the PDF back."""

    def make(document: Document) -> Paper:
        file = io.BytesIO()
        warnings = write_pdf(document, file)
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                _ = page.chars  # read while the file is open
            catalog = {key: pdf.doc.catalog.get(key) for key in ("Lang", "ViewerPreferences")}
            return Paper(file.getvalue(), warnings, list(pdf.pages), dict(pdf.metadata), catalog)

    return make


SENTENCE = (
    "Tuyên truyền kịp thời, đầy đủ các quy định về thủ tục hành chính để người dân, doanh nghiệp biết, "
    "thực hiện và giám sát việc thực hiện của cơ quan, đơn vị trên địa bàn"
)


def _body() -> tuple[Item, ...]:
    text = []
    for section in ("Mục đích, yêu cầu", "Nội dung tuyên truyền", "Tổ chức thực hiện"):
        text.append(Item(Level.SECTION, section))
        text.append(Item(Level.CLAUSE, "Nội dung chung", 1))
        text.append(Item(Level.PARAGRAPH, f"{SENTENCE}. {SENTENCE}.", 2))
        text.append(Item(Level.CLAUSE, f"{SENTENCE}.", 1))
        text += [Item(Level.POINT, f"{SENTENCE};", 2) for _ in range(6)]
        text.append(Item(Level.BULLET, f"{SENTENCE}.", 3, ((0, 12, "bold"), (13, 21, "italic"))))
    return tuple(text)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A plan in our own words with every part of a plan in it."""
    activities = (
        Activity(
            "Tuyên truyền về cải cách thủ tục hành chính",
            (
                Task("Tin, bài trên trang thông tin", "Văn phòng", "Các phòng", "Thường xuyên"),
                Task("Phát thanh hằng tuần", "Phòng Văn hóa", "Các thôn", "Quý II"),
            ),
        ),
        Activity("Trả lời phản ánh, kiến nghị", (Task("Đăng tải kết quả", "Văn phòng", "", "Quý IV"),)),
    )
    return Plan(
        year=2026,
        subject="Truyền thông về kiểm soát thủ tục hành chính trên địa bàn xã Bình An năm 2026",
        superior="UBND tỉnh Hòa Phú",
        issuer="Ủy ban nhân dân xã Bình An",
        number="5",
        place="Bình An",
        date=dt.date(2026, 2, 3),
        preamble=(
            Item(Level.BASIS, "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ"),
            Item(Level.BASIS, "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"),
            Item(Level.PARAGRAPH, "Ủy ban nhân dân xã Bình An ban hành Kế hoạch như sau:"),
        ),
        body=_body(),
        recipients=("UBND tỉnh (b/c)", "Các đơn vị thuộc xã;", "Lưu: VT."),
        signature=Signature("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Họ Và Tên"),
        appendices=(Appendix("Nội dung truyền thông năm 2026", activities),),
    )


@pytest.fixture(scope="session")
def paper(plan: Plan, printed: Callable[[Document], Paper]) -> Paper:
    """The plan on paper, read back."""
    return printed(plan_document(plan))


@pytest.fixture(scope="session")
def bare(plan: Plan) -> Document:
    """The plan's document without appendices and with one paragraph, to be given other parts."""
    document = plan_document(replace(plan, appendices=()))
    return replace(document, body=(Item(Level.PARAGRAPH, f"{SENTENCE}./."),))
