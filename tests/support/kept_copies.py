"""Moments copies are made at in tests, and what a file and a folder hold."""

import datetime as dt

from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import (
    plans,
    reports,
)

NOON = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


LATER = NOON + dt.timedelta(hours=2)


def whole(store):
    """Everything the open form has of a file."""
    return [
        plan_to_json(plans.get_plan(store, one.id), reports.reports_on(store, one.id))
        for one in reversed(plans.list_plans(store))
    ]


def names(folder):
    return sorted(path.name for path in folder.iterdir())
