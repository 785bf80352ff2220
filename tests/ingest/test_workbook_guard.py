import io
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl.chart import BarChart, Reference

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest.appendix_book import read_appendix
from kehoach_desktop.ingest.sheet_grid import read_grids

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

BROKEN_CELLS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="x"><c r="??" t="s"><v>999</v></c></row></sheetData></worksheet>'
)


def zipped(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b"not a workbook", "không phải sổ tính"),
        (b"%PDF-1.7", "PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + "Workbook".encode("utf-16-le"), r"\.xls\)"),
        (OLE + "WordDocument".encode("utf-16-le"), "Office kiểu cũ"),
        (b"PK\x03\x04 cut off", "bị hỏng"),
        (zipped(a="b"), "tệp nén"),
        (zipped(word__document_xml="x"), "tệp nén"),
        (zipped(**{"word/document.xml": "x"}), "Word"),
        (zipped(**{"xl/workbook.bin": "x"}), "xlsb"),
        (zipped(**{"content.xml": "x", "mimetype": "x"}), "ods"),
        (zipped(**{"[Content_Types].xml": "<a>"}), "bị hỏng"),
        (zipped(**{"[Content_Types].xml": "<Types/>"}), "bị hỏng"),
        (zipped(**{"[Content_Types].xml": "x", "a": b"0" * 30_000_000}), "bom nén"),
        (zipped(**{f"{number}": "" for number in range(2_001)}), "bom nén"),
        (b"PK" + b"0" * (20 * 1024 * 1024), "20 MB"),
    ],
)
def test_what_is_no_sound_workbook_gets_its_own_sentence(tmp_path, data, said):
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=said) as caught:
        read_appendix(path)
    assert "phu-luc.xlsx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_sound_workbook_is_read_under_any_name(book, head, tmp_path):
    renamed = book([head, [1, "Một", "Tin"]]).rename(tmp_path / "phu-luc.xls")
    assert read_appendix(renamed).appendix.activities[0].content == "Một"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(UserError, match="Không tìm thấy tệp"):
        read_appendix(tmp_path / "none.xlsx")
    with pytest.raises(UserError, match="thư mục"):
        read_appendix(tmp_path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_workbook_without_one_of_its_parts_is_refused(raw_book, sheet_xml, part):
    with pytest.raises(UserError):
        read_appendix(raw_book(sheet_xml([]), drop=[part]))


@pytest.mark.parametrize(
    "xml",
    [
        "<worksheet",
        "",
        "<a/>",
        '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><worksheet>&c;</worksheet>',
        BROKEN_CELLS,
    ],
)
def test_a_sheet_of_broken_xml_is_refused_without_a_traceback(raw_book, xml):
    with pytest.raises(UserError):
        read_appendix(raw_book(xml))


def test_a_workbook_cut_anywhere_is_refused_or_read_but_never_breaks(book, head):
    path = book([head, [1, "Một", "Tin", "Văn phòng", "", "Quý I"]])
    whole = path.read_bytes()
    for cut in range(4, len(whole), 211):
        path.write_bytes(whole[:cut])
        with pytest.raises(UserError):
            read_appendix(path)
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            read_appendix(path)
        except UserError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either outcome is right, a traceback is not


ODD_ENCODING = '<?xml version="1.0" encoding="no-such"?><a/>'


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    ],
)
@pytest.mark.parametrize("encoding", ["no-such", "shift_jis", "hex", "idna", "utf-32"])
def test_a_part_in_an_encoding_xml_does_not_know_is_refused(own_texts, tmp_path, with_part, part, encoding):
    path = Path(shutil.copy(own_texts / "files" / "calc.xlsx", tmp_path))
    read_grids(path)  # refused for the part alone
    with pytest.raises(UserError, match="bị hỏng"):
        read_grids(with_part(path, part, ODD_ENCODING.replace("no-such", encoding)))


@pytest.mark.parametrize("part", ["docProps/core.xml", "docProps/custom.xml", "xl/theme/theme1.xml"])
@pytest.mark.parametrize("said", ["<a", "", "<a/>", ODD_ENCODING])
def test_a_workbook_with_a_spoilt_part_that_says_nothing_of_its_cells_is_read(
    book, head, with_part, part, said
):
    read = read_appendix(with_part(book([head, [1, "Một", "Tin"]]), part, said))
    assert read.appendix.activities[0].content == "Một"


@pytest.mark.parametrize("name", ["Print_Area", "Print_Titles"])
def test_a_long_print_area_or_title_does_not_hold_up_the_reading(book, head, with_part, name):
    path = book([head, [1, "Một", "Tin"]])
    with zipfile.ZipFile(path) as kept:
        workbook = kept.read("xl/workbook.xml").decode()
    named = f'<definedName name="_xlnm.{name}" localSheetId="0">{"x" * 200_000}</definedName>'
    assert "<definedNames />" in workbook
    path = with_part(
        path, "xl/workbook.xml", workbook.replace("<definedNames />", f"<definedNames>{named}</definedNames>")
    )
    began = time.monotonic()
    assert read_appendix(path).appendix.activities[0].content == "Một"
    assert time.monotonic() - began < 5  # against hanging: it took minutes


def test_a_number_format_without_end_is_refused_at_once(own_texts, tmp_path, with_part):
    path = Path(shutil.copy(own_texts / "files" / "calc.xlsx", tmp_path))
    with zipfile.ZipFile(path) as kept:
        styles = kept.read("xl/styles.xml").decode()
    code = styles.index('formatCode="') + len('formatCode="')
    path = with_part(path, "xl/styles.xml", styles[:code] + "[" * 200_000 + styles[code:])
    began = time.monotonic()
    with pytest.raises(UserError, match="bị hỏng"):
        read_grids(path)
    assert time.monotonic() - began < 5  # against hanging: it took minutes


def test_thousands_of_merges_as_wide_as_the_sheet_do_not_hold_up_the_reading(raw_book, sheet_xml):
    cells = [("A1", "đầu"), ("A5000", "cuối")]
    for merges in (["A1:XFD1048576"], ["BV5000:BW5000", "A1:BV5000"]):
        path = raw_book(sheet_xml(cells, [*merges, *merges[-1:] * 5_000]))
        began = time.monotonic()
        grid = read_grids(path)[0]
        assert time.monotonic() - began < 10  # against hanging: it took an hour
        assert (grid.text(1, 1), grid.text(5000, 1)) == ("đầu", "cuối")
        assert len(grid.bad_merges) >= 5_000


def test_a_sheet_of_charts_is_passed_by(book, head):
    def more(workbook):
        data = Reference(workbook.active, min_col=1, min_row=1, max_row=2)
        chart = BarChart()
        chart.add_data(data)
        workbook.create_chartsheet("Biểu đồ").add_chart(chart)

    assert [grid.name for grid in read_grids(book([head, [1, "Một", "Tin"]], change=more))] == ["Phụ lục"]
