"""Making items of what is on the clipboard, and knowing when its letters are of an old encoding."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kehoach_desktop.domain.doors import CLIP, SMALL_CLIP
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.text import unprintable
from kehoach_desktop.ingest.html_blocks import runs
from kehoach_desktop.ingest.html_style import names_old_font
from kehoach_desktop.ingest.html_text import Recode, Run, as_is
from kehoach_desktop.ingest.html_tokens import shown_letters
from kehoach_desktop.ingest.legacy_encodings import Code, code_of_font, to_unicode
from kehoach_desktop.ingest.legacy_finding import find_code, is_unicode_after_all, is_unicode_vietnamese
from kehoach_desktop.ingest.lines import plain
from kehoach_desktop.ingest.pasted import Pasted as Pasted
from kehoach_desktop.ingest.pasted_html import read_html
from kehoach_desktop.ingest.pasted_items import read_items
from kehoach_desktop.ingest.pasted_text import read_line, read_plain_lines, read_text
from kehoach_desktop.services.reading.apart import Progress, read_apart

_SAMPLE = 100_000  # letters
_GLANCE = 2000
_LINE_EFFORT = 10  # as many letters take as long as the looking for marks and breaks at one line
_OLD_EFFORT = 3  # so much longer it takes to look for an old encoding and to change it
_PREVIEW_WORDS = 9


@dataclass(frozen=True, slots=True)
class Clip:
    """What the clipboard holds, in the forms it has; "" and b"" for those it has not."""

    text: str = ""
    html: str = ""
    items: bytes = b""  # as this program puts them there

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that can be read."""
        return not (self.text or self.html or self.items)

    @property
    def effort(self) -> int:
        """How many letters there are to be read; lines and old encodings count as the more work they are."""
        size = max(len(self.text) + _LINE_EFFORT * self.text.count("\n"), len(self.html), len(self.items))
        is_simple = bool(self.items) or self.text.isascii() or is_unicode_vietnamese(self.text[:_GLANCE])
        return size if is_simple and not names_old_font(self.html) else size * _OLD_EFFORT

    @property
    def is_small(self) -> bool:
        """Whether it may be read where the window is."""
        return self.effort <= SMALL_CLIP

    def letters_only(self) -> "Clip":
        """Return the clip as plain text."""
        return Clip(self.text)


@dataclass(frozen=True, slots=True)
class OldLetters:
    """An old encoding found: what it is called, and the first words as Unicode."""

    name: str
    preview: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a paste goes: into the preamble or the body, to an item without text or one that has some.

    ``is_page``: to a page on which nothing stands yet, where a whole plan may come.
    """

    in_preamble: bool = False
    is_empty: bool = False
    is_page: bool = False


@read_apart(is_small=lambda clip: clip.is_small)
def find_old_letters(
    clip: Clip,
    progress: Progress | None = None,  # noqa: ARG001 - heard apart
) -> OldLetters | None:
    """Return the old encoding of the clip's letters; None when they are Unicode."""
    if clip.items:
        return None
    _refuse_letters(clip)
    code_in = _codes(clip)
    if code_in("") is None and not names_old_font(clip.html):
        return None
    first = ""
    changed: list[str] = []
    for run in runs(clip.html) if clip.html else (Run(clip.text, 0, ""),):
        after = _converted(run.text, code_in(run.font))
        if not first and after != run.text and not run.text.isascii():
            first = (code_in(run.font) or Code.TCVN3).split()[0]
        if first:
            changed += after.split(maxsplit=_PREVIEW_WORDS)
            if len(changed) > _PREVIEW_WORDS:
                break
    return OldLetters(first, " ".join(changed[:_PREVIEW_WORDS])) if first else None


@read_apart(is_small=lambda clip: clip.is_small)
def read(
    clip: Clip,
    target: Target,
    *,
    converts: bool = False,
    progress: Progress | None = None,  # noqa: ARG001 - heard apart
) -> Pasted:
    """Return the clip's items; ``converts``: letters of an old encoding become Unicode."""
    _refuse_letters(clip)
    if clip.items:
        found = read_items(clip.items)
        if found is not None and found.items:
            return found
    recode = _recoder(clip) if converts else as_is
    pasted = _read(clip, target, recode, converts=converts)
    if not target.is_page:
        return pasted
    from kehoach_desktop.services.pasting_document import as_document  # only here is so much needed

    return as_document(recode(clip.text, ""), pasted) or pasted


def _read(clip: Clip, target: Target, recode: Recode, *, converts: bool) -> Pasted:
    if clip.html:
        pasted = read_html(clip.html, in_preamble=target.in_preamble, recode=recode)
        if pasted.items:
            pasted = _as_one_line(pasted, clip, target)
            return replace(pasted, notes=(*pasted.notes, *_notes(clip.text or clip.html)))
    return _read_text(recode(clip.text, ""), target, is_unicode=converts or find_code(clip.text) is None)


@read_apart(is_small=lambda clip: clip.is_small)
def read_letters(
    clip: Clip,
    *,
    converts: bool = False,
    progress: Progress | None = None,  # noqa: ARG001 - heard apart
) -> Pasted:
    """Return the clip's lines as they are, marks and all, each an item of the place's own level."""
    _refuse_letters(clip)
    pasted = read_plain_lines(_recoder(clip)(clip.text, "") if converts else clip.text)
    return replace(pasted, notes=_notes(clip.text))


def _refuse_letters(clip: Clip) -> None:
    if max(len(clip.text), len(clip.html), len(clip.items)) > CLIP.letters:
        raise UserError("Phần đã sao chép quá lớn nên không đọc được; hãy sao chép và dán từng phần.")


def _read_text(text: str, target: Target, *, is_unicode: bool) -> Pasted:
    lines = [line for line in plain(text).split("\n") if line.strip()]
    if len(lines) == 1:
        line = lines[0] if "\n" not in plain(text) else lines[0].strip()
        pasted = read_line(line, takes_level=target.is_empty)
    else:
        pasted = read_text(text, in_preamble=target.in_preamble, is_unicode=is_unicode)
    return replace(pasted, notes=(*pasted.notes, *_notes(text)))


def _as_one_line(pasted: Pasted, clip: Clip, target: Target) -> Pasted:
    """Return a single paragraph as what goes on in the text it comes to, with the blanks around it.

    It keeps its level only where there is no text yet.
    """
    if len(pasted.items) != 1 or (pasted.lead == 0 and (target.is_empty or target.in_preamble)):
        return pasted
    item = pasted.items[0]
    text = plain(clip.text).replace("\u00a0", " ").strip("\n")
    if pasted.lead and text.strip() == item.text:
        by = len(text) - len(text.lstrip())
        marks = tuple((low + by, high + by, kind) for low, high, kind in item.marks)
        item = replace(item, text=text, marks=marks)
    return replace(pasted, items=(item,), lead=1)


def _notes(text: str) -> tuple[str, ...]:
    count = unprintable(text)
    return (f"{count} ký tự không in được đã bỏ",) if count else ()


def _recoder(clip: Clip) -> Recode:
    """Return what makes letters of an old encoding Unicode."""
    code_in = _codes(clip)
    return lambda text, font: _converted(text, code_in(font))


def _converted(text: str, code: Code | None) -> str:
    return text if code is None or is_unicode_vietnamese(text) else to_unicode(text, code)


def _codes(clip: Clip) -> Callable[[str], Code | None]:
    """Return what tells the encoding of letters: by their font if that says true, else by their words."""
    by_words = find_code(_sample(clip))
    untrue = _untrue_fonts(clip.html)

    def code_in(font: str) -> Code | None:
        code = code_of_font(font)
        return by_words if code is None or code in untrue else code

    return code_in


def _untrue_fonts(html: str) -> frozenset[Code]:
    """Return the encodings whose fonts are named although the letters in them are Unicode."""
    if not names_old_font(html):
        return frozenset()
    letters: dict[bool, list[str]] = {False: [], True: []}  # those in fonts of TCVN3, of VNI
    for run in runs(html):
        if code := code_of_font(run.font):
            letters[code is Code.VNI].append(run.text)
    untrue = [is_vni for is_vni, texts in letters.items() if is_unicode_after_all(" ".join(texts))]
    return frozenset(code for code in Code if (code is Code.VNI) in untrue)


def _sample(clip: Clip) -> str:
    """Return some of the clip's letters, enough to tell an encoding by."""
    return shown_letters(clip.html, _SAMPLE) if clip.html else clip.text[:_SAMPLE]
