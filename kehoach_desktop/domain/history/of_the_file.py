"""What the history writes down of the office's library of căn cứ and its list: they belong to no one plan."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.history.place import Part
from kehoach_desktop.domain.history.told import Step, Told
from kehoach_desktop.domain.legal_basis import LegalBasis, short_citation
from kehoach_desktop.domain.text import shortened

OF_THE_FILE = 0
"""Stands where else the number of a plan does."""
_LETTERS = 300
_LIBRARY = "Thư viện căn cứ"
_LISTS = {
    Kind.BODY: "Danh mục cơ quan, đơn vị",
    Kind.FORM: "Danh mục hình thức",
    Kind.INDICATOR: "Danh mục chỉ tiêu",
}
_FIELDS = {
    "type": "loại văn bản",
    "number": "số",
    "symbol": "ký hiệu",
    "date": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "in_force_from": "có hiệu lực từ",
    "in_force_to": "hết hiệu lực từ",
    "note": "ghi chú",
    "checked_on": "ngày kiểm tra hiệu lực",
}
Words = list[list[str]]
"""Of each thing that changed: which, what it was, what it is."""


def told_basis(before: LegalBasis | None, after: LegalBasis | None, step: Step) -> Told:
    """Return what is kept of a text that came into the library, was changed there, or left it."""
    was = None if before is None or before.is_removed else before
    now = None if after is None or after.is_removed else after
    shown = now or was or before or after
    called = short_citation(shown) if shown is not None else ""
    if was is not None and now is not None:
        name = "Sửa văn bản trong thư viện căn cứ"
        words = [
            [_FIELDS[one], _value(getattr(was, one)), _value(getattr(now, one))]
            for one in (field.name for field in fields(LegalBasis))
            if one in _FIELDS and getattr(was, one) != getattr(now, one)
        ]
    else:
        is_removal = (now is None) is not (step is Step.UNDO)  # an undo is called by what it undoes
        name = "Xóa văn bản khỏi thư viện căn cứ" if is_removal else "Thêm văn bản vào thư viện căn cứ"
        words = [["", "" if was is None else short_citation(was), "" if now is None else short_citation(now)]]
    return _told(step, name, f"{_LIBRARY}: {called}", words)


def told_entries(
    before: Sequence[DirectoryEntry], after: Sequence[DirectoryEntry], step: Step
) -> Told | None:
    """Return what is kept of the office's rows having become others; None where they are the same."""
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    if not gone and not come:
        return None
    where = ", ".join(dict.fromkeys(_LISTS[one.kind] for one in (*come, *gone)))
    return _told(step, "Sửa danh mục của cơ quan", where, [["", _called(gone), _called(come)]])


def _told(step: Step, name: str, where: str, words: Words) -> Told:
    cut = [[what, shortened(old, _LETTERS), shortened(new, _LETTERS)] for what, old, new in words]
    content = {"part": str(Part.OTHER), "where": shortened(where, _LETTERS), "words": cut}
    return Told(OF_THE_FILE, step, name, content)


def _called(entries: Iterable[DirectoryEntry]) -> str:
    return "; ".join(map(_entry_words, entries))


def _entry_words(entry: DirectoryEntry) -> str:
    words = f"{entry.name} ({entry.unit})" if entry.unit else entry.name
    if entry.aliases:
        words += f", còn gọi là {', '.join(entry.aliases)}"
    return f"{words} (đã bỏ khỏi danh mục)" if entry.is_removed else words


def _value(value: object) -> str:
    if isinstance(value, dt.date):
        return short_date(value)
    return "" if value is None else str(value)
