"""Every command and a session of the window, with each call of the system that reaches for a network."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from campaign import Outcome
from connections import Watched, can_watch, watched
from home import home_in

from kehoach_desktop.services.settings import Settings

FULL = 16
SHORT = 2
REACH = "0 connections, 0 sockets that lead out of the machine, QtNetwork not loaded"
NOT_ON_WINDOWS = "the calls are seen through strace, which is Linux's"

ROOT = Path(__file__).resolve().parents[2]
SESSION = ROOT / "tests" / "support" / "window_session.py"
# What is to be seen, or the figures would mean nothing.
CONTROL = """
import socket
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.connect(("127.0.0.1", 9))
"""


def run(times: int, folder: Path, seed: int) -> Outcome:
    """Run the first ``times`` of the sessions below."""
    del seed  # nothing here is left to chance
    outcome = Outcome()
    if not can_watch():
        outcome.tried = times
        outcome.figures = {"not watched": "strace is not here or may not look"}
        return outcome
    environment = (
        os.environ
        | home_in(folder)
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(SESSION.parent))),
        }
    )
    if len(watched([sys.executable, "-c", CONTROL], environment, folder).calls) < 2:
        outcome.faults.append("a program that does connect is not seen to")
    Settings(greeted=True).write(folder / "KeHoachDesktop" / "settings.json")
    connections = sockets = 0
    for name, command in list(_sessions(folder, is_short=times <= SHORT))[:times]:
        ended: Watched = watched(command, environment, folder)
        outcome.tried += 1
        if ended.code != 0:
            outcome.faults.append(f"{name}: exit code {ended.code}: {ended.complained[-300:]}")
        connections += sum("connect(" in call or "send" in call for call in ended.calls)
        sockets += sum("socket(" in call for call in ended.calls)
        outcome.faults += [f"{name}: {call}" for call in ended.calls]
        if "Qt6Network" in ended.said or "QtNetwork" in ended.said:
            outcome.faults.append(f"{name}: {ended.said.splitlines()[-1]}")
    outcome.figures = {"connections": connections, "sockets that lead out": sockets}
    return outcome


def _sessions(folder: Path, *, is_short: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the window, then each command; the first makes the file that the others take."""
    database, kehoach = folder / "so.kehoach", [sys.executable, "-m", "kehoach_desktop"]
    on = ["--db", str(database)]
    yield "sample", [*kehoach, "sample", *on]
    steps = ["1"] if is_short else []
    yield "the window", [sys.executable, str(SESSION), str(database), *steps]
    text = ROOT / "tests" / "data" / "plan_commune.txt"
    out = {name: str(folder / name) for name in ("a.pdf", "a.xlsx", "b.pdf", "b.xlsx", "c.json", "d.kehoach")}
    yield "export", [*kehoach, "export", *on, "--plan", "1", "--pdf", out["a.pdf"], "--xlsx", out["a.xlsx"]]
    report = [*kehoach, "report", *on, "--plan", "1", "--period", "NAM", "--json"]
    yield "report", [*report, "--pdf", out["b.pdf"], "--xlsx", out["b.xlsx"]]
    yield "list", [*kehoach, "list", *on, "--json"]
    yield "import", [*kehoach, "import", str(text), "--db", str(folder / "n.kehoach"), "--json"]
    yield "dump", [*kehoach, "dump", *on, "--plan", "1", "--out", out["c.json"]]
    yield "load", [*kehoach, "load", out["c.json"], "--db", str(folder / "l.kehoach")]
    yield "verify", [*kehoach, "verify", *on]
    yield "backup", [*kehoach, "backup", *on, "--out", out["d.kehoach"]]
    yield "restore", [*kehoach, "restore", out["d.kehoach"], *on]
    yield "demo", [*kehoach, "demo", "--out", str(folder / "demo"), "--no-window"]
    yield "self-test", [*kehoach, "self-test"]
    yield "help", [*kehoach, "--help"]
    # Qt speaks to a screen otherwise than to none: over a socket of the machine itself.
    show = ["xvfb-run", "-a", "env", "QT_QPA_PLATFORM=xcb"] if shutil.which("xvfb-run") else []
    yield "the window on a screen", [*show, sys.executable, str(SESSION), str(database)]
    yield "self-test on a screen", [*show, *kehoach, "self-test"]
