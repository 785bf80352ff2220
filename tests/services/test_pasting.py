"""What of a clipboard is an old encoding and what only looks so, and what a paste says it left out."""

import re
from pathlib import Path

import pytest
from legacy_writing import to_legacy

from kehoach_desktop.ingest.legacy_encodings import Code
from kehoach_desktop.ingest.plan_text import read_plan
from kehoach_desktop.services.pasting import Clip, Target, find_old_letters, read

PLANS = sorted((Path(__file__).resolve().parents[1] / "data").glob("plan_*.txt"))
UNICODE = "Niêm yết thủ tục hành chính, trả lời ý kiến của người dân"


def in_font(*runs: str, font: str = ".VnTime") -> str:
    return "".join(f"<p><span style='font-family:\"{font}\"'>{run}</span></p>" for run in runs)


def texts(clip: Clip, **more) -> list[str]:
    return [item.text for item in read(clip, Target(), **more).items]


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_in_an_old_font_is_unicode_in_every_run(font) -> None:
    runs = (UNICODE, "không có", "và có niêm", "thành tích")
    clip = Clip("", in_font(*runs, font=font))
    assert find_old_letters(clip) is None
    assert texts(clip, converts=True) == list(runs)


def test_words_that_are_vietnamese_as_they_stand_are_unicode_whatever_their_font() -> None:
    clip = Clip("", in_font("không có", "và có hai", "thành tích"))
    assert find_old_letters(clip) is None
    assert texts(clip, converts=True) == ["không có", "và có hai", "thành tích"]


def test_old_letters_beside_unicode_in_another_font_are_found() -> None:
    old = to_legacy(UNICODE, Code.TCVN3)
    clip = Clip("", in_font(UNICODE, UNICODE, font="Arial") + in_font(old))
    found = find_old_letters(clip)
    assert found is not None
    assert (found.name, found.preview) == ("TCVN3", "Niêm yết thủ tục hành chính, trả lời ý")
    assert texts(clip, converts=True) == [UNICODE] * 3


def test_lines_and_old_letters_count_as_more_work() -> None:
    plain = Clip("a" * 6000).effort
    assert plain == 6000
    assert Clip("abcd\n" * 1200).effort == 3 * plain
    assert Clip("", in_font("a" * 6000)).effort > 3 * plain
    assert Clip(to_legacy("ô" * 3000, Code.TCVN3)).effort == 9000


def letters(items) -> str:
    """Return the letters alone: a mark is part of the text in one reading and a level in another."""
    return re.sub(r"[\W\d]", "", "".join(item.text for item in items))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_whole_plan_on_an_empty_page_is_its_text_without_letterhead_and_closing(path) -> None:
    text = path.read_text(encoding="utf-8")
    pasted = read(Clip(text), Target(in_preamble=True, is_empty=True, is_page=True))
    plan = read_plan(text).plan
    assert pasted.document == plan
    head = len(plan.preamble)
    assert [item.text for item in pasted.items[:head]] == [item.text for item in plan.preamble]
    assert letters(pasted.items[head:]) == letters(plan.body)
    assert not {"Nơi nhận:", plan.signature.name, plan.subject} & {item.text for item in pasted.items}


def test_words_that_only_speak_of_a_plan_are_no_document() -> None:
    text = "Căn cứ Luật A;\nKẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\n1. Một việc"
    assert read(Clip(text), Target(in_preamble=True, is_empty=True, is_page=True)).document is None


def notes(html: str = "", text: str = "") -> tuple[str, ...]:
    return read(Clip(text, html), Target()).notes


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Một</p><textarea>hai <b>ba</textarea><textarea></textarea>", "1 ô nhập hoặc ô chọn"),
        ("<p>Một<select><option>hai<option>ba</select>", "1 ô nhập hoặc ô chọn"),
        ("<p>Một<input value='hai'><input type=hidden value=x><input>", "1 ô nhập hoặc ô chọn"),
        ("<p>Một <del>hai</del> ba <del><i>bốn</i> năm</del><del> </del>", "2 chỗ chữ gạch bỏ"),
        ("<p>Một <span style='display:none'>hai</span><p hidden>ba", "2 chỗ chữ ẩn"),
        ("<p>Một<svg><text>hai</text></svg>", "1 chỗ chữ ẩn"),
        ("<p>Một</p><p>***</p><p>€</p><p>→</p><p>&nbsp;</p>", "3 dòng chỉ có dấu"),
    ],
)
def test_no_text_is_left_out_without_a_note(html, said) -> None:
    assert notes(html) == (f"{said} không lấy vào",)


def test_what_a_page_never_shows_needs_no_note() -> None:
    source = "<style>p{}</style><script>a</script><xml>Normal</xml><noscript>b</noscript><p>Một<!--c--><rp>("
    assert notes(source) == ()


def test_preformatted_letters_are_text() -> None:
    assert texts(Clip("", "<xmp>Một <b> hai</xmp><p>ba")) == ["Một <b> hai", "ba"]


def test_lines_of_signs_alone_are_counted_in_plain_text_too() -> None:
    assert notes(text="Chữ\n***\n€\n\n→\nhai") == ("3 dòng chỉ có dấu không lấy vào",)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (("1.1.", "1.2."), "mục “1.1” thành điểm a), b)…"),
        (("1.1.", "1.1.1."), "mục “1.1” và “1.1.1” cùng thành điểm a), b)…"),
        (("2.1.1.", "2.1.2."), "mục “1.1.1” thành điểm a), b)…"),
    ],
)
def test_the_note_on_numbers_names_the_numbers_that_were_there(marks, said) -> None:
    assert notes("".join(f"<p>{mark} Việc {mark[-2]}</p>" for mark in marks)) == (said,)
