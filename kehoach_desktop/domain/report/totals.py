"""What a report says in sum of each indicator: in the period, since the year began, against other periods."""

from collections.abc import Iterable

from kehoach_desktop.domain.charts import overall_targets
from kehoach_desktop.domain.count_names import IndicatorUnit, count_key, spellings
from kehoach_desktop.domain.figures import Number, all_tasks
from kehoach_desktop.domain.linked import figure_key
from kehoach_desktop.domain.periods import Period
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.comparing import Other, change_words, others
from kehoach_desktop.domain.report.entries import entries, summed, year_start
from kehoach_desktop.domain.report.words import counted_words, percent_words
from kehoach_desktop.domain.text import sort_key
from kehoach_desktop.domain.words import number_words

Names = dict[IndicatorUnit, IndicatorUnit]
"""By ``count_key`` how an indicator and its unit are shown."""
NOTHING_YET = "chưa có"


def total_key(counted: IndicatorUnit, scope: str) -> str:
    """Return the key of a sum over all tasks; ``scope``: "period", "cumulative", or "words".

    Those are the period's with its unit, or that there is nothing yet.
    """
    return figure_key("total", *counted, scope)


def compare_key(counted: IndicatorUnit, other: str) -> str:
    """Return the key of the words that compare a sum with that of another period."""
    return figure_key("compare", *counted, other)


def target_key(counted: IndicatorUnit) -> str:
    """Return the key of the words on how much of the year's target is reached."""
    return figure_key("target", *counted)


def listed(plan: Plan, period: Period, compared: Iterable[Other]) -> Names:
    """Return what there is to say something of, in the order of the alphabet.

    That is what was counted in the period, or earlier in the year, or in a period this one is compared with.
    """
    found = spellings(all_tasks(plan))
    said = set(summed(entries(plan, min(year_start(plan), period.start), period.end)))
    for other in compared:
        said |= {counted for counted, value in other.sums.items() if value}
        if not said <= found.keys():
            found = spellings(all_tasks(other.plan)) | found
    shown = sorted(said, key=lambda counted: tuple(map(sort_key, found[counted])))
    return {counted: found[counted] for counted in shown}


def total_texts(plan: Plan, period: Period, earlier: Plan | None) -> dict[str, str]:
    """Return the words of every sum by key."""
    values = summed(entries(plan, period.start, period.end))
    since = summed(entries(plan, year_start(plan), period.end))
    compared = tuple(others(plan, period, earlier))
    names = listed(plan, period, compared)
    texts: dict[str, str] = {}
    for counted, (_, unit) in names.items():
        value, cumulative = values.get(counted), since.get(counted, 0)
        texts[total_key(counted, "period")] = number_words(value or 0)
        texts[total_key(counted, "cumulative")] = number_words(cumulative)
        texts[total_key(counted, "words")] = NOTHING_YET if value is None else counted_words(value, unit)
    for (indicator, unit), goal in overall_targets(plan).items():
        counted = count_key(indicator, unit)
        if goal:
            share = percent_words(since.get(counted, 0), goal)
            texts[target_key(counted)] = f"đạt {share} chỉ tiêu năm ({counted_words(goal, unit)})"
    for other in compared:
        texts.update(_of_comparison(values, names, other))
    return texts


def _of_comparison(values: dict[IndicatorUnit, Number], names: Names, other: Other) -> dict[str, str]:
    return {
        compare_key(counted, other.key): change_words(
            values.get(counted, 0), then, names[counted][1], other.name
        )
        for counted, then in other.sums.items()
        if counted in names and (then or counted in values)
    }
