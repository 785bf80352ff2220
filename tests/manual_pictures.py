"""The pictures of the manual, taken of the real window anew: python tests/manual_pictures.py [NAME …]

Writes those asked for, or all, into ``resources/help/pictures``; the same bytes again while nothing changed.
"""

import os
import sys
import tempfile
from pathlib import Path

SCALE = "1.5"  # for screens with fine dots; the manual shows them as large as the window is
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "help" / "pictures"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent / "support"))


def renew(asked: set[str]) -> None:
    """Take the pictures; take away those that the manual has no more."""
    from pictured_manual import SHOTS, WINDOW_PX, shots_for, take, write_small
    from pictures import opened_on_sample, picture_of

    from kehoach_desktop.app import make_application

    FOLDER.mkdir(parents=True, exist_ok=True)
    make_application().setCursorFlashTime(0)  # else the caret is there or not
    with tempfile.TemporaryDirectory() as name:
        window = opened_on_sample(Path(name) / "so-ke-hoach.kehoach", "light", WINDOW_PX)
        for picture in shots_for(asked):
            taken = take(window, picture, picture_of)
            if picture in asked:
                write_small(taken, FOLDER / f"{picture}.png")
        window.close()
    for path in FOLDER.glob("*.png"):
        if path.stem not in SHOTS:
            path.unlink()


def main() -> int:
    """Take those asked for, under a clock that stands still."""
    from pictured_clock import stop_clock

    stop_clock()  # before anything of the program is imported
    os.environ["QT_SCALE_FACTOR"] = SCALE
    from pictured_manual import SHOTS

    renew(set(sys.argv[1:]) or set(SHOTS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
