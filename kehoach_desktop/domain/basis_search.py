"""Looking for texts of law by number or a few words."""

from collections.abc import Iterable

from kehoach_desktop.domain.legal_basis import LegalBasis, designation, full_citation
from kehoach_desktop.domain.text import search_key


def looked_for(bases: Iterable[LegalBasis], words: str) -> list[LegalBasis]:
    """Return those that have the words, marks and case aside ("63/2010", "mot cua").

    Words that stand together go before words scattered; of these, a text's own number before one it mentions.
    """
    wanted = " ".join(search_key(words).split())
    keys = [(basis, search_key(f"{full_citation(basis)} {designation(basis)}")) for basis in bases]
    found = [(basis, key) for basis, key in keys if wanted in key]
    if not found:
        found = [(basis, key) for basis, key in keys if all(word in key for word in wanted.split())]

    def place(hit: tuple[LegalBasis, str]) -> int:
        own = search_key(f"{hit[0].type} so {designation(hit[0])}")
        return 0 if wanted in own else 1

    return [basis for basis, _ in sorted(found, key=place)]
