"""The next year's plan made from this one, through changes that can each be refused."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kehoach_desktop.domain.carried_over import CARRIED, checks, unfinished
from kehoach_desktop.domain.cited_documents import CitedDocument, cited_documents
from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.edits import with_new_ids
from kehoach_desktop.domain.legal_basis import LegalBasis, ended_by
from kehoach_desktop.domain.places import TASK_FIELDS, Text, texts_of
from kehoach_desktop.domain.plan import Activity, Appendix, Item, Plan, Status, Task
from kehoach_desktop.domain.proposal import Kind, Place, Proposal
from kehoach_desktop.domain.swaps import Swap, moved_marks, swapped
from kehoach_desktop.domain.year_shift import Move, moves

_BASIS_BY_YEAR = "Không ghi số văn bản nên chỉ đổi năm; hãy xem đã có văn bản đó chưa."
_Swaps = dict[Place, list[Swap]]


def proposals(
    plan: Plan, year: int, *, today: dt.date | None = None, library: Iterable[LegalBasis] = ()
) -> tuple[Proposal, ...]:
    """Return what would change on the way from ``plan`` to a plan for ``year``, in reading order.

    ``today`` says which tasks are due by now; ``library`` tells which documents are no longer in force.
    """
    known = tuple(library)
    found = list(checks(plan, year, known))
    for text in texts_of(plan):
        found.extend(_of_text(text, plan.year, year, known))
    found.extend(unfinished(plan, today))
    return tuple(found)


def next_plan(plan: Plan, year: int, accepted: Iterable[Proposal]) -> Plan:
    """Return the plan for ``year``: a draft with new ids, no number, no date, nothing recorded yet."""
    swaps: _Swaps = defaultdict(list)
    for proposal in accepted:
        swaps[proposal.place].extend(proposal.swaps)
    subject = Place("plan", plan.id, "subject")
    after = replace(
        plan,
        year=year,
        subject=swapped(plan.subject, swaps.get(subject, ())),
        status=Status.DRAFT,
        number="",
        date=None,
        versions=(),
        closings=(),
        preamble=tuple(_moved_item(item, swaps) for item in plan.preamble),
        body=tuple(_moved_item(item, swaps) for item in plan.body),
        appendices=tuple(_moved_appendix(appendix, swaps) for appendix in plan.appendices),
    )
    renewed: Plan = with_new_ids(after, "plan")
    return replace(renewed, id=0)


def moved_on(plan: Plan, year: int) -> Plan:
    """Return the plan for ``year`` with all that is not doubtful moved on, as a template is."""
    return next_plan(plan, year, [each for each in proposals(plan, year) if each.is_accepted])


def to_check(made_of: Iterable[Proposal], accepted: Collection[Proposal], year: int) -> tuple[str, ...]:
    """Return what is left for the clerk to look at in the plan that was made, each a sentence."""
    chosen = set(accepted)
    found: dict[tuple[str, str], list[str]] = {}  # what is said of several at one place is said once
    left = []
    for each in made_of:
        if each.kind is Kind.UNFINISHED:
            left += [each.label] if each not in chosen and each.new else []
            continue
        why = each.why
        if each.kind is Kind.BASIS and each.swaps and each in chosen:
            why = f"đã để trống; hãy điền số, ngày của văn bản năm {year}."
        elif each.kind in {Kind.YEAR, Kind.DATE} and why and each not in chosen:
            why = f"{why} Đã giữ nguyên."
        elif not why or (not each.swaps and each not in chosen):
            continue  # nothing doubtful, or the clerk needs no reminder
        found.setdefault((each.label, why), []).append(each.about)
    sentences = [
        f"{label}: " + f"{', '.join(filter(None, names))} {why}".strip()
        for (label, why), names in found.items()
    ]
    if left:
        sentences.append(f"Chưa xong trong năm trước, không ghi chuyển tiếp: {'; '.join(left)}.")
    return tuple(sentences)


def _of_text(text: Text, old: int, year: int, library: Sequence[LegalBasis]) -> Iterator[Proposal]:
    if not any(letter.isdigit() for letter in text.text):
        return
    found: list[tuple[int, Proposal]] = []
    if text.place.field != "note" or CARRIED.search(text.text) is None:  # else it is told of as unfinished
        found.extend(
            (move.swaps[0].start if move.swaps else 0, _of_move(text, move))
            for move in moves(text.text, old, year - old)
        )
    for cited in cited_documents(text.text):
        proposal = _of_document(text, cited, old, year, library)
        if proposal is not None:
            found.append((cited.citation.start, proposal))
    yield from (proposal for _, proposal in sorted(found, key=lambda pair: pair[0]))


def _of_move(text: Text, move: Move) -> Proposal:
    kind = Kind.CHECK if not move.swaps else Kind.DATE if move.is_date else Kind.YEAR
    why = move.why or (_BASIS_BY_YEAR if text.is_basis else "")
    return Proposal(kind, *text[:4], move.swaps, why, move.is_sure)


def _of_document(
    text: Text, cited: CitedDocument, old: int, year: int, library: Sequence[LegalBasis]
) -> Proposal | None:
    """A document of the old year stays as it is, unless the clerk wants blanks for the new one's number."""
    head = (Kind.BASIS, text.part, text.place, text.label, text.text)
    end = ended_by(cited.basis, library, year)
    if end is not None:
        return Proposal(*head, why=f"hết hiệu lực từ {short_date(end)}.", about=cited.name)
    title_year = int(text.text[slice(*cited.title_year)]) if cited.title_year else None
    day = cited.basis.date
    of_year = day.year if day is not None and cited.is_yearly_by_type else None
    if title_year is not None:
        of_year = title_year
    if of_year is None or not old - 1 <= of_year <= old:
        return None
    coming = of_year + year - old
    why = f"là văn bản của năm {of_year}; hãy xem đã có văn bản của năm {coming} chưa."
    swaps = [Swap(*span, "…") for span in (cited.citation.number, cited.citation.date) if span]
    if cited.title_year and title_year is not None:
        swaps.append(Swap(*cited.title_year, str(title_year + year - old)))
    return Proposal(*head, tuple(swaps), why, is_accepted=False, about=cited.name)


def _moved_item(item: Item, swaps: _Swaps) -> Item:
    own = swaps.get(Place("item", item.id, "text"))
    if not own:
        return item
    return replace(item, text=swapped(item.text, own), marks=moved_marks(item.marks, own))


def _moved_appendix(appendix: Appendix, swaps: _Swaps) -> Appendix:
    title = swapped(appendix.title, swaps.get(Place("appendix", appendix.id, "title"), ()))
    return replace(
        appendix, title=title, activities=tuple(_moved_activity(each, swaps) for each in appendix.activities)
    )


def _moved_activity(activity: Activity, swaps: _Swaps) -> Activity:
    content = swapped(activity.content, swaps.get(Place("activity", activity.id, "content"), ()))
    return replace(
        activity, content=content, tasks=tuple(_moved_task(task, swaps) for task in activity.tasks)
    )


def _moved_task(task: Task, swaps: _Swaps) -> Task:
    fields = {
        field: swapped(getattr(task, field), swaps.get(Place("task", task.id, field), ()))
        for field in TASK_FIELDS
    }
    return replace(task, progress=(), **fields)  # type: ignore[arg-type]  # all of them are texts
