"""Ban hành: an issued plan is frozen with the paper it went out as; a revision is made to change it."""

import datetime as dt
from dataclasses import replace

from kehoach_desktop.domain.edits import Batch, Edit, SetField, Splice, changes
from kehoach_desktop.domain.plan import Plan, Status, Version

_OF_THE_TRACKER = {"progress", "quantity", "evidence", "target", "closing"}
_NOT_ON_PAPER = {
    ("task", "progress"),
    ("task", "targets"),
    ("plan", "scheme"),
    ("plan", "closings"),
    ("plan", "sendings"),
}
_OF_THE_STATE = {"status", "number", "date", "versions"}


def is_frozen(plan: Plan | None) -> bool:
    """Say whether the plan has gone out and may not be changed."""
    return plan is not None and plan.status is Status.ISSUED


def is_refused(plan: Plan, edit: Edit) -> bool:
    """Say whether the plan is issued and the edit would change what went out.

    Tracking is not on the plan's paper, and the state itself may always be set, with what goes with it.
    """
    if not is_frozen(plan):
        return False
    on_paper = [
        (change.kind, change.name)
        for change in changes(edit)
        if change.kind not in _OF_THE_TRACKER and (change.kind, change.name) not in _NOT_ON_PAPER
    ]
    if ("plan", "status") in on_paper:
        return any(kind != "plan" or name not in _OF_THE_STATE for kind, name in on_paper)
    return bool(on_paper)


def as_issued(plan: Plan, number: str, date: dt.date | None) -> Plan:
    """Return the plan as it goes out: with its number and date, without what is kept beside it."""
    return replace(plan, number=number, date=date, status=Status.ISSUED, versions=(), closings=())


def issue(plan: Plan, version: Version) -> Batch:
    """Return the edit that issues the plan as ``version``, which is kept beside it."""
    return Batch(
        (
            *_numbered(plan, version.number, version.date),
            SetField("plan", plan.id, "status", plan.status, Status.ISSUED),
            _kept(plan, version),
        )
    )


def has_own_version(plan: Plan) -> bool:
    """Say whether an issued plan is kept as it went out; older files and other programs' JSON have none."""
    last = plan.versions[-1] if plan.versions else None
    return last is not None and (last.number, last.date) == (plan.number, plan.date)


def kept_pdf(plan: Plan) -> bytes:
    """Return the very PDF an issued plan, or report, went out as; nothing where none was kept."""
    if is_frozen(plan) and plan.sendings:
        return plan.sendings[-1].pdf
    return plan.versions[-1].pdf if is_frozen(plan) and has_own_version(plan) else b""


def revise(plan: Plan, version: Version | None = None) -> Batch:
    """Return the edit that makes a revision of an issued plan: a draft whose number is still to be given.

    ``version``: what went out, where that was not kept before.
    """
    return Batch(
        (
            *((_kept(plan, version),) if version is not None else ()),
            SetField("plan", plan.id, "status", plan.status, Status.DRAFT),
            *_numbered(plan, "", None),
        )
    )


def _numbered(plan: Plan, number: str, date: dt.date | None) -> tuple[SetField, ...]:
    values = (("number", plan.number, number), ("date", plan.date, date))
    return tuple(SetField("plan", plan.id, name, old, new) for name, old, new in values if old != new)


def _kept(plan: Plan, version: Version) -> Splice:
    return Splice("plan", plan.id, "versions", len(plan.versions), (), (version,))
