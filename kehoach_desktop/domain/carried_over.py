"""What a year leaves to the next: tasks not done, and names of bodies that are no more."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from kehoach_desktop.domain.cited_documents import cited_documents
from kehoach_desktop.domain.figures import is_overdue, state
from kehoach_desktop.domain.legal_basis import LegalBasis, ended_by
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import Period, between, period
from kehoach_desktop.domain.places import task_label, texts_of
from kehoach_desktop.domain.plan import Plan, State, Task
from kehoach_desktop.domain.proposal import Kind, Part, Place, Proposal
from kehoach_desktop.domain.swaps import Swap
from kehoach_desktop.domain.words import STATE_WORDS

CARRIED = re.compile(r"(?:[;,.]\s*)?chuyển tiếp từ năm (\d{4})(?!\d)", re.IGNORECASE)
_GONE = re.compile(r"(?<!\w)(huyện|thị trấn|thị xã|quận)(?!\w)", re.IGNORECASE)
_GONE_SINCE = 2025  # from 1/7/2025 there are provinces and communes only


def unfinished(plan: Plan, today: dt.date | None = None) -> Iterator[Proposal]:
    """Yield a note for each task not done when the plan's year ends; ``today`` says what is due by now.

    Late and overdue ones are carried over unless refused; of a plan that was never tracked nothing is known.
    """
    year = period(plan.year, "NAM", plan.scheme)
    by_now = between(year.start, max(year.start, min(today or year.end, year.end)))
    for number, appendix in enumerate(plan.appendices, start=1):
        name = f"Phụ lục {roman(number)}" if len(plan.appendices) > 1 else "Phụ lục"
        for place, activity in enumerate(appendix.activities, start=1):
            for row, task in enumerate(activity.tasks, start=1):
                label = task_label(name, place, row, len(activity.tasks))
                proposal = _carried(plan, task, label, activity.content, (year, by_now))
                if proposal is not None:
                    yield proposal


def checks(plan: Plan, year: int, library: Sequence[LegalBasis] = ()) -> Iterator[Proposal]:
    """Yield what only the clerk can judge of the plan as a whole.

    Documents that the ``library`` knows to be no longer in force are told of one by one elsewhere.
    """
    place = Place("plan", plan.id, "year")
    gone: dict[str, int] = {}
    particulars = (plan.superior, plan.issuer, plan.place, *plan.recipients)
    for text in (*particulars, *(each.text for each in texts_of(plan))):
        for found in _GONE.finditer(text):
            word = found[1].lower()
            gone[word] = gone.get(word, 0) + 1
    if gone and year >= _GONE_SINCE:
        words = ", ".join(f"“{word}” {count} chỗ" for word, count in gone.items())
        why = f"Còn nhắc {words}; từ 01/7/2025 không còn đơn vị hành chính cấp huyện, thị trấn."
        yield Proposal(Kind.CHECK, Part.WHOLE, place, "Tên cơ quan, địa bàn", why=why)
    lasting = _lasting_documents(plan, year, library)
    if lasting:
        why = f"Hãy xem còn hiệu lực không: {', '.join(lasting)}."
        yield Proposal(Kind.CHECK, Part.WHOLE, place, "Căn cứ pháp luật", why=why)
    if _has_tasks(plan) and not is_tracked(plan):
        why = f"Kế hoạch năm {plan.year} chưa ghi kết quả nên không biết nhiệm vụ nào chưa xong."
        yield Proposal(Kind.CHECK, Part.WHOLE, place, "Theo dõi", why=why)


def is_tracked(plan: Plan) -> bool:
    """Say whether anything was recorded of the plan's tasks."""
    return any(task.progress for x in plan.appendices for a in x.activities for task in a.tasks)


def _lasting_documents(plan: Plan, year: int, library: Sequence[LegalBasis]) -> list[str]:
    """Return the documents of the preamble that are not made anew every year, each once."""
    cited = (each for item in plan.preamble for each in cited_documents(item.text))
    lasting = (each for each in cited if each.is_lasting and ended_by(each.basis, library, year) is None)
    return list(dict.fromkeys(each.name for each in lasting))


def _has_tasks(plan: Plan) -> bool:
    return any(a.tasks for x in plan.appendices for a in x.activities)


def _carried(
    plan: Plan, task: Task, label: str, content: str, periods: tuple[Period, Period]
) -> Proposal | None:
    year, by_now = periods
    how = state(task, plan.year, year, plan.scheme)
    place = Place("task", task.id, "note")
    before = CARRIED.search(task.note)
    named = f"“{task.form or content}”:"
    if how is State.DONE or not is_tracked(plan):
        if before is None:
            return None
        why = f"{STATE_WORDS[how].lower()}." if how is State.DONE else ""
        gone = (Swap(*before.span(), ""),)
        return Proposal(Kind.UNFINISHED, Part.UNFINISHED, place, label, task.note, gone, why, about=named)
    if before is not None:
        swap = Swap(*before.span(1), str(plan.year))
    else:
        words = f"Chuyển tiếp từ năm {plan.year}"
        joined = f"; {words[0].lower()}{words[1:]}" if task.note.strip() else words
        swap = Swap(len(task.note), len(task.note), joined)
    is_missed = how is State.LATE or (
        how is not State.DROPPED and is_overdue(task, plan.year, by_now, plan.scheme)
    )
    more = " Hãy cân nhắc có làm tiếp không." if how is State.DROPPED else ""
    due = "" if how in {State.DROPPED, State.LATE} else ", đã quá hạn" if is_missed else ", chưa đến hạn"
    why = f"{STATE_WORDS[how].lower()}{due}.{more}"
    return Proposal(Kind.UNFINISHED, Part.UNFINISHED, place, label, task.note, (swap,), why, is_missed, named)
