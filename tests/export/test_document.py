"""What goes on paper, in words."""

import datetime as dt

import pytest

from kehoach_desktop.domain.plan import Appendix, Item, Level, Plan
from kehoach_desktop.export.document import (
    closed_body,
    closed_preamble,
    number_line,
    plan_document,
    reference_line,
)

BASIS, TEXT = Level.BASIS, Level.PARAGRAPH


@pytest.mark.parametrize(
    ("number", "line"),
    [("5", "Số: 05/KH-UBND"), ("05", "Số: 05/KH-UBND"), ("12", "Số: 12/KH-UBND"), ("", "Số:      /KH-UBND")],
)
def test_number(number, line):
    assert number_line(number, "KH-UBND") == line


def test_bases_end_in_semicolons_and_the_last_in_a_stop():
    items = (
        Item(BASIS, "Căn cứ A"),
        Item(BASIS, "Căn cứ B,"),
        Item(BASIS, "Căn cứ C;"),
        Item(TEXT, "Như sau:"),
    )
    assert [i.text for i in closed_preamble(items)] == ["Căn cứ A;", "Căn cứ B;", "Căn cứ C.", "Như sau:"]


def test_what_is_still_empty_is_not_printed_at_the_ends():
    assert closed_preamble((Item(BASIS, "Căn cứ A"), Item(BASIS, " "))) == (Item(BASIS, "Căn cứ A."),)
    assert closed_body((Item(TEXT, "Xong."), Item(TEXT, ""))) == (Item(TEXT, "Xong./."),)
    assert closed_body((Item(TEXT, ""),)) == ()


@pytest.mark.parametrize("text", ["Hết.", "Hết;", "Hết", "Hết./."])
def test_the_body_closes_as_the_decree_says(text):
    assert closed_body((Item(TEXT, text),))[-1].text == "Hết./."


def test_several_appendices_are_numbered_and_one_is_not():
    one = plan_document(Plan(2026, appendices=(Appendix("A"),)))
    two = plan_document(Plan(2026, appendices=(Appendix("A"), Appendix("B"))))
    assert [a.heading for a in one.attachments] == ["Phụ lục"]
    assert [a.heading for a in two.attachments] == ["Phụ lục I", "Phụ lục II"]


def test_the_reference_names_what_is_given_and_leaves_blanks_for_what_is_not():
    given = Plan(2024, issuer="Ủy ban nhân dân xã A", number="9", date=dt.date(2024, 1, 16))
    assert reference_line(given) == (
        "(Kèm theo Kế hoạch số 09/KH-UBND ngày 16 tháng 01 năm 2024 của Ủy ban nhân dân xã A)"
    )
    blank = reference_line(Plan(2026))
    assert "/KH-UBND" in blank
    assert "năm 2026" in blank
    assert "0" not in blank.replace("2026", "")
