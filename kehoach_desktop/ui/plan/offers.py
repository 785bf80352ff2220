"""What may be put into a field, and which of it is meant by the letters typed."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kehoach_desktop.domain.text import one_line, search_key

_LETTERS_LEAST = 2


class Offer(NamedTuple):
    """What may be put into a field; ``detail`` stands below it, ``value`` is more than the words say."""

    text: str
    detail: str = ""
    value: Any = None


def matching(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return the offers that ``typed`` may mean, the likeliest first; marks and capitals do not count.

    Those that begin with it come first, then those with such a word, then the initials: "cvp".
    """
    key = search_key(one_line(typed))
    if len(key) < _LETTERS_LEAST:
        return []
    ranked = []
    for offer in offers:
        words = search_key(offer.text)
        initials = "".join(word[0] for word in words.split())
        ways = (words.startswith(key), f" {key}" in words, key in words, initials.startswith(key))
        if any(ways):
            ranked.append((ways.index(True), offer))
    return [offer for _, offer in sorted(ranked, key=lambda pair: pair[0])]
