import codecs
import datetime as dt
import random
import time
import tracemalloc
import zipfile

import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest import workbook_parts
from kehoach_desktop.ingest.appendix_book import read_appendix


def shape(read):
    return [(one.content, [task.form for task in one.tasks]) for one in read.appendix.activities]


def table(*rows):
    return [
        (f"{'ABCDEFG'[column]}{number}", text) for number, row in enumerate(rows, 1) for column, text in row
    ]


def numbered(*texts):
    return list(enumerate(texts))


def written_out(prefix, encoding, cells):
    """Write a sheet of one row; ``{0}`` in its cells stands for the prefix of their names."""
    space = f"xmlns{':' if prefix else ''}{prefix[:-1]}"
    chance = random.Random(6)
    filler = "".join(chance.choices("0123456789abcdef", k=400_000 if len(prefix) > 9 else 9))  # else a bomb
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-le").removesuffix("-be")}"?>'
        f'<{prefix}worksheet {space}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!--{filler}-->'
        f'<{prefix}sheetData><{prefix}row r="1">{cells.format(prefix)}</{prefix}row></{prefix}sheetData>'
        f"</{prefix}worksheet>"
    )
    return text.encode(encoding)


HEADS = numbered("TT", "Nội dung", "Hình thức", "Chủ trì", "Phối hợp", "Thời gian")


def test_the_real_appendix_has_three_activities_of_one_two_and_one_rows(seeds):
    read = read_appendix(seeds / "000_appendix.xlsx")
    assert [len(one.tasks) for one in read.appendix.activities] == [1, 2, 1]
    assert read.appendix.title.startswith("NỘI DUNG KẾ HOẠCH TUYÊN TRUYỀN")
    assert read.appendix.title.endswith("NĂM 2024")
    assert all(
        task.time == "Thường xuyên trong năm 2024" for one in read.appendix.activities for task in one.tasks
    )
    assert read.findings == ()


@pytest.mark.parametrize("merged", [True, False])
def test_rows_belong_together_by_merged_or_by_blank_cells(book, head, merged):
    rows = [
        ["PHỤ LỤC"],
        ["DANH MỤC HOẠT ĐỘNG NĂM 2026"],
        ["(Kèm theo Kế hoạch số    /KH-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân xã Hòa Bình)"],
        [],
        head,
        [1, "Một", "Tin, bài", "Văn phòng", "Đoàn xã", "Quý I"],
        [2, "Hai", "Tờ gấp", "Văn phòng", "Các thôn", "Quý II"],
        [None, None, "Sổ tay", "Công an xã", None, "Quý III"],
        [3, "Ba", "Hội nghị", "Hội Nông dân", None, "Tháng 9"],
    ]
    merges = ["A1:F1", "A2:F2", "A3:F3", "A7:A8", "B7:B8"] if merged else []
    read = read_appendix(book(rows, merges))
    assert read.appendix.title == "DANH MỤC HOẠT ĐỘNG NĂM 2026"
    assert shape(read) == [("Một", ["Tin, bài"]), ("Hai", ["Tờ gấp", "Sổ tay"]), ("Ba", ["Hội nghị"])]
    second = read.appendix.activities[1].tasks[1]
    assert (second.lead, second.partners, second.time) == ("Công an xã", "", "Quý III")
    assert read.findings == ()


def test_a_time_merged_over_rows_stands_in_each_of_them(book, head):
    rows = [head, [1, "Một", "Tin", "A", "", "Cả năm"], [None, None, "Bài", "B"], [2, "Hai", "Loa", "C"]]
    read = read_appendix(book(rows, ["F2:F4", "A2:A3", "B2:B3"]))
    assert [task.time for one in read.appendix.activities for task in one.tasks] == ["Cả năm"] * 3


def test_columns_are_found_by_name_in_any_order_with_notes_and_a_head_of_two_rows(book):
    rows = [
        ["Ghi chú", "STT", "Nội dung công việc", "Cơ quan", None, "Thời hạn", "Hình thức"],
        [None, None, None, "chủ trì", "phối hợp", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["gấp", 1, "Một", "Văn phòng", "Đoàn xã", "Quý I", "Tin"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2"]
    read = read_appendix(book(rows, merges))
    task = read.appendix.activities[0].tasks[0]
    assert (task.form, task.lead, task.partners, task.time, task.note) == (
        "Tin", "Văn phòng", "Đoàn xã", "Quý I", "gấp",
    )  # fmt: skip
    assert read.findings == ("Dòng 3: dòng đánh số cột được bỏ qua.",)


def test_numbers_and_dates_read_as_a_clerk_reads_them(book, head):
    def as_percent(workbook):
        workbook.active["E2"].number_format = "0%"

    rows = [
        head,
        [1.0, 12.0, 12.5, True, 0.5, dt.datetime(2026, 6, 15)],
        [2, "x", dt.time(7, 30), 1 / 3, "", dt.datetime(2026, 4, 8, 9, 5)],
    ]
    first, second = read_appendix(book(rows, change=as_percent)).appendix.activities
    task = first.tasks[0]
    assert (first.content, task.form, task.lead, task.partners, task.time) == (
        "12",
        "12,5",
        "TRUE",
        "50%",
        "15/6/2026",
    )
    assert (second.tasks[0].form, second.tasks[0].lead) == ("07:30", "0,3333333333")
    assert second.tasks[0].time == "08/4/2026 09:05"


def test_formulas_give_their_kept_result_or_a_blank_that_is_reported(raw_book, sheet_xml):
    cells = table(HEADS, numbered("1", "Một", "Tin"))
    cells += [("D2", "7", "3+4"), ("E2", "", "1/0+A9"), ("F2", "", 'HYPERLINK("http://example.invalid")')]
    read = read_appendix(raw_book(sheet_xml(cells)))
    task = read.appendix.activities[0].tasks[0]
    assert (task.lead, task.partners, task.time) == ("7", "", "")
    assert len(read.findings) == 1
    assert "E2, F2" in read.findings[0]


def test_odd_text_is_carried_whole(raw_book, sheet_xml):
    long = "Ồ" * 40_000
    word = "x" * 3_000
    texts = numbered("1", long, "&lt;b&gt;đậm&lt;/b&gt; &amp;", "=1+1", word, "một_x0007__x000D_\nhai")
    activity = read_appendix(raw_book(sheet_xml(table(HEADS, texts)))).appendix.activities[0]
    task = activity.tasks[0]
    assert activity.content == long
    assert (task.form, task.lead, task.partners, task.time) == ("<b>đậm</b> &", "=1+1", word, "một\nhai")


@pytest.mark.parametrize(
    "merges",
    [
        ["A2:B3", "B2:C3"],
        ["A2:A3", "A2:A3"],
        ["B3:B2"],
        ["??", "A1", ""],
        ["A1:XFD1048576"],
        [f"A{row}:XFD{row + 900_000}" for row in range(2, 40)],
    ],
)
def test_merges_gone_wrong_do_not_stop_the_reading(raw_book, sheet_xml, merges):
    cells = table(HEADS, numbered("1", "Một", "Tin"), numbered("2", "Hai", "Bài"))
    read = read_appendix(raw_book(sheet_xml(cells, merges)))
    assert shape(read) == [("Một", ["Tin"]), ("Hai", ["Bài"])]


@pytest.mark.parametrize("bottom", [False, True])
def test_a_sheet_that_claims_a_million_rows_opens_soon_in_little_memory(raw_book, sheet_xml, bottom):
    cells = table(HEADS, numbered("1", "Một", "Tin"))
    cells += [("B1048576", "Cuối")] if bottom else []
    path = raw_book(sheet_xml(cells, ["A3:F1048576"] if not bottom else [], "A1:XFD1048576"))
    begun = time.perf_counter()
    read = read_appendix(path)
    assert time.perf_counter() - begun < 30  # against hanging, not a figure of speed
    tracemalloc.start()
    read_appendix(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.content for one in read.appendix.activities] == ["Một", "Cuối"] if bottom else ["Một"]
    assert peak < 40 * 1024 * 1024


def test_empty_rows_with_styles_do_not_fill_the_memory(raw_book, sheet_xml):
    empty = "".join(f'<row r="{row}" s="1" ht="15"><c r="A{row}" s="1"/></row>' for row in range(3, 40_000))
    path = raw_book(sheet_xml(table(HEADS, numbered("1", "Một", "Tin")), rows_after=empty))
    tracemalloc.start()
    read = read_appendix(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert shape(read) == [("Một", ["Tin"])]
    assert peak < 30 * 1024 * 1024


def test_a_sheet_with_rows_or_cells_without_end_is_refused_before_it_is_parsed(raw_book, sheet_xml):
    for written in ("<row/>" * 260_000, '<row r="3">' + '<c r="A3" s="1"/>' * 260_000 + "</row>"):
        with pytest.raises(UserError, match="lớn"):
            read_appendix(raw_book(sheet_xml(table(HEADS), rows_after=written)))


def test_cells_without_end_are_refused_however_they_are_written_and_wherever_the_sheet_lies(
    raw_book, sheet_xml, with_part
):
    cells = '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</x:row>'
    sheet = sheet_xml(table(HEADS), rows_after=cells.format("<x:c/>" * 260_000))
    with pytest.raises(UserError, match="lớn"):
        read_appendix(raw_book(sheet))
    path = raw_book(sheet_xml([]), more=[("elsewhere/one.bin", sheet)])
    relations = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(path) as kept:
        said = kept.read(relations).decode()
    moved = said.replace("/xl/worksheets/sheet1.xml", "/elsewhere/one.bin")
    assert moved != said
    with pytest.raises(UserError, match="lớn"):
        read_appendix(with_part(path, relations, moved))


@pytest.mark.parametrize(
    ("prefix", "encoding", "mark"),
    [
        ("", "utf-16-le", codecs.BOM_UTF16_LE),
        ("", "utf-16-be", codecs.BOM_UTF16_BE),
        ("", "utf-16-le", b""),
        ("", "utf-16-be", b""),
        ("ă:", "utf-8", codecs.BOM_UTF8),
        ("à:", "utf-8", b""),  # its second byte is a space in Latin-1
        ("é:", "iso-8859-1", b""),
        ("Ġ:", "utf-16-le", codecs.BOM_UTF16_LE),  # one of its bytes is a space
        ("p" * 60 + ":", "utf-8", b""),
    ],
)
def test_cells_without_end_are_refused_in_every_encoding_and_under_every_prefix(
    raw_book, prefix, encoding, mark
):
    sheet = written_out(prefix, encoding, "<{0}c/>" * 260_000)
    with pytest.raises(UserError, match="hơn 250000 ô"):
        read_appendix(raw_book(mark + sheet))


@pytest.mark.parametrize("name", ["d", "v", 'd xmlns=""'])
def test_whatever_stands_in_a_row_is_counted_for_openpyxl_takes_it_for_a_cell(raw_book, name):
    with pytest.raises(UserError, match="hơn 250000 ô"):
        read_appendix(raw_book(written_out("", "utf-8", f"<{name}/>" * 260_000)))


@pytest.mark.parametrize("prefix", ["", "x:", "ă:"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("piece", [3, 4, 7, 1 << 20])
def test_cells_are_counted_exactly_however_the_sheet_comes_in_pieces(
    raw_book, monkeypatch, prefix, encoding, piece
):
    monkeypatch.setattr(workbook_parts, "_PIECE", piece)
    path = raw_book(
        written_out(prefix, encoding, '<{0}c r="A1"/><{0}c r="B1" t="str" ><{0}v>c </{0}v></{0}c>' * 10)
    )
    monkeypatch.setattr(workbook_parts, "_MAX_WRITTEN", 21)  # one row, twenty cells
    with pytest.raises(UserError, match="Không tìm thấy bảng phụ lục"):
        read_appendix(path)
    monkeypatch.setattr(workbook_parts, "_MAX_WRITTEN", 20)
    with pytest.raises(UserError, match="hơn 20 ô"):
        read_appendix(path)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE])
def test_a_sheet_in_utf_16_is_read(raw_book, sheet_xml, mark):
    sheet = sheet_xml(table(HEADS, numbered("1", "Một", "Tin"))).replace("UTF-8", "UTF-16")
    assert shape(read_appendix(raw_book(mark + sheet.encode("utf-16-le")))) == [("Một", ["Tin"])]


def test_more_than_five_thousand_rows_and_what_stands_around_them_are_refused(book, head):
    with pytest.raises(UserError, match=r"5\.000 dòng"):
        read_appendix(book([head, *([1, "x", "y"] for _ in range(5_100))]))


def test_the_first_visible_sheet_with_a_table_is_read(book, head):
    def more(workbook):
        workbook.active.sheet_state = "hidden"
        workbook.create_sheet("Ghi").append(["không có bảng"])
        sheet = workbook.create_sheet("Bảng")
        sheet.append(head)
        sheet.append([1, "Đúng", "Tin"])

    assert shape(read_appendix(book([head, [1, "Ẩn", "Tin"]], change=more))) == [("Đúng", ["Tin"])]


def test_what_is_left_out_or_odd_is_reported(book, head):
    rows = [
        ["ỦY BAN NHÂN DÂN XÃ"],
        ["PHỤ LỤC I"],
        ["Danh mục"],
        [*head, "Kinh phí"],
        ["I", "Công tác chỉ đạo"],
        [1, "Một", "Tin", "A", "", "Quý I", 5_000_000],
        [4, "Bốn", "Bài", "#REF!", "", "Quý I"],
        ["TM. ỦY BAN NHÂN DÂN"],
        ["Nơi nhận"],
    ]
    read = read_appendix(book(rows))
    assert read.appendix.title == "Danh mục"
    assert [one.content for one in read.appendix.activities] == ["Công tác chỉ đạo", "Một", "Bốn"]
    said = "\n".join(read.findings)
    for part in ("ỦY BAN NHÂN DÂN XÃ", "Dòng 5:", "TT “4”", "“Kinh phí”: 1 ô", "Dòng 8 đến 9", "D7"):
        assert part in said


def test_a_workbook_without_a_table_says_what_is_wanted(book, head):
    with pytest.raises(UserError, match="Không tìm thấy bảng phụ lục"):
        read_appendix(book([["Chỉ có chữ"]]))
    with pytest.raises(UserError, match="Không tìm thấy bảng phụ lục"):
        read_appendix(book([*([["x"]] * 30), head, [1, "Một"]]))
    with pytest.raises(UserError, match="không có dòng nào"):
        read_appendix(book([head]))


def test_a_row_of_sums_is_no_content_and_that_is_told(book, head):
    read = read_appendix(book([head, [1, "Một", "Tin"], [None, "Tổng cộng", None, None, None, 7]]))
    assert shape(read) == [("Một", ["Tin"])]
    assert any("“Tổng cộng” là dòng cộng" in each for each in read.findings)


def test_a_cell_or_row_named_beyond_any_sheet_is_refused_at_once(raw_book, sheet_xml):
    for row in ('<row r="1"><c r="' + "A" * 200_000 + '1"><v>1</v></c></row>', '<row r="9999999999"/>'):
        began = time.monotonic()
        with pytest.raises(UserError):
            read_appendix(raw_book(sheet_xml([]).replace("<sheetData>", f"<sheetData>{row}")))
        assert time.monotonic() - began < 2
