"""Every code point to U+FFFF, lone surrogates too, into every text of a plan and out by every export."""

import datetime as dt
import html
import json
import types
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
from campaign import Outcome

from kehoach_desktop.domain.cells.block import CellBlock
from kehoach_desktop.domain.edits import Batch, SetField, Splice
from kehoach_desktop.domain.evidence_names import is_plain_name, safe_name
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import (
    Activity,
    Appendix,
    Evidence,
    Item,
    Level,
    OwnColumn,
    Plan,
    Progress,
    Quantity,
    Signature,
    State,
    Target,
    Task,
)
from kehoach_desktop.domain.report.composing import new_report
from kehoach_desktop.domain.report.sending import Letter
from kehoach_desktop.domain.text import clean
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import (
    copying,
    editing,
    exporting,
    files,
    importing,
    pasting,
    plans,
    reporting,
    sending,
    table_blocks,
)
from kehoach_desktop.services.pasting import Clip
from kehoach_desktop.services.pasting import Target as Place
from kehoach_desktop.services.table_blocks import TableClip

FULL = 256  # runs of 256 code points: all of them
SHORT = 3
REACH = "every file reopens, and what was read back is equal"
FIRST = (0x00, 0xD8, 0xFF, 0x03, 0xDF, 0x20, 0xFE, 0x06)
"""The high bytes tried first: controls, surrogates, what is no character, marks, marks of direction."""
_KEPT = {"checksum", "location", "marks", "key", "code"}  # no text of a clerk's


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Try ``times`` runs of 256 code points, each in every field at once."""
    outcome = Outcome()
    high = [*FIRST, *(one for one in range(256) if one not in FIRST)][:times]
    fields_filled = opened = 0
    for number in high:
        run_of = "".join(map(chr, range(number * 256, number * 256 + 256)))
        place = folder / f"{number:02x}"
        place.mkdir()
        try:
            fields_filled, one = _tried(run_of, place, outcome, f"U+{number:02X}xx")
            opened += one
        except Exception as error:  # noqa: BLE001 - any is a crash, and told with its run
            outcome.faults.append(f"U+{number:02X}xx: {type(error).__name__}: {str(error)[:600]}")
        outcome.tried += 1
    outcome.figures = {
        "code points": 256 * outcome.tried,
        "fields": fields_filled,
        "files reopened": opened,
        "faults": len(outcome.faults),
    }
    return outcome


def _tried(run_of: str, folder: Path, outcome: Outcome, name: str) -> tuple[int, int]:
    """Fill every field with the run, through the doors into the file and out; return fields and files."""
    count = [0]
    raw = _filled(_plan(), f"chữ {run_of} hết", count)
    expected = _filled(_plan(), clean(f"chữ {run_of} hết"), count)

    def expect(what: str, *, holds: bool) -> None:
        if not holds:
            outcome.faults.append(f"{name}: {what}")

    source = folder / "vào.json"
    source.write_text(json.dumps(json.loads(plan_to_json(raw)), ensure_ascii=True), encoding="ascii")
    plan = importing.read_document(source).plan
    expect("JSON in is not what was written", holds=plan == expected)
    with files.open_file(folder / "a.kehoach", create=True) as store:
        plan = plans.add_plan(store, plan)
        plan, _ = editing.apply_edit(store, plan, _edits(plan, clean(run_of)))
    with files.open_file(folder / "a.kehoach", read_only=True) as store:
        expect("the file gives another plan back", holds=plans.get_plan(store, plan.id) == plan)
    _in_by_paste(run_of, expect)
    opened = _out_by_files(plan, folder, expect)
    opened += _out_by_package(plan, run_of, folder, expect)
    _out_by_clipboard(plan, expect)
    _names(run_of, folder, expect)
    return count[0] // 2, opened


def _edits(plan: Plan, text: str) -> Batch:
    """Return edits as typing makes them: a field and a run of items."""
    item = Item(Level.PARAGRAPH, text)
    return Batch(
        (
            SetField("plan", plan.id, "place", plan.place, text),
            Splice("plan", plan.id, "preamble", len(plan.preamble), (), (item,)),
        )
    )


def _in_by_paste(run_of: str, expect: Any) -> None:
    """Paste the run as text, as HTML by letters and by numbers, and as cells: what comes in is clean."""
    numbered = "".join(f"&#x{ord(char):X};" for char in run_of)
    clips = (
        Clip(f"1. Chữ {run_of}\n2. Hết"),
        Clip("", f"<p>1. Chữ {html.escape(run_of)}</p><p>2. Hết</p>"),
        Clip("", f"<p><b>1. Chữ {numbered}</b></p><p>2. Hết</p>"),
    )
    for clip in clips:
        pasting.find_old_letters(clip)
        found = pasting.read(clip, Place(), converts=False)
        expect("a paste has no item", holds=bool(found.items))
        expect("a paste is not clean", holds=all(one.text == clean(one.text) for one in found.items))
    cells = (
        TableClip("", f"a\t{run_of}"),
        TableClip(f"<table><tr><td>{numbered}</td><td>b</td></tr></table>"),
    )
    for table in cells:
        rows = table_blocks.read_block(table).rows
        expect("a cell is not clean", holds=all(text == clean(text) for row in rows for text in row))


def _out_by_files(plan: Plan, folder: Path, expect: Any) -> int:
    """Write the plan and a report in every form, and open each again."""
    exporting.export_json(plan, folder / "ra.json")
    expect("JSON out is not the plan", holds=importing.read_document(folder / "ra.json").plan == plan)
    exporting.export_pdf(plan, folder / "ra.pdf")
    exporting.export_xlsx(plan, folder / "ra.xlsx")
    of = period(plan.year, "Q1", plan.scheme)
    reporting.export_report_pdf(plan, of, folder / "bc.pdf")
    reporting.export_report_xlsx(plan, of, folder / "bc.xlsx")
    json.loads(reporting.figures_json(plan, of))
    for paper in ("ra.pdf", "bc.pdf"):
        expect(f"{paper} has no letters", holds="chữ" in _letters((folder / paper).read_bytes()))
    texts = _cells((folder / "ra.xlsx").read_bytes(), expect)
    content = plan.appendices[0].activities[0].content
    expect("the workbook has not the content as it is", holds=content in texts)
    _cells((folder / "bc.xlsx").read_bytes(), expect)
    return 5


def _out_by_package(plan: Plan, run_of: str, folder: Path, expect: Any) -> int:
    """Send a report whose letter has the run, as the page of sending cleans it."""
    report = replace(new_report(plan, period(plan.year, "Q1", plan.scheme)), id=2)
    text = clean(run_of)
    letter = Letter("1", dt.date(2026, 4, 1), text.replace("\n", " "), text)
    pack = sending.make_pack(report, plan, letter, folder)
    for file in pack.folder.iterdir():
        content = file.read_bytes()
        if file.suffix == ".pdf":
            expect("the sent PDF has no letters", holds=bool(_letters(content)))
        elif file.suffix == ".xlsx":
            _cells(content, expect)
        else:
            told = content.decode("utf-8-sig").replace("\r\n", "\n")
            expect("the letter is not what was written", holds=told == letter.message)
    return 3


def _out_by_clipboard(plan: Plan, expect: Any) -> None:
    """Copy the text and the cells, and read back each form."""
    lines = [*plan.preamble, *plan.body]
    whole = (0, 0), (len(lines) - 1, len(lines[-1].text))
    copy = copying.copy_items(lines, len(plan.preamble), *whole)
    back = pasting.read(Clip(items=copy.items), Place()).items
    expect(
        "copied items come back otherwise", holds=[one.text for one in back] == [one.text for one in lines]
    )
    for form in (Clip("", copy.html), Clip(copy.text)):
        expect("a copied form cannot be read", holds=bool(pasting.read(form, Place()).items))
    task = plan.appendices[0].activities[0].tasks[0]
    block = CellBlock(((task.form, task.lead, task.note), ("b", "", "c")))
    copied = table_blocks.copy_block(block)
    for form in (TableClip(copied.html), TableClip("", copied.text)):
        rows = table_blocks.read_block(form).rows
        expect("copied cells cannot be read", holds=len(rows) == 2 and len(rows[0]) == 3)


def _names(run_of: str, folder: Path, expect: Any) -> None:
    """Make files of names that have the run: every system takes them, and none leads out of the folder."""
    for made in (safe_name(f"{run_of}.pdf"), exporting.file_name(run_of, ".pdf"), safe_name(f"a{run_of}")):
        expect(f"“{made!r}” is no plain name", holds=is_plain_name(made))
        place = folder / made
        place.write_bytes(b"x")
        expect("a file stands elsewhere", holds=place in set(folder.iterdir()))
        place.unlink()


def _letters(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _cells(workbook: bytes, expect: Any) -> set[str]:
    """Return the texts of a workbook; a clerk's text may be no formula."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    found = {cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)}
    formulas = {c.value for sheet in book for row in sheet for c in row if c.data_type == "f"}
    expect("a text became a formula", holds=not any("chữ" in str(one) for one in formulas))
    book.close()
    return found


def _plan() -> Plan:
    """Return a plan that has every kind of field."""
    quantity = Quantity("x", "x", 3, dt.date(2026, 2, 1), "x")
    evidence = Evidence("x", "https://example.invalid/a")
    progress = Progress(1, State.DONE, 100, "x", "x", "x", (quantity,), (evidence,))
    task = Task("x", "x", "x", "x", "x", (progress,), (Target("x", "x", 5),), ("x", "x"))
    items = (
        Item(Level.SECTION, "x"),
        Item(Level.CLAUSE, "x", 1),
        Item(Level.POINT, "x", 2),
        Item(Level.BULLET, "x", 3, ((0, 3, "bold"),)),
        Item(Level.PARAGRAPH, "x", 1),
    )
    return Plan(
        2026,
        **dict.fromkeys(("subject", "superior", "issuer", "number", "symbol", "place"), "x"),
        date=dt.date(2026, 1, 15),
        preamble=(Item(Level.BASIS, "x"), Item(Level.PARAGRAPH, "x")),
        body=items,
        recipients=("x", "x"),
        signature=Signature("x", "x", "x", "x"),
        appendices=(Appendix("x", (Activity("x", (task, task)),), (OwnColumn("x"), OwnColumn("x", False))),),  # noqa: FBT003
    )


def _filled(value: Any, text: str, count: list[int]) -> Any:
    """Return the value with every text of a clerk's replaced."""
    if isinstance(value, str) and not isinstance(value, Enum):
        count[0] += 1
        return text
    if isinstance(value, tuple):
        return tuple(_filled(one, text, count) for one in value)
    if is_dataclass(value) and not isinstance(value, types.GenericAlias):
        new = {
            field.name: _filled(getattr(value, field.name), text, count)
            for field in fields(value)
            if field.name not in {*_KEPT, "scheme"}
        }
        return replace(value, **new)
    return value
