"""A plan out of its open JSON form: all or nothing, and every refusal names its place."""

import base64
import json
from typing import Any

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.outline import RANK
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Item,
    Level,
    Mark,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Status,
    Task,
    Version,
)
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest import json_values as values

FORMAT = "kehoach-plan"
VERSION = 1
_VALUE_LIMIT = 1e15


def parse_plan(text: str) -> Plan:
    """Return the plan written in ``text``; anything that is not exactly a plan raises UserError."""
    document = values.load_json(text)
    _check_version(document)
    values.read_object(document, "", ("format", "version", "plan"))
    return _plan(document["plan"], "plan")


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
        ("status", "superior", "number", "symbol", "place", "date", *(() if is_version else ("versions",))),
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
        versions=values.read_list(source, path, "versions", _version),
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
    source = values.read_object(value, path, ("title", "activities"))
    title = values.read_text(source, path, "title")
    return Appendix(title, values.read_list(source, path, "activities", _activity))


def _activity(value: Any, path: str) -> Activity:
    source = values.read_object(value, path, ("content", "tasks"))
    content = values.read_text(source, path, "content")
    return Activity(content, values.read_list(source, path, "tasks", _task, least=1))


def _task(value: Any, path: str) -> Task:
    cells = ("form", "lead", "partners", "time")
    source = values.read_object(value, path, cells, ("note", "progress"))
    progress = values.read_list(source, path, "progress", _progress)
    quarters = [one.quarter for one in progress]
    if len(set(quarters)) < len(quarters):
        values.refuse(f"{path}.progress", "ghi một quý hai lần")
    note = values.read_text(source, path, "note", "")
    form, lead, partners, time = (values.read_text(source, path, key) for key in cells)
    return Task(form, lead, partners, time, note, progress)


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
    source = values.read_object(value, path, ("title", "location"))
    return Evidence(values.read_text(source, path, "title"), values.read_text(source, path, "location"))
