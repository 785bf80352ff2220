import io
import zipfile

import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest.appendix_book import read_appendix

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
