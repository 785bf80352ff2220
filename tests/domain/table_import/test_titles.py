"""A column of a table is the office's own of the same title, however it is spelled."""

import pytest

from kehoach_desktop.domain.table_import.titles import same_titles


@pytest.mark.parametrize(
    "title",
    [
        "Kinh phí", "KINH  PHÍ", "kinh phi", "Kinh phí (đồng)", "Kinh\nphí\n(triệu đồng)",
        "Kinh phí [ĐVT: đồng]", "Kinh phí, ĐVT: 1.000 đồng", "Kinh phí - triệu đồng", "Kinh phí:",
        "Dự kiến kinh phí", "Kinh phí thực hiện (đ)", "Dự toán kinh phí",
    ],
)  # fmt: skip
def test_units_marks_and_capitals_do_not_count(title) -> None:
    assert same_titles(["Sản phẩm", title], ["Ghi thêm", "Kinh phí"]) == {1: 1}


def test_the_own_one_may_have_the_unit_and_i_may_be_y() -> None:
    assert same_titles(["Kinh phí", "Kĩ thuật"], ["Kỹ thuật", "Kinh phí (triệu đồng)"]) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("titles", "own"),
    [
        (["Nguồn kinh phí"], ["Kinh phí"]),
        (["Số lượng sản phẩm"], ["Sản phẩm"]),
        (["Kinh phí (xã)", "Kinh phí (tỉnh)"], ["Kinh phí"]),  # nobody knows which
        (["Kinh phí"], ["Kinh phí (xã)", "Kinh phí (tỉnh)"]),
        ([""], ["(đồng)"]),
        ([""], [""]),
        (["(đồng)"], ["(người)"]),
        (["Cộng đồng"], ["Cộng"]),
        (["Hoạt động"], ["Hoạt"]),
    ],
)
def test_other_titles_are_other_columns(titles, own) -> None:
    assert same_titles(titles, own) == {}


def test_the_one_spelled_alike_goes_before_the_one_that_is_like_it() -> None:
    assert same_titles(["Kinh phí (đồng)", "Kinh phí"], ["Kinh phí"]) == {1: 0}
