"""Two texts compared word by word: what each has that the other has not, in whole words."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

_TOKEN = re.compile(r"(\w+|[^\w\s])(\s*)")
_MOST_PAIRS = 4_000_000  # of words, left times right; longer texts are compared at their ends only


class Run(NamedTuple):
    """A stretch of a piece's text; ``is_changed``: the other side has not got it."""

    text: str
    is_changed: bool


def word_runs(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both texts cut where they begin and end to differ, in whole words."""
    left, right = _tokens(old), _tokens(new)
    keys_left, keys_right = [word for word, _ in left], [word for word, _ in right]
    out: tuple[list[Run], list[Run]] = ([], [])
    for is_equal, a, b, c, d in _calmed(_blocks(keys_left, keys_right), keys_left):
        for runs, tokens, start, end in ((out[0], left, a, b), (out[1], right, c, d)):
            text = "".join(word + space for word, space in tokens[start:end])
            if text:
                runs.append(Run(text, not is_equal))
    return tuple(out[0]), tuple(out[1])


Block = tuple[bool, int, int, int, int]


def _tokens(text: str) -> list[tuple[str, str]]:
    """Return the words and signs with the blanks after each; blanks never make a difference."""
    lead = len(text) - len(text.lstrip())
    return [*([("", text[:lead])] if lead else []), *_TOKEN.findall(text)]


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    """Return the equal and the changed stretches in turn."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    blocks: list[Block] = [(True, 0, start, 0, start)] if start else []
    if len(inner_old) * len(inner_new) > _MOST_PAIRS:
        blocks.append((False, start, len(old) - end, start, len(new) - end))
    else:
        found = SequenceMatcher(None, inner_old, inner_new, autojunk=False).get_opcodes()
        blocks += [(tag == "equal", a + start, b + start, c + start, d + start) for tag, a, b, c, d in found]
    if end:
        blocks.append((True, len(old) - end, len(old), len(new) - end, len(new)))
    return blocks


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words the two begin with alike."""
    pairs = zip_longest(old, new)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _calmed(blocks: list[Block], old: list[str]) -> list[Block]:
    """Join changed stretches with nothing but signs between them: 16/01/2026 is one thing to the eye."""
    out: list[Block] = []
    for place, block in enumerate(blocks):
        is_equal, a, b, c, d = block
        is_inner = 0 < place < len(blocks) - 1
        if is_equal and is_inner and not any(any(map(str.isalnum, word)) for word in old[a:b]):
            is_equal = False
        if out and out[-1][0] == is_equal:
            _, first, _, second, _ = out.pop()
            a, c = first, second
        out.append((is_equal, a, b, c, d))
    return out
