"""The words around a change: enough to judge it by, not the whole paragraph."""

import re

from kehoach_desktop.domain.proposal import Proposal

Piece = tuple[str, bool]
"""Some letters, and whether they are the ones that change."""

_AROUND = 30  # letters kept on either side
_CUT = "…"


def before(proposal: Proposal) -> list[Piece]:
    """Return the words as they are, those that change marked."""
    return _pieces(proposal, is_after=False)


def after(proposal: Proposal) -> list[Piece]:
    """Return the words as they would be."""
    return _pieces(proposal, is_after=True)


def plain(pieces: list[Piece]) -> str:
    """Return the pieces as one text."""
    return "".join(words for words, _ in pieces)


def _pieces(proposal: Proposal, *, is_after: bool) -> list[Piece]:
    text = proposal.old
    found: list[Piece] = []
    at = 0
    for swap in sorted(proposal.swaps, key=lambda swap: swap.start):
        between = text[at : swap.start]
        if not found:
            found.append((_end_of(between), False))
        elif len(between) <= 2 * _AROUND:
            found.append((between, False))
        else:
            found.append((f"{_start_of(between)} {_end_of(between).removeprefix(_CUT).lstrip()}", False))
        found.append((swap.new if is_after else text[swap.start : swap.end], True))
        at = swap.end
    found.append((_start_of(text[at:]), False))
    return [(re.sub(r"\s", " ", words), is_changed) for words, is_changed in found if words]


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    kept = text[-_AROUND:]
    return f"{_CUT} " + kept[kept.find(" ") + 1 :]


def _start_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    kept = text[:_AROUND]
    return (kept[: kept.rfind(" ")] if " " in kept else kept) + f" {_CUT}"
