"""Bodies are parted where a name begins; text is measured as it is drawn."""

import pytest

from kehoach_desktop.domain.directory import bodies_in
from kehoach_desktop.domain.periods import CALENDAR
from kehoach_desktop.ui.sheet.chips import bodies_height_px, time_marks, time_words
from kehoach_desktop.ui.sheet.wrapped import text_height_px
from kehoach_desktop.ui.theme import base_font


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Phòng Văn hóa - Xã hội, các thôn", ("Phòng Văn hóa - Xã hội", "Các thôn")),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Công an xã; Đoàn Thanh niên\nTrạm Y tế", ("Công an xã", "Đoàn Thanh niên", "Trạm Y tế")),
        ("", ()),
        (" , ; ", (",",)),
    ],
)
def test_bodies(text: str, bodies: tuple[str, ...]) -> None:
    assert bodies_in(text) == bodies


@pytest.mark.parametrize(
    ("time", "marks"),
    [
        ("Quý I, III", [("QI", "due"), ("QII", "free"), ("QIII", "due"), ("QIV", "free")]),
        ("đột xuất", [("? Chưa hiểu", "warning")]),
        ("31/02", [("? Chưa hiểu", "warning")]),
        ("Quý II/2027", [("Ngoài năm 2026", "warning")]),
        ("20/12", [("Ngoài năm báo cáo", "warning")]),
        (
            "Quý IV/2025 - Quý I/2026",
            [("QI", "due"), *((q, "free") for q in ("QII", "QIII", "QIV")), ("!", "warning")],
        ),
    ],
)
def test_a_time_is_marked_when_it_is_not_understood_or_lies_outside(time, marks) -> None:
    assert list(time_marks(time, 2026)) == marks


PARTLY = "Một phần nằm ngoài năm báo cáo 2026 (15/12/2025 - 14/12/2026)"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("01/3 - 30/4", "Hiểu là 01/3/2026 - 30/4/2026: QI, QII"),
        ("trước 15/6", "Hiểu là hạn 14/6/2026, thuộc kỳ Quý II (15/3/2026 - 14/6/2026)"),
        ("trước ngày 20/9", "Hiểu là hạn 19/9/2026, thuộc kỳ Quý IV (15/9/2026 - 14/12/2026)"),
        ("tháng 4", "Hiểu là 01/4/2026 - 30/4/2026, thuộc kỳ Quý II (15/3/2026 - 14/6/2026)"),
        ("Quý I, III", "Hiểu là 15/12/2025 - 14/3/2026; 15/6/2026 - 14/9/2026: QI, QIII"),
        ("20/12", "Hiểu là 20/12/2026: ngoài năm báo cáo 2026 (15/12/2025 - 14/12/2026)"),
        (
            "Năm 2026 - 2027",
            f"Hiểu là 01/01/2026 - 31/12/2027: QI, QII, QIII, QIV\n{PARTLY}",
        ),
    ],
)
def test_a_time_is_told_in_dates_and_quarters(time, words) -> None:
    assert time_words(time, 2026) == words


def test_marks_and_words_follow_the_plans_periods() -> None:
    assert [mark for mark, look in time_marks("tháng 9", 2026, CALENDAR) if look == "due"] == ["QIII"]
    assert (
        time_words("20/12", 2026, CALENDAR)
        == "Hiểu là hạn 20/12/2026, thuộc kỳ Quý IV (01/10/2026 - 31/12/2026)"
    )
    assert time_words("bao giờ xong thì thôi", 2026).startswith("Chưa hiểu thời gian này; ")


def test_a_word_longer_than_the_line_is_broken(qtbot) -> None:
    line = text_height_px("a", base_font(), 200)
    assert text_height_px("x" * 3000, base_font(), 200) > 50 * line
    assert text_height_px("a\nb\nc", base_font(), 200) == pytest.approx(3 * line, abs=3)


@pytest.mark.parametrize(
    "name", ["Ban Quản lý chợ", "Văn phòng HĐND và UBND", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"]
)
def test_a_body_that_fits_stands_on_one_line(qtbot, name: str) -> None:
    assert bodies_height_px(name, 400) == bodies_height_px("Xã", 400)
    assert bodies_height_px(name, 60) > bodies_height_px("Xã", 60)
