"""The sample plan and the templates: complete, current, believable, and exactly the documented JSON."""

import datetime as dt
import json
import re
import unicodedata

import pytest

from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.legal_basis import full_citation, matching
from kehoach_desktop.domain.timephrase import quarters
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.paths import resources
from kehoach_desktop.services.legal_bases import shipped_bases

FOLDER = resources() / "templates"
TEMPLATES = ("template-xa.json", "template-tinh.json", "template-so.json")
NAMES = ("sample-2026.json", *TEMPLATES)

PLAN_KEYS = [
    "year", "status", "superior", "issuer", "number", "symbol", "place", "date", "subject", "preamble",
    "body", "recipients", "signature", "appendices",
]  # fmt: skip
KEYS = {
    "task": ["form", "lead", "partners", "time", "note", "progress"],
    "progress": [
        "quarter", "status", "percent", "result", "difficulty", "proposal", "quantities", "evidence",
    ],
    "quantity": ["indicator", "unit", "value", "date", "note"],
    "signature": ["authority", "proxy", "title", "name"],
}  # fmt: skip
QUARTERS = {  # the reporting quarters of 2026, Nghị định 09/2019/NĐ-CP
    1: (dt.date(2025, 12, 15), dt.date(2026, 3, 14)),
    2: (dt.date(2026, 3, 15), dt.date(2026, 6, 14)),
    3: (dt.date(2026, 6, 15), dt.date(2026, 9, 14)),
}


def _plan(name):
    return json.loads((FOLDER / name).read_text("utf-8"))["plan"]


def _tasks(plan):
    return [
        task
        for appendix in plan["appendices"]
        for activity in appendix["activities"]
        for task in activity["tasks"]
    ]


def _nodes(nodes):
    for node in nodes:
        yield node
        yield from _nodes(node["children"])


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_the_documented_json_to_the_byte(name):
    raw = (FOLDER / name).read_bytes()
    text = raw.decode("utf-8")
    tree = json.loads(text)
    assert (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode() == raw
    assert unicodedata.is_normalized("NFC", text)
    assert (tree["format"], tree["version"], tree["plan"]["year"]) == ("kehoach-plan", 1, 2026)
    assert list(tree["plan"]) == PLAN_KEYS
    assert list(tree["plan"]["signature"]) == KEYS["signature"]
    for task in _tasks(tree["plan"]):
        assert [key for key in task if key != "targets"] == KEYS["task"]  # an optional key
        for progress in task["progress"]:
            assert list(progress) == KEYS["progress"]
            assert all(list(quantity) == KEYS["quantity"] for quantity in progress["quantities"])
    for node in _nodes(tree["plan"]["body"]):
        assert list(node) == ["level", "text", "children"]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_comes_in_and_goes_out_the_same(name):
    text = (FOLDER / name).read_bytes().decode("utf-8")
    assert plan_to_json(parse_plan(text)) == text


@pytest.mark.parametrize("name", NAMES)
def test_no_template_speaks_of_what_is_gone_or_of_a_person(name):
    plan = _plan(name)
    assert plan["signature"]["name"] == ""
    for text in _strings(plan):
        for gone in (r"\bhuyện\b", r"\bthị trấn\b", r"\bthị xã\b", "61/2018", "107/2021", "{"):
            assert not re.search(gone, text, re.IGNORECASE), text
        assert text == " ".join(text.split()), text


@pytest.mark.parametrize("name", NAMES)
def test_the_text_has_four_sections_and_points_to_its_appendix(name):
    plan = _plan(name)
    assert [node["level"] for node in plan["body"]] == ["section"] * 4
    assert any("Phụ lục kèm theo" in node["text"] for node in _nodes(plan["body"]))
    assert len(plan["appendices"]) == 1
    bases = [item["text"] for item in plan["preamble"] if item["kind"] == "basis"]
    assert len(bases) >= 4
    assert any("118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ" in text for text in bases)


def test_the_sample_is_a_commune_plan_dated_in_january_with_a_full_appendix():
    plan = _plan("sample-2026.json")
    assert plan["status"] == "draft"
    assert plan["date"].startswith("2026-01-")
    assert all(plan[key] for key in ("superior", "issuer", "number", "symbol", "place", "subject"))
    assert plan["recipients"][-1].startswith("Lưu: VT")
    activities = plan["appendices"][0]["activities"]
    assert len(activities) >= 10
    assert sum(len(activity["tasks"]) >= 2 for activity in activities) >= 4
    tasks = _tasks(plan)
    assert len({task["time"] for task in tasks}) >= 8
    assert all(task["form"] and task["lead"] and task["time"] for task in tasks)


def test_the_sample_is_tracked_for_three_quarters_with_dates_inside_them():
    tasks = _tasks(_plan("sample-2026.json"))
    seen = set()
    for task in tasks:
        quarters = [progress["quarter"] for progress in task["progress"]]
        assert quarters == sorted(set(quarters))
        for progress in task["progress"]:
            first, last = QUARTERS[progress["quarter"]]
            seen.add((progress["quarter"], progress["status"]))
            assert (progress["percent"] == 100) == (progress["status"] == "done")
            for quantity in progress["quantities"]:
                assert quantity["value"] > 0
                if quantity["date"]:
                    assert first <= dt.date.fromisoformat(quantity["date"]) <= last
    assert {quarter for quarter, _ in seen} == {1, 2, 3}
    assert {status for _, status in seen} == {"done", "doing", "late"}
    progress = [each for task in tasks for each in task["progress"]]
    assert any(each["difficulty"] for each in progress)
    assert any(each["proposal"] for each in progress)
    assert sum(bool(each["evidence"]) for each in progress) >= 5
    due_in_q3 = [task for task in tasks if task["time"] == "Quý III"]
    assert any(not any(each["quarter"] == 3 for each in task["progress"]) for task in due_in_q3)


@pytest.mark.parametrize("name", NAMES)
def test_every_time_is_understood_and_what_is_recorded_lies_in_or_after_it(name):
    for task in _tasks(_plan(name)):
        due = quarters(task["time"], 2026)
        assert due, task["time"]
        recorded = [progress["quarter"] for progress in task["progress"]]
        assert not recorded or recorded[0] >= min(due), task["form"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_leaves_the_particulars_blank_and_has_no_progress(name):
    plan = _plan(name)
    assert plan["status"] == "draft"
    assert plan["date"] is None
    assert [plan[key] for key in ("superior", "issuer", "number", "place")] == [""] * 4
    assert 3 <= len(plan["appendices"][0]["activities"]) <= 5
    assert all(task["progress"] == [] for task in _tasks(plan))
    assert "2026" in plan["subject"]


@pytest.mark.parametrize("name", NAMES)
def test_every_can_cu_the_library_knows_is_written_as_the_library_writes_it(name):
    texts = [node["text"] for node in _plan(name)["preamble"]]
    cited = [
        (text, matching(one.basis, shipped_bases())) for text in texts for one in parse_citation(text)[:1]
    ]
    known = [(text, basis) for text, basis in cited if basis is not None]
    assert len(known) >= 4
    assert [text for text, _ in known] == [f"Căn cứ {full_citation(basis)};" for _, basis in known]
