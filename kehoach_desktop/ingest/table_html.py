"""The tables of an HTML text (Excel, LibreOffice, Word, a page of the web) as blocks of cells.

Only letters are taken: no script, no image, no address is ever followed. Rows and columns that are hidden
where they were copied stay out, as whoever copied them did not see them.
"""

import re
from collections import Counter

from kehoach_desktop.domain.cells.block import MAX_ROWS, CellBlock
from kehoach_desktop.domain.doors import TABLE_CLIP
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.ingest.html_left_out import LeftOut
from kehoach_desktop.ingest.html_style import Style, styled
from kehoach_desktop.ingest.html_tokens import RAW, Tag, tokens
from kehoach_desktop.ingest.table_cells import Cell, Cells
from kehoach_desktop.ingest.table_limits import too_long

_MOST_OPEN = TABLE_CLIP.depth  # elements inside elements; deeper ones lend their contents no style
_BREAKING = frozenset({
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "hr"),
    *("blockquote", "center", "article", "section", "address", "form", "caption", "table", "tr", "td", "th"),
})  # fmt: skip
_EMPTY = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source"}
)
_PARTS = frozenset({"table", "col", "colgroup", "tr", "td", "th"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all")
_NUMBER = re.compile(r"\s*(\d{1,9})")


def read_html_tables(source: str) -> tuple[CellBlock, ...]:
    """Return the tables that have a cell, in order; what stands in a table inside a cell is text of it."""
    if len(source) > TABLE_CLIP.letters:
        raise UserError(
            "Phần đã sao chép quá lớn nên không đọc được; hãy sao chép và dán từng phần của bảng."
        )
    return _Reader().read(source)


class _Reader:
    def __init__(self) -> None:
        self._open: list[tuple[str, Style]] = []
        self._count: Counter[str] = Counter()
        self._depth = 0  # of tables inside tables
        self._cells: Cells | None = None
        self._cell: Cell | None = None
        self._left_out = LeftOut()
        self._found: list[CellBlock] = []

    def read(self, source: str) -> tuple[CellBlock, ...]:
        for token in tokens(source):
            if isinstance(token, str):
                self._add(token)
            elif token.is_end:
                self._close(token.name)
            else:
                self._begin(token)
        self._end_table()
        return tuple(self._found)

    @property
    def _style(self) -> Style:
        return self._open[-1][1] if self._open else Style()

    def _add(self, text: str) -> None:
        style = self._style
        if self._cell is None:
            return
        if style.hidden:
            self._left_out.add(style.hidden, text)
        else:
            self._cell.add(text, keeps_blanks=style.keeps_blanks)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        is_part = name in {"tr", "col", "colgroup"} and self._depth <= 1
        style = self._style if is_part else styled(self._style, tag, {})  # a hidden row is told as a row
        if self._cell is not None:
            self._left_out.begin(tag, self._style.hidden, style.hidden)
        if name == "br" and self._cell is not None:
            self._cell.break_line()
        if name in _BREAKING and self._cell is not None:
            self._cell.end_paragraph()
        if name in _PARTS:
            self._begin_part(tag)
        if name not in _EMPTY and name not in RAW and len(self._open) < _MOST_OPEN:
            self._open.append((name, style))
            self._count[name] += 1

    def _begin_part(self, tag: Tag) -> None:
        """Begin a table, a row or a cell of the outermost table; Excel's fragment may begin with a row."""
        if tag.name == "table":
            self._depth += 1
            if self._depth == 1:
                self._end_table()
                self._depth = 1
                self._cells = Cells()
            return
        if self._depth > 1:
            return
        if self._cells is None:
            self._cells = Cells()
            self._depth = 1
        if tag.name in {"col", "colgroup"}:
            if tag.name == "col" or "span" in tag.attributes:  # a group without it holds <col>
                self._cells.add_columns(_number(tag, "span"), is_hidden=_is_hidden(tag))
        elif tag.name == "tr":
            self._cell = None
            self._begin_row(is_hidden=_is_hidden(tag))
        else:
            if not self._cells.height:
                self._begin_row(is_hidden=False)
            self._cell = self._cells.begin_cell(_number(tag, "rowspan"), _number(tag, "colspan"))

    def _begin_row(self, *, is_hidden: bool) -> None:
        if self._cells is not None:
            self._cells.begin_row(is_hidden=is_hidden)
            if self._cells.height > MAX_ROWS:
                raise too_long(self._cells.height)

    def _close(self, name: str) -> None:
        if not self._count[name]:
            return
        if name in _BREAKING and self._cell is not None:
            self._cell.end_paragraph()
        while self._open:
            inner, _ = self._open.pop()
            self._count[inner] -= 1
            if inner == "table":
                self._depth -= 1
            if inner == name:
                break
        if name in {"td", "th", "tr"} and self._depth <= 1:
            self._cell = None
        if name == "table" and self._depth <= 0:
            self._end_table()

    def _end_table(self) -> None:
        cells, self._cells, self._cell, self._depth = self._cells, None, None, 0
        if cells is None:
            return
        block = cells.block(self._left_out.notes())
        self._left_out = LeftOut()
        if block.width:
            self._found.append(block)


def _is_hidden(tag: Tag) -> bool:
    style = tag.attributes.get("style", "").lower()
    return "hidden" in tag.attributes or bool(style and _UNSEEN.search(style))


def _number(tag: Tag, name: str) -> int:
    """Return how many rows or columns an attribute says, at least one; 0 means all there are."""
    match = _NUMBER.match(tag.attributes.get(name, ""))
    if match is None:
        return 1
    return int(match[1]) or (MAX_ROWS if name == "rowspan" else 1)
