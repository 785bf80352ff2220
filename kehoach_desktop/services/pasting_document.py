"""A whole plan on the clipboard, from Quốc hiệu to signature: its text apart from its particulars."""

from collections.abc import Sequence
from dataclasses import replace

from kehoach_desktop.domain.plan import Item, Level, Plan, Signature
from kehoach_desktop.ingest.lines import lone_number
from kehoach_desktop.ingest.pasted import Pasted
from kehoach_desktop.ingest.plan_text import read_plan

_HEADING = "KẾ HOẠCH"
_NAMES = {
    "superior": "cơ quan cấp trên",
    "issuer": "cơ quan ban hành",
    "number": "số",
    "symbol": "ký hiệu",
    "place": "địa danh",
    "date": "ngày",
    "subject": "trích yếu",
    "recipients": "nơi nhận",
    "signature": "người ký",
}
"""The fields of a plan that a letterhead and a closing tell, in the words a clerk is asked with."""


def as_document(text: str, pasted: Pasted) -> Pasted | None:
    """Return what was pasted without its letterhead and closing, which ``document`` then has.

    None when ``text`` is no whole plan. ``pasted`` is what the clip's best form gave: its levels and its bold
    letters are kept where they fit the text.
    """
    if _HEADING not in text.upper():
        return None
    plan = read_plan(text).plan
    if not (plan.subject and plan.body and (plan.recipients or (plan.issuer and plan.number))):
        return None
    body, pages = _body(plan.body, pasted.items)
    notes = list(pasted.notes)
    if pages:
        notes.append(f"{pages} số trang không lấy vào")
    if plan.appendices:
        notes.append("phụ lục không lấy vào")
    items = (*_marked(plan.preamble, pasted.items), *body)
    return replace(pasted, items=items, lead=0, notes=tuple(notes), document=plan)


def told_particulars(plan: Plan, document: Plan) -> dict[str, object]:
    """Return the fields of ``plan`` that ``document`` tells otherwise, with what it tells."""
    told = {name: getattr(document, name) for name in _NAMES}
    if not document.number:
        del told["symbol"]  # read_plan then gives the usual one
    return {
        name: value
        for name, value in told.items()
        if value and value != Signature() and value != getattr(plan, name)
    }


def named(fields: Sequence[str]) -> str:
    """Return the fields as a clerk is asked about them."""
    return ", ".join(words for name, words in _NAMES.items() if name in fields)


def _body(body: Sequence[Item], items: Sequence[Item]) -> tuple[tuple[Item, ...], int]:
    """Return the run of ``items`` that is the body, if it tells no fewer levels; else the body with marks.

    Also how many page numbers were taken out of the run.
    """
    texts = [item.text for item in items]
    if body[0].text in texts and body[-1].text in texts:
        end = len(texts) - texts[::-1].index(body[-1].text)
        run = items[texts.index(body[0].text) : end]
        own = {item.text for item in body}
        kept = tuple(item for item in run if item.text in own or not lone_number(item.text))
        if _levels(kept) >= _levels(body):
            return kept, len(run) - len(kept)
    return _marked(body, items), 0


def _levels(items: Sequence[Item]) -> int:
    return sum(item.level is not Level.PARAGRAPH for item in items)


def _marked(items: Sequence[Item], others: Sequence[Item]) -> tuple[Item, ...]:
    marks = {item.text: item.marks for item in others}
    return tuple(replace(item, marks=marks.get(item.text, item.marks)) for item in items)
