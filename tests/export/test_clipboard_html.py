"""Copying out: the forms of chosen items, and that each is read back as what it was."""

import os
import re
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import bodies

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ingest.pasted_html import read_html
from kehoach_desktop.ingest.pasted_items import read_items
from kehoach_desktop.services.copying import copy_items

LINES = (
    Item(Level.BASIS, "Căn cứ Nghị định số 63/2010/NĐ-CP;"),
    Item(Level.PARAGRAPH, "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
    Item(Level.SECTION, "Mục đích", 0),
    Item(Level.CLAUSE, "Yêu cầu", 1),
    Item(Level.PARAGRAPH, "Đúng <luật> & kịp thời.", 2, ((5, 11, "italic"), (8, 13, "bold"))),
    Item(Level.CLAUSE, "Phạm vi", 1),
    *(Item(Level.POINT, f"việc thứ {number};", 2) for number in range(1, 8)),
    Item(Level.BULLET, "một gạch;", 3),
    Item(Level.CLAUSE, "Ngắn", 1),
    Item(Level.POINT, "một;", 2),
    Item(Level.POINT, "hai.", 2),
    Item(Level.SECTION, "Tổ chức", 0),
    Item(Level.BULLET, "làm ngay", 1),
)
MARKED = (
    b'{"format":"kehoach-items","version":1,"lead":0,"items":'
    b'[{"level":"point","text":"a","depth":0,"marks":[[0,9,"bold"]]}]}'
)
ALL = ((0, 0), (len(LINES) - 1, len(LINES[-1].text)))


def shape(items) -> list[str]:
    return [f"{item.level} {item.depth} {item.text} {item.marks}" for item in items]


def test_plain_text_has_the_printed_numbers() -> None:
    assert copy_items(LINES, 2, *ALL).text.split("\n") == [
        "Căn cứ Nghị định số 63/2010/NĐ-CP;",
        "Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "1. Yêu cầu",
        "Đúng <luật> & kịp thời.",
        "2. Phạm vi",
        *(f"{sign}) việc thứ {number};" for number, sign in enumerate("abcdđeg", 1)),
        "- một gạch;",
        "3. Ngắn",
        "a) một;",
        "b) hai.",
        "II. TỔ CHỨC",
        "- làm ngay",
    ]


def test_part_of_one_item_is_just_its_letters() -> None:
    copy = copy_items(LINES, 2, (4, 5), (4, 11))
    assert copy.text == "<luật>"
    assert "<span><i>&lt;lu</i><b><i>ật&gt;</i></b></span>" in copy.html
    assert "<li" not in copy.html
    assert shape(read_items(copy.items).items) == ["paragraph 2 <luật> ((0, 6, 'italic'), (3, 6, 'bold'))"]
    assert read_items(copy.items).lead == 1


def test_an_item_taken_from_its_midst_has_no_number() -> None:
    copy = copy_items(LINES, 2, (3, 4), (5, 4))
    assert copy.text == "cầu\nĐúng <luật> & kịp thời.\n2. Phạm"
    assert read_items(copy.items).lead == 1


def test_a_choice_up_to_the_next_line_takes_nothing_of_it() -> None:
    assert copy_items(LINES, 2, (5, 0), (6, 0)).text == "Phạm vi"
    assert copy_items((), 0, (0, 0), (0, 0)).text == ""


def test_lists_are_real_ones_for_word() -> None:
    page = copy_items(LINES, 2, *ALL).html
    assert '@list l0:level1 {mso-level-number-format:roman-upper; mso-level-text:"%1\\.";' in page
    assert page.count("<li ") == 9  # two sections, three clauses, two points, two bullets
    assert page.count("mso-list:l0 level1 lfo1") == 2
    assert page.count("mso-list:l0 level2 lfo1") == 3
    assert "<i>Căn cứ Nghị định" in page
    assert "<b style='text-transform:uppercase'>Mục đích</b></li>" in page


def test_a_list_that_gets_past_d_has_its_letters_as_text() -> None:
    page = copy_items(LINES, 2, *ALL).html
    assert [f"{sign}) việc" in page for sign in "abcdđeg"] == [True] * 7
    assert page.count("mso-list:l0 level3 lfo1") == 2  # một; hai.


def test_what_begins_in_the_midst_of_a_list_goes_on_counting() -> None:
    page = copy_items(LINES, 2, (5, 0), ALL[1]).html
    assert "@list l1:level2" in page
    assert "mso-level-start-at:2" in page
    assert "<ol start=2 type=1>" in page
    assert "<ol start=2 type=I>" in page


def test_html_is_read_back_as_what_it_was() -> None:
    copy = copy_items(LINES, 2, *ALL)
    found = read_html(copy.html, in_preamble=True)
    assert shape(found.items) == shape(LINES)
    assert found.lead == 0


@given(bodies, st.data())
def test_items_are_read_back_exactly(body, data) -> None:
    if not body:
        return
    first = data.draw(st.integers(0, len(body) - 1))
    last = data.draw(st.integers(first, len(body) - 1))
    low = data.draw(st.integers(0, len(body[first].text)))
    high = data.draw(st.integers(low if first == last else 0, len(body[last].text)))
    copy = copy_items(body, 0, (first, low), (last, high))
    found = read_items(copy.items)
    assert found is not None
    if first != last and low == 0 and high == len(body[last].text) > 0:
        assert shape(found.items) == shape(body[first : last + 1])
    read_html(copy.html)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff", b"{}", b"[]", b"null", b'{"format":"kehoach-items","version":2,"lead":0,"items":[]}',
        b'{"format":"kehoach-items","version":1,"lead":1,"items":[]}',
        b'{"format":"kehoach-items","version":1,"lead":0,"items":[{"level":"x","text":"","depth":0}]}',
        b'{"format":"kehoach-items","version":1,"lead":0,"items":[{"level":"point","text":"a","marks":[]}]}',
        MARKED.replace(b"9", b"2"),
        MARKED.replace(b"bold", b"big"),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_only_claims_to_be_items_is_none(data) -> None:
    assert read_items(data) is None


@pytest.mark.skipif(
    not (shutil.which("soffice") and os.environ.get("KEHOACH_SOFFICE")), reason="KEHOACH_SOFFICE is not set"
)
def test_libreoffice_takes_the_numbers_as_numbers(tmp_path) -> None:
    (tmp_path / "a.html").write_text(copy_items(LINES, 2, *ALL).html, encoding="utf-8")
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--infilter=HTML (StarWriter)", "--convert-to", "docx", "--outdir", str(tmp_path)),
            str(tmp_path / "a.html"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    page = zipfile.ZipFile(tmp_path / "a.docx").read("word/document.xml").decode("utf-8")
    levels = {}
    for paragraph in re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", page):
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        number = re.search(r'<w:ilvl w:val="(\d)"/><w:numId w:val="([1-9]\d*)"', paragraph)
        levels[words.strip()] = int(number[1]) if number else None
    assert levels["Mục đích"] == levels["Tổ chức"] == 0
    assert levels["Yêu cầu"] == levels["Ngắn"] == 1
    assert levels["một;"] == levels["hai."] == 2
    assert levels["một gạch;"] == levels["làm ngay"] == 3
    assert levels["đ) việc thứ 5;"] is None
