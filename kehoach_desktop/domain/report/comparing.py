"""A period's counted results beside those of the period before and of the same period a year before.

Nothing is invented: what was not counted then is not compared.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kehoach_desktop.domain.count_names import IndicatorUnit
from kehoach_desktop.domain.periods import CUMULATIVE, Period, between, period, quarter
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.entries import entries, summed
from kehoach_desktop.domain.report.words import counted_words, lower_first, percent_words, quarter_name


class Other(NamedTuple):
    """A period to compare with: ``key`` "before" or "year", what it is called, and what was counted in it.

    What was not counted then is not in ``sums``.
    """

    key: str
    plan: Plan
    period: Period
    name: str
    sums: dict[IndicatorUnit, int | float]


def others(plan: Plan, of: Period, earlier: Plan | None) -> Iterator[Other]:
    """Yield the periods ``of`` is compared with: of the plan itself, and of ``earlier``, last year's."""
    number = int(of.code[1]) if of.code.startswith("Q") and of.code in CUMULATIVE else 0
    if number > 1:
        before = quarter(plan.year, number - 1, plan.scheme)
        yield _other("before", plan, before, _quarter_of(number - 1, plan.year))
    if earlier is None:
        return
    if number == 1:
        before = quarter(earlier.year, 4, earlier.scheme)
        yield _other("before", earlier, before, _quarter_of(4, earlier.year))
    then = year_before(of, earlier)
    name = f"năm {earlier.year}" if of.code == "NAM" else f"cùng kỳ năm {earlier.year}"
    yield _other("year", earlier, then, name)


def year_before(of: Period, earlier: Plan) -> Period:
    """Return the same period of the earlier plan's year."""
    if of.code in CUMULATIVE:
        return period(earlier.year, of.code, earlier.scheme)
    return between(_back(of.start), _back(of.end))


def change_words(value: float, then: float, unit: str, name: str) -> str:
    """Return ``tăng 3 tin, bài (25%) so với quý I năm 2026``, ``không tăng, giảm so với cùng kỳ năm 2025``.

    Where nothing is left the percent would say no more.
    """
    more = _exact(value - then)
    if not more:
        return f"không tăng, giảm so với {name}"
    share = f" ({percent_words(abs(more), then)})" if then and value else ""
    return f"{'tăng' if more > 0 else 'giảm'} {counted_words(abs(more), unit)}{share} so với {name}"


def _quarter_of(number: int, year: int) -> str:
    return f"{lower_first(quarter_name(number))} năm {year}"


def _other(key: str, plan: Plan, of: Period, name: str) -> Other:
    return Other(key, plan, of, name, summed(entries(plan, of.start, of.end)))


def _exact(difference: float) -> int | float:
    """Return a difference of numbers of few decimals without what binary fractions add."""
    rounded = round(difference, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def _back(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
