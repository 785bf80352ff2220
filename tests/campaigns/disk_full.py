"""The disk full, an I/O error, a right lost or a USB stick gone at each write of each verb that writes."""

import errno
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from campaign import Outcome
from faulty_disk import COMPILER, failing, run_apart
from whole_file import content_of, faults_of, left_over, version_of

from kehoach_desktop.data.schema import SCHEMA_VERSION
from kehoach_desktop.domain.edits import Batch, SetField, Splice
from kehoach_desktop.domain.errors import KeptAfterAllError, UserError
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import editing, evidence, exporting, files, plans, restoring
from kehoach_desktop.services.settings import Settings

FULL = 100_000  # of all writes, which are a few thousand
SHORT = 8
REACH = "0 damaged, old export byte-equal, work goes on when space is back"
NOT_ON_WINDOWS = "the failing disk is a library that Linux loads before all others"
WITHOUT = "" if COMPILER else "there is no C compiler to make the failing disk with"
KEPT = Path(__file__).resolve().parents[1] / "data" / "files"
LETTERS = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệđìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


class Mode(NamedTuple):
    """What the disk does: its error, and whether reading fails too."""

    error: int
    reads_too: bool = False


MODES = {
    "full": Mode(errno.ENOSPC),
    "I/O error": Mode(errno.EIO),
    "right lost": Mode(errno.EACCES),
    "gone": Mode(errno.ENODEV, reads_too=True),
}


@dataclass
class Try:
    """One verb on files of its own: ``do`` it; ``look`` says what is wrong afterwards, "" for nothing."""

    do: Callable[[], Any]
    look: Callable[[bool], str]
    close: Callable[[], None] = lambda: None


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Run the trial in a program whose disk can be made to fail."""
    return run_apart("disk_full", times, folder, seed)


def trial(times: int, folder: Path, seed: int) -> Outcome:
    """Do every verb once for each of its writes and each mode, or ``times`` of those at random."""
    made = _Makers(folder)
    rng = random.Random(seed)
    writes = {verb: _count_writes(made, verb) for verb in made.verbs}
    cases = [(verb, mode, at) for verb in writes for mode in MODES for at in range(1, writes[verb] + 1)]
    cases = cases if times >= len(cases) else rng.sample(cases, times)
    outcome = Outcome()
    refused: Counter[str] = Counter()
    for verb, mode, at in cases:
        outcome.tried += 1
        wrong = _tried(made, verb, MODES[mode], at, refused)
        if wrong:
            outcome.faults.append(f"{verb}, {mode} at write {at}: {wrong}")
    told = {f"{verb}: refused": refused[verb] for verb in made.verbs}
    outcome.figures = {"verbs": len(made.verbs), "refused with a sentence": refused.total(), **told}
    return outcome


def _count_writes(made: "_Makers", verb: str) -> int:
    trying = made.make(verb)
    with failing(made.place, 0, 0) as counted:
        trying.do()
    trying.close()
    return counted[0]


def _tried(made: "_Makers", verb: str, mode: Mode, at: int, refused: Counter[str]) -> str:
    """Return what is wrong when the verb meets a disk that fails from its write of number ``at`` on."""
    made.mode = mode
    trying = made.make(verb)
    is_done = True
    try:
        with failing(made.place, at, mode.error, reads_too=mode.reads_too):
            try:
                trying.do()
            except UserError as error:
                is_done = False
                refused[verb] += 1
                if not LETTERS.search(str(error)) or "None" in str(error):
                    return f"no sentence: {error}"
        if wrong := trying.look(is_done):
            return wrong
        with suppress(StopIteration):
            trying.do()  # space is back
        if wrong := trying.look(True):  # noqa: FBT003
            return f"when all is well again: {wrong}"
    except Exception as error:  # noqa: BLE001 - a bug is what is looked for
        return repr(error)[:300]
    finally:
        trying.close()
    if left := left_over(*(path for path in (made.place, *made.place.iterdir()) if path.is_dir())):
        return f"left over: {left}"
    return ""


class _Makers:
    """Makes the files a verb needs, in an empty ``place``."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "USB"
        self.mode = MODES["full"]
        self._source = folder / "source"
        self._source.mkdir()
        self._database = self._source / "so.kehoach"
        with files.open_file(self._database, create=True) as store:
            plan = replace(plans.read_template(plans.SAMPLE), subject="Bản cũ")
            self._plan = plans.add_plan(store, plan)
            self._report = _report_on(store, self._plan)
        self._copy = self._source / "ban-sao.kehoach"
        files.back_up(self._database, self._copy)
        self._old = content_of(self._database)
        self.verbs = {
            "edit": self._edit,
            "import": self._import,
            "new file": self._new_file,
            "PDF": self._export("pdf", exporting.export_pdf),
            "workbook": self._export("xlsx", exporting.export_xlsx),
            "JSON": self._export("json", exporting.export_json),
            "pack": self._pack,
            "copy": self._back_up,
            "restore": self._restore,
            "upgrade": self._upgrade,
            "settings": self._settings,
            "evidence": self._evidence,
        }

    def make(self, verb: str) -> Try:
        """Return a try of the verb."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        return self.verbs[verb]()

    def _edit(self) -> Try:
        """An edit of the open file; refused, it is in the file as before, and can be made again."""
        database = self._placed(self._database)
        store = files.open_file(database)
        plan = plans.get_plan(store, self._plan.id)
        item = Item(Level.PARAGRAPH, "Đoạn mới")
        edit = Batch(
            (
                SetField("plan", plan.id, "subject", plan.subject, "Bản mới"),
                Splice("plan", plan.id, "preamble", len(plan.preamble), (), (item,)),
            )
        )
        kept = [plan]

        def do() -> None:
            if kept[-1] is not plan:
                raise StopIteration  # done already
            try:
                kept.append(editing.apply_edit(store, plan, edit)[0])
            except KeptAfterAllError:  # as the window does, which then shows the plan as it is kept
                kept.append(plans.get_plan(store, plan.id))

        def look(is_done: bool) -> str:
            if is_done and plans.get_plan(store, plan.id) != kept[-1]:
                return "said to be kept and is not in the file"
            is_in_doubt = self.mode.reads_too and _subject(database) == "Bản mới"  # told at the next edit
            return _look_at_file(database, None if is_done or is_in_doubt else self._old)

        return Try(do, look, store.close)

    def _import(self) -> Try:
        database = self._placed(self._database)

        def do() -> None:
            with files.file_to_add_to(database) as store:
                plans.add_plan(store, Plan(2027, "Vào sau"))

        def look(is_done: bool) -> str:
            whole = len(content_of(database)) == len(self._old) + 1
            is_in_doubt = self.mode.reads_too and whole
            return _look_at_file(database, None if is_done or is_in_doubt else self._old)

        return Try(do, look)

    def _new_file(self) -> Try:
        database = self.place / "moi.kehoach"

        def do() -> None:
            if database.exists():
                raise StopIteration
            files.open_file(database, create=True).close()

        def look(is_done: bool) -> str:
            if not is_done and not database.exists():
                return ""
            if not is_done and not self.mode.reads_too:  # a stick that is gone takes nothing back either
                return "there is a file"
            return _look_at_file(database, ())

        return Try(do, look)

    def _export(self, suffix: str, export: Callable[..., Any]) -> Callable[[], Try]:
        def make() -> Try:
            target = self.place / f"KH.{suffix}"
            target.write_bytes(b"b\xe1\xba\xa3n c\xc5\xa9")
            old = target.read_bytes()

            def look(is_done: bool) -> str:
                now = target.read_bytes()
                if is_done:
                    return "" if len(now) > 1000 else "said to be written and is not"
                return "" if now == old else "the old export is another"

            return Try(lambda: export(self._plan, target), look)

        return make

    def _pack(self) -> Try:
        from kehoach_desktop.domain.report.sending import Letter
        from kehoach_desktop.services import sending

        letter = Letter("12", None, "Gửi báo cáo", "Kính gửi.")

        def look(is_done: bool) -> str:
            shown = [path for path in self.place.iterdir() if not path.name.startswith(".")]
            if not is_done:
                return "there is a half pack" if shown else ""
            return "" if all(len(list(pack.iterdir())) == 3 for pack in shown) and shown else "no whole pack"

        return Try(lambda: sending.make_pack(self._report, self._plan, letter, self.place), look)

    def _back_up(self) -> Try:
        target = self._placed(self._copy)

        def look(is_done: bool) -> str:
            return _look_at_file(target, self._old)

        return Try(lambda: files.back_up(self._database, target), look)

    def _restore(self) -> Try:
        database = self._placed(self._database)
        with files.open_file(database) as store:
            plan = plans.get_plan(store, self._plan.id)
            editing.apply_edit(store, plan, SetField("plan", plan.id, "subject", plan.subject, "Đang dùng"))
        in_use = content_of(database)

        def look(is_done: bool) -> str:
            return _look_at_file(database, self._old if is_done else in_use)

        return Try(lambda: restoring.restore_file(self._copy, database), look)

    def _upgrade(self) -> Try:
        database = self.place / "cu.kehoach"
        shutil.copyfile(KEPT / f"version-{SCHEMA_VERSION - 1}.kehoach", database)
        old = content_of(database)

        def look(is_done: bool) -> str:
            wrong = _look_at_file(database, old)
            if not wrong and is_done and version_of(database) != SCHEMA_VERSION:
                return "opened and not brought up to date"
            return wrong

        return Try(lambda: files.open_file(database).close(), look)

    def _settings(self) -> Try:
        target = self.place / "settings.json"
        Settings(last_folder="cũ").write(target)

        def look(is_done: bool) -> str:
            return "" if Settings.read(target).last_folder == ("mới" if is_done else "cũ") else "mixed"

        return Try(lambda: Settings(last_folder="mới").write(target), look)

    def _evidence(self) -> Try:
        database = self._placed(self._database)
        source = self._source / "bien-ban.pdf"
        source.write_bytes(b"%PDF" * 1000)
        store = files.open_file(database)

        def look(is_done: bool) -> str:
            folder = evidence.folder(store)
            shown = [p for p in folder.iterdir() if p.name[0] != "."] if folder.is_dir() else []
            if any(path.read_bytes() != source.read_bytes() for path in shown):
                return "a piece of evidence is not what was copied"
            return "no evidence" if is_done and not shown else ""

        return Try(lambda: evidence.add_files(store, [source]), look, store.close)

    def _placed(self, source: Path) -> Path:
        return Path(shutil.copyfile(source, self.place / source.name))


def _report_on(store: files.Store, plan: Plan) -> Plan:
    from kehoach_desktop.domain.periods import quarter
    from kehoach_desktop.services import reports

    return reports.begin_report(store, plan, quarter(plan.year, 1))


def _subject(path: Path) -> str:
    with files.open_file(path, read_only=True) as store:
        return plans.list_plans(store)[0].subject


def _look_at_file(path: Path, content: tuple[str, ...] | None) -> str:
    """Return what is wrong with a data file, which is to hold ``content`` where that is known."""
    if faults := faults_of(path):
        return f"damaged: {faults[0]}"
    if content is not None and content_of(path) != content:
        return "refused, and not as it was"
    return ""
