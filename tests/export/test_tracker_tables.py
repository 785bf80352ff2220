"""The tracker's and the records' tables, before any format."""

import datetime as dt

from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Plan,
    Progress,
    Quantity,
    State,
    Task,
)  # fmt: skip
from kehoach_desktop.export.tracker_tables import (
    RECORD_COLUMNS,
    TRACKER_COLUMNS,
    counted_text,
    record_table,
    tracker_table,
)  # fmt: skip

DONE = Progress(
    2,
    State.DONE,
    100,
    "Đã xong",
    "khó",
    "đề nghị",
    (Quantity("Tin, bài", "tin, bài", 3, dt.date(2026, 4, 1)), Quantity("Tin, bài", "tin, bài", 2)),
    (Evidence("Biên bản", "bb.pdf"), Evidence("Ảnh")),
)
LATE = Progress(1, State.LATE, 35)
TASKS = (Task("một", "A", progress=(DONE, LATE)), Task("hai", time="Quý I, III"))
PLAN = Plan(2026, appendices=(Appendix("t", (Activity("Nội dung", TASKS),)),))


def test_quantities_add_up_by_indicator_and_unit_and_never_across_units():
    quantities = (
        Quantity("Phát thanh", "lượt", 20),
        Quantity("Phát thanh", "giờ", 6.5),
        Quantity("Phát thanh", "lượt", 6),
    )
    assert counted_text(quantities) == "Phát thanh: 26 lượt\nPhát thanh: 6,5 giờ"
    assert counted_text(()) == ""


def test_the_tracker_has_three_cells_for_each_quarter():
    table = tracker_table(PLAN)
    assert table.columns == TRACKER_COLUMNS
    assert [column.band for column in TRACKER_COLUMNS[4::3]] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    (group,) = table.groups
    assert group.merged == (1, "Nội dung")
    empty, unrecorded = ("", None, ""), ("Chưa ghi", None, "")
    assert group.rows[0] == (
        "một",
        "A",
        "Chậm",
        0.35,
        "",
        "Hoàn thành",
        1.0,
        "Tin, bài: 5 tin, bài",
        *unrecorded * 2,  # a time that is not understood may fall in any quarter
    )
    assert group.rows[1] == ("hai", "", *unrecorded, *empty, *unrecorded, *empty)
    assert all(len(group.merged) + len(row) == len(table.columns) for row in group.rows)


def test_records_come_in_the_order_of_quarters_with_a_row_for_each_quantity():
    table = record_table(PLAN)
    first, second = table.groups
    assert first.merged[:5] == (1, "một", "I", "Chậm", 0.35)
    assert first.rows == (("", "", None, None, ""),)
    assert second.merged[5:] == ("Đã xong", "khó", "đề nghị", "Biên bản: bb.pdf\nẢnh")
    assert second.rows[0] == ("Tin, bài", "tin, bài", 3, dt.date(2026, 4, 1), "")
    assert all(len(second.merged) + len(row) == len(RECORD_COLUMNS) for row in second.rows)
