"""Appendix tables: header on each page, merged cells over page breaks, cells of any size, values."""

import datetime as dt
import io
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from kehoach_desktop.export.document import Attachment
from kehoach_desktop.export.pdf import write_pdf
from kehoach_desktop.export.tables import Column, Group, Table

MM = 72 / 25.4
COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("content", "Nội dung", 70),
    Column("form", "Hình thức", 80),
    Column("value", "Số lượng", 30, "right"),
    Column("date", "Ngày", 30, "center"),
)
WORDS = "tuyên truyền về kiểm soát thủ tục hành chính"


@pytest.fixture
def sheet(bare, printed):
    """Return what prints groups of rows as an appendix; its pages follow the one of the body."""

    def make(*groups, columns=COLUMNS):
        attachment = Attachment("Phụ lục", "Bảng số liệu", "(Kèm theo)", Table(columns, groups))
        return printed(replace(bare, attachments=(attachment,)))

    return make


def _words(paper):
    """Return the words of the tables' pages, in the file's order, headers left out."""
    return " ".join(line.text for line in paper.lines if line.page > 1 and line.font != "Tinos-Bold").split()


def _inside_borders(paper):
    for page in paper.pages[1:]:
        bottom = max(line["bottom"] for line in page.lines)
        text = [char for char in page.chars if char["top"] > 19 * MM and char["text"].strip()]
        assert bottom <= float(page.height) - 20 * MM + 1
        assert all(char["bottom"] <= bottom + 1 for char in text if char["size"] < 13)


def test_header_is_repeated_on_every_page(sheet):
    paper = sheet(*(Group((number, WORDS), ((WORDS, 1, None),) * 2) for number in range(60)))
    assert len(paper.pages) > 4
    for page in paper.pages[1:]:
        heads = [line for line in paper.lines if line.page == page.page_number and line.text == "Hình thức"]
        assert [(line.font, line.size) for line in heads] == [("Tinos-Bold", 12)]
    _inside_borders(paper)


def test_values_are_written_as_in_vietnamese(sheet):
    rows = (("=1+1", 1234.5, dt.date(2020, 4, 8)), ("+84", 2000, dt.date(2026, 2, 3)), ("", None, None))
    paper = sheet(Group((2026, "Năm"), rows))
    assert {"=1+1", "+84", "1.234,5", "2.000", "08/4/2020", "03/02/2026", "2026"} <= set(_words(paper))
    right_edges = {paper.line(text).right for text in ("1.234,5", "2.000")}
    assert len(right_edges) == 1


def test_percent_and_bands(sheet):
    columns = (*COLUMNS[:3], Column("p", "Tỷ lệ", 30, "center", "Quý I", "percent"), COLUMNS[4])
    paper = sheet(Group((1, "a"), (("b", 0.855, None),)), columns=columns)
    assert "85,5%" in _words(paper)
    assert paper.line("Quý I").baseline < paper.line("Tỷ lệ").baseline


def test_merged_cells_are_not_parted_between_their_rows(sheet):
    paper = sheet(Group((1, "Gộp"), (("một", 1, None), ("hai", 2, None), ("ba", 3, None))))
    page = paper.pages[1]
    edges = sorted({round(line["x0"]) for line in page.lines if line["x0"] == line["x1"]})
    across = [line for line in page.lines if line["top"] == line["bottom"]]
    two, one = paper.line("hai"), paper.line("một")
    between = [line for line in across if one.baseline * MM < line["top"] < two.baseline * MM]
    assert between
    assert {round(line["x0"]) for line in between} == {edges[2]}
    assert paper.line("Gộp").baseline == one.baseline


def test_merged_cell_survives_page_breaks(sheet):
    rows = tuple((f"hàng {number} {WORDS * 3}", number, None) for number in range(40))
    paper = sheet(Group((7, f"nội dung gộp {WORDS}"), rows))
    assert len(paper.pages) > 3
    words = _words(paper)
    assert words.count("gộp") == 1
    assert [int(after) for word, after in pairwise(words) if word == "hàng"] == [*range(40)]
    for page in paper.pages[1:]:  # on each page the merged cells keep their borders down to the end
        left = round(30 * MM)
        bottom = max(line["bottom"] for line in page.lines)
        assert any(round(line["x0"]) == left and line["bottom"] == bottom for line in page.lines)


def test_merged_content_taller_than_its_rows(sheet):
    text = " ".join(f"m{number}" for number in range(900))
    paper = sheet(
        Group((1, text), (("một", 1, None), ("hai", 2, None))), Group((2, "sau"), (("ba", 3, None),))
    )
    words = [word for word in _words(paper) if word[0] == "m" and word[1:].isdecimal()]
    assert words == text.split()
    assert {"một", "hai", "ba"} <= set(_words(paper))
    _inside_borders(paper)


@pytest.mark.parametrize("before", range(12))
def test_a_small_group_is_not_parted_by_a_page_break(sheet, before):
    filler = (Group((0, "đệm"), (("x\ny\nz", 1, None),)) for _ in range(before))
    text = " ".join(f"g{number}" for number in range(100))
    paper = sheet(*filler, Group((1, text), (("một", 1, None), ("hai", 2, None), ("ba", 3, None))))
    places = {line.page for line in paper.lines if line.text.startswith(("g0 ", "một", "hai", "ba"))}
    assert len(places) == 1
    assert " ".join(word for word in _words(paper) if word[0] == "g") == text


def test_row_taller_than_a_page_is_cut_between_lines(sheet):
    text = " ".join(f"r{number}" for number in range(1500))
    paper = sheet(Group((1, "ngắn"), ((text, 1, None), ("sau", 2, None))))
    assert len(paper.pages) > 3
    assert [word for word in _words(paper) if word[0] == "r" and word[1:].isdecimal()] == text.split()
    _inside_borders(paper)


@pytest.mark.parametrize("place", ["merged", "row"])
def test_forty_thousand_characters_in_one_cell(sheet, place):
    text = "dài " * 10_000
    group = Group((1, text), (("b", 1, None),)) if place == "merged" else Group((1, "a"), ((text, 1, None),))
    paper = sheet(group)
    assert _words(paper).count("dài") == 10_000
    _inside_borders(paper)


def test_word_of_three_thousand_letters_stays_in_its_cell(sheet):
    paper = sheet(Group((1, "a" * 3000), (("b" * 3000, 1, None),)))
    shown = "".join(_words(paper))
    assert shown.count("a") == 3000
    assert shown.count("b") == 3000
    edge = (30 + 247 * 80 / 220) * MM  # between the two columns
    chars = [char for page in paper.pages[1:] for char in page.chars]
    assert max(char["x1"] for char in chars if char["text"] == "a" and char["size"] == 12) < edge
    assert min(char["x0"] for char in chars if char["text"] == "b" and char["size"] == 12) > edge


@pytest.mark.parametrize("rows", range(8, 26))
def test_end_mark_is_never_alone_on_a_page(sheet, rows):
    paper = sheet(*(Group((number, "nội dung"), (("hình thức", 1, None),)) for number in range(rows)))
    last = [line.text for line in paper.lines if line.page == len(paper.pages)]
    assert last[-1] == "./."
    assert "hình thức" in last


def test_an_empty_table_still_prints_its_header(sheet):
    paper = sheet()
    assert len(paper.pages) == 2
    assert paper.line("Hình thức").page == 2


def test_a_header_that_fills_a_page_is_set_once(sheet):
    columns = (*COLUMNS[:4], Column("date", "tiêu đề rất dài " * 100, 30))
    paper = sheet(*(Group((number, "a"), (("b", 1, None),)) for number in range(80)), columns=columns)
    assert sum(line.text.count("tiêu") for line in paper.lines) == 100
    assert _words(paper).count("b") == 80


def test_each_appendix_starts_its_pages_at_one(bare, printed):
    table = Table(COLUMNS, tuple(Group((number, WORDS * 4), (("b", 1, None),)) for number in range(20)))
    parts = tuple(Attachment(f"Phụ lục {roman}", "Bảng", "", table) for roman in ("I", "II"))
    paper = printed(replace(bare, attachments=parts))
    firsts = [
        next(line.text for line in paper.lines if line.page == page.page_number) for page in paper.pages
    ]
    count = (len(paper.pages) - 1) // 2
    numbers = [str(number) for number in range(2, count + 1)]
    assert count > 1
    assert firsts == ["UBND TỈNH HÒA PHÚ", "Phụ lục I", *numbers, "Phụ lục II", *numbers]


def test_time_grows_with_the_rows_not_faster(bare):
    def seconds(count):
        groups = tuple(Group((number, WORDS), ((WORDS, 1.5, None),)) for number in range(count))
        document = replace(bare, attachments=(Attachment("Phụ lục", "B", "", Table(COLUMNS, groups)),))
        start = time.perf_counter()
        write_pdf(document, io.BytesIO())
        return time.perf_counter() - start

    seconds(10)
    few, many = min(seconds(400) for _ in range(3)), seconds(3200)
    assert many < 8 * few * 2.5
