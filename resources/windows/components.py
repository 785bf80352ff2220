"""What the package is made of, as components.toml says, with the versions the locks say."""

import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lock import pinned
from trimming import QT_LIBRARIES, QT_LIBRARIES_OF_LINUX, QT_MODULES, QT_PLUGINS, UNUSED_MODULES
from version_resource import project_version

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESOURCES = ROOT / "resources"
SYSTEMS = ("windows", "linux")
STANDARD_LIBRARY = "*stdlib*"
LIST = HERE / "components.toml"
# What trimming.py leaves in the package, for the patterns of components.toml; Linux names plugins lib….so.
# Which modules are files of their own there depends on who built that Python.
_NAMES = {
    "qt_module": QT_MODULES,
    "qt_library": QT_LIBRARIES,
    "qt_library_of_linux": QT_LIBRARIES | QT_LIBRARIES_OF_LINUX,
    "qt_plugin": QT_PLUGINS,
    "qt_plugin_of_linux": frozenset(plugin.replace("/", "/lib") for plugin in QT_PLUGINS),
    "python_module": sys.stdlib_module_names
    - {f"{mark}{name}" for name in UNUSED_MODULES for mark in ("", "_")},
}
_NO_LIBRARY = r"(?!.*\.(?:dll|exe|pyd|so)\b)"


@dataclass(frozen=True)
class Component:
    """One part of the package: whose it is, under which licence, and which files are its own."""

    name: str
    version: str
    licence: str
    used_for: str
    home: str
    texts: tuple[str, ...]
    files: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    inside: str = ""
    only: str = ""
    wheel: str = ""
    told_by: str = ""
    text_from: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def is_on(self, system: str) -> bool:
        """Say whether the package for ``system`` has it."""
        return self.only in {"", system}

    def fits(self, path: str) -> int:
        """Return how much of a path its patterns say; 0 when the file is not its own."""
        return max((len(pattern) for pattern in self.files if _is_like(path, pattern)), default=0)


def read_components() -> tuple[Component, ...]:
    """Return every component, the program itself first."""
    told = tomllib.loads(LIST.read_text(encoding="utf-8"))["component"]
    locked = pinned("lock.txt")
    return tuple(_component(entry, locked) for entry in told)


def owner(path: str, components: Iterable[Component]) -> Component | None:
    """Return whose file it is; ``path`` is its place in the package, with slashes."""
    best = max(components, key=lambda component: component.fits(path), default=None)
    return best if best is not None and best.fits(path) else None


def _component(entry: dict[str, Any], locked: dict[str, str]) -> Component:
    version = entry["version"]
    if version == "lock":
        version = locked[entry["wheel"]]
    elif version == "project":
        version = project_version(ROOT)
    elif version == "pillow":
        version = _told_by_pillow(entry["name"])
    kept = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    from_wheels = tuple((name, tuple(paths)) for name, paths in entry.get("text_from", {}).items())
    return Component(**(entry | kept | {"version": version, "text_from": from_wheels}))


def _told_by_pillow(name: str) -> str:
    text = (RESOURCES / "licences" / "pillow.txt").read_text(encoding="utf-8")
    found = re.search(rf"^===== {re.escape(name)}-([\d.]+) =====$", text, re.MULTILINE)
    if found is None:
        raise LookupError(f"Pillow's licence says nothing of {name}")
    return found[1]


def _is_like(path: str, pattern: str) -> bool:
    """Say whether a path fits; Windows makes no difference between large and small letters."""
    return _expression(pattern).fullmatch(path) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    below = pattern.endswith("/*")
    pieces = re.split(r"(\*|\{\w+\})", pattern.removesuffix("*") if below else pattern)
    written = "".join(_piece(piece) for piece in pieces)
    return re.compile(written + (f"{_NO_LIBRARY}.+" if below else ""), re.IGNORECASE)


def _piece(piece: str) -> str:
    if piece == "*":
        return "[^/]*"
    if not piece.startswith("{"):
        return re.escape(piece)
    return f"(?:{'|'.join(re.escape(name) for name in sorted(_names()[piece[1:-1]]))})"


@cache
def _names() -> dict[str, Iterable[str]]:
    return {**_NAMES, **tomllib.loads(LIST.read_text(encoding="utf-8"))["names"]}
