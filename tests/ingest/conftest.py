import zipfile
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = ["TT", "Nội dung tuyên truyền", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]


@pytest.fixture(scope="session")
def own_texts():
    """The plans in our own words that have the structures of the three real ones."""
    return ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def seeds():
    """The three real plans, where they are."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real plans are not here")
    return folder


@pytest.fixture
def book(tmp_path):
    """Make a workbook: rows from A1 on, merges; returns its path."""

    def make(rows, merges=(), title="Phụ lục", change=None):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
        if change:
            change(workbook)
        path = tmp_path / "phu-luc.xlsx"
        workbook.save(path)
        return path

    return make


@pytest.fixture
def raw_book(tmp_path, book):
    """Make a workbook whose first sheet is the XML given, as no tool would write it."""

    def make(sheet_xml, *, more=(), drop=()):
        source = book([["x"]])
        path = tmp_path / "raw.xlsx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                if name not in drop:
                    data = sheet_xml if name == "xl/worksheets/sheet1.xml" else old.read(name)
                    new.writestr(name, data)
            for name, data in more:
                new.writestr(name, data)
        return path

    return make


@pytest.fixture
def with_part():
    """Put one part of a workbook in the place of its own, or beside the others; returns its path."""

    def put(path, name, said):
        with zipfile.ZipFile(path) as old:
            parts = {one: old.read(one) for one in old.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for one, data in (parts | {name: said}).items():
                new.writestr(one, data)
        return path

    return put


@pytest.fixture
def sheet_xml():
    """Write a sheet's XML: cells are (place, text), (place, text, formula); merges and size as claimed."""

    def write(cells, merges=(), dimension="", rows_after=""):
        by_row = {}
        for cell in cells:
            by_row.setdefault(int("".join(c for c in cell[0] if c.isdigit())), []).append(cell)
        rows = "".join(
            f'<row r="{number}">{"".join(map(_cell, row))}</row>' for number, row in sorted(by_row.items())
        )
        merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + (f'<dimension ref="{dimension}"/>' if dimension else "")
            + f"<sheetData>{rows}{rows_after}</sheetData>"
            + (f"<mergeCells>{merged}</mergeCells>" if merges else "")
            + "</worksheet>"
        )

    return write


def _cell(cell):
    place, text, *formula = cell
    if formula:
        value = f"<v>{text}</v>" if text else ""
        return f'<c r="{place}"><f>{formula[0]}</f>{value}</c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.fixture(scope="session")
def head():
    """The head of an appendix table."""
    return list(HEAD)
