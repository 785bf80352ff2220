"""Issuing and revising as edits: what each changes, what an issued plan refuses."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain.edits import Batch, SetField, Splice, apply, inverse
from kehoach_desktop.domain.issuing import (
    as_issued,
    has_own_version,
    is_frozen,
    is_refused,
    issue,
    kept_pdf,
    revise,
)
from kehoach_desktop.domain.plan import Activity, Appendix, Item, Level, Plan, Progress, Status, Task, Version
from kehoach_desktop.domain.readiness import what_is_missing

DAY = dt.date(2026, 1, 16)
VERSION = Version("05", DAY, "{}", b"%PDF")
TASK = Task("Tin bài")
DRAFT = Plan(
    year=2026,
    subject="Truyền thông",
    body=(Item(Level.SECTION, "Mục đích"),),
    appendices=(Appendix("Nội dung", (Activity("Đăng tin", (TASK,)),)),),
    id=7,
)
ISSUED = apply(DRAFT, issue(DRAFT, VERSION))


def test_issuing_gives_number_date_and_state_and_keeps_the_version():
    assert (ISSUED.number, ISSUED.date, ISSUED.status) == ("05", DAY, Status.ISSUED)
    assert ISSUED.versions == (VERSION,)
    assert is_frozen(ISSUED)
    assert has_own_version(ISSUED)
    assert apply(ISSUED, inverse(issue(DRAFT, VERSION))) == DRAFT


def test_a_revision_is_a_draft_without_number_and_date_beside_what_went_out():
    edit = revise(ISSUED)
    revision = apply(ISSUED, edit)
    assert (revision.number, revision.date, revision.status) == ("", None, Status.DRAFT)
    assert revision.versions == (VERSION,)
    assert apply(revision, inverse(edit)) == ISSUED


def test_what_was_issued_before_versions_were_kept_is_kept_by_the_revision():
    older = replace(ISSUED, versions=())
    assert not has_own_version(older)
    assert apply(older, revise(older, VERSION)).versions == (VERSION,)
    assert not has_own_version(replace(ISSUED, number="06"))


def test_issuing_again_keeps_the_versions_in_their_order():
    revision = apply(ISSUED, revise(ISSUED))
    later = replace(VERSION, number="21")
    assert [one.number for one in apply(revision, issue(revision, later)).versions] == ["05", "21"]


def test_an_issued_plan_refuses_what_is_on_its_paper_and_takes_the_trackers_records():
    text = Splice("plan", 7, "body", 0, DRAFT.body, ())
    cell = SetField("task", TASK.id, "time", "", "Quý I")
    record = Splice("task", TASK.id, "progress", 0, (), (Progress(1),))
    for edit in (text, cell, Batch((record, cell)), SetField("plan", 7, "number", "05", "06")):
        assert is_refused(ISSUED, edit)
        assert not is_refused(DRAFT, edit)
    assert not is_refused(ISSUED, record)
    assert not is_refused(ISSUED, revise(ISSUED))


def test_a_change_of_state_carries_nothing_else_past_the_refusal():
    state = SetField("plan", 7, "status", Status.ISSUED, Status.DRAFT)
    record = Splice("task", TASK.id, "progress", 0, (), (Progress(1),))
    for other in (
        SetField("plan", 7, "subject", "Truyền thông", "Khác"),
        Splice("plan", 7, "body", 0, DRAFT.body, ()),
        SetField("task", TASK.id, "time", "", "Quý I"),
    ):
        assert is_refused(ISSUED, Batch((state, other)))
    assert not is_refused(ISSUED, state)
    assert not is_refused(ISSUED, Batch((state, record)))
    assert not is_refused(replace(ISSUED, versions=()), revise(ISSUED, VERSION))
    assert is_refused(ISSUED, Splice("plan", 7, "versions", 0, (VERSION,), ()))


def test_only_an_issued_plan_with_its_own_version_has_the_pdf_it_went_out_as():
    assert kept_pdf(ISSUED) == b"%PDF"
    assert kept_pdf(replace(ISSUED, number="06")) == b""
    assert kept_pdf(replace(ISSUED, versions=())) == b""
    assert kept_pdf(replace(ISSUED, status=Status.DRAFT)) == b""


def test_what_goes_out_has_no_versions_of_its_own():
    gone = as_issued(replace(ISSUED, status=Status.DRAFT), "21", DAY)
    assert (gone.number, gone.status, gone.versions) == ("21", Status.ISSUED, ())


def test_what_a_plan_lacks_is_said_and_nothing_of_a_whole_one(sample_plan):
    assert "Chưa có tên cơ quan ban hành." in what_is_missing(DRAFT)
    assert "Chưa có họ và tên người ký." in what_is_missing(DRAFT)
    whole = replace(sample_plan, signature=replace(sample_plan.signature, name="Người ký"))
    assert what_is_missing(whole) == ()
