"""Steps between two lists of rows lead from the one to the other, and a block that moves is one move."""

from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.ui.sheet.row_steps import Step, row_steps

ids = st.lists(st.integers(0, 30), unique=True, max_size=20)


def follow(old: list[int], new: list[int]) -> list[int]:
    rows = list(old)
    for step in row_steps(old, new):
        if step.verb == "remove":
            del rows[step.first : step.last + 1]
        elif step.verb == "insert":
            rows[step.first : step.first] = new[step.first : step.last + 1]
        else:
            block = rows[step.first : step.last + 1]
            rest = rows[: step.first] + rows[step.last + 1 :]
            to = step.to if step.to < step.first else step.to - len(block)
            rows = [*rest[:to], *block, *rest[to:]]
    return rows


@given(ids, ids)
def test_the_steps_lead_to_the_new_rows(old: list[int], new: list[int]) -> None:
    assert follow(old, new) == new


@given(st.lists(st.integers(0, 30), unique=True, min_size=2, max_size=20), st.data())
def test_a_block_that_changes_places_is_one_move(rows: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(rows) - 2))
    middle = data.draw(st.integers(first + 1, len(rows) - 1))
    end = data.draw(st.integers(middle + 1, len(rows)))
    moved = rows[:first] + rows[middle:end] + rows[first:middle] + rows[end:]
    assert [step.verb for step in row_steps(rows, moved)] == ["move"]
    assert follow(rows, moved) == moved


def test_equal_rows_need_nothing() -> None:
    assert row_steps([1, 2, 3], [1, 2, 3]) == []


def test_runs_are_told_as_runs() -> None:
    assert row_steps([1, 2, 3, 4, 5], [1, 9, 8, 4, 5]) == [Step("remove", 1, 2), Step("insert", 1, 2)]
