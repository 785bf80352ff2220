"""A plan as it stood: what was done since is taken back from the plan as it is, one thing after another."""

from collections.abc import Callable, Iterable

from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice
from kehoach_desktop.domain.history.entries import Kept
from kehoach_desktop.domain.history.unpacking import before
from kehoach_desktop.domain.history.values import FIELDS, Files, digest
from kehoach_desktop.domain.plan import Plan, Status

_STAYS = {"status", "reporting"}  # whether it went out is not a matter of what it says
_OF_THE_STATE = {"number", "date"}


def stood(plan: Plan, since: Iterable[Kept], tell: Callable[[], None] = lambda: None) -> Plan:
    """Return the plan before the edits of ``since``, the newest first; EditError where one does not fit."""
    files = _files_of(plan)
    for row in since:
        tell()
        if row.edits:
            plan = before(plan, row.edits, files)
    return plan


def back_to(plan: Plan, earlier: Plan) -> Edit | None:
    """Return the one edit that makes a plan say again what it said earlier; None where it says just that.

    What went out stays as it went out: versions, closings, sendings, and where the plan stands in that.
    """
    stays = _STAYS | (_OF_THE_STATE if earlier.status is Status.ISSUED else set())
    edits: list[Edit] = [
        SetField("plan", plan.id, name, getattr(plan, name), getattr(earlier, name))
        for name in FIELDS["plan"]
        if name not in stays and getattr(plan, name) != getattr(earlier, name)
    ]
    for slot in ("preamble", "body", "appendices"):
        edits += _run_back(plan, slot, getattr(plan, slot), getattr(earlier, slot))
    return Batch(tuple(edits)) if edits else None


def _run_back(plan: Plan, slot: str, now: tuple[object, ...], then: tuple[object, ...]) -> list[Edit]:
    if now == then and [_id(each) for each in now] == [_id(each) for each in then]:
        return []
    start = 0
    while start < min(len(now), len(then)) and now[start] is then[start]:
        start += 1
    end = 0
    while end < min(len(now), len(then)) - start and now[-1 - end] is then[-1 - end]:
        end += 1
    old, new = now[start : len(now) - end], then[start : len(then) - end]
    return [Splice("plan", plan.id, slot, start, old, new)]


def _id(thing: object) -> int:
    return int(thing.id)  # type: ignore[attr-defined]


def _files_of(plan: Plan) -> Files:
    """Return the files the plan keeps, by checksum: those of versions taken back since are not known."""
    kept = [version.pdf for version in plan.versions]
    kept += [content for sending in plan.sendings for content in (sending.pdf, sending.workbook)]
    return {digest(content): content for content in kept if content}
