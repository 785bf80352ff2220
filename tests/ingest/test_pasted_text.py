"""Plain text from a PDF, from Notepad, from anywhere, as the items a paste makes of it."""

import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pasted_mixtures import PIECES, check

from kehoach_desktop.ingest.pasted_text import read_line, read_plain_lines, read_text

PDF = (Path(__file__).resolve().parents[1] / "data" / "paste" / "pdf.txt").read_text(encoding="utf-8")


def shape(text: str, **more) -> list[str]:
    return [f"{item.level} {item.depth} {item.text}" for item in read_text(text, **more).items]


def test_a_pdf_is_reflowed_without_page_numbers_and_soft_hyphens() -> None:
    found = shape(PDF)
    assert [line.split(" ", 2)[:2] for line in found] == [
        ["clause", "0"], ["bullet", "1"], ["bullet", "1"], ["point", "1"], ["point", "1"],
    ]  # fmt: skip
    assert "phải gắn với việc thực hiện" in found[1]
    assert "vướng mắc của người dân" in found[2]
    assert found[4] == "point 1 Niêm yết công khai."
    assert read_text(PDF).notes == ("1 số trang không lấy vào", "mục “1.1” thành điểm a), b)…")


def test_can_cu_of_a_pdf() -> None:
    text = (
        "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát\n"
        "thủ tục hành chính;\nCăn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh về việc giao nhiệm\n"
        "vụ kiểm soát thủ tục hành chính năm 2026.\n"
        "Ủy ban nhân dân xã ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n"
    )
    assert [line.split(" ", 2)[0] for line in shape(text, in_preamble=True)] == [
        "basis", "basis", "paragraph", "section",
    ]  # fmt: skip


def test_lines_that_paper_did_not_break_are_an_item_each() -> None:
    assert shape("một\r\n\r\n  hai \nba\x07") == ["paragraph 0 một", "paragraph 0 hai", "paragraph 0 ba"]
    assert read_text("một\nhai").lead == 2
    long = "Cán bộ một cửa hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa thôn mỗi tuần. " * 3
    assert len(shape(f"{long}\n{long.lower()}\n{long}")) == 3


def test_marks_of_a_list_begun_in_its_midst() -> None:
    assert shape("7. Bảy\n8. Tám\n- gạch\n+ cộng") == [
        "clause 0 Bảy", "clause 0 Tám", "bullet 1 gạch", "paragraph 2 + cộng",
    ]  # fmt: skip
    assert shape("+ một\n+ hai") == ["bullet 0 một", "bullet 0 hai"]


def test_what_comes_before_the_first_mark_has_no_level_of_its_own() -> None:
    assert read_text("Gồm:\n- một\n- hai").lead == 1


def test_one_line_takes_a_level_only_where_it_may() -> None:
    assert read_line("- Một", takes_level=True).items[0].level == "bullet"
    assert read_line(" - Một ", takes_level=False).items[0].text == " - Một "
    assert read_line("Một", takes_level=True).lead == 1


def test_letters_only_keeps_marks() -> None:
    pasted = read_plain_lines("1. Một\n\n- \thai")
    assert [item.text for item in pasted.items] == ["1. Một", "- hai"]
    assert pasted.lead == 2


def test_decomposed_letters_are_composed() -> None:
    found = shape(unicodedata.normalize("NFD", "Kế hoạch\nCăn cứ"))
    assert found == [
        "paragraph 0 Kế hoạch",
        "paragraph 0 Căn cứ",
    ]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40), st.booleans())
def test_any_mixture_is_read(pieces, in_preamble) -> None:
    check(read_text("\n".join(pieces), in_preamble=in_preamble))
