"""Pictures of the real window on the sample: python tests/pictures.py FOLDER [WIDTHxHEIGHT] [light|dark]

Writes window.png (the plan), appendix.png and tracker.png. ``resources/help/window.png`` is the README's.
QT_SCALE_FACTOR=1.5 in the environment shows 150 %.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kehoach_desktop.app import make_application, open_window
from kehoach_desktop.services import files, plans
from kehoach_desktop.services.settings import Settings

NAMES = {"window": "show_plan", "appendix": "show_appendix", "tracker": "show_tracker"}


def wait(seconds: float) -> None:
    """Let the window work: its pages are rendered beside it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    size = sys.argv[2] if len(sys.argv) > 2 else "1366x768"
    width, height = (int(part) for part in size.split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as name:
        database, kept = Path(name) / "mau.kehoach", Path(name) / "settings.json"
        with files.open_file(database, create=True) as store:
            plans.add_plan(store, plans.read_template(plans.SAMPLE))
        Settings(theme=sys.argv[3] if len(sys.argv) > 3 else "light", greeted=True).write(kept)
        window = open_window(database, kept)
        window.resize(width, height)
        for picture, verb in NAMES.items():
            window.verbs[verb].trigger()
            wait(2)
            window.grab().save(str(folder / f"{picture}.png"))
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
