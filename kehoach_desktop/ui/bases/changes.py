"""Changes of the library that can be taken back: what was done, in words, with what stood before."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from kehoach_desktop.domain.legal_basis import LegalBasis, short_citation
from kehoach_desktop.services import legal_bases
from kehoach_desktop.services.files import Store


class Done(NamedTuple):
    """What is to be said of a change, and for each text what stood before (None: nothing) and after."""

    said: str
    steps: tuple[tuple[LegalBasis | None, LegalBasis], ...]


def confirm(store: Store, bases: Sequence[LegalBasis], day: dt.date) -> Done:
    """Keep that the office looked the texts up on the day."""
    steps = tuple((basis, legal_bases.confirm_basis(store, basis, day)) for basis in bases)
    return Done(f"Đã ghi nhận kiểm tra hiệu lực: {names(bases)}.", steps)


def remove(store: Store, bases: Sequence[LegalBasis]) -> Done:
    """Take the texts out of the library."""
    steps = tuple((basis, legal_bases.remove_basis(store, basis)) for basis in bases)
    return Done(f"Đã xóa khỏi thư viện: {names(bases)}.", steps)


def add(store: Store, bases: Sequence[LegalBasis]) -> Done:
    """Keep new texts, to be confirmed."""
    steps = tuple((None, basis) for basis in legal_bases.add_bases(store, bases))
    return Done(f"Đã lấy {len(bases)} văn bản vào thư viện, chưa kiểm tra hiệu lực.", steps)


def keep(store: Store, before: LegalBasis | None, basis: LegalBasis) -> Done:
    """Keep a new text, or what was made of a known one."""
    words = "Đã thêm vào thư viện" if before is None else "Đã sửa"
    kept = legal_bases.keep_basis(store, basis)
    return Done(f"{words}: {short_citation(basis)}.", ((before, kept),))


def take_back(store: Store, done: Done) -> None:
    """Put back what stood before."""
    for before, after in reversed(done.steps):
        legal_bases.undo_change(store, before, after)


def names(bases: Sequence[LegalBasis]) -> str:
    """Return the one text's name, or how many there are."""
    return short_citation(bases[0]) if len(bases) == 1 else f"{len(bases)} văn bản"


def today() -> dt.date:
    """Return the day it is."""
    return dt.datetime.now().astimezone().date()
