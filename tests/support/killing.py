"""Work done in a program of its own that is killed at a moment of it, and the stage at which it died.

One program imports everything once and forks a victim for every try: starting Python anew each time would
take longer than the work. The moments are spread in two ways, in turn: over the whole length of the work as
it was measured, and inside one of its stages, so that short stages such as a rename are hit as well.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SUPPORT = Path(__file__).resolve().parent
BEGUN, DONE = "begin", "done"


@dataclass
class Death:
    """What a victim said: the stages it came to, each with its second, and words that must hold."""

    stages: list[tuple[str, float]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def stage(self) -> str:
        return self.stages[-1][0] if self.stages else "not begun"

    @property
    def is_done(self) -> bool:
        return self.stage == DONE

    @property
    def length(self) -> float:
        return self.stages[-1][1] if self.stages else 0.0


class Victims:
    """Forks the work of one campaign: its ``work(*arguments)``, after its ``preload()``."""

    def __init__(self, campaign: str) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-W", "error", str(SUPPORT / "killing.py"), campaign],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(SUPPORT.parents[1]), str(SUPPORT)]),
                "QT_QPA_PLATFORM": "offscreen",
                "QT_LOGGING_RULES": "default.warning=false",  # the platform says what it cannot do
            },
        )
        self._lengths: dict[str, Death] = {}
        self.died_at: Counter[str] = Counter()

    def __enter__(self) -> "Victims":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait()
        if self._program.stdout is not None:
            self._program.stdout.close()

    def run(self, *arguments: Any) -> Death:
        """Do the work to its end."""
        death = self._begin(arguments)
        self._read_until(death, lambda: death.is_done)
        return self._end(death)

    def measure(self, name: str, *arguments: Any) -> Death:
        """Do the work to its end once, and know as ``name`` how long it takes and what its stages are."""
        self._lengths[name] = self.run(*arguments)
        return self._lengths[name]

    def kill(self, name: str, rng: random.Random, *arguments: Any) -> Death:
        """Do the work measured as ``name`` until a random moment of it, and kill it there."""
        measured = self._lengths[name]
        death = self._begin(arguments)
        self._read_until(death, lambda: bool(death.stages))
        if rng.random() < 0.5:
            time.sleep(rng.uniform(0, measured.length))
        else:
            at = rng.choice(self._places(measured))
            self._read_until(death, lambda: len(death.stages) > at or death.is_done)
            begun, ended = (measured.stages[min(at + n, len(measured.stages) - 1)][1] for n in (0, 1))
            time.sleep(rng.uniform(0, ended - begun))
        death = self._end(death)
        self.died_at[f"{name}: {death.stage}"] += 1
        return death

    def kill_after(self, seconds: float, *arguments: Any) -> Death:
        """Do the work for some seconds from its beginning, and kill it there."""
        death = self._begin(arguments)
        self._read_until(death, lambda: death.stage == BEGUN)
        time.sleep(seconds)
        return self._end(death)

    def _places(self, measured: Death) -> list[int]:
        """Return where a stage begins, one place a kind of stage: the long ones are hit anyway."""
        rng = random.Random(len(measured.stages))
        by_name: dict[str, list[int]] = {}
        for at, (stage, _) in enumerate(measured.stages[:-1]):
            by_name.setdefault(stage, []).append(at)
        return [rng.choice(places) for places in by_name.values()]

    def _begin(self, arguments: tuple[Any, ...]) -> Death:
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(arguments) + "\n")
        self._program.stdin.flush()
        return Death()

    def _end(self, death: Death) -> Death:
        assert self._program.stdin is not None
        self._program.stdin.write("kill\n")
        self._program.stdin.flush()
        self._read_until(death, lambda: False)
        if death.error:
            raise AssertionError(death.error)
        return death

    def _read_until(self, death: Death, is_enough: Callable[[], bool]) -> None:
        """Read what the victim says, until that is enough or it has ended."""
        assert self._program.stdout is not None
        while not is_enough():
            line = self._program.stdout.readline()
            if not line:
                raise AssertionError("the program that forks the victims is gone")
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "stage":
                moment, _, stage = rest.partition(" ")
                death.stages.append((stage, float(moment)))
            elif word == "said":
                death.said.append(rest)
            elif word == "error":
                death.error = json.loads(rest)
                return
            elif word == "ended":
                return


# In the victim


_HELD_S = 0.002
_began = 0.0
_last = ""


def tell_stage(stage: str) -> None:
    """Let the killer know which stage begins; the same once more is not told.

    Each is held for a moment, as on a slow disk: else a death between opening a file and writing it would
    be too rare to be seen.
    """
    global _last, _began  # noqa: PLW0603 - a victim does one piece of work
    if stage == BEGUN:
        _began = time.monotonic()
    if stage != _last:
        _last = stage
        os.write(1, f"stage {time.monotonic() - _began:.6f} {stage}\n".encode())
        time.sleep(_HELD_S)


def say(words: str) -> None:
    """Let the killer know something that must still hold after the death."""
    os.write(1, f"said {words}\n".encode())


@contextmanager
def stages_told() -> Iterator[None]:
    """Tell the stages of work with files and databases: each SQL verb, each flush, each renaming."""
    import builtins
    import io

    from kehoach_desktop import placing

    tell_stage(BEGUN)
    tell_sql()
    builtins.open = io.open = _told_when_writing(io.open)
    os.fsync = _told(os.fsync, "flushing")
    placing.draft_of = _told(placing.draft_of, "draft")
    placing.replace = _told(placing.replace, "putting in its place")
    placing.settle = _told(placing.settle, "flushing the folder")
    yield
    tell_stage(DONE)


def tell_sql() -> None:
    """Tell each SQL verb of databases opened from now on."""
    import sqlite3

    for module in (sqlite3, sqlite3.dbapi2):
        module.connect = _told_by_sql(module.connect)  # type: ignore[attr-defined]


def _told(do: Callable[..., Any], stage: str) -> Callable[..., Any]:
    def doing(*arguments: Any, **named: Any) -> Any:
        tell_stage(stage)
        result = do(*arguments, **named)
        tell_stage(f"{stage}: done")
        return result

    return doing


def _told_when_writing(open_file: Callable[..., Any]) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        made = open_file(file, mode, *arguments, **named)
        if set(mode) & set("wxa+"):
            tell_stage("a file opened to write")
        return made

    return opened


def _told_by_sql(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connected(*arguments: Any, **named: Any) -> Any:
        made = connect(*arguments, **named)
        made.set_trace_callback(lambda sql: tell_stage(_verb(sql)))
        return made

    return connected


def _verb(sql: str) -> str:
    words = sql.replace("=", " ").replace("(", " ").split()
    if not words:
        return "SQL"
    is_long = words[0].upper() in {"PRAGMA", "VACUUM", "CREATE", "ALTER"}
    return " ".join(words[: 2 if is_long else 1])


def serve(campaign: str) -> None:
    """Fork a victim for each line of arguments, and kill it when told."""
    import gc
    import traceback

    from campaign import load

    module = load(campaign)
    module.preload()
    gc.freeze()
    for line in sys.stdin:
        victim = os.fork()
        if not victim:
            with suppress(BaseException):
                try:
                    kept = module.work(*json.loads(line))
                except BaseException:  # noqa: BLE001 - told whole to the killer
                    os.write(1, f"error {json.dumps(traceback.format_exc())}\n".encode())
                else:
                    signal.pause()  # done: what it holds is not let go of in its own way
                    del kept
            os._exit(1)
        sys.stdin.readline()
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    sys.modules["killing"] = sys.modules["__main__"]
    serve(sys.argv[1])
