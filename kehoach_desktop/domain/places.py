"""Every text of a plan with where it is, in the clerk's words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kehoach_desktop.domain.outline import labels, parent_indexes, roman
from kehoach_desktop.domain.plan import Appendix, Item, Level, Plan
from kehoach_desktop.domain.proposal import Part, Place

TASK_FIELDS = {
    "form": "hình thức",
    "lead": "chủ trì",
    "partners": "phối hợp",
    "time": "thời gian",
    "note": "ghi chú",
}


class Text(NamedTuple):
    """One text of a plan."""

    part: Part
    place: Place
    label: str
    text: str
    is_basis: bool = False


def texts_of(plan: Plan) -> Iterator[Text]:
    """Yield subject, preamble, body and appendices in reading order."""
    yield Text(Part.PREAMBLE, Place("plan", plan.id, "subject"), "Trích yếu", plan.subject)
    number = 0
    for item in plan.preamble:
        number += item.level is Level.BASIS
        label = f"Căn cứ {number}" if item.level is Level.BASIS else "Lời mở đầu"
        own = Place("item", item.id, "text")
        yield Text(Part.PREAMBLE, own, label, item.text, item.level is Level.BASIS)
    for item, label in zip(plan.body, body_labels(plan.body), strict=True):
        yield Text(Part.BODY, Place("item", item.id, "text"), label, item.text)
    for number, appendix in enumerate(plan.appendices, start=1):
        name = f"Phụ lục {roman(number)}" if len(plan.appendices) > 1 else "Phụ lục"
        yield from _texts_of_appendix(appendix, name)


def body_labels(items: Sequence[Item]) -> list[str]:
    """Return where each item stands: "Mục II.1.a", "Mục II.1, gạch đầu dòng 2", "Mục III, đoạn 1"."""
    parents = parent_indexes(items)
    paths: list[tuple[str, ...]] = []
    counts: dict[tuple[int, Level], int] = {}
    found = []
    for index, (item, mark) in enumerate(zip(items, labels(items), strict=True)):
        parent = parents[index]
        above = paths[parent] if parent >= 0 else ()
        number = counts[parent, item.level] = counts.get((parent, item.level), 0) + 1
        own = mark.rstrip(".)-")
        paths.append((*above, own) if own else above)
        where = f"Mục {'.'.join(paths[-1])}" if paths[-1] else ""
        if not own:
            kind = "gạch đầu dòng" if item.level is Level.BULLET else "đoạn"
            where = f"{where}, {kind} {number}" if where else f"{kind.capitalize()} {number}"
        found.append(where)
    return found


def task_label(name: str, place: int, row: int, rows: int) -> str:
    """Return where a task is: "Phụ lục, TT 3", or with its row where the content has several."""
    return f"{name}, TT {place}" + (f", dòng {row}" if rows > 1 else "")


def _texts_of_appendix(appendix: Appendix, name: str) -> Iterator[Text]:
    yield Text(Part.APPENDIX, Place("appendix", appendix.id, "title"), f"{name}, tên", appendix.title)
    for place, activity in enumerate(appendix.activities, start=1):
        content = Place("activity", activity.id, "content")
        yield Text(Part.APPENDIX, content, f"{name}, TT {place}, nội dung", activity.content)
        for row, task in enumerate(activity.tasks, start=1):
            where = task_label(name, place, row, len(activity.tasks))
            for field, word in TASK_FIELDS.items():
                own = Place("task", task.id, field)
                yield Text(Part.APPENDIX, own, f"{where}, {word}", getattr(task, field))
