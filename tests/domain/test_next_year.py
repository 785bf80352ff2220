import datetime as dt
from dataclasses import replace

import pytest

from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.next_year import moved_on, next_plan, proposals, to_check
from kehoach_desktop.domain.periods import REFORM
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Item,
    Level,
    Plan,
    Progress,
    State,
    Status,
    Task,
    Version,
)
from kehoach_desktop.domain.proposal import Kind, Part

YEARLY = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh về kiểm soát năm 2026;"


def accepted(found):
    return [each for each in found if each.is_accepted]


def of_kind(found, kind):
    return [each for each in found if each.kind is kind]


def of_tasks(*tasks, content="Đối thoại"):
    return Plan(2026, appendices=(Appendix("Các hoạt động", (Activity(content, tasks),)),), id=7)


def recorded(status, quarter=3):
    return (Progress(quarter, status, 40),)


def test_the_sample_moves_on_with_nothing_refused(sample_plan):
    found = proposals(sample_plan, 2027, today=dt.date(2026, 11, 22))
    after = next_plan(sample_plan, 2027, accepted(found))
    assert (after.year, after.subject) == (2027, "Truyền thông kiểm soát thủ tục hành chính năm 2027")
    assert (after.status, after.number, after.date, after.versions, after.id) == (
        Status.DRAFT,
        "",
        None,
        (),
        0,
    )
    assert after.preamble[:6] == sample_plan.preamble[:6]  # documents are not moved
    assert after.preamble[6].text.endswith("hành chính năm 2027 như sau:")
    assert not any(task.progress for x in after.appendices for a in x.activities for task in a.tasks)
    changed = [i for i, (a, b) in enumerate(zip(sample_plan.body, after.body, strict=True)) if a != b]
    assert [after.body[i].text for i in changed] == [
        sample_plan.body[changed[0]].text.replace("2026", "2027")
    ]
    for name in ("superior", "issuer", "symbol", "place", "recipients", "signature"):
        assert getattr(after, name) == getattr(sample_plan, name)


def test_everything_refused_leaves_every_text(sample_plan):
    after = next_plan(sample_plan, 2027, ())
    assert replace(
        after, year=2026, number=sample_plan.number, date=sample_plan.date
    ) == replace(sample_plan, appendices=after.appendices)  # fmt: skip
    for old, new in zip(sample_plan.appendices, after.appendices, strict=True):
        for before, kept in zip(old.activities, new.activities, strict=True):
            assert kept == replace(before, tasks=tuple(replace(task, progress=()) for task in before.tasks))


def test_each_proposal_is_refused_by_itself(sample_plan):
    found = proposals(sample_plan, 2027, today=dt.date(2026, 11, 22))
    both = next_plan(sample_plan, 2027, found)
    for left_out in found:
        after = next_plan(sample_plan, 2027, [each for each in found if each is not left_out])
        assert (after == both) is not bool(left_out.swaps)


def test_the_new_plan_shares_no_id_with_the_old(sample_plan):
    def ids(plan):
        things = [*plan.preamble, *plan.body, *plan.appendices]
        things += [a for x in plan.appendices for a in x.activities]
        things += [task for x in plan.appendices for a in x.activities for task in a.tasks]
        return {thing.id for thing in things}

    assert not ids(sample_plan) & ids(next_plan(sample_plan, 2027, ()))


def test_an_issued_plan_goes_on_as_a_draft_without_its_versions():
    plan = Plan(2026, "A", Status.ISSUED, number="5", versions=(Version("5", dt.date(2026, 1, 5), "{}"),))
    after = next_plan(plan, 2027, ())
    assert (after.status, after.number, after.versions) == (Status.DRAFT, "", ())


def test_a_yearly_basis_stays_and_is_listed_unless_its_number_is_blanked():
    plan = Plan(2026, preamble=(Item(Level.BASIS, YEARLY),))
    found = proposals(plan, 2027)
    (basis,) = of_kind(found, Kind.BASIS)
    assert (basis.part, basis.label, basis.is_accepted) == (Part.PREAMBLE, "Căn cứ 1", False)
    assert next_plan(plan, 2027, accepted(found)).preamble == plan.preamble
    assert any("12/KH-UBND" in each and "2027" in each for each in to_check(found, accepted(found), 2027))
    after = next_plan(plan, 2027, [basis])
    assert after.preamble[0].text == (
        "Căn cứ Kế hoạch số …/KH-UBND ngày … của UBND tỉnh về kiểm soát năm 2027;"
    )
    assert any("điền số, ngày của văn bản năm 2027" in each for each in to_check(found, [basis], 2027))


def test_a_basis_without_a_number_moves_and_is_doubted():
    text = "Căn cứ Kế hoạch của UBND tỉnh về kiểm soát năm 2026;"
    found = proposals(Plan(2026, preamble=(Item(Level.BASIS, text),)), 2027)
    assert [(each.kind, each.is_accepted, each.is_doubtful) for each in found] == [(Kind.YEAR, True, True)]
    assert to_check(found, found, 2027) == (
        "Căn cứ 1: Không ghi số văn bản nên chỉ đổi năm; hãy xem đã có văn bản đó chưa.",
    )


def test_laws_are_listed_once_and_the_librarys_ended_ones_by_themselves():
    law = "Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24/6/2022; Nghị định số 63/2010/NĐ-CP ngày 08/6/2010;"
    plan = Plan(2026, preamble=(Item(Level.BASIS, law), Item(Level.BASIS, law)))
    library = [
        LegalBasis("Nghị định", "42/2022", "NĐ-CP", in_force_to=dt.date(2026, 7, 1)),
        LegalBasis("Nghị định", "63/2010", "NĐ-CP"),
    ]
    found = proposals(plan, 2027, library=library)
    assert [each.sentence for each in of_kind(found, Kind.BASIS)] == [
        "Nghị định số 42/2022/NĐ-CP hết hiệu lực từ 01/7/2026."
    ] * 2
    (check,) = of_kind(found, Kind.CHECK)
    assert check.why.count("63/2010/NĐ-CP") == 1
    assert "42/2022" not in check.why
    assert sum("hết hiệu lực từ" in each for each in to_check(found, accepted(found), 2027)) == 2


def test_a_law_without_a_number_is_listed_to_be_looked_at():
    text = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2026;"
    found = proposals(Plan(2026, preamble=(Item(Level.BASIS, text),)), 2027)
    assert [each.sentence for each in found] == [
        "Hãy xem còn hiệu lực không: Luật Tổ chức chính quyền địa phương."
    ]


def test_a_law_made_anew_does_not_end_the_one_of_its_name():
    older = LegalBasis("Luật", date=dt.date(2015, 6, 19), subject="Đất đai", in_force_to=dt.date(2025, 3, 1))
    newer = LegalBasis("Luật", date=dt.date(2025, 2, 19), subject="Đất đai")
    ends = [
        [
            each.kind
            for each in proposals(Plan(2026, preamble=(Item(Level.BASIS, text),)), 2027, library=known)
        ]
        for text in ("Luật Đất đai ngày 19 tháng 6 năm 2015;", "Luật Đất đai ngày 19 tháng 02 năm 2025;")
        for known in [(older, newer)]
    ]
    assert ends == [[Kind.BASIS], [Kind.CHECK]]


def test_marks_stay_on_their_words():
    item = Item(
        Level.PARAGRAPH, "Trong năm 2026 và trước 29/02/2028 nữa", 0, ((6, 14, "bold"), (34, 38, "italic"))
    )
    plan = Plan(2028, body=(replace(item, text=item.text.replace("2026", "2028")),))
    after = next_plan(plan, 2029, proposals(plan, 2029)).body[0]
    assert after.text == "Trong năm 2029 và trước 28/02/2029 nữa"
    assert [(after.text[a:b], kind) for a, b, kind in after.marks] == [
        ("năm 2029", "bold"),
        (" nữa", "italic"),
    ]


def test_a_blank_that_is_shorter_takes_the_marks_after_it_along():
    words = {"Kế hoạch số 12/KH-UBND": "italic", "UBND tỉnh": "bold"}
    marks = tuple((YEARLY.index(w), YEARLY.index(w) + len(w), kind) for w, kind in words.items())
    plan = Plan(2026, preamble=(Item(Level.BASIS, YEARLY, 0, marks),))
    after = next_plan(plan, 2027, of_kind(proposals(plan, 2027), Kind.BASIS)).preamble[0]
    assert [(after.text[a:b], kind) for a, b, kind in after.marks] == [
        ("Kế hoạch số …/KH-UBND", "italic"),
        ("UBND tỉnh", "bold"),
    ]


STATES = [
    (recorded(State.LATE), "Quý III", True),
    (recorded(State.DOING), "Thường xuyên", False),
    (recorded(State.DOING), "Tháng 9", True),
    ((), "Tháng 9", True),
    ((), "Tháng 12", False),
    (recorded(State.DROPPED), "Tháng 9", False),
]


@pytest.mark.parametrize(("progress", "time", "is_carried"), STATES)
def test_an_unfinished_task_is_noted_and_a_missed_one_carried_over(progress, time, is_carried):
    done = Task("Khác", progress=recorded(State.DONE))
    plan = of_tasks(done, Task("Hội nghị", time=time, progress=progress))
    (found,) = of_kind(proposals(plan, 2027, today=dt.date(2026, 11, 22)), Kind.UNFINISHED)
    assert (found.label, found.is_accepted) == ("Phụ lục, TT 1, dòng 2", is_carried)
    assert found.sentence.startswith("“Hội nghị”: ")
    notes = [task.note for task in next_plan(plan, 2027, [found]).appendices[0].activities[0].tasks]
    assert notes == ["", "Chuyển tiếp từ năm 2026"]
    assert to_check([found], [], 2027) == (
        "Chưa xong trong năm trước, không ghi chuyển tiếp: Phụ lục, TT 1, dòng 2.",
    )
    assert to_check([found], [found], 2027) == ()


def test_what_is_carried_over_again_is_said_once_and_what_is_done_no_longer():
    note = "Theo chỉ đạo của huyện; chuyển tiếp từ năm 2025"
    plan = of_tasks(
        Task("A", note=note, progress=recorded(State.LATE)),
        Task("B", note=note, progress=recorded(State.DONE)),
        Task("C", note="Theo chỉ đạo", progress=recorded(State.LATE)),
    )
    after = moved_on(plan, 2027).appendices[0].activities[0].tasks
    assert [task.note for task in after] == [
        "Theo chỉ đạo của huyện; chuyển tiếp từ năm 2026",
        "Theo chỉ đạo của huyện",
        "Theo chỉ đạo; chuyển tiếp từ năm 2026",
    ]


def test_of_a_plan_never_tracked_nothing_is_called_unfinished():
    found = proposals(of_tasks(Task("A", time="Quý I")), 2027)
    assert of_kind(found, Kind.UNFINISHED) == []
    assert [each.label for each in of_kind(found, Kind.CHECK)] == ["Theo dõi"]


@pytest.mark.parametrize(("year", "is_told"), [(2023, False), (2024, True), (2026, True)])
def test_districts_are_only_told_of_and_only_since_they_are_gone(year, is_told):
    body = (Item(Level.PARAGRAPH, "UBND huyện và các đơn vị; toàn huyện; chuyện khác"),)
    plan = Plan(year, issuer="UBND thị trấn Đông Thượng", body=body)
    found = proposals(plan, year + 1)
    assert [("“huyện” 2 chỗ" in each.why, "“thị trấn” 1 chỗ" in each.why) for each in found] == (
        [(True, True)] if is_told else []
    )
    assert next_plan(plan, year + 1, found).body == plan.body


def test_a_doubt_left_as_it_was_is_said_to_be():
    plan = Plan(2026, body=(Item(Level.PARAGRAPH, "Thực hiện từ năm 2026."),))
    found = proposals(plan, 2027)
    assert [each.is_accepted for each in found] == [False]
    assert to_check(found, [], 2027) == (
        "Đoạn 1: Có thể là mốc bắt đầu, không theo năm kế hoạch. Đã giữ nguyên.",
    )


def test_where_a_text_is_is_said_in_the_clerks_words():
    body = (
        Item(Level.SECTION, "Một"),
        Item(Level.SECTION, "Hai năm 2026"),
        Item(Level.CLAUSE, "Ba năm 2026", 1),
        Item(Level.POINT, "Bốn năm 2026", 2),
        Item(Level.BULLET, "Năm", 3),
        Item(Level.BULLET, "Sáu năm 2026", 3),
        Item(Level.PARAGRAPH, "Bảy năm 2026", 1),
    )
    labels = [each.label for each in proposals(Plan(2026, body=body), 2027)]
    assert labels == [
        "Mục II", "Mục II.1", "Mục II.1.a", "Mục II.1.a, gạch đầu dòng 2", "Mục II, đoạn 1",
    ]  # fmt: skip


def test_every_field_of_the_appendix_moves():
    task = Task("Tin 2026", "Tổ 2026", "Đoàn 2026", "Tháng 3/2026", "Vốn năm 2026")
    plan = Plan(2026, appendices=(Appendix("Việc năm 2026", (Activity("Thi năm 2026", (task,)),)),))
    after = moved_on(plan, 2027).appendices[0]
    moved = after.activities[0].tasks[0]
    assert (after.title, after.activities[0].content) == ("Việc năm 2027", "Thi năm 2027")
    assert (moved.form, moved.lead, moved.partners) == ("Tin 2027", "Tổ 2027", "Đoàn 2027")
    assert (moved.time, moved.note) == ("Tháng 3/2027", "Vốn năm 2027")


def test_the_next_year_keeps_the_reporting_periods_and_nothing_that_was_closed():
    scheme = replace(REFORM, days_off=(dt.date(2026, 11, 24),))
    closing = Closing("Q1", dt.date(2025, 12, 15), dt.date(2026, 3, 14), dt.datetime.now(dt.UTC), "")
    after = next_plan(Plan(2026, scheme=scheme, closings=(closing,)), 2027, ())
    assert after.scheme == scheme
    assert after.closings == ()
