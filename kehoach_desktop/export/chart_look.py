"""How the series of a chart look on paper: in colours, told apart by hatching in black and white."""

from dataclasses import dataclass
from typing import Literal

from kehoach_desktop.domain.charts import REACHED, TARGET
from kehoach_desktop.domain.plan import State


@dataclass(frozen=True, slots=True)
class Look:
    """Ink on a ground, both RRGGBB; a solid one is all ink, a blank one all ground."""

    ink: str
    ground: str
    hatch: Literal["solid", "rising", "crossed", "level", "blank"]


LOOKS: dict[str, Look] = {
    State.DONE: Look("1B7F4E", "FFFFFF", "solid"),
    State.DOING: Look("2C6FBB", "E4EEF9", "rising"),
    State.LATE: Look("B3261E", "FBE6E4", "crossed"),
    State.DROPPED: Look("5C6675", "ECEEF2", "level"),
    State.NONE: Look("5C6675", "FFFFFF", "blank"),
    REACHED: Look("0F5BA8", "FFFFFF", "solid"),
    TARGET: Look("5C6675", "FFFFFF", "blank"),
}
"""By the key of a series; the colours are those of the light theme."""

MOST_PERCENT = 200
"""Of its target, that a bar shows: one a hundred times as long would leave nothing of the others."""
