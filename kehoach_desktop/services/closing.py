"""Closing a period: writing down what is reported of it, and what differs from that later."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain import drift
from kehoach_desktop.domain.drift import Difference
from kehoach_desktop.domain.periods import CUMULATIVE, SCHEMES, Closings, Period, Scheme, period
from kehoach_desktop.domain.plan import Closing, Plan
from kehoach_desktop.domain.reported import Facts, Memory, facts
from kehoach_desktop.export.closing_json import facts_to_json
from kehoach_desktop.ingest.closing_json import facts_from_json


def closing_of(plan: Plan, period: Period, when: dt.datetime) -> Closing:
    """Return what is reported of the period as the plan stands; ``when`` knows its time zone."""
    return Closing(period.code, period.start, period.end, when, facts_to_json(facts(plan, period)))


class DriftMemory:
    """What was read and counted for a row of looks at one plan: after an edit little is to be done again."""

    def __init__(self) -> None:
        self.read: dict[str, Facts | None] = {}  # by the closing's content
        self.counted = Memory()


def find_drift(
    plan: Plan, closing: Closing, memory: DriftMemory | None = None
) -> tuple[Difference, ...] | None:
    """Return what a report on the closed period would say differently now.

    Quarters close as they did when it was written down: other reporting days change nothing that was said.
    None when what was written down cannot be read: it comes from another program.
    """
    memory = memory or DriftMemory()
    if closing.content not in memory.read:
        memory.read[closing.content] = facts_from_json(closing.content)
    before = memory.read[closing.content]
    if before is None:
        return None
    of = Period(closing.code, closing.code, closing.start, closing.end)
    scheme = _with_closings(plan.scheme, before.closings or _likely_closings(plan, closing))
    return drift.drift(before, facts(replace(plan, scheme=scheme), of, memory.counted))


def _with_closings(scheme: Scheme, closings: Closings) -> Scheme:
    return scheme if scheme.closings == closings else replace(scheme, closings=closings)


def _likely_closings(plan: Plan, closing: Closing) -> Closings:
    """Return where quarters closed for a period written down without that: where it has just its days."""
    for scheme in (plan.scheme, *SCHEMES) if closing.code in CUMULATIVE else ():
        of = period(plan.year, closing.code, scheme)
        if (of.start, of.end) == (closing.start, closing.end):
            return scheme.closings
    return plan.scheme.closings
