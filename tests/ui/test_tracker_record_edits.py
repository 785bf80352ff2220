"""A quarter's record comes into being when first written, in its place among the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.edits import SetField, Splice, apply, inverse
from kehoach_desktop.domain.figures import says_something
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Plan,
    Progress,
    Quantity,
    State,
    Target,
    Task,
)
from kehoach_desktop.ui.tracker.grid_model import counted_text, state_text
from kehoach_desktop.ui.tracker.record_edits import (
    add_entry,
    change_quantity,
    record_of,
    rename_target,
    set_state,
    set_target,
    write,
    write_cells,
)


def plan_of(*tasks: Task) -> Plan:
    return Plan(2026, appendices=(Appendix("A", (Activity("N", tasks),)),), id=1)


def tasks_of(plan: Plan) -> tuple[Task, ...]:
    return plan.appendices[0].activities[0].tasks


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_records_stay_in_order_of_quarters(quarters: list[int]) -> None:
    plan = plan_of(Task("a"))
    for number, quarter in enumerate(quarters):
        edit = write(tasks_of(plan)[0], quarter, result=f"lần {number}")
        plan = apply(plan, edit) if edit else plan
    shown = [record.quarter for record in tasks_of(plan)[0].progress]
    assert shown == sorted(set(quarters))


def test_a_field_of_a_record_there_is_is_set() -> None:
    task = Task("a", progress=(Progress(2, result="cũ"),))
    edit = write(task, 2, result="mới")
    assert edit == SetField("progress", task.progress[0].id, "result", "cũ", "mới")
    assert write(task, 2, result="cũ") is None
    assert write(task, 3, result="") is None


@given(st.sampled_from(State), st.sets(st.tuples(st.integers(0, 1), st.integers(1, 4)), min_size=1))
def test_a_state_for_many_cells_is_one_edit(state: State, cells: set[tuple[int, int]]) -> None:
    plan = plan_of(Task("a", progress=(Progress(2, State.LATE, 70),)), Task("b"))
    edit = set_state([(tasks_of(plan)[row], quarter) for row, quarter in cells], state)
    if edit is None:
        assert state in {State.NONE, State.LATE}
        return
    after = apply(plan, edit)
    for row, quarter in cells:
        record = record_of(tasks_of(after)[row], quarter) or Progress(quarter)
        assert record.status is state
        if state is State.DONE:
            assert record.percent == 100
    for task in tasks_of(after):
        numbers = [record.quarter for record in task.progress]
        assert numbers == sorted(set(numbers))
    assert apply(after, inverse(edit)) == plan


def test_the_first_quantity_begins_the_record() -> None:
    task = Task("a", progress=(Progress(1), Progress(4)))
    edit = add_entry(task, 3, "quantities", Quantity("Tin", "tin", 2))
    assert isinstance(edit, Splice)
    assert (edit.kind, edit.slot, edit.at) == ("task", "progress", 1)
    assert edit.new[0].quantities == (Quantity("Tin", "tin", 2),)


@pytest.mark.parametrize("known", [None, Progress(3, percent=20, difficulty="Loa hỏng")])
def test_the_first_result_or_quantity_begins_the_work(known: Progress | None) -> None:
    task = Task("A", progress=(known,) if known else ())
    for edit in (
        write(task, 3, result="Đã phát"),
        add_entry(task, 3, "quantities", Quantity("Tin", "tin", 2)),
        write_cells([(task, 3)], result="Đã phát"),
    ):
        assert edit is not None
        assert record_of(tasks_of(apply(plan_of(task), edit))[0], 3).status is State.DOING
    edits = (
        write(task, 3, proposal="Xin loa"),
        add_entry(task, 3, "evidence", Evidence("Ảnh", "https://a.vn")),
    )
    for edit in edits:
        assert record_of(tasks_of(apply(plan_of(task), edit))[0], 3).status is State.NONE


def test_an_empty_record_has_no_content() -> None:
    assert not says_something(Progress(3))
    assert says_something(Progress(3, proposal="x"))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (None, "Chưa ghi"),
        (Progress(1, State.DONE, 100), "Hoàn thành"),
        (Progress(1, State.LATE, 33), "Chậm 33 %"),
        (Progress(1, State.DOING, 0), "Đang làm 0 %"),
        (Progress(1, State.DROPPED, 40), "Không thực hiện"),
    ],
)
def test_states_in_words(record: Progress | None, words: str) -> None:
    assert state_text(record) == words


def test_unlike_units_are_never_added() -> None:
    counted = (Quantity("Tin", "tin", 1), Quantity("Tin", "tin", 0.1), Quantity("Tin", "giờ", 2150))
    assert counted_text(counted) == "1,1 tin · 2.150 giờ"


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["", "tờ"]), st.none() | st.integers(1, 99)),
        max_size=12,
    )
)
def test_targets_are_one_for_each_indicator_and_unit(typed: list[tuple[str, str, int | None]]) -> None:
    plan = start = plan_of(Task("a", targets=(Target("a", "tờ", 5),)))
    held: dict[tuple[str, str], int] = {("a", "tờ"): 5}
    done = []
    for indicator, unit, value in typed:
        edit = set_target(tasks_of(plan)[0], indicator, unit, value)
        assert (edit is None) == (held.get((indicator, unit)) == value)
        if value is None:
            held.pop((indicator, unit), None)
        else:
            held[indicator, unit] = value
        if edit is not None:
            plan = apply(plan, edit)
            done.append(edit)
        assert {(t.indicator, t.unit): t.value for t in tasks_of(plan)[0].targets} == held
        assert len(tasks_of(plan)[0].targets) == len(held)
    for edit in reversed(done):
        plan = apply(plan, inverse(edit))
    assert plan == start


def test_a_target_takes_no_place_that_another_has() -> None:
    task = Task("a", targets=(Target("Tin", "tin", 5), Target("Bài", "bài", 6)))
    assert rename_target(task, task.targets[0], "Bài", "bài") is None
    renamed = tasks_of(apply(plan_of(task), rename_target(task, task.targets[0], "Tin, bài", "tin")))[0]
    assert renamed.targets == (Target("Tin, bài", "tin", 5), Target("Bài", "bài", 6))


def test_a_renamed_quantity_joins_a_target_that_is_there() -> None:
    record = Progress(1, quantities=(Quantity("Tin", "tin", 3),))
    task = Task("a", progress=(record,), targets=(Target("Tin", "tin", 5), Target("Bài", "tin", 6)))
    edit = change_quantity(task, record.quantities[0], {"indicator": "Bài"})
    after = tasks_of(apply(plan_of(task), edit))[0]
    assert after.progress[0].quantities == (Quantity("Bài", "tin", 3),)
    assert after.targets == task.targets
    assert change_quantity(task, record.quantities[0], {"value": 3}) is None


def test_a_text_goes_into_many_records_at_once() -> None:
    plan = plan_of(Task("a", progress=(Progress(2, State.DONE, 100, "cũ"),)), Task("b"))
    cells = [(task, quarter) for task in tasks_of(plan) for quarter in (1, 2)]
    after = apply(plan, write_cells(cells, difficulty="thiếu giấy"))
    records = [record_of(task, quarter) for task in tasks_of(after) for quarter in (1, 2)]
    assert {record.difficulty for record in records} == {"thiếu giấy"}
    assert records[1].result == "cũ"
    assert write_cells([(tasks_of(after)[0], 2)], difficulty="thiếu giấy") is None
