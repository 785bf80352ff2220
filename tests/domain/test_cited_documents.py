import pytest

from kehoach_desktop.domain.cited_documents import cited_documents, document_key

SPELLINGS = [
    ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2010", "63/2010/NĐ-CP", "Nghị định số 63/2010/NĐ-CP", 2010),
    ("Nghị định số 61/2018/NĐ - CP của Chính phủ", "61/2018/NĐ-CP", "Nghị định số 61/2018/NĐ - CP", None),
    ("Chỉ thị số 27/CT TTg ngày 27/10/2023", "27/CT-TTg", "Chỉ thị số 27/CT TTg", 2023),
    ("số 53/KH UBND ngày 24/01/2025 về việc", "53/KH-UBND", "Văn bản số 53/KH UBND", 2025),
    ("Luật Đất đai số 31/2024/QH15", "31/2024/QH15", "Luật Đất đai số 31/2024/QH15", None),
    ("Kết luận số 01-KL/TW ngày 04 tháng 4 năm 2016", "01/KL-TW", "Kết luận số 01-KL/TW", 2016),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "name", "year"), SPELLINGS)
def test_a_document_is_known_however_it_is_spelled(text, key, name, year):
    (cited,) = cited_documents(text)
    assert (cited.key, cited.name, cited.date_year) == (key, name, year)


def test_each_of_a_list_is_a_document_with_its_own_title_year():
    text = (
        "Kế hoạch số 52/KH-UBND ngày 23/01/2025 về kiểm soát năm 2025 trên địa bàn; số 02/NQ-CP năm 2024; "
        "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 về một cửa năm 2025"
    )
    found = cited_documents(text)
    assert [each.symbol for each in found] == ["KH-UBND", "NQ-CP", "NĐ-CP"]
    years = [text[slice(*each.title_year)] if each.title_year else None for each in found]
    assert years == ["2025", "2024", None]  # a law has no title that passes with the year
    assert [each.is_lasting for each in found] == [False, False, True]


@pytest.mark.parametrize("text", ["Đề án 06/Chính phủ", "15/12/2024", "01/3 - 30/4", "24/7", ""])
def test_what_is_no_document(text):
    assert cited_documents(text) == ()


def test_a_key_is_one_for_all_spellings():
    assert document_key("61/2018", "NĐ - CP") == document_key("61 / 2018", "NĐ CP") == "61/2018/NĐ-CP"
