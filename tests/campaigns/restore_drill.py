"""Three years of an office under a simulated clock; at the end every copy still there is restored."""

import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from campaign import Outcome
from evidenced import with_evidence

from kehoach_desktop.data import copy_folder, directory, evidence_files, evidence_store, legal_bases
from kehoach_desktop.data.plan_marks import plan_marks
from kehoach_desktop.data.restoring import put_into
from kehoach_desktop.domain.edits import SetField, Splice
from kehoach_desktop.domain.periods import period
from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.domain.thinning import DAYS, HOURS, MONTHS, kept
from kehoach_desktop.export.office_json import office_to_json
from kehoach_desktop.export.plan_json import plan_to_json
from kehoach_desktop.services import (
    backups,
    copy_tending,
    editing,
    evidence,
    files,
    plans,
    reports,
)
from kehoach_desktop.services.files import Store

FULL = 1096  # days: three years
SHORT = 3
REACH = "every copy equal to the state it was taken from"
HANOI = dt.timezone(dt.timedelta(hours=7))
FIRST = dt.datetime(2026, 1, 5, 7, 30, tzinfo=HANOI)
_SUNDAY = 6
_READABLE = 0.02


class _Office:
    """One clerk at one file; ``states`` has what each copy that was made must hold, by its name."""

    def __init__(self, store: Store, rng: random.Random, folder: Path) -> None:
        self.store = store
        self.rng = rng
        self.folder = folder
        self.states: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.made: Counter[str] = Counter()
        self.plan = plans.add_plan(store, plans.read_template(plans.SAMPLE))
        self.edits = 0

    def work(self, day: dt.date, zone: dt.tzinfo) -> None:
        """Do a day's work; the clock goes on from one edit to the next, and copies are made as it does."""
        now = dt.datetime.combine(day, dt.time(7, 30), zone) + dt.timedelta(minutes=self.rng.randint(0, 60))
        for _ in range(self.rng.randint(1, 12)):
            self.edit(now)
            self.look(now)
            now += dt.timedelta(minutes=self.rng.randint(2, 70))
            self.look(now)
        if self.rng.random() < 0.1:
            self.copy("save", now)
        self.copy("close", now + dt.timedelta(minutes=1))

    def look(self, now: dt.datetime) -> None:
        """Do what the program does every minute."""
        if (why := backups.due(self.store.path, now)) is not None:
            self.copy(why, now)

    def copy(self, why: str, now: dt.datetime) -> None:
        """Make a copy, unless the file is as it was, and note what it must hold."""
        before = {path.name for path in copy_folder.folder_of(self.store.path).glob("*.kehoach")}
        copy = backups.keep_copy(self.store.path, why, now)
        if copy is not None and copy.name not in before:
            self.made[why] += 1
            self.states[copy.name] = whole(self.store, self.known)
            if why in {"day", "deletion"}:
                evidence_store.keep_all(self.store.path, copy_folder.folder_of(self.store.path))
            if why == "day" and self.rng.random() < _READABLE:  # the readable files are tried elsewhere
                copy_tending.bring_along(self.store.path, copy)
            if why == "day":
                copy_tending.sweep_evidence(self.store.path)

    def edit(self, now: dt.datetime) -> None:
        """Change something, now and then something large."""
        self.edits += 1
        chance = self.rng.random()
        if chance < 0.02:
            self.copy("import", now)
            plans.add_plan(self.store, Plan(now.year, subject=f"Kế hoạch nhập {self.edits}"))
        elif chance < 0.03 and (others := self._others()):
            self.copy("deletion", now)
            plans.delete_plan(self.store, self.rng.choice(others))
        elif chance < 0.04:
            self._report(now)
        elif chance < 0.06:
            self._prove(now)
        elif self.rng.random() < 0.5:
            new = f"Nội dung sửa lần {self.edits} lúc {now:%H:%M}"
            self._apply(SetField("plan", self.plan.id, "subject", self.plan.subject, new))
        else:
            items = tuple(Item(Level.PARAGRAPH, f"Đoạn {self.edits}") for _ in range(self.rng.randint(0, 3)))
            gone = self.plan.preamble[: self.rng.randint(0, 2)]
            self._apply(Splice("plan", self.plan.id, "preamble", 0, gone, items))

    def turn_of_the_year(self, year: int) -> None:
        """Go on with the plan of the next year."""
        self.plan = plans.add_plan(
            self.store, replace(plans.read_template(plans.SAMPLE), year=year, subject=f"Năm {year}")
        )

    def _apply(self, edit: SetField | Splice) -> None:
        self.plan, _ = editing.apply_edit(self.store, self.plan, edit)

    def _others(self) -> list[int]:
        return [one.id for one in plans.list_plans(self.store) if "nhập" in one.subject]

    def _report(self, now: dt.datetime) -> None:
        code = f"Q{(now.month - 1) // 3 + 1}"
        reports.begin_report(self.store, self.plan, period(self.plan.year, code))

    def _prove(self, now: dt.datetime) -> None:
        """Have a file for evidence in place of the one before, whose file is thrown away."""
        source = self.folder / f"ảnh {self.edits}.jpg"
        source.write_bytes(f"ảnh chụp {now.isoformat()}".encode() * self.rng.randint(1, 400))
        found = evidence.add_files(self.store, [source])
        source.unlink()
        (older := evidence.folder(self.store)).mkdir(exist_ok=True)
        fresh = with_evidence(self.plan, *found)
        run = self.plan.appendices, fresh.appendices
        self._apply(Splice("plan", self.plan.id, "appendices", 0, *run))
        if self.rng.random() < 0.5:
            for path in older.iterdir():
                if path.name != found[0].location:
                    path.unlink()


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Live through ``times`` days, then restore every copy that is left."""
    rng = random.Random(seed)
    outcome = Outcome()
    path = folder / "so-ke-hoach.kehoach"
    with files.open_file(path, create=True) as store:
        office = _Office(store, rng, folder)
        last = FIRST
        for day, zone in _days(times, rng):
            if day.year != last.year:
                office.turn_of_the_year(day.year)
            last = dt.datetime.combine(day, dt.time(17), zone)
            if rng.random() < 0.004:
                office.copy("upgrade", last)
            office.work(day, zone)
        outcome.tried = times
        end = last + dt.timedelta(hours=6)
        there = copy_folder.copies_in(copy_folder.folder_of(path), path)
        classes = Counter(kept(there, end).values())
        equal = _restored(path, folder, office, outcome)
    if sum(classes.values()) < len(there) - 1:
        outcome.faults.append(f"{len(there)} copies are left, {sum(classes.values())} of them to be kept")
    for name, most in (("hour", HOURS), ("day", DAYS), ("month", MONTHS)):
        if classes[name] > most:
            outcome.faults.append(f"{classes[name]} copies of the class {name}, more than {most}")
    if classes["upgrade"] < office.made["upgrade"] - classes["hour"]:
        outcome.faults.append("a copy from before an upgrade is gone")
    outcome.figures = {
        "edits": office.edits,
        "copies made": sum(office.made.values()),
        "of these": " ".join(f"{why} {count}" for why, count in sorted(office.made.items())),
        "left": len(there),
        "kept as": " ".join(f"{name} {count}" for name, count in sorted(classes.items())),
        "restored and equal": equal,
    }
    return outcome


def whole(store: Store, known: dict[str, str] | None = None) -> str:
    """Return a mark of every plan, report, list and library, as their open form has them.

    ``known``: the forms of plans by the mark of all their rows, so that three years take minutes; what is
    restored is always read anew.
    """
    mark = hashlib.sha256()
    rows = plan_marks(store.path) if known is not None else {}
    for one in plans.list_plans(store):
        form = (known or {}).get(rows.get(one.id, ""), "")
        if not form:
            text = plan_to_json(plans.get_plan(store, one.id), reports.reports_on(store, one.id))
            form = hashlib.sha256(text.encode()).hexdigest()
        if known is not None:
            known[rows[one.id]] = form
        mark.update(f"{one.id} {form}".encode())
    with store.transaction() as connection:
        lists = office_to_json(directory.list_entries(connection), legal_bases.list_bases(connection))
    mark.update(lists.encode())
    return mark.hexdigest()


def _days(times: int, rng: random.Random) -> Iterator[tuple[dt.date, dt.tzinfo]]:
    """Yield the days worked on, each with its zone: Sundays, Tết, a leave, a journey, a wrong clock."""
    for number in range(times):
        day = FIRST.date() + dt.timedelta(days=number)
        is_off = day.weekday() >= _SUNDAY - 1 or (day.month == 2 and 5 <= day.day <= 14)
        if is_off and times > SHORT:
            continue
        if number in {200, 201}:  # the battery of the clock was empty for two days
            day -= dt.timedelta(days=400)
        yield day, dt.timezone(dt.timedelta(hours=9)) if rng.random() < 0.01 else HANOI


def _restored(path: Path, folder: Path, office: _Office, outcome: Outcome) -> int:
    """Restore every copy into another file and return how many are as they must be."""
    scratch = folder / "phuc-hoi.kehoach"
    equal = 0
    files.back_up(path, scratch)  # a copy goes back only into the file it is of
    with files.open_file(scratch) as store:
        for note in backups.list_copies(path):
            name = note.path.name
            put_into(note.path, scratch)
            wanted = evidence_store.wanted_in(scratch)
            evidence_store.bring_back(scratch, [copy_folder.folder_of(path)], wanted)
            if name not in office.states:
                outcome.faults.append(f"{name}: nobody noted what it holds")
            elif whole(store) != office.states[name]:
                outcome.faults.append(f"{name}: not the state it was taken from")
            elif not all(_is_there(scratch, one) for one in wanted) and note.why == "day":
                outcome.faults.append(f"{name}: its evidence did not come back")
            else:
                equal += 1
            for one in evidence_files.folder_of(scratch).glob("*"):
                one.unlink()
    return equal


def _is_there(database: Path, one: evidence_store.Wanted) -> bool:
    place = evidence_files.find(database, one.location)
    return place is not None and place.is_file() and evidence_files.checksum(place) == one.checksum
