"""Where plans call an entry otherwise than by its name, looked for beside the window's thread."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from kehoach_desktop.domain.directory import DirectoryEntry
from kehoach_desktop.ui.directory import changes
from kehoach_desktop.ui.directory.changes import Reach
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench


class Looker(QObject):
    """Looks for one entry at a time; what is under way for another is given up."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runner: Runner | None = None
        self._job: Job | None = None
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be found."""
        return self._job is not None and not self._job.is_over

    def look(self, entry: DirectoryEntry, then: Callable[[Reach], None]) -> None:
        """Call ``then`` with where plans stand; a plan that has changed meanwhile is looked at again."""
        self.stop()
        if self._is_closed:
            return
        store, plan = self._workbench.store, self._workbench.plan

        def done(found: Reach) -> None:
            self._job = None
            if self._workbench.plan is plan:
                then(found)
            else:
                self.look(entry, then)

        self._runner = self._runner or Runner(self)
        self._job = Job(done, self._on_failed, on_broken=self._on_broken)
        self._runner.start(partial(changes.reach, store, plan, entry), self._job)

    def stop(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Give up what is under way for good."""
        self._is_closed = True
        self.stop()
        if self._runner is not None:
            self._runner.leave()
            self._runner = None

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self._workbench.failed.emit(sentence)

    def _on_broken(self) -> None:
        self._job = None
