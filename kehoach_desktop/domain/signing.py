"""Who may sign for a body, and the lines above the name: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.

TM. stands before the name of a body that decides together, KT. before the title of the head for whom a
deputy signs, TL. and TUQ. before that title where the head of a unit signs by order or by mandate, Q. before
the title of one who acts as the head. By order or mandate one signs for the head, so no TM. stands above.
"""

from typing import NamedTuple

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.domain.text import search_key


class _Body(NamedTuple):
    """A kind of body: how its name begins, who heads it, and who heads the units that sign for the head."""

    beginnings: tuple[str, ...]
    head: str
    deputy: str
    units: tuple[tuple[str, str], ...] = ()
    together: str = ""  # its name, where it decides together


_OFFICE = ("CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
_ROOM = ("TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
_COMMITTEE = _Body(("uy ban nhan dan", "ubnd"), "CHỦ TỊCH", "PHÓ CHỦ TỊCH", (_OFFICE,), "ỦY BAN NHÂN DÂN")
_BODIES = (
    _COMMITTEE,
    _Body(("van phong",), *_OFFICE, (_ROOM,)),
    _Body(("so", "trung tam"), "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", (_OFFICE, _ROOM)),
    _Body(("phong",), *_ROOM),
    _Body(("ban",), "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", (_OFFICE,)),
)


def usual_signatures(issuer: str) -> tuple[Signature, ...]:
    """Return the ways a plan of ``issuer`` may be signed, without names; none for a kind not known.

    A plan without an issuer is taken for a Ủy ban nhân dân's.
    """
    body = _body(issuer)
    if body is None:
        return ()
    together = f"TM. {body.together}" if body.together else ""
    made = [
        Signature(together, "", body.head),
        Signature(together, f"KT. {body.head}", body.deputy),
        Signature(together, "", f"Q. {body.head}"),
    ]
    for head, deputy in body.units:
        made.append(Signature("", f"TL. {body.head}", head))
        made.append(Signature(f"TL. {body.head}", f"KT. {head}", deputy))
    made += [Signature("", f"TUQ. {body.head}", head) for head, _ in body.units]
    return tuple(made)


def _body(issuer: str) -> _Body | None:
    key = search_key(issuer).strip()
    if not key:
        return _COMMITTEE
    starts = ((body, start) for body in _BODIES for start in body.beginnings)
    return next((body for body, start in starts if f"{key} ".startswith(f"{start} ")), None)
