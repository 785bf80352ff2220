"""Random edits of every kind that fit a given plan."""

import datetime as dt
import random
from typing import Any

from kehoach_desktop.domain.edits import SLOTS, Batch, Edit, SetField, Splice, move
from kehoach_desktop.domain.outline import settle
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Closing,
    Evidence,
    Item,
    Level,
    OwnColumn,
    Plan,
    Progress,
    Quantity,
    Sending,
    Signature,
    State,
    Target,
    Task,
    Version,
)
from kehoach_desktop.export.plan_json import plan_to_json

_TEXT_FIELDS = {
    "plan": ["subject", "superior", "issuer", "number", "place"],
    "item": ["text"],
    "appendix": ["title"],
    "activity": ["content"],
    "task": ["form", "lead", "partners", "time", "note"],
    "progress": ["result", "difficulty", "proposal"],
    "quantity": ["indicator", "unit", "note"],
    "evidence": ["title", "location", "checksum"],
    "version": ["number"],
    "own_column": ["title"],
    "target": ["indicator", "unit"],
    "closing": ["content"],
    "sending": ["message"],
}
_MOMENT = dt.datetime(2026, 3, 15, 10, 32, tzinfo=dt.timezone(dt.timedelta(hours=7)))
_WORDS = ["truyền thông", "kiểm soát", "thủ tục", "hành chính", "Đông Thượng", "quý II", "ưỡ", "đ"]


def random_edit(plan: Plan, rng: random.Random) -> Edit:
    """Return an edit that fits the plan as it stands."""
    kind, thing = rng.choice(_things("plan", plan))
    shape = rng.random()
    if shape < 0.5:
        return _field_edit(kind, thing, rng)
    if shape < 0.55:
        return SetField(
            "plan", plan.id, "signature", plan.signature, Signature(_words(rng), "", _words(rng), "")
        )
    if shape < 0.6:
        return SetField("plan", plan.id, "recipients", plan.recipients, (_words(rng), "Lưu: VT"))
    if shape < 0.8 or not SLOTS[kind]:
        return _text_splice(plan, rng)
    return _list_edit(kind, thing, rng)


def _things(kind: str, thing: Any) -> list[tuple[str, Any]]:
    found = [(kind, thing)]
    for slot, child in SLOTS[kind].items():
        for entry in getattr(thing, slot):
            found += _things(child, entry)
    return found


def _words(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(0, 6)))


def _field_edit(kind: str, thing: Any, rng: random.Random) -> SetField:
    name = rng.choice(_TEXT_FIELDS[kind])
    return SetField(kind, thing.id, name, getattr(thing, name), _words(rng))


def _text_splice(plan: Plan, rng: random.Random) -> Splice:
    slot = rng.choice(["preamble", "body"])
    run = getattr(plan, slot)
    levels = (
        [Level.BASIS, Level.PARAGRAPH] if slot == "preamble" else [lv for lv in Level if lv != Level.BASIS]
    )
    fresh = tuple(
        Item(rng.choice(levels), _words(rng), 0 if slot == "preamble" else rng.randint(0, 3))
        for _ in range(rng.randint(0, 3))
    )
    at = rng.randint(0, len(run))
    end = min(len(run), at + rng.randint(0, 3))
    after = run[:at] + fresh + run[end:]
    if slot == "body":
        after = settle(after)
    return Splice("plan", plan.id, slot, 0, run, after)


def _list_edit(kind: str, thing: Any, rng: random.Random) -> Edit:
    slot = rng.choice([s for s, child in SLOTS[kind].items() if child != "item"] or ["appendices"])
    run = getattr(thing, slot)
    if len(run) > 1 and rng.random() < 0.4 and slot != "progress":
        return move(kind, thing.id, slot, run, rng.randrange(len(run)), rng.randrange(len(run)))
    if run and rng.random() < 0.4:
        at = rng.randrange(len(run))
        return Splice(kind, thing.id, slot, at, (run[at],), ())
    fresh = _fresh(slot, thing, rng)
    if fresh is None:
        return Batch(())
    at = rng.randint(0, len(run))
    first = Splice(kind, thing.id, slot, at, (), (fresh,))
    if slot == "activities":  # a batch: insert, then name what was inserted
        return Batch((first, SetField("activity", fresh.id, "content", fresh.content, _words(rng))))
    return first


def _fresh(slot: str, thing: Any, rng: random.Random) -> Any:
    if slot == "progress":
        free = [q for q in (1, 2, 3, 4) if q not in {record.quarter for record in thing.progress}]
        if not free:
            return None
        return Progress(rng.choice(free), State.DOING, 40, quantities=(Quantity("Tin, bài", "tin, bài", 2),))
    made = {
        "appendices": Appendix("Nội dung", (Activity("", (Task(),)),)),
        "activities": Activity("", (Task("Phát thanh"), Task("Hội nghị"))),
        "tasks": Task("Tờ gấp", time="Quý II"),
        "quantities": Quantity("Phát thanh", "lượt", rng.choice([1, 2.5, 96])),
        "evidence": Evidence("Biên bản", "bien-ban.pdf"),
        "columns": OwnColumn("Kinh phí", rng.random() < 0.5),
        "targets": Target("Phát thanh", "lượt", rng.choice([1, 2.5, 96])),
        "closings": Closing("Q1", dt.date(2025, 12, 15), dt.date(2026, 3, 14), _MOMENT, "{}"),
        "sendings": Sending(_MOMENT, "07", None, "Kính gửi", b"%PDF", b"PK", "0" * 64),
        "versions": Version("05", None, plan_to_json(Plan(2025, subject="Truyền thông")), b"%PDF"),
    }
    return made[slot]
