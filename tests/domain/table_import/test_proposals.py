"""What a table would do to the appendix: rows matched by content and form, doubts told, one edit."""

from dataclasses import replace

import pytest

from kehoach_desktop.domain.edits import apply, inverse
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, State, Task
from kehoach_desktop.domain.table_import.proposals import (
    Fate,
    append_proposals,
    import_edit,
    update_proposals,
)
from kehoach_desktop.domain.table_import.table import ImportColumn, ImportTable, Incoming, incoming_rows

DONE = (Progress(1, State.DONE, 100),)
KEYS = ("form", "lead", "time")


@pytest.fixture
def appendix() -> Appendix:
    return Appendix(
        "Nội dung",
        (
            Activity("Phổ biến", (Task("Phát thanh", "Phòng A", progress=DONE), Task("Tin, bài", "Phòng B"))),
            Activity("Đối thoại", (Task("Hội nghị", "Phòng C", time="Quý II"),)),
        ),
    )


def row(content: str, form: str, lead: str = "", time: str = "", group: int = 0, number: int = 1) -> Incoming:
    return Incoming(number, group, content, {"form": form, "lead": lead, "time": time})


def fates(proposals):
    return [(each.fate, each.number, each.form) for each in proposals]


def done(appendix, proposals, **more):
    plan = Plan(2026, appendices=(appendix,), id=1)
    edit = import_edit(plan, appendix, [each for each in proposals if each.is_accepted], **more)
    after = apply(plan, edit)
    assert apply(after, inverse(edit)) == plan
    return after.appendices[0]


@pytest.mark.parametrize(
    ("here", "there"),
    [("Tin & bài", "tin và bài"), ("Hè - thu", "Hè – thu"), ("Phát thanh", "Phát thanh:"), ("a", "A…")],
)
def test_a_form_is_known_by_the_rule_of_the_offices_list(appendix, here: str, there: str) -> None:
    activity = replace(appendix.activities[0], tasks=(Task(here, "Phòng A"), Task("Khác", "Phòng B")))
    rows = [row("Phổ biến", there, "Phòng X")]
    proposals = update_proposals(replace(appendix, activities=(activity,)), rows, KEYS)
    assert proposals[0].fate is Fate.CHANGED
    assert not proposals[0].why


def test_rows_are_added_changed_and_left(appendix) -> None:
    rows = [
        row("phổ biến.", "Phát thanh", "Phòng X"),
        row("phổ biến.", "Tờ gấp", "Phòng D"),
        row("Đối thoại", "HỘI NGHỊ", "Phòng C", group=1),
        row("Cuộc thi", "Thi viết", group=2),
        row("Cuộc thi", "Sân khấu hóa", group=2),
    ]
    proposals = update_proposals(appendix, rows, KEYS)
    assert fates(proposals) == [
        (Fate.CHANGED, 1, "Phát thanh"),
        (Fate.ADDED, 1, "Tờ gấp"),
        (Fate.CHANGED, 2, "Hội nghị"),
        (Fate.ADDED, 0, "Thi viết"),
        (Fate.ADDED, 0, "Sân khấu hóa"),
        (Fate.LEFT, 1, "Tin, bài"),
    ]
    after = done(appendix, proposals)
    shape = [(a.content, [(t.form, t.lead, t.time) for t in a.tasks]) for a in after.activities]
    assert shape == [
        (
            "phổ biến.",
            [("Phát thanh", "Phòng X", ""), ("Tin, bài", "Phòng B", ""), ("Tờ gấp", "Phòng D", "")],
        ),
        ("Đối thoại", [("HỘI NGHỊ", "Phòng C", "Quý II")]),  # a blank cell takes no text away
        ("Cuộc thi", [("Thi viết", "", ""), ("Sân khấu hóa", "", "")]),
    ]
    assert after.activities[0].tasks[0].progress == DONE


def test_the_same_table_twice_changes_nothing(appendix) -> None:
    rows = [row("Phổ biến", "Phát thanh", "Phòng A"), row("Phổ biến", "Tin,  bài", "Phòng B")]
    assert {each.fate for each in update_proposals(appendix, rows, KEYS)} == {Fate.SAME, Fate.LEFT}
    plan = Plan(2026, appendices=(appendix,), id=1)
    assert import_edit(plan, appendix, update_proposals(appendix, rows, KEYS)) is None


def test_two_contents_of_one_name_are_never_merged_silently(appendix) -> None:
    twice = replace(
        appendix, activities=(*appendix.activities, Activity("Phổ biến", (Task("Sổ tay", "Phòng E"),)))
    )
    proposals = update_proposals(twice, [row("Phổ biến", "Sổ tay", "Phòng Y")], KEYS)
    assert fates(proposals)[0] == (Fate.CHANGED, 3, "Sổ tay")  # the one that has that form
    assert "TT 1, TT 3" in proposals[0].why
    assert not proposals[0].is_accepted
    rows = [row("Phổ biến", "Sổ tay", "Phòng E"), row("Phổ biến", "Phát thanh", "Phòng A", group=1)]
    proposals = update_proposals(twice, rows, KEYS)
    assert [each.fate for each in proposals[:2]] == [Fate.SAME, Fate.SAME]
    assert not any(each.why for each in proposals)  # nothing is done, so nothing is doubted


def test_two_new_contents_of_one_name_stay_two(appendix) -> None:
    rows = [row("Mới", "a"), row("Mới", "b", group=1)]
    proposals = update_proposals(appendix, rows, KEYS)
    assert all("cùng tên" in each.why and not each.is_accepted for each in proposals[:2])
    plan = Plan(2026, appendices=(appendix,), id=1)
    after = apply(plan, import_edit(plan, appendix, proposals)).appendices[0]
    assert [(a.content, len(a.tasks)) for a in after.activities[2:]] == [("Mới", 1), ("Mới", 1)]


def test_two_rows_of_one_form_are_paired_by_what_else_they_share(appendix) -> None:
    tasks = (Task("Tin", "Phòng A", time="Quý I"), Task("Tin", "Phòng B", time="Quý II"))
    double = Appendix("", (Activity("Phổ biến", tasks),))
    rows = [row("Phổ biến", "Tin", "Phòng B", "Quý III"), row("Phổ biến", "Tin", "Phòng A", "Quý I")]
    proposals = update_proposals(double, rows, KEYS)
    assert [each.fate for each in proposals] == [Fate.CHANGED, Fate.SAME]
    assert proposals[0].task is tasks[1]
    assert "cùng hình thức" in proposals[0].why


def test_without_a_form_rows_are_paired_in_their_order(appendix) -> None:
    rows = [Incoming(1, 0, "Phổ biến", {"time": "Quý I"}), Incoming(2, 0, "Phổ biến", {"time": "Quý II"})]
    proposals = update_proposals(appendix, rows, ["time"])
    assert [(each.fate, each.form) for each in proposals[:2]] == [
        (Fate.CHANGED, "Phát thanh"),
        (Fate.CHANGED, "Tin, bài"),
    ]
    assert all(each.why for each in proposals[:2])


def test_appending_adds_all_and_points_out_names_there_are(appendix) -> None:
    proposals = append_proposals(appendix, [row("Phổ biến", "Phát thanh"), row("Mới", "a", group=1)])
    assert [(each.fate, bool(each.why)) for each in proposals] == [(Fate.ADDED, True), (Fate.ADDED, False)]
    plan = Plan(2026, appendices=(appendix,), id=1)
    after = apply(plan, import_edit(plan, appendix, proposals)).appendices[0]
    assert [a.content for a in after.activities] == ["Phổ biến", "Đối thoại", "Phổ biến", "Mới"]


def test_the_blank_row_of_a_new_appendix_gives_way() -> None:
    new = Appendix("Mới", (Activity("", (Task(),)),))
    assert [a.content for a in done(new, append_proposals(new, [row("Một", "a")])).activities] == ["Một"]


def test_columns_of_the_offices_own_come_with_their_texts(appendix) -> None:
    rows = [Incoming(1, 0, "Phổ biến", {"form": "Phát thanh", "own.0": "5.000.000"})]
    after = done(appendix, update_proposals(appendix, rows, ["form", "own.0"]), columns=["Kinh phí"])
    assert [column.title for column in after.columns] == ["Kinh phí"]
    assert after.activities[0].tasks[0].extras == ("5.000.000",)


def test_without_an_appendix_one_is_made() -> None:
    plan = Plan(2026, id=1)
    proposals = append_proposals(None, [row("Một", "a")])
    made = apply(plan, import_edit(plan, None, proposals, title="Danh mục", columns=["Sản phẩm"])).appendices[
        0
    ]
    assert (made.title, made.columns[0].title, made.activities[0].tasks[0].form) == (
        "Danh mục",
        "Sản phẩm",
        "a",
    )


def test_many_contents_of_one_name_take_no_time_that_grows_without_end() -> None:
    many = Appendix("", tuple(Activity("Trùng", (Task(f"{n}"),)) for n in range(1_500)))
    rows = [row("Trùng", f"{n}", group=n) for n in range(1_500)]
    assert len(update_proposals(many, rows, KEYS)) == 1_500


def table(*cells: tuple[str, ...], above=None, beside=None) -> ImportTable:
    columns = tuple(ImportColumn(letter, "") for letter in "ABCDEFG"[: len(cells[0])])
    return ImportTable("", "", columns, tuple(range(8, 8 + len(cells))), cells, above or {}, beside or {})


ROLES = {0: "number", 1: "content", 2: "form", 3: "time"}


def read(source: ImportTable):
    return [
        (each.row, each.group, each.content, each.texts.get("form")) for each in incoming_rows(source, ROLES)
    ]


def test_blank_and_merged_contents_are_the_same_as_above() -> None:
    source = table(("1", "Một", "a", ""), ("", "", "b", ""), ("2", "", "c", ""), ("3", "Ba", "", ""))
    assert read(source) == [(8, 0, "Một", "a"), (9, 0, "Một", "b"), (10, 1, "", "c"), (11, 2, "Ba", "")]
    merged = table(("1", "Một", "a", ""), ("2", "", "b", ""), above={(1, 1): "Một"})
    assert [each[1] for each in read(merged)] == [0, 0]


def test_a_heading_over_the_row_and_a_time_over_several() -> None:
    source = table(
        ("Công tác chỉ đạo", "", "", ""), ("", "", "a", "Cả năm"), ("", "", "b", ""),
        above={(2, 3): "Cả năm"},
    )  # fmt: skip
    rows = incoming_rows(source, ROLES)
    assert [(each.content, each.texts["form"], each.texts["time"]) for each in rows] == [
        ("Công tác chỉ đạo", "a", "Cả năm"),
        ("Công tác chỉ đạo", "b", "Cả năm"),
    ]
