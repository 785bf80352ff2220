"""Where an item of the document map may be moved to with its children, and the text after it."""

from dataclasses import replace

from kehoach_desktop.domain.outline import place, settle, subtree_end
from kehoach_desktop.ui.plan.draft import Draft, Step


def moved(draft: Draft, line: int, before: int) -> Step | None:
    """Return the draft with the item of ``line`` and its children before line ``before`` (or at the end).

    It goes as deep as it can there, and nothing that stands there may get another parent by it: a section
    goes among sections, never into the middle of one. None where that cannot be, or where nothing moves.
    """
    end = subtree_end(draft.lines, line)
    if line < draft.boundary or before < draft.boundary or line <= before <= end:
        return None
    run, rest = draft.lines[line:end], (*draft.lines[:line], *draft.lines[end:])
    at = before if before < line else before - len(run)
    root = place(replace(run[0], depth=0), rest[draft.boundary : at])
    if at < len(rest) and rest[at].depth > root.depth:
        return None
    delta = root.depth - run[0].depth
    here = tuple(replace(item, depth=item.depth + delta) if delta else item for item in run)
    body = (*rest[draft.boundary : at], *here, *rest[at:])
    if settle(body) != body:
        return None
    return Step(Draft(draft.lines[: draft.boundary] + body, draft.boundary), at, 0)


def line_of(draft: Draft, item_id: int) -> int:
    """Return the line of an item, the number of lines for none."""
    return next((line for line, item in enumerate(draft.lines) if item.id == item_id), len(draft.lines))
