"""Items as the program itself put them on the clipboard: read strictly, for anybody can put things there."""

from typing import Any

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Item, Level, Mark
from kehoach_desktop.ingest.json_values import (
    load_json,
    read_choice,
    read_list,
    read_object,
    read_style,
    read_text,
    read_whole,
    refuse,
)
from kehoach_desktop.ingest.pasted import Pasted

_LEVELS = tuple(level.value for level in Level)


def read_items(data: bytes) -> Pasted | None:
    """Return what ``export.clipboard_items`` wrote; None when it is anything else."""
    try:
        found = read_object(load_json(data.decode("utf-8")), "", ("format", "version", "lead", "items"))
        read_choice(found, "", "format", ("kehoach-items",))
        read_whole(found, "", "version", 1, 1)
        items = read_list(found, "", "items", _item)
        return Pasted(items, read_whole(found, "", "lead", 0, len(items)))
    except (UserError, UnicodeDecodeError):
        return None


def _item(value: Any, path: str) -> Item:
    found = read_object(value, path, ("level", "text", "depth"), ("marks",))
    text = read_text(found, path, "text")
    marks = read_list(found, path, "marks", lambda mark, at: _mark(mark, at, len(text)))
    level = Level(read_choice(found, path, "level", _LEVELS))
    return Item(level, text, read_whole(found, path, "depth", 0, 100), marks)


def _mark(value: Any, path: str, length: int) -> Mark:
    if not isinstance(value, list) or len(value) != 3:
        refuse(path, "phải có ba phần")
    start, end, kind = value
    parts = {"start": start, "end": end, "kind": kind}
    low = read_whole(parts, path, "start", 0, length)
    return (
        low,
        read_whole(parts, path, "end", low, length),
        read_style(parts, path, "kind"),
    )
