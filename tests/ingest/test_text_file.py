import unicodedata
from pathlib import Path

import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest.text_file import read_json_text, read_text

TEXT = (
    "KẾ HOẠCH\nTuyên truyền về kiểm soát thủ tục hành chính năm 2026\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương; “Ủy ban nhân dân” – xã Hòa Bình được giao thực hiện.\n"
)


@pytest.fixture
def write(tmp_path):
    def to_file(data, name="plan.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return to_file


def windows_1258(text):
    """Encode as Windows does: letters with a hat, breve or horn composed, tones apart."""
    out = ""
    for char in text:
        try:
            char.encode("cp1258")
            out += char
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", char)
            tones = [c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"]
            out += unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones))
            out += "".join(tones)
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("encode", "noted"),
    [
        (lambda text: text.encode("utf-8"), ""),
        (lambda text: text.encode("utf-8-sig"), ""),
        (lambda text: text.encode("utf-16"), "UTF-16 LE"),
        (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "UTF-16 BE"),
        (lambda text: text.encode("utf-16-le"), "UTF-16 LE (không có dấu đầu tệp)"),
        (lambda text: text.encode("utf-16-be"), "UTF-16 BE (không có dấu đầu tệp)"),
        (windows_1258, "Windows-1258"),
        (lambda text: unicodedata.normalize("NFD", text).encode("utf-8"), "tổ hợp"),
        (lambda text: text.replace("\n", "\r\n").encode("utf-8"), ""),
    ],
)
def test_text_reads_the_same_in_every_encoding_and_the_odd_ones_are_named(write, encode, noted):
    read = read_text(write(encode(TEXT)))
    assert read.text == TEXT
    assert unicodedata.is_normalized("NFC", read.text)
    assert len(read.notes) == bool(noted)
    assert noted in "".join(read.notes)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b" \n\t\n", "không có chữ"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04......word/document.xml", "Word"),
        (b"PK\x03\x04......xl/workbook.xml", "Excel"),
        (b"PK\x03\x04......a.txt", "nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"\x89PNG\r\n", "ảnh"),
        (bytes(range(256)) * 20, "nhị phân"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08 abc" * 20, "nhị phân"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "UTF-16 LE"),
        (
            b"K\xd5 ho\xb9ch tuy\xaan truy\xd2n ki\xd3m so\xb8t th\xf1 t\xf4c h\xb5nh ch\xddnh",
            "UTF-8",
        ),  # TCVN3
        ("Keá hoaïch tuyeân truyeàn thuû tuïc haønh chính".encode("latin-1"), "UTF-8"),  # VNI
        (b"\xe0\xe1\xe3\xf5\xf7\xfa\xfd\xc3\xc4" * 50, "UTF-8"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
)
def test_what_is_no_text_is_refused_by_name(write, data, said):
    with pytest.raises(UserError, match=said) as caught:
        read_text(write(data))
    assert "plan.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(UserError, match="Không tìm thấy"):
        read_text(tmp_path / "không có.txt")
    with pytest.raises(UserError, match="thư mục"):
        read_text(tmp_path)
    with pytest.raises(UserError, match="Không đọc được"):
        read_text(Path(f"{tmp_path}/a\0b"))


def test_odd_characters_come_through_and_control_characters_do_not(write):
    odd = "<b>đậm</b> & =1+1 " + "x" * 3000 + " " + "Ồ" * 40_000
    assert read_text(write(f"a\x07b\x1b {odd}".encode())).text == f"ab {odd}"


def test_page_breaks_keep_the_line_numbers_of_an_editor(write):
    assert read_text(write("một\n\x0chai\nba\x0cbốn".encode())).text == "một\nhai\nba\nbốn"


def test_json_text_is_utf_8_only(write, tmp_path):
    assert read_json_text(write('{"a": "ế"}'.encode("utf-8-sig"))) == '{"a": "ế"}'
    for data, said in (
        (b"", "rỗng"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"\xff\xfa", "UTF-8"),
        (b"PK\x03\x04", "nén"),
        (b" " * (100 * 1024 * 1024 + 1), "100 MB"),
    ):
        with pytest.raises(UserError, match=said):
            read_json_text(write(data))
    with pytest.raises(UserError, match="Không tìm thấy"):
        read_json_text(tmp_path / "none.json")
