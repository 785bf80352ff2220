import pytest

from kehoach_desktop.domain.lunar_year import zodiac
from kehoach_desktop.domain.swaps import swapped
from kehoach_desktop.domain.year_shift import moves


def moved(text, year=2024, by=1, *, only_sure=True):
    """The text with what is moved on unless refused."""
    found = moves(text, year, by)
    return swapped(text, [s for move in found if move.is_sure or not only_sure for s in move.swaps])


MOVED = [
    ("Tuyên truyền năm 2024", "Tuyên truyền năm 2025"),
    ("KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2024", "KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2025"),
    ("Năm 2024, các đơn vị", "Năm 2025, các đơn vị"),
    ("Thường xuyên trong năm 2024", "Thường xuyên trong năm 2025"),
    ("năm 2024 và các năm tiếp theo", "năm 2025 và các năm tiếp theo"),
    ("hoàn thành đến hết năm 2024", "hoàn thành đến hết năm 2025"),
    ("so với năm 2023", "so với năm 2024"),
    ("phương hướng, nhiệm vụ năm 2025", "phương hướng, nhiệm vụ năm 2026"),
    ("Hội nghị cải cách hành chính 2024", "Hội nghị cải cách hành chính 2025"),
    ("kinh phí 2024 của xã", "kinh phí 2025 của xã"),
    ("trước ngày 15/12/2024", "trước ngày 15/12/2025"),
    ("ngày 25/11/2024", "ngày 25/11/2025"),
    ("31.12.2024", "31.12.2025"),
    ("31-12-2024", "31-12-2025"),
    ("ngày 05 tháng 3 năm 2024", "ngày 05 tháng 3 năm 2025"),
    ("ngày 15 tháng 12/2024", "ngày 15 tháng 12/2025"),
    ("15/12/24", "15/12/25"),
    ("trước 15/01/2025", "trước 15/01/2026"),
    ("tháng 3/2024", "tháng 3/2025"),
    ("Tháng 11 năm 2024", "Tháng 11 năm 2025"),
    ("02/2024", "02/2025"),
    ("quý II/2024", "quý II/2025"),
    ("quý I, II/2024", "quý I, II/2025"),
    ("quý I và quý III/2024", "quý I và quý III/2025"),
    ("tháng 3 - 4/2024", "tháng 3 - 4/2025"),
    ("tháng 3-4/2024", "tháng 3-4/2025"),
    ("01-15/12/2024", "01-15/12/2025"),
    ("01/3-30/4/2024", "01/3-30/4/2025"),
    ("01/3 - 30/4/2024", "01/3 - 30/4/2025"),
    ("25-29/02/2024", "25-28/02/2025"),
    ("Quý IV năm 2024", "Quý IV năm 2025"),
    ("6 tháng đầu năm 2024", "6 tháng đầu năm 2025"),
    ("từ 01/01/2024 đến 31/12/2024", "từ 01/01/2025 đến 31/12/2025"),
    ("15/12/2023 – 14/12/2024", "15/12/2024 – 14/12/2025"),
    ("từ ngày 15/12/2023 đến ngày 14/3/2024", "từ ngày 15/12/2024 đến ngày 14/3/2025"),
    (
        "từ tháng 3 năm 2024 đến tháng 12 năm 2024",
        "từ tháng 3 năm 2025 đến tháng 12 năm 2025",
    ),
    ("từ 01/3/2024 đến hết quý IV", "từ 01/3/2025 đến hết quý IV"),
    ("thực hiện Luật Đất đai trước ngày 15/12/2024", "thực hiện Luật Đất đai trước ngày 15/12/2025"),
    ("từ ngày 15/12/2023", "từ ngày 15/12/2024"),
    ("năm học 2024 - 2025", "năm học 2025 - 2026"),
    ("29/02/2024", "28/02/2025"),
    ("ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2025"),
    ("28/02/2024", "28/02/2025"),
    ("thứ Hai, ngày 15/4/2024", "thứ Hai, ngày 15/4/2025"),
    ("Tết Giáp Thìn năm 2024", "Tết Ất Tỵ năm 2025"),
    ("Ngày Pháp luật năm 2024", "Ngày Pháp luật năm 2025"),
    ("phổ biến Luật Đất đai trong năm 2024", "phổ biến Luật Đất đai trong năm 2025"),
    (
        "theo Nghị định số 118/2025/NĐ-CP trong năm 2024",
        "theo Nghị định số 118/2025/NĐ-CP trong năm 2025",
    ),
    (
        "theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 về kiểm soát năm 2024, xong trước 15/12/2024",
        "theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 về kiểm soát năm 2024, xong trước 15/12/2025",
    ),
    ("Kế hoạch số …/KH-UBND ngày … về rà soát năm 2024", "Kế hoạch số …/KH-UBND ngày … về rà soát năm 2025"),
]  # fmt: skip

KEPT = [
    "giai đoạn 2021-2030",
    "giai đoạn 2021 - 2025",
    "giai đoạn 2024 – 2026",
    "từ năm 2021 đến năm 2025, tầm nhìn đến năm 2030",
    "năm 2022",
    "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ",
    "Nghị định số 42/2024/NĐ - CP của Chính phủ",
    "Kế hoạch số 05/KH-UBND ngày 08/01/2024",
    "Kế hoạch số 53/KH UBND ngày 24 tháng 01 năm 2024",
    "Luật Đất đai 2024",
    "Luật Căn cước năm 2024 có hiệu lực",
    "Luật Tổ chức chính quyền địa phương số 72/2024/QH15 ngày 16 tháng 6 năm 2024 của Quốc hội",
    "Nghị quyết số 01/NQ-CP, số 02/NQ CP năm 2024 của Chính phủ",
    "Kết luận số 01-KL/TW năm 2024",
    "Công điện ngày 20/01/2024 của Thủ tướng Chính phủ",
    "Thông tư 12/2024/TT-BTC",
    "Quyết định số 26/QĐ-UBND ngày 18/01/2024 về việc ban hành Kế hoạch kiểm soát năm 2024",
    "từ năm 2024",
    "Từ ngày 01 tháng 7 năm 2024 không còn cấp huyện",
    "có hiệu lực từ ngày 01/7/2024",
    "có hiệu lực thi hành kể từ ngày 15/12/2023",
    "có hiệu lực ngày 01/7/2024",
    "từ tháng 7/2024 sắp xếp lại",
    "từ tháng 7 năm 2024 đến nay",
    "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2024",
    "Luật Phòng, chống tham nhũng ngày 20 tháng 11 năm 2024",
    "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị",
    "đến năm 2024",
    "các năm 2024 và 2025",
    "phát 2024 tờ rơi",
    "15/3 và 14/12",
    "1.2024 lượt",
    "2024,5 giờ",
    "https://xa.gov.vn/2024/tin",
    "Kế hoạch số 12/KH-UBND của UBND tỉnh năm 2024",
    "Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2024)",
    "số 20245",
    "Định kỳ 03 tháng, 06 tháng, 09 tháng, năm",
]


@pytest.mark.parametrize(("text", "expected"), MOVED)
def test_what_is_the_plans_own_moves_on(text, expected):
    assert moved(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_belongs_to_documents_spans_and_counts_stays(text):
    assert moved(text) == text


DOUBTED = [
    ("Từ ngày 01 tháng 7 năm 2024", "Từ ngày 01 tháng 7 năm 2025"),
    ("có hiệu lực từ ngày 01/7/2024", "có hiệu lực từ ngày 01/7/2025"),
    ("từ tháng 7/2024", "từ tháng 7/2025"),
    ("từ năm 2024", "từ năm 2025"),
    ("phấn đấu đến năm 2024", "phấn đấu đến năm 2025"),
    ("các năm 2024 và 2025", "các năm 2025 và 2026"),
    ("phát 2024 tờ rơi", "phát 2025 tờ rơi"),
    ("kết quả đến 30/6/2023", "kết quả đến 30/6/2024"),
]


@pytest.mark.parametrize(("text", "expected"), DOUBTED)
def test_what_is_doubtful_is_proposed_and_not_done(text, expected):
    assert moved(text, only_sure=False) == expected
    assert moved(text) == text
    assert all(move.why for move in moves(text, 2024, 1))


@pytest.mark.parametrize("text", ["29/02/2024", "thứ Hai, ngày 15/4/2024", "từ ngày 15/12/2023"])
def test_a_date_that_moves_may_still_be_doubted(text):
    (move,) = moves(text, 2024, 1)
    assert move.is_date
    assert move.is_sure
    assert move.why


def test_a_span_of_years_that_will_be_over_is_shown_without_a_change():
    (move,) = moves("giai đoạn 2021 - 2024", 2024, 1)
    assert move.swaps == ()
    assert "2025" in move.why
    assert moves("giai đoạn 2021 - 2025", 2024, 1) == ()


def test_several_years_at_once():
    assert moved("năm 2026, so với năm 2025", 2026, 5) == "năm 2031, so với năm 2030"
    assert moved("29/02/2024", 2024, 4) == "29/02/2028"


def test_the_lunar_years_are_named_in_order():
    assert [zodiac(year) for year in (2024, 2025, 2026, 2027)] == [
        "Giáp Thìn",
        "Ất Tỵ",
        "Bính Ngọ",
        "Đinh Mùi",
    ]


@pytest.mark.parametrize("text", ["năm 2024 " * 2000, "12/KH-UBND ngày 05/01/2024; " * 2000, "2024-" * 5000])
def test_a_very_long_text_is_read_in_reasonable_time(text):
    import time

    start = time.perf_counter()
    moves(text, 2024, 1)
    assert time.perf_counter() - start < 10
