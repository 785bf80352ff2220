"""A report's charts: progress by quarter, by lead body, what was counted against the year's targets."""

from dataclasses import replace

from kehoach_desktop.domain.charts import (
    NO_LEAD,
    STACK,
    Chart,
    chart_by_lead,
    chart_by_quarter,
    chart_quantities,
)
from kehoach_desktop.domain.periods import quarter
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.report.composing import Report
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.domain.words import PAPER_WORDS

_LONGEST_NAME = 90


def report_charts(report: Report) -> tuple[Chart, ...]:
    """Return the charts that have something to show, as things stand at the period's end."""
    plan, period = report.plan, report.period
    begun = sum(quarter(plan.year, number, plan.scheme).start <= period.end for number in range(1, 5))
    charts = (
        _first(chart_by_quarter(plan), begun),
        chart_by_lead(plan, period),
        chart_quantities(plan, period),
    )
    return tuple(_short(_on_paper(chart)) for chart in charts if not chart.is_empty)


def _on_paper(chart: Chart) -> Chart:
    """Return the chart in the words of a report, which its readers did not record."""
    return replace(
        chart,
        categories=tuple("Chưa phân công" if name == NO_LEAD else name for name in chart.categories),
        series=tuple(
            replace(one, name=PAPER_WORDS[State(one.key)]) if one.key in STACK else one
            for one in chart.series
        ),
    )


def _short(chart: Chart) -> Chart:
    """Return the chart with names that leave room for its bars."""
    return replace(chart, categories=tuple(shortened(name, _LONGEST_NAME) for name in chart.categories))


def _first(chart: Chart, count: int) -> Chart:
    """Return the chart of its first categories: a quarter that has not begun is not shown."""
    return replace(
        chart,
        categories=chart.categories[:count],
        series=tuple(replace(one, values=one.values[:count]) for one in chart.series),
        units=chart.units[:count],
        notes=chart.notes[:count],
    )
