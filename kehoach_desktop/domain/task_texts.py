"""The texts of a row of the appendix by the key of their column, the office's own columns among them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.plan import Task

NUMBER, CONTENT = "number", "content"
TASK_KEYS = ("form", "lead", "partners", "time", "note")
_OWN = "own."


def own_key(place: int) -> str:
    """Return the key of the office's own column at ``place``."""
    return f"{_OWN}{place}"


def own_place(key: str) -> int | None:
    """Return the place of the office's own column with that key; None for the usual columns."""
    return int(key.removeprefix(_OWN)) if key.startswith(_OWN) else None


def text_of(task: Task, key: str) -> str:
    """Return what the column shows of the row."""
    place = own_place(key)
    if place is None:
        return str(getattr(task, key))
    return task.extras[place] if place < len(task.extras) else ""


def with_texts(task: Task, texts: Mapping[str, str]) -> Task:
    """Return the row with these texts in their columns."""
    usual: dict[str, Any] = {key: text for key, text in texts.items() if own_place(key) is None}
    return replace(task, **usual, extras=_extras(task, texts))


def set_texts(task: Task, texts: Mapping[str, str]) -> list[SetField]:
    """Return the edits that write these texts into the row; none where nothing changes."""
    after = with_texts(task, texts)
    names = (*(key for key in texts if own_place(key) is None), "extras")
    pairs = ((name, getattr(task, name), getattr(after, name)) for name in names)
    return [SetField("task", task.id, name, old, new) for name, old, new in pairs if old != new]


def _extras(task: Task, texts: Mapping[str, str]) -> tuple[str, ...]:
    own = {place: text for key, text in texts.items() if (place := own_place(key)) is not None}
    if all(text_of(task, own_key(place)) == text for place, text in own.items()):
        return task.extras
    length = max(len(task.extras), *(place + 1 for place in own))
    return tuple(own.get(place, text_of(task, own_key(place))) for place in range(length))
