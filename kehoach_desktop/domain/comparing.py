"""Two plans side by side: what stands on paper aligned piece by piece, then compared word by word."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.plan_pieces import Piece, pieces
from kehoach_desktop.domain.word_runs import Run, word_runs

_ALIKE = 0.34  # pieces with less in common are one gone and one come
_MOST_PAIRS = 60_000  # looked at in one block of changed pieces
_MOST_ALIKE = 500  # pieces with one and the same text that are tried


@dataclass(frozen=True, slots=True)
class Side:
    """A piece as one of the two plans has it."""

    label: str
    runs: tuple[Run, ...]
    is_label_changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of both plans, or of one of them; ``part`` is the heading it stands under."""

    part: str
    left: Side | None
    right: Side | None
    is_changed: bool


Progress = Callable[[int, int], None]


def compare(left: Plan, right: Plan, progress: Progress | None = None) -> tuple[Row, ...]:
    """Return every piece of the two plans, in the order they are read in."""
    before, after = pieces(left), pieces(right)
    out: list[Row] = []
    for done, part in enumerate(before):
        for old, new in _aligned(before[part], after[part]):
            out.append(_row(part, old, new))
            if progress is not None and not len(out) % 64:
                progress(done, len(before))
    return tuple(out)


Pair = tuple[Piece | None, Piece | None]
_Link = tuple[int, int, "_Link | None"]


def _aligned(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """Pair what is the same, then what differs only in figures (a year moved on), then what is alike."""
    return _by_key(old, new, _key, lambda o, n: _by_key(o, n, _key_without_figures, _alike))


def _key(piece: Piece) -> tuple[str, str]:
    return piece.kind, " ".join(piece.text.split())


def _key_without_figures(piece: Piece) -> tuple[str, str]:
    return piece.kind, re.sub(r"\d+", "0", " ".join(piece.text.split()))


def _by_key(
    old: Sequence[Piece],
    new: Sequence[Piece],
    key: Callable[[Piece], tuple[str, str]],
    rest: Callable[[Sequence[Piece], Sequence[Piece]], list[Pair]],
) -> list[Pair]:
    """Pair the pieces with equal keys in order; what lies between goes to ``rest``."""
    out: list[Pair] = []
    at, there = 0, 0
    met = _common_subsequence([key(piece) for piece in old], [key(piece) for piece in new])
    for i, j in [*met, (len(old), len(new))]:
        if i > at or j > there:
            out += rest(old[at:i], new[there:j])
        out += zip(old[i : i + 1], new[j : j + 1], strict=True)
        at, there = i + 1, j + 1
    return out


def _common_subsequence(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of the longest run of keys the two have in common, in order (Hunt, Szymanski 1977).

    difflib looks for the longest unbroken run first, which goes astray in text that says things twice.
    """
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        places[new[j]].append(j)
    ends: list[int] = []  # ends[k]: where in ``new`` the best run of k + 1 ends
    links: list[_Link] = []
    for i, key in enumerate(old):
        for j in places.get(key, ())[:_MOST_ALIKE]:
            k = bisect_left(ends, j)
            link = (i, j, links[k - 1] if k else None)
            ends[k : k + 1] = [j]
            links[k : k + 1] = [link]
    out: list[tuple[int, int]] = []
    last = links[-1] if links else None
    while last is not None:
        i, j, last = last
        out.append((i, j))
    return out[::-1]


def _alike(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """Pair the pieces that have most words in common, in order: the heaviest common subsequence."""
    if not old or not new:
        return [*((piece, None) for piece in old), *((None, piece) for piece in new)]
    if len(old) * len(new) > _MOST_PAIRS:
        half_old, half_new = len(old) // 2, len(new) // 2
        return _alike(old[:half_old], new[:half_new]) + _alike(old[half_old:], new[half_new:])
    likeness = _likeness(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    out: list[Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            out.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            out.append((old[i], None))
            i += 1
        else:
            out.append((None, new[j]))
            j += 1
    return [*out, *((piece, None) for piece in old[i:]), *((None, piece) for piece in new[j:])]


def _likeness(old: Sequence[Piece], new: Sequence[Piece]) -> list[list[float]]:
    """Return for each pair how much of their words they share (0-1); 0 where it is too little to pair."""
    words_of_new = [frozenset(piece.text.lower().split()) for piece in new]
    out = []
    for piece in old:
        words = frozenset(piece.text.lower().split())
        shares = []
        for other, others in zip(new, words_of_new, strict=True):
            total = len(words) + len(others)
            share = 2 * len(words & others) / total if total else 0.0
            is_same_field = bool(piece.label) and piece.is_field and piece.label == other.label
            shares.append(1.0 + share if is_same_field else share if share >= _ALIKE else 0.0)
        out.append(shares)
    return out


def _row(part: str, old: Piece | None, new: Piece | None) -> Row:
    if old is None or new is None:
        return Row(part, _whole(old), _whole(new), is_changed=True)
    if _key(old) == _key(new):
        same = [Side(piece.label, (Run(piece.text, is_changed=False),)) for piece in (old, new)]
        return Row(part, same[0], same[1], is_changed=False)
    left, right = word_runs(old.text, new.text)
    is_moved = old.kind != new.kind
    sides = Side(old.label, left, is_moved), Side(new.label, right, is_moved)
    return Row(part, *sides, is_changed=True)


def _whole(piece: Piece | None) -> Side | None:
    """Return a piece that the other side has not got at all."""
    if piece is None:
        return None
    return Side(piece.label, (Run(piece.text, is_changed=True),), is_label_changed=True)
