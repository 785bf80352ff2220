"""What SQLite leaves beside a file when it dies in the middle of a transaction, and would do to the next."""

from pathlib import Path

from kehoach_desktop.data.stamps import stamped
from kehoach_desktop.placing import JOURNAL


def journal_of(path: Path) -> Path:
    """Return the name of the journal of a file, there or not."""
    return path.with_name(path.name + JOURNAL)


def is_half_written(path: Path) -> bool:
    """Say whether a transaction was begun in the file and not brought to its end."""
    left = journal_of(path)
    return left.exists() and left.stat().st_size > 0


def set_aside(path: Path) -> Path | None:
    """Give the journal of a file that is gone another name, and return it; None where there is none.

    SQLite would do to the file that is to take the name what the journal says of the one that had it. The
    caller holds the lock of that name.
    """
    left = journal_of(path)
    if not left.exists():
        return None
    aside = stamped(left, "cua-tep-da-mat")
    left.replace(aside)
    return aside
