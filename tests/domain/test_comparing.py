"""Two plans side by side: what is the same is paired, what differs is named word by word."""

from dataclasses import replace

import pytest
from hypothesis import given
from plan_strategies import plans

from kehoach_desktop.domain.comparing import compare
from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Task
from kehoach_desktop.domain.plan_pieces import pieces
from kehoach_desktop.domain.word_runs import word_runs

BODY = (
    Item(Level.SECTION, "Mục đích", 0),
    Item(Level.CLAUSE, "Nâng cao nhận thức của người dân", 1),
    Item(Level.CLAUSE, "Hoàn thành trước ngày 16/01/2025", 1),
    Item(Level.SECTION, "Tổ chức thực hiện", 0),
)
PLAN = Plan(year=2025, subject="Truyền thông năm 2025", body=BODY)


def marked(side):
    """The text with what is changed in brackets."""
    return "".join(f"[{run.text}]" if run.is_changed else run.text for run in side.runs) if side else None


def changed(left, right):
    rows = compare(left, right)
    return [(marked(row.left), marked(row.right)) for row in rows if row.is_changed]


@given(plans)
def test_a_plan_is_the_same_as_itself(plan):
    assert not any(row.is_changed for row in compare(plan, plan))


@given(plans, plans)
def test_both_sides_are_there_whole_and_in_order(left, right):
    rows = compare(left, right)
    for name, plan in (("left", left), ("right", right)):
        shown = [getattr(row, name) for row in rows]
        texts = ["".join(run.text for run in side.runs) for side in shown if side is not None]
        assert texts == [piece.text for part in pieces(plan).values() for piece in part]


def test_changed_words_are_marked_and_the_rest_of_the_piece_is_not():
    other = list(BODY)
    other[1] = replace(BODY[1], text="Nâng cao ý thức của người dân và doanh nghiệp")
    assert changed(PLAN, replace(PLAN, body=tuple(other))) == [
        ("Nâng cao [nhận ]thức của người dân", "Nâng cao [ý ]thức của người dân [và doanh nghiệp]")
    ]


def test_a_date_moved_on_is_one_change_and_a_number_that_follows_from_the_order_is_none():
    body = (*BODY[:2], replace(BODY[2], text="Hoàn thành trước ngày 20/02/2026"), BODY[3])
    assert changed(PLAN, replace(PLAN, body=body)) == [
        ("Hoàn thành trước ngày [16/01/2025]", "Hoàn thành trước ngày [20/02/2026]")
    ]
    first = Item(Level.SECTION, "Căn cứ pháp lý", 0)
    rows = compare(PLAN, replace(PLAN, body=(first, *BODY)))
    assert [(marked(row.left), marked(row.right)) for row in rows if row.is_changed] == [
        (None, "[Căn cứ pháp lý]")
    ]
    last = rows[-1]
    assert (last.left.label, last.right.label) == ("II.", "III.")


def test_another_level_is_a_change_of_the_number_alone():
    body = (*BODY[:2], replace(BODY[2], level=Level.POINT, depth=2), BODY[3])
    (row,) = [row for row in compare(PLAN, replace(PLAN, body=body)) if row.is_changed]
    assert (row.left.label, row.right.label) == ("2.", "a)")
    assert row.left.is_label_changed
    assert not any(run.is_changed for run in (*row.left.runs, *row.right.runs))


def test_a_removed_and_an_added_item_stand_alone():
    body = (BODY[0], Item(Level.BULLET, "Phát thanh hằng tuần", 1), *BODY[2:])
    assert changed(PLAN, replace(PLAN, body=body)) == [
        ("[Nâng cao nhận thức của người dân]", None),
        (None, "[Phát thanh hằng tuần]"),
    ]


def test_text_that_says_things_twice_stays_aligned():
    body = tuple(Item(Level.CLAUSE, f"Việc {n % 5}", 0) for n in range(40))
    other = tuple(replace(i, text=i.text + " sửa") if n % 3 == 0 else i for n, i in enumerate(body))
    assert len(changed(replace(PLAN, body=body), replace(PLAN, body=other))) == 14


def test_particulars_and_rows_of_the_appendix_are_compared_too():
    tasks = (Task("Tin bài", "Văn hóa", "", "Quý I"), Task("Hội nghị", "Tư pháp", "", "Quý II"))
    left = replace(PLAN, appendices=(Appendix("Nội dung", (Activity("Đăng tin", tasks),)),))
    other = (replace(tasks[0], time="Quý III"), tasks[1])
    right = replace(
        left,
        place="Bến Cát",
        subject="Truyền thông năm 2026",
        appendices=(Appendix("Nội dung", (Activity("Đăng tin", other),)),),
    )
    assert changed(left, right) == [
        (None, "[Bến Cát]"),
        ("Truyền thông năm [2025]", "Truyền thông năm [2026]"),
        (
            "Hình thức: Tin bài\nChủ trì: Văn hóa\nThời gian: Quý [I]",
            "Hình thức: Tin bài\nChủ trì: Văn hóa\nThời gian: Quý [III]",
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "một"), ("một hai", "một  hai"), ("Uỷ ban.", "Ủy ban;"), ("a" * 9, "b"), ("  đầu", "đầu")],
)
def test_runs_give_both_texts_back(old, new):
    left, right = word_runs(old, new)
    assert "".join(run.text for run in left) == old
    assert "".join(run.text for run in right) == new


def test_blanks_alone_are_no_changed_words():
    left, right = word_runs("một hai", "một  hai")
    assert not any(run.is_changed for run in (*left, *right))
    spaced = replace(PLAN, body=(replace(BODY[0], text="Mục  đích"), *BODY[1:]))
    assert changed(PLAN, spaced) == []
