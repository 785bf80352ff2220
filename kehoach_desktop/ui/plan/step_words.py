"""What a step of typing is called in the undo menu and in the history: how many paragraphs it reached."""

from collections.abc import Sequence

from kehoach_desktop.domain.edits import Edit, Splice, flat
from kehoach_desktop.domain.plan import Item, Plan
from kehoach_desktop.domain.words import number_words

TYPED = "Sửa nội dung"
TAKEN_OUT = "Xóa nội dung"
_FEW = 2  # with so many items it is told well enough where it was


def counted(plan: Plan, edit: Edit, words: str) -> str:
    """Return ``words``, or what says more where typing or taking out reached many paragraphs."""
    if words not in {TYPED, TAKEN_OUT}:
        return words
    runs = [one for one in flat(edit) if isinstance(one, Splice)]
    old, new = (_worth([item for one in runs for item in getattr(one, side)]) for side in ("old", "new"))
    same = set(old) & set(new)
    old, new = ([item for item in side if item not in same] for side in (old, new))
    verb = "Sửa" if new and words == TYPED else "Xóa"
    count = max(len(old), len(new)) if verb == "Sửa" else len(old) - len(new)
    if count <= _FEW:
        return words
    if _are_all(old, plan.body) and not {item.text for item in old} & {item.text for item in new}:
        return f"{'Thay' if new else 'Xóa'} cả phần nội dung, {number_words(len(old))} đoạn"
    return f"{verb} {number_words(count)} đoạn"


def _worth(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.text.strip()]


def _are_all(items: Sequence[Item], body: Sequence[Item]) -> bool:
    return {item.id for item in _worth(body)} <= {item.id for item in items}
