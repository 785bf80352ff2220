"""The one edit that puts back several things that were taken out of a plan, each as far as it has a place."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach_desktop.domain.edits import Batch, Edit, Splice, apply, flat
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.values import CLASSES
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.removed.finding import KINDS, Key, Place, Removed
from kehoach_desktop.domain.removed.putting_back import keys_of, put_back

Progress = Callable[[int, int], None]
_END = 1 << 30  # more than any list has
_KIND_OF = {CLASSES[kind]: kind for kind in KINDS}


class Back(NamedTuple):
    """``edit`` puts back ``done`` (None: nothing); ``left`` has no place, the first because of ``why``."""

    edit: Edit | None
    done: tuple[Removed, ...]
    left: tuple[Removed, ...]
    why: str


def put_back_all(plan: Plan, removed: Sequence[Removed], progress: Progress | None = None) -> Back:
    """Return what puts the things back as one step: first what others stand in, then those."""
    there = keys_of("plan", plan)
    owners = there | {(one.kind, one.thing.id) for one in removed}
    stand_ins: dict[Key, Key] = {}  # contents made anew for rows whose own are gone
    edits: list[Edit] = []
    done: list[Removed] = []
    left: list[tuple[Removed, str]] = []
    for number, one in enumerate(sorted(removed, key=lambda each: _order(each, owners))):
        if progress is not None:
            progress(number, len(removed))
        try:
            edit = put_back(plan, _in_stand_in(one, stand_ins), there)
        except UserError as error:
            left.append((one, str(error)))
            continue
        plan = apply(plan, edit)
        for part in flat(edit):
            if isinstance(part, Splice):
                _note_new(one, part, there, stand_ins)
        edits.append(edit)
        done.append(one)
    whole = Batch(tuple(edits)) if len(edits) > 1 else edits[0] if edits else None
    return Back(whole, tuple(done), tuple(one for one, _ in left), left[0][1] if left else "")


def _order(one: Removed, owners: set[Key]) -> tuple[int, Key, str, int, int, dt.datetime]:
    """Order what stands in one list from its end, so that no place is pushed on by what came before it.

    What goes to the end of another list comes in the order it had.
    """
    place = one.place
    way = -1 if place.owner in owners else 1
    return KINDS.index(one.kind), place.owner, place.slot, way * place.at, way * place.turn, one.removed_at


def _in_stand_in(one: Removed, stand_ins: dict[Key, Key]) -> Removed:
    """Have a row go to the content that was made for another row of the same content that is gone."""
    owner = stand_ins.get(one.place.owner)
    return one if owner is None else replace(one, place=Place(owner, one.place.slot, _END))


def _note_new(one: Removed, part: Splice, there: set[Key], stand_ins: dict[Key, Key]) -> None:
    for come in part.new:
        kind = _KIND_OF[type(come)]
        there |= keys_of(kind, come)
        if one.kind == "task" and kind != "task":
            (content,) = come.activities if kind == "appendix" else (come,)
            stand_ins[one.place.owner] = ("activity", content.id)
