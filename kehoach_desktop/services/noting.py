"""What every service that changes a kept plan does in the same transaction: it says so to the history."""

import datetime as dt
from typing import Any

from kehoach_desktop.data import history as data
from kehoach_desktop.domain.history.told import Step as Step
from kehoach_desktop.domain.history.told import Told, told_plan
from kehoach_desktop.domain.plan import Plan


def note(connection: Any, *told: Told) -> None:
    """Write into the history what is being done on ``connection``."""
    data.add(connection, told, dt.datetime.now().astimezone())


def note_plan(connection: Any, plan: Plan, step: Step, name: str) -> None:
    """Write that a plan, or a report, comes or goes as a whole."""
    note(connection, told_plan(plan, step, name))
