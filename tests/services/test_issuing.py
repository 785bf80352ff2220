"""Versions in a file: the frozen PDF is the exported one, and it survives every way out and in."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from kehoach_desktop.domain.edits import apply
from kehoach_desktop.domain.issuing import as_issued, issue
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import Item, Level, Version
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.ingest.plan_json import parse_plan
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services import editing, exporting, files, issuing, plans

DAY = dt.date(2026, 1, 16)


@pytest.fixture
def same_bytes(monkeypatch):
    """Have reportlab leave the time out of its files, so that two of one plan can be equal."""
    from reportlab import rl_config

    monkeypatch.setattr(rl_config, "invariant", 1)


def test_a_version_is_the_plan_and_the_pdf_that_export_gives(same_bytes, sample_plan, tmp_path):
    version = issuing.freeze(sample_plan, "05", DAY)
    issued = as_issued(sample_plan, "05", DAY)
    target = tmp_path / "kh.pdf"
    exporting.export_pdf(issued, target)
    assert version.pdf == target.read_bytes()
    assert issuing.version_plan(version) == issued
    issuing.save_pdf(version, target)
    assert target.read_bytes() == version.pdf


def test_versions_go_out_and_come_in_as_json(sample_plan):
    version = issuing.freeze(sample_plan, "05", DAY)
    plan = apply(sample_plan, issue(sample_plan, version))
    text = plan_to_json(plan)
    assert parse_plan(text) == plan
    assert plan_to_json(parse_plan(text)) == text
    assert "versions" not in json.loads(plan_to_json(sample_plan))["plan"]


def test_versions_are_kept_copied_and_go_with_their_plan(sample_plan, tmp_path):
    path, copy = tmp_path / "so.kehoach", tmp_path / "ban-sao.kehoach"
    version = issuing.freeze(sample_plan, "05", DAY)
    with files.open_file(path, create=True) as store:
        draft = plans.add_plan(store, sample_plan)
        plan, _ = editing.apply_edit(store, draft, issue(draft, version))
        assert plans.get_plan(store, plan.id) == plan
        assert plans.list_plans(store)[0].versions == 1
    files.back_up(path, copy)
    with files.open_file(copy) as store:
        assert plans.get_plan(store, plan.id).versions[0].pdf == version.pdf
        plans.delete_plan(store, plan.id)
        bins.empty(store)
        with store.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM version").scalar_one() == 0


def test_names_of_a_version_say_what_is_known(sample_plan):
    version = issuing.freeze(sample_plan, "05", DAY)
    assert issuing.version_name(version) == "Số 05/KH-UBND ngày 16/01/2026"
    assert issuing.version_name(replace(version, number="", date=None)) == "Không số"
    assert issuing.version_file_name(version).endswith("(số 05).pdf")
    assert issuing.version_file_name(replace(version, number="")).endswith("(đã ban hành).pdf")


def test_oddities_name_what_is_missing_expired_or_not_to_be_printed(sample_plan):
    basis = Item(Level.BASIS, "Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24 tháng 6 năm 2022 của Chính phủ;")
    plan = replace(
        sample_plan,
        issuer="",
        date=dt.date(2026, 8, 1),
        preamble=(basis,),
        body=(Item(Level.SECTION, "Chữ lạ \ue000"),),
    )
    library = [
        LegalBasis(
            type="Nghị định",
            number="42/2022",
            symbol="NĐ-CP",
            date=dt.date(2022, 6, 24),
            in_force_to=dt.date(2026, 7, 1),
        )
    ]
    found = "\n".join(issuing.find_oddities(plan, library, DAY))
    assert "Chưa có tên cơ quan ban hành." in found
    assert "42/2022/NĐ-CP: " in found
    assert "U+E000" in found
    assert "42/2022" not in "\n".join(issuing.find_oddities(plan, [], DAY))


def test_export_gives_the_kept_pdf_and_prints_where_none_is_kept(sample_plan, tmp_path):
    target = tmp_path / "kh.pdf"
    kept = Version("05", DAY, "{}", b"%PDF-1.4 nguyen ban")
    issued = apply(sample_plan, issue(sample_plan, kept))
    assert exporting.export_pdf(issued, target) == ()
    assert target.read_bytes() == kept.pdf
    for other in (replace(issued, versions=()), replace(issued, number="06"), sample_plan):
        exporting.export_pdf(other, target)
        assert target.read_bytes().startswith(b"%PDF")
        assert target.read_bytes() != kept.pdf


def test_letters_that_do_not_print_are_named_with_their_place_without_a_print(sample_plan, monkeypatch):
    from kehoach_desktop.export import pdf

    monkeypatch.setenv("KEHOACH_BUNDLED_FONT", "1")
    monkeypatch.delattr(pdf, "write_pdf")
    plan = replace(sample_plan, body=(Item(Level.SECTION, "Chữ \u4e2d"),))
    found = issuing.find_oddities(plan, [], DAY)
    assert exporting.missing_letters(plan) in found
    assert "U+4E2D, mục I" in "\n".join(found)
