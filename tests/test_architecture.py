"""The arrows of the house: who may import whom, and which library is let in where."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kehoach_desktop"
ROOM = "kehoach_desktop"

MAY_IMPORT = {
    "domain": {"domain"},
    "data": {"data", "domain", "paths", "placing", "open_files"},
    "ingest": {"ingest", "domain", "paths"},
    "export": {"export", "domain", "paths", "placing"},
    "services": {"services", "data", "ingest", "export", "domain", "paths", "placing", "leftovers"},
    "ui": {"ui", "services", "domain", "paths", "leftovers", "bugs", "shell"},
    "bugs": {"bugs", "paths"},
    "paths": {"paths"},
    "placing": {"placing", "leftovers", "open_files", "domain"},
    "open_files": {"open_files"},
    "leftovers": {"leftovers"},
    "shell": {"shell"},
    "console": {"console"},
    "cli": {"cli", "cli_parser", "console", "app", "services", "domain", "paths"},
    "cli_parser": {"cli_parser", "domain"},
    "app": {"app", "ui", "services", "domain", "paths", "bugs", "shell"},
    "__main__": {"cli", "app", "bugs", "services", "shell"},
    "__init__": set(),
}
LIBRARIES = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui"},
    "pypdfium2": {"ui"},
    "sqlalchemy": {"data"},
    "sqlite3": {"data"},
    "openpyxl": {"ingest", "export"},
    "defusedxml": {"ingest"},
    "reportlab": {"export"},
    "platformdirs": {"paths"},
}
# What the plan is may not depend on the machine, the clock or the disk it is looked at with.
NOT_IN_DOMAIN = {"os", "sys", "io", "time", "random", "tempfile", "shutil", "subprocess", "socket", "json"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            if node.module == ROOM:
                yield from (f"{ROOM}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def wrong_arrows(path, tree):
    here = room(path)
    for name in imports(tree):
        top, _, rest = name.partition(".")
        if top == ROOM and rest and rest.split(".")[0] not in MAY_IMPORT[here] | {"__version__"}:
            yield f"{here} imports {name}"
        if top in LIBRARIES and here not in LIBRARIES[top]:
            yield f"{here} imports {top}"
        if here == "domain" and top in NOT_IN_DOMAIN:
            yield f"domain imports {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows(path):
    assert list(wrong_arrows(path, ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("domain/x.py", "import sqlalchemy"),
        ("domain/x.py", "import os"),
        ("services/x.py", "from PySide6 import QtCore"),
        ("ui/x.py", "from kehoach_desktop.data import plans"),
        ("export/x.py", "def f():\n    import kehoach_desktop.data.store"),
        ("services/x.py", "from kehoach_desktop import app"),
    ],
)
def test_a_wrong_arrow_is_caught(place, code):
    assert list(wrong_arrows(PACKAGE / place, ast.parse(code)))


def test_importing_the_command_line_loads_no_heavy_library():
    import subprocess
    import sys

    script = "import sys, kehoach_desktop.cli; print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = ["PySide6", "openpyxl", "reportlab", "pypdfium2"]
    done = subprocess.run(
        [sys.executable, "-c", script, *heavy], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
