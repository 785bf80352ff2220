"""Where a căn cứ goes in the preamble, and how a text is cited at a place."""

import datetime as dt
from dataclasses import replace

import pytest

from kehoach_desktop.domain.basis_order import cites, inline_citation, rank, with_bases
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import Item, Level, Plan

DECREE = LegalBasis("Nghị định", "63/2010", "NĐ-CP", dt.date(2010, 6, 8), "Chính phủ", "về kiểm soát")
LATER = replace(DECREE, number="45/2020", date=dt.date(2020, 4, 8), subject="về môi trường điện tử")
LAW = LegalBasis("Luật", "", "", dt.date(2025, 6, 16), "", "Tổ chức chính quyền địa phương")
CIRCULAR = LegalBasis("Thông tư", "02/2017", "TT-VPCP", dt.date(2017, 10, 31), "", "hướng dẫn nghiệp vụ")
LOCAL = LegalBasis("Quyết định", "26", "QĐ-UBND", dt.date(2022, 1, 18), "UBND tỉnh", "về kế hoạch")
PLAN = LegalBasis("Kế hoạch", "12", "KH-UBND", dt.date(2026, 1, 5), "UBND tỉnh", "về kiểm soát")
ENACTING = Item(Level.PARAGRAPH, "Ủy ban nhân dân xã ban hành Kế hoạch như sau:")


def test_the_higher_kind_of_text_comes_first() -> None:
    kinds = [
        LAW,
        replace(LAW, type="Pháp lệnh"),
        LegalBasis("Nghị quyết", "190/2025", "QH15"),
        DECREE,
        LegalBasis("Quyết định", "06", "QĐ-TTg"),
        CIRCULAR,
        LegalBasis("Nghị quyết", "10", "NQ-HĐND"),
        LOCAL,
        PLAN,
    ]
    ranks = [rank(kind) for kind in kinds]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_each_goes_to_its_place_by_kind_and_date() -> None:
    preamble, added = with_bases((ENACTING,), [PLAN, LATER, LOCAL, LAW, CIRCULAR, DECREE])
    assert [item.text.split(" ngày")[0] for item in preamble[:-1]] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Nghị định số 63/2010/NĐ-CP",
        "Căn cứ Nghị định số 45/2020/NĐ-CP",
        "Căn cứ Thông tư số 02/2017/TT-VPCP",
        "Căn cứ Quyết định số 26/QĐ-UBND",
        "Căn cứ Kế hoạch số 12/KH-UBND",
    ]
    assert preamble[-1] == ENACTING
    assert [item.text[-1] for item in preamble[:-1]] == [";", ";", ";", ";", ";", "."]
    assert sorted(added) == sorted(item.id for item in preamble[:-1])


def test_the_clerk_s_order_of_the_others_is_left_alone() -> None:
    mixed = (
        Item(Level.BASIS, "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh;"),
        Item(Level.BASIS, "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;"),
        Item(Level.BASIS, "Xét đề nghị của Văn phòng."),
    )
    preamble, added = with_bases(mixed, [DECREE])
    assert [item.id for item in preamble if item.id not in added] == [item.id for item in mixed]
    assert preamble[-1] == mixed[-1]


def test_one_that_is_cited_already_is_not_added_again() -> None:
    once, _ = with_bases((), [DECREE])
    again, added = with_bases(once, [replace(DECREE, symbol="NĐ - CP")])
    assert again == once
    assert added == []


@pytest.mark.parametrize("offset", [0, 10])
def test_the_first_citation_in_the_text_is_full_and_the_next_one_short(offset: int) -> None:
    first, second = Item(Level.PARAGRAPH, "Thực hiện "), Item(Level.PARAGRAPH, "Tiếp tục thực hiện")
    plan = Plan(2026, body=(first, second))
    full = inline_citation(plan, DECREE, second.id, offset)
    assert full.startswith("Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ")
    cited = replace(plan, body=(replace(first, text=f"Thực hiện {full}"), second))
    assert inline_citation(cited, DECREE, second.id, offset) == "Nghị định số 63/2010/NĐ-CP"
    assert inline_citation(cited, DECREE, first.id, 4) == full


def test_a_law_is_cited_where_its_name_stands() -> None:
    assert cites("thực hiện luật tổ chức chính quyền địa phương và các văn bản khác", LAW)
    assert not cites("thực hiện Luật Tiếp cận thông tin", LAW)


def test_in_the_text_a_law_is_cited_by_its_name_alone() -> None:
    line = Item(Level.PARAGRAPH, "Thực hiện ")
    basis = Item(Level.BASIS, "Căn cứ ")
    plan = Plan(2026, preamble=(basis,), body=(line,))
    assert inline_citation(plan, LAW, line.id, 10) == "Luật Tổ chức chính quyền địa phương"
    assert inline_citation(plan, LAW, basis.id, 7).endswith("ngày 16 tháng 6 năm 2025")


def test_a_text_of_the_party_is_not_added_twice() -> None:
    party = LegalBasis("Nghị quyết", "57", "NQ/TW", dt.date(2024, 12, 22), "Bộ Chính trị", "về đột phá")
    once, added = with_bases((ENACTING,), [party])
    assert once[0].text.startswith("Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị")
    assert len(added) == 1
    assert with_bases(once, [party]) == (once, [])
