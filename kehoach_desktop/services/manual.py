"""The clerk's manual: its chapters as they ship, what stands in them, and searching in them without marks."""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from kehoach_desktop.domain.finding import Match, Wanted, find_in, has_accents
from kehoach_desktop.paths import resources

FIRST = "bat-dau"
CHAPTERS = (
    FIRST,
    *("soan-thao", "phu-luc", "theo-doi-quy", "bao-cao", "can-cu", "ban-hanh", "ban-sao-luu"),
    *("phim-tat", "cau-hoi", "cai-dat", "gioi-thieu"),
)
"""By the name of their file, in the order they are listed."""
_BLOCKS = frozenset(("h1", "h2", "h3", "p", "li", "td", "th", "pre"))
_BEFORE, _AFTER = 24, 70  # letters of an excerpt around what was found


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter under one heading; the first, under the chapter's own, has no anchor."""

    chapter: str
    anchor: str
    title: str
    texts: tuple[str, ...]  # of its blocks, the heading first


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as it stands in its file."""

    key: str
    title: str
    html: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that has what was looked for, and the words around the first of it."""

    section: Section
    chapter_title: str
    excerpt: str


def folder() -> Path:
    """Return the folder of the chapters, their pictures in ``pictures`` in it."""
    return resources() / "help"


@cache
def chapter(key: str) -> Chapter:
    """Return a chapter by its key."""
    html = (folder() / f"{key}.html").read_text(encoding="utf-8")
    parts = _Parts(key)
    parts.feed(html)
    parts.close()
    sections = parts.sections()
    return Chapter(key, sections[0].title, html, sections)


def chapters() -> tuple[Chapter, ...]:
    """Return all chapters in order."""
    return tuple(chapter(key) for key in CHAPTERS)


def search(words: str) -> tuple[Hit, ...]:
    """Return the sections that have every word: those with all in the title first, then as they were typed.

    Words are whole ones; where none is found they may be parts, for the last is still being typed.
    """
    asked = words.split()
    if not asked:
        return ()
    return _hits(asked, whole=True) or _hits(asked, whole=False)


def places(texts: tuple[str, ...], words: str) -> list[Match]:
    """Return where the words stand in the texts, whole ones where there are any."""
    asked = words.split()
    found = [hit for word in asked for hit in find_in(texts, wanted(word, whole=True))]
    if not found:
        found = [hit for word in asked for hit in find_in(texts, wanted(word, whole=False))]
    return sorted(found)


def wanted(word: str, *, whole: bool) -> Wanted:
    """Return how a word is looked for: its marks count where it has any."""
    return Wanted(word, with_accents=has_accents(word), whole_words=whole)


def _hits(asked: list[str], *, whole: bool) -> tuple[Hit, ...]:
    ranks: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
    together = wanted(" ".join(asked), whole=whole)
    for each in chapters():
        for section in each.sections:
            found = [find_in(section.texts, wanted(word, whole=whole)) for word in asked]
            if not all(found):
                continue
            hit = Hit(section, each.title, _excerpt(section, [one for some in found for one in some]))
            is_named = all(some[0].line == 0 for some in found)
            ranks[0 if is_named else 1 if find_in(section.texts, together) else 2].append(hit)
    return tuple(hit for rank in ranks for hit in rank)


def _excerpt(section: Section, found: list[Match]) -> str:
    """Return the words around the first thing found below the heading; its beginning, if only that has it."""
    first = min((hit for hit in found if hit.line), default=Match(min(1, len(section.texts) - 1), 0, 0))
    text = section.texts[first.line]
    start = max(0, text.rfind(" ", 0, max(0, first.start - _BEFORE)) + 1) if first.start > _BEFORE else 0
    end = len(text) if first.end + _AFTER >= len(text) else text.rfind(" ", 0, first.end + _AFTER)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


class _Parts(HTMLParser):
    """Parts a chapter into its sections and their blocks of text."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._found: list[tuple[str, list[str]]] = []
        self._open: list[str] | None = None  # the text of the block being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, and with a heading of the first two ranks a section."""
        if tag in _BLOCKS:
            self._end()
            self._open = []
            if tag in {"h1", "h2"}:
                self._found.append((dict(attrs).get("id") or "", []))
        elif tag == "br" and self._open is not None:
            self._open.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Take the letters of a block."""
        if self._open is not None:
            self._open.append(data)

    def sections(self) -> tuple[Section, ...]:
        """Return what was found."""
        return tuple(
            Section(self._key, anchor, texts[0], tuple(texts)) for anchor, texts in self._found if texts
        )

    def _end(self) -> None:
        if self._open is not None and self._found:
            text = re.sub(r"\s+", " ", "".join(self._open)).strip()
            if text:
                self._found[-1][1].append(text)
        self._open = None
