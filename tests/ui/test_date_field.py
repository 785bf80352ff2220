"""A date goes in and out of its field, with a four-digit year."""

import datetime as dt

from kehoach_desktop.ui.date_field import date_field, day_of


def test_date_in_and_out(qtbot):
    field = date_field(dt.date(2026, 2, 9))
    qtbot.addWidget(field)
    assert field.text() == "09/02/2026"
    assert day_of(field) == dt.date(2026, 2, 9)
