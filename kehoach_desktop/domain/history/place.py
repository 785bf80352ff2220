"""Where in a plan an edit was made, in the clerk's words: "Mục II.1.a", "Phụ lục, TT 3, cột thời gian"."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from kehoach_desktop.domain.edits import REACHABLE, SLOTS, Edit, SetField, Splice, flat
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.places import TASK_FIELDS, body_labels, task_label
from kehoach_desktop.domain.plan import Level, Plan
from kehoach_desktop.domain.text import shortened


class Part(StrEnum):
    """The parts of the work a change belongs to."""

    TEXT = "text"
    APPENDIX = "appendix"
    TRACKER = "tracker"
    OTHER = "other"


PLAN_FIELDS = {
    "year": "Năm",
    "subject": "Trích yếu",
    "status": "Trạng thái",
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "number": "Số",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "date": "Ngày ban hành",
    "recipients": "Nơi nhận",
    "signature": "Người ký",
    "scheme": "Kỳ báo cáo",
    "reporting": "Kỳ của báo cáo",
    "addressees": "Kính gửi",
}
FIELD_WORDS: dict[str, dict[str, str]] = {
    "appendix": {"title": "tên phụ lục", "prints_note": "in cột ghi chú"},
    "activity": {"content": "nội dung"},
    "task": {name: f"cột {word}" for name, word in TASK_FIELDS.items()} | {"extras": "cột riêng"},
    "own_column": {"title": "tên cột riêng", "is_printed": "in cột riêng"},
    "progress": {
        "quarter": "quý",
        "status": "trạng thái",
        "percent": "tỷ lệ hoàn thành",
        "result": "kết quả",
        "difficulty": "khó khăn",
        "proposal": "đề xuất",
    },
    "quantity": {"date": "ngày của kết quả", "note": "ghi chú của kết quả"},
    "target": {"value": "chỉ tiêu giao"},
    "evidence": {"title": "minh chứng", "location": "minh chứng"},
    "item": {"level": "cấp", "depth": "cấp", "marks": "kiểu chữ"},
}
_SLOT_WORDS = {
    "columns": "cột riêng",
    "tasks": "",
    "targets": "chỉ tiêu giao",
    "progress": "",
    "quantities": "kết quả đếm được",
    "evidence": "minh chứng",
    "versions": "Bản đã ban hành",
    "closings": "Chốt kỳ báo cáo",
    "sendings": "Gửi báo cáo",
}
_PARTS = {"item": Part.TEXT, "appendix": Part.APPENDIX, "activity": Part.APPENDIX, "task": Part.APPENDIX}
_PARTS |= {"own_column": Part.APPENDIX, "version": Part.OTHER, "sending": Part.OTHER}
_OF_PLAN = {"scheme": Part.TRACKER, "status": Part.OTHER, "reporting": Part.OTHER}
_NAME_LETTERS = 40


class Step(NamedTuple):
    """One step down from the plan: the thing, the list it stands in, and its place there."""

    kind: str
    thing: Any
    slot: str
    at: int
    run: Sequence[Any]


def part_of(edit: Edit) -> Part:
    """Return the part of the work the edit belongs to; that of its first single that is no mere state."""
    parts = [_part(one) for one in flat(edit)]
    return next((part for part in parts if part is not Part.TEXT), Part.TEXT) if parts else Part.OTHER


def where(before: Plan, after: Plan, edit: Edit) -> str:
    """Return where the edit was made; of several places the first, and how many others there are."""
    parts = flat(edit)
    if not parts:
        return ""
    first = _place(before, after, parts[0])
    others = len({_key(one) for one in parts}) - 1
    return f"{first} và {others} chỗ khác" if others > 0 else first


def _part(one: SetField | Splice) -> Part:
    if one.kind == "plan" and isinstance(one, SetField):
        return _OF_PLAN.get(one.name, Part.TEXT)
    kind = one.kind if isinstance(one, SetField) else SLOTS[one.kind][one.slot]
    return _PARTS.get(kind, Part.TRACKER)


def _key(one: SetField | Splice) -> tuple[str, int, str]:
    return one.kind, one.id, one.name if isinstance(one, SetField) else one.slot


def _place(before: Plan, after: Plan, one: SetField | Splice) -> str:
    plan, other = after, before
    steps = _path(plan, other, one.kind, one.id)
    if steps is None:
        plan, other = before, after
        steps = _path(plan, other, one.kind, one.id)
    if steps is None:
        return ""
    if isinstance(one, SetField):
        if one.kind == "plan":
            return PLAN_FIELDS.get(one.name, "")
        return _joined(_words(plan, steps), FIELD_WORDS.get(one.kind, {}).get(one.name, ""))
    run = _run_of(plan, steps, one.slot)
    at, is_there = _first_touched(one)
    if not is_there or at >= len(run):  # what went stood in the plan before
        was = _path(before, after, one.kind, one.id)
        plan, run = before, _run_of(before, was or steps, one.slot)
    kind = SLOTS[one.kind][one.slot]
    if at < len(run):
        steps = [*steps, Step(kind, run[at], one.slot, at, run)]
    return _joined(_words(plan, steps), _SLOT_WORDS.get(one.slot, ""))


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _run_of(plan: Plan, steps: Sequence[Step], slot: str) -> Sequence[Any]:
    owner = steps[-1].thing if steps else plan
    run: Sequence[Any] = getattr(owner, slot, ())
    return run


def _first_touched(one: Splice) -> tuple[int, bool]:
    """Return the place of the first thing that differs, and whether something stands there afterwards."""
    same = 0
    for old, new in zip(one.old, one.new, strict=False):
        if old is not new:
            break
        same += 1
    return one.at + same, same < len(one.new)


def _path(plan: Plan, other: Plan, kind: str, thing_id: int) -> list[Step] | None:
    """Return the way to a thing of ``plan`` through what ``other`` has not got as it is; None for none.

    An edit makes everything anew from the plan down to what it changed, so the way is where the two differ.
    """
    if kind == "plan":
        return []
    return _below(plan, other, "plan", kind, thing_id)


def _below(thing: Any, other: Any, own: str, kind: str, thing_id: int) -> list[Step] | None:
    for slot, child in SLOTS[own].items():
        if kind not in REACHABLE[child]:
            continue
        run, others = getattr(thing, slot), getattr(other, slot, ())
        for at, each, twin in _unlike(run, others):
            if child == kind:
                if each.id == thing_id:
                    return [Step(child, each, slot, at, run)]
            else:
                rest = _below(each, twin, child, kind, thing_id)
                if rest is not None:
                    return [Step(child, each, slot, at, run), *rest]
    return None


def _unlike(run: Sequence[Any], others: Sequence[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Yield the things of ``run`` that ``others`` have not got as they are, each with its twin there."""
    if len(run) == len(others):
        for at, (each, twin) in enumerate(zip(run, others, strict=True)):
            if each is not twin:
                yield at, each, twin
        return
    there = {id(each) for each in others}
    twins = {each.id: each for each in others}
    for at, each in enumerate(run):
        if id(each) not in there:
            yield at, each, twins.get(each.id)


def _words(plan: Plan, steps: Sequence[Step]) -> str:
    if not steps or steps[0].kind not in {"item", "appendix"}:
        return ""
    return _item_words(steps[0]) if steps[0].kind == "item" else _appendix_words(plan, steps)


def _appendix_words(plan: Plan, steps: Sequence[Step]) -> str:
    first = steps[0]
    name = f"Phụ lục {roman(first.at + 1)}" if len(plan.appendices) > 1 else "Phụ lục"
    if len(steps) == 1 or steps[1].kind != "activity":
        return name
    activity = steps[1]
    if len(steps) == 2:
        return f"{name}, TT {activity.at + 1}"
    task = steps[2]
    where = task_label(name, activity.at + 1, task.at + 1, len(task.run))
    if len(steps) == 3:
        return where
    called = shortened(task.thing.form or activity.thing.content, _NAME_LETTERS)
    own = f"{where} ({called})" if called else where
    is_recorded = steps[3].kind == "progress"
    return f"Quý {roman(steps[3].thing.quarter)}, {own}" if is_recorded else own


def _item_words(step: Step) -> str:
    if step.slot == "body":
        return body_labels(step.run)[step.at]
    if step.thing.level is Level.BASIS:
        return f"Căn cứ {sum(each.level is Level.BASIS for each in step.run[: step.at + 1])}"
    return "Lời mở đầu"
