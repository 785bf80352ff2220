"""A plan out of its open JSON form: all or nothing, and every refusal names its place."""

import base64
import json
from typing import Any

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.outline import RANK
from kehoach_desktop.domain.periods import DECREE_09
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Evidence,
    Item,
    Level,
    Mark,
    OwnColumn,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Status,
    Target,
    Task,
    Version,
)
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest import json_values as values
from kehoach_desktop.ingest.report_json import read_report
from kehoach_desktop.ingest.scheme_json import read_scheme

FORMAT = "kehoach-plan"
VERSION = 1
_VALUE_LIMIT = 1e15


def parse_plan(text: str) -> Plan:
    """Return the plan written in ``text``; anything that is not exactly a plan raises UserError."""
    return parse_document(text)[0]


def parse_document(text: str) -> tuple[Plan, tuple[Plan, ...]]:
    """Return the plan written in ``text``, and the reports on it; their links name tasks by their places."""
    document = values.load_json(text)
    _check_version(document)
    values.read_object(document, "", ("format", "version", "plan"))
    source = dict(document["plan"]) if isinstance(document["plan"], dict) else document["plan"]
    reports = source.pop("reports", []) if isinstance(source, dict) else []
    plan = _plan(source, "plan")
    found = values.read_list(
        {"reports": reports}, "plan", "reports", lambda value, path: read_report(value, path, _plan)
    )
    return plan, found


def _check_version(document: Any) -> None:
    """Refuse another format or version before looking at anything else."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UserError(
            f"Tệp không phải tệp kế hoạch của chương trình (format phải là “{FORMAT}”); hãy chọn tệp khác."
        )
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise UserError(
            f"Tệp được ghi bởi phiên bản mới hơn của chương trình (version {version}); "
            "hãy cập nhật chương trình rồi nạp lại."
        )
    if type(version) is not int or version != VERSION:
        values.refuse("version", f"phải là {VERSION}")


def _plan(value: Any, path: str, *, is_version: bool = False) -> Plan:
    source = values.read_object(
        value,
        path,
        ("year", "issuer", "subject", "preamble", "body", "recipients", "signature", "appendices"),
        (
            *("status", "superior", "number", "symbol", "place", "date", "scheme"),
            *(() if is_version else ("closings", "versions")),
        ),
    )
    body: list[Item] = []
    for index, node in enumerate(_nodes(source, path, "body")):
        _read_node(node, f"{path}.body[{index}]", None, 0, body)
    return Plan(
        year=values.read_whole(source, path, "year", 1900, 2999),
        subject=values.read_text(source, path, "subject"),
        status=_status(source, path),
        superior=values.read_text(source, path, "superior", ""),
        issuer=values.read_text(source, path, "issuer"),
        number=values.read_text(source, path, "number", ""),
        symbol=values.read_text(source, path, "symbol", "KH-UBND"),
        place=values.read_text(source, path, "place", ""),
        date=values.read_date(source, path, "date"),
        preamble=values.read_list(source, path, "preamble", _preamble_item),
        body=tuple(body),
        recipients=values.read_list(source, path, "recipients", values.plain_text),
        signature=_signature(source["signature"], f"{path}.signature"),
        appendices=values.read_list(source, path, "appendices", _appendix),
        scheme=read_scheme(source["scheme"], f"{path}.scheme") if "scheme" in source else DECREE_09,
        closings=values.read_list(source, path, "closings", _closing),
        versions=values.read_list(source, path, "versions", _version),
    )


def _closing(value: Any, path: str) -> Closing:
    source = values.read_object(value, path, ("code", "from", "to", "closed_at", "content"))
    start, end = (values.read_date(source, path, key) for key in ("from", "to"))
    if start is None or end is None or start > end:
        values.refuse(path, "phải có from không sau to")
    return Closing(
        code=values.read_text(source, path, "code"),
        start=start,
        end=end,
        closed_at=values.read_moment(source, path, "closed_at"),
        content=values.read_text(source, path, "content"),
    )


def _version(value: Any, path: str) -> Version:
    """Return an issued version; its content is as it was read, once known to be a plan.

    In the form the program writes it is put where both directions are known (``services.importing``).
    """
    source = values.read_object(value, path, ("number", "date", "plan"), ("pdf",))
    _plan(source["plan"], f"{path}.plan", is_version=True)
    content = {"format": FORMAT, "version": VERSION, "plan": source["plan"]}
    try:
        pdf = base64.b64decode(values.read_text(source, path, "pdf", ""), validate=True)
    except ValueError:  # letters beyond ASCII, and binascii.Error
        values.refuse(f"{path}.pdf", "phải là base64")
    return Version(
        number=values.read_text(source, path, "number"),
        date=values.read_date(source, path, "date"),
        content=json.dumps(content, ensure_ascii=False, indent=2) + "\n",
        pdf=pdf,
    )


def _status(source: dict[str, Any], path: str) -> Status:
    if "status" not in source:
        return Status.DRAFT
    return Status(values.read_choice(source, path, "status", tuple(Status)))


def _preamble_item(value: Any, path: str) -> Item:
    source = values.read_object(value, path, ("kind", "text"), ("marks",))
    kind = values.read_choice(source, path, "kind", (Level.BASIS.value, Level.PARAGRAPH.value))
    return Item(Level(kind), values.read_text(source, path, "text"), 0, _marks(source, path))


def _nodes(source: dict[str, Any], path: str, key: str) -> tuple[Any, ...]:
    return values.read_list(source, path, key, lambda value, _: value)


def _read_node(value: Any, path: str, above: Level | None, depth: int, out: list[Item]) -> None:
    """Append the node and all below it; the ranks bound how deep this goes."""
    source = values.read_object(value, path, ("level", "text"), ("marks", "children"))
    level = Level(values.read_choice(source, path, "level", tuple(one.value for one in RANK)))
    if above is not None and RANK[above] >= RANK[level]:
        values.refuse(f"{path}.level", f"là “{level.value}”, không đứng được dưới “{above.value}”")
    out.append(Item(level, values.read_text(source, path, "text"), depth, _marks(source, path)))
    for index, child in enumerate(_nodes(source, path, "children")):
        _read_node(child, f"{path}.children[{index}]", level, depth + 1, out)


def _marks(source: dict[str, Any], path: str) -> tuple[Mark, ...]:
    """Return the marks, which must lie inside the text; where cleaning shortened it, they move along."""
    text = source["text"]
    marks = values.read_list(source, path, "marks", lambda value, at: _mark(value, at, len(text)))
    length = len(clean(text))
    moved = (
        (min(len(clean(text[:start])), length), min(len(clean(text[:end])), length), style)
        for start, end, style in marks
    )
    return tuple(mark for mark in moved if mark[0] < mark[1])


def _mark(value: Any, path: str, length: int) -> Mark:
    if not isinstance(value, list) or len(value) != 3:
        values.refuse(path, 'phải có dạng [đầu, cuối, "bold" hoặc "italic"]')
    parts = dict(zip(("start", "end", "style"), value, strict=True))
    start = values.read_whole(parts, path, "start", 0, length)
    end = values.read_whole(parts, path, "end", 0, length)
    if start >= end:
        values.refuse(path, "phải có đầu nhỏ hơn cuối")
    return start, end, values.read_style(parts, path, "style")


def _signature(value: Any, path: str) -> Signature:
    keys = ("authority", "proxy", "title", "name")
    source = values.read_object(value, path, (), keys)
    return Signature(**{key: values.read_text(source, path, key, "") for key in keys})


def _appendix(value: Any, path: str) -> Appendix:
    source = values.read_object(value, path, ("title", "activities"), ("columns", "prints_note"))
    return Appendix(
        title=values.read_text(source, path, "title"),
        activities=values.read_list(source, path, "activities", _activity),
        columns=values.read_list(source, path, "columns", _own_column),
        prints_note=values.read_flag(source, path, "prints_note", default=True),
    )


def _own_column(value: Any, path: str) -> OwnColumn:
    source = values.read_object(value, path, ("title",), ("is_printed",))
    is_printed = values.read_flag(source, path, "is_printed", default=True)
    return OwnColumn(values.read_text(source, path, "title"), is_printed)


def _activity(value: Any, path: str) -> Activity:
    source = values.read_object(value, path, ("content", "tasks"))
    content = values.read_text(source, path, "content")
    return Activity(content, values.read_list(source, path, "tasks", _task, least=1))


def _task(value: Any, path: str) -> Task:
    cells = ("form", "lead", "partners", "time")
    source = values.read_object(value, path, cells, ("note", "extras", "targets", "progress"))
    progress = values.read_list(source, path, "progress", _progress)
    quarters = [one.quarter for one in progress]
    if len(set(quarters)) < len(quarters):
        values.refuse(f"{path}.progress", "ghi một quý hai lần")
    note = values.read_text(source, path, "note", "")
    form, lead, partners, time = (values.read_text(source, path, key) for key in cells)
    extras = values.read_list(source, path, "extras", values.plain_text)
    targets = values.read_list(source, path, "targets", _target)
    return Task(form, lead, partners, time, note, progress, targets, extras)


def _target(value: Any, path: str) -> Target:
    source = values.read_object(value, path, ("indicator", "unit", "value"))
    return Target(
        values.read_text(source, path, "indicator"),
        values.read_text(source, path, "unit"),
        values.read_number(source, path, "value", _VALUE_LIMIT),
    )


def _progress(value: Any, path: str) -> Progress:
    texts = ("result", "difficulty", "proposal")
    source = values.read_object(
        value, path, ("quarter",), ("status", "percent", *texts, "quantities", "evidence")
    )
    status = values.read_choice({"status": "none", **source}, path, "status", tuple(State))
    result, difficulty, proposal = (values.read_text(source, path, key, "") for key in texts)
    return Progress(
        quarter=values.read_whole(source, path, "quarter", 1, 4),
        status=State(status),
        percent=values.read_whole({"percent": 0, **source}, path, "percent", 0, 100),
        quantities=values.read_list(source, path, "quantities", _quantity),
        evidence=values.read_list(source, path, "evidence", _evidence),
        result=result,
        difficulty=difficulty,
        proposal=proposal,
    )


def _quantity(value: Any, path: str) -> Quantity:
    source = values.read_object(value, path, ("indicator", "unit", "value"), ("date", "note"))
    return Quantity(
        indicator=values.read_text(source, path, "indicator"),
        unit=values.read_text(source, path, "unit"),
        value=values.read_number(source, path, "value", _VALUE_LIMIT),
        date=values.read_date(source, path, "date"),
        note=values.read_text(source, path, "note", ""),
    )


def _evidence(value: Any, path: str) -> Evidence:
    source = values.read_object(value, path, ("title", "location"), ("checksum",))
    return Evidence(
        values.read_text(source, path, "title"),
        values.read_text(source, path, "location"),
        values.read_text(source, path, "checksum", ""),
    )
