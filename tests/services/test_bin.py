"""What is deleted rests for 30 days: left out by every reader, put back whole, then removed for good."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from kehoach_desktop.cli import run
from kehoach_desktop.data.schema import metadata
from kehoach_desktop.domain import resting
from kehoach_desktop.domain.directory import Kind, name_key
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.periods import DECREE_09, find
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services import deadlines, directory, editing, files, memory, plans, reports
from kehoach_desktop.services.backups import list_copies
from kehoach_desktop.services.files import Store

NOON = dt.datetime(2044, 3, 2, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(store: Store, sample_plan: Plan) -> Plan:
    """The sample plan, kept."""
    return plans.add_plan(store, replace(sample_plan, place="Đông Thượng"))


@pytest.fixture
def report(store: Store, plan: Plan) -> Plan:
    """A draft of a report on it."""
    return reports.begin_report(store, plan, find(plan.year, "Q2", plan.scheme))


def rows(store: Store, table: str) -> int:
    with store.transaction() as connection:
        return len(connection.execute(sa.select(metadata.tables[table].c.id)).all())


def sent(store: Store, report: Plan) -> Plan:
    edit = SetField("plan", report.id, "status", Status.DRAFT, Status.ISSUED)
    return editing.apply_edit(store, report, edit)[0]


def test_a_deleted_plan_comes_back_whole_after_a_restart(store, plan, report):
    plans.delete_plan(store, plan.id, now=NOON)
    store.close()
    with files.open_file(store.path) as again:
        assert plans.list_plans(again) == []
        (found,) = bins.list_bin(again)
        assert (found.id, found.reports, found.sent_reports, found.deleted_at) == (plan.id, 1, 0, NOON)
        assert bins.restore(again, plan.id) == found
        assert plans.get_plan(again, plan.id) == plan
        assert reports.get_report(again, report.id) == report
        assert bins.list_bin(again) == ()


def test_every_reader_leaves_out_what_is_in_the_bin(store, plan, report, tmp_path, capsys):
    own = replace(DECREE_09, key="own", name="Của cơ quan")
    gone = replace(plan, id=0, scheme=own, place="Nơi Khác", year=plan.year + 1)
    lead = "Đội Văn nghệ Xung kích"
    task = replace(gone.appendices[0].activities[0].tasks[0], lead=lead)
    activity = replace(gone.appendices[0].activities[0], tasks=(task,))
    gone = plans.add_plan(
        store, replace(gone, appendices=(replace(gone.appendices[0], activities=(activity,)),))
    )
    kind, keys = Kind.BODY, frozenset({name_key(lead)})
    assert directory.elsewhere(store, kind, keys, "Đội khác").drafts == (gone.id,)
    assert lead in [entry.name for entry in directory.offered(store, "lead")]
    assert "Nơi Khác" in memory.offers(store, "place")
    assert plans.with_usual_scheme(store, Plan(2030)).scheme == own
    plans.delete_plan(store, gone.id, now=NOON)
    assert [one.id for one in plans.list_plans(store)] == [plan.id]
    assert directory.elsewhere(store, kind, keys, "Đội khác").drafts == ()
    assert directory.rename_in(store, [gone.id], kind, keys, "Đội khác") == []
    assert lead not in [entry.name for entry in directory.offered(store, "lead")]
    assert "Nơi Khác" not in memory.offers(store, "place")
    assert "Đông Thượng" in memory.offers(store, "place")
    assert plans.with_usual_scheme(store, Plan(2030)).scheme == plan.scheme
    for read in (plans.get_plan, plans.get_document, reports.get_report):
        with pytest.raises(UserError):
            read(store, gone.id)
    store.close()
    assert run(["list", "--db", str(store.path), "--json"]) == 0
    assert [one["plan"] for one in json.loads(capsys.readouterr().out)] == [plan.id]
    assert run(["dump", "--db", str(store.path), "--plan", str(gone.id), "--out", str(tmp_path / "a")]) == 1
    assert not (tmp_path / "a").exists()
    assert run(["dump", "--db", str(store.path), "--out", str(tmp_path / "a")]) == 0, "one plan is there"


def test_last_years_plan_in_the_bin_is_not_compared_with(store, plan):
    earlier = plans.add_plan(store, replace(plan, id=0, year=plan.year - 1))
    assert reports.earlier_plan(store, plan).id == earlier.id
    plans.delete_plan(store, earlier.id, now=NOON)
    assert reports.earlier_plan(store, plan) is None


def test_a_deleted_report_is_left_out_and_comes_back_by_itself(store, plan, report):
    period = find(plan.year, "Q2", plan.scheme)
    reports.delete_draft(store, report.id, NOON)
    assert reports.list_reports(store, plan.id) == ()
    assert reports.reports_on(store, plan.id) == ()
    assert reports.find_report(store, plan, period) is None
    (found,) = bins.list_bin(store)
    assert (found.id, found.is_plan_there, found.plan_subject) == (report.id, True, plan.subject)
    bins.restore(store, report.id)
    assert reports.find_report(store, plan, period).id == report.id


def test_a_sent_report_in_the_bin_does_not_count_as_sent(store, plan, report):
    due = deadlines.find_deadline(store, plan, dt.date(plan.year, 6, 16))
    reports_sent = sent(store, report)
    plans.delete_plan(store, plan.id, with_sent=True, now=NOON)
    (found,) = bins.list_bin(store)
    assert (found.reports, found.sent_reports) == (1, 1)
    assert due is not None
    assert deadlines.find_deadline(store, plan, dt.date(plan.year, 6, 16)) == due
    bins.restore(store, plan.id)
    assert reports.get_report(store, report.id) == reports_sent


def test_a_report_deleted_before_its_plan_stays_in_the_bin_when_the_plan_comes_back(store, plan, report):
    other = reports.begin_report(store, plan, find(plan.year, "Q3", plan.scheme))
    reports.delete_draft(store, report.id, NOON)
    plans.delete_plan(store, plan.id, now=NOON + DAY)
    assert [one.id for one in bins.list_bin(store)] == [plan.id, report.id]
    with pytest.raises(UserError, match="khôi phục kế hoạch trước"):
        bins.restore(store, report.id)
    bins.restore(store, plan.id)
    assert [one.id for one in reports.list_reports(store, plan.id)] == [other.id]
    bins.restore(store, report.id)
    assert [one.id for one in reports.list_reports(store, plan.id)] == [other.id, report.id]


def test_a_plan_deleted_twice_rests_anew_from_the_second_time(store, plan, report):
    plans.delete_plan(store, plan.id, now=NOON)
    with pytest.raises(UserError, match="Không có kế hoạch"):
        plans.delete_plan(store, plan.id, now=NOON + DAY)
    bins.restore(store, plan.id)
    with pytest.raises(UserError, match="không còn trong Thùng rác"):
        bins.restore(store, plan.id)
    plans.delete_plan(store, plan.id, now=NOON + 20 * DAY)
    assert bins.tidy(store, NOON + 31 * DAY).documents == 0
    bins.restore(store, plan.id)
    assert reports.get_report(store, report.id) == report


@pytest.mark.parametrize(("days", "rests"), [(29, True), (30, True), (31, False)])
@pytest.mark.parametrize(
    "deleted",
    [
        NOON,
        dt.datetime(2048, 2, 10, 23, 59, tzinfo=NOON.tzinfo),
        dt.datetime(2044, 12, 15, 0, 1, tzinfo=NOON.tzinfo),
    ],
)
def test_thirty_days_of_the_calendar_are_kept(store, plan, report, days, rests, deleted):
    plans.delete_plan(store, plan.id, now=deleted)
    now = dt.datetime.combine(deleted.date() + days * DAY, dt.time(0, 1), deleted.tzinfo)
    assert bins.tidy(store, now).documents == (0 if rests else 1)
    assert [one.id for one in bins.list_bin(store)] == ([plan.id] if rests else [])
    assert rows(store, "plan") == (2 if rests else 0)
    if not rests:
        assert all(rows(store, name) == 0 for name in ("item", "appendix", "activity", "task", "progress"))


def test_days_left_go_by_the_clerks_calendar():
    late = dt.datetime(2028, 2, 10, 23, 30, tzinfo=NOON.tzinfo)
    assert resting.days_left(late, late) == 30
    assert resting.days_left(late, late + dt.timedelta(hours=1)) == 29
    leap = dt.datetime(2028, 3, 11, 8, tzinfo=NOON.tzinfo)  # 2028 has a 29 February
    assert resting.days_left(late, leap) == 0
    assert resting.days_left(late.replace(year=2027), leap.replace(year=2027)) == 1
    assert resting.days_left(late.astimezone(dt.UTC), leap) == 0, "wherever it was written down"
    assert resting.days_left(late, late - 400 * DAY) == 30


def test_a_clock_that_has_jumped_removes_nothing(store, plan):
    plans.delete_plan(store, plan.id, now=NOON)
    assert bins.tidy(store, NOON + 10_000 * DAY).documents == 0
    assert bins.tidy(store, NOON - 10_000 * DAY).documents == 0
    assert len(bins.list_bin(store)) == 1
    assert bins.tidy(store, NOON + 40 * DAY).documents == 1


def test_a_file_that_is_only_read_is_left_as_it_is(store, plan):
    plans.delete_plan(store, plan.id, now=NOON)
    store.close()
    with files.open_file(store.path, read_only=True) as reading:
        assert bins.tidy(reading, NOON + 40 * DAY).documents == 0
        assert len(bins.list_bin(reading)) == 1
        with pytest.raises(UserError, match="chỉ được đọc"):
            bins.restore(reading, plan.id)
    assert list_copies(store.path) == ()


def test_a_copy_is_kept_before_anything_goes(store, plan):
    plans.delete_plan(store, plan.id, now=NOON)
    assert bins.tidy(store, NOON + 20 * DAY).documents == 0
    assert list_copies(store.path) == ()
    assert bins.tidy(store, NOON + 40 * DAY).documents == 1
    (copy,) = list_copies(store.path)
    assert copy.why == "deletion"
    with files.open_file(copy.path) as kept:
        bins.restore(kept, plan.id)
        assert plans.get_plan(kept, plan.id) == plan


def test_what_was_deleted_while_the_clock_stood_back_rests_as_long(store, plan, sample_plan):
    other = plans.add_plan(store, sample_plan)
    plans.delete_plan(store, other.id, now=NOON)
    plans.delete_plan(store, plan.id, now=NOON - 12_000 * DAY)  # before the file was begun
    assert all(one.deleted_at >= NOON for one in bins.list_bin(store))
    assert bins.tidy(store, NOON + DAY).documents == 0


def test_one_deletion_under_a_clock_ten_years_ahead_does_not_hold_up_the_later_ones(store, plan, sample_plan):
    now = dt.datetime.now().astimezone()
    other = plans.add_plan(store, sample_plan)
    plans.delete_plan(store, other.id, now=now + 3653 * DAY)
    plans.delete_plan(store, plan.id, now=now)
    assert {one.id: one.deleted_at - now < DAY for one in bins.list_bin(store)}[plan.id]
    assert bins.tidy(store, now + 29 * DAY).documents == 0
    assert bins.tidy(store, now + 31 * DAY).documents == 1
    assert [one.id for one in bins.list_bin(store)] == [other.id], "what is not certain stays"


def test_years_of_work_outweigh_a_clock_that_has_fallen_back():
    years = [NOON + days * DAY for days in range(0, 3000, 50)]
    assert resting.newest_of(years, NOON + 10 * DAY) == years[-1]
    assert resting.newest_of(years, NOON - 6000 * DAY) == years[-1]
    assert resting.newest_of(years, years[-1] + DAY) == years[-1]
    assert resting.newest_of([*years, years[-1] + 9000 * DAY], years[-1] + DAY) == years[-1]
    assert resting.newest_of([], NOON) is None


def test_removing_for_good_takes_all_or_nothing_and_only_what_is_in_the_bin(store, plan, report, sample_plan):
    kept = plans.add_plan(store, sample_plan)
    plans.delete_plan(store, plan.id, now=NOON)
    assert bins.remove(store, [plan.id, kept.id, 999]) == 1
    assert plans.get_plan(store, kept.id) == sample_plan
    assert rows(store, "plan") == 1
    assert bins.list_bin(store) == ()


def test_the_bin_is_emptied_whole(store, plan, report, sample_plan):
    other = plans.add_plan(store, sample_plan)
    reports.delete_draft(store, report.id, NOON)
    plans.delete_plan(store, plan.id, now=NOON + DAY)
    assert bins.empty(store) == 2
    assert [one.id for one in plans.list_plans(store)] == [other.id]
    assert rows(store, "plan") == 1
    assert bins.empty(store) == 0


def test_what_is_in_the_bin_can_be_looked_at(store, plan, report):
    plans.delete_plan(store, plan.id, now=NOON)
    assert bins.look_at(store, plan.id) == (plan, None)
    assert bins.look_at(store, report.id) == (report, plan)
    with pytest.raises(UserError):
        bins.look_at(store, 999)


def test_a_copy_of_the_file_has_its_bin(store, plan, tmp_path: Path):
    plans.delete_plan(store, plan.id, now=NOON)
    files.back_up(store.path, tmp_path / "ban-sao.kehoach")
    with files.open_file(tmp_path / "ban-sao.kehoach") as copy:
        bins.restore(copy, plan.id)
        assert plans.get_plan(copy, plan.id) == plan


def test_a_window_only_to_look_removes_nothing_and_keeps_no_copy(store, plan):
    plans.delete_plan(store, plan.id, now=NOON)
    store.close()
    with files.open_file(store.path, read_only=True) as looking:
        for remove in (lambda: bins.remove(looking, [plan.id]), lambda: bins.empty(looking)):
            with pytest.raises(UserError, match="chỉ để xem"):
                remove()
    assert list_copies(store.path) == ()
