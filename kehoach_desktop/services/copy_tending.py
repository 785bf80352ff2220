"""What goes with a copy just made: its evidence, the readable files of its plans, the chosen folder."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from kehoach_desktop.data import copy_folder, evidence_store
from kehoach_desktop.data.copy_folder import copies_in
from kehoach_desktop.data.faults import said_plainly
from kehoach_desktop.data.patience import within
from kehoach_desktop.domain.errors import UserError, disk_sentence
from kehoach_desktop.services import plan_files
from kehoach_desktop.services.backups import due, keep_copy
from kehoach_desktop.services.copy_places import Carried, answering_place, carry_over, is_behind, recall

Progress = Callable[[int, int], None]
_BRING_S = 600.0  # so long the evidence on a slow stick may take
_SWEEP_ON = "day"  # once a day is often enough to look for evidence nobody needs


def copy_and_tend(
    path: Path, why: str, progress: Progress | None = None, now: dt.datetime | None = None
) -> Carried:
    """Keep a copy with all that goes with it; return what is to be said.

    Raises UserError when the copy itself could not be made, Cancelled when it was called off.
    """
    copy = keep_copy(path, why, now)
    if copy is None:
        return Carried("")
    said = bring_along(path, copy, progress)
    carried = carry_over(path, progress, now)
    if why == _SWEEP_ON:
        sweep_evidence(path)
    return Carried(" ".join(filter(None, (said, carried.sentence))), carried.is_away)


def tend_if_due(path: Path, progress: Progress | None = None, now: dt.datetime | None = None) -> Carried:
    """Keep a copy with all that goes with it if one is due; the chosen folder is caught up with too."""
    moment = now or dt.datetime.now().astimezone()
    if (why := due(path, moment)) is not None:
        return copy_and_tend(path, why, progress, now)
    return carry_over(path, progress, now) if is_behind(path, moment) else Carried("")


def catch_up(path: Path, remembered: Path | None = None, progress: Progress | None = None) -> Carried:
    """At the program's start, bring to the chosen folder what it lacks; one just put in is not waited for.

    ``remembered``: this file's part of it, for when what was noted of it beside the file is gone.
    """
    if path.exists():
        recall(path, remembered)
    note = copy_folder.read_note(path)
    if note.waits_since or note.carried_name != note.last_name:
        return carry_over(path, progress)
    return Carried("")


def copy_within(seconds: float, path: Path, why: str) -> Carried:
    """Keep a copy with all that goes with it, for at most so long; raises OSError when it takes longer."""
    return within(seconds, lambda: copy_and_tend(path, why))


def bring_along(path: Path, copy: Path, progress: Progress | None = None) -> str:
    """Keep the evidence and renew the JSON files beside a copy; return what went wrong, "" for nothing."""
    folder = copy_folder.folder_of(path)
    said = []
    for place in (folder, folder / evidence_store.FOLDER, folder / copy_folder.PLANS):
        copy_folder.tidy(place)
    try:
        evidence_store.keep_all(path, folder, progress)
    except OSError as error:
        said.append(f"Chưa sao lưu được tệp minh chứng. {disk_sentence(error, folder)}")
    try:
        said += plan_files.renew(copy, folder, progress)
    except OSError as error:
        said.append(f"Chưa ghi được bản JSON của kế hoạch. {disk_sentence(error, folder)}")
    except UserError as error:
        said.append(f"Chưa ghi được bản JSON của kế hoạch. {error}")
    return " ".join(said)


def sweep_evidence(path: Path) -> None:
    """Let go of evidence that no copy and no plan has any more, here and in the chosen folder.

    Copies kept beside the file count too: their evidence is with that of the others.
    """
    folder = copy_folder.folder_of(path)
    here = [place / copy.name for place in (folder, path.parent) for copy in copies_in(place, path)]
    evidence_store.sweep(folder, [path, *here])
    if (chosen := answering_place(path)) is None:
        return

    def sweep_there() -> None:
        there = [chosen / copy.name for copy in copies_in(chosen, path)]
        evidence_store.sweep(chosen, [path, *there], other=folder)

    with suppress(OSError):  # pulled out meanwhile: the next day will do
        within(_BRING_S, sweep_there)


def bring_evidence_back(path: Path, *folders: Path) -> tuple[str, ...]:
    """Put back the files of evidence that the data file names, the folder lacks and a copy has.

    ``folders``: others that may have them, such as that of the copy just brought back. Raises UserError when
    it cannot be done. A foreign folder may go silent: then its files stay missing.
    """
    own = copy_folder.folder_of(path)
    with said_plainly(path):
        wanted = evidence_store.wanted_in(path)
        came = evidence_store.bring_back(path, (own,), wanted)
    others = dict.fromkeys((*folders, answering_place(path)))
    for folder in others:
        if folder is not None and folder != own:
            with suppress(OSError):
                came += within(_BRING_S, partial(evidence_store.bring_back, path, (folder,), wanted))
    return came
