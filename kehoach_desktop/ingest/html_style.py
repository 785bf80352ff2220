"""How a stretch of HTML is set, as far as a plan keeps it: bold, italic, hidden, its font, a list's sign."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kehoach_desktop.ingest.html_left_out import Hidden
from kehoach_desktop.ingest.html_tokens import RAW, Tag

_SILENT_TAGS = RAW | {
    *("object", "iframe", "embed", "audio", "video", "canvas", "map", "template", "noscript", "xml", "rp"),
}
_HIDDEN_TAGS = (
    dict.fromkeys(_SILENT_TAGS, Hidden.SILENT)
    | dict.fromkeys(("svg", "math", "rt"), Hidden.UNSEEN)
    | dict.fromkeys(("select", "datalist", "textarea"), Hidden.FIELD)
    | {"del": Hidden.STRUCK}
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*[\"']?(?:comment|header|footer)"
)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)")
_SLANT = re.compile(r"font-style\s*:\s*(\w+)")
_FONT = re.compile(r"font-family\s*:\s*([^;]+)")
_BOLD_TAGS = frozenset({"b", "strong"})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "var", "dfn"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
_LITERAL_TAGS = frozenset({"pre", "xmp"})
_TELLING = _HIDDEN_TAGS.keys() | _BOLD_TAGS | _ITALIC_TAGS | _HEADINGS | _LITERAL_TAGS
_SELECTOR = re.compile(r"\s*([a-z0-9]*)((?:\.[\w-]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Style:
    """What letters inherit from the elements they stand in; ``bits``: 1 bold, 2 italic."""

    bits: int = 0
    hidden: Hidden | None = None
    is_sign: bool = False  # a list's number or bullet, put there by Word itself
    keeps_blanks: bool = False
    font: str = ""


def styled(style: Style, tag: Tag, fonts: Mapping[str, str]) -> Style:
    """Return the style inside ``tag``; ``fonts`` has those of a style sheet by ``tag`` and ``tag.class``."""
    name = tag.name
    if not tag.attributes and not fonts and name not in _TELLING:
        return style
    css = tag.attributes.get("style", "")
    small = css.lower()
    bits = style.bits
    if name in _BOLD_TAGS:
        bits |= 1
    elif name in _HEADINGS:
        bits &= ~1  # the program sets headings itself
    if name in _ITALIC_TAGS:
        bits |= 2
    if "font" in small:
        bits = _with_css(bits, small)
    return Style(
        bits,
        style.hidden or _hidden(tag, small),
        style.is_sign or ("mso-list" in small and "ignore" in small),
        style.keeps_blanks or name in _LITERAL_TAGS or "white-space:pre" in small,
        _font(tag, css, fonts) or style.font,
    )


def names_old_font(source: str) -> bool:
    """Say whether a font of an old encoding may be named somewhere in an HTML text."""
    return ".Vn" in source or "VNI" in source


def sheet_fonts(sheet: str) -> dict[str, str]:
    """Return the fonts a style sheet names, by ``tag``, ``.class`` and ``tag.class``."""
    found: dict[str, str] = {}
    for rule in sheet.split("}"):
        selectors, _, body = rule.partition("{")
        font = _FONT.search(body)
        for selector in selectors.rpartition("*/")[2].split(",") if font else ():
            name = _SELECTOR.fullmatch(selector)
            if font and name and (name[1] or name[2]):
                found[name[1] + name[2].lower()] = font[1].strip()
    return found


def _with_css(bits: int, css: str) -> int:
    if weight := _WEIGHT.search(css):
        is_bold = weight[1] in {"bold", "bolder"} or (weight[1].isdecimal() and int(weight[1][:4]) >= 600)
        bits = bits | 1 if is_bold else bits & ~1
    if slant := _SLANT.search(css):
        bits = bits | 2 if slant[1] in {"italic", "oblique"} else bits & ~2
    return bits


def _hidden(tag: Tag, css: str) -> Hidden | None:
    if tag.name in _HIDDEN_TAGS:
        return _HIDDEN_TAGS[tag.name]
    is_unseen = "hidden" in tag.attributes or (css and _HIDDEN.search(css))
    return Hidden.UNSEEN if is_unseen else None


def _font(tag: Tag, css: str, fonts: Mapping[str, str]) -> str:
    if tag.name == "font" and tag.attributes.get("face"):
        return tag.attributes["face"]
    if named := _FONT.search(css):
        return named[1].strip()
    if not fonts:
        return ""
    kind = "." + tag.attributes.get("class", "").lower()
    return fonts.get(tag.name + kind) or fonts.get(kind) or fonts.get(tag.name, "")
