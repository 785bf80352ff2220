"""The office's list and its library of căn cứ out of JSON, strictly."""

from typing import Any

from kehoach_desktop.domain.directory import DirectoryEntry, Kind
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.ingest import json_values as values

FORMAT = "kehoach-office"
VERSION = 1
_MOST = 2**53


def parse_office(text: str) -> tuple[list[DirectoryEntry], list[LegalBasis]]:
    """Return the entries and the texts; anything else raises UserError."""
    source = values.read_object(values.load_json(text), "", ("format", "version", "directory", "legal_bases"))
    if source["format"] != FORMAT or source["version"] != VERSION:
        raise UserError(
            "Tệp danh mục của cơ quan không phải của bản chương trình này; hãy cập nhật chương trình."
        )
    return (
        list(values.read_list(source, "", "directory", _entry)),
        list(values.read_list(source, "", "legal_bases", _basis)),
    )


def _entry(value: Any, path: str) -> DirectoryEntry:
    source = values.read_object(value, path, ("kind", "name", "unit", "aliases", "is_removed", "id"))
    return DirectoryEntry(
        kind=Kind(values.read_choice(source, path, "kind", tuple(kind.value for kind in Kind))),
        name=values.read_text(source, path, "name"),
        unit=values.read_text(source, path, "unit"),
        aliases=values.read_list(source, path, "aliases", values.plain_text),
        is_removed=values.read_flag(source, path, "is_removed", default=False),
        id=values.read_whole(source, path, "id", 0, _MOST),
    )


def _basis(value: Any, path: str) -> LegalBasis:
    texts = ("type", "number", "symbol", "issuer", "subject", "note", "slug")
    days = ("date", "in_force_from", "in_force_to", "checked_on")
    source = values.read_object(value, path, (*texts, *days, "is_removed", "id"))
    words = {key: values.read_text(source, path, key) for key in texts}
    when = {key: values.read_date(source, path, key) for key in days}
    return LegalBasis(
        type=words["type"],
        number=words["number"],
        symbol=words["symbol"],
        date=when["date"],
        issuer=words["issuer"],
        subject=words["subject"],
        in_force_from=when["in_force_from"],
        in_force_to=when["in_force_to"],
        note=words["note"],
        slug=words["slug"],
        checked_on=when["checked_on"],
        is_removed=values.read_flag(source, path, "is_removed", default=False),
        id=values.read_whole(source, path, "id", 0, _MOST),
    )
