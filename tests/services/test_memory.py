"""What was written in one plan is offered in the next."""

from dataclasses import replace

import pytest

from kehoach_desktop.domain.plan import Plan, Signature
from kehoach_desktop.services import files, memory, plans
from kehoach_desktop.services.settings import Office

CHAIR = Signature("TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Trần Thị Thử")
DEPUTY = Signature("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Mẫu")
FIRST = Plan(
    year=2024,
    superior="UBND tỉnh Bình Lâm",
    issuer="UBND xã Đông Thượng",
    place="Đông Thượng",
    signature=CHAIR,
    recipients=("Các thôn", "Lưu: VT, TH"),
)


@pytest.fixture
def store(tmp_path):
    with files.open_file(tmp_path / "so.kehoach", create=True) as opened:
        plans.add_plan(opened, FIRST)
        second = replace(
            FIRST, year=2023, place="Hữu Bằng", signature=DEPUTY, recipients=("Các trường", "Các thôn")
        )
        plans.add_plan(opened, second)
        plans.add_plan(opened, Plan(year=2025))
        yield opened


def test_the_plan_made_last_comes_first_and_each_word_once(store) -> None:
    assert memory.offers(store, "place") == ("Hữu Bằng", "Đông Thượng")
    assert memory.offers(store, "superior") == ("UBND tỉnh Bình Lâm",)


def test_the_office_and_what_is_usual_come_after(store) -> None:
    office = Office(place="An Lộc")
    plan = Plan(year=2026, issuer="Ủy ban nhân dân xã Tân Hòa")
    found = memory.offers(store, "place", plan, office)
    assert found == ("Hữu Bằng", "Đông Thượng", "An Lộc", "Tân Hòa", "Xã Tân Hòa")
    assert memory.offers(store, "symbol", plan, office) == ("KH-UBND",)


def test_a_body_of_its_own_symbol_is_offered_only_what_was_used(store) -> None:
    of_so = Plan(year=2026, issuer="Sở Tư pháp", symbol="KH-STP")
    plans.add_plan(store, of_so)
    assert memory.offers(store, "symbol", of_so) == ("KH-STP", "KH-UBND")


def test_two_names_told_apart_by_a_mark_are_both_offered(store) -> None:
    plans.add_plan(store, replace(FIRST, signature=replace(CHAIR, name="Trần Thị Thứ")))
    plans.add_plan(store, replace(FIRST, superior="UBND TỈNH Bình Lâm"))
    assert memory.offers(store, "signature.name")[:3] == ("Trần Thị Thử", "Trần Thị Thứ", "Lê Văn Mẫu")
    assert memory.offers(store, "superior") == ("UBND TỈNH Bình Lâm",)


def test_recipients_are_offered_one_by_one_and_the_copy_last(store) -> None:
    found = memory.offers(store, "recipients", FIRST)
    assert found[:2] == ("Các trường", "Các thôn")
    assert "UBND tỉnh (b/c)" in found
    assert found[-3:] == ("Lưu: VT, TH", "Lưu: VT", "Lưu: VT, VP")


def test_signers_are_whole_and_have_names(store) -> None:
    assert memory.signers(store) == (DEPUTY, CHAIR)
    office = Office(signature=Signature("", "", "GIÁM ĐỐC", "Phạm Thị Nháp"))
    assert memory.signers(store, office) == (DEPUTY, CHAIR, office.signature)


def test_forms_have_no_names_and_those_used_come_first(store) -> None:
    forms = memory.signature_forms(store, FIRST)
    assert forms[:2] == (replace(DEPUTY, name=""), replace(CHAIR, name=""))
    assert Signature("", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG") in forms
    assert len(set(forms)) == len(forms)
    assert Signature() not in forms


def test_lines_of_the_signature_follow_the_issuer(store) -> None:
    assert "KT. GIÁM ĐỐC" in memory.offers(store, "signature.proxy", Plan(year=2026, issuer="Sở Tư pháp"))
    assert "KT. GIÁM ĐỐC" not in memory.offers(store, "signature.proxy", FIRST)
    assert memory.offers(store, "signature.proxy", FIRST)[0] == "KT. CHỦ TỊCH"
