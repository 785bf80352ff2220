"""What is pointed out before a plan goes out."""

import datetime as dt
from dataclasses import replace

import pytest

from kehoach_desktop.domain.plan import Item, Level, Plan, Version
from kehoach_desktop.domain.readiness import clashes, what_is_missing, what_is_unfinished

BODY = (Item(Level.SECTION, "Mục đích"), Item(Level.BULLET, "Nâng cao nhận thức.", 1))
PLAN = Plan(2026, "Truyền thông", preamble=(Item(Level.BASIS, "Căn cứ Luật Ban hành văn bản;"),), body=BODY)


def with_text(text):
    return replace(PLAN, body=(*BODY, Item(Level.BULLET, text, 1)))


def test_nothing_is_unfinished_in_a_plan_that_is_written():
    assert what_is_unfinished(PLAN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Theo Kế hoạch số …/KH-UBND của tỉnh.",
        "Hoàn thành trước ngày … tháng 6.",
        "Kinh phí: ........ đồng",
        "Phụ trách: ____",
        "Do ông ……… chủ trì",
    ],
)
def test_a_blank_left_to_be_filled_is_named_with_its_place(text):
    (said,) = what_is_unfinished(with_text(text))
    assert said.startswith("Mục I, gạch đầu dòng 2 còn chỗ để trống: “")


@pytest.mark.parametrize("text", ["Tờ rơi, áp phích, băng rôn…", "Phát thanh, hội nghị...", "Số 12/KH-UBND"])
def test_an_ellipsis_that_ends_a_list_is_no_blank(text):
    assert what_is_unfinished(with_text(text)) == ()


@pytest.mark.parametrize("text", ["", "2", " - "])
def test_an_item_without_words_is_named(text):
    assert what_is_unfinished(with_text(text)) == ("Mục I, gạch đầu dòng 2 chưa có chữ nào.",)


def test_a_revision_that_does_not_name_what_it_revises():
    revised = replace(PLAN, versions=(Version("05", dt.date(2026, 1, 16), "{}"),))
    assert what_is_unfinished(revised) == ("Chưa nhắc đến Kế hoạch số 05 mà bản này điều chỉnh.",)
    named = Item(Level.BULLET, "Điều chỉnh Kế hoạch số 05/KH-UBND ngày 16/01/2026.", 1)
    assert what_is_unfinished(replace(revised, body=(*BODY, named))) == ()


def test_number_and_date_are_held_to_the_versions_before():
    revised = replace(PLAN, versions=(Version("05", dt.date(2026, 1, 16), "{}"),))
    assert clashes(revised, "06", dt.date(2026, 3, 1)) == ()
    assert clashes(PLAN, "05", dt.date(2026, 1, 1)) == ()
    assert clashes(revised, "05", dt.date(2026, 1, 10)) == (
        "Số 05 đã dùng cho bản ban hành trước.",
        "Ngày ban hành sớm hơn ngày của bản ban hành trước.",
    )


def test_what_a_plan_usually_has():
    assert "Chưa có tên cơ quan ban hành." in what_is_missing(PLAN)
    assert "Chưa có trích yếu." not in what_is_missing(PLAN)
