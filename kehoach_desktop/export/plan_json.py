"""A plan as its open JSON form: the same plan always gives the same bytes."""

import base64
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from kehoach_desktop.domain.outline import settle
from kehoach_desktop.domain.periods import DECREE_09, Scheme
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Evidence,
    Item,
    Plan,
    Progress,
    Quantity,
    Target,
    Task,
    Version,
)
from kehoach_desktop.domain.report.task_links import by_place
from kehoach_desktop.export.report_json import report_keys

FORMAT = "kehoach-plan"
VERSION = 1
_A_PIECE = 20_000  # words


def plan_to_json(plan: Plan, reports: Sequence[Plan] = ()) -> str:
    """Return the plan as JSON text: keys in their fixed order, two-space indent, one newline at the end.

    ``reports``: those on the plan, in the order they were begun.
    """
    return "".join(_pieces(plan, reports))


def plan_to_bytes(plan: Plan, reports: Sequence[Plan] = ()) -> bytes:
    """Return the same in UTF-8."""
    return b"".join([piece.encode("utf-8") for piece in _pieces(plan, reports)])


def _pieces(plan: Plan, reports: Sequence[Plan]) -> Iterator[str]:
    """Yield the text piece by piece.

    Millions of words put together in one go would hold up every other thread of the program, the window's
    among them.
    """
    kept = [_plan(by_place(one, plan)) | report_keys(one) for one in reports]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "plan": _plan(plan) | ({"reports": kept} if kept else {}),
    }
    words = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False).iterencode(document)
    while piece := "".join(islice(words, _A_PIECE)):
        yield piece
    yield "\n"


def _plan(plan: Plan) -> dict[str, Any]:
    signature = plan.signature
    return {
        "year": plan.year,
        "status": plan.status.value,
        "superior": plan.superior,
        "issuer": plan.issuer,
        "number": plan.number,
        "symbol": plan.symbol,
        "place": plan.place,
        "date": plan.date.isoformat() if plan.date else None,
        "subject": plan.subject,
        "preamble": [{"kind": item.level.value, "text": item.text, **_marks(item)} for item in plan.preamble],
        "body": _tree(settle(plan.body)),
        "recipients": list(plan.recipients),
        "signature": {
            "authority": signature.authority,
            "proxy": signature.proxy,
            "title": signature.title,
            "name": signature.name,
        },
        "appendices": [_appendix(appendix) for appendix in plan.appendices],
        **({"scheme": _scheme(plan.scheme)} if plan.scheme != DECREE_09 else {}),
        **({"closings": [_closing(one) for one in plan.closings]} if plan.closings else {}),
        **({"versions": [_version(one) for one in plan.versions]} if plan.versions else {}),
    }


def _version(version: Version) -> dict[str, Any]:
    """Return an issued version: an optional key of the format, left out while a plan has none.

    Its ``plan`` is the whole plan it was, in this very form; its ``pdf`` is base64.
    """
    return {
        "number": version.number,
        "date": version.date.isoformat() if version.date else None,
        "plan": json.loads(version.content)["plan"],
        "pdf": base64.b64encode(version.pdf).decode("ascii"),
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "key": scheme.key,
        "name": scheme.name,
        "closings": [list(day) for day in scheme.closings],
        "reported": [
            {"code": one.code, "name": one.name, "sending_days": one.sending_days} for one in scheme.reported
        ],
        **({"days_off": [day.isoformat() for day in scheme.days_off]} if scheme.days_off else {}),
    }


def _closing(closing: Closing) -> dict[str, Any]:
    return {
        "code": closing.code,
        "from": closing.start.isoformat(),
        "to": closing.end.isoformat(),
        "closed_at": closing.closed_at.isoformat(),
        "content": closing.content,
    }


def _marks(item: Item) -> dict[str, Any]:
    return {"marks": [list(mark) for mark in item.marks]} if item.marks else {}


def _tree(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Return the flat items as a tree; their depths are lawful."""
    top: list[dict[str, Any]] = []
    open_lists = [top]  # open_lists[d] takes the items of depth d
    for item in items:
        node: dict[str, Any] = {"level": item.level.value, "text": item.text, **_marks(item), "children": []}
        del open_lists[item.depth + 1 :]
        open_lists[-1].append(node)
        open_lists.append(node["children"])
    return top


def _appendix(appendix: Appendix) -> dict[str, Any]:
    columns = [{"title": one.title, "is_printed": one.is_printed} for one in appendix.columns]
    return {
        "title": appendix.title,
        **({"columns": columns} if columns else {}),
        **({} if appendix.prints_note else {"prints_note": False}),
        "activities": [_activity(one) for one in appendix.activities],
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {"content": activity.content, "tasks": [_task(one) for one in activity.tasks]}


def _task(task: Task) -> dict[str, Any]:
    return {
        "form": task.form,
        "lead": task.lead,
        "partners": task.partners,
        "time": task.time,
        "note": task.note,
        **({"extras": list(task.extras)} if task.extras else {}),
        **({"targets": [_target(one) for one in task.targets]} if task.targets else {}),
        "progress": [_progress(one) for one in task.progress],
    }


def _progress(progress: Progress) -> dict[str, Any]:
    return {
        "quarter": progress.quarter,
        "status": progress.status.value,
        "percent": progress.percent,
        "result": progress.result,
        "difficulty": progress.difficulty,
        "proposal": progress.proposal,
        "quantities": [_quantity(one) for one in progress.quantities],
        "evidence": [_evidence(one) for one in progress.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    checksum = {"checksum": evidence.checksum} if evidence.checksum else {}
    return {"title": evidence.title, "location": evidence.location, **checksum}


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value  # 12.0 would come back as 12


def _target(target: Target) -> dict[str, Any]:
    return {"indicator": target.indicator, "unit": target.unit, "value": _number(target.value)}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "indicator": quantity.indicator,
        "unit": quantity.unit,
        "value": _number(quantity.value),
        "date": quantity.date.isoformat() if quantity.date else None,
        "note": quantity.note,
    }
