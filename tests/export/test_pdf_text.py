"""What is typed is what prints: markup, control characters, letters the font lacks, endless words."""

import io
import unicodedata
from dataclasses import replace

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehoach_desktop.domain.errors import Cancelled
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.export.document import plan_document
from kehoach_desktop.export.pdf import write_pdf
from kehoach_desktop.export.pdf.lines import Typeface, break_lines

HOSTILE = '<b>đậm</b> & <img src="file:///x.png"/> =1+1 &lt; </para> <font size="99">'


@pytest.mark.parametrize("level", list(Level))
def test_markup_prints_as_typed(bare, printed, level):
    items = (Item(level, HOSTILE),)
    paper = printed(replace(bare, preamble=items if level is Level.BASIS else (), body=items))
    shown = unicodedata.normalize("NFC", " ".join(paper.text.split()))
    assert (HOSTILE.upper() if level is Level.SECTION else HOSTILE) in shown
    assert not any(page.images for page in paper.pages)


def test_markup_prints_as_typed_in_every_other_place(bare, printed):
    paper = printed(
        replace(
            bare, subject="<i>a</i> & b", recipients=("<u>c</u>",), addressees=("<d/>",), place_date="<e>"
        )
    )
    for words in ("<i>a</i> & b", "- <u>c</u>.", "Kính gửi: <d/>", "<e>"):
        assert words in paper.text


def test_control_and_unseen_characters_are_left_out(bare, printed):
    text = "a\x00b\x07c\x1bd\u200be\ufefff\u00adg\ud800h"
    paper = printed(replace(bare, body=(Item(Level.PARAGRAPH, text),)))
    assert "abcdefgh" in paper.text
    assert paper.warnings == ()


def test_letters_the_font_lacks_are_named_and_boxed(bare, printed):
    paper = printed(replace(bare, body=(Item(Level.PARAGRAPH, "Vui 😀 và 漢 nhé"),)))
    (warning,) = paper.warnings
    assert "😀 (U+1F600)" in warning
    assert "漢 (U+6F22)" in warning
    assert "Vui □ và □ nhé" in paper.text


def test_many_lacking_letters_make_one_short_warning(bare, printed):
    text = "".join(map(chr, range(0x4E00, 0x4E80)))
    (warning,) = printed(replace(bare, subject=text)).warnings
    assert "116 ký tự khác" in warning
    assert len(warning) < 400


def test_a_line_end_inside_a_text_is_kept(bare, printed):
    paper = printed(replace(bare, body=(Item(Level.PARAGRAPH, "dòng một\ndòng hai"),)))
    assert paper.line("dòng một").baseline < paper.line("dòng hai").baseline


def test_endless_words_and_texts_are_carried_whole(bare, printed):
    word, long = "ă" * 3000, "chữ " * 10_000
    body = (Item(Level.CLAUSE, word), Item(Level.PARAGRAPH, long))
    paper = printed(replace(bare, body=body, issuer="k" * 3000, subject=long, recipients=("đ" * 3000,)))
    assert paper.text.count("ă") >= 3000
    assert paper.text.count("chữ") == 20_000
    assert paper.text.count("K") >= 3000
    assert paper.text.count("đ") >= 3000
    for page in paper.pages:
        assert max(char["x1"] for char in page.chars) <= float(page.width) - 20 * 72 / 25.4 + 1


def test_marks_out_of_bounds_and_overlapping_lose_no_letter(bare, printed):
    marks = ((-5, 4, "bold"), (2, 6, "italic"), (5, 99, "bold"), (3, 3, "italic"))
    paper = printed(replace(bare, body=(Item(Level.POINT, "abcdefghij", 0, marks),)))
    shown = [(line.text, line.font) for line in paper.lines if line.text in {"ab", "cd", "e", "f", "ghij"}]
    assert shown == [
        ("ab", "Tinos-Bold"),
        ("cd", "Tinos-BoldItalic"),
        ("e", "Tinos-Italic"),
        ("f", "Tinos-BoldItalic"),
        ("ghij", "Tinos-Bold"),
    ]


def test_progress_counts_up_to_the_whole(bare):
    seen = []
    write_pdf(bare, io.BytesIO(), lambda done, total: seen.append((done, total)))
    assert seen
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]


def test_cancelling_passes_through(bare):
    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(bare, io.BytesIO(), cancel)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("aăđ ợ\n-/", max_size=60), min_size=1, max_size=4),
    st.floats(min_value=20, max_value=300),
    st.floats(min_value=0, max_value=15),
)
def test_breaking_loses_no_letter_and_keeps_the_width(texts, width, indent):
    typeface = Typeface()
    runs = [typeface.run(text, bold=bool(index % 2)) for index, text in enumerate(texts)]
    lines = break_lines(runs, 14, width, indent=indent)
    whole = "".join(piece for line in lines for _, piece in line.pieces)
    assert "".join(whole.split()) == "".join("".join(text for _, text in runs).split())
    for number, line in enumerate(lines):
        room = max(14, width - (0 if number else indent))
        assert line.width <= room + 1e-3
        measured = sum(chosen.width(piece) for chosen, piece in line.pieces) * 14 / 1000
        assert measured == pytest.approx(line.width, abs=1e-6)


def test_two_threads_at_once_set_what_each_sets_alone():
    from concurrent.futures import ThreadPoolExecutor

    plans = [Plan(2026, body=(Item(Level.PARAGRAPH, text * 40),)) for text in ("ưỡng ", "Đặng ")]
    papers = [plan_document(plan) for plan in plans]

    def words(paper):
        made = io.BytesIO()
        write_pdf(paper, made)
        with pdfplumber.open(made) as pdf:
            return pdf.pages[0].extract_text()

    alone = [words(paper) for paper in papers]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(words, papers * 10)) == alone * 10
