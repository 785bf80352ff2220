"""Copying evidence in and looking how it stands, off the window's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.services import evidence as services
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.tracker.evidence_model import Looks


class EvidenceWork(QObject):
    """One copying at a time; its thread is made for the first work."""

    copied = Signal(object, object)  # where, tuple[Evidence, ...]
    failed = Signal(str)
    cancelled = Signal()
    progressed = Signal(int, int)
    looked = Signal(object)  # Looks: all that is known, when some of it has changed

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._looker = services.Looker(store)
        self._looks: Looks = {}
        self._runner: Runner | None = None
        self._copying: Job | None = None

    @property
    def is_copying(self) -> bool:
        """Whether files are on their way in."""
        return self._copying is not None and not self._copying.is_over

    def copy(self, sources: Sequence[Path], where: Any) -> None:
        """Copy the files beside the data file; ``where`` comes back with them."""
        store = self._store
        job = Job(
            lambda made: self._on_copied(where, made),
            self._on_failed,
            lambda done, total: self.progressed.emit(done, max(total, 1)),
            self._on_cancelled,
            on_broken=self._on_cancelled,
        )

        def work(progress: Callable[[int, int], None]) -> Any:
            def in_kilobytes(done: int, total: int) -> None:
                progress(done >> 10, total >> 10)  # a signal's number ends at two thousand million

            return services.add_files(store, sources, in_kilobytes)

        self._copying = self._start(work, job)

    def cancel(self) -> None:
        """Ask the copying to stop; nothing half written stays."""
        if self._copying is not None:
            self._copying.cancel()

    def look(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Look how files stand, each told by its location and checksum."""
        looker = self._looker
        if wanted:
            job = Job(self._on_looked, _ignore)
            self._start(lambda _progress: {key: looker.look(*key) for key in wanted}, job)

    def close_down(self) -> None:
        """Wait for what is under way and forget what it found."""
        self.cancel()
        if self._runner is not None:
            self._runner.close()
            self._runner = None

    def _start(self, work: Work, job: Job) -> Job:
        self._runner = self._runner or Runner(self)
        return self._runner.start(work, job)

    def _on_copied(self, where: Any, made: Any) -> None:
        self._copying = None
        self.copied.emit(where, made)

    def _on_failed(self, sentence: str) -> None:
        self._copying = None
        self.failed.emit(sentence)

    def _on_cancelled(self) -> None:
        self._copying = None
        self.cancelled.emit()

    def _on_looked(self, looks: Looks) -> None:
        if any(self._looks.get(key) != standing for key, standing in looks.items()):
            self._looks = {**self._looks, **looks}
            self.looked.emit(self._looks)


def _ignore(_sentence: str) -> None:
    """What cannot be looked at is told when it is opened."""
