"""The workbooks, opened again: content, merges, borders, types, page set-up, and the same in LibreOffice."""

import datetime as dt
import gc
import os
import shutil
import subprocess
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, State, Target, Task
from kehoach_desktop.export.document import reference_line
from kehoach_desktop.export.tables import Column, Group, Table
from kehoach_desktop.export.xlsx import write_plan_book, write_table_book
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.paths import resources

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = Path(__file__).parents[1] / "reference" / "sample-book.txt"


def _sample():
    return parse_plan((resources() / "templates" / "sample-2026.json").read_text("utf-8"))


def _plan(*activities, title="Danh mục hoạt động"):
    return Plan(2026, "Kế hoạch thử", appendices=(Appendix(title, activities),))


def _raw(plan):
    target = BytesIO()
    write_plan_book(plan, target)
    return target.getvalue()


def _book(plan):
    return openpyxl.load_workbook(BytesIO(_raw(plan)))


def _appendix(plan):
    return _book(plan).worksheets[0]


def _merges(sheet):
    return sorted(str(each) for each in sheet.merged_cells.ranges)


def _texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def _dump(book):
    """Return the book as lines of text: what a change of layout or content would show in."""
    lines = []
    for sheet in book.worksheets:
        lines.append(
            f"== {sheet.title} | {sheet.print_area} | {sheet.print_title_rows} | {sheet.freeze_panes}"
        )
        letters = [get_column_letter(number) for number in range(1, sheet.max_column + 1)]
        lines.append("widths " + " ".join(f"{sheet.column_dimensions[x].width:g}" for x in letters))
        lines.append("merges " + " ".join(_merges(sheet)))
        for row in sheet.iter_rows():
            lines.append(f"row {row[0].row} {sheet.row_dimensions[row[0].row].height:g}")
            lines += [
                f"  {cell.coordinate} {cell.style} [{cell.number_format}] {cell.value!r}"
                for cell in row
                if cell.value is not None
            ]
    return "\n".join(lines) + "\n"


def test_the_sample_book_is_as_it_was():
    dump = _dump(_book(_sample()))
    if os.environ.get("KEHOACH_RENEW_REFERENCE"):
        REFERENCE.write_text(dump, "utf-8", newline="\n")
    assert dump == REFERENCE.read_text("utf-8")


def test_the_same_plan_gives_the_same_book():
    first, second = (zipfile.ZipFile(BytesIO(_raw(_sample()))) for _ in range(2))
    for name in first.namelist():
        if name != "docProps/core.xml":  # the time of writing
            assert first.read(name) == second.read(name), name


def test_the_book_opens_on_the_appendix_and_says_whose_it_is():
    plan = _sample()
    book = _book(plan)
    assert book.sheetnames == ["Phụ lục", "Theo dõi quý", "Số liệu năm", "Kết quả đã ghi"]
    assert book.active.title == "Phụ lục"
    assert book.properties.title == plan.subject
    assert book.properties.creator == plan.issuer
    assert book.properties.language == "vi-VN"
    new_cell = book.active.cell(99, 99)
    assert (new_cell.font.name, new_cell.font.size) == ("Times New Roman", 12)


def test_the_appendix_stands_as_on_paper():
    plan = _sample()
    sheet = _appendix(plan)
    assert sheet["A1"].value == "Phụ lục"
    assert sheet["A2"].value == plan.appendices[0].title.upper()
    assert sheet["A3"].value == reference_line(plan)
    assert [cell.value for cell in sheet[5]] == [
        "TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện",
    ]  # fmt: skip
    row = 6
    for number, activity in enumerate(plan.appendices[0].activities, 1):
        assert (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (number, activity.content)
        last = row + len(activity.tasks) - 1
        if last > row:
            assert {f"A{row}:A{last}", f"B{row}:B{last}"} <= set(_merges(sheet))
        for offset, task in enumerate(activity.tasks):
            cells = [cell.value for cell in sheet[row + offset][2:]]
            assert cells == [task.form, task.lead, task.partners or None, task.time]
        row = last + 1
    assert sheet.max_row == row - 1


def test_every_cell_of_the_table_is_framed_and_set_in_the_one_font():
    # In the file itself: openpyxl takes the inner borders off merged cells while reading.
    raw = zipfile.ZipFile(BytesIO(_raw(_sample())))
    styles = fromstring(raw.read("xl/styles.xml"))
    framed = [
        all(border.find(f"{NS}{side}").get("style") == "thin" for side in ("left", "right", "top", "bottom"))
        if len(border) > 3
        else False
        for border in styles.find(f"{NS}borders")
    ]
    fonts = [font.find(f"{NS}name").get("val") for font in styles.find(f"{NS}fonts")]
    looks = list(styles.find(f"{NS}cellXfs"))
    for number, sheet in enumerate(_book(_sample()).worksheets, 1):
        header = int(sheet.print_title_rows.strip("$").split(":")[0])
        seen = 0
        for row in fromstring(raw.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{NS}row"):
            if int(row.get("r")) >= header:
                for cell in row:
                    look = looks[int(cell.get("s"))]
                    assert framed[int(look.get("borderId"))], cell.get("r")
                    assert fonts[int(look.get("fontId"))] == "Times New Roman"
                    assert look.find(f"{NS}alignment").get("wrapText") == "1"
                    seen += 1
        assert seen == (sheet.max_row - header + 1) * sheet.max_column
        assert all(
            cell.font.bold and cell.alignment.horizontal == "center" for cell in sheet[header] if cell.value
        )


def test_pages_are_a4_landscape_fit_to_width_with_the_header_on_each():
    for sheet in _book(_sample()).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.center.text == "&P"
        assert sheet.HeaderFooter.differentFirst
        assert sheet.firstHeader.center.text is None
        assert sheet.freeze_panes
        assert sheet.print_area.endswith(f"{get_column_letter(sheet.max_column)}${sheet.max_row}")
    sheet = _appendix(_sample())
    assert sheet.page_margins.left * 25.4 == pytest.approx(30)
    width_mm = sum(each.width for each in sheet.column_dimensions.values()) * 8 / 96 * 25.4
    assert width_mm <= 247.5  # the paper's width between the margins


def test_the_tracker_holds_states_in_words_and_percents_as_numbers():
    sheet = _book(_sample())["Theo dõi quý"]
    assert {"E4:G4", "H4:J4", "K4:M4", "N4:P4"} <= set(_merges(sheet))
    assert [sheet.cell(4, column).value for column in (5, 8, 11, 14)] == [
        "Quý I", "Quý II", "Quý III", "Quý IV",
    ]  # fmt: skip
    late = sheet[9]
    assert (late[7].value, late[8].value, late[8].number_format) == ("Chậm", 0.7, "0%")
    assert late[9].value == "Tờ gấp, tờ rơi: 700 tờ"
    assert sheet["G6"].value == "Phát thanh: 26 lượt\nThời lượng phát thanh: 8,5 giờ"
    assert sheet["N6"].value == "Chưa ghi"  # due and not recorded
    assert [cell.value for cell in sheet["N8:P8"][0]] == [None] * 3  # not due


def test_what_a_quarter_counted_may_be_folded_away_beside_its_state():
    sheet = _book(_sample())["Theo dõi quý"]
    levels = {letter: each.outlineLevel for letter, each in sheet.column_dimensions.items()}
    folded = {letter for letter, level in levels.items() if level}
    assert {"F", "I", "L", "O"} <= folded
    assert not {"D", "E", "H", "K", "N"} & folded
    assert not sheet.sheet_properties.outlinePr.summaryRight


def test_the_tracker_says_what_is_reached_of_the_years_targets():
    targets = (Target("Tin, bài", "tin", 30), Target("Phát thanh", "lượt", 8))
    recorded = Progress(
        1, State.DONE, 100, quantities=(Quantity("Tin, bài", "tin", 12), Quantity("x", "y", 1))
    )
    sheet = _book(_plan(Activity("a", (Task("b", targets=targets, progress=(recorded,)), Task("c")))))[
        "Theo dõi quý"
    ]
    assert sheet["Q4"].value == "So với chỉ tiêu năm"
    assert sheet["Q6"].value == "Tin, bài: 12/30 tin (40%)\nPhát thanh: 0/8 lượt (0%)"
    assert sheet["Q7"].value is None
    assert _book(_plan(Activity("a", (Task("b"),))))["Theo dõi quý"].max_column == 16


def test_records_hold_numbers_as_numbers_and_dates_as_dates():
    plan = _sample()
    sheet = _book(plan)["Kết quả đã ghi"]
    recorded = [p for each in plan.appendices[0].activities for task in each.tasks for p in task.progress]
    wanted = [(q.value, q.date) for progress in recorded for q in progress.quantities]
    rows = [row for row in sheet.iter_rows(min_row=6) if row[9].value]
    assert [(row[11].value, row[12].value and row[12].value.date()) for row in rows] == wanted
    assert {row[12].number_format for row in rows if row[12].value} == {"dd/mm/yyyy"}
    assert all(row[11].data_type == "n" for row in rows)
    texts = _texts(sheet)
    for progress in recorded:
        for text in (progress.result, progress.difficulty, progress.proposal):
            assert not text or text in texts


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@a", "#N/A", "<b>&amp;</b>", "12/3", "TRUE", "'x"])
def test_text_stays_text(text):
    cell = _appendix(_plan(Activity(text, (Task(),))))["B6" if text else "A1"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert not cell.quotePrefix


def test_what_no_file_can_carry_is_left_out_and_the_book_opens():
    activity = Activity("mở\ud800 \ufffera\x00 \x07được\x1b", (Task("a\r\nb"),))
    plan = Plan(2026, "tên\x00 \ud800", issuer="x\x01", appendices=(Appendix("t", (activity,)),))
    sheet = _appendix(plan)
    assert sheet["B6"].value == "mở ra được"
    assert sheet["C6"].value == "a\nb"


def test_a_text_longer_than_a_cell_goes_on_in_the_next_rows_whole():
    words = [f"từ{number}" for number in range(8000)]
    whole = " ".join(words)
    assert len(whole) > 32_767
    plan = _plan(Activity(whole, (Task("ngắn"),)), Activity("sau", (Task(whole, "đơn vị"), Task("cuối"))))
    sheet = _appendix(plan)
    columns = list(zip(*sheet.iter_rows(min_row=6, values_only=True), strict=True))
    assert "".join(text or "" for text in columns[1]) == whole + "sau"
    assert "".join(text or "" for text in columns[2]) == "ngắn" + whole + "cuối"
    assert [text for text in columns[3] if text] == ["đơn vị"]
    assert max(len(text or "") for column in columns[1:3] for text in column) <= 32_767


def test_signs_that_take_two_places_are_counted_as_excel_counts():
    whole = "\U0001f600" * 20_000
    column = [
        row[1] or "" for row in _appendix(_plan(Activity(whole, (Task(),)))).iter_rows(6, values_only=True)
    ]
    assert "".join(column) == whole
    assert max(len(text.encode("utf-16-le")) // 2 for text in column) <= 32_767


def test_no_row_passes_excels_limit_and_a_tall_one_becomes_merged_rows():
    sheet = _appendix(_plan(Activity("ngắn", (Task("dài " * 1200, "đơn vị"), Task("hai")))))
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= 409.5
    tall = next(each for each in sheet.merged_cells.ranges if each.min_col == 3 and each.min_row == 6)
    assert tall.max_row > 6
    assert {f"D6:D{tall.max_row}", f"B6:B{tall.max_row + 1}"} <= set(_merges(sheet))
    assert sheet.cell(tall.max_row + 1, 3).value == "hai"
    lines = 1200 / 13  # at most 13 words of "dài" stand on a line of 66 mm
    assert sum(heights[5 : tall.max_row]) >= lines * 15.75


def test_a_merged_text_taller_than_its_rows_stretches_the_last_one():
    tasks = (Task("một"), Task("hai"), Task("ba"))
    heights = _appendix(_plan(Activity("nội dung dài " * 30, tasks))).row_dimensions
    plain = _appendix(_plan(Activity("ngắn", tasks))).row_dimensions
    assert [heights[row].height for row in (6, 7)] == [plain[row].height for row in (6, 7)]
    assert heights[8].height > plain[8].height + 50


def test_a_heading_too_tall_to_freeze_leaves_the_sheet_free_to_scroll():
    sheet = _appendix(_plan(Activity("a", (Task(),)), title="tiêu đề rất dài " * 60))
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows


def test_a_plan_without_an_appendix_or_with_empty_parts_still_makes_a_book():
    assert _book(Plan(2026)).sheetnames == ["Theo dõi quý", "Kết quả đã ghi"]
    sheet = _appendix(_plan(Activity("không có dòng", ())))
    assert [cell.value for cell in sheet[6]] == [1, "không có dòng", None, None, None, None]


def test_several_appendices_get_a_sheet_each_and_a_number_that_says_which():
    one = Appendix("một", (Activity("a", (Task(),)),))
    book = _book(Plan(2026, "thử", appendices=(one, one)))
    assert book.sheetnames[:2] == ["Phụ lục I", "Phụ lục II"]
    assert book["Phụ lục II"]["A1"].value == "Phụ lục II"
    numbers = [row[0].value for row in book["Theo dõi quý"].iter_rows(min_row=6)]
    assert numbers == ["Phụ lục I. một", "I.1", "Phụ lục II. một", "II.1"]


def test_notes_have_their_column_when_there_are_any():
    sheet = _appendix(_plan(Activity("a", (Task("b", note="ghi chú này"),))))
    assert (sheet["G5"].value, sheet["G6"].value) == ("Ghi chú", "ghi chú này")


def test_numbers_and_dates_excel_cannot_hold_are_written_as_text():
    quantities = (Quantity("a", "b", 10**20), Quantity("a", "b", 2, dt.date(1850, 3, 2)))
    task = Task("x", progress=(Progress(1, State.DONE, 100, quantities=quantities),))
    sheet = _book(_plan(Activity("a", (task,))))["Kết quả đã ghi"]
    assert [sheet["L6"].value, sheet["M7"].value] == ["100000000000000000000", "02/3/1850"]


@pytest.mark.parametrize("is_stopped", [False, True])
def test_a_large_book_leaves_next_to_nothing_to_the_garbage_collector(is_stopped):
    """What it left was looked for, and let go, by the window's thread."""

    def progress(done, total):
        if is_stopped and done == total:
            raise Cancelled

    tasks = tuple(Task(f"Hình thức {number}", lead="Phòng Tư pháp") for number in range(1_000))
    plan = _plan(*(Activity(f"Nội dung {at}", tasks[at : at + 10]) for at in range(0, 1_000, 10)))
    _raw(_plan(Activity("a", tasks[:1])))  # what is made once
    gc.collect()
    gc.disable()
    try:
        with suppress(Cancelled):
            write_plan_book(plan, BytesIO(), progress)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < len(tasks)  # a book has some 20 cells for each of them


def test_progress_is_told_and_may_stop_the_work():
    told = []
    write_plan_book(_sample(), BytesIO(), lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told))

    def stop(_done, _total):
        raise Cancelled

    target = BytesIO()
    with pytest.raises(Cancelled):
        write_plan_book(_sample(), target, stop)
    assert target.getvalue() == b""


def test_a_book_of_tables_has_a_sheet_for_each():
    columns = (
        Column("a", "Chỉ tiêu", 60),
        Column("b", "Trong kỳ", 30, "right", "Số liệu"),
        Column("c", "Tỷ lệ", 30, "right", "Số liệu", "percent"),
    )
    table = Table(columns, (Group((), (("Tin, bài", 1250, 0.5),)), Group((), (("Phát thanh", 8.5, None),))))
    target = BytesIO()
    write_table_book(
        "BÁO CÁO", "Quý I", [("Số liệu: quý I/2026", table), ("Số liệu: quý I/2026", table)], target
    )
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "Số liệu  quý I 2026"
    assert len(set(book.sheetnames)) == 2
    sheet = book.worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value] == ["BÁO CÁO", "Quý I"]
    assert _merges(sheet) == ["A1:C1", "A2:C2", "A4:A5", "B4:C4"]
    assert [cell.value for cell in sheet[6]] == ["Tin, bài", 1250, 0.5]
    assert [cell.number_format for cell in sheet[6]] == ["General", "#,##0", "0%"]
    assert (sheet["B7"].value, sheet["C7"].value) == (8.5, None)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_the_same_content(tmp_path):
    plan = _sample()
    hard = Activity("=1+1", (Task("+84 <b>đậm</b> & “nháy”"), Task("chữ " * 3000)))
    appendix = plan.appendices[0]
    plan = Plan(2026, plan.subject, appendices=(Appendix(appendix.title, (*appendix.activities, hard)),))
    source, out = tmp_path / "sach.xlsx", tmp_path / "ra"
    source.write_bytes(_raw(plan))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours, theirs = openpyxl.load_workbook(source), openpyxl.load_workbook(out / "sach.xlsx")
    assert theirs.sheetnames == ours.sheetnames
    for ours_sheet, theirs_sheet in zip(ours.worksheets, theirs.worksheets, strict=True):
        assert _merges(theirs_sheet) == _merges(ours_sheet)
        for row in ours_sheet.iter_rows():
            for cell in row:
                other = theirs_sheet[cell.coordinate]
                assert (other.value, other.data_type) == (cell.value, cell.data_type), cell.coordinate
            height_pt = ours_sheet.row_dimensions[row[0].row].height
            assert theirs_sheet.row_dimensions[row[0].row].height == pytest.approx(height_pt, abs=0.5)
