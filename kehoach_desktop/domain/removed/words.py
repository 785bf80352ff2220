"""What was taken out of a plan, in the clerk's words: what it is, where it was, all that it had."""

from collections.abc import Callable, Iterator
from typing import Any

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.places import TASK_FIELDS
from kehoach_desktop.domain.plan import Activity, Appendix, Evidence, Progress, Quantity, Task
from kehoach_desktop.domain.removed.finding import Removed
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.words import STATE_WORDS, number_words

KIND_WORDS = {
    "appendix": "Phụ lục",
    "activity": "Nội dung phụ lục",
    "task": "Dòng phụ lục",
    "progress": "Kết quả của quý",
    "quantity": "Số liệu kết quả",
    "evidence": "Minh chứng",
    "item": "Đoạn văn bản",
}


def what(removed: Removed) -> str:
    """Return what it was called by, on one line."""
    return one_line(_NAMES[removed.kind](removed.thing)) or "Chưa ghi tên"


def where(removed: Removed) -> str:
    """Return what it stood in, on one line."""
    if removed.kind == "item":
        return "Căn cứ, mở đầu" if removed.place.slot == "preamble" else "Nội dung văn bản"
    if removed.kind == "appendix":
        return "Kế hoạch"
    above = {key[0]: one for key, one, _ in removed.above if one is not None}
    quarter = f"Quý {roman(above['progress'].quarter)}" if "progress" in above else ""
    names = (
        one_line(_NAMES[kind](above[kind])) for kind in ("task", "activity", "appendix") if kind in above
    )
    return ", ".join(words for words in (quarter, next(filter(None, names), "")) if words) or "Phụ lục"


def details(removed: Removed) -> tuple[str, ...]:
    """Return what else comes back with it, line by line."""
    return tuple(line for line in _LINES[removed.kind](removed.thing) if line.strip())


def _task_name(task: Task) -> str:
    return " · ".join(text for text in (task.form, task.lead, task.time) if text.strip())


def _activity_name(activity: Activity) -> str:
    return activity.content or next(map(_task_name, activity.tasks), "")


_NAMES: dict[str, Callable[[Any], str]] = {
    "item": lambda item: str(item.text),
    "appendix": lambda appendix: str(appendix.title),
    "activity": _activity_name,
    "task": _task_name,
    "progress": lambda one: f"Quý {roman(one.quarter)}: {one.result or STATE_WORDS[one.status]}",
    "quantity": lambda one: f"{one.indicator}: {number_words(one.value)} {one.unit}",
    "evidence": lambda one: str(one.title or one.location),
}


def _appendix_lines(appendix: Appendix) -> Iterator[str]:
    yield f"{number_words(len(appendix.activities))} nội dung"
    for activity in appendix.activities:
        yield from _activity_lines(activity)


def _activity_lines(activity: Activity) -> Iterator[str]:
    yield activity.content
    for task in activity.tasks:
        yield from _task_lines(task)


def _task_lines(task: Task) -> Iterator[str]:
    for name, word in TASK_FIELDS.items():
        if getattr(task, name):
            yield f"{word.capitalize()}: {getattr(task, name)}"
    for target in task.targets:
        yield f"Chỉ tiêu giao: {target.indicator} {number_words(target.value)} {target.unit}"
    for record in task.progress:
        yield from _record_lines(record)


def _record_lines(record: Progress) -> Iterator[str]:
    yield f"Quý {roman(record.quarter)}: {STATE_WORDS[record.status]}, {record.percent} %"
    yield from (text for text in (record.result, record.difficulty, record.proposal) if text)
    for quantity in record.quantities:
        yield from _quantity_lines(quantity)
    for evidence in record.evidence:
        yield from _evidence_lines(evidence)


def _quantity_lines(one: Quantity) -> Iterator[str]:
    day = f", ngày {short_date(one.date)}" if one.date else ""
    note = f" ({one.note})" if one.note else ""
    yield f"{_NAMES['quantity'](one)}{day}{note}"


def _evidence_lines(one: Evidence) -> Iterator[str]:
    place = f" ({one.location})" if one.location not in {"", one.title} else ""
    yield f"Minh chứng: {one.title}{place}"


_LINES: dict[str, Callable[[Any], Iterator[str]]] = {
    "item": lambda _item: iter(()),
    "appendix": _appendix_lines,
    "activity": lambda activity: (line for task in activity.tasks for line in _task_lines(task)),
    "task": _task_lines,
    "progress": _record_lines,
    "quantity": _quantity_lines,
    "evidence": _evidence_lines,
}
