"""A text of law: how it is cited, whether it is in force, which two are one, how it is looked for."""

import datetime as dt
from dataclasses import replace

import pytest

from kehoach_desktop.domain.legal_basis import (
    Force,
    LegalBasis,
    force_on,
    force_words,
    full_citation,
    is_same_text,
    matching,
    short_citation,
)

DECREE = LegalBasis(
    "Nghị định", "63/2010", "NĐ-CP", dt.date(2010, 6, 8), "Chính phủ", "về kiểm soát thủ tục hành chính"
)
LAW = LegalBasis(
    "Luật", "72/2025", "QH15", dt.date(2025, 6, 16), "Quốc hội", "Tổ chức chính quyền địa phương"
)
PLAN = LegalBasis("Kế hoạch", "52", "KH-UBND", dt.date(2025, 1, 23), "UBND tỉnh", "về rà soát")


def test_a_decree_is_cited_with_number_symbol_date_issuer_and_subject() -> None:
    assert full_citation(DECREE) == (
        "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính"
    )
    assert short_citation(DECREE) == "Nghị định số 63/2010/NĐ-CP"


def test_a_law_is_cited_without_number_symbol_and_issuer() -> None:
    assert full_citation(LAW) == "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
    assert short_citation(LAW) == "Luật Tổ chức chính quyền địa phương"


def test_what_is_not_known_is_left_out_of_the_citation() -> None:
    bare = replace(DECREE, date=None, issuer="")
    assert full_citation(bare) == "Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính"


@pytest.mark.parametrize(
    ("subject", "cited"),
    [
        ("kiểm soát thủ tục hành chính", "của Chính phủ về kiểm soát thủ tục hành chính"),
        ("sửa đổi, bổ sung một số điều", "của Chính phủ sửa đổi, bổ sung một số điều"),
        ("quy định chế độ báo cáo", "của Chính phủ quy định chế độ báo cáo"),
        ("về việc cung cấp thông tin", "của Chính phủ về việc cung cấp thông tin"),
    ],
)
def test_a_bare_name_is_led_to_by_ve_and_others_are_not(subject: str, cited: str) -> None:
    assert full_citation(replace(DECREE, subject=subject)).endswith(cited)


def test_a_text_ends_on_the_first_day_it_is_no_longer_in_force() -> None:
    ended = replace(DECREE, in_force_from=dt.date(2010, 10, 14), in_force_to=dt.date(2026, 7, 1))
    days = (dt.date(2010, 10, 13), dt.date(2010, 10, 14), dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    assert [force_on(ended, day) for day in days] == [
        Force.NOT_YET,
        Force.IN_FORCE,
        Force.IN_FORCE,
        Force.EXPIRED,
    ]
    assert force_words(ended, days[0]) == "Chưa có hiệu lực, đến 14/10/2010"
    assert force_words(ended, days[2]) == ""
    assert force_words(ended, days[3]) == "Hết hiệu lực từ 01/7/2026"


@pytest.mark.parametrize("symbol", ["NĐ-CP", "NĐ - CP", "NĐ–CP", "nđ-cp"])
def test_spaces_dashes_and_case_do_not_make_another_text(symbol: str) -> None:
    assert is_same_text(DECREE, replace(DECREE, symbol=symbol, date=None, subject=""))


def test_a_number_without_a_year_is_another_text_on_another_day() -> None:
    assert not is_same_text(PLAN, replace(PLAN, date=dt.date(2026, 1, 20)))
    assert is_same_text(PLAN, replace(PLAN, number="052", date=None))


def test_one_number_of_two_provinces_is_two_texts() -> None:
    one = replace(PLAN, type="Quyết định", number="15/2026", symbol="QĐ-UBND")
    assert not is_same_text(one, replace(one, date=dt.date(2026, 3, 2), issuer="UBND tỉnh khác"))
    assert is_same_text(DECREE, replace(DECREE, date=dt.date(2010, 6, 9)))


def test_a_law_made_anew_is_another_text_of_the_same_name() -> None:
    older = replace(LAW, number="77/2015", symbol="QH13", date=dt.date(2015, 6, 19))
    assert not is_same_text(LAW, older)
    assert matching(replace(LAW, date=None), (older, LAW)) == older
    assert matching(LAW, (older, LAW)) == LAW
