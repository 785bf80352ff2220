"""Builds the package on Linux and tries it, checks the locks and the licences: python check_package.py.

Everything it makes is in build/package/. It installs what the lock for Windows names, with its checksums,
so what is built here is of the versions that are shipped. Ends with a table of the steps and their seconds.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "package"
PYTHON = WORK / "venv" / "bin" / "python"
WHEELS = WORK / "wheels"
PROGRAM = WORK / "dist" / "KeHoach" / "kehoach"
LOCK, SHIPPED = HERE / "lock.txt", HERE / "lock-shipped.txt"
STRICT = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
MOST_MB = 175  # of the package for Linux: with ICU and a Python that has its names


def environment() -> None:
    """Make an environment of its own with what the lock names, to the last checksum."""
    if not PYTHON.exists():
        venv.create(WORK / "venv", with_pip=True, clear=True)
    block = re.search(r"^uv==.*(?:\n +--hash=.*)+", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    first = WORK / "uv.txt"
    first.write_text(block[0] if block else "", encoding="utf-8")
    _run(PYTHON, "-m", "pip", "install", "--quiet", *STRICT, "-r", first)
    _uv("--python", PYTHON, "--requirements", LOCK)


def locks() -> None:
    """The locks are what pyproject.toml leads to; every wheel for Windows is to be had."""
    _run(PYTHON, HERE / "lock.py", "--check")
    shutil.rmtree(WHEELS, ignore_errors=True)
    for_windows = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11.9")
    _uv(*for_windows, "--target", WHEELS, "--requirements", SHIPPED)


def licences() -> None:
    """The list and the texts are what those wheels say of themselves."""
    site = next((WORK / "venv" / "lib").glob("python3*")) / "site-packages"
    _run(PYTHON, HERE / "licences.py", WHEELS, site, "--check")


def build() -> None:
    """The one spec builds here too."""
    places = ("--distpath", WORK / "dist", "--workpath", WORK / "work")
    _run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, ROOT / "build.spec")


def contents() -> None:
    """Nothing is packaged that the licences do not name, nothing is named that is not packaged."""
    _run(PYTHON, HERE / "package_contents.py", PROGRAM.parent)
    size_mb = sum(path.stat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file()) / 1e6
    if size_mb > MOST_MB:
        raise SystemExit(f"the package has {size_mb:.1f} MB, more than {MOST_MB}")


def without_screen() -> None:
    """The frozen program tries itself where there is no screen."""
    _try_itself("qoffscreen")


def on_a_display() -> None:
    """The frozen program tries itself in a window on a virtual display."""
    _try_itself("qxcb", "xvfb-run", "-a")


def commands() -> None:
    """The frozen program makes its files, and reads a workbook in a process of its own."""
    folder = WORK / "tried"
    shutil.rmtree(folder, ignore_errors=True)
    _run(PROGRAM, "demo", "--no-window", "--out", folder)
    text = ROOT / "tests" / "data" / "plan_district.txt"
    workbook = next(folder.glob("KH*.xlsx"))
    kept = folder / "nhập.kehoach"
    _run(PROGRAM, "import", text, "--appendix", workbook, "--db", kept)
    _run(
        PROGRAM, "export", "--db", kept, "--plan", "1", "--pdf", folder / "a.pdf", "--xlsx", folder / "a.xlsx"
    )
    _run(PROGRAM, "verify", "--db", kept)


STEPS = (environment, locks, licences, build, contents, without_screen, on_a_display, commands)


def main() -> int:
    """Do every step; the first that fails ends it."""
    WORK.mkdir(parents=True, exist_ok=True)
    done = []
    for step in STEPS:
        print(f"== {step.__doc__}", flush=True)
        began = time.monotonic()
        failed = _fails(step)
        done.append(f"{step.__name__:16}{time.monotonic() - began:6.1f} s  {'FAILED' if failed else 'held'}")
        if failed:
            break
    print("\n".join(done))
    return 0 if len(done) == len(STEPS) and not failed else 1


def _fails(step: Callable[[], None]) -> bool:
    try:
        step()
    except (subprocess.CalledProcessError, SystemExit) as error:
        print(error)
        return True
    return False


def _try_itself(plugin: str, *before: str) -> None:
    """Have the program try itself; without Qt's ``plugin`` something else would have been tried."""
    around = _around("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY") | {"QT_DEBUG_PLUGINS": "1"}
    command = [*before, str(PROGRAM), "self-test"]
    ended = subprocess.run(
        command, check=False, cwd=ROOT, env=around, capture_output=True, encoding="utf-8", timeout=120
    )
    print(ended.stdout, end="")
    if ended.returncode or f'lib{plugin}.so" loaded library' not in ended.stderr:
        raise SystemExit(f"{ended.stderr[-2000:]}\nself-test ended with {ended.returncode}, {plugin} wanted")


def _uv(*arguments: str | Path) -> None:
    _run(PYTHON, "-m", "uv", "pip", "install", "--quiet", "--no-config", *STRICT, *arguments)


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, env=_around(), check=True, timeout=400)


def _around(*without: str) -> dict[str, str]:
    """Return the environment for what is run: this project's sources are not to be found by accident.

    uv trusts whom the system trusts: an office may have an authority of its own.
    """
    around = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", *without}}
    return around | {"UV_SYSTEM_CERTS": "1"}


if __name__ == "__main__":
    sys.exit(main())
