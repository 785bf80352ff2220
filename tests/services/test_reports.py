"""Reports kept beside their plan: begun, found again, refreshed, traced, sent, corrected, deleted."""

import datetime as dt
from dataclasses import replace

import pytest
from worked_year import PLAN_2025, PLAN_2026

from kehoach_desktop.domain.edits import SetField, Splice, apply
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.linked import links
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Plan, Quantity, Status
from kehoach_desktop.domain.report.figures import refresh, refresh_figures
from kehoach_desktop.domain.report.tracing import trace
from kehoach_desktop.services import editing, plans, reports
from kehoach_desktop.services.files import Store

Q2 = period(2026, "Q2")


@pytest.fixture
def plan(store: Store) -> Plan:
    plans.add_plan(store, PLAN_2025)
    return plans.add_plan(store, PLAN_2026)


def text_of(report: Plan) -> str:
    return "\n".join(item.text for item in (*report.preamble, *report.body))


def with_more_news(plan: Plan) -> Plan:
    """Return the plan with two more tin, bài on 12/6/2026."""
    news = list(all_tasks(plan))[1]
    record = news.progress[1]
    more = (*record.quantities, Quantity("Tin, bài", "tin, bài", 2, dt.date(2026, 6, 12)))
    return apply(plan, SetField("progress", record.id, "quantities", record.quantities, more))


def test_a_report_is_begun_once_and_found_again(store, plan):
    report = reports.begin_report(store, plan, Q2)
    assert report.id not in {plan.id, 0}
    assert report.addressees == ("UBND tỉnh Bình Lâm",)
    assert report.symbol == "BC-UBND"
    assert "bằng cùng kỳ năm 2025" in text_of(report)
    assert reports.begin_report(store, plan, Q2) == report
    assert reports.begin_report(store, plan, Q2).id == report.id
    other = reports.begin_report(store, plan, period(2026, "6T"))
    assert [one.id for one in reports.list_reports(store, plan.id)] == [other.id, report.id]
    assert [summary.subject for summary in plans.list_plans(store)] == [PLAN_2026.subject, PLAN_2025.subject]


def test_a_report_is_edited_like_a_plan_and_kept(store, plan):
    report = reports.begin_report(store, plan, Q2)
    edit = SetField("plan", report.id, "addressees", report.addressees, ("UBND tỉnh", "Sở Tư pháp"))
    after, _ = editing.apply_edit(store, report, edit)
    assert reports.get_report(store, report.id) == after
    assert reports.get_report(store, report.id).addressees == ("UBND tỉnh", "Sở Tư pháp")
    assert plans.get_plan(store, plan.id) == plan


def test_last_years_plan_is_the_one_of_the_same_body_and_topic(store, plan):
    plans.add_plan(store, replace(PLAN_2025, issuer="Ủy ban nhân dân xã Tây Thượng"))
    newer = replace(PLAN_2025, subject="Cải cách hành chính năm 2025", appendices=())
    plans.add_plan(store, newer)
    found = reports.earlier_plan(store, plan)
    assert found is not None
    assert found == PLAN_2025
    assert reports.earlier_plan(store, found) is None
    assert reports.earlier_plan(store, replace(plan, issuer="")) is None


def test_linked_figures_follow_the_data_until_they_are_written_over(store, plan):
    report = reports.begin_report(store, plan, Q2)
    earlier = reports.earlier_plan(store, plan)
    assert refresh_figures(report, plan, earlier) is None
    changed = with_more_news(plan)
    edit = refresh_figures(report, changed, earlier)
    assert edit is not None
    after, _ = editing.apply_edit(store, report, edit)
    # 6 + 2 = 8 in the quarter, 4 + 8 = 12 in the year: 60 % of 20; quý I had 4, quý II of 2025 had 6.
    assert (
        "Tin, bài: trong kỳ 8 tin, bài; từ đầu năm 12 tin, bài, đạt 60% chỉ tiêu năm (20 tin, bài); "
        "tăng 4 tin, bài (100%) so với quý I năm 2026; tăng 2 tin, bài (33,3%) so với cùng kỳ năm 2025."
    ) in text_of(after)
    assert "Tin, bài trên trang thông tin điện tử: 8 tin, bài." in text_of(after)
    assert refresh_figures(after, changed, earlier) is None
    assert refresh_figures(after, plan, earlier) is not None


def test_a_figure_the_clerk_wrote_over_stays(store, plan):
    report = reports.begin_report(store, plan, Q2)
    item = next(item for item in report.body if item.text.startswith("Tin, bài trên trang"))
    over = replace(item, text=item.text.replace("6 tin", "9 tin"))
    body = tuple(over if one is item else one for one in report.body)
    edit = refresh_figures(replace(report, body=body), with_more_news(plan))
    assert edit is not None
    assert "Tin, bài trên trang thông tin điện tử: 9 tin, bài." in text_of(
        apply(replace(report, body=body), edit)
    )


def without_news(plan: Plan) -> Plan:
    """Return the plan without any tin, bài of quý II."""
    record = list(all_tasks(plan))[1].progress[1]
    return apply(plan, SetField("progress", record.id, "quantities", record.quantities, ()))


def refreshed(report: Plan, plan: Plan, earlier: Plan | None) -> tuple[str, list[str]]:
    """Return the text after a refresh, and the words that have no figure any more."""
    found = refresh(report, plan, earlier)
    after = report if found.edit is None else apply(report, found.edit)
    again = refresh(after, plan, earlier)
    assert again.edit is None
    assert again.lost == found.lost
    return text_of(after), [one.words for one in found.lost]


def test_a_figure_whose_data_are_deleted_becomes_nought(store, plan):
    report = reports.begin_report(store, plan, Q2)
    text, lost = refreshed(report, without_news(plan), reports.earlier_plan(store, plan))
    assert "Tin, bài trên trang thông tin điện tử: 0 tin, bài." in text
    assert (
        "Tin, bài: trong kỳ 0 tin, bài; từ đầu năm 4 tin, bài, đạt 20% chỉ tiêu năm (20 tin, bài); "
        "giảm 4 tin, bài (100%) so với quý I năm 2026; giảm 6 tin, bài (100%) so với cùng kỳ năm 2025."
    ) in text
    assert lost == []


def test_a_figure_dated_into_another_quarter_becomes_nought(store, plan):
    report = reports.begin_report(store, plan, Q2)
    record = list(all_tasks(plan))[2].progress[0]
    later = tuple(replace(one, date=dt.date(2026, 7, 1)) for one in record.quantities)
    moved = apply(plan, SetField("progress", record.id, "quantities", record.quantities, later))
    text, lost = refreshed(report, moved, reports.earlier_plan(store, plan))
    assert "Tuyên truyền lưu động: trong kỳ 0 buổi; từ đầu năm 0 buổi." in text
    assert "Tổ chức tại 9/9 thôn (0 buổi; 0 lượt người)" in text
    assert lost == []


def test_an_indicator_renamed_leaves_nought_and_tells_what_is_compared_with_nothing(store, plan):
    report = reports.begin_report(store, plan, Q2)
    renamed = plan
    for task in all_tasks(plan):
        for record in task.progress:
            names = {"Tờ gấp": "Tờ rơi", "Tin, bài": "Bài viết"}
            new = tuple(replace(q, indicator=names.get(q.indicator, q.indicator)) for q in record.quantities)
            if new != record.quantities:
                edit = SetField("progress", record.id, "quantities", record.quantities, new)
                renamed = apply(renamed, edit)
    targets = list(all_tasks(plan))[1]
    renamed = apply(renamed, SetField("task", targets.id, "targets", targets.targets, ()))
    text, lost = refreshed(report, renamed, None)
    assert "Tờ gấp: trong kỳ 0 tờ; từ đầu năm 0 tờ; " in text
    assert "Tin, bài trên trang thông tin điện tử: 0 tin, bài." in text
    assert "đạt 50% chỉ tiêu năm (20 tin, bài)" in lost
    assert "tăng 2 tin, bài (50%) so với quý I năm 2026" in lost


def test_what_was_said_of_a_task_that_is_gone_is_told_with_its_sentence(store, plan):
    report = reports.begin_report(store, plan, Q2)
    activity = plan.appendices[0].activities[0]
    gone = apply(plan, Splice("activity", activity.id, "tasks", 1, (activity.tasks[1],), ()))
    found = refresh(report, gone, reports.earlier_plan(store, plan))
    (lost,) = [one for one in found.lost if one.sentence.startswith("Tin, bài trên trang")]
    assert lost.words == "0"
    assert lost.sentence == "Tin, bài trên trang thông tin điện tử: 0 tin, bài."
    assert lost.item_id in {item.id for item in report.body}


def test_every_linked_figure_can_be_traced_to_entries_that_add_up_to_it(store, plan):
    report = reports.begin_report(store, plan, Q2)
    earlier = reports.earlier_plan(store, plan)
    seen = {}
    for item in report.body:
        for link in links(item):
            seen[item.text[link.start : link.end], link.key.split(":")[0]] = trace(
                plan, Q2, link.key, earlier
            )
    news = seen["10", "total"]
    assert news.title == "Tin, bài, từ đầu năm 2026"
    assert [one.what for one in news.entries] == [
        "Quý I, 1 tin, bài, ngày 27/01/2026",
        "Quý I, 3 tin, bài, ngày 05/3/2026",
        "Quý II, 2 tin, bài, ngày 09/4/2026",
        "Quý II, 4 tin, bài, ngày 28/5/2026",
    ]
    tasks = {task.id for task in all_tasks(plan)}
    assert {one.task_id for one in news.entries} <= tasks
    compared = seen["bằng cùng kỳ năm 2025", "compare"]
    assert [one.task_id for one in compared.entries][-1] == 0  # of another plan: not to be gone to
    assert "Quý II năm 2025, 6 tin, bài, không ghi ngày" in [one.what for one in compared.entries]
    late = seen["1", "states"]
    assert [one.name for one in late.entries] == ["Tờ gấp"]
    assert all(found.entries for found in seen.values())


def test_a_draft_can_be_deleted_and_goes_with_its_plan(store, plan):
    report = reports.begin_report(store, plan, Q2)
    reports.delete_draft(store, report.id)
    assert reports.list_reports(store, plan.id) == ()
    again = reports.begin_report(store, plan, Q2)
    plans.delete_plan(store, plan.id)
    with pytest.raises(UserError):
        reports.get_report(store, again.id)


def test_a_report_is_no_plan(store, plan):
    report = reports.begin_report(store, plan, Q2)
    with pytest.raises(UserError, match="là báo cáo"):
        plans.get_plan(store, report.id)
    assert plans.get_document(store, report.id) == report


def test_a_report_that_was_sent_is_not_deleted(store, plan):
    report = reports.begin_report(store, plan, Q2)
    edit = SetField("plan", report.id, "status", Status.DRAFT, Status.ISSUED)
    editing.apply_edit(store, report, edit)
    with pytest.raises(UserError, match="giữ nguyên"):
        reports.delete_draft(store, report.id)
    with pytest.raises(UserError, match="báo cáo đã gửi"):
        plans.delete_plan(store, plan.id)
    assert reports.get_report(store, report.id).id == report.id
    plans.delete_plan(store, plan.id, with_sent=True)
    with pytest.raises(UserError):
        reports.get_report(store, report.id)
