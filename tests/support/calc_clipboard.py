"""LibreOffice Calc at the other end of the clipboard: what it puts there, and what it makes of ours.

    /usr/bin/python3 tests/support/calc_clipboard.py take tests/data/paste

makes a small sheet in a real Calc (merged cells, cells of several lines, dates, numbers, a hidden row and a
hidden column), copies ranges of it as Ctrl+C does, and writes what the clipboard then holds as
``calc-NAME.html`` and ``calc-NAME.tsv``, and the book itself as ``calc.xlsx``.

    /usr/bin/python3 tests/support/calc_clipboard.py paste PAGE.html CELLS.json

reads the HTML with the filter that a paste goes through and writes which cells and merges it became. (A
paste itself asks in a dialog for the language of numbers, which nobody answers where there is no screen.)
``.tsv`` in the place of ``.html`` reads the text form. Both need ``soffice`` on the path and a Python that
knows ``uno``: Debian's own with python3-uno, or the one that comes with LibreOffice.
"""

# ruff: noqa: FBT003 - the office's own interface has its words and its order

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = (
    ("TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kinh phí"),
    (
        "1",
        "Phổ biến <quy định> & “một cửa”",
        "Phát thanh",
        "Phòng Văn hóa - Xã hội",
        "Các thôn",
        "01/3",
        1234.5,
    ),
    ("", "", "Tờ gấp\nPa-nô, áp phích", "Văn phòng", 'Thôn "Đông"\nThôn Tây', "Quý II, III", 50),
    ("2", "Đối thoại", "Hội nghị", "Ủy ban", "", "Thường xuyên", ""),
    ("", "", "=cmd|' /C calc'!A0", "", "-Đoàn xã", "", -7),
    ("3", "Ẩn", "Dòng ẩn", "", "", "", ""),
    ("4", "Cuối\n\ncùng", "Họp  hai  dấu cách", "Chung cho cả hai cột", "", "tháng 9", 0.5),
)
DAY = (6, 5, "2026-06-15")  # row, column of a real date in the place of "tháng 9"
MERGES = ("A2:A3", "B2:B3", "A4:A5", "B4:B5", "D7:E7")
HIDDEN_ROW, HIDDEN_COLUMN = 5, 4
_FILTERS = {
    ".html": ("calc_HTML_WebQuery", "0 0"),
    ".tsv": ("Text - txt - csv (StarCalc)", "9,34,76,1,,0,false,true"),
}
RANGES = {
    "table": "A1:G7",
    "merged": "A2:F5",
    "cut-merge": "B3:D4",  # begins inside a merge
    "one": "C3:C3",
    "one-merged": "B2:B3",
    "numbers": "F2:G7",
    "ragged": "F4:H8",  # runs out into blank cells
}


def main() -> int:
    """Do what the docstring says."""
    verb, one, two = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[-1])
    with tempfile.TemporaryDirectory() as folder:
        office, desktop = _start(folder)
        try:
            if verb == "take":
                _take(desktop, one)
            else:
                two.write_text(json.dumps(_pasted(desktop, one), ensure_ascii=False), encoding="utf-8")
        finally:
            with contextlib.suppress(Exception):  # it closes the line it is asked on
                desktop.terminate()
            office.wait(30)
    return 0


def _start(folder: str) -> tuple[subprocess.Popen[bytes], Any]:
    import uno

    pipe = f"pipe,name=kehoach{os.getpid()}"
    office = subprocess.Popen(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"),
            f"--accept={pipe};urp;",
        ]
    )
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(240):
        try:
            there = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # noqa: BLE001 - it is not up yet
            time.sleep(0.25)
    else:
        office.kill()
        raise SystemExit("LibreOffice has not answered")
    return office, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


def _value(name: str, value: Any) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _book(desktop: Any) -> Any:
    return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (_value("Hidden", True),))


def _take(desktop: Any, folder: Path) -> None:
    book = _book(desktop)
    sheet = book.Sheets.getByIndex(0)
    _fill(book, sheet)
    controller = book.CurrentController
    for name, place in RANGES.items():
        controller.select(sheet.getCellRangeByName(place))
        html, text = _forms(controller)
        (folder / f"calc-{name}.html").write_bytes(html)
        (folder / f"calc-{name}.tsv").write_bytes(text.encode("utf-8"))
    sheet.Rows.getByIndex(HIDDEN_ROW).IsVisible = False
    sheet.Columns.getByIndex(HIDDEN_COLUMN).IsVisible = False
    controller.select(sheet.getCellRangeByName("A4:F7"))
    html, text = _forms(controller)
    (folder / "calc-hidden.html").write_bytes(html)
    (folder / "calc-hidden.tsv").write_bytes(text.encode("utf-8"))
    target = (folder / "calc.xlsx").resolve().as_uri()
    book.storeToURL(target, (_value("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)


def _fill(book: Any, sheet: Any) -> None:
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            cell = sheet.getCellByPosition(column, row)
            if isinstance(text, str):
                cell.setString(text)
            else:
                cell.setValue(text)
    row, column, day = DAY
    cell = sheet.getCellByPosition(column, row)
    cell.setFormula(day)
    for shown, code in ((cell, "DD/MM/YYYY"), (sheet.getCellByPosition(6, 6), "0%")):
        shown.NumberFormat = _format(book, code)
    for merge in MERGES:
        sheet.getCellRangeByName(merge).merge(True)


def _format(book: Any, code: str) -> int:
    from com.sun.star.lang import Locale

    vietnamese = Locale("vi", "VN", "")
    known = int(book.NumberFormats.queryKey(code, vietnamese, False))
    return known if known >= 0 else int(book.NumberFormats.addNew(code, vietnamese))


def _forms(controller: Any) -> tuple[bytes, str]:
    """Return what stands on the clipboard after Ctrl+C: the HTML as it is, and the text."""
    from com.sun.star.datatransfer import DataFlavor

    carried = controller.getTransferable()
    found: dict[str, Any] = {}
    for flavor in carried.getTransferDataFlavors():
        kind = flavor.MimeType.split(";")[0]
        if kind in {"text/html", "text/plain"} and kind not in found:
            found[kind] = carried.getTransferData(DataFlavor(flavor.MimeType, "", flavor.DataType))
    html, text = found["text/html"], found["text/plain"]
    text = text if isinstance(text, str) else bytes(text.value).decode("utf-16")
    return bytes(html.value), text


def _pasted(desktop: Any, source: Path) -> dict[str, Any]:
    name, options = _FILTERS[source.suffix]
    wanted = (_value("Hidden", True), _value("FilterName", name), _value("FilterOptions", options))
    book = desktop.loadComponentFromURL(source.resolve().as_uri(), "_blank", 0, wanted)
    sheet = book.Sheets.getByIndex(0)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    rows, merges, kinds = [], [], []
    for row in range(last.EndRow + 1):
        cells = [sheet.getCellByPosition(column, row) for column in range(last.EndColumn + 1)]
        rows.append([cell.String for cell in cells])
        kinds.append([cell.Type.value for cell in cells])
        for column, cell in enumerate(cells):
            if cell.IsMerged:
                merged = sheet.createCursorByRange(cell)
                merged.collapseToMergedArea()
                area = merged.RangeAddress
                merges.append([row, column, area.EndRow - row + 1, area.EndColumn - column + 1])
    book.close(True)
    return {"rows": rows, "merges": merges, "kinds": kinds}


if __name__ == "__main__":
    raise SystemExit(main())
