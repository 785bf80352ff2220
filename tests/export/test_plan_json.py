import datetime as dt
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehoach_desktop.domain.outline import RANK, settle
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Item,
    Level,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Status,
    Task,
)
from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan

texts = st.text(st.characters(codec="utf-8"), max_size=30).map(clean)


@st.composite
def items(draw, levels):
    text = draw(texts)
    marks = ()
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        marks = ((start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from(["bold", "italic"]))),)
    return Item(draw(st.sampled_from(levels)), text, draw(st.integers(0, 4)), marks)


quantities = st.builds(
    Quantity,
    texts,
    texts,
    st.integers(0, 10**15) | st.floats(0, 1e15, allow_nan=False),
    st.none() | st.dates(dt.date(1900, 1, 1)),
    texts,
)
progress = st.lists(st.integers(1, 4), unique=True, max_size=4).flatmap(
    lambda quarters: st.tuples(
        *(
            st.builds(
                Progress,
                st.just(quarter),
                st.sampled_from(State),
                st.integers(0, 100),
                texts,
                texts,
                texts,
                st.lists(quantities, max_size=2).map(tuple),
                st.lists(st.builds(Evidence, texts, texts), max_size=2).map(tuple),
            )
            for quarter in quarters
        )
    )
)
tasks = st.builds(Task, texts, texts, texts, texts, texts, progress)
activities = st.builds(Activity, texts, st.lists(tasks, min_size=1, max_size=2).map(tuple))
plans = st.builds(
    Plan,
    year=st.integers(1900, 2999),
    subject=texts,
    status=st.sampled_from(Status),
    superior=texts,
    issuer=texts,
    number=texts,
    symbol=texts,
    place=texts,
    date=st.none() | st.dates(dt.date(1900, 1, 1)),
    preamble=st.lists(items([Level.BASIS, Level.PARAGRAPH]), max_size=3).map(
        lambda run: tuple(Item(item.level, item.text, 0, item.marks) for item in run)
    ),
    body=st.lists(items(list(RANK)), max_size=8).map(settle),
    recipients=st.lists(texts, max_size=3).map(tuple),
    signature=st.builds(Signature, texts, texts, texts, texts),
    appendices=st.lists(
        st.builds(Appendix, texts, st.lists(activities, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans)
def test_what_is_dumped_loads_equal_and_dumps_to_the_same_bytes(plan):
    dumped = plan_to_json(plan)
    loaded = parse_plan(dumped)
    assert loaded == plan
    assert plan_to_json(loaded) == dumped


def test_keys_stand_in_the_documented_order_with_two_space_indent():
    task = Task("Tin, bài", "Văn phòng", "", "Quý II", "", (Progress(2, State.DONE, 100),))
    plan = Plan(
        2026,
        "Tuyên truyền",
        preamble=(Item(Level.BASIS, "Căn cứ …"),),
        body=(Item(Level.SECTION, "Mục đích", 0, ((0, 3, "bold"),)), Item(Level.POINT, "Một", 1)),
        appendices=(Appendix("Nội dung", (Activity("Một", (task,)),)),),
    )
    dumped = plan_to_json(plan)
    document = json.loads(dumped)
    assert dumped.startswith(
        '{\n  "format": "kehoach-plan",\n  "version": 1,\n  "plan": {\n    "year": 2026,\n'
    )
    assert dumped.endswith("}\n")
    assert list(document["plan"]) == [
        "year", "status", "superior", "issuer", "number", "symbol", "place", "date", "subject",
        "preamble", "body", "recipients", "signature", "appendices",
    ]  # fmt: skip
    assert document["plan"]["preamble"] == [{"kind": "basis", "text": "Căn cứ …"}]
    section = document["plan"]["body"][0]
    assert list(section) == ["level", "text", "marks", "children"]
    assert section["children"] == [{"level": "point", "text": "Một", "children": []}]
    assert list(document["plan"]["appendices"][0]["activities"][0]["tasks"][0]) == [
        "form", "lead", "partners", "time", "note", "progress",
    ]  # fmt: skip
    assert '"Nội dung"' in dumped


@pytest.mark.parametrize(("value", "written"), [(12.0, "12"), (12.5, "12.5"), (0, "0"), (-0.0, "0")])
def test_a_whole_value_is_written_without_a_fraction(value, written):
    task = Task(progress=(Progress(1, quantities=(Quantity("Tin", "tin", value),)),))
    dumped = plan_to_json(Plan(2026, appendices=(Appendix("", (Activity("", (task,)),)),)))
    assert f'"value": {written},' in dumped


def test_a_value_that_is_no_number_is_never_written():
    task = Task(progress=(Progress(1, quantities=(Quantity("Tin", "tin", math.inf),)),))
    with pytest.raises(ValueError, match="JSON"):
        plan_to_json(Plan(2026, appendices=(Appendix("", (Activity("", (task,)),)),)))
