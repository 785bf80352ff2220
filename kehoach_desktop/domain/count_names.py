"""What is counted as one: an indicator in a unit, however the two are spelt; units are never mixed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kehoach_desktop.domain.plan import Task
from kehoach_desktop.domain.text import spelling_key

IndicatorUnit = tuple[str, str]
Spellings = dict[IndicatorUnit, IndicatorUnit]
"""By key how an indicator and its unit are written first."""


@lru_cache(maxsize=1 << 14)
def count_key(indicator: str, unit: str) -> IndicatorUnit:
    """Return the key that two spellings of one indicator in one unit share."""
    return spelling_key(indicator), spelling_key(unit)


def names_of(task: Task) -> Iterator[IndicatorUnit]:
    """Yield what the task is to reach and what it counted as it is written: indicator, unit."""
    for target in task.targets:
        yield target.indicator, target.unit
    for record in sorted(task.progress, key=lambda record: record.quarter):
        for quantity in record.quantities:
            yield quantity.indicator, quantity.unit


def first_spellings(names: Iterable[IndicatorUnit]) -> Spellings:
    """Return by key how each is shown: as it is written first."""
    found: Spellings = {}
    for name in names:
        found.setdefault(count_key(*name), name)
    return found


def spellings(tasks: Iterable[Task]) -> Spellings:
    """Return by key how each indicator and unit of the tasks is shown."""
    return first_spellings(name for task in tasks for name in names_of(task))
