"""A cell is parted into its bodies rightly, and renaming touches only the one that is meant."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kehoach_desktop.domain.directory import (
    DirectoryEntry,
    Kind,
    bodies_in,
    body_places,
    known_names,
    name_key,
)
from kehoach_desktop.domain.directory_use import renamed, use
from kehoach_desktop.domain.edits import SetField, apply, flat, inverse
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, Quantity, Target, Task

BODY = Kind.BODY
LIST = (
    DirectoryEntry(BODY, "Văn phòng HĐND và UBND", aliases=("VP", "VP HĐND-UBND")),
    DirectoryEntry(BODY, "Sở Văn hóa, Thể thao và Du lịch", aliases=("VHTTDL",)),
    DirectoryEntry(BODY, "Phòng Kinh tế, Hạ tầng và Đô thị"),
    DirectoryEntry(BODY, "Văn hóa thông tin", aliases=("VHTT",)),
    DirectoryEntry(BODY, "Công an xã"),
    DirectoryEntry(BODY, "Đoàn Thanh niên", aliases=("ĐTN",)),
    DirectoryEntry(BODY, "Hội Phụ nữ"),
)
KNOWN = known_names(LIST)


@pytest.mark.parametrize(
    ("text", "unaided", "aided"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",), None),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ",
            ("Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"),
            None,
        ),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng Kinh tế, Hạ tầng và Đô thị",), None),
        ("VP, ĐTN, VHTT", ("VP, ĐTN, VHTT",), ("VP", "ĐTN", "VHTT")),
        (
            "Văn hóa thông tin, truyền thanh thị trấn",
            ("Văn hóa thông tin, truyền thanh thị trấn",),
            ("Văn hóa thông tin", "Truyền thanh thị trấn"),
        ),
        (
            "Công an xã và Đoàn Thanh niên",
            ("Công an xã và Đoàn Thanh niên",),
            ("Công an xã", "Đoàn Thanh niên"),
        ),
        ("Văn phòng HĐND và UBND, các thôn", ("Văn phòng HĐND và UBND", "Các thôn"), None),
        ("van phong hdnd & ubnd; cong an xa", ("Van phong hdnd & ubnd", "Cong an xa"), None),
        (
            "Văn phòng UBND thị trấn; các ban, ngành, đoàn thể cấp thị",
            ("Văn phòng UBND thị trấn", "Các ban, ngành, đoàn thể cấp thị"),
            None,
        ),
        ("Công an xã\nHội Phụ nữ;\n ; Trạm Y tế", ("Công an xã", "Hội Phụ nữ", "Trạm Y tế"), None),
        ("Các sở, ban, ngành, UBND các xã, phường", ("Các sở, ban, ngành", "UBND các xã, phường"), None),
        ("Các thôn, Ban Quản lý chợ, Công an xã", ("Các thôn", "Ban Quản lý chợ", "Công an xã"), None),
        ("", (), None),
    ],
)
def test_a_cell_is_parted_into_its_bodies(text, unaided, aided):
    assert bodies_in(text) == unaided
    assert bodies_in(text, KNOWN) == (aided or unaided)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng Văn hóa - Xã hội", "phòng văn hóa–xã hội"),
        ("Ủy ban Mặt trận", "Uỷ ban  mặt trận."),
        ("Văn phòng HĐND & UBND", "Văn phòng HĐND và UBND"),
        ("Đoàn Thanh niên", "doan thanh nien;"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def plan_of(*tasks):
    return Plan(2026, appendices=(Appendix("", (Activity("Một", tasks),)),), id=7)


def partners(plan):
    return [task.partners for task in plan.appendices[0].activities[0].tasks]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("VP", "Văn phòng mới"),
        ("Công an xã; VP HĐND – UBND\nHội Phụ nữ", "Công an xã; Văn phòng mới\nHội Phụ nữ"),
        ("Công an xã, vp, Đoàn Thanh niên", "Công an xã, Văn phòng mới, Đoàn Thanh niên"),
        ("Văn phòng HĐND và UBND; VP", "Văn phòng mới"),
        ("VP; Công an xã; Văn phòng mới", "Công an xã; Văn phòng mới"),
        ("Công an xã, VP, Văn phòng mới", "Công an xã, Văn phòng mới"),
        ("Công an xã và VP", "Công an xã và Văn phòng mới"),
        ("VP thống kê; Công an xã", "VP thống kê; Công an xã"),
        (" VP ; ", " Văn phòng mới ; "),
    ],
)
def test_a_body_is_renamed_in_its_cell_and_no_other_is_touched(before, after):
    plan = plan_of(Task(partners=before), Task(partners="Trạm Y tế"))
    edit = renamed(plan, BODY, LIST[0].keys, "Văn phòng mới", KNOWN)
    if before == after:
        assert edit is None
        return
    changed = apply(plan, edit)
    assert partners(changed) == [after, "Trạm Y tế"]
    assert all(isinstance(part, SetField) for part in flat(edit))
    assert apply(changed, inverse(edit)) == plan


def test_lead_and_partners_of_every_appendix_are_renamed_in_one_edit():
    plan = Plan(
        2026,
        appendices=tuple(
            Appendix("", (Activity("", (Task(lead="VP", partners="Công an xã, VP", form="VP"),) * 1),))
            for _ in range(2)
        ),
    )
    edit = renamed(plan, BODY, LIST[0].keys, "Văn phòng", KNOWN)
    assert len(flat(edit)) == 4
    assert all(part.name in {"lead", "partners"} for part in flat(edit))


def test_an_indicator_is_renamed_where_it_is_counted_and_where_it_is_to_be_reached():
    task = Task(
        targets=(Target("Tin bài", "tin", 12),),
        progress=(Progress(1, quantities=(Quantity("tin bài", "tin", 3), Quantity("Hội nghị", "cuộc", 1))),),
    )
    plan = plan_of(task)
    entry = DirectoryEntry(Kind.INDICATOR, "Tin, bài", "tin", ("Tin bài",))
    changed = apply(plan, renamed(plan, Kind.INDICATOR, entry.keys, "Tin, bài"))
    task = changed.appendices[0].activities[0].tasks[0]
    assert task.targets[0].indicator == "Tin, bài"
    assert [one.indicator for one in task.progress[0].quantities] == ["Tin, bài", "Hội nghị"]


def test_use_counts_each_mention_under_one_key():
    plan = plan_of(Task(lead="VP", partners="công an xã, vp"), Task(partners="Công an xã", form="Họp; họp"))
    assert {key: used.count for key, used in use(plan, BODY, KNOWN).items()} == {"vp": 2, "cong an xa": 2}
    assert [(used.name, used.count) for used in use(plan, Kind.FORM).values()] == [("Họp", 2)]


@pytest.mark.parametrize("piece", ["a,", "ban, ", "các ban, ", " và VP", "VP, ", ";", "x "])
def test_a_cell_of_40_000_letters_is_parted_at_once(piece):
    text = (piece * 40_000)[:40_000]
    began = time.perf_counter()
    body_places(text, KNOWN)
    renamed(plan_of(Task(lead=text)), BODY, LIST[0].keys, "Văn phòng", KNOWN)
    assert time.perf_counter() - began < 2


WORDS = st.lists(
    st.sampled_from(
        ["VP", "Công an xã", "Sở Văn hóa", " Thể thao và Du lịch", ",", ";", "\n", " và ", "các", "x"]
    ),
    max_size=14,
).map("".join)


@given(WORDS | st.text(max_size=60))
@example(";,;,\n, ")
def test_places_stand_in_order_and_lose_nothing_but_what_parts_them(text):
    at = 0
    for start, end in body_places(text, KNOWN):
        assert at <= start < end <= len(text)
        assert re.fullmatch(r"(?:[\s;,&]|và)*", text[at:start], re.IGNORECASE)
        assert text[start:end].strip() == text[start:end]
        at = end


@given(WORDS, WORDS)
def test_renaming_and_back_gives_the_same_plan(lead, others):
    plan = plan_of(Task(lead=lead, partners=others))
    edit = renamed(plan, BODY, LIST[0].keys, "Bộ phận Một cửa", KNOWN)
    if edit is not None:
        changed = apply(plan, edit)
        assert not LIST[0].keys & use(changed, BODY, KNOWN).keys()
        assert apply(changed, inverse(edit)) == plan
