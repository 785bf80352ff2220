"""The history of a file: what it costs, with 100,000 rows in it.

open     the page's first rows read, from the verb to the painted table
search   a word without marks that stands in one row of 100,000: until it is shown
end      every row read and told in words, page by page
back     the plan as it stood 10,000 edits ago
edit     a letter typed into a page of the plan, kept with its row; and what the row alone takes
growth   of the file, by a year of typing: so many rows of so many bytes
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

REACH = {"open": 500, "search": 10_000, "end": 20_000, "back": 10_000, "edit": 30, "row": 3}
ROWS = 100_000
BACK = 10_000
RARE = 50  # the row, from the oldest, that has the word looked for
TYPED = 1_500  # commits of typing that are measured
DAYS, A_DAY = 220, 350  # a year: ten minutes of letters a day in commits of two seconds, and fifty cells
MEBIBYTE = 1024 * 1024


def run(folder: Path) -> bool:
    """Print each figure; say whether all are within reach."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
    figures = typed(folder / "go.kehoach") | looked_through(folder / "so.kehoach")
    is_reached = True
    for name, reach in REACH.items():
        is_fine = figures[name] <= reach
        is_reached = is_reached and is_fine
        print(f"history {name:7}{'' if is_fine else ' OUT OF REACH'} {figures[name]:8.1f} ms (reach {reach})")
    a_year = figures["bytes"] * DAYS * A_DAY / MEBIBYTE
    days = f"{DAYS} days of {A_DAY} commits"
    print(f"history growth  {figures['bytes']:.0f} bytes a row; {days}: {a_year:.1f} MiB a year")
    return is_reached


def typed(path: Path) -> dict[str, float]:
    """Type on and on in the middle of a long paragraph, a dozen letters each commit."""
    from kehoach_desktop.data import history as data
    from kehoach_desktop.domain.edits import Splice
    from kehoach_desktop.services import editing, files, noting, plans

    words = "tuyên truyền về kiểm soát thủ tục hành chính trên địa bàn xã; "
    rows: list[float] = []
    spent: list[float] = []
    add = data.add

    def measured(*arguments: Any) -> None:
        began = time.perf_counter()
        add(*arguments)
        rows.append((time.perf_counter() - began) * 1000)

    with files.open_file(path, create=True) as store:
        plan = plans.add_plan(store, plans.read_template(plans.SAMPLE))
        before = path.stat().st_size
        noting.data.add = measured
        for turn in range(TYPED):
            at = 10 + turn // 150  # some 1,800 letters, then the next paragraph
            item = plan.body[at]
            half = len(item.text) // 2
            text = f"{item.text[:half]}{words[turn % 50 : turn % 50 + 12]}{item.text[half:]}"
            edit = Splice("plan", plan.id, "body", at, (item,), (replace(item, text=text),))
            began = time.perf_counter()
            plan, _ = editing.apply_edit(store, plan, edit, "Sửa nội dung")
            spent.append((time.perf_counter() - began) * 1000)
        noting.data.add = add
    grown = path.stat().st_size - before
    return {"edit": statistics.median(spent), "row": statistics.median(rows), "bytes": grown / TYPED}


def looked_through(path: Path) -> dict[str, float]:
    """Open the page over a plan with that many rows, look for a word, go back."""
    from PySide6.QtWidgets import QApplication

    from kehoach_desktop.app import make_application, open_window
    from kehoach_desktop.data import history as data
    from kehoach_desktop.domain.history.told import Step, Told
    from kehoach_desktop.services import files, history, plans

    with files.open_file(path, create=True) as store:
        plan = plans.add_plan(store, plans.read_template(plans.SAMPLE))
        task = plan.appendices[0].activities[0].tasks[0]
        now = dt.datetime.now().astimezone()
        leads = ["Văn phòng", "Công an xã", "Đoàn xã"]
        was = task.lead
        told = []
        for turn in range(ROWS):
            lead = f"{leads[turn % 3]} {turn}" if turn < ROWS - 1 else task.lead
            lead = "Tổ công nghệ số cộng đồng" if turn == RARE else lead
            edits = [["=", "task", task.id, "lead", was, lead]]
            content = {"part": "appendix", "where": "Phụ lục, TT 1, cột chủ trì", "edits": edits}
            told.append(Told(plan.id, Step.EDIT, "Sửa chủ trì", content))
            was = lead
        with store.transaction() as connection:
            data.add(connection, told, now)
        figures = {}
        began = time.perf_counter()
        first = history.last_row(store, plan.id) - BACK
        history.as_it_stood(store, plan, first + BACK, first)
        figures["back"] = (time.perf_counter() - began) * 1000
        began = time.perf_counter()
        page = history.read_page(store, history.Wanted(plan.id))
        while page.rest is not None:
            page = history.read_page(store, history.Wanted(plan.id), page.rest)
        figures["end"] = (time.perf_counter() - began) * 1000
    app = make_application()
    assert isinstance(app, QApplication)
    window = open_window(path, path.with_suffix(".json"))
    window.show()
    _until(app, lambda: window.is_filled)
    began = time.perf_counter()
    window.verbs["history"].trigger()
    shown = window.desk.page
    _until(app, lambda: shown.model.rowCount() > 0)
    shown.table.viewport().repaint()
    figures["open"] = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    shown.filters.words.setText("to cong nghe so")
    _until(app, lambda: shown.model.rowCount() == 2)  # it comes in one row and goes in the next
    figures["search"] = (time.perf_counter() - began) * 1000
    window.close()
    return figures


def _until(app: Any, is_so: Any) -> None:
    end = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the page does not come to show what is measured")
        app.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        raise SystemExit(0 if run(Path(made)) else 1)
