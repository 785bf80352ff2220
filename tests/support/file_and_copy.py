"""A file and a copy of it from before the last edit: what a death leaves while one becomes the other."""

from collections import Counter
from pathlib import Path

from campaign import Outcome
from killing import Victims
from large_plan import large_plan
from whole_file import faults_of, rows_of

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.services import editing, files, plans

REACH = "old or new, never mixed; no leftover older than a restart"
NOT_ON_WINDOWS = "Windows has no SIGKILL"


class FileAndCopy:
    """Both stay as they are while others are made of them; ``as_edited`` and ``as_copied`` are their rows."""

    def __init__(self, folder: Path, tasks: int) -> None:
        self.file, self.copy = folder / "so.kehoach", folder / "cu.kehoach"
        with files.open_file(self.file, create=True) as store:
            plan = plans.add_plan(store, large_plan(tasks, quarters=2, quantities=2))
            files.back_up(self.file, self.copy)
            editing.apply_edit(store, plan, SetField("plan", plan.id, "subject", plan.subject, "Bản sau"))
        self.as_edited, self.as_copied = rows_of(self.file), rows_of(self.copy)

    def is_like(self, path: Path) -> str:
        """Return which of the two a file is, "file" or "copy"; else what is wrong with it."""
        if faults := faults_of(path):
            return faults[0]
        rows = rows_of(path)
        return "file" if rows == self.as_edited else "copy" if rows == self.as_copied else "mixed"

    def note_end(self, outcome: Outcome, found: Counter[str], victims: Victims) -> None:
        """See that both are as they were, and write down the figures."""
        if [self.is_like(one) for one in (self.file, self.copy)] != ["file", "copy"]:
            outcome.faults.append("the file or the copy that was read is not as it was")
        died = {f"died at {stage}": n for stage, n in sorted(victims.died_at.items())}
        outcome.figures = {**found, **died}
