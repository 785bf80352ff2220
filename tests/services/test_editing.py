import pytest

from kehoach_desktop.data import schema
from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import editing, files, plans


@pytest.fixture
def store(tmp_path):
    with files.open_file(tmp_path / "a.kehoach", create=True) as opened:
        yield opened


def test_an_edit_is_on_the_disk_when_it_returns(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    after, changes = editing.apply_edit(
        store, plan, SetField("plan", plan.id, "place", plan.place, "Bến Tre")
    )
    assert after.place == "Bến Tre"
    assert [c.name for c in changes] == ["place"]
    with files.open_file(store.path, read_only=True) as other:
        assert plans.get_plan(other, plan.id) == after


def test_a_full_disk_refuses_the_edit_and_keeps_the_file(store, sample_plan):
    plan = plans.add_plan(store, sample_plan)
    with store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    huge = SetField("plan", plan.id, "subject", plan.subject, "x" * 1_000_000)
    with pytest.raises(UserError, match="đầy"):
        editing.apply_edit(store, plan, huge)
    assert plans.get_plan(store, plan.id) == plan
    assert files.find_faults(store.path) == []
    with store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert editing.apply_edit(store, plan, huge)[0].subject == "x" * 1_000_000


def test_the_schema_names_every_kind_of_the_domain():
    from kehoach_desktop.domain.edits import SLOTS

    assert set(schema.TABLES) == set(SLOTS)
