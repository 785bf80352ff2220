"""Make, test and try the Windows program from a Debian machine.

usage, as root: python3 resources/windows/build.py [--again STEP] [--only STEP] [--work FOLDER]

Reaches Debian's mirror and the package index this machine is set up with, nothing else. Leaves the installer,
the portable .zip, their checksums and a picture of the window in ``dist/``. A step that stands is not done
again while what goes into it is the same: after a failure run the same command, it goes on where it broke.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import steps
import trials
from debian_root import FellShortError, StepFailedError
from steps import Place

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it does, and the files of the project that, changed, make it to be done anew."""

    name: str
    do: Callable[[Place], str]  # returns what is worth a line in the table
    made_of: tuple[str, ...]  # paths in the project; "." is all of it


PROGRAM = ("kehoach_desktop", "resources", "build.spec", "pyproject.toml")
SCRIPTS = "resources/windows"
STEPS = (
    Step("root", steps.make_debian, (f"{SCRIPTS}/debian_root.py",)),
    Step("python", steps.get_python, (f"{SCRIPTS}/steps.py",)),
    Step("wheels", steps.install_wheels, (f"{SCRIPTS}/lock.txt",)),
    Step("suite", steps.run_suite, (".",)),
    Step("package", steps.build_package, PROGRAM),
    Step("audit", steps.audit, PROGRAM),
    Step("installer", steps.make_installer, PROGRAM),
    Step("install", trials.try_install, PROGRAM),
    Step("window", trials.try_window, PROGRAM),
    Step("start", trials.measure_start, PROGRAM),
    Step("upgrade", trials.try_upgrade, PROGRAM),
    Step("foul-places", trials.try_foul_places, PROGRAM),
    Step("pages", trials.try_pages, PROGRAM),
    Step("old-windows", trials.try_old_windows, PROGRAM),
    Step("uninstall", trials.try_uninstall, PROGRAM),
    Step("portable", trials.try_portable, PROGRAM),
    Step("deliver", steps.deliver, PROGRAM),
)


def main() -> int:
    """Do every step that does not stand; print the table; return 1 when one failed or fell short."""
    asked = _asked()
    place = Place(PROJECT, asked.work.resolve(), SEEDS)
    (place.work / "logs").mkdir(parents=True, exist_ok=True)
    (place.work / "stands").mkdir(exist_ok=True)
    rows: list[tuple[str, str, float, str]] = []
    files = _files()
    key, is_forced = "", False
    for step in STEPS:
        is_forced |= step.name == asked.again
        key = _digest(key, step, files)  # a step done anew has those behind it done anew
        stands = place.work / "stands" / step.name
        kept = stands.read_text("utf-8").split("\n", 2) if stands.is_file() and not is_forced else [""]
        if kept[0] == key:
            rows.append((step.name, "stands", float(kept[1]), kept[2]))
        else:
            stands.unlink(missing_ok=True)
            print(f"== {step.name} ({time.strftime('%H:%M:%S')})", flush=True)
            began = time.monotonic()
            result = "done"
            try:
                told = step.do(place)
            except FellShortError as short:
                told, result = str(short), "SHORT"
            except (StepFailedError, OSError, ValueError) as failed:
                seconds = time.monotonic() - began
                rows.append((step.name, "FAILED", seconds, f"{failed}; see {place.log(step.name)}"))
                print(_tail(place.log(step.name)))
                break
            seconds = time.monotonic() - began
            if result == "done":
                stands.write_text(f"{key}\n{seconds:.1f}\n{told}", "utf-8")
            rows.append((step.name, result, seconds, told))
        if step.name == asked.only:
            break
    _print_table(rows)
    return int(any(result in {"FAILED", "SHORT"} for _, result, _, _ in rows))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [step.name for step in STEPS]
    parser.add_argument("--work", type=Path, default=PROJECT / "build" / "windows")
    parser.add_argument("--again", choices=names, help="do this step and all behind it anew")
    parser.add_argument("--only", choices=names, help="stop behind this step")
    return parser.parse_args()


def _files() -> list[str]:
    """Return the project's files as they are now, whether committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, stdout=subprocess.PIPE, check=True,
    ).stdout.decode()  # fmt: skip
    return sorted(name for name in listed.split("\0") if name and (PROJECT / name).is_file())


def _digest(before: str, step: Step, files: list[str]) -> str:
    """Return what a step is made of, in 64 letters: the steps before it and its own files."""
    digest = hashlib.sha256(f"{before} {step.name}".encode())
    for name in files:
        if any(part in {".", name} or name.startswith(f"{part}/") for part in step.made_of):
            digest.update(f"\0{name}\0".encode() + (PROJECT / name).read_bytes())
    return digest.hexdigest()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-40:]) if log.is_file() else ""


def _print_table(rows: list[tuple[str, str, float, str]]) -> None:
    print(f"\n{'step':12} {'result':8} {'seconds':>8}  what")
    for name, result, seconds, told in rows:
        first, *more = told.splitlines() or [""]
        print(f"{name:12} {result:8} {seconds:8.1f}  {first}")
        for line in more:
            print(f"{'':31} {line}")
    print(f"{'all':12} {'':8} {sum(row[2] for row in rows):8.1f}")


if __name__ == "__main__":
    if shutil.which("git") is None:
        sys.exit("git is needed: the files of the project are those it knows.")
    sys.exit(main())
