import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.periods import CALENDAR, DECREE_09, REFORM
from kehoach_desktop.domain.plan import Plan, Signature
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Office


@pytest.mark.parametrize("template", [t.key for t in plans.TEMPLATES])
def test_a_new_plan_moves_the_template_to_its_year(template):
    office = Office(
        "UBND tỉnh A", "UBND xã B", "B", "KH-UBND", Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "")
    )
    plan = plans.draft_plan(template, 2031, office)
    assert plan.year == 2031
    assert "2031" in plan.subject
    assert "2026" not in plan.subject
    assert (plan.superior, plan.issuer, plan.place) == ("UBND tỉnh A", "UBND xã B", "B")
    assert plan.signature.title == "CHỦ TỊCH"
    assert (plan.number, plan.date, plan.status) == ("", None, "draft")
    assert not any(task.progress for x in plan.appendices for a in x.activities for task in a.tasks)


def test_the_year_of_a_cited_document_stays():
    plan = plans.draft_plan("template-xa", 2031, Office())
    cited = [item.text for item in plan.preamble if "63/2010" in item.text]
    assert all("2010" in text for text in cited)


def test_a_plan_that_is_not_there(tmp_path):
    with files.open_file(tmp_path / "a.kehoach", create=True) as store:
        with pytest.raises(UserError, match="số 7"):
            plans.get_plan(store, 7)
        with pytest.raises(UserError, match="số 7"):
            plans.delete_plan(store, 7)


def test_a_plan_may_be_added_twice(tmp_path, sample_plan):
    with files.open_file(tmp_path / "a.kehoach", create=True) as store:
        first, second = plans.add_plan(store, sample_plan), plans.add_plan(store, sample_plan)
        assert first == second == sample_plan
        assert plans.get_plan(store, first.id) == plans.get_plan(store, second.id) == sample_plan


def test_a_plan_begun_takes_the_reporting_periods_of_the_newest(tmp_path):
    with files.open_file(tmp_path / "so.kehoach", create=True) as store:
        begun = Plan(2027)
        assert plans.with_usual_scheme(store, begun) == begun
        plans.add_plan(store, Plan(2026, scheme=REFORM))
        plans.add_plan(store, Plan(2024, scheme=CALENDAR))
        assert plans.with_usual_scheme(store, begun).scheme == REFORM
        plans.add_plan(store, Plan(2026))
        assert plans.with_usual_scheme(store, begun).scheme == DECREE_09
