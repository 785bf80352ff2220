"""Which copies stay as they grow old: told from names alone, whatever the clock did."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.copy_names import SLUGS, CopyName, age, copy_name, read_copy_name
from kehoach_desktop.domain.thinning import DAYS, HOURS, MONTHS, OF_EACH_ACT, kept

HANOI = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 11, 28, 16, 20, tzinfo=HANOI)


def copies(moments, why="interval"):
    return [read_copy_name(copy_name("sổ", at, why, ".kehoach"), HANOI) for at in moments]


def every(step, since, until=NOW):
    found = []
    while since <= until:
        found.append(since)
        since += step
    return found


def grown(moments, why="interval"):
    """Thin after each copy, as the program does; return what is there at the end and the classes."""
    there = []
    staying = {}
    for at in moments:
        made = copies([at], why)[0]
        there.append(made)
        staying = kept(there, at)
        staying.setdefault(made.name, "new")
        there = [copy for copy in there if copy.name in staying]
    return there, staying


def classes(staying):
    return {name: list(staying.values()).count(name) for name in sorted(set(staying.values()))}


def test_three_years_of_copies_every_half_hour_leave_24_hours_30_days_and_12_months():
    staying = kept(copies(every(dt.timedelta(minutes=30), NOW.replace(year=2025, month=1))), NOW)
    by_hour = {name for name, why in staying.items() if why == "hour"}
    assert len(by_hour) == HOURS
    # The newest of a day is also the newest of an hour, the newest of a month that of a day.
    assert len(staying) == HOURS + (DAYS - 2) + (MONTHS - 2)
    assert classes(staying) == {"day": DAYS - 2, "hour": HOURS, "month": MONTHS - 2}


def test_thinning_after_each_copy_comes_to_the_same_as_thinning_once():
    moments = every(dt.timedelta(hours=3, minutes=10), NOW - dt.timedelta(days=400))
    there, _ = grown(moments)
    assert {copy.name for copy in there} == set(kept(copies(moments), moments[-1]))


def test_the_copy_kept_of_an_hour_is_its_last():
    moments = [NOW.replace(minute=minute) for minute in (0, 10, 19)]
    assert list(kept(copies(moments), NOW)) == [copies(moments)[-1].name]


def test_a_long_holiday_loses_nothing():
    before = every(dt.timedelta(hours=1), NOW - dt.timedelta(days=40), NOW - dt.timedelta(days=38))
    then = kept(copies(before), before[-1])
    after = kept(copies([*before, NOW]), NOW)
    assert len(set(then) - set(after)) <= 1  # the 24th hour makes room for the new one
    assert set(after) - set(then) == {copies([NOW])[0].name}


def test_all_copies_from_before_an_upgrade_stay():
    old = copies(every(dt.timedelta(days=20), NOW - dt.timedelta(days=3000)), "upgrade")
    new = copies(every(dt.timedelta(hours=1), NOW - dt.timedelta(days=3)))
    staying = kept([*old, *new], NOW)
    assert {copy.name for copy in old} <= set(staying)
    assert classes(staying)["upgrade"] == len(old)


def test_the_last_copies_of_each_act_outlive_their_hour():
    acts = copies([NOW.replace(minute=minute) for minute in range(9)], "deletion")
    saves = copies([NOW.replace(minute=minute) for minute in range(9)], "save")
    later = copies([NOW.replace(minute=15)])
    staying = kept([*acts, *saves, *later], NOW)
    assert set(staying) == {copy.name for copy in (*acts[-OF_EACH_ACT:], *saves[-OF_EACH_ACT:], *later)}


def test_a_leap_day_is_a_day_and_its_month_a_month():
    leap = dt.datetime(2028, 2, 29, 23, 59, 59, tzinfo=HANOI)
    moments = every(dt.timedelta(days=1), leap - dt.timedelta(days=35), leap + dt.timedelta(days=1))
    staying = kept(copies(moments), moments[-1])
    names = {name.split()[1] for name in staying}
    assert {"2028-02-28", "2028-02-29", "2028-03-01"} <= names
    # Every copy is the newest of an hour, so 24 hours reach back 24 days here.
    assert classes(staying) == {"day": DAYS - HOURS, "hour": HOURS, "month": 1}
    assert read_copy_name(copy_name("sổ", leap, "day", ".kehoach"), HANOI).made_at == leap


def test_an_hour_the_wall_shows_twice_is_two_and_one_it_leaves_out_is_none():
    """As in a country that puts its clocks back at 3:00: 2:30 comes in +0200 and again in +0100."""
    summer, winter = dt.timezone(dt.timedelta(hours=2)), dt.timezone(dt.timedelta(hours=1))
    first = dt.datetime(2026, 10, 25, 2, 30, tzinfo=summer)
    second = dt.datetime(2026, 10, 25, 2, 30, tzinfo=winter)
    staying = kept(copies([first, second]), second)
    assert len(staying) == 2
    assert next(iter(staying)) == copies([second])[0].name  # the later one is the newer


def test_a_journey_through_time_zones_keeps_the_order_things_were_made_in():
    moments = [
        dt.datetime(2026, 5, 1, 22, 0, tzinfo=HANOI),
        dt.datetime(2026, 5, 1, 17, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 5, 2, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        dt.datetime(2026, 5, 1, 16, 0, tzinfo=dt.timezone(dt.timedelta(hours=-8))),
    ]
    found = sorted(copies(reversed(moments)), key=age)
    assert [copy.made_at for copy in found] == moments
    assert len(kept(found, moments[-1])) == 4


@pytest.mark.parametrize("back", [dt.timedelta(minutes=20), dt.timedelta(hours=5), dt.timedelta(days=900)])
def test_the_clock_set_back_loses_no_copy_made_after(back):
    before = every(dt.timedelta(minutes=30), NOW - dt.timedelta(days=3))
    after = every(dt.timedelta(minutes=30), NOW - back, NOW - back + dt.timedelta(hours=3))
    there, _ = grown([*before, *after])
    assert after[-1] in [copy.made_at for copy in there]
    hours = {(at.date(), at.hour) for at in after}
    assert hours <= {(copy.made_at.date(), copy.made_at.hour) for copy in there}


def test_a_clock_that_ran_ahead_takes_no_place_of_the_true_copies():
    ahead = every(dt.timedelta(hours=1), NOW.replace(year=2099), NOW.replace(year=2099, day=30))
    true = every(dt.timedelta(hours=1), NOW - dt.timedelta(days=60))
    alone = kept(copies(true), NOW)
    staying = kept(copies([*ahead, *true]), NOW)
    assert set(alone) <= set(staying)
    assert len(staying) - len(alone) <= HOURS + DAYS + MONTHS


@given(
    st.lists(
        st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)).map(
            lambda at: at.replace(microsecond=0, tzinfo=HANOI)
        ),
        unique=True,
        max_size=200,
    ),
    st.sampled_from(sorted(SLUGS)),
)
def test_whatever_there_is_the_newest_stays_and_thinning_again_changes_nothing(moments, why):
    found = copies(moments, why)
    now = max(moments, default=NOW)
    staying = kept(found, now)
    if found:
        assert max(found, key=age).name in staying
    again = kept([copy for copy in found if copy.name in staying], now)
    assert set(again) == set(staying)


def test_names_sort_as_they_were_made_and_say_all_again():
    moments = every(dt.timedelta(minutes=17), NOW - dt.timedelta(days=2))
    names = [copy_name("so-ke-hoach", at, "day", ".kehoach") for at in moments]
    assert sorted(names) == names
    for name, (at, _) in zip(names, pairwise([*moments, NOW]), strict=True):
        assert read_copy_name(name, dt.UTC) == CopyName(name, "so-ke-hoach", at, "day", ending=".kehoach")
    assert names[0] == "so-ke-hoach 2026-11-26 16.20.00 +0700 dau-ngay.kehoach"


@pytest.mark.parametrize(
    "name",
    [
        "so-ke-hoach.kehoach",
        "so-ke-hoach sao lưu 2026-11-28.kehoach",
        "so 2026-02-30 10.00.00 +0700 dau-ngay.kehoach",
        "so 2026-02-20 10.00.00 +0700 la.kehoach",
        "so 2026-02-20 10.00.00 +9900 dau-ngay.kehoach",
        ".so 2026-02-20 10.00.00 +0700 dau-ngay.kehoach.4321.tam",
        "so 2026-02-20 10.00.00 +0700 dau-ngay.kehoach.lock",
        "ghi-chu.json",
    ],
)
def test_other_names_are_no_copies(name):
    assert read_copy_name(name, HANOI) is None
