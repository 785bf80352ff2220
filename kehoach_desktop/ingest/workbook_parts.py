"""The parts of a workbook that its cells need, read by openpyxl; the rest is not looked at."""

from pathlib import Path
from typing import Any, BinaryIO

from kehoach_desktop.domain.doors import BOOK
from kehoach_desktop.domain.errors import UserError

_MAX_WRITTEN = BOOK.cells  # rows and cells written down in the XML, empty or not: openpyxl passes each
_ROW = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"
_PIECE = 1 << 20  # bytes looked at in one go
_LONGEST_FORMAT = 1_000  # letters of a number format; Excel itself takes 255


def read_parts(path: Path, file: BinaryIO) -> Any:
    """Return openpyxl's reader of a workbook, whose sheets are still to be read one by one.

    Only what the cells need is read: on a long print area openpyxl would search for minutes.
    """
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader(file, read_only=True, keep_vba=False, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    for name in {relation.target for _, relation in reader.parser.find_sheets()} & set(reader.valid_files):
        with reader.archive.open(name) as part:  # wherever it lies
            _refuse_endless(path, part)
    _refuse_long_formats(reader.archive)
    apply_stylesheet(reader.archive, reader.wb)
    reader.read_chartsheet = lambda *_: None  # it has no cells
    reader.read_worksheets()
    return reader


def _refuse_long_formats(archive: Any) -> None:
    """Raise ValueError for a number format no program writes: openpyxl would search it for minutes."""
    from defusedxml.ElementTree import iterparse
    from openpyxl.xml.constants import ARC_STYLE

    if ARC_STYLE in archive.namelist():
        with archive.open(ARC_STYLE) as part:
            for _, element in iterparse(part):
                if len(element.get("formatCode", "")) > _LONGEST_FORMAT:
                    raise ValueError("number format")
                element.clear()


def _refuse_endless(path: Path, part: Any) -> None:
    """Raise UserError if a sheet writes down too much: openpyxl keeps a trace of all it passes.

    The sheet is parsed as openpyxl will parse it: no encoding and no prefix hides a cell.
    """
    from xml.parsers import expat

    counter = _Counter()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = counter.begin
    parser.EndElementHandler = counter.end
    parser.EntityDeclHandler = counter.refuse
    is_broken = False
    while not is_broken and (piece := part.read(_PIECE)):
        try:
            parser.Parse(piece)
        except expat.ExpatError:
            is_broken = True  # openpyxl stops there too, and says so
        if counter.written > _MAX_WRITTEN:
            raise UserError(
                f"Sổ tính “{path.name}” có trang tính quá lớn (hơn {_MAX_WRITTEN} ô) nên không được mở; "
                "hãy chép riêng bảng phụ lục sang một tệp mới."
            )


class _Counter:
    """Counts rows, wherever they stand, and whatever stands in a row: openpyxl takes all that for cells."""

    def __init__(self) -> None:
        self.written = 0
        self._around: list[bool] = [False]  # which of the elements begun is a row

    def begin(self, name: str, _attributes: object) -> None:
        is_row = name == _ROW
        self.written += is_row or self._around[-1]
        self._around.append(is_row)

    def end(self, _name: str) -> None:
        self._around.pop()

    def refuse(self, *_entity: object) -> None:
        raise ValueError("entity")  # as defusedxml does
