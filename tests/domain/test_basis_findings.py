"""What a look at a plan's citations finds."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain.basis_findings import FindingKind, citation_findings, cited_entries
from kehoach_desktop.domain.legal_basis import LegalBasis, full_citation
from kehoach_desktop.domain.plan import Item, Level, Plan

DAY = dt.date(2026, 9, 1)
DECREE = LegalBasis(
    "Nghị định",
    "42/2022",
    "NĐ-CP",
    dt.date(2022, 6, 24),
    "Chính phủ",
    "quy định về việc cung cấp thông tin",
    checked_on=DAY,
)
LAW = LegalBasis("Luật", "72/2025", "QH15", dt.date(2025, 6, 16), "", "Tổ chức chính quyền", checked_on=DAY)
FULL = full_citation(DECREE)


def found(*texts: str, library: tuple[LegalBasis, ...] = (DECREE, LAW)) -> list[FindingKind]:
    plan = Plan(
        2026,
        preamble=(Item(Level.BASIS, texts[0]),),
        body=tuple(Item(Level.PARAGRAPH, text) for text in texts[1:]),
    )
    return [finding.kind for finding in citation_findings(plan, library, DAY)]


def test_full_first_and_short_later_has_nothing_to_say() -> None:
    assert found(f"Căn cứ {FULL};", "theo Nghị định số 42/2022/NĐ-CP.") == []


def test_a_text_expired_on_the_day_is_told_once_where_it_is_cited_first() -> None:
    ended = replace(DECREE, in_force_to=dt.date(2026, 7, 1))
    first = Item(Level.BASIS, f"Căn cứ {FULL};")
    plan = Plan(2026, preamble=(first,), body=(Item(Level.PARAGRAPH, "Nghị định số 42/2022/NĐ-CP"),))
    (finding,) = citation_findings(plan, (ended,), DAY)
    assert finding.kind is FindingKind.EXPIRED
    assert finding.sentence == "Nghị định số 42/2022/NĐ-CP: hết hiệu lực từ 01/7/2026."
    assert (finding.item_id, finding.offset) == (first.id, 7)
    assert citation_findings(plan, (ended,), dt.date(2026, 6, 30)) == []


def test_an_unconfirmed_text_is_told_of_a_can_cu_only() -> None:
    unknown = (replace(DECREE, checked_on=None),)
    assert found(f"Căn cứ {FULL};", library=unknown) == [FindingKind.UNCHECKED]
    assert found("Thực hiện:", FULL, library=unknown) == []


def test_what_the_note_says_is_to_be_looked_up_is_told_until_it_is_confirmed() -> None:
    noted = replace(DECREE, checked_on=None, note="Sửa đổi nghị định cũ. Cần kiểm tra ngày có hiệu lực.")
    plan = Plan(2026, preamble=(Item(Level.BASIS, f"Căn cứ {FULL};"),))
    (finding,) = citation_findings(plan, (noted,), DAY)
    assert finding.kind is FindingKind.DOUBTED
    assert finding.sentence == "Nghị định số 42/2022/NĐ-CP: cần kiểm tra ngày có hiệu lực."
    assert citation_findings(plan, (replace(noted, checked_on=DAY),), DAY) == []


def test_the_entries_a_plan_cites_are_told() -> None:
    plan = Plan(2026, body=(Item(Level.PARAGRAPH, "theo Nghị định số 42/2022/NĐ-CP và Luật Khác."),))
    assert cited_entries(plan, (DECREE, LAW)) == {DECREE}


def test_many_different_texts_in_one_paragraph_are_told_of_one_by_one() -> None:
    text = "; ".join(f"Nghị định số {number}/2020/NĐ-CP" for number in range(1, 3001))
    assert found("Căn cứ:", text) == [FindingKind.SHORT_FIRST] * 3000


def test_a_first_citation_that_is_short_and_a_later_one_that_is_full_are_told() -> None:
    assert found("Căn cứ Nghị định số 42/2022/NĐ-CP;", FULL) == [
        FindingKind.SHORT_FIRST,
        FindingKind.FULL_AGAIN,
    ]


def test_a_text_with_another_date_or_name_than_the_library_s_is_told() -> None:
    assert found(f"Căn cứ {FULL.replace('24 tháng', '25 tháng')};") == [FindingKind.DIFFERS]
    assert found(f"Căn cứ {FULL.replace('cung cấp', 'trao đổi')};") == [FindingKind.DIFFERS]
    assert found(f"Căn cứ {FULL} trên môi trường mạng;") == []


def test_a_law_is_known_by_its_name_with_or_without_its_number() -> None:
    law = "Căn cứ Luật Tổ chức chính quyền ngày 16 tháng 6 năm 2025;"
    assert found(law, "theo Luật Tổ chức chính quyền và các văn bản khác.") == []
    assert found(law.replace("2025", "2015")) == [FindingKind.DIFFERS]


def test_in_the_text_a_law_is_cited_by_its_name_alone() -> None:
    unknown = "Căn cứ Nghị định số 9/2024/NĐ-CP ngày 01/3/2024 của Chính phủ về thuế;"
    assert found(unknown, "theo Luật Tổ chức chính quyền và các văn bản khác.") == []
    assert found(unknown, "theo Luật Tổ chức chính quyền.") == []
    assert found("Căn cứ Luật Tổ chức chính quyền;") == [FindingKind.SHORT_FIRST]


def test_a_law_whose_name_has_a_comma_is_not_taken_for_another() -> None:
    fire = replace(LAW, subject="Phòng cháy, chữa cháy", in_force_to=dt.date(2026, 1, 1))
    graft = replace(LAW, subject="Phòng, chống tham nhũng", in_force_to=dt.date(2026, 1, 1))
    assert found("Căn cứ:", "theo Luật Phòng, chống ma túy.", library=(fire, graft)) == []
    assert found("Căn cứ:", "theo Luật Phòng, chống tham nhũng.", library=(fire, graft)) == [
        FindingKind.EXPIRED
    ]


def test_texts_of_the_party_are_looked_at_as_others_are() -> None:
    full = "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển"
    assert found(f"Căn cứ {full};", full) == [FindingKind.FULL_AGAIN]


def test_a_text_named_in_another_s_subject_need_not_be_full() -> None:
    other = "Căn cứ Nghị định số 9/2024/NĐ-CP ngày 01/3/2024 của Chính phủ sửa đổi Nghị định số 8/2020/NĐ-CP;"
    assert found(other) == []
