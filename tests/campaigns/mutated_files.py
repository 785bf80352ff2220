"""Spoilt workbooks, texts, JSON and HTML through every door a clerk brings such things in by."""

import io
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import mutations
import openpyxl
import pytest
from campaign import Outcome

from kehoach_desktop import cli
from kehoach_desktop.domain.doors import MEMORY_BYTES, SECONDS
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import exporting, files, pasting, plans, table_blocks, table_import
from kehoach_desktop.services.pasting import Clip, Target
from kehoach_desktop.services.reading.process import READER
from kehoach_desktop.services.table_blocks import TableClip

FULL = 10_000  # of each kind
SHORT = 8
KINDS = ("workbook", "text", "JSON", "HTML")
REACH = "of each kind 0 crashes, 0 changes to the database, 0 over 60 s or 500 MB"
DATA = Path(__file__).resolve().parents[1] / "data"
HEADS = ("TT", "Nội dung", "Hình thức", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
MOST_SHOWN = 60
STOPPED = (
    "dừng đột ngột",
    "mất quá",
    "bộ nhớ nên đã dừng",
    "Không mở được bộ phận",
)  # what a stopped reader says
TARGETS = (Target(), Target(in_preamble=True), Target(in_preamble=True, is_empty=True, is_page=True))


class Trial:
    """The folder, the data file everything is tried on, and what was counted."""

    def __init__(self, folder: Path, outcome: Outcome) -> None:
        self.folder = folder
        self.outcome = outcome
        self.database = folder / "a.kehoach"
        with files.open_file(self.database, create=True) as store:
            self.plan = plans.add_plan(store, plans.read_template(plans.SAMPLE))
        self.bytes = self.database.read_bytes()
        self.accepted = self.refused = 0

    def command(self, *arguments: str | Path) -> None:
        """Run a command as a clerk does; the file is as before, or has one whole plan more."""
        said = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            code = cli.run([*map(str, arguments), "--db", str(self.database)])
        self.look_at(said.getvalue(), is_refused=code != 0)
        if code == 0:
            self._look_at_file()
        elif code != 1 or self.database.read_bytes() != self.bytes:
            self.fault(f"exit code {code}, the file changed: {self.database.read_bytes() != self.bytes}")

    def door(self, read: Callable[[], object]) -> None:
        """Read as the window does."""
        try:
            read()
        except UserError as refused:
            self.look_at(str(refused), is_refused=True)
        else:
            self.accepted += 1

    def look_at(self, said: str, *, is_refused: bool) -> None:
        """Count what was said; more than a sentence is none, and a stopped reader fell short."""
        self.refused += is_refused
        if is_refused and (len(said.strip().splitlines()) != 1 or any(words in said for words in STOPPED)):
            self.fault(f"said: {said[:300]}")

    def fault(self, what: str) -> None:
        """Note what fell short."""
        if len(self.outcome.faults) < MOST_SHOWN:
            self.outcome.faults.append(what)

    def _look_at_file(self) -> None:
        self.accepted += 1
        with files.open_file(self.database, read_only=True) as store:
            kept = plans.list_plans(store)
            is_whole = len(kept) == 2 and plans.get_plan(store, self.plan.id) == self.plan
            new = plans.get_plan(store, max(one.id for one in kept))
        if not is_whole:
            self.fault(f"{len(kept)} plans after one came in, or the other one is not as it was")
        if self.accepted % 50 == 0:  # what came in goes out again
            exporting.export_xlsx(new, self.folder / "out.xlsx")
            openpyxl.load_workbook(self.folder / "out.xlsx").close()
            exporting.export_pdf(new, self.folder / "out.pdf")
        self.database.write_bytes(self.bytes)


def run(times: int, folder: Path, seed: int, kinds: Sequence[str] = KINDS) -> Outcome:
    """Try ``times`` of each of the kinds, each with a new reader, so that its memory is told."""
    outcome = Outcome()
    trial = Trial(folder, outcome)
    makers = dict(zip(KINDS, (_workbooks, _texts, _jsons, _htmls), strict=True))
    with pytest.MonkeyPatch.context() as patch:
        for small in (Clip, TableClip):  # every clip through the reader, which tells its memory
            patch.setattr(small, "is_small", property(lambda _: False))
        for kind in kinds:
            READER.close()
            READER.peak_bytes = 0
            trial.accepted = trial.refused = 0
            slowest = _tried(makers[kind](trial), trial, times, Random(f"{seed} {kind}"), kind)
            peak = READER.peak_bytes
            outcome.figures |= {
                f"{kind}s": times,
                f"{kind} accepted": trial.accepted,
                f"{kind} refused": trial.refused,
                f"{kind} slowest s": round(slowest, 2),
                f"{kind} most MB": peak >> 20,
            }
            if not (trial.accepted and trial.refused) and times >= 100:
                trial.fault(f"{kind}: {trial.accepted} accepted, {trial.refused} refused: nothing was tried")
            if peak > MEMORY_BYTES or slowest > SECONDS:
                trial.fault(f"{kind}: {peak >> 20} MB, {slowest:.0f} s")
    outcome.figures["crashes and changes"] = len(outcome.faults)
    return outcome


def _tried(one: Callable[[Random], None], trial: Trial, times: int, rng: Random, kind: str) -> float:
    """Try one kind; return the seconds of the slowest."""
    slowest = 0.0
    for number in range(times):
        trial.outcome.tried += 1
        before = len(trial.outcome.faults)
        began = time.monotonic()
        try:
            one(rng)
        except Exception as error:  # noqa: BLE001 - any is a crash, and counted
            trial.fault(f"{type(error).__name__}: {str(error)[-1500:]}")
        slowest = max(slowest, time.monotonic() - began)
        if len(trial.outcome.faults) > before:
            trial.outcome.faults[-1] = f"{kind} {number}: {trial.outcome.faults[-1]}"
    return slowest


def _workbooks(trial: Trial) -> Callable[[Random], None]:
    text = trial.folder / "k.txt"
    text.write_bytes((DATA / "plan_commune.txt").read_bytes())
    path = trial.folder / "b.xlsx"
    bases = [(DATA / "files" / "calc.xlsx").read_bytes(), _book(trial.folder), _own_book(trial)]

    def one(rng: Random) -> None:
        path.write_bytes(mutations.spoilt_book(rng, rng.choice(bases)))
        trial.command("import", text, "--appendix", path)
        trial.door(lambda: _looked_through(table_import.read_book_tables(path)))

    return one


def _looked_through(tables: "tuple[table_import.ImportTable, ...]") -> None:
    for table in tables:
        wish = table_import.Wish(table, table_import.guessed_roles(table, None))
        if "content" in wish.roles.values():
            table_import.propose(None, wish)


def _texts(trial: Trial) -> Callable[[Random], None]:
    path = trial.folder / "k.txt"
    bases = [file.read_text(encoding="utf-8") for file in sorted(DATA.glob("plan_*.txt"))]

    def one(rng: Random) -> None:
        base = rng.choice(bases)
        if rng.random() < 0.4:
            encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le"))
            path.write_bytes(mutations.spoilt_bytes(rng, base.encode(encoding)))
        else:
            path.write_bytes(mutations.spoilt_text(rng, base).encode("utf-8", "surrogatepass"))
        trial.command("import", path)

    return one


def _jsons(trial: Trial) -> Callable[[Random], None]:
    path = trial.folder / "k.json"
    exporting.export_json(trial.plan, path)
    base = path.read_text(encoding="utf-8")

    def one(rng: Random) -> None:
        path.write_bytes(mutations.spoilt_json(rng, base))
        trial.command("load", path)

    return one


def _htmls(trial: Trial) -> Callable[[Random], None]:
    bases = [file.read_text(encoding="utf-8") for file in sorted((DATA / "paste").glob("*.html"))]
    texts = [file.read_text(encoding="utf-8") for file in sorted((DATA / "paste").glob("*.t*"))]

    def one(rng: Random) -> None:
        html = mutations.spoilt_markup(rng, rng.choice(bases))
        text = mutations.spoilt_text(rng, rng.choice(texts))
        clip = rng.choice((Clip(text, html), Clip("", html), Clip(text)))
        target = rng.choice(TARGETS)
        trial.door(lambda: pasting.find_old_letters(clip))
        trial.door(lambda: pasting.read(clip, target, converts=rng.random() < 0.5))
        trial.door(lambda: pasting.read_letters(clip))
        table = TableClip(clip.html, clip.text)
        trial.door(lambda: table_blocks.read_block(table))
        trial.door(lambda: _looked_through(table_import.read_clip_tables(table)))
        if trial.database.read_bytes() != trial.bytes:
            trial.fault("the file changed")

    return one


def _own_book(trial: Trial) -> bytes:
    exporting.export_xlsx(trial.plan, trial.folder / "own.xlsx")
    return (trial.folder / "own.xlsx").read_bytes()


def _book(folder: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["PHỤ LỤC"],
        [],
        HEADS,
        [1, "Một", "=1+1", "A", "B", "Quý I"],
        [None, None, "b", "A", "", "Quý II"],
    ):
        book.active.append(list(row))
    book.active.append([2, "Hai", 12.5, "=CONCATENATE(1;2)", True, "Quý III"])
    book.active.merge_cells("A4:A5")
    book.active.merge_cells("B4:B5")
    book.active.row_dimensions[6].hidden = True
    book.create_sheet("ẩn").sheet_state = "hidden"
    book.save(folder / "book.xlsx")
    return (folder / "book.xlsx").read_bytes()
