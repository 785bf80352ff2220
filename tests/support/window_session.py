"""A round through a real window in a process of its own: window_session.py DATABASE [STEPS].

Says at the end which of the system's libraries for the network it has loaded.
"""

import sys
from pathlib import Path

from window_tour import Tour, breathe

from kehoach_desktop import app, paths
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.copied import leave_clipboard


def main(database: str, steps: str = "") -> None:
    """Go the round through the window, write the exports, close it."""
    folder = Path(database).parent
    window = app.open_window(Path(database), paths.user_data() / app.SETTINGS_FILE)
    while not window.is_filled:
        breathe(1)
    choosing._chosen = lambda *_: None
    choosing._all_chosen = lambda *_: []
    tour = Tour(window)
    made = tour.steps()
    for step in list(made.values())[: int(steps or len(made))]:
        step()
        while window.status.is_busy:
            breathe(1)
        tour.tidy()
    written = ((window.files.export_pdf, "k.pdf"), (window.files.export_xlsx, "k.xlsx"))
    for write, name in written if not steps else written[:1]:
        write(folder / name)
        while window.status.is_busy:
            breathe(1)
    window.close()
    leave_clipboard()
    maps = Path("/proc/self/maps")
    loaded = maps.read_text(encoding="utf-8") if maps.exists() else ""
    networks = sorted({Path(line.split()[-1]).name for line in loaded.splitlines() if "Qt6Network" in line})
    networks += [name for name in sys.modules if name == "PySide6.QtNetwork"]
    sys.stdout.write(f"loaded: {' '.join(networks)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
