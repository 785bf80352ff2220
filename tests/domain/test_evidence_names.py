"""Names of evidence: what is a link, what a name, what would run, and what Windows takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.evidence_names import is_link, is_plain_name, is_program, safe_name, title_of
from kehoach_desktop.domain.file_names import LONGEST_NAME, numbered


@pytest.mark.parametrize("location", ["https://xa.vn/tin", "HTTP://xa.vn", " https://xa.vn/a b"])
def test_links(location: str) -> None:
    assert is_link(location)


@pytest.mark.parametrize(
    "location",
    [
        "",
        "xa.vn",
        "www.xa.vn",
        "ftp://xa.vn",
        "file:///C:/a.pdf",
        "javascript:alert(1)",
        "https:/a",
        "https:// a",
    ],
)
def test_only_http_is_a_link(location: str) -> None:
    assert not is_link(location)


@pytest.mark.parametrize("location", ["Biên bản.pdf", "a (2).docx", ".an", "console.txt", "a..b"])
def test_plain_names(location: str) -> None:
    assert is_plain_name(location)


@pytest.mark.parametrize(
    "location",
    [
        *("", " ", ".", "..", "../a.pdf", "..\\a.pdf", "a/b.pdf", "a\\b.pdf", "/etc/passwd", "C:a.pdf"),
        *(
            "C:\\a.pdf",
            "\\\\may-chu\\a.pdf",
            "file:///a.pdf",
            "a.pdf:b.exe",
            "a\x00b",
            "a\nb",
            "CON",
            "nul.txt",
        ),
        *("COM1.pdf", "con .txt", "a?.pdf"),
    ],
)
def test_what_leads_elsewhere_is_no_plain_name(location: str) -> None:
    assert not is_plain_name(location)


@pytest.mark.parametrize(
    "name",
    [
        *("a.exe", "A.EXE", "a.bat", "a.cmd", "a.com", "a.js", "a.vbs", "a.ps1", "a.lnk", "a.scr", "a.msi"),
        *(
            "a.hta",
            "a.pdf.exe",
            "a.exe.",
            "a.exe ",
            "a.ex\u200be",
            "a.url",
            "a.jar",
            "a.reg",
            "a.desktop",
            "a.wsf",
        ),
    ],
)
def test_programs(name: str) -> None:
    assert is_program(name)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.exe.pdf", "exe", "a.docx", "a.jpg", "a.xlsx", "a.mp4", "báo cáo.zip", ""]
)
def test_what_is_only_read_is_no_program(name: str) -> None:
    assert not is_program(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"),
        ('a<b>c:"d"/e\\f|g?h*.pdf', "a b c d e f g h.pdf"),
        ("CON", "Tệp CON"),
        ("con.pdf", "Tệp con.pdf"),
        ("Com1.tar.gz", "Tệp Com1.tar.gz"),
        ("a.pdf. . ", "a.pdf"),
        ("...", "Minh chứng"),
        ("", "Minh chứng"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\nb.pdf", "a b.pdf"),
    ],
)
def test_names_are_made_safe_for_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_name_of_300_letters_keeps_its_ending() -> None:
    name = safe_name("ệ" * 300 + ".pdf")
    assert name.endswith("ệ.pdf")
    assert len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 255
    assert safe_name("x" * 300 + ".pdf") == "x" * (LONGEST_NAME - 4) + ".pdf"
    assert safe_name("x" * 300) == "x" * LONGEST_NAME


@given(st.text(max_size=400))
def test_a_safe_name_is_a_plain_name_and_stays(name: str) -> None:
    safe = safe_name(name)
    assert is_plain_name(safe)
    assert safe_name(safe) == safe
    assert len(safe.encode()) < 240
    assert safe == safe.rstrip(". ")


def test_another_file_of_the_same_name_gets_a_number() -> None:
    assert numbered("a.pdf", []) == "a.pdf"
    assert numbered("a.pdf", ["A.PDF"]) == "a (2).pdf"
    assert numbered("a.pdf", ["a.pdf", "a (2).pdf"]) == "a (3).pdf"
    assert numbered("a", ["a"]) == "a (2)"
    long = safe_name("ệ" * 300 + ".pdf")
    assert numbered(long, [long]).endswith(" (2).pdf")
    assert len(numbered(long, [long])) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("location", "title"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("https://www.xa.vn/tin-tuc/bai-1?x=1#y", "bai-1"),
        ("https://xa.vn/", "xa.vn"),
    ],
)
def test_titles_follow_from_names_and_links(location: str, title: str) -> None:
    assert title_of(location) == title
