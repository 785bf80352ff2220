"""SIGKILL at a random moment of an export: PDF, workbook, JSON, and the folder of Gói gửi đi."""

import datetime as dt
import random
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign import Outcome
from killing import Victims, stages_told

from kehoach_desktop.services import files, plans

FULL = 200
SHORT = 4
REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"
KINDS = ("pdf", "xlsx", "json", "pack")
NEW = "Truyền thông cải cách hành chính, bản in sau"


def preload() -> None:
    """Import what the work needs, so that a victim is at it at once."""
    import kehoach_desktop.export.xlsx.sheet
    import kehoach_desktop.services.reports
    import kehoach_desktop.services.sending  # noqa: F401
    from kehoach_desktop.services import exporting

    exporting.preview(plans.read_template(plans.SAMPLE))  # and the fonts are read


def work(kind: str, database: str, folder: str) -> None:
    """Export the plan once, as the window's worker does."""
    from kehoach_desktop.services import exporting, reports, sending

    with files.open_file(Path(database), read_only=True) as store:
        plan = plans.get_plan(store, plans.list_plans(store)[0].id)
        report = reports.get_report(store, reports.list_reports(store, plan.id)[0].id)
    target = Path(folder) / f"KH.{kind}"
    with stages_told():
        if kind == "pdf":
            exporting.export_pdf(plan, target, _no_progress)
        elif kind == "xlsx":
            exporting.export_xlsx(plan, target, _no_progress)
        elif kind == "json":
            exporting.export_json(plan, target)
        else:
            sending.make_pack(report, plan, _letter(), Path(folder), _no_progress)


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Kill an export ``times`` times, the kinds in turn; after each death the folder is looked at."""
    database = _database(folder / "data")
    rng = random.Random(seed)
    outcome = Outcome()
    found = {"old": 0, "new": 0}
    with Victims("kill_export") as victims:
        wholes = {}
        for kind in KINDS:
            place = _fresh(folder, "whole", kind, b"")
            victims.measure(kind, kind, str(database), str(place))
            wholes[kind] = _read(kind, place)
        for number in range(times):
            kind = KINDS[number % len(KINDS)]
            old = b"" if kind == "pack" else f"bản cũ {number}".encode()
            place = _fresh(folder, str(number), kind, old)
            victims.kill(kind, rng, kind, str(database), str(place))
            outcome.tried += 1
            state = _state(kind, place, old, wholes[kind])
            if state not in found:
                outcome.faults.append(f"{kind}: {state}")
                continue
            found[state] += 1
            files.open_file(database).close()
            files.tidy_up(place)
            left = [path.name for path in place.iterdir() if path.name.startswith(".")]
            if left:
                outcome.faults.append(f"left over: {left}")
        outcome.figures = {**found, **{f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}}
    return outcome


def _database(folder: Path) -> Path:
    """Make a file with a plan and a report on it."""
    from kehoach_desktop.domain.periods import quarter
    from kehoach_desktop.services import reports

    folder.mkdir()
    path = folder / "so.kehoach"
    with files.open_file(path, create=True) as store:
        plan = plans.add_plan(store, replace(plans.read_template(plans.SAMPLE), subject=NEW))
        reports.begin_report(store, plan, quarter(plan.year, 1))
    return path


def _letter() -> Any:
    from kehoach_desktop.domain.report.sending import Letter

    return Letter("12", dt.date(2026, 3, 20), "Gửi báo cáo", "Kính gửi báo cáo.")


def _fresh(folder: Path, name: str, kind: str, old: bytes) -> Path:
    place = folder / f"{kind}-{name}"
    place.mkdir()
    if old:
        (place / f"KH.{kind}").write_bytes(old)
    return place


def _state(kind: str, place: Path, old: bytes, whole: Any) -> str:
    """Return "old" or "new", or what is wrong."""
    shown = [path for path in place.iterdir() if not path.name.startswith(".")]
    if kind == "pack":
        if not shown:
            return "old"
    elif (place / f"KH.{kind}").read_bytes() == old:
        return "old"
    try:
        return "new" if _read(kind, place) == whole else "not what was to be written"
    except Exception as error:  # noqa: BLE001 - whatever it is, the file cannot be read
        return f"neither old nor whole: {error!r}"


def _read(kind: str, place: Path) -> Any:
    """Return what an export holds, without what differs each time (the moment it was made)."""
    if kind == "pack":
        (pack,) = (path for path in place.iterdir() if path.is_dir() and not path.name.startswith("."))
        by_suffix = {path.suffix: path for path in pack.iterdir()}
        letter = by_suffix[".txt"].read_text(encoding="utf-8-sig")
        return _pdf_words(by_suffix[".pdf"]), _book_words(by_suffix[".xlsx"]), letter
    target = place / f"KH.{kind}"
    if kind == "pdf":
        return _pdf_words(target)
    return _book_words(target) if kind == "xlsx" else target.read_bytes()


def _pdf_words(path: Path) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _book_words(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        names = sorted(name for name in book.namelist() if name != "docProps/core.xml")
        return [book.read(name) for name in names]


def _no_progress(_done: int, _total: int) -> None:
    """Go on."""
