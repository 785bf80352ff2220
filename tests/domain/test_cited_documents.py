"""Which years a cited document has of its own."""

import pytest

from kehoach_desktop.domain.cited_documents import cited_documents, own_spans

SPELLINGS = [
    ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2010", "Nghị định số 63/2010/NĐ-CP"),
    ("Nghị định số 61/2018/NĐ - CP của Chính phủ", "Nghị định số 61/2018/NĐ-CP"),
    ("Chỉ thị số 27/CT TTg ngày 27/10/2023", "Chỉ thị số 27/CT-TTg"),
    ("số 53/KH UBND ngày 24/01/2025 về việc", "Kế hoạch số 53/KH-UBND"),
    ("Luật Đất đai số 31/2024/QH15", "Luật Đất đai"),
    ("Luật Đất đai ngày 18 tháng 01 năm 2024;", "Luật Đất đai"),
    ("Kết luận số 01-KL/TW ngày 04 tháng 4 năm 2016", "Kết luận số 01-KL/TW"),
]


@pytest.mark.parametrize(("text", "name"), SPELLINGS)
def test_a_document_is_known_however_it_is_spelled(text: str, name: str) -> None:
    (cited,) = cited_documents(text)
    assert cited.name == name


def test_each_of_a_list_is_a_document_with_its_own_title_year() -> None:
    text = (
        "Kế hoạch số 52/KH-UBND ngày 23/01/2025 về kiểm soát năm 2025 trên địa bàn; số 02/NQ-CP năm 2024; "
        "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 về một cửa năm 2025; Luật Đất đai ngày 18/01/2024"
    )
    found = cited_documents(text)
    assert [each.basis.symbol for each in found] == ["KH-UBND", "NQ-CP", "NĐ-CP", ""]
    years = [text[slice(*each.title_year)] if each.title_year else None for each in found]
    assert years == ["2025", "2024", None, None]  # a law has no title that passes with the year
    assert [each.is_lasting for each in found] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Luật Phòng, chống tham nhũng ngày 20 tháng 11 năm 2018; năm 2026", "ngày 20 tháng 11 năm 2018"),
        ("Quyết định số 5/QĐ-TTg phê duyệt Đề án giai đoạn 2022 - 2025, tầm nhìn đến năm 2030", "năm 2030"),
        ("Quyết định số 5/QĐ-TTg phê duyệt Chương trình đến năm 2025, định hướng đến năm 2030", "năm 2030"),
        ("Kế hoạch số 5/KH-UBND của UBND tỉnh năm 2026", "2026"),
    ],
)
def test_a_documents_own_years_end_with_it(text: str, own: str) -> None:
    assert [text[start:end].endswith(own) for start, end in own_spans(text)] == [True]


@pytest.mark.parametrize("text", ["Đề án 06/Chính phủ", "15/12/2024", "01/3 - 30/4", "24/7", ""])
def test_what_is_no_document(text: str) -> None:
    assert cited_documents(text) == ()
