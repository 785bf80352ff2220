"""Closing a period: writing down what is reported of it, and what differs from that later."""

import datetime as dt

from kehoach_desktop.domain import drift
from kehoach_desktop.domain.drift import Difference
from kehoach_desktop.domain.periods import Period
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

    None when what was written down cannot be read: it comes from another program.
    """
    memory = memory or DriftMemory()
    if closing.content not in memory.read:
        memory.read[closing.content] = facts_from_json(closing.content)
    before = memory.read[closing.content]
    if before is None:
        return None
    of = Period(closing.code, closing.code, closing.start, closing.end)
    return drift.drift(before, facts(plan, of, memory.counted))
