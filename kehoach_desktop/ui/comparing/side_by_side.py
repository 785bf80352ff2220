"""What can be compared with what, and the comparing itself off the window's thread."""

from typing import Any

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.comparing import compare
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.domain.words import plan_state_words
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.issuing import version_name, version_plan
from kehoach_desktop.ui.compare_page import Choice, ComparePage
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench


def show_comparison(workbench: Workbench, desk: Desk, runner: Runner, version: Version | None) -> None:
    """Show the page: ``version`` against what is there now, or the pair that most likely is meant."""
    plan = workbench.plan
    if plan is None:
        return
    choices = choices_of(workbench, plan)
    left = next((n for n, choice in enumerate(choices) if choice.what is version), _likeliest(plan, choices))
    compare_on(ComparePage(choices, left, 0), workbench, desk, runner)


def compare_on(page: ComparePage, workbench: Workbench, desk: Desk, runner: Runner) -> None:
    """Show the page and have compared what it asks for."""
    comparing = _Comparing(workbench, desk, runner, page)
    desk.show_page(comparing.page)
    comparing.page.ask()


def show_with(workbench: Workbench, desk: Desk, runner: Runner, other: Choice) -> None:
    """Show the page: a plan from elsewhere on the left, on the right what it is in the file."""
    plan = workbench.plan
    choices = [] if plan is None else choices_of(workbench, plan)
    choices.append(other)
    wanted = other.what.id if isinstance(other.what, Plan) else 0
    right = next((n for n, choice in enumerate(choices[:-1]) if _id_of(choice) == wanted), 0)
    comparing = _Comparing(workbench, desk, runner, ComparePage(choices, len(choices) - 1, right))
    desk.show_page(comparing.page)
    comparing.page.ask()


def _id_of(choice: Choice) -> int:
    if isinstance(choice.what, int):
        return choice.what
    return choice.what.id if isinstance(choice.what, Plan) else 0


def choices_of(workbench: Workbench, plan: Plan) -> list[Choice]:
    """Return the plan as it is, its versions, the newest first, and the other plans of the file."""
    state = plan_state_words(plan.status, has_versions=bool(plan.versions))
    out = [Choice(f"Bản hiện nay · {state}", plan)]
    out += [Choice(f"Bản đã ban hành · {version_name(one)}", one) for one in reversed(plan.versions)]
    try:
        others = plans.list_plans(workbench.store)
    except UserError as error:
        workbench.failed.emit(str(error))
        others = []
    # The plan of the year before comes first: it is what a plan without versions is looked at against.
    others = sorted((p for p in others if p.id != plan.id), key=lambda p: (p.year > plan.year, -p.year))
    out += [Choice(f"Kế hoạch năm {p.year} · {p.subject}", p.id) for p in others]
    return out


def _likeliest(plan: Plan, choices: list[Choice]) -> int:
    """Return what the plan as it is wants to be compared with: the last version that says something else."""
    at = 1
    if plan.versions and plan.status is not plan.status.DRAFT and len(choices) > 2:
        at = 2  # the newest version is the issued plan itself
    return min(at, len(choices) - 1)


class _Comparing(QObject):
    """Compares what a page asks for; an answer that comes too late is let go."""

    def __init__(self, workbench: Workbench, desk: Desk, runner: Runner, page: ComparePage) -> None:
        super().__init__(page)
        self.page = page
        self._workbench = workbench
        self._desk = desk
        self._runner = runner
        self._job: Job | None = None
        page.asked.connect(self.on_asked)
        workbench.plan_changed.connect(self.on_plan_changed)

    @Slot(object, object)
    def on_asked(self, left: Any, right: Any) -> None:
        """Read the two and have them compared."""
        if self._job is not None:
            self._job.cancel()
        store = self._workbench.store
        job = Job(self.on_compared, self.on_failed)
        self.page.closed.connect(job.cancel)

        def work(progress: Any) -> Any:
            return _compared(_read(store, left, progress), _read(store, right, progress), progress)

        self._job = self._runner.start(work, job)

    @Slot(object)
    def on_plan_changed(self, plan: Plan) -> None:
        """Follow an undo or redo done over the page."""
        if self._desk.page is self.page:
            self.page.renew(plan)

    def on_compared(self, rows: Any) -> None:
        """Show the comparison, if the page is still there."""
        if self._desk.page is self.page:
            self.page.show_rows(rows)

    def on_failed(self, sentence: str) -> None:
        """Say why there is none."""
        if self._desk.page is self.page:
            self.page.say(sentence)


def _read(store: Store, what: Plan | Version | int, progress: Any) -> Plan | Version:
    """Return what stands on a side; another plan is read, which may take a while."""
    progress(0, 1)
    return plans.get_plan(store, what) if isinstance(what, int) else what


def _compared(left: Plan | Version, right: Plan | Version, progress: Any) -> Any:
    sides = [version_plan(side) if isinstance(side, Version) else side for side in (left, right)]
    return compare(sides[0], sides[1], progress)
