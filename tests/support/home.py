"""A home of its own for a program that a test starts, whatever its system asks for where data lie."""

from pathlib import Path


def home_in(folder: Path) -> dict[str, str]:
    """Return the environment in which the user's data folder is ``KeHoachDesktop`` in ``folder``."""
    # Windows tells of the folder itself, not of the variable; platformdirs lets the last one stand for it.
    names = ("XDG_DATA_HOME", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
    return dict.fromkeys(names, str(folder))
