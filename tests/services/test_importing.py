"""JSON files that come in: the issued versions in them take the one form the program writes."""

import datetime as dt
import json
import re
import unicodedata
from dataclasses import replace

import pytest

from kehoach_desktop import paths
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import as_issued
from kehoach_desktop.domain.periods import CALENDAR
from kehoach_desktop.domain.plan import Closing, Evidence, Level, OwnColumn, Plan, Target, Version
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.json_values import MAX_JSON_BYTES
from kehoach_desktop.services import exporting, files, issuing, plans
from kehoach_desktop.services.importing import read_json

DAY = dt.date(2026, 1, 16)


@pytest.fixture
def foreign(tmp_path, sample_plan):
    """A JSON file as another program may write it: decomposed letters, controls, keys left out, any order."""
    issued = as_issued(sample_plan, "05", DAY)
    document = json.loads(plan_to_json(replace(sample_plan, versions=(version_of(issued),))))
    version = document["plan"]["versions"][0]
    inner = version["plan"]
    inner["subject"] = unicodedata.normalize("NFD", inner["subject"]) + "\x00\x1f"
    inner["body"][0]["text"] = "Mu\u0323c\x07 đi\u0301ch"  # 11 code points, 8 after
    inner["body"][0]["marks"] = [[0, 11, "bold"]]
    for key in ("symbol", "superior", "status"):
        del inner[key]
    document["plan"]["versions"] = [{"pdf": version["pdf"], "plan": dict(reversed(inner.items())), **version}]
    path = tmp_path / "khác.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def version_of(issued, pdf=b"%PDF-1.4 \x00\xff"):
    return Version(issued.number, issued.date, plan_to_json(issued), pdf)


def test_a_version_of_another_programs_file_takes_the_form_the_program_writes(foreign, sample_plan):
    (version,) = read_json(foreign).versions
    inner = issuing.version_plan(version)
    assert version.content == plan_to_json(inner)
    assert inner.subject == sample_plan.subject
    assert (inner.symbol, inner.superior) == ("KH-UBND", "")
    assert (inner.body[0].text, inner.body[0].marks) == ("Mục đích", ((0, 8, "bold"),))
    assert unicodedata.is_normalized("NFC", version.content)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in version.content)


def test_what_was_loaded_is_dumped_and_loaded_to_the_same_bytes(foreign, tmp_path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    with files.open_file(tmp_path / "a.kehoach", create=True) as store:
        exporting.export_json(plans.add_plan(store, read_json(foreign)), first)
        again = plans.add_plan(store, read_json(first))
        exporting.export_json(plans.get_plan(store, again.id), second)
    assert first.read_bytes() == second.read_bytes()
    assert read_json(first).versions == again.versions


def test_a_long_plan_with_ten_versions_goes_out_and_comes_in_whole(sample_plan, tmp_path):
    long = replace(sample_plan, body=sample_plan.body * 10)
    issued = as_issued(long, "05", DAY)
    plan = replace(long, versions=(version_of(issued, bytes(range(256)) * 8000),) * 10)  # 2 MB each
    target = tmp_path / "kh.json"
    exporting.export_json(plan, target)
    assert target.stat().st_size > 27_000_000
    assert read_json(target) == plan


def test_a_plan_too_large_to_be_read_again_is_not_written(sample_plan, tmp_path, monkeypatch):
    monkeypatch.setattr("kehoach_desktop.ingest.json_values.MAX_JSON_BYTES", 10_000)
    target = tmp_path / "kh.json"
    with pytest.raises(UserError, match="hãy dùng Sao lưu"):
        exporting.export_json(sample_plan, target)
    assert not target.exists()
    exporting.export_json(Plan(2026), target)
    assert target.exists()


def edited(path, change):
    document = json.loads(path.read_text("utf-8"))
    change(document["plan"]["versions"][0])
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda version: version.update(pdf="ệ"), r"plan\.versions\[0\]\.pdf phải là base64"),
        (lambda version: version.update(pdf="QQ"), r"plan\.versions\[0\]\.pdf phải là base64"),
        (lambda version: version.update(pdf=1), r"plan\.versions\[0\]\.pdf phải là chữ"),
        (lambda version: version.pop("plan"), r"plan\.versions\[0\]\.plan bị thiếu"),
        (lambda version: version.pop("date"), r"plan\.versions\[0\]\.date bị thiếu"),
        (lambda version: version.update(content=""), r"khóa lạ “content” ở plan\.versions\[0\]"),
        (
            lambda version: version["plan"].update(versions=[]),
            r"“versions” ở plan\.versions\[0\]\.plan",
        ),
        (lambda version: version["plan"].update(year="2026"), r"plan\.versions\[0\]\.plan\.year phải là số"),
    ],
)
def test_a_version_that_is_none_is_refused_by_name_and_place(foreign, change, said):
    edited(foreign, change)
    with pytest.raises(UserError, match=said):
        read_json(foreign)


def test_a_version_without_its_pdf_is_one_all_the_same(foreign):
    edited(foreign, lambda version: version.pop("pdf"))
    (version,) = read_json(foreign).versions
    assert version.pdf == b""
    assert issuing.version_plan(version).body[0].level is Level.SECTION


FORMAT = (paths.resources() / "help" / "plan-json.md").read_text("utf-8")


def keys_of(value):
    """Every key of the document, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_the_example_of_the_description_is_what_the_program_writes(tmp_path):
    (example,) = re.findall(r"```json\n(.*?)```", FORMAT, re.DOTALL)
    path, again = tmp_path / "mẫu.json", tmp_path / "lại.json"
    path.write_text(example, encoding="utf-8", newline="\n")
    plan = read_json(path)
    exporting.export_json(plan, again)
    assert again.read_text("utf-8") == example
    assert plan.versions[0].pdf.startswith(b"%PDF")


def test_the_description_names_every_key_and_its_example_has_each(sample_plan):
    first, *rest = sample_plan.appendices
    activity, *others = first.activities
    task = replace(activity.tasks[0], extras=("x",), targets=(Target("Tin, bài", "tin", 48),))
    record = replace(task.progress[0], evidence=(Evidence("Lịch", "lich.pdf", "0" * 64),))
    task = replace(task, progress=(record, *task.progress[1:]))
    activity = replace(activity, tasks=(task, *activity.tasks[1:]))
    columns = (OwnColumn("Kinh phí"),)
    first = replace(first, activities=(activity, *others), columns=columns, prints_note=False)
    moment = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)
    full = replace(
        sample_plan,
        appendices=(first, *rest),
        scheme=CALENDAR,
        closings=(Closing("Q1", DAY, DAY, moment, "{}"),),
        versions=(version_of(as_issued(sample_plan, "05", DAY)),),
    )
    written = keys_of(json.loads(plan_to_json(full))) | {"marks"}
    told, example = FORMAT.split("```json")
    assert {key for key in written if f"`{key}`" not in told} == set()
    assert {key for key in written if f'"{key}":' not in example} == set()
    assert f"larger than {MAX_JSON_BYTES // 1024 // 1024} MB" in told
