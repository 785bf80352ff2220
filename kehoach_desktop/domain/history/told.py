"""What the history writes down of each thing done: the step, where, and the edit itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.history.packing import pack_edit
from kehoach_desktop.domain.history.place import Part, part_of, where
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.text import shortened

_TITLE_LETTERS = 200


class Step(StrEnum):
    """What was done with a plan."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    ADDED = "added"  # it came into the file
    DELETED = "deleted"  # it was put into the bin
    RESTORED = "restored"  # it was taken out of the bin
    REMOVED = "removed"  # it is gone for good


OF_THE_EDIT = frozenset({Step.EDIT, Step.UNDO, Step.REDO})
"""Steps that carry an edit."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing done, ready to be kept: ``content`` is plain lists, words and numbers."""

    plan_id: int
    step: Step
    name: str
    content: dict[str, Any]


def told_edit(before: Plan, after: Plan, edit: Edit, step: Step, name: str) -> Told:
    """Return what is kept of an edit of ``before`` that made ``after``."""
    content = {
        "part": str(part_of(edit)),
        "where": where(before, after, edit),
        "edits": pack_edit(edit),
    }
    return Told(after.id, step, name, content | _on(after))


def told_elsewhere(plan_id: int, edit: Edit, step: Step, name: str) -> Told:
    """Return what is kept of an edit of a plan that is not at hand: where it was made is not said."""
    return Told(plan_id, step, name, {"part": str(part_of(edit)), "where": "", "edits": pack_edit(edit)})


def told_plan(plan: Plan, step: Step, name: str) -> Told:
    """Return what is kept of a plan, or a report, that comes or goes as a whole."""
    title = shortened(plan_title(plan), _TITLE_LETTERS)
    return Told(plan.id, step, name, {"part": str(Part.OTHER), "where": title} | _on(plan))


def plan_title(plan: Plan) -> str:
    """Return what the history calls a plan, also when it is no longer there."""
    kind = f"Kế hoạch năm {plan.year}" if plan.reporting is None else "Báo cáo"
    return f"{kind}: {plan.subject}" if plan.subject else kind


def _on(plan: Plan) -> dict[str, Any]:
    """Return which plan a report is on, so that its rows are found with that plan's."""
    return {} if plan.reporting is None else {"on": plan.reporting.plan_id}
