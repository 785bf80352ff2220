"""A block copied out: read back as what it was, and taken by a real Calc with the same cells and merges."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_desktop.domain.cells.block import CellBlock, Merge
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ingest.table_html import read_html_tables
from kehoach_desktop.services.table_blocks import copy_block

ROOT = Path(__file__).resolve().parents[2]
BLOCK = CellBlock(
    (
        ("1", "Phổ biến <quy định> & “một cửa”", "Phát thanh", "01/3"),
        ("", "", "Tờ gấp\nPa-nô, áp phích", "=1+1"),
        ("2", "Đối  thoại", "007", "1e5"),
        ("", "", "+84", "-7"),
        ("3", "@SUM(A1)", "5000000", "3.5"),
        ("4", "TRUE", "15/06/2026", "50%"),
    ),
    (Merge(0, 0, 2), Merge(0, 1, 2), Merge(2, 0, 2), Merge(2, 1, 2)),
)
words = st.text(st.sampled_from("aắđ =<>&\"'\n1"), max_size=6).map(clean)
cells = words.map(lambda text: "\n".join(line.strip() for line in text.split("\n")).strip())


def test_cells_that_excel_would_take_for_something_else_are_text() -> None:
    page = copy_block(BLOCK).html
    for text in ("01/3", "=1+1", "007", "1e5", "+84", "-7", "@SUM(A1)", "TRUE", "15/06/2026", "50%"):
        assert f"""<td style='mso-number-format:"\\@"' sdnum="1033;0;@">{text}</td>""" in page or (
            f"""style='mso-number-format:"\\@"' sdnum="1033;0;@">{text}</td>""" in page
        )
    assert "<td>5000000</td>" in page  # a number stays one


def test_merged_contents_span_their_rows() -> None:
    page = copy_block(BLOCK).html
    assert page.count('rowspan="2"') == 4
    assert page.count("<td") == 6 * 4 - 4
    assert page.count("mso-data-placement:same-cell") == 1


def test_the_text_is_quoted_as_excel_does() -> None:
    block = CellBlock((("a", 'b "c"', "d\ne"), ("=x", "", "f\tg")))
    assert copy_block(block).text == 'a\t"b ""c"""\t"d\ne"\n =x\t\t"f\tg"'


@given(st.lists(st.lists(cells, min_size=3, max_size=3).map(tuple), min_size=1, max_size=4))
def test_it_is_read_back_as_it_was(rows: list[tuple[str, ...]]) -> None:
    block = CellBlock(tuple(rows))
    assert read_html_tables(copy_block(block).html) == (block,)


def test_merges_are_read_back_too() -> None:
    assert read_html_tables(copy_block(BLOCK).html) == (BLOCK,)


@pytest.mark.skipif(
    not (shutil.which("soffice") and os.environ.get("KEHOACH_SOFFICE")), reason="KEHOACH_SOFFICE is not set"
)
def test_calc_takes_the_same_cells_and_merges(tmp_path: Path) -> None:
    (tmp_path / "ours.html").write_text(copy_block(BLOCK).html, encoding="utf-8")
    python = os.environ.get("KEHOACH_UNO_PYTHON", "/usr/bin/python3")
    subprocess.run(
        [
            *(python, str(ROOT / "tests/support/calc_clipboard.py"), "paste"),
            *(str(tmp_path / "ours.html"), str(tmp_path / "cells.json")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    found = json.loads((tmp_path / "cells.json").read_text(encoding="utf-8"))
    assert found["rows"] == [list(row) for row in BLOCK.rows]
    assert sorted(found["merges"]) == sorted([m.row, m.column, m.rows, m.columns] for m in BLOCK.merges)
    kinds = {
        text: kind
        for row, kept in zip(found["rows"], found["kinds"], strict=True)
        for text, kind in zip(row, kept, strict=True)
    }
    assert {kinds[text] for text in ("1", "5000000")} == {"VALUE"}
    assert {kinds[text] for text in ("01/3", "=1+1", "007", "+84", "-7", "15/06/2026", "50%")} == {"TEXT"}
