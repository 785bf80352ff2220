"""Names beside a file that say why something was kept there, and when."""

import datetime as dt
from pathlib import Path

from kehoach_desktop.domain.copy_names import stem_for_copies


def stamped(path: Path, why: str) -> Path:
    """Return a name beside the file that says why a copy was kept, and when."""
    stamp = dt.datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S-%f")
    return path.with_name(f"{stem_for_copies(path.stem)}-{why}-{stamp}{path.suffix}")
