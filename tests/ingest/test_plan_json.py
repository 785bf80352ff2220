import copy
import json

import pytest

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Level, Signature, State, Status
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan

TRUE = True
TASK = {"form": "Tin, bài", "lead": "Văn phòng", "partners": "", "time": "Quý II"}
DOCUMENT = {
    "format": "kehoach-plan",
    "version": 1,
    "plan": {
        "year": 2026,
        "issuer": "Ủy ban nhân dân xã Hòa Bình",
        "subject": "Tuyên truyền kiểm soát thủ tục hành chính năm 2026",
        "preamble": [{"kind": "basis", "text": "Căn cứ Luật …"}],
        "body": [
            {
                "level": "section",
                "text": "MỤC ĐÍCH",
                "children": [{"level": "clause", "text": "Mục đích"}, {"level": "bullet", "text": "Một"}],
            }
        ],
        "recipients": ["Như trên", "Lưu: VT"],
        "signature": {"title": "CHỦ TỊCH"},
        "appendices": [{"title": "Nội dung", "activities": [{"content": "Một", "tasks": [TASK]}]}],
    },
}
PROGRESS = "plan.appendices[0].activities[0].tasks[0].progress"


def text_of(change=None):
    document = copy.deepcopy(DOCUMENT)
    if change:
        change(document)
    return json.dumps(document, ensure_ascii=False)


def with_progress(*entries):
    def change(document):
        document["plan"]["appendices"][0]["activities"][0]["tasks"][0]["progress"] = list(entries)

    return change


def with_quantity(**more):
    return with_progress(
        {"quarter": 1, "quantities": [{"indicator": "Tin", "unit": "tin", "value": 1} | more]}
    )


def put(*path_and_value):
    *path, last, value = path_and_value

    def change(document):
        thing = document
        for step in path:
            thing = thing[step]
        thing[last] = value

    return change


def drop(*path):
    def change(document):
        thing = document
        for step in path[:-1]:
            thing = thing[step]
        del thing[path[-1]]

    return change


def test_left_out_keys_take_their_defaults():
    plan = parse_plan(text_of(with_progress({"quarter": 3})))
    assert (plan.status, plan.superior, plan.number, plan.symbol) == (Status.DRAFT, "", "", "KH-UBND")
    assert (plan.place, plan.date) == ("", None)
    assert plan.signature == Signature(title="CHỦ TỊCH")
    assert [(item.level, item.depth) for item in plan.body] == [
        (Level.SECTION, 0),
        (Level.CLAUSE, 1),
        (Level.BULLET, 1),
    ]
    recorded = plan.appendices[0].activities[0].tasks[0].progress[0]
    assert (recorded.quarter, recorded.status, recorded.percent) == (3, State.NONE, 0)
    assert (recorded.quantities, recorded.evidence) == ((), ())


def test_text_becomes_nfc_without_control_characters_and_marks_move_along():
    def change(document):
        document["plan"]["body"][0]["text"] = "Mu\u0323c\x00 đi\u0301ch"  # 11 code points, 8 after
        document["plan"]["body"][0]["marks"] = [[0, 11, "bold"], [9, 10, "italic"]]

    item = parse_plan(text_of(change)).body[0]
    assert item.text == "Mục đích"
    assert item.marks == ((0, 8, "bold"), (6, 7, "italic"))


def test_a_mark_at_the_front_of_the_file_is_passed_over():
    assert parse_plan("\ufeff" + text_of()).year == 2026


def test_a_whole_float_becomes_int():
    plan = parse_plan(text_of(with_quantity(value=12.0)))
    value = plan.appendices[0].activities[0].tasks[0].progress[0].quantities[0].value
    assert value == 12
    assert isinstance(value, int)
    assert parse_plan(plan_to_json(plan)) == plan


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("plan", "colour", "red"), "“colour” ở plan;"),
        (put("more", 1), "“more” ở ngoài cùng"),
        (put("plan", "body", 0, "children", 0, "number", 1), "“number” ở plan.body[0].children[0];"),
        (put("plan", "preamble", 0, "children", []), "“children” ở plan.preamble[0]"),
        (put("plan", "body", 0, "children", 0, "text", 5), "plan.body[0].children[0].text phải là chữ"),
        (put("plan", "body", 0, "level", "chapter"), "plan.body[0].level là “chapter”"),
        (put("plan", "body", 0, "level", "basis"), "plan.body[0].level là “basis”"),
        (put("plan", "body", 0, "children", 0, "level", "section"), "không đứng được dưới “section”"),
        (put("plan", "body", 0, "children", {}), "plan.body[0].children phải là danh sách"),
        (put("plan", "year", "2026"), "plan.year phải là số nguyên"),
        (put("plan", "year", TRUE), "plan.year phải là số nguyên"),
        (put("plan", "year", 1899), "plan.year phải từ 1900 đến 2999"),
        (put("plan", "status", "sent"), "plan.status là “sent”"),
        (put("plan", "date", "2026-02-30"), "plan.date phải là ngày"),
        (put("plan", "date", "20260201"), "plan.date phải là ngày"),
        (put("plan", "preamble", 0, "kind", "section"), "plan.preamble[0].kind"),
        (put("plan", "recipients", [None]), "plan.recipients[0] phải là chữ, không phải null"),
        (put("plan", "signature", []), "plan.signature phải là nhóm khóa"),
        (put("plan", "body", 0, "marks", [[0, 99, "bold"]]), "plan.body[0].marks[0].end"),
        (put("plan", "body", 0, "marks", [[2, 2, "bold"]]), "đầu nhỏ hơn cuối"),
        (put("plan", "body", 0, "marks", [[0, 2, "red"]]), "plan.body[0].marks[0].style"),
        (put("plan", "body", 0, "marks", [[0, 2]]), "plan.body[0].marks[0]"),
        (put("plan", "appendices", 0, "activities", 0, "tasks", []), "ít nhất 1"),
        (drop("plan", "issuer"), "plan.issuer bị thiếu"),
        (drop("plan", "signature"), "plan.signature bị thiếu"),
        (drop("plan", "body", 0, "text"), "plan.body[0].text bị thiếu"),
        (drop("plan", "appendices", 0, "activities", 0, "tasks", 0, "time"), "tasks[0].time bị thiếu"),
        (drop("plan"), "plan bị thiếu"),
        (with_progress({"quarter": 5}), f"{PROGRESS}[0].quarter phải từ 1 đến 4"),
        (with_progress({"quarter": 1}, {"quarter": 1}), f"{PROGRESS} ghi một quý hai lần"),
        (with_progress({"quarter": 1, "percent": 101}), f"{PROGRESS}[0].percent"),
        (with_progress({"quarter": 1, "percent": 5.5}), f"{PROGRESS}[0].percent"),
        (with_progress({"quarter": 1, "status": 1}), f"{PROGRESS}[0].status phải là chữ"),
        (with_progress({"quarter": 1, "evidence": [{"title": "Ảnh"}]}), "evidence[0].location bị thiếu"),
        (with_quantity(value=-1), "quantities[0].value phải từ 0"),
        (with_quantity(value=1e16), "quantities[0].value phải từ 0"),
        (with_quantity(value=10**400), "quantities[0].value phải từ 0"),
        (with_quantity(value=True), "quantities[0].value phải là số"),
        (with_quantity(value="1"), "quantities[0].value phải là số"),
        (put("version", 2), "phiên bản mới hơn"),
        (put("version", "1"), "version phải là 1"),
        (put("version", TRUE), "version phải là 1"),
        (put("format", "other"), "không phải tệp kế hoạch"),
    ],
)
def test_what_is_not_exactly_a_plan_is_refused_by_name_and_place(change, said):
    with pytest.raises(UserError) as caught:
        parse_plan(text_of(change))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_version_is_looked_at_before_the_rest():
    with pytest.raises(UserError, match="phiên bản mới hơn"):
        parse_plan('{"format": "kehoach-plan", "version": 7, "unknown": {}}')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cú pháp"),
        ("{", "cú pháp"),
        ("[1, 2]", "không phải tệp kế hoạch"),
        ("null", "không phải tệp kế hoạch"),
        ("NaN", "“NaN”"),
        ('{"a": Infinity}', "“Infinity”"),
        ('{"year": 1, "year": 2}', "“year” hai lần"),
        ("[" * 200_000, "quá sâu"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "quá sâu"),
        ("9" * 5000, "quá dài"),
    ],
)
def test_text_that_is_no_sound_json_is_refused(text, said):
    with pytest.raises(UserError, match=said):
        parse_plan(text)


def test_a_value_beyond_all_numbers_is_refused():
    text = text_of(with_quantity(value=12345)).replace("12345", "1e999")
    with pytest.raises(UserError, match=r"quantities\[0\].value"):
        parse_plan(text)


def test_nesting_below_a_paragraph_stops_at_the_first_wrong_level():
    node = '{"level": "paragraph", "text": "", "children": [' * 300 + "]}" * 300
    text = text_of(put("plan", "body", [])).replace('"body": []', f'"body": [{node}]')
    with pytest.raises(UserError, match=r"plan.body\[0\].children\[0\].level"):
        parse_plan(text)


def test_a_huge_text_is_refused_before_it_is_parsed():
    with pytest.raises(UserError, match="100 MB"):
        parse_plan(" " * (100 * 1024 * 1024 + 1))


def test_odd_characters_are_carried_through():
    odd = '<b>đậm</b> & "=1+1" \U0001f600 ' + "x" * 3000 + "Ồ" * 40_000
    plan = parse_plan(text_of(put("plan", "body", 0, "text", odd)))
    assert plan.body[0].text == odd
    assert parse_plan(plan_to_json(plan)) == plan
