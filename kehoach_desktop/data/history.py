"""The history of a file: rows are added in the transaction of what they tell, and none is ever altered."""

import datetime as dt
import json
from collections.abc import Iterable

import sqlalchemy as sa

from kehoach_desktop.data.schema import change
from kehoach_desktop.domain.history.told import Told


def add(connection: sa.Connection, told: Iterable[Told], at: dt.datetime) -> None:
    """Write down what was done, in this order."""
    rows = [
        {
            "plan_id": one.plan_id,
            "at": at,
            "step": str(one.step),
            "name": one.name,
            "content": json.dumps(one.content, ensure_ascii=False, separators=(",", ":")),
        }
        for one in told
    ]
    if rows:
        connection.execute(sa.insert(change), rows)
