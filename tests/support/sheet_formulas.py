"""Works out the few formulas our workbooks hold, from the cells alone, so that a wrong range is found out."""

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = r"(?:(?:'((?:[^']|'')+)'|(\w+))!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"
_CALL = re.compile(r"(SUM|COUNTIF)\((.+)\)")
_RATIO = re.compile(rf'IF\(N\({_REFERENCE}\)>0,{_REFERENCE}/{_REFERENCE},""\)')


def computed(book: Workbook) -> dict[tuple[str, str], Any]:
    """Return what each formula of the book comes to, by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): _value(cell.value, cell.data_type, sheet)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _value(content: Any, data_type: str, sheet: Worksheet) -> Any:
    if data_type != "f":
        return content
    formula = content.removeprefix("=")
    if found := _CALL.fullmatch(formula):
        name, arguments = found.groups()
        run, *rest = (_cells(part, sheet) for part in arguments.split(","))
        if name == "SUM":
            return sum(value for value in run if isinstance(value, int | float))
        return sum(value == rest[0][0] for value in run)
    if found := _RATIO.fullmatch(formula):
        whole, part, again = (_cells(_reference(found, first), sheet)[0] for first in (0, 3, 6))
        assert whole == again
        return (part or 0) / whole if isinstance(whole, int | float) and whole > 0 else ""
    (only,) = _cells(formula, sheet)
    return only


def _reference(found: re.Match[str], first: int) -> str:
    quoted, plain, cells = found.groups()[first : first + 3]
    name = f"'{quoted}'" if quoted else plain
    return f"{name}!{cells}" if name else cells


def _cells(reference: str, sheet: Worksheet) -> list[Any]:
    """Return the values of a range, formulas worked out."""
    found = re.fullmatch(_REFERENCE, reference)
    assert found, reference
    quoted, plain, cells = found.groups()
    there = sheet.parent[(quoted or plain).replace("''", "'")] if quoted or plain else sheet
    block = there[cells.replace("$", "")]
    rows = block if isinstance(block, tuple) else ((block,),)
    return [_value(cell.value, cell.data_type, there) for row in rows for cell in row]
