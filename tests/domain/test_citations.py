"""Citations read from a text."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain import citations
from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.legal_basis import LegalBasis

DECREE = LegalBasis(
    "Nghị định", "63/2010", "NĐ-CP", dt.date(2010, 6, 8), "Chính phủ", "về kiểm soát thủ tục hành chính"
)


def read(text: str) -> list[LegalBasis]:
    return [citation.basis for citation in parse_citation(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;",
        "Nghị định 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính.",
        "theo NĐ số 63/2010/NĐ - CP, ngày 8/06/2010 của Chính phủ, về kiểm soát thủ tục hành chính; Kế hoạch",
        "Thực hiện nghị định số: 63 /2010/NĐ-CP ngày 8-6-2010 của Chính phủ về kiểm soát thủ tục hành chính",
    ],
)
def test_a_citation_is_read_in_every_way_it_is_written(text: str) -> None:
    assert read(text) == [DECREE]


def test_a_short_citation_has_type_number_and_symbol_only() -> None:
    (citation,) = parse_citation("Triển khai Quyết định 1191/QĐ-UBND đúng hạn.")
    assert citation.basis == LegalBasis("Quyết định", "1191", "QĐ-UBND")
    assert not citation.is_full
    assert (citation.start, citation.end) == (11, 34)


def test_the_type_follows_from_the_symbol_where_it_is_not_named() -> None:
    assert [(b.type, b.number) for b in read("các Nghị quyết số 01/NQ-CP, số 02/NQ CP và số 53/KH UBND")] == [
        ("Nghị quyết", "01"),
        ("Nghị quyết", "02"),
        ("Kế hoạch", "53"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "date"),
    [
        ("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "", dt.date(2025, 6, 16)),
        (
            "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025 của Quốc hội;",
            "72/2025",
            dt.date(2025, 6, 16),
        ),
        ("theo Luật Tổ chức chính quyền địa phương.", "", None),
    ],
)
def test_a_law_is_read_by_its_name(text: str, number: str, date: dt.date | None) -> None:
    (law,) = read(text)
    assert (law.type, law.subject) == ("Luật", "Tổ chức chính quyền địa phương")
    assert (law.number, law.date) == (number, date)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", ("Nghị quyết", "57", "NQ/TW")),
        ("Kết luận số 01 - KL/TW ngày 04 tháng 4 năm 2016", ("Kết luận", "01", "KL/TW")),
        ("số 12-QĐ/ĐU của Đảng ủy xã", ("Quyết định", "12", "QĐ/ĐU")),
        ("Kế hoạch số 02a/KH-UBND ngày 05/01/2026", ("Kế hoạch", "02a", "KH-UBND")),
        ("Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", ("Nghị quyết", "66.7/2025", "NQ-CP")),
    ],
)
def test_texts_of_the_party_and_newer_numbers_are_read(text: str, found: tuple[str, str, str]) -> None:
    (basis,) = read(text)
    assert (basis.type, basis.number, basis.symbol) == found


@pytest.mark.parametrize(
    "name",
    [
        "Phòng, chống tham nhũng",
        "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
        "sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức",
    ],
)
def test_a_law_s_name_goes_to_its_day_over_commas(name: str) -> None:
    (law,) = read(f"Căn cứ Luật {name} ngày 20 tháng 11 năm 2018;")
    assert (law.subject, law.date) == (name, dt.date(2018, 11, 20))


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện Luật Đất đai trước ngày 15/12/2026",
        "phổ biến Luật Đất đai, hoàn thành trước ngày 15 tháng 12 năm 2026",
        "theo Luật Đất đai, các cơ quan báo cáo ngày 15 tháng 12 năm 2026",
        "Luật Đất đai có hiệu lực từ ngày 01 tháng 8 năm 2024",
    ],
)
def test_a_day_the_sentence_goes_on_to_is_not_the_law_s(text: str) -> None:
    (law,) = read(text)
    assert (law.subject, law.date) == ("Đất đai", None)


def test_where_number_and_day_are_written_is_told() -> None:
    text = "Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh; Luật Đất đai ngày 18 tháng 01 năm 2024"
    spans = [(one.number, one.date) for one in parse_citation(text)]
    assert [[text[slice(*span)] if span else None for span in both] for both in spans] == [
        ["12", "05/01/2026"],
        [None, "18 tháng 01 năm 2024"],
    ]


def test_a_text_named_in_the_subject_of_another_is_inner() -> None:
    text = (
        "Căn cứ Nghị định số 107/2021/NĐ-CP ngày 06 tháng 12 năm 2021 của Chính phủ sửa đổi, bổ sung một số "
        "điều của Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về cơ chế một cửa;"
    )
    outer, inner = parse_citation(text)
    assert (outer.basis.number, outer.is_inner) == ("107/2021", False)
    assert outer.basis.subject.startswith("sửa đổi, bổ sung")
    assert outer.basis.subject.endswith("một cửa")
    assert (inner.basis.number, inner.is_inner) == ("61/2018", True)


def test_texts_in_a_row_are_each_read_to_where_the_next_begins() -> None:
    text = "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về môi trường, Nghị định 42/2022/NĐ-CP"
    assert [(b.number, b.subject) for b in read(text)] == [
        ("45/2020", "về môi trường"),
        ("42/2022", ""),
    ]


def test_an_issuer_of_several_words_ends_where_the_subject_begins() -> None:
    (basis,) = read(
        "Thông tư số 02/2017/TT-VPCP ngày 31 tháng 10 năm 2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ "
        "hướng dẫn về nghiệp vụ kiểm soát thủ tục hành chính;"
    )
    assert basis.issuer == "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"
    assert basis.subject == "hướng dẫn về nghiệp vụ kiểm soát thủ tục hành chính"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đề án 06/Chính phủ",
        "giai đoạn 2021-2030",
        "tháng 3-4/2026",
        "24/7",
        "trước ngày 15/6/2026",
        "từ 01/3 - 30/4",
        "tỷ lệ 3/5 TTHC",
        "luật pháp",
    ],
)
def test_what_is_no_citation_is_left(text: str) -> None:
    assert parse_citation(text) == ()


def test_a_day_that_does_not_exist_is_not_taken_for_one() -> None:
    assert read("Quyết định số 5/QĐ-UBND ngày 31/02/2026 của UBND xã")[0].date is None


@given(
    st.lists(
        st.sampled_from(
            [
                *("Nghị định", "NĐ", "Luật", "số", "63/2010/NĐ-CP", "12/KH UBND", "ngày 08/6/2010", "ngày"),
                *("của Chính phủ", "của", "về", "sửa đổi,", ";", ".", "…", "(", "Tổ chức", "1/", "/QĐ-UBND"),
            ]
        )
        | st.text(max_size=8),
        max_size=25,
    )
)
def test_any_text_is_read_and_citations_stand_in_it_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = parse_citation(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    outer = [one for one in found if not one.is_inner]
    assert all(before.end <= after.start for before, after in pairwise(outer))


def test_a_long_text_full_of_citations_is_read_whole() -> None:
    one = "Nghị định số 1/2020/NĐ-CP ngày 01/1/2020 của Chính phủ về việc "
    assert len(parse_citation(one * 1600)) == 1600


def test_long_texts_are_not_remembered() -> None:
    kept = citations._parse_short.cache_info().currsize
    for number in range(10):
        parse_citation(f"số {number}/KH-UBND; " * 1000)
    assert citations._parse_short.cache_info().currsize == kept
