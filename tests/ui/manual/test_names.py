"""What the manual quotes is called so in the window: menus and their verbs, buttons and fields, keys."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from kehoach_desktop import ui
from kehoach_desktop.domain.periods import SCHEMES
from kehoach_desktop.domain.words import LEVEL_WORDS, STATE_WORDS
from kehoach_desktop.services import manual
from kehoach_desktop.services.plans import TEMPLATES
from kehoach_desktop.ui.actions import plain

NAME = re.compile(r"<b>(.*?)</b>", re.DOTALL)
KEY = re.compile(r"<kbd>(.*?)</kbd>", re.DOTALL)
KEY_NAMES = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "Insert": "Ins", "Delete": "Del"}
# Keys that a page, a field or Windows answers itself, with no action of that key.
OF_WIDGETS = {
    *("Enter", "Shift+Enter", "Alt+Enter", "Tab", "Shift+Tab", "F2", "F4", "Ctrl+X", "Ctrl+C", "Ctrl+V"),
    *("Ctrl+A", "Ctrl+Tab", "Alt+Left", "Alt+Right", "Win+R", "Ins", "Esc"),
}


def bare(text: str) -> str:
    """Return a name without its mnemonic mark, its dots and the key behind it."""
    return plain(text.partition("\t")[0]).strip()


def written_in_the_program() -> Iterator[str]:
    """Yield every text that stands in the source of the window."""
    for path in sorted(Path(ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield bare(node.value)


def names_of(chapters) -> list[tuple[str, str]]:
    return [
        (chapter.key, one) for chapter in chapters for one in NAME.findall(chapter.html) if "›" not in one
    ]


@pytest.fixture(scope="module")
def chapters():
    return manual.chapters()


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every name a clerk can meet, but for those of the menus."""
    levels = (*LEVEL_WORDS.values(), *STATE_WORDS.values())
    offered = (*(template.name for template in TEMPLATES), *(scheme.name for scheme in SCHEMES))
    return {*written_in_the_program(), *levels, *offered}


@pytest.fixture
def menus(window) -> dict[str, dict[str, QAction]]:
    """The menus of the window as they are, each with its verbs by name."""
    return {
        bare(menu.title()): {bare(action.text()): action for action in menu.actions() if action.text()}
        for menu in window.menus.values()
    }


def test_the_manual_names_no_button_or_field_that_is_not_there(chapters, known):
    assert sorted({name for name in names_of(chapters) if bare(name[1]) not in known}) == []


def test_a_name_that_is_not_there_is_caught(known):
    assert "Lập báo cáo" in known
    assert "Lập báo cáo ngay" not in known


def test_every_verb_the_manual_leads_to_is_in_that_menu(chapters, menus, known):
    wrong = []
    for chapter in chapters:
        for path in NAME.findall(chapter.html):
            menu, _, verb = (part.strip() for part in path.partition("›"))
            if not verb:
                continue
            is_there = verb in menus[menu] if menu in menus else {menu, verb} <= known  # or a button's menu
            if not is_there:
                wrong.append((chapter.key, path))
    assert wrong == []


def test_every_verb_of_the_menus_is_in_the_manual(chapters, menus):
    told = {
        tuple(part.strip() for part in path.split("›"))
        for chapter in chapters
        for path in NAME.findall(chapter.html)
    }
    names = {path[-1] for path in told}
    left_out = [(menu, verb) for menu, verbs in menus.items() for verb in verbs if verb not in names]
    assert left_out == []


def keys(text: str) -> str:
    """Return a key of the manual as Qt writes it."""
    first, plus, last = text.rpartition("+")
    if text.endswith("++"):
        return text
    return f"{first}{plus}{KEY_NAMES.get(last, last)}"


def all_keys(window) -> set[str]:
    found = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    found |= {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    return {key.replace("Return", "Enter") for key in found}


def test_every_key_the_manual_names_does_something(chapters, window):
    window.tabs.made(0).basis_panel()
    there = all_keys(window) | OF_WIDGETS
    named = {keys(one) for chapter in chapters for one in KEY.findall(chapter.html)}
    assert sorted(named - there) == []


def test_no_key_that_switches_unikey_is_named(chapters):
    named = {one for chapter in chapters for one in KEY.findall(chapter.html)}
    assert not [one for one in named if "Ctrl+Shift" in one or one == "Alt+Z"]


def test_the_chapter_of_keys_has_every_key_of_the_menus(menus):
    listed = {keys(one) for one in KEY.findall(manual.chapter("phim-tat").html)}
    of_menus = {
        QKeySequence(key).toString().replace("Return", "Enter")
        for verbs in menus.values()
        for action in verbs.values()
        for key in action.shortcuts()
    }
    assert sorted(of_menus - listed) == []
