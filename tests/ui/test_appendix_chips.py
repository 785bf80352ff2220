"""Bodies are parted where a name begins; text is measured as it is drawn."""

import pytest

from kehoach_desktop.ui.sheet.chips import bodies_height_px, bodies_in, quarters_of
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


def test_quarters() -> None:
    assert quarters_of("Quý I, III", 2026) == {1, 3}
    assert quarters_of("khi có yêu cầu đột xuất của cấp trên", 2026) is None


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
