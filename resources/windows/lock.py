"""Writes the locks for Windows from pyproject.toml: python resources/windows/lock.py [--upgrade | --check].

Each names versions and checksums of wheels, and no place they come from.
  lock-shipped.txt   what the program needs, and so what is packaged
  lock.txt           that, and what builds and tests it
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1] / "pyproject.toml"
LOCKS = {
    "lock-shipped.txt": (),
    "lock.txt": ("--extra", "test", "--extra", "package", "--constraint", "lock-shipped.txt"),
}
COMMAND = "python resources/windows/lock.py"
_FOR_WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11.9")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$", re.MULTILINE)


def pinned(name: str) -> dict[str, str]:
    """Return the version of each package a lock names."""
    return {found[1]: found[2] for found in _PINNED.finditer((HERE / name).read_text(encoding="utf-8"))}


def write(folder: Path, *, anew: bool) -> None:
    """Write the locks into ``folder``; what stands there is kept where it still fits, unless ``anew``."""
    for name, asked in LOCKS.items():
        command = ["uv", "pip", "compile", "--quiet", "--no-config", "--generate-hashes", "--no-annotate"]
        command += ["--only-binary", ":all:", *_FOR_WINDOWS, "--custom-compile-command", COMMAND]
        command += [*asked, *(["--upgrade"] if anew else []), str(PROJECT), "--output-file", name]
        subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True)


def faults() -> list[str]:
    """Return the locks that pyproject.toml no longer leads to; what has no wheel for Windows is refused."""
    with TemporaryDirectory() as folder:
        for name in LOCKS:
            shutil.copy(HERE / name, folder)
        try:
            write(Path(folder), anew=False)
        except subprocess.CalledProcessError:
            return ["the locks for Windows cannot be made from pyproject.toml with wheels only"]
        return [
            f"{name} is not what pyproject.toml leads to: {COMMAND}"
            for name in LOCKS
            if (HERE / name).read_text(encoding="utf-8") != (Path(folder) / name).read_text(encoding="utf-8")
        ]


def main() -> int:
    """Write or check; return 1 when a lock does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, say what does not hold")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    asked = parser.parse_args()
    if not asked.check:
        write(HERE, anew=asked.upgrade)
        return 0
    found = faults()
    print("\n".join(found) or "the locks hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
