"""A clock that stands still, so that the same pictures come out whenever they are taken."""

import datetime as dt
import os
import time
from typing import Any

NOW = dt.datetime(2026, 10, 5, 9, 30)


class StandingClock(dt.datetime):
    """The class the program asks for the time."""

    standing_at = NOW

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        """Return the same moment again, until ``pass_minutes``."""
        return cls.standing_at if tz is None else cls.standing_at.astimezone(tz)


def pass_minutes(minutes: int) -> None:
    """Let the clock that stands stand so much later."""
    StandingClock.standing_at += dt.timedelta(minutes=minutes)


def stop_clock() -> None:
    """Have every module that is imported after this see that moment, in Vietnam."""
    os.environ["TZ"] = "Asia/Ho_Chi_Minh"
    if hasattr(time, "tzset"):
        time.tzset()
    dt.datetime = StandingClock  # type: ignore[misc]
