import datetime as dt

import pytest

from kehoach_desktop.domain.periods import CALENDAR
from kehoach_desktop.domain.timephrase import quarters, understand

ALL = {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "start", "end", "falls_in"),
    [
        ("Thường xuyên", "2026-01-01", "2026-12-31", ALL),
        ("Thường xuyên trong năm 2026", "2026-01-01", "2026-12-31", ALL),
        ("Cả năm", "2026-01-01", "2026-12-31", ALL),
        ("Năm 2026", "2026-01-01", "2026-12-31", ALL),
        ("Hằng tháng", "2026-01-01", "2026-12-31", ALL),
        ("Hàng quý", "2026-01-01", "2026-12-31", ALL),
        ("Trước ngày 15 hằng tháng", "2026-01-01", "2026-12-31", ALL),
        ("Quý II", "2026-03-15", "2026-06-14", {2}),
        ("quý 2", "2026-03-15", "2026-06-14", {2}),
        ("Quý IV/2026", "2026-09-15", "2026-12-14", {4}),
        ("Quý I, III", "2025-12-15", "2026-09-14", {1, 3}),
        ("Quý I và quý IV", "2025-12-15", "2026-12-14", {1, 4}),
        ("Quý I - III", "2025-12-15", "2026-09-14", {1, 2, 3}),
        ("Quý I–II", "2025-12-15", "2026-06-14", {1, 2}),
        ("6 tháng đầu năm", "2025-12-15", "2026-06-14", {1, 2}),
        ("6 tháng cuối năm", "2026-06-15", "2026-12-14", {3, 4}),
        ("9 tháng", "2025-12-15", "2026-09-14", {1, 2, 3}),
        ("Tháng 8", "2026-08-01", "2026-08-31", {3}),
        ("tháng 9", "2026-09-01", "2026-09-30", {3, 4}),
        ("Tháng 02", "2026-02-01", "2026-02-28", {1}),
        ("Tháng 3 - 5", "2026-03-01", "2026-05-31", {1, 2}),
        ("tháng 10-12", "2026-10-01", "2026-12-31", {4}),
        ("Từ tháng 3 đến hết tháng 5", "2026-03-01", "2026-05-31", {1, 2}),
        ("Tháng 4, 7", "2026-04-01", "2026-07-31", {2, 3}),
        ("Trước 15/6", "2026-06-14", "2026-06-14", {2}),
        ("Xong trước ngày 30/11/2026", "2026-11-29", "2026-11-29", {4}),
        ("Trước tháng 6", "2026-05-31", "2026-05-31", {2}),
        ("01/3 - 30/4", "2026-03-01", "2026-04-30", {1, 2}),
        ("Từ ngày 01/3/2026 đến ngày 30/4/2026", "2026-03-01", "2026-04-30", {1, 2}),
        ("15 - 20/6", "2026-06-15", "2026-06-20", {3}),
        ("ngày 08 tháng 3 năm 2026", "2026-03-08", "2026-03-08", {1}),
        ("15-6-2026", "2026-06-15", "2026-06-15", {3}),
        ("tháng 12/2025", "2025-12-01", "2025-12-31", {1}),
    ],
)
def test_a_time_is_understood_as_days_and_quarters(text, start, end, falls_in):
    span = understand(text, 2026)
    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)
    assert quarters(text, 2026) == falls_in


@pytest.mark.parametrize(
    "text", ["", "đột xuất", "Khi có yêu cầu", "31/02", "30/4 - 01/3", "theo kế hoạch riêng"]
)
def test_what_is_not_understood_is_said_so(text):
    assert understand(text, 2026) is None
    assert quarters(text, 2026) is None


def test_quarters_follow_the_scheme():
    assert quarters("tháng 9", 2026, CALENDAR) == {3}
    assert understand("Quý I", 2026, CALENDAR).spans == ((dt.date(2026, 1, 1), dt.date(2026, 3, 31)),)


def test_leap_years():
    assert understand("tháng 2", 2028).end == dt.date(2028, 2, 29)
    assert understand("29/02", 2026) is None
    assert understand("29/02", 2028).end == dt.date(2028, 2, 29)
