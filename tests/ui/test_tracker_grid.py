"""The grid's model: groups, filter and edits of every kind against a plain list, under Qt's own checks."""

import random
from collections import Counter

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from kehoach_desktop.domain.edits import Batch, SetField, Splice, apply, move
from kehoach_desktop.domain.figures import all_tasks, figures, is_overdue, state
from kehoach_desktop.domain.periods import find, period
from kehoach_desktop.domain.plan import Activity, Appendix, Plan, Progress, State, Task
from kehoach_desktop.domain.text import search_key
from kehoach_desktop.services.plans import read_template
from kehoach_desktop.ui.tracker.arrangement import OVERDUE, Filter, Grouping, leads_of
from kehoach_desktop.ui.tracker.grid_model import GridModel
from kehoach_desktop.ui.tracker.grid_rows import GridRow, GroupRow, Look, look_at

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LEADS = ("Văn phòng HĐND và UBND", "văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Công an xã", "")
TIMES = ("Quý I", "Quý II, III", "Thường xuyên", "trước 15/6", "khi cần", "Quý IV")


def look(code: str, plan: Plan) -> Look:
    return look_at(find(plan.year, code, plan.scheme), plan.year, plan.scheme)


@pytest.fixture
def model(qapp) -> GridModel:
    made = GridModel()
    made.checker = QAbstractItemModelTester(made, FATAL, made)
    return made


@pytest.fixture
def sample() -> Plan:
    return read_template("sample-2026")


def opened(model: GridModel, plan: Plan, code: str = "Q3") -> GridModel:
    model.open_plan(plan, look(code, plan))
    return model


def task_rows(model: GridModel) -> list[GridRow]:
    return [row for row in model.rows if isinstance(row, GridRow)]


def groups(model: GridModel) -> list[GroupRow]:
    return [row for row in model.rows if isinstance(row, GroupRow)]


def test_groups_by_content_stand_as_in_the_plan(model: GridModel, sample: Plan) -> None:
    opened(model, sample).set_grouping(Grouping.CONTENT)
    contents = [a for appendix in sample.appendices for a in appendix.activities]
    assert [row.name for row in groups(model)] == [f"{n}. {a.content}" for n, a in enumerate(contents, 1)]
    assert [row.total for row in groups(model)] == [len(a.tasks) for a in contents]
    assert [row.task for row in task_rows(model)] == list(all_tasks(sample))


def test_groups_count_what_the_figures_count(model: GridModel, sample: Plan) -> None:
    for code in ("Q1", "Q2", "Q3", "Q4", "6T", "NAM", "2026-04-01:2026-05-10", "2025-01-01:2025-02-01"):
        counted = figures(sample, find(2026, code))
        for grouping in (Grouping.CONTENT, Grouping.LEAD, Grouping.STATE):
            opened(model, sample, code).set_grouping(grouping)
            assert sum(row.total for row in groups(model)) == counted.total
            assert sum(row.done for row in groups(model)) == counted.states[State.DONE]
            assert sum(row.overdue for row in groups(model)) == counted.overdue


def test_a_group_says_its_progress_in_words(model: GridModel, sample: Plan) -> None:
    opened(model, sample).set_grouping(Grouping.CONTENT)
    assert model.index(3, 2).data().endswith("1/2 hoàn thành, 1 quá hạn, đang mở")
    model.set_open([3], is_open=False)
    assert model.index(3, 0).data().endswith("đã thu gọn")
    assert isinstance(model.rows[4], GroupRow)


def test_closed_groups_hide_their_rows_and_open_again(model: GridModel, sample: Plan) -> None:
    opened(model, sample).set_grouping(Grouping.LEAD)
    everything = list(model.rows)
    model.set_all_open(is_open=False)
    assert len(model.rows) == len(groups(model))
    model.set_all_open(is_open=True)
    assert model.rows == everything


def test_one_body_in_two_spellings_is_one_group(model: GridModel) -> None:
    tasks = (Task("A", LEADS[0]), Task("B", LEADS[1]), Task("C"))
    plan = Plan(2026, "P", appendices=(Appendix("", (Activity("N", tasks),)),))
    opened(model, plan).set_grouping(Grouping.LEAD)
    assert [(row.name, row.total) for row in groups(model)] == [(LEADS[0], 2), ("Chưa ghi chủ trì", 1)]


def test_two_appendices_are_told_apart(model: GridModel) -> None:
    one = (Activity("Tuyên truyền", (Task("A"),)),)
    two = (Activity("Tuyên truyền", (Task("B"),)), Activity("", (Task("C"),)))
    plan = Plan(2026, "P", appendices=(Appendix("X", one), Appendix("Y", two)))
    opened(model, plan).set_grouping(Grouping.CONTENT)
    assert [row.name for row in groups(model)] == [
        "Phụ lục I, 1. Tuyên truyền",
        "Phụ lục II, 1. Tuyên truyền",
        "Phụ lục II, 2. (chưa ghi nội dung)",
    ]


@pytest.mark.parametrize("typed", ["tuyen truyen", "Tuyên TRUYỀN", "van phong to gap", "khong co gi ca", "đ"])
def test_words_are_found_without_marks_in_task_content_and_lead(model, sample, typed: str) -> None:
    opened(model, sample).set_filter(Filter(typed))
    found = []
    for appendix in sample.appendices:
        for number, activity in enumerate(appendix.activities, 1):
            for task in activity.tasks:
                text = search_key(
                    f"{number}. {activity.content} {task.form} {task.lead or 'chưa ghi chủ trì'}"
                )
                if all(word in text for word in search_key(typed).split()):
                    found.append(task)
    assert [row.task for row in task_rows(model)] == found
    model.set_filter(Filter())
    assert len(task_rows(model)) == 19


@pytest.mark.parametrize("wanted", [*State, OVERDUE])
def test_a_state_is_that_of_the_periods_end(model, sample, wanted: str) -> None:
    for code in ("Q2", "Q4", "NAM"):
        when = period(2026, code)
        opened(model, sample, code).set_filter(Filter(state=str(wanted)))
        right = [
            task
            for task in all_tasks(sample)
            if (
                is_overdue(task, 2026, when, sample.scheme)
                if wanted == OVERDUE
                else state(task, 2026, when, sample.scheme) is wanted
            )
        ]
        assert [row.task for row in task_rows(model)] == right


def test_a_lead_is_found_in_every_spelling(model: GridModel) -> None:
    tasks = (Task("A", LEADS[0]), Task("B", LEADS[1]), Task("C"))
    plan = Plan(2026, "P", appendices=(Appendix("", (Activity("N", tasks),)),))
    opened(model, plan)
    (office, _), (nobody, said) = leads_of(model.tasks)
    model.set_filter(Filter(lead=office))
    assert [row.task.form for row in task_rows(model)] == ["A", "B"]
    model.set_filter(Filter(lead=nobody))
    assert [row.task.form for row in task_rows(model)] == ["C"]
    assert said == "Chưa ghi chủ trì"


def done(number: int, stands: State = State.DONE) -> Progress:
    return Progress(number, stands, 100)


@pytest.mark.parametrize(
    ("task", "is_shown"),
    [
        (Task(time="Quý III"), True),
        (Task(time="Quý III", progress=(done(3),)), False),
        (Task(time="Quý III", progress=(done(3, State.DROPPED),)), False),
        (Task(time="Quý III", progress=(done(3, State.LATE),)), True),
        (Task(time="Quý III", progress=(done(2),)), False),  # done before its time
        (Task(time="Quý IV"), False),
        (Task(time="Quý II"), True),  # overdue
        (Task(time="Quý II", progress=(done(2),)), False),
        (Task(time="Thường xuyên", progress=(done(1), done(2))), True),  # this quarter's is still to do
        (Task(time="Thường xuyên", progress=(done(2), done(3))), False),
        (Task(time="khi cần"), True),
        (Task(time="khi cần", progress=(done(3),)), False),
    ],
)
def test_only_what_is_due_and_not_done_is_to_do(model: GridModel, task: Task, is_shown: bool) -> None:
    plan = Plan(2026, "P", appendices=(Appendix("", (Activity("N", (task,)),)),))
    opened(model, plan, "Q3").set_filter(Filter(is_to_do_only=True))
    assert bool(task_rows(model)) is is_shown


def test_what_is_overdue_is_marked_once_and_named(model: GridModel) -> None:
    tasks = (
        Task("A", time="Quý I"),
        Task("B", time="Quý I", progress=(Progress(1, State.DOING, 40), Progress(2, State.DOING, 60))),
        Task("C", time="Quý I", progress=(done(2),)),
        Task("D", time="Quý III"),
    )
    plan = Plan(2026, "P", appendices=(Appendix("", (Activity("N", tasks),)),))
    opened(model, plan, "Q2")
    assert [model.index(row, 1).data() for row in range(4)] == [
        "Quá hạn",
        "Đang làm 40 %",
        "Chưa ghi",
        "Không đến hạn",
    ]
    assert model.index(1, 2).data() == "Đang làm 60 %, quá hạn"
    assert model.index(0, 0).data() == "A, quá hạn 14/3/2026"
    assert model.index(3, 3).data() == "Chưa ghi"


def test_a_drifted_cell_says_so(model: GridModel, sample: Plan) -> None:
    opened(model, sample)
    model.show_drift([(model.rows[0].key, 1)])
    assert model.index(0, 1).data().endswith("khác số đã chốt")
    assert "chốt" not in model.index(0, 2).data()


def test_what_was_just_recorded_stays_until_the_filter_is_applied_again(model, sample, qtbot) -> None:
    opened(model, sample).set_filter(Filter(is_to_do_only=True))
    before = [row.key for row in task_rows(model)]
    task = task_rows(model)[0].task
    plan = apply(sample, Splice("task", task.id, "progress", len(task.progress), (), ()))
    record = next((one for one in task.progress if one.quarter == 3), None)
    assert record is not None
    plan = apply(plan, SetField("progress", record.id, "status", record.status, State.DONE))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsRemoved):
        model.follow_plan(plan)
    assert [row.key for row in task_rows(model)] == before
    assert model.stale == 1
    model.reapply()
    assert [row.key for row in task_rows(model)] == before[1:]
    assert model.stale == 0


def test_an_edit_tells_the_one_cell_and_the_groups_heading(model, sample, qtbot) -> None:
    opened(model, sample).set_grouping(Grouping.CONTENT)
    record = model.rows[1].record(3)
    told = []
    model.dataChanged.connect(lambda a, b, *_: told.append((a.row(), a.column(), b.row(), b.column())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.follow_plan(apply(sample, SetField("progress", record.id, "status", record.status, State.DONE)))
    assert told == [(0, 0, 0, 4), (1, 3, 1, 3)]
    assert groups(model)[0].done == 2


def test_an_edit_of_thousands_of_tasks_is_told_once_when_all_rows_are_the_new_ones(model, qtbot) -> None:
    activities = tuple(
        Activity(
            f"Nội dung {a}",
            tuple(Task(f"Việc {n}", LEADS[n % 3], id=1 + 10 * a + n) for n in range(10)),
            id=a,
        )
        for a in range(1, 31)
    )
    plan = Plan(2026, "P", appendices=(Appendix("", activities, id=1),), id=1)
    opened(model, plan).set_grouping(Grouping.CONTENT)
    edit = Batch(
        tuple(
            SetField("task", task.id, "lead", task.lead, "Phòng Tư pháp")
            for activity in activities
            for task in activity.tasks
        )
    )
    told = []

    def look(first, last, *_roles):
        leads = {row.task.lead for row in task_rows(model)}
        told.append((first.row(), first.column(), last.row(), last.column(), leads))

    model.dataChanged.connect(look)
    with qtbot.assertNotEmitted(model.modelReset):
        model.follow_plan(apply(plan, edit))
    assert told == [(0, 0, len(model.rows) - 1, 4, {"Phòng Tư pháp"})]
    fresh = opened(GridModel(), apply(plan, edit))
    fresh.set_grouping(Grouping.CONTENT)
    assert [row.cells for row in groups(model)] == [row.cells for row in groups(fresh)]


def random_plan(rng: random.Random) -> Plan:
    return Plan(2026, "P", appendices=tuple(Appendix(f"P{n}", _activities(rng, 5)) for n in range(2)), id=1)


def _activities(rng: random.Random, most: int) -> tuple[Activity, ...]:
    return tuple(
        Activity(f"Nội dung {rng.randrange(9)}", tuple(_task(rng) for _ in range(rng.randint(1, 4))))
        for _ in range(rng.randint(1, most))
    )


def _task(rng: random.Random) -> Task:
    quarters = sorted(rng.sample(range(1, 5), rng.randint(0, 3)))
    progress = tuple(Progress(n, rng.choice(list(State)), rng.randrange(101)) for n in quarters)
    forms = ("Phát thanh", "Tin, bài", "Hội nghị", "Tờ gấp")
    return Task(rng.choice(forms), rng.choice(LEADS), time=rng.choice(TIMES), progress=progress)


def random_change(plan: Plan, rng: random.Random) -> Plan:
    """Insert, remove, move, split, join or record at random."""
    appendix = rng.choice(plan.appendices)
    runs = appendix.activities
    verb = rng.choice(("insert", "remove", "move", "split", "join", "move_task", "record", "record", "lead"))
    at = rng.randrange(len(runs)) if runs else 0
    edit: Batch | Splice | SetField | None = None
    if verb == "insert" or not runs:
        edit = Splice("appendix", appendix.id, "activities", at, (), _activities(rng, 3))
    elif verb == "remove":
        edit = Splice("appendix", appendix.id, "activities", at, (runs[at],), ())
    elif verb == "move":
        edit = move("appendix", appendix.id, "activities", runs, at, rng.randrange(len(runs)))
    elif verb == "split" and len(runs[at].tasks) > 1:
        one, rest = runs[at].tasks[:1], runs[at].tasks[1:]
        edit = Batch(
            (
                Splice("activity", runs[at].id, "tasks", 1, rest, ()),
                Splice("appendix", appendix.id, "activities", at + 1, (), (Activity("Tách", rest),)),
            )
        )
        assert one
    elif verb == "join" and at + 1 < len(runs):
        edit = Batch(
            (
                Splice("appendix", appendix.id, "activities", at + 1, (runs[at + 1],), ()),
                Splice("activity", runs[at].id, "tasks", len(runs[at].tasks), (), runs[at + 1].tasks),
            )
        )
    elif verb == "move_task" and len(runs[at].tasks) > 1:
        tasks = runs[at].tasks
        edit = move("activity", runs[at].id, "tasks", tasks, 0, rng.randrange(len(tasks)))
    elif verb == "lead":
        task = rng.choice(runs[at].tasks)
        edit = SetField("task", task.id, "lead", task.lead, rng.choice(LEADS))
    else:
        task = rng.choice(runs[at].tasks)
        fresh = _task(rng).progress
        edit = Splice("task", task.id, "progress", 0, task.progress, fresh)
    return apply(plan, edit)


def check(model: GridModel, plan: Plan, kept: set[int], closed: set[str]) -> None:
    """Compare what is shown with a plain list: the tasks that may be seen, under the right headings."""
    here = look("Q3", plan)
    plain = opened(GridModel(), plan)
    rows = {row.key: row for row in plain.rows}
    assert list(rows) == [row.key for row in model.tasks] == [task.id for task in all_tasks(plan)]
    assert [row.cells for row in model.tasks] == [row.cells for row in plain.rows]
    expected = [key for key in rows if key in kept]
    assert [row.key for row in model.passed] == expected
    assert model.count_courses() == Counter([row.course for row in model.passed])
    names: dict[int, str] = {}
    name = ""
    for shown in model.rows:
        if isinstance(shown, GroupRow):
            name = shown.name
            members = [rows[key] for key in expected if _group_of(model, rows[key]) == name]
            assert (shown.total, shown.done) == (
                len(members),
                sum(row.course.seen(here).state is State.DONE for row in members),
            )
            assert shown.is_open == (name not in closed)
        else:
            names[shown.key] = name
            assert shown.task is rows[shown.key].task
    visible = [key for key in expected if _group_of(model, rows[key]) not in closed]
    assert sorted(names) == sorted(visible)
    assert all(names[key] == _group_of(model, rows[key]) for key in visible)


def _group_of(model: GridModel, row: GridRow) -> str:
    if model.grouping is Grouping.CONTENT:
        return row.place[1]
    if model.grouping is Grouping.LEAD:
        alike = (other for other in model.passed if search_key(other.task.lead) == search_key(row.task.lead))
        return next(alike).task.lead or "Chưa ghi chủ trì"
    return ""


@pytest.mark.parametrize("grouping", [Grouping.NONE, Grouping.CONTENT, Grouping.LEAD])
@pytest.mark.parametrize("sought", [Filter(), Filter("phat"), Filter(is_to_do_only=True)])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_in_groups_and_under_a_filter(model, grouping, sought: Filter, seed: int) -> None:
    rng = random.Random(f"{grouping}{sought}{seed}")
    plan = random_plan(rng)
    opened(model, plan)
    model.set_grouping(grouping)
    model.set_filter(sought)
    kept = {row.key for row in model.passed}
    for _ in range(30):
        before = {row.key: row for row in model.tasks}
        plan = random_change(plan, rng)
        model.follow_plan(plan)
        fresh = opened(GridModel(), plan)
        fresh.set_filter(sought)
        matching = {row.key for row in fresh.passed}
        now = {row.key: row for row in model.tasks}
        kept = {key for key in now if key in kept or (key in matching and now[key] is not before.get(key))}
        check(model, plan, kept, {row.name for row in groups(model) if not row.is_open})
        if grouping and rng.random() < 0.3 and model.rows:
            places = [n for n, row in enumerate(model.rows) if isinstance(row, GroupRow)]
            model.set_open([rng.choice(places)], is_open=rng.random() < 0.5)
        if rng.random() < 0.1:
            model.reapply()
            kept = matching


def test_many_rows_that_go_at_once_are_taken_anew(model, qtbot) -> None:
    tasks = tuple(Task(f"Việc {n}", LEADS[n % 3]) for n in range(3000))
    plan = Plan(2026, "P", appendices=(Appendix("", (Activity("N", tasks),)),))
    opened(model, plan)
    with qtbot.waitSignal(model.modelReset):
        model.set_filter(Filter("việc 29"))
    assert [row.task.form for row in task_rows(model)] == [f"Việc {n}" for n in range(3000) if "29" in str(n)]
