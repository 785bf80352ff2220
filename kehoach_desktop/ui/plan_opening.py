"""Another plan takes the place of the open one; a long one is read, or kept, beside the window's thread."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.waiting_page import WaitingPage


class PlanOpening(QObject):
    """Opens one plan at a time: who asks for another gives up the one before.

    What is typed is kept first. A short plan is opened at once, before the call returns. A long one is read
    by a worker while a page says so over the tabs; until it is there the plan before stays the open one,
    and it is still the open one when reading fails or is given up.
    """

    given_up = Signal()  # what was asked for does not come: it failed, or somebody no longer wants it

    def __init__(self, workbench: Workbench, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._runner: Runner | None = None
        self._job: Job | None = None
        self._wanted: int | None = None  # the plan that is being read
        self._then: Callable[[], None] | None = None  # what is to be done once it is open
        self._page: WaitingPage | None = None
        self._before: Plan | None = None  # what was open when reading began
        workbench.written_elsewhere.connect(self.on_written_elsewhere)

    @property
    def is_waiting(self) -> bool:
        """Whether a plan is still to come."""
        return self._job is not None

    def open(self, plan_id: int | None, then: Callable[[], None] | None = None) -> None:
        """Open a plan of the file (None: none), and call ``then`` once it is open.

        Raises UserError, and stays on the plan, when what is typed in it cannot be kept or the new one, a
        short one, cannot be read. What goes wrong later is said in the window.
        """
        store = self._workbench.store
        self.stop()
        if plan_id is None or not plans.is_long(store, plan_id):
            self._workbench.open_plan(plan_id)
            if then is not None:
                then()
            return
        self._workbench.prepare_to_leave()
        self._wanted, self._then, self._before = plan_id, then, self._workbench.plan

        def read(progress: Callable[[int, int], None]) -> Plan:
            return plans.get_document(store, plan_id, progress)

        self._show_page("Đang mở kế hoạch", "Kế hoạch này dài nên cần vài giây để đọc.", "Không mở nữa")
        self._begin(read, partial(self._on_read, then))

    def keep(self, keep: Callable[[], Plan], then: Callable[[], None]) -> None:
        """Have a worker keep a new long plan in the file, open it, and call ``then``; it is not given up.

        Raises UserError when what is typed in the open plan cannot be kept; nothing is begun then.
        """
        self.stop()
        self._workbench.prepare_to_leave()
        self._show_page("Đang ghi kế hoạch vào tệp", "Kế hoạch này dài nên cần vài giây để ghi.", "")
        self._begin(lambda _: keep(), partial(self._on_read, then), is_written=True)

    def stop(self) -> None:
        """Give up the plan that is being read; one that is being kept is kept all the same, and not shown."""
        job, self._job, self._wanted, self._then = self._job, None, None, None
        if job is not None and not job.is_written:
            job.cancel()
        self._close_page()

    def close(self) -> None:
        """Read nothing any more, and wait for what is under way."""
        self.stop()
        if self._runner is not None:
            self._runner.close()

    def on_written_elsewhere(self, plan_ids: frozenset[int]) -> None:
        """Read a plan again that was written to beside this window's edits."""
        plan = self._workbench.plan
        again = self._wanted if self._wanted is not None else plan.id if plan is not None else None
        if again not in plan_ids:
            return
        try:
            self.open(again, self._then)
        except UserError as error:
            self._workbench.failed.emit(str(error))

    def on_page_closed(self) -> None:
        """Stay on the plan there is: the clerk no longer wants the other."""
        if self._page is not None and self._page is self._desk.page and self._wanted is not None:
            self.stop()
            self.given_up.emit()

    def _begin(self, work: Work, on_done: Callable[[Job, Plan], None], *, is_written: bool = False) -> None:
        self._runner = self._runner or Runner(self)
        job = Job(_nothing, _nothing, self._on_progressed, is_written=is_written)
        job.on_done = partial(on_done, job)
        job.on_failed = partial(self._on_failed, job)
        job.on_broken = partial(self._on_failed, job, "")
        self._job = self._runner.start(work, job)

    def _on_read(self, then: Callable[[], None] | None, job: Job, plan: Plan) -> None:
        if job is not self._job:  # another was asked for since
            return
        self._job = self._wanted = self._then = None
        try:
            self._workbench.prepare_to_leave()
            if self._is_older(plan):
                self.open(plan.id, then)
                return
            self._workbench.show_plan(plan)
        except UserError as error:
            self._close_page()
            self._desk.messages.say("bad", str(error))
            self.given_up.emit()
            return
        self._close_page()
        if then is not None:
            then()

    def _is_older(self, plan: Plan) -> bool:
        """Say whether the open plan itself was read again, and was edited since."""
        now = self._workbench.plan
        return now is not None and now.id == plan.id and now is not self._before

    def _on_failed(self, job: Job, sentence: str) -> None:
        if job is not self._job:
            return
        self._job = self._wanted = self._then = None
        self._close_page()
        if sentence:
            self._desk.messages.say("bad", sentence)
        self.given_up.emit()

    def _on_progressed(self, done: int, total: int) -> None:
        if self._page is not None and self._page is self._desk.page:  # another in its place has it gone
            self._page.advance(done, total)

    def _show_page(self, title: str, lead: str, leave: str) -> None:
        from kehoach_desktop.ui.waiting_page import WaitingPage

        page = WaitingPage(title, lead, leave=leave)
        page.closed.connect(self.on_page_closed)
        self._desk.show_page(page)
        self._page = page

    def _close_page(self) -> None:
        page, self._page = self._page, None
        if page is not None and self._desk.page is page:
            self._desk.close_page()


def _nothing(_: object) -> None:
    """Its place is taken before the work begins."""
