"""Rows that add up the table: known by their words and by having nothing else than numbers."""

import pytest

from kehoach_desktop.domain.table_import.proposals import Fate, append_proposals, update_proposals
from kehoach_desktop.domain.table_import.table import ImportColumn, ImportTable, incoming_rows
from kehoach_desktop.domain.table_import.totals import is_total

ROLES = {0: "number", 1: "content", 2: "form", 3: "time"}


@pytest.mark.parametrize(
    "cells",
    [
        ("", "Tổng cộng", "", "5.000.000"),
        ("Tổng cộng:", "", "", ""),
        ("", "", "CỘNG", "12,5"),
        ("III", "Tổng số", "7", "7 000 000 đồng"),
        ("", "TỔNG CỘNG (I + II)", "", "15.000.000đ"),
        ("", "Cộng mục I", "", "3"),
        ("", "Tổng kinh phí thực hiện", "", "150 triệu đồng"),
        ("", "Tong cong", "", "-"),
        ("", "Tổng", "", "100%"),
        ("", "Cộng", "5.000.000", "Bằng chữ: Năm triệu đồng"),
        ("(Bằng chữ: Năm triệu đồng chẵn)", "", "", ""),
    ],
)
def test_a_row_of_sums_is_one(cells) -> None:
    assert is_total(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("5", "Tổng kết năm", "", ""),
        ("5", "Công tác chỉ đạo", "", "5.000.000"),
        ("5", "Cộng tác viên", "", "12"),
        ("5", "Tổng số cuộc tuyên truyền", "Phát thanh", "12"),
        ("5", "Công khai, niêm yết", "", ""),
        ("5", "", "", "7"),
        ("", "Tổng hợp báo cáo", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_row_of_work_is_none(cells) -> None:
    assert not is_total(cells)


def table(*cells: tuple[str, ...]) -> ImportTable:
    columns = tuple(ImportColumn(letter, "") for letter in "ABCDEFG"[: len(cells[0])])
    return ImportTable("", "", columns, tuple(range(8, 8 + len(cells))), cells)


def test_sums_are_left_unticked_and_take_no_row_that_follows() -> None:
    source = table(
        ("1", "Một", "a", ""), ("", "Cộng", "", "7"), ("", "", "b", ""), ("Tổng cộng", "", "", "9"),
    )  # fmt: skip
    rows = incoming_rows(source, ROLES)
    assert [(each.content, each.texts["form"], each.is_total) for each in rows] == [
        ("Một", "a", False),
        ("Cộng", "", True),
        ("Một", "b", False),
        ("Tổng cộng", "", True),
    ]
    assert len({each.group for each in rows}) == 3
    for proposals in (append_proposals(None, rows), update_proposals(None, rows, ROLES.values())):
        assert [(each.fate, each.is_accepted) for each in proposals] == [
            (Fate.ADDED, True), (Fate.ADDED, False), (Fate.ADDED, True), (Fate.ADDED, False),
        ]  # fmt: skip
        assert "Dòng cộng" in proposals[1].why
