"""Chosen items for the clipboard: exact, for a paste in this program, and as plain text for all others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_desktop.domain.plan import Item, Level


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item, or a part of it, with its printed number; "" for none, or for a part without its beginning."""

    item: Item
    label: str = ""


def items_json(chosen: Sequence[Chosen], *, lead: int) -> bytes:
    """Return the items exactly; ``lead`` of them are parts that go on in the text they are pasted to."""
    items = [
        {
            "level": one.item.level.value,
            "text": one.item.text,
            "depth": one.item.depth,
            "marks": [list(mark) for mark in one.item.marks],
        }
        for one in chosen
    ]
    made = {"format": "kehoach-items", "version": 1, "lead": lead, "items": items}
    return json.dumps(made, ensure_ascii=False).encode("utf-8")


def plain_text(chosen: Sequence[Chosen]) -> str:
    """Return the items a line each, with their numbers, as they are printed."""
    return "\n".join(f"{one.label} {printed_text(one)}" if one.label else one.item.text for one in chosen)


def printed_text(one: Chosen) -> str:
    """Return the item's text as on paper: a section is set in capitals."""
    return one.item.text.upper() if one.item.level is Level.SECTION and one.label else one.item.text
