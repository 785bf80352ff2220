"""What the program remembers between starts, in one JSON file; a broken one means starting afresh."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self, get_args, get_origin, get_type_hints

from kehoach_desktop.domain.doors import SETTINGS
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.export.files import write_file

_MOST_NUMBER = 2**31


@dataclass(frozen=True, slots=True)
class Office:
    """What the first start asks and every new plan takes over; each part may be ""."""

    superior: str = ""
    issuer: str = ""
    place: str = ""
    symbol: str = "KH-UBND"
    signature: Signature = field(default_factory=Signature)


@dataclass(slots=True)
class Settings:
    """Choices and sizes; every field has a default, so an older file is still read."""

    theme: str = "system"  # system | light | dark
    greeted: bool = False  # whether the first start has asked its questions
    office: Office = field(default_factory=Office)
    last_plan: dict[str, int] = field(default_factory=dict)  # file path -> plan id
    last_folder: str = ""  # where the last export went
    window_geometry: str = ""  # Qt's own bytes, base64
    column_widths: dict[str, list[int]] = field(default_factory=dict)  # view name -> px at 100 %
    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)  # sheet -> widths, order, hidden columns
    splitters: dict[str, list[int]] = field(default_factory=dict)  # splitter name -> px
    choices: dict[str, str] = field(default_factory=dict)  # what a view was last told to show
    copy_folders: dict[str, str] = field(default_factory=dict)  # file path -> where its copies go too
    known_places: list[str] = field(default_factory=list)  # files whose dangerous place was read about
    zoom: int = 100  # percent the page to type in is shown at
    manual_zoom: int = 100  # percent the manual is read at

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the settings kept at ``path``; what is missing, unknown or of a wrong type is left out."""
        try:
            with path.open("rb") as file:
                content = file.read(SETTINGS.bytes + 1)
            kept = json.loads(content) if len(content) <= SETTINGS.bytes else None
        except (OSError, ValueError, RecursionError):
            return cls()
        settings = cls()
        kinds = get_type_hints(cls)
        for known in fields(cls):
            value = kept.get(known.name) if isinstance(kept, dict) else None
            if known.name == "office":
                settings.office = _office(value)
            elif _is_of(kinds[known.name], value):
                setattr(settings, known.name, value)
        return settings

    def text(self) -> str:
        """Return the settings as they are written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def write(self, path: Path) -> None:
        """Keep the settings at ``path``; raise UserError when that cannot be done."""
        write_settings(self.text(), path)


def write_settings(text: str, path: Path) -> None:
    """Keep the text of settings at ``path``, whole; raise UserError when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(disk_sentence(error, path)) from error
    write_file(path, lambda file: file.write(text.encode("utf-8")))


def _is_of(kind: Any, value: Any) -> bool:
    """Say whether the value is of that type all the way down; a number must be one that fits Qt's."""
    if get_origin(kind) is dict:
        of = get_args(kind)[1]
        return isinstance(value, dict) and all(_is_of(of, one) for one in value.values())
    if get_origin(kind) is list:
        (of,) = get_args(kind)
        return isinstance(value, list) and all(_is_of(of, one) for one in value)
    if kind is int:
        return type(value) is int and abs(value) < _MOST_NUMBER
    return kind is Any or type(value) is kind


def told_office(office: Office, name: str, value: Any) -> Office:
    """Return the office with the particular ``name`` a plan was given, where the office said nothing yet."""
    blank = getattr(Office(), name, None)
    if blank is None or getattr(office, name) != blank or not value:
        return office
    return replace(office, **{name: value})


def _office(value: Any) -> Office:
    if not isinstance(value, dict):
        return Office()
    signature = value.get("signature")
    lines = _strings(signature, Signature) if isinstance(signature, dict) else {}
    return Office(**_strings(value, Office), signature=Signature(**lines))


def _strings(value: dict[str, Any], cls: type[Any]) -> dict[str, str]:
    names = {known.name for known in fields(cls)}
    return {name: text for name, text in value.items() if name in names and isinstance(text, str)}
