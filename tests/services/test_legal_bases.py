"""The library of căn cứ: shipped texts with what the office added, changed, confirmed and put away."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.legal_basis import LegalBasis, designation, full_citation, matching
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.domain.year_shift import moves
from kehoach_desktop.services import files, importing, legal_bases
from kehoach_desktop.services.files import Store

DAY = dt.date(2026, 11, 22)
OWN = LegalBasis("Quyết định", "15", "QĐ-UBND", dt.date(2026, 1, 9), "UBND tỉnh", "về phân công")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with files.open_file(tmp_path / "so.kehoach", create=True) as opened:
        yield opened


def shipped(number: str, store: Store) -> LegalBasis:
    return next(basis for basis in legal_bases.list_bases(store) if basis.number == number)


def test_every_shipped_text_is_unconfirmed_and_known_by_its_own_slug() -> None:
    bases = legal_bases.shipped_bases()
    assert {"63/2010", "48/2013", "92/2017", "45/2020", "118/2025", "42/2022", "30/2020"} <= {
        basis.number for basis in bases
    }
    assert all(basis.checked_on is None and basis.slug for basis in bases)
    assert len({basis.slug for basis in bases}) == len(bases)
    decree = next(basis for basis in bases if basis.number == "42/2022")
    assert decree.in_force_to == dt.date(2026, 7, 1)


def test_every_shipped_text_is_read_again_from_its_own_citation() -> None:
    for basis in legal_bases.shipped_bases():
        read = parse_citation(f"Căn cứ {full_citation(basis)};")[0].basis
        assert (read.type, read.date, read.subject) == (basis.type, basis.date, basis.subject)
        assert matching(read, legal_bases.shipped_bases()) == basis


def test_no_year_of_a_shipped_text_is_moved_on_with_a_plan() -> None:
    for basis in legal_bases.shipped_bases():
        for year in range(2005, 2041):
            for text in (full_citation(basis), f"Căn cứ {full_citation(basis)};"):
                assert not any(move.swaps for move in moves(text, year, 1)), (text, year)


def test_what_the_office_does_to_a_shipped_text_stands_in_its_place(store: Store) -> None:
    before = shipped("63/2010", store)
    count = len(legal_bases.list_bases(store))
    legal_bases.confirm_basis(store, before, DAY)
    edited = replace(shipped("63/2010", store), note="Xem thêm")
    legal_bases.keep_basis(store, edited)
    assert shipped("63/2010", store) == edited
    assert edited.checked_on == DAY
    assert len(legal_bases.list_bases(store)) == count


def test_a_shipped_text_put_away_stays_away_in_the_file(store: Store) -> None:
    legal_bases.remove_basis(store, shipped("45/2020", store))
    path = store.path
    store.close()
    with files.open_file(path) as again:
        assert all(basis.number != "45/2020" for basis in legal_bases.list_bases(again))


@pytest.mark.parametrize("do", [legal_bases.remove_basis, lambda s, b: legal_bases.confirm_basis(s, b, DAY)])
def test_a_change_of_a_shipped_text_is_taken_back_whole(store: Store, do) -> None:
    before = legal_bases.list_bases(store)
    basis = shipped("63/2010", store)
    legal_bases.undo_change(store, basis, do(store, basis))
    assert legal_bases.list_bases(store) == before


def test_an_own_text_is_kept_changed_removed_and_put_back(store: Store) -> None:
    before = legal_bases.list_bases(store)
    kept = legal_bases.keep_basis(store, OWN)
    assert kept in legal_bases.list_bases(store)
    legal_bases.undo_change(store, kept, legal_bases.remove_basis(store, kept))
    assert kept in legal_bases.list_bases(store)
    legal_bases.undo_change(store, None, kept)
    assert legal_bases.list_bases(store) == before


def test_a_later_program_s_texts_come_without_undoing_the_office_s(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    legal_bases.remove_basis(store, shipped("45/2020", store))
    newer = (*legal_bases.shipped_bases(), replace(OWN, slug="new"))
    monkeypatch.setattr(legal_bases, "shipped_bases", lambda: newer)
    numbers = [basis.number for basis in legal_bases.list_bases(store)]
    assert "15" in numbers
    assert "45/2020" not in numbers


def test_the_highest_texts_come_first(store: Store) -> None:
    types = [basis.type for basis in legal_bases.list_bases(store)]
    assert types[0] == "Luật"
    assert types.index("Nghị định") < types.index("Quyết định") < types.index("Thông tư")


def test_the_can_cu_of_the_real_plans_are_all_read(seeds: Path) -> None:
    read = {}
    for source in sorted(seeds.glob("*.txt")):
        plan = importing.read_source(source).plan
        read[source.name[:3]] = [
            (basis.type, designation(basis), str(basis.date)) for basis in legal_bases.bases_of_plan(plan, ())
        ]
    assert read == {
        "000": [
            ("Quyết định", "4410/QĐ-UBND", "2023-12-29"),
            ("Kế hoạch", "03/KH-UBND", "2024-01-11"),
        ],
        "003": [("Quyết định", "26/QĐ-UBND", "2022-01-18")],
        "004": [
            ("Nghị định", "63/2010/NĐ-CP", "2010-06-08"),
            ("Nghị định", "61/2018/NĐ-CP", "2018-04-23"),
            ("Nghị định", "45/2020/NĐ-CP", "2020-04-08"),
            ("Nghị định", "42/2022/NĐ-CP", "2022-06-24"),
            ("Kế hoạch", "326/KH-UBND", "2023-12-29"),
            ("Kế hoạch", "52/KH-UBND", "2025-01-23"),
            ("Kế hoạch", "53/KH-UBND", "2025-01-24"),
            ("Kế hoạch", "58/KH-UBND", "2025-01-24"),
            ("Kế hoạch", "60/KH-UBND", "2025-01-24"),
        ],
    }


def test_only_what_the_library_does_not_have_is_taken_from_a_plan(seeds: Path) -> None:
    plan = importing.read_source(seeds / "004_35b8ed36a15cebe5.txt").plan
    taken = legal_bases.bases_of_plan(plan, legal_bases.shipped_bases())
    assert [basis.type for basis in taken] == ["Kế hoạch"] * 5
    assert all(basis.checked_on is None for basis in taken)


def test_texts_of_the_party_are_taken_from_a_plan_too() -> None:
    text = "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển;"
    (taken,) = legal_bases.bases_of_plan(Plan(2026, preamble=(Item(Level.BASIS, text),)), ())
    assert designation(taken) == "57-NQ/TW"
    assert f"Căn cứ {full_citation(taken)};" == text
