"""Files with bytes flipped, cut, swapped, or values no version wrote, opened in the real window."""

import json
import queue
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from campaign import Outcome

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import backups, files, plans, restoring
from kehoach_desktop.services.exporting import export_json
from kehoach_desktop.services.reports import reports_on

FULL = 1000
SHORT = 3
REACH = "no crash, no hang over 10 s, opens clean or offers the newest good copy, the damaged one kept aside"

_HANG_S = 10
_PAGE = 4096
_CHILD = Path(__file__).resolve().parents[1] / "support" / "damaged_window.py"
_KEPT = Path(__file__).resolve().parents[1] / "data" / "files" / "version-3.kehoach"
_NAME = "so.kehoach"
_ODD = ("", "không phải JSON", "[1,", "2026-13-45", "x" * 50, -5, 10**12, 3.7, b"\x00\xff", "[[0,9]]", "{}")


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Damage a file anew each time and see what the window makes of it."""
    rng = random.Random(seed)
    base = folder / "nguyên" / _NAME
    wanted = _make_base(base)
    outcome = Outcome()
    ends: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    child = Child()
    try:
        for number in range(times):
            where = folder / f"{number:04d}"
            shutil.copytree(base.parent, where)
            way = rng.choice(_WAYS)
            way(where / _NAME, rng)
            told = _try(child, where, outcome, f"{number} {way.__name__}", wanted)
            ends[told["end"] if told["end"] in {"clean", "taken"} else "fell short"] += 1
            kinds[told["found"] or "nothing found"] += 1
            outcome.tried += 1
            shutil.rmtree(where, ignore_errors=True)
    finally:
        child.end()
    outcome.figures = {
        "opened clean": ends["clean"],
        "found damaged at opening": kinds["opening"],
        "found damaged while reading": kinds["reading"],
        "newest good copy offered and taken, damaged one kept byte-equal": ends["taken"],
        "hangs": child.hangs,
        "crashes": child.crashes,
    }
    if times >= FULL and not (ends["clean"] and kinds["opening"] and kinds["reading"]):
        outcome.faults.append(f"not every end was met: {ends}, {kinds}")
    return outcome


def _try(child: "Child", where: Path, outcome: Outcome, name: str, wanted: str) -> dict[str, str]:
    path = where / _NAME
    before = path.read_bytes() if path.exists() else b""
    told = child.look_at(path)
    if told["end"] not in {"clean", "taken"}:
        outcome.faults.append(f"{name}: {told['end']}")
    elif told["end"] == "taken":
        # What is no file of ours any more, such as an empty one, is kept as replaced.
        asides = (f"-{restoring.DAMAGED}-", f"-{restoring.REPLACED}-")
        kept = [
            one
            for one in where.iterdir()
            if any(aside in one.name for aside in asides) and not one.name.endswith("-journal")
        ]
        if len(kept) != 1 or kept[0].read_bytes() != before:
            outcome.faults.append(f"{name}: the damaged file was not kept byte by byte")
        if _content(path) != wanted:
            outcome.faults.append(f"{name}: what was opened is not what the copy has")
    return told


class Child:
    """The program that opens the files; begun anew when it hangs or dies."""

    def __init__(self) -> None:
        self.hangs = self.crashes = 0
        self._begin()

    def look_at(self, path: Path) -> dict[str, str]:
        """Return what it says of the file."""
        self._stdin.write(f"{path}\n")
        self._stdin.flush()
        try:
            line = self._lines.get(timeout=_HANG_S)
        except queue.Empty:
            self.hangs += 1
            self._renew()
            return {"end": f"hung for {_HANG_S} s", "found": ""}
        if line is None:
            self.crashes += 1
            self._renew()
            return {"end": "the program died", "found": ""}
        told: dict[str, str] = json.loads(line)
        return told

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._stdin.close()

    def _renew(self) -> None:
        self.end()
        self._begin()

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, args=(self._process, self._lines), daemon=True).start()
        assert self._lines.get(timeout=60) == "ready\n"

    @staticmethod
    def _read(process: subprocess.Popen[str], lines: "queue.Queue[str | None]") -> None:
        assert process.stdout is not None
        with process.stdout as told:
            for line in told:
                lines.put(line)
        lines.put(None)


def _make_base(path: Path) -> str:
    """Make a file with one of everything, a hole where a plan was, and a good copy; return its content."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(_KEPT, path)
    sample = plans.read_template(plans.SAMPLE)
    with files.open_file(path) as store:
        gone = plans.add_plan(store, replace(sample, year=2024))
        plans.add_plan(store, sample)
    with closing(sqlite3.connect(path)) as connection:  # for good: its pages are free ones now
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM plan WHERE id = ?", (gone.id,))
        connection.commit()
    for one in path.parent.glob("*truoc-khi*"):
        one.unlink()
    (path.parent / "settings.json").write_text('{"greeted": true}', encoding="utf-8")
    assert backups.keep_copy(path, "day") is not None
    return _content(path)


def _content(path: Path) -> str:
    try:
        with files.open_file(path, read_only=True) as store:
            out = []
            for summary in plans.list_plans(store):
                target = path.with_suffix(".json")
                export_json(plans.get_plan(store, summary.id), target, reports_on(store, summary.id))
                out.append(target.read_text(encoding="utf-8"))
    except UserError as error:
        return str(error)
    return "\n".join(out)


# -- ways a file comes to harm ----------------------------------------------------------------------------


def _bytes_flipped(path: Path, rng: random.Random) -> None:
    _change(path, lambda content: _spoil(content, rng, 0, len(content), rng.choice((1, 3, 20, 200))))


def _head_flipped(path: Path, rng: random.Random) -> None:
    _change(path, lambda content: _spoil(content, rng, 0, 100, rng.randint(1, 3)))


def _schema_flipped(path: Path, rng: random.Random) -> None:
    _change(path, lambda content: _spoil(content, rng, 100, 3 * _PAGE, rng.randint(1, 10)))


def _page_heads_flipped(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        at = rng.randrange(len(content) // _PAGE) * _PAGE
        _spoil(content, rng, at, at + 12, rng.randint(1, 4))

    _change(path, spoil)


def _zeroed(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        at, size = rng.randrange(len(content)), rng.choice((8, 512, 4096, 40000))
        content[at : at + size] = bytes(len(content[at : at + size]))

    _change(path, spoil)


def _page_of_noise(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        at = rng.randrange(len(content) // _PAGE) * _PAGE
        content[at : at + _PAGE] = rng.randbytes(_PAGE)

    _change(path, spoil)


def _pages_swapped(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        one, two = (_PAGE * at for at in rng.sample(range(len(content) // _PAGE), 2))
        first, second = content[one : one + _PAGE], content[two : two + _PAGE]
        content[one : one + _PAGE], content[two : two + _PAGE] = second, first

    _change(path, spoil)


def _tail_cut(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        del content[rng.choice((rng.randrange(len(content)), len(content) - rng.randrange(1, 5000))) :]

    _change(path, spoil)


def _emptied(path: Path, _rng: random.Random) -> None:
    path.write_bytes(b"")


def _freelist_flipped(path: Path, rng: random.Random) -> None:
    def spoil(content: bytearray) -> None:
        first = int.from_bytes(content[32:36], "big")
        at = (first - 1) * _PAGE
        if rng.random() < 0.5 or not 0 <= at < len(content):
            _spoil(content, rng, 32, 40, 2)
        else:
            _spoil(content, rng, at, at + 40, 3)

    _change(path, spoil)


def _journal_of_noise(path: Path, rng: random.Random) -> None:
    noise = rng.randbytes(rng.choice((1, 28, 512, 9000)))
    magic = bytes.fromhex("d9d505f920a163d7") if rng.random() < 0.5 else b""
    path.with_name(path.name + "-journal").write_bytes(magic + noise)


def _journal_flipped(path: Path, rng: random.Random) -> None:
    """As a crash in a transaction leaves it, with bytes of the journal flipped."""
    beside = path.with_name("chết.kehoach")
    shutil.copyfile(path, beside)
    script = (
        "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE item SET text = text || ' và nữa'\"); c.execute(\"UPDATE task SET note = 'x'\")\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(beside)], check=False)
    left = beside.with_name(beside.name + "-journal")
    shutil.move(beside, path)
    if left.exists():
        shutil.move(left, path.with_name(path.name + "-journal"))
        journal = path.with_name(path.name + "-journal")
        _change(journal, lambda content: _spoil(content, rng, 0, len(content), rng.choice((1, 1, 50))))


def _odd_value(path: Path, rng: random.Random) -> None:
    """A value of a kind or form that no version has written."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        names = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if row
        ]
        while True:
            table = rng.choice([name for name in names if not name.startswith("sqlite_")])
            count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            if count:
                break
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        column = rng.choice([name for name in columns if name != "id"])
        try:
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = '  # noqa: S608
                f'(SELECT rowid FROM "{table}" LIMIT 1 OFFSET ?)',
                (rng.choice(_ODD), rng.randrange(count)),
            )
        except sqlite3.DatabaseError:  # a key that takes no such value: nothing is damaged then
            return
        connection.commit()


def _null_value(path: Path, rng: random.Random) -> None:
    """NULL where every version has written something."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'"
        )
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        table = rng.choice(["plan", "item", "task", "progress", "quantity", "activity"])
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        column = rng.choice([name for name in columns if name != "id"])
        connection.execute(f'UPDATE "{table}" SET "{column}" = NULL')  # noqa: S608
        connection.commit()


def _spoil(content: bytearray, rng: random.Random, start: int, end: int, times: int) -> None:
    for _ in range(times):
        at = rng.randrange(start, min(end, len(content)))
        content[at] ^= 1 << rng.randrange(8) if rng.random() < 0.5 else rng.randrange(1, 256)


def _change(path: Path, spoil: Callable[[bytearray], None]) -> None:
    content = bytearray(path.read_bytes())
    spoil(content)
    path.write_bytes(content)


_WAYS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(_bytes_flipped, _bytes_flipped, _head_flipped, _schema_flipped, _page_heads_flipped, _zeroed),
    *(_page_of_noise, _pages_swapped, _tail_cut, _emptied, _freelist_flipped, _journal_of_noise),
    *(_journal_flipped, _odd_value, _odd_value, _null_value),
)
