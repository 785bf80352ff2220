"""Seconds from Ctrl+V of 1,000 rows to the sheet drawn: python tests/benchmarks/table_paste.py [TASKS …]

The sheet has 5,000 tasks, then 10,000, each with a year recorded; the block comes as HTML with merged
contents, as Excel and LibreOffice copy it. ``below``: behind the last row; ``over``: on rows that have the
same contents; ``regroup``: on rows whose contents it puts together anew.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from large_plan import large_plan
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kehoach_desktop.app import make_application
from kehoach_desktop.domain.cells.block import CellBlock, Merge
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.services.table_blocks import copy_block
from kehoach_desktop.ui.appendix_tab import AppendixTab
from kehoach_desktop.ui.copied import leave_clipboard
from kehoach_desktop.ui.workbench import Workbench

ROWS = 1_000


def block(rows: int, sizes: list[int]) -> CellBlock:
    """Return a block of so many rows, its contents merged over as many as ``sizes`` says in turn."""
    texts, merges = [], []
    left = 0
    for number in range(rows):
        cells = [f"Phát thanh {number}\nđợt hai", "Phòng Văn hóa - Xã hội", "Các thôn", "Quý II", "gấp"]
        texts.append(("" if left else f"Phổ biến {number}", *cells))
        if not left:
            left = min(sizes[len(merges) % len(sizes)], rows - number)
            merges.append(Merge(number, 0, left))
        left -= 1
    return CellBlock(tuple(texts), tuple(merge for merge in merges if merge.rows > 1))


def measured(tab: AppendixTab, bench: Workbench, rows: CellBlock, at: int) -> tuple[float, float]:
    """Return the seconds to the sheet drawn, and those of them that held the window."""
    data = QMimeData()
    data.setHtml(copy_block(rows).html)
    QGuiApplication.clipboard().setMimeData(data)
    tab.view.go_to(at, 1)
    before = bench.plan
    longest, start = 0.0, time.perf_counter()
    tab.verbs.actions["paste"].trigger()
    while bench.plan is before:
        begun = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    tab.view.viewport().repaint()
    took = time.perf_counter() - start
    bench.undo()
    return took, longest


def main() -> int:
    """Print the figures."""
    make_application()
    for tasks in [int(each) for each in sys.argv[1:]] or (5_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            store = files.open_file(Path(folder) / "a.kehoach", create=True)
            bench = Workbench(store)
            bench.open_plan(plans.add_plan(store, large_plan(tasks)).id)
            tab = AppendixTab(bench, Settings(greeted=True))
            tab.resize(1366, 700)
            tab.show()
            QApplication.processEvents()
            cases = {
                "below": (block(ROWS, [1, 2, 3, 2]), tasks - 1),
                "over": (block(ROWS, [1, 2, 3, 2]), 0),
                "regroup": (block(ROWS, [2]), 0),
            }
            for name, (rows, at) in cases.items():
                took = sorted(measured(tab, bench, rows, at) for _ in range(5))
                print(f"{tasks:6} tasks  {name:8} {took[2][0]:.2f} s [{took[0][0]:.2f}-{took[-1][0]:.2f}]"
                      f"   the window held {took[2][1]:.2f} s", flush=True)  # fmt: skip
            tab.close()
            store.close()
    leave_clipboard()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
