"""The reports on a plan go out and come in with it, to the byte, and their links live on."""

import datetime as dt
import json

import pytest
from worked_year import PLAN_2026

from kehoach_desktop.cli import run
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.linked import links
from kehoach_desktop.domain.periods import between, period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.figures import figure_texts, refresh_figures
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.services import editing, exporting, files, importing, plans, reports, sending

Q2 = period(2026, "Q2")


@pytest.fixture
def dumped(store, tmp_path):
    """A file with a plan, a report sent, its replacement, and one of two days."""
    plan = plans.add_plan(store, PLAN_2026)
    report = reports.begin_report(store, plan, Q2)
    letter = Letter("15", dt.date(2026, 6, 17), "Báo cáo", "Kính gửi: UBND tỉnh\n")
    pack = sending.make_pack(report, plan, letter, tmp_path)
    sent, _ = editing.apply_edit(store, report, pack.edit)
    reports.begin_replacement(store, sent)
    reports.begin_report(store, plan, between(dt.date(2026, 4, 1), dt.date(2026, 8, 31)))
    target = tmp_path / "kh.json"
    exporting.export_json(plan, target, reports.reports_on(store, plan.id))
    return target


def loaded(source, folder) -> tuple[files.Store, Plan]:
    store = files.open_file(folder / "khác.kehoach", create=True)
    read = importing.read_document(source)
    return store, plans.add_plan(store, read.plan, read.reports)


def test_reports_and_what_was_sent_come_back_to_the_byte(store, dumped, tmp_path):
    before = reports.reports_on(store, 1)
    other, plan = loaded(dumped, tmp_path)
    with other:
        again = reports.reports_on(other, plan.id)
        assert len(again) == 3
        assert [one.sendings for one in again] == [one.sendings for one in before]
        assert sending.is_sound(again[0].sendings[0])
        assert [one.reporting for one in again] == [one.reporting for one in before]
        assert {one.reporting.plan_id for one in again} == {plan.id}
        assert [one.addressees for one in again] == [one.addressees for one in before]
        second = tmp_path / "lại.json"
        exporting.export_json(plans.get_plan(other, plan.id), second, again)
    assert second.read_bytes() == dumped.read_bytes()


def test_links_name_the_tasks_of_the_plan_they_came_in_with(dumped, tmp_path):
    other, plan = loaded(dumped, tmp_path)
    with other:
        draft = reports.reports_on(other, plan.id)[1]
    known = figure_texts(plan, Q2)
    of_tasks = [link.key for item in draft.body for link in links(item) if link.key.startswith("task")]
    assert len(of_tasks) > 5
    assert set(of_tasks) <= set(known)
    assert refresh_figures(draft, plan) is None


def test_in_the_file_a_task_is_known_by_its_place(dumped):
    text = dumped.read_text("utf-8")
    assert "figure:task:1.1.2:tin,bài:tin,bài=6" in text
    assert '"reports"' in text


def test_the_command_line_carries_reports_too(store, dumped, tmp_path, capsys):
    database = tmp_path / "b.kehoach"
    assert run(["load", str(dumped), "--db", str(database)]) == 0
    assert run(["dump", "--db", str(database), "--out", str(tmp_path / "c.json")]) == 0
    assert (tmp_path / "c.json").read_bytes() == dumped.read_bytes()
    capsys.readouterr()
    assert run(["list", "--db", str(database), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1  # reports are no plans


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda report: report.pop("period"), "plan.reports[0].period bị thiếu"),
        (lambda report: report["period"].update({"to": "2020-01-01"}), "plan.reports[0].period"),
        (lambda report: report.update({"lạ": 1}), "khóa lạ “lạ” ở plan.reports[0]"),
        (lambda report: report["sendings"][0].update({"pdf": "?"}), "plan.reports[0].sendings[0].pdf"),
        (lambda report: report["sendings"][0].pop("checksum"), "checksum"),
        (lambda report: report.update({"reports": []}), "reports"),
    ],
)
def test_what_is_wrong_in_a_report_is_named_and_nothing_is_read(dumped, change, said):
    document = json.loads(dumped.read_text("utf-8"))
    change(document["plan"]["reports"][0])
    dumped.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        importing.read_document(dumped)
    assert said in str(refused.value)
