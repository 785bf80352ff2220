import datetime as dt
from pathlib import Path

import pytest

from kehoach_desktop.domain.next_year import next_plan, proposals
from kehoach_desktop.domain.proposal import Kind
from kehoach_desktop.services import files, importing, next_year, plans

SEEDS = {"000": 2024, "003": 2022, "004": 2025}


def read_seed(folder: Path, name: str):
    (source,) = folder.glob(f"{name}_*.txt")
    book = folder / "000_appendix.xlsx" if name == "000" else None
    return importing.read_source(source, book).plan


def texts(plan):
    return [plan.subject, *(item.text for item in (*plan.preamble, *plan.body))]


@pytest.mark.parametrize("name", SEEDS)
def test_a_real_plan_moves_its_own_years_and_no_documents(seeds, name):
    plan = read_seed(seeds, name)
    year = SEEDS[name] + 1
    found = proposals(plan, year)
    after = next_plan(plan, year, [each for each in found if each.is_accepted])
    assert after.subject == plan.subject.replace(f"năm {plan.year}", f"năm {year}")
    for before, now in zip(texts(plan), texts(after), strict=True):
        if before != now:  # only years of the plan itself
            assert now == before.replace(f"năm {plan.year}", f"năm {year}")
        for document in ("NĐ-CP ngày", "/QĐ-UBND ngày", "/KH-UBND ngày", "giai đoạn 20"):
            assert now.count(document) == before.count(document)
    assert after.preamble[0] == plan.preamble[0]
    assert [each.label for each in found if each.kind is Kind.BASIS][:1] == ["Căn cứ 1"]
    assert f"năm {year}" in after.preamble[1].text
    assert not any(f"năm {plan.year}" in item.text for item in after.body if "/KH-" not in item.text)


def test_the_real_appendix_moves_its_times(seeds):
    plan = read_seed(seeds, "000")
    after = next_plan(plan, 2025, [each for each in proposals(plan, 2025) if each.is_accepted])
    (appendix,) = after.appendices
    assert appendix.title.endswith("NĂM 2025")
    times = {task.time for activity in appendix.activities for task in activity.tasks}
    assert times == {"Thường xuyên trong năm 2025"}


def test_the_plan_made_is_kept_beside_the_one_it_comes_from(tmp_path, sample_plan):
    with files.open_file(tmp_path / "a.kehoach", create=True) as store:
        before = plans.add_plan(store, sample_plan)
        proposed = next_year.propose(before, 2027)
        accepted = [each for each in proposed if each.is_accepted]
        made = next_year.make_next_plan(store, before, 2027, proposed, accepted)
        assert plans.get_plan(store, before.id) == sample_plan
        assert plans.get_plan(store, made.plan.id) == made.plan
        assert [each.year for each in plans.list_plans(store)] == [2027, 2026]
        assert any("12/KH-UBND" in each for each in made.findings)


@pytest.mark.parametrize(("day", "year"), [("2026-09-30", 2026), ("2026-10-01", 2027), ("2027-01-05", 2027)])
def test_from_october_on_a_new_plan_is_for_the_next_year(day, year):
    assert plans.coming_year(dt.date.fromisoformat(day)) == year


@pytest.mark.parametrize("template", [known.key for known in plans.TEMPLATES if known.key])
def test_nothing_of_a_template_is_left_in_its_old_year(template):
    plan = plans.draft_plan(template, 2031, plans.Office())
    assert not any("năm 2026" in text for text in texts(plan))
    assert sum("2025" in text for text in texts(plan)) == sum(
        "2025" in text for text in texts(plans.read_template(template))
    )
