"""Page ends: the signature and its recipients are never torn apart nor left alone; no widow, no orphan."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from kehoach_desktop.domain.plan import Item, Level, Signature
from kehoach_desktop.export.pdf import write_pdf

LINE = "một dòng chữ của đoạn văn này dài vừa đủ chiều ngang của một trang giấy"


@pytest.fixture(scope="module")
def page_lines():
    """Return what gives the lines of each page of a document, page numbers left out (fast: text only)."""

    def lines(document):
        file = io.BytesIO()
        write_pdf(document, file)
        pdf = pypdfium2.PdfDocument(file.getvalue())
        pages = [page.get_textpage().get_text_range().splitlines() for page in pdf]
        pdf.close()
        return [[line for line in page if not line.strip().isdecimal()] for page in pages]

    return lines


def _document(bare, filler, lines_of_last, heading=False):
    text = " ".join(["cuối " + LINE] * lines_of_last)[: 70 * lines_of_last - 20] + "./."
    last = Item(Level.PARAGRAPH, text, int(heading))
    head = (Item(Level.CLAUSE, "Tiêu đề cuối"),) if heading else ()
    body = tuple(Item(Level.PARAGRAPH, f"Đoạn {number}.") for number in range(filler))
    return replace(bare, preamble=(), body=(*body, *head, last), recipients=("Một", "Hai", "Lưu: VT"))


def _closing_page(pages):
    (page,) = [page for page in pages if any(line.startswith("Nơi nhận:") for line in page)]
    return page


@pytest.mark.parametrize("heading", [False, True])
@pytest.mark.parametrize("lines_of_last", [1, 2, 3, 4, 7])
def test_closing_meets_the_page_end_in_every_way(bare, page_lines, lines_of_last, heading):
    seen_pages = set()
    for filler in range(10, 48):
        pages = page_lines(_document(bare, filler, lines_of_last, heading))
        seen_pages.add(len(pages))
        page = _closing_page(pages)
        assert page is pages[-1]
        for words in ("TM. ỦY BAN NHÂN DÂN", "Họ Và Tên", "- Lưu: VT."):
            assert any(line.startswith(words) for line in page), (filler, words)
        body = page[: next(i for i, line in enumerate(page) if line.startswith("Nơi nhận:"))]
        assert len(body) >= 2, (filler, body)
        assert all(len(each) > 1 for each in pages)
        _assert_no_heading_is_left(pages)
    assert len(seen_pages) > 1


def _assert_no_heading_is_left(pages):
    for page in pages[:-1]:
        assert not re.match(r"\d+\. Tiêu đề", page[-1])


def test_long_paragraphs_leave_no_widow_and_no_orphan(bare, page_lines):
    for filler in range(12):
        body = [
            Item(Level.PARAGRAPH, "\n".join(f"P{number} d{line}" for line in range(5)))
            for number in range(30)
        ]
        start = tuple(Item(Level.PARAGRAPH, "mở đầu") for _ in range(filler))
        pages = page_lines(replace(bare, preamble=(), body=(*start, *body)))
        for number in range(30):
            counts = [sum(line.startswith(f"P{number} ") for line in page) for page in pages]
            assert sum(counts) == 5
            assert all(count != 1 for count in counts), (filler, number, counts)


def test_heading_goes_with_two_lines_of_what_it_heads(bare, page_lines):
    text = "\n".join(f"Q{line}" for line in range(6))
    for filler in range(20, 40):
        start = tuple(Item(Level.PARAGRAPH, "mở đầu") for _ in range(filler))
        section = (
            Item(Level.SECTION, "Mục"),
            Item(Level.CLAUSE, "Tiêu đề", 1),
            Item(Level.PARAGRAPH, text, 2),
        )
        pages = page_lines(replace(bare, preamble=(), body=(*start, *section)))
        (page,) = [page for page in pages if "I. MỤC" in page]
        after = page[page.index("I. MỤC") :]
        assert after[:4] == ["I. MỤC", "1. Tiêu đề", "Q0", "Q1"]


def test_a_point_that_leads_to_bullets_is_not_left_behind(bare, page_lines):
    for filler in range(20, 40):
        start = tuple(Item(Level.PARAGRAPH, "mở đầu") for _ in range(filler))
        leading = (
            Item(Level.POINT, "Văn phòng"),
            Item(Level.BULLET, "Theo dõi;", 1),
            Item(Level.BULLET, "Hết", 1),
        )
        pages = page_lines(replace(bare, preamble=(), body=(*start, *leading)))
        (page,) = [page for page in pages if "a) Văn phòng" in page]
        assert page[page.index("a) Văn phòng") + 1] == "- Theo dõi;"


def test_recipients_longer_than_a_page_go_on_over_the_next(bare, page_lines):
    names = tuple(f"Đơn vị số {number} thuộc xã" for number in range(150))
    pages = page_lines(replace(bare, recipients=names))
    text = "\n".join("\n".join(page) for page in pages)
    for number, name in enumerate(names):
        assert f"- {name}{'.' if number == 149 else ';'}" in text
    page = _closing_page(pages)
    assert any(line.startswith("TM.") for line in page)
    assert any(line.startswith("Họ Và Tên") for line in page)


def test_a_closing_alone_needs_no_body(bare, page_lines):
    pages = page_lines(replace(bare, body=(), preamble=(), subject="", kind=""))
    assert len(pages) == 1
    assert any(line.startswith("Họ Và Tên") for line in pages[0])
    nothing = replace(bare, body=(), preamble=(), recipients=(), signature=Signature())
    assert "Nơi nhận" not in "\n".join(page_lines(nothing)[0])


def test_punctuation_of_recipients_is_not_doubled(bare, page_lines):
    names = ("UBND tỉnh;", "- Sở Nội vụ.", " ", "Các đơn vị,", "Lưu: VT, …")
    (page,) = page_lines(replace(bare, recipients=names))
    shown = [line.split("  ")[0] for line in page if line.startswith("- ")]
    assert shown == ["- UBND tỉnh;", "- Sở Nội vụ;", "- Các đơn vị;", "- Lưu: VT, …."]
