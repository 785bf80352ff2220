"""The paragraphs of an HTML text in order: their letters, bold and italic, and the list sign each had."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_desktop.domain.doors import CLIP
from kehoach_desktop.ingest.html_left_out import LeftOut
from kehoach_desktop.ingest.html_rows import Block, Table, row_of
from kehoach_desktop.ingest.html_style import Style, sheet_fonts, styled
from kehoach_desktop.ingest.html_text import Recode, Run, as_is, cut_at, text_of
from kehoach_desktop.ingest.html_tokens import RAW, Tag, fragment, tokens
from kehoach_desktop.ingest.list_signs import OpenList, entry_mark, opened, sign_mark
from kehoach_desktop.ingest.marks import Mark

_BREAKING = frozenset({
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "hr"),
    *("blockquote", "center", "article", "section", "header", "footer", "main", "aside", "nav", "address"),
    *("figure", "figcaption", "form", "fieldset", "table", "tr", "td", "th", "thead", "tbody", "tfoot"),
    *("caption", "body", "html", "details", "summary", "option", "title", "xmp"),
})  # fmt: skip
_EMPTY = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source"}
)
_HEADINGS = {f"h{number}": number for number in range(1, 7)}
_MOST_TABLES = 12  # tables inside tables; deeper ones are read as if they were none
_MOST_OPEN = CLIP.depth  # elements inside elements; deeper ones lend their contents no style


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML text holds: its paragraphs, and a few words on each thing that was left out."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def read_page(source: str, recode: Recode = as_is) -> Page:
    """Return the paragraphs of an HTML text, each run of letters passed through ``recode`` first."""
    return _Reader(source, recode).read()


def runs(source: str) -> Iterator[Run]:
    """Yield the letters an HTML text shows, with their fonts, as they stand."""
    found: list[Run] = []

    def listening(text: str, font: str) -> str:
        found.append(Run(text, 0, font))
        return text

    read_page(source, listening)
    yield from found


class _Reader:
    def __init__(self, source: str, recode: Recode) -> None:
        self._source = source
        self._recode = recode
        self._fonts = _sheet(source)
        self._open: list[tuple[str, Style]] = []
        self._count: Counter[str] = Counter()
        self._lists: list[OpenList] = []
        self._tables: list[Table] = []
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._sign = ""
        self._mark: Mark | None = None
        self._heading = 0
        self._left_out = LeftOut()

    def read(self) -> Page:
        """Return what the source holds."""
        for token in tokens(fragment(self._source)):
            if isinstance(token, str):
                self._add(token)
            elif token.is_end:
                self._close(token.name)
            else:
                self._begin(token)
        self._break()
        while self._tables:
            self._end_table()
        return Page(tuple(self._blocks), tuple(self._left_out.notes()))

    @property
    def _style(self) -> Style:
        return self._open[-1][1] if self._open else Style()

    def _add(self, text: str) -> None:
        style = self._style
        if style.hidden:
            self._left_out.add(style.hidden, text)
            return
        if style.is_sign:
            self._sign += text
            return
        if not style.keeps_blanks:
            text = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
        self._runs.append(Run(self._recode(text, style.font), style.bits, style.font))

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        style = styled(self._style, tag, self._fonts)
        if not style.is_sign:
            self._left_out.begin(tag, self._style.hidden, style.hidden)
        if name == "br":
            self._runs.append(Run("\n", 0, ""))
        if name in _EMPTY or name in RAW:
            if name == "hr":
                self._break()
            return
        if name in _BREAKING:
            self._break()
            self._open_block(tag)
        if len(self._open) < _MOST_OPEN:
            self._open.append((name, style))
            self._count[name] += 1

    def _open_block(self, tag: Tag) -> None:
        name = tag.name
        self._heading = _HEADINGS.get(name, self._heading if name in {"div", "p"} else 0)
        if name in {"ol", "ul"}:
            self._lists.append(opened(tag, self._lists))
        elif name == "li" and not self._style.hidden:
            self._mark = entry_mark(self._lists[-1] if self._lists else OpenList(None), tag)
        elif name == "table" and len(self._tables) < _MOST_TABLES:
            self._tables.append(Table())
        elif name == "tr" and self._tables:
            self._end_row()
        elif name in {"td", "th"} and self._tables:
            self._tables[-1].cells.append([])

    def _close(self, name: str) -> None:
        if not self._count[name]:
            return
        if name in _BREAKING:
            self._break()
        while self._open:
            inner, _ = self._open.pop()
            self._count[inner] -= 1
            if inner in {"ol", "ul"} and self._lists:
                self._lists.pop()
            if inner == "table" and self._tables and self._count["table"] < len(self._tables):
                self._end_table()
            if inner == name:
                break
        if name == "tr" and self._tables:
            self._end_row()
        if name in _HEADINGS:
            self._heading = 0
        elif name == "li":
            self._mark = None

    def _break(self) -> None:
        """End the paragraph: what was gathered becomes blocks, one a line where soft breaks part them."""
        runs, self._runs = self._runs, []
        text, marks = text_of(runs)
        sign, self._sign = self._sign, ""
        if not text:
            return
        mark, self._mark = self._mark, None
        if sign.strip():
            found, words = sign_mark(sign)
            mark = found
            text, marks = words + text, tuple((a + len(words), b + len(words), c) for a, b, c in marks)
        for piece, kept in cut_at(text, marks):
            self._put(Block(piece, kept, mark, self._heading))
            mark = None

    def _put(self, block: Block) -> None:
        place = self._blocks
        if self._tables and self._tables[-1].cells:
            place = self._tables[-1].cells[-1]
        place.append(block)

    def _end_row(self) -> None:
        table = self._tables[-1]
        cells, table.cells = [cell for cell in table.cells if cell], []
        if len(cells) > 1:
            self._left_out.tables += not table.is_told
            table.is_told = True
            self._put_outside(row_of(cells))
        else:
            for block in cells[0] if cells else ():
                self._put_outside(block)

    def _put_outside(self, block: Block) -> None:
        outer = self._tables[-2] if len(self._tables) > 1 else None
        (outer.cells[-1] if outer is not None and outer.cells else self._blocks).append(block)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()


def _sheet(source: str) -> dict[str, str]:
    start = source.find(">", source.find("<style")) + 1 if "<style" in source else 0
    end = source.find("</style", start)
    return sheet_fonts(source[start : min(end, start + 200_000)]) if 0 < start < end else {}
