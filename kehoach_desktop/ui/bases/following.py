"""What a plan cites, looked at beside the window's thread where the plan is long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.domain.basis_findings import CitationFinding, citation_findings, cited_entries
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.bases.changes import today
from kehoach_desktop.ui.runner import Job, Runner

_AT_ONCE = 20_000  # code points; full of citations, as many take some 50 ms


@dataclass(frozen=True, slots=True)
class Look:
    """The library's texts a plan cites, and what is to be looked at in its citations."""

    cited: frozenset[LegalBasis]
    findings: Sequence[CitationFinding]


class Follower(QObject):
    """Looks at one plan at a time; what is under way for an older state is given up."""

    looked = Signal(object)  # Look

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(self)
        self._job: Job | None = None
        self._is_closed = False

    def look_at(self, plan: Plan, library: Sequence[LegalBasis]) -> bool:
        """Look at the plan; ``looked`` tells what was found. Return whether it has, as of a short plan."""
        self.stop()
        if self._is_closed:
            return False
        day = plan.date or today()

        def work(check: Callable[[int, int], None]) -> Look:
            cited = cited_entries(plan, library)
            check(1, 2)
            return Look(cited, citation_findings(plan, library, day))

        if sum(len(item.text) for item in plan.preamble + plan.body) <= _AT_ONCE:
            self.looked.emit(work(_unheard))
            return True
        self._job = self._runner.start(work, Job(self.looked.emit, _unsaid))
        return False

    def stop(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Give up what is under way; nothing is looked at any more."""
        self._is_closed = True
        self.stop()
        self._runner.leave()


def _unheard(_done: int, _total: int) -> None:
    """What is done at once has nobody to stop it."""


def _unsaid(_sentence: str) -> None:
    """A look reads no file: there is no fault to be told of."""
