"""The files of evidence that a thing taken out of a plan had."""

from collections.abc import Iterator
from typing import Any

from kehoach_desktop.domain.edits import REACHABLE, SLOTS
from kehoach_desktop.domain.evidence_names import is_plain_name
from kehoach_desktop.domain.plan import Evidence
from kehoach_desktop.domain.removed.finding import Removed


def files_in(removed: Removed) -> tuple[Evidence, ...]:
    """Return the evidence in it that is a file beside the data file, not a link or a mere title."""
    return tuple(one for one in _evidence(removed.kind, removed.thing) if is_plain_name(one.location))


def _evidence(kind: str, thing: Any) -> Iterator[Evidence]:
    if isinstance(thing, Evidence):
        yield thing
    for slot, child in SLOTS[kind].items():
        if "evidence" in REACHABLE[child]:
            for each in getattr(thing, slot):
                yield from _evidence(child, each)
