"""The pieces of a time phrase, found in its search key: days, weeks, months, quarters, halves, years.

A list shares its head ("tháng 3, 5 - 7" are four months), and each piece knows the year written at it.
"""

import re

from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.domain.timephrase.days import bare_months, days, iso_days, months, weeks
from kehoach_desktop.domain.timephrase.pieces import Unit
from kehoach_desktop.domain.timephrase.quarters import parts_of_year, quarters, some_months

_A_MONTH_OR_A_DAY = re.compile(r"\bthang\s*\d{1,2}\s*/\s*\d{1,2}(?![\d/])")
_READERS = (iso_days, weeks, days, some_months, months, quarters, parts_of_year, bare_months)


def units(key: str, year: int, scheme: Scheme) -> list[Unit]:
    """Return the pieces found in order, none over another; ValueError for what no calendar has.

    ``year`` is the plan's, for "năm nay" and "năm sau".
    """
    if _A_MONTH_OR_A_DAY.search(key):
        raise ValueError("the months 3 and 9, or 3 September?")
    found: list[Unit] = []
    for reader in _READERS:
        read = list(reader(key, year, scheme))
        found += read
        for unit in read:  # nothing is read twice
            key = f"{key[: unit.at]}{'#' * (unit.to - unit.at)}{key[unit.to :]}"
    return sorted(found, key=lambda unit: unit.at)
