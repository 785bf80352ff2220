"""Last year's indicators called as this year's plan calls them, where the office's list has them as one."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kehoach_desktop.domain.count_names import IndicatorUnit, count_key, spellings
from kehoach_desktop.domain.directory import DirectoryEntry, Kind, name_key
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Plan, Task
from kehoach_desktop.domain.text import spelling_key

_Find = Callable[[str, str], DirectoryEntry | None]


def called_as(earlier: Plan, plan: Plan, entries: Iterable[DirectoryEntry]) -> Plan:
    """Return the earlier plan with each indicator under the name ``plan`` has for it.

    One that ``plan`` has by its own name stays; units are never taken for each other.
    """
    find = _finder(entries)
    here = spellings(all_tasks(plan))
    wanted: dict[DirectoryEntry, str] = {}  # by the entry what this plan calls it, in the unit it has there
    for indicator, unit in here.values():
        entry = find(indicator, unit)
        if entry is not None:
            wanted.setdefault(entry, indicator)
    names: dict[IndicatorUnit, str] = {}
    for key, (indicator, unit) in spellings(all_tasks(earlier)).items():
        entry = None if key in here else find(indicator, unit)
        if entry in wanted:
            names[key] = wanted[entry]
    return _renamed(earlier, names) if names else earlier


def _finder(entries: Iterable[DirectoryEntry]) -> _Find:
    """Return what finds the entry of an indicator, of those with several names, by any of them."""
    by_name: dict[str, list[DirectoryEntry]] = {}
    for entry in entries:
        if entry.kind is Kind.INDICATOR and entry.aliases:
            for key in entry.keys:
                by_name.setdefault(key, []).append(entry)

    def find(indicator: str, unit: str) -> DirectoryEntry | None:
        known = by_name.get(name_key(indicator), [])
        return next((one for one in known if spelling_key(one.unit) == spelling_key(unit)), None)

    return find


def _renamed(plan: Plan, names: dict[IndicatorUnit, str]) -> Plan:
    def task(one: Task) -> Task:
        return replace(
            one,
            targets=tuple(
                replace(t, indicator=names.get(count_key(t.indicator, t.unit), t.indicator))
                for t in one.targets
            ),
            progress=tuple(
                replace(
                    record,
                    quantities=tuple(
                        replace(q, indicator=names.get(count_key(q.indicator, q.unit), q.indicator))
                        for q in record.quantities
                    ),
                )
                for record in one.progress
            ),
        )

    return replace(
        plan,
        appendices=tuple(
            replace(
                appendix,
                activities=tuple(
                    replace(each, tasks=tuple(map(task, each.tasks))) for each in appendix.activities
                ),
            )
            for appendix in plan.appendices
        ),
    )
