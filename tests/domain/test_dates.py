import datetime as dt

import pytest

from kehoach_desktop.domain.dates import long_date, moment, short_date


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (dt.date(2026, 2, 3), "ngày 03 tháng 02 năm 2026", "03/02/2026"),
        (dt.date(2026, 6, 3), "ngày 03 tháng 6 năm 2026", "03/6/2026"),
        (dt.date(2020, 4, 8), "ngày 08 tháng 4 năm 2020", "08/4/2020"),
        (dt.date(2024, 1, 16), "ngày 16 tháng 01 năm 2024", "16/01/2024"),
        (dt.date(2025, 12, 31), "ngày 31 tháng 12 năm 2025", "31/12/2025"),
    ],
)
def test_leading_zeros_as_the_decree_has_them(date, long, short):
    assert long_date(date, 1999) == long
    assert short_date(date) == short


def test_a_date_not_given_leaves_blanks_and_the_year():
    blank = long_date(None, 2026)
    assert blank.startswith("ngày ")
    assert blank.endswith(" năm 2026")
    assert not any(letter.isdigit() for letter in blank.removesuffix("2026"))


def test_a_moment_has_its_day_as_an_office_writes_it():
    assert moment(dt.datetime(2026, 3, 8, 7, 5, tzinfo=dt.UTC)) == "07:05 ngày 08/3/2026"
