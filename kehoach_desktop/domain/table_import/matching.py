"""Which row of the appendix a row that comes in is: the one of the same content and form.

Two contents, or two rows, of the same name are never taken for one another silently: they are paired by what
else they share, and the clerk is told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kehoach_desktop.domain.directory import name_key
from kehoach_desktop.domain.plan import Activity, Appendix, Task
from kehoach_desktop.domain.table_import.table import Incoming
from kehoach_desktop.domain.task_texts import text_of

_MOST_PAIRS = 40_000  # looked at among those of one name; more are taken in their order


@dataclass(frozen=True, slots=True)
class Match:
    """A row with the content it belongs to and the row it is, None for new ones; ``why`` it is doubtful."""

    row: Incoming
    activity: Activity | None = None
    task: Task | None = None
    why: str = ""


def matched(appendix: Appendix, rows: Sequence[Incoming], *, has_forms: bool) -> list[Match]:
    """Return every row with what it is matched to, in order; ``has_forms``: whether the table has a form."""
    groups: dict[int, list[Incoming]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    known: dict[str, list[tuple[int, Activity]]] = defaultdict(list)
    for number, activity in enumerate(appendix.activities, 1):
        known[name_key(activity.content)].append((number, activity))
    named: dict[str, list[list[Incoming]]] = defaultdict(list)
    for group in groups.values():
        named[name_key(group[0].content)].append(group)
    found: list[Match] = []
    for name, of_name in named.items():
        for group, owner, why in _pairs(of_name, known.get(name, [])):
            found += _rows_matched(group, owner, why, has_forms=has_forms)
    order = {id(row): at for at, row in enumerate(rows)}
    return sorted(found, key=lambda match: order[id(match.row)])


def _pairs(
    groups: list[list[Incoming]], known: list[tuple[int, Activity]]
) -> Iterator[tuple[list[Incoming], Activity | None, str]]:
    """Yield the contents of one name with the activity each is, the likest pair first."""
    if len(groups) == len(known) == 1:
        yield groups[0], known[0][1], ""
        return
    many = "Trong bảng có hơn một nội dung cùng tên; mỗi nội dung được thêm riêng." if len(groups) > 1 else ""
    places = ", ".join(f"TT {number}" for number, _ in known)
    pairs = _likest_pairs(len(groups), len(known), lambda g, a: _shared(groups[g], known[a][1]))
    for g, a in pairs.items():
        number, activity = known[a]
        why = f"Có nội dung cùng tên ({places}); dòng này được ghép với TT {number}."
        if len(known) == 1:
            why = f"Trong bảng có {len(groups)} nội dung cùng tên với TT {number}; hãy xem có đúng dòng này."
        yield groups[g], activity, why
    for g, group in enumerate(groups):
        if g not in pairs:
            why = f"Có nội dung cùng tên ({places}); dòng này thêm thành nội dung mới." if known else many
            yield group, None, why


def _likest_pairs(many: int, others: int, shared: Callable[[int, int], int]) -> dict[int, int]:
    """Return which of the one is which of the others, each once: those that share most first."""
    if many * others > _MOST_PAIRS:
        return {at: at for at in range(min(many, others))}
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted((-shared(a, b), a, b) for a in range(many) for b in range(others)):
        if one not in found and other not in used:
            found[one] = other
            used.add(other)
    return dict(sorted(found.items()))


def _shared(group: list[Incoming], activity: Activity) -> int:
    """Return how many rows of a content and of an activity have the same texts, forms above all."""
    forms = {name_key(task.form) for task in activity.tasks}
    rest = {
        name_key(text_of(task, key))
        for task in activity.tasks
        for key in ("lead", "partners", "time", "note")
    }
    score = 0
    for row in group:
        score += 10 * (name_key(row.texts.get("form", "")) in forms)
        score += sum(
            bool(text) and name_key(text) in rest for key, text in row.texts.items() if key != "form"
        )
    return score


def _rows_matched(
    group: list[Incoming], activity: Activity | None, why: str, *, has_forms: bool
) -> Iterator[Match]:
    if activity is None:
        yield from (Match(row, None, None, why) for row in group)
        return
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in activity.tasks:
        tasks[name_key(task.form) if has_forms else ""].append(task)
    rows: dict[str, list[Incoming]] = defaultdict(list)
    for row in group:
        rows[name_key(row.texts.get("form", "")) if has_forms else ""].append(row)
    for form, of_form in rows.items():
        there = tasks.get(form, [])
        if len(of_form) == 1 and len(there) <= 1:
            yield Match(of_form[0], activity, there[0] if there else None, why)
        else:
            yield from _likest(of_form, there, activity, why)


def _likest(rows: list[Incoming], tasks: list[Task], activity: Activity, why: str) -> Iterator[Match]:
    """Yield rows of one form, each with the task it shares most with."""
    doubt = why or "Có nhiều dòng cùng nội dung, cùng hình thức; hãy xem dòng này ghép có đúng không."
    pairs = _likest_pairs(len(rows), len(tasks), lambda r, t: _same_texts(rows[r], tasks[t]))
    for r, row in enumerate(rows):
        if r in pairs:
            yield Match(row, activity, tasks[pairs[r]], doubt)
        else:
            yield Match(row, activity, None, doubt if tasks else why)


def _same_texts(row: Incoming, task: Task) -> int:
    return sum(name_key(text_of(task, key)) == name_key(text) for key, text in row.texts.items())
