"""Tables of the clipboard's HTML: taken from Calc itself, as Excel and Word write them, and hostile ones."""

import time
from pathlib import Path

import pytest

from kehoach_desktop.domain.cells.block import CellBlock, Merge
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest.table_html import read_html_tables
from kehoach_desktop.services.table_blocks import TableClip, read_block

CALC = Path(__file__).resolve().parents[1] / "data" / "paste"
EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style><!--table {mso-displayed-decimal-separator:"\\,";} .xl66 {mso-number-format:"\\@";}--></style>
<body link=blue>
<table border=0 cellpadding=0 cellspacing=0 width=300 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=64 style='width:48pt'><col width=0 style='display:none;mso-width-source:userset'>
 <col width=64 span=2 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td rowspan=3 height=60 class=xl66 width=64>Phổ biến
  quy định</td>
  <td>cột ẩn</td>
  <td class=xl66>Tờ gấp<br>
    Pa-nô</td>
  <td align=right>15/06/2026</td>
 </tr>
 <tr height=0 style='display:none'>
  <td>b</td><td>dòng ẩn</td><td></td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td></td><td>Họp<span style='mso-spacerun:yes'>&nbsp; </span>xã</td><td>=1+1</td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'><td width=64></td><td></td><td></td></tr>
 <![endif]>
<!--EndFragment-->
</table></body></html>"""
WORD = """<body><!--StartFragment-->
<p class=MsoNormal>Lời dẫn<o:p></o:p></p>
<table class=MsoTableGrid border=1>
 <tr><td colspan=2><p class=MsoNormal><b>I. Công tác<o:p></o:p></b></p></td></tr>
 <tr><td><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span
   style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><o:p>&nbsp;</o:p></p></td>
  <td><p class=MsoNormal>Tin, bài;</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Loa<del>xã</del></p></td>
</table><!--EndFragment--></body>"""


def only(source: str) -> CellBlock:
    (block,) = read_html_tables(source)
    return block


def calc(name: str) -> CellBlock:
    return only((CALC / f"calc-{name}.html").read_text(encoding="utf-8"))


def test_what_calc_copies_comes_in_with_its_merges_and_lines() -> None:
    block = calc("merged")
    assert block.rows == (
        ("1", "Phổ biến <quy định> & “một cửa”", "Phát thanh", "Phòng Văn hóa - Xã hội", "Các thôn", "01/3"),
        ("", "", "Tờ gấp\nPa-nô, áp phích", "Văn phòng", 'Thôn "Đông"\nThôn Tây', "Quý II, III"),
        ("2", "Đối thoại", "Hội nghị", "Ủy ban", "", "Thường xuyên"),
        ("", "", "=cmd|' /C calc'!A0", "", "-Đoàn xã", ""),
    )
    assert set(block.merges) == {Merge(row, column, 2) for row in (0, 2) for column in (0, 1)}
    assert block.notes == ()


def test_a_merge_that_is_cut_ends_where_the_block_does() -> None:
    assert calc("cut-merge") == CellBlock(
        (("", "Tờ gấp\nPa-nô, áp phích", "Văn phòng"), ("Đối thoại", "Hội nghị", "Ủy ban"))
    )


def test_calc_leaves_hidden_rows_and_columns_out_and_the_columns_stay_aligned() -> None:
    block = calc("hidden")
    assert block.width == 5
    assert block.rows[2] == (
        "4", "Cuối\n\ncùng", "Họp  hai  dấu cách", "Chung cho cả hai cột", "15/06/2026",
    )  # fmt: skip
    assert "Ẩn" not in str(block.rows)


def test_numbers_and_dates_come_in_as_they_are_shown() -> None:
    assert [row for row in calc("numbers").rows if any(row)] == [
        ("01/3", "1234.5"), ("Quý II, III", "50"), ("Thường xuyên", ""), ("", "-7"), ("15/06/2026", "50%"),
    ]  # fmt: skip
    assert calc("ragged").width == 3
    assert calc("one").one_value == "Tờ gấp\nPa-nô, áp phích"
    assert calc("one-merged").one_value == "Phổ biến <quy định> & “một cửa”"


@pytest.mark.parametrize("name", ["table", "merged", "numbers", "cut-merge", "ragged"])
def test_the_text_calc_puts_beside_it_has_the_same_words(name: str) -> None:
    text = read_block(TableClip("", (CALC / f"calc-{name}.tsv").read_text(encoding="utf-8")))
    wanted = [[cell.replace("\n", " ") for cell in row] for row in calc(name).rows]
    found = [list(row) for row in text.rows]
    assert [row[: len(found[0])] for row in wanted][: len(found)] == found


def test_excels_hidden_rows_and_columns_stay_out_and_are_told() -> None:
    assert only(EXCEL) == CellBlock(
        (("Phổ biến quy định", "Tờ gấp\nPa-nô", "15/06/2026"), ("", "Họp  xã", "=1+1")),
        (Merge(0, 0, 2),),
        ("1 dòng ẩn không lấy vào", "1 cột ẩn không lấy vào"),
    )


def test_a_content_merged_from_a_hidden_row_on_is_shown_in_the_next() -> None:
    source = "<table><tr style='display:none'><td rowspan=2>A<td>ẩn</tr><tr><td>b</tr></table>"
    assert only(source).rows == (("A", "b"),)


def test_a_fragment_that_begins_with_a_row_is_a_table() -> None:
    assert only("<!--StartFragment--><tr><td>a</td><td>b</td></tr>").rows == (("a", "b"),)


def test_words_tables_have_a_line_for_each_paragraph() -> None:
    block = only(WORD)
    assert block.rows == (("I. Công tác", ""), ("1.", "Tin, bài;\n\nLoa"))
    assert block.merges == (Merge(0, 0, 1, 2),)
    assert block.notes == ("1 chỗ chữ gạch bỏ không lấy vào",)


def test_a_table_in_a_cell_is_text_of_that_cell() -> None:
    source = "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table>"
    assert only(source).rows == (("a\nb\nc\nd", "e"),)


def test_scripts_images_and_addresses_are_never_acted_on_nor_shown() -> None:
    source = (
        "<table><tr><td onclick='x()'><script>alert('<td>')</script>a&lt;b&amp;&nbsp;&#x110;"
        "<img src='http://example.invalid/x.png' onerror='y()'><iframe src='file:///etc/passwd'>z</iframe>"
        "</td><td><a href='javascript:alert(1)'>liên kết</a><style>td{}</style></td></tr></table>"
    )
    block = only(source)
    assert block.rows == (("a<b& Đ", "liên kết"),)
    assert block.notes == ("1 hình không lấy vào",)


def test_surrogates_and_controls_go_and_long_cells_are_whole() -> None:
    long = "Phổ biến " * 5_000
    block = only(f"<table><tr><td>a\ud800\x1b&#xFFFE;&#xD800;b</td><td>{long}</td></tr></table>")
    assert block.rows[0][0].replace("\N{REPLACEMENT CHARACTER}", "") == "ab"
    assert block.rows[0][1] == long.strip()


def test_ragged_and_broken_rows_are_filled_up() -> None:
    assert only("<table><td>a<td>b<tr><td>c</table>").rows == (("a", "b"), ("c", ""))
    assert only("<table><tr><td>a</td></tr><tr></tr><tr><td>b</td></td></tr>").rows == (("a",), ("",), ("b",))
    assert read_html_tables("<table></table><p>không có ô</p>") == ()


@pytest.mark.parametrize(
    "span", ["rowspan=999999999", "colspan=999999999", "rowspan=0", "rowspan=-3 colspan=x", "rowspan='1e9'"]
)
def test_spans_beyond_all_measure_end_where_the_table_does(span: str) -> None:
    block = only(f"<table><tr><td {span}>a</td></tr><tr><td>b</td></tr></table>")
    assert block.height == 2
    assert block.width <= 2
    assert {"a", "b"} <= {text for row in block.rows for text in row}


def test_too_many_rows_or_columns_are_refused_in_a_sentence() -> None:
    begun = time.perf_counter()
    with pytest.raises(UserError, match="dòng"):
        read_html_tables("<table>" + "<tr><td>a</td></tr>" * 100_000)
    with pytest.raises(UserError, match="cột"):
        read_html_tables("<table><tr>" + "<td>a" * 300)
    with pytest.raises(UserError, match="quá lớn"):
        read_html_tables("x" * 30_000_001)
    assert time.perf_counter() - begun < 30  # against hanging, not a figure of speed


def test_of_several_tables_the_largest_is_pasted_and_that_is_told() -> None:
    source = "<table><tr><td>a</table><p>x</p><table><tr><td>b<td>c</table>"
    block = read_block(TableClip(source, "a\nb\tc"))
    assert block.rows == (("b", "c"),)
    assert block.notes == ("chỉ lấy bảng lớn nhất trong 2 bảng",)


def test_html_without_a_table_is_read_by_its_text() -> None:
    assert read_block(TableClip("<p>a</p>", "a\tb")).rows == (("a", "b"),)
