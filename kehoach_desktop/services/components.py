"""What the packaged program is made of, and under which licences: the list that is shipped with it."""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import PurePosixPath

from kehoach_desktop import paths

_FULL_LINE = 52  # letters: a shorter one ends where its writer wanted
_BEGINS = re.compile(r"\s*(?:[-*•#=_]|\(?\w{1,3}[.)]\s|Copyright|Licen[cs]e:|https?:)")
_RULE = re.compile(r"[-=*#_]{4}")
_LIST = "licences/components.json"
_TITLES = {
    "LGPL-3.0": "LGPL 3.0",
    "GPL-3.0": "GPL 3.0",
    "qt": "Điều cần biết",
    "microsoft": "Điều cần biết",
    "qt-third-parties": "Phần của bên thứ ba",
    "pillow": "Pillow",
    "pdfium": "PDFium",
    "python": "Python",
}


@dataclass(frozen=True)
class Component:
    """One part of the program and the names of the texts of its licence."""

    name: str
    version: str  # "" where only the version of what it is in is known
    licence: str
    used_for: str
    home: str
    inside: str  # the component it is built into, "" where it stands by itself
    texts: tuple[str, ...]

    @property
    def version_words(self) -> str:
        """The version as it is shown."""
        return self.version or f"theo {self.inside}"


def read_components() -> tuple[Component, ...]:
    """Return every component of the package for this system, the program itself first."""
    rows = json.loads((paths.resources() / _LIST).read_text(encoding="utf-8"))
    here = "windows" if sys.platform == "win32" else "linux"
    return tuple(
        Component(
            row["name"],
            row["version"],
            row["licence"],
            row["used_for"],
            row["home"],
            row["inside"],
            tuple(row["texts"]),
        )
        for row in rows
        if row["only"] in {"", here}
    )


def read_text(name: str) -> str:
    """Return the text of a licence in full; ``name`` is as in ``Component.texts``.

    Lines broken for paper are put together again, so that a window of any width breaks them itself.
    """
    made: list[str] = []
    is_open = False
    for line in (paths.resources() / name).read_text(encoding="utf-8").splitlines():
        if is_open and line.strip() and not _BEGINS.match(line):
            made[-1] += f" {line.strip()}"
        else:
            made.append(line)
        is_open = len(line) >= _FULL_LINE and not _RULE.search(line)
    return "\n".join(made)


def text_title(name: str) -> str:
    """Return what a text is called where there are several."""
    stem = PurePosixPath(name).stem
    return _TITLES.get(stem, stem)
