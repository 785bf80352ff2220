"""Run by the packaged program before all else: its archive of modules is read once, in one go.

PyInstaller opens the .exe anew for each of some 900 modules. On Windows each opening is looked at by the
antivirus, and an .exe moved away meanwhile would end the program. Nor is each module looked for in folders
that are not there: PyInstaller names one for Linux on every system.
"""

import builtins
import io
import sys
from pathlib import Path

import pyimod01_archive

_CONTENT = Path(sys.executable).read_bytes()


def _open(path: str, mode: str) -> io.BufferedIOBase:
    """Stand for ``open`` in PyInstaller's reader of the archive."""
    return io.BytesIO(_CONTENT) if path == sys.executable else builtins.open(path, mode)  # noqa: PTH123


pyimod01_archive.open = _open
sys.path[:] = [place for place in sys.path if Path(place).exists()]
