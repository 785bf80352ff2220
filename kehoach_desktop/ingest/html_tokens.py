"""HTML as tags and text, in one pass whatever its state.

Not html.parser: on broken markup it takes quadratic time before Python 3.13.6, and it reads Word's
``<![if …]>`` differently from one version to the next. A megabyte from the clipboard must do neither.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TAG = re.compile("<[^<>]*>")
_QUOTE = re.compile("[\"']")
_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"
RAW = frozenset({"script", "style", "title", "noembed", "noframes"})
"""What stands in these is no text that is shown; it ends only at its own closing tag."""
_LITERAL = frozenset({"textarea", "xmp"})  # what stands in these is shown as it is, tags and all


@dataclass(frozen=True, slots=True)
class Tag:
    """``<name …>`` or ``</name>``; names are in small letters."""

    name: str
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


Token = Tag | str
"""A tag, or text with its entities resolved."""


def fragment(source: str) -> str:
    """Return what the program that copied says was chosen, else all of it."""
    start = source.find(_START)
    end = source.rfind(_END)
    return source[start + len(_START) : end] if 0 <= start < end else source


def shown_letters(source: str, most: int) -> str:
    """Return roughly the letters a page shows, cheaply: its first ``most`` signs without the tags."""
    source = fragment(source)
    body = source[source.rfind("</style") + 1 :][:most]
    return html.unescape(_TAG.sub(" ", body))


def tokens(source: str) -> Iterator[Token]:
    """Yield tags and texts in order; comments, declarations and what stands in ``RAW`` are left out."""
    at = 0
    ends = _Ends(source)
    while at < len(source):
        sign = ends.of("<", at)
        if sign > at:
            yield html.unescape(source[at:sign])
        at = sign
        if at >= len(source):
            return
        after = source[at + 1 : at + 2]
        if after.isalpha() or (after == "/" and source[at + 2 : at + 3].isalpha()):
            tag, at = _tag(source, at, ends)
            yield tag
            if tag.name in RAW | _LITERAL and not tag.is_end:
                end = ends.of_any_case(f"</{tag.name}", at)
                if tag.name in _LITERAL:
                    yield source[at:end]
                at = end
        elif source.startswith("<!--", at):
            at = ends.of("-->", at + 4) + 3
        elif after in {"!", "?", "/"} and after:
            at = ends.of(">", at) + 1
        else:
            yield "<"
            at += 1


class _Ends:
    """Finds the next of a sign, and looks only once for one that comes no more."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lower = ""
        self._gone: set[str] = set()

    def of(self, sign: str, start: int) -> int:
        """Return where ``sign`` next stands, the length of the source when it does not."""
        return self._find(self._source, sign, start)

    def of_any_case(self, sign: str, start: int) -> int:
        """Return the same for a sign in small or capital letters."""
        if not self._lower:
            self._lower = re.sub("[A-Z]+", lambda match: match[0].lower(), self._source)
        return self._find(self._lower, sign, start)

    def _find(self, source: str, sign: str, start: int) -> int:
        if sign in self._gone:
            return len(source)
        found = source.find(sign, start)
        if found < 0:
            self._gone.add(sign)
            return len(source)
        return found


def _tag(source: str, at: int, ends: _Ends) -> tuple[Tag, int]:
    """Return the tag that begins at ``at`` and where it ends; quotes may hold a ``>``."""
    is_end = source[at + 1] == "/"
    match = _NAME.match(source, at + 1 + is_end)
    name = match[0].lower() if match else ""
    start = match.end() if match else at + 2
    end = close = ends.of(">", start)
    quote = start
    while True:
        quote = _next_quote(source, quote, end)
        if quote >= end:
            break
        other = ends.of(source[quote], quote + 1)
        if other >= len(source):  # never closed: the tag ends at its first bracket
            end = close
            break
        quote = other + 1
        if other > end:
            end = ends.of(">", other)
    attributes = {} if is_end else _attributes(source[start:end])
    return Tag(name, is_end, attributes), end + 1


def _next_quote(source: str, start: int, end: int) -> int:
    match = _QUOTE.search(source, start, end)
    return match.start() if match else end


def _attributes(text: str) -> dict[str, str]:
    if not text or text.isspace():
        return {}
    return {
        match[1].lower(): html.unescape(match[2].strip("\"'")) if match[2] else ""
        for match in _ATTRIBUTE.finditer(text)
    }
