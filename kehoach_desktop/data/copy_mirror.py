"""The folder of copies carried to another one: what is missing there comes, nothing there is overwritten."""

import json
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from kehoach_desktop.data import copy_folder, evidence_store
from kehoach_desktop.domain.copy_names import CopyName

Progress = Callable[[int, int], None]
Sieve = Callable[[list[CopyName]], Collection[str]]


def carry(database: Path, target: Path, sieve: Sieve, progress: Progress | None = None) -> int:
    """Have in ``target`` the copies, the evidence and the JSON files of a file; return the copies that came.

    ``sieve`` says which of all copies of both places are to be kept. Raises OSError when the place is gone
    or full; what came before that stays, and the next time goes on from there.
    """
    target.mkdir(exist_ok=True)
    copy_folder.tidy(target)
    source = copy_folder.folder_of(database)
    here = {copy.name: (source, copy) for copy in copy_folder.copies_in(source, database)}
    for copy in copy_folder.copies_in(database.parent, database):
        here.setdefault(copy.name, (database.parent, copy))
    there = {copy.name: copy for copy in copy_folder.copies_in(target, database)}
    staying = sieve(list({**{name: copy for name, (_, copy) in here.items()}, **there}.values()))
    wanted = sorted(name for name in here if name not in there and name in staying)
    evidence = source / evidence_store.FOLDER
    steps = len(wanted) + 2
    for done, name in enumerate(wanted):
        if progress is not None:
            progress(done, steps)
        with suppress(FileNotFoundError):  # thinned meanwhile
            evidence_store.copy_whole(here[name][0] / name, target / name)
    _carry_new(evidence, target / evidence.name)
    _carry_plans(source / copy_folder.PLANS, target / copy_folder.PLANS)
    for name in there:
        if name not in staying:
            with suppress(OSError):
                (target / name).unlink()
    return len(wanted)


def _carry_new(source: Path, target: Path) -> None:
    """Copy what is not there yet: what has a checksum for its name never changes."""
    if not source.is_dir():
        return
    target.mkdir(exist_ok=True)
    copy_folder.tidy(target)
    there = {path.name for path in target.iterdir()}
    for path in sorted(source.iterdir()):
        if evidence_store.is_stored(path) and path.name not in there:
            with suppress(FileNotFoundError):
                evidence_store.copy_whole(path, target / path.name)


def _carry_plans(source: Path, target: Path) -> None:
    """Copy the JSON files that are others there or not there, the list of their marks last."""
    if not source.is_dir():
        return
    target.mkdir(exist_ok=True)
    copy_folder.tidy(target)
    now, then = _marks(source / copy_folder.INDEX), _marks(target / copy_folder.INDEX)
    there = {path.name for path in target.glob("*.json")}
    for path in sorted(source.glob("*.json"), key=lambda path: path.name == copy_folder.INDEX):
        if path.name in now:
            is_same = path.name in there and now[path.name] == then.get(path.name)
        else:  # what is no plan's is small and has no mark
            is_same = path.name in there and path.read_bytes() == (target / path.name).read_bytes()
        if not is_same:
            evidence_store.copy_whole(path, target / path.name)
    for name in then:
        if name not in now:
            with suppress(OSError):
                (target / name).unlink(missing_ok=True)


def _marks(index: Path) -> dict[str, Any]:
    try:
        kept = json.loads(index.read_text(encoding="utf-8"))["plans"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}
