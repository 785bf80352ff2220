"""What may be put into a field, and which of it is meant by the letters typed."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kehoach_desktop.domain.text import one_line, search_key

_LETTERS_LEAST = 2


class Offer(NamedTuple):
    """What may be put into a field; ``detail`` stands below it, ``value`` is more than the words say.

    ``also``: other names it is found by.
    """

    text: str
    detail: str = ""
    value: Any = None
    also: tuple[str, ...] = ()


def matching(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return the offers that ``typed`` may mean, the likeliest first; marks and capitals do not count.

    Those that begin with it, or are called just that, come first, then those with such a word, then those
    with another name like it, then the initials: "cvp".
    """
    key = search_key(one_line(typed))
    if len(key) < _LETTERS_LEAST:
        return []
    ranked = []
    for offer in offers:
        words = search_key(offer.text)
        others = [search_key(other) for other in offer.also]
        initials = "".join(word[0] for word in words.split())
        ways = (
            words.startswith(key) or key in others,
            f" {key}" in words,
            any(other.startswith(key) or f" {key}" in other for other in others),
            key in words,
            initials.startswith(key),
        )
        if any(ways):
            ranked.append((ways.index(True), offer))
    return [offer for _, offer in sorted(ranked, key=lambda pair: pair[0])]
