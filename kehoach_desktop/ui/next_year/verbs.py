"""Kế hoạch năm sau: the page is shown, looked through beside the window, and the plan made of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.domain.proposal import Proposal
    from kehoach_desktop.ui.next_year_page import NextYearPage
    from kehoach_desktop.ui.plan_verbs import PlanVerbs


class NextYearVerbs(QObject):
    """``opens`` opens a plan of the file. The page is imported when it is shown."""

    def __init__(
        self,
        workbench: Workbench,
        desk: Desk,
        opens: "PlanVerbs",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._runner: Runner | None = None
        self._shown: NextYearPage | None = None
        self._opens = opens

    @Slot()
    def on_next_plan_triggered(self) -> None:
        """Go on from the open plan."""
        if self._workbench.plan is not None:
            self.show_page(self._workbench.plan.id)

    @Slot(object, int)
    def show_page(self, plan_id: int, year: int | None = None) -> None:
        """Show what would change from a plan of the file to one for ``year`` (None: the year after it)."""
        try:
            self._workbench.flush()
            here, store = self._workbench.plan, self._workbench.store
            if here is not None and here.id == plan_id:
                self._show(year, here)
            elif plans.is_long(store, plan_id):
                job = Job(partial(self._show, year), self.on_failed)
                self._worker().start(lambda _: plans.get_plan(store, plan_id), job)
            else:
                self._show(year, plans.get_plan(store, plan_id))
        except UserError as error:
            self._desk.messages.say("bad", str(error))

    def _show(self, year: int | None, plan: Plan) -> None:
        from kehoach_desktop.ui.next_year_page import NextYearPage

        try:
            known = {each.year: each.subject for each in reversed(plans.list_plans(self._workbench.store))}
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        page = self._shown = NextYearPage(plan, max(year or 0, plan.year + 1), known)
        page.year_chosen.connect(self.on_year_chosen)
        page.make_chosen.connect(self.on_make_chosen)
        self._desk.show_page(page)
        self.on_year_chosen(page.year.value())

    def close(self) -> None:
        """Wait for what is under way."""
        if self._runner is not None:
            self._runner.close()

    @Slot(int)
    def on_year_chosen(self, year: int) -> None:
        """Look through the plan, off the window's thread: it may be long."""
        page = self._page()
        if page is None:
            return
        from kehoach_desktop.services import legal_bases, next_year

        try:
            library = legal_bases.list_bases(self._workbench.store)
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        plan = page.plan

        def work(_: object) -> "tuple[Proposal, ...]":
            return next_year.propose(plan, year, library)

        self._worker().start(work, Job(partial(self.on_proposed, plan, year), self.on_failed))

    def on_proposed(self, plan: Plan, year: int, proposals: "tuple[Proposal, ...]") -> None:
        """Show what was found, unless the page is gone or another is shown."""
        page = self._page()
        if page is not None and page.plan is plan:
            page.show_proposals(year, proposals)

    def on_failed(self, sentence: str) -> None:
        """Say why the plan could not be looked through."""
        self._desk.messages.say("bad", sentence)

    @Slot()
    def on_make_chosen(self) -> None:
        """Keep the plan and open it; a plan changed meanwhile is looked through again."""
        page = self._page()
        if page is None:
            return
        year, before = page.year.value(), page.plan
        if self._has_changed(before):
            self.show_page(before.id, year)
            self._desk.messages.say("info", "Kế hoạch vừa được sửa; hãy xem lại danh sách rồi lập.")
            return
        from kehoach_desktop.domain.next_year import to_check
        from kehoach_desktop.services import next_year

        store, chosen = self._workbench.store, page.chosen()
        told = partial(self._tell, before, year, to_check(*chosen, year))
        try:
            if plans.is_long_plan(before):
                made = partial(next_year.make_next_plan, store, before, year, *chosen)
                self._opens.keep_long(lambda: made().plan, told)
                return
            self._workbench.prepare_to_leave()  # or the plan would be added and not shown
            kept = next_year.make_next_plan(store, before, year, *chosen).plan
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        self._opens.open_plan(kept.id, told)

    def _tell(self, before: Plan, year: int, findings: tuple[str, ...]) -> None:
        """Say what was made, and list what is still to be looked at in it."""
        count = len(findings)
        if count:
            self._desk.findings.show_findings(f"Cần xem lại trong kế hoạch mới ({count})", findings)
        more = " Hãy xem các lưu ý bên dưới." if count else ""
        self._desk.messages.say("ok", f"Đã lập kế hoạch năm {year} từ kế hoạch năm {before.year}.{more}")

    def _worker(self) -> Runner:
        self._runner = self._runner or Runner(self)
        return self._runner

    def _has_changed(self, plan: Plan) -> bool:
        here = self._workbench.plan
        return here is not None and here.id == plan.id and here != plan

    def _page(self) -> "NextYearPage | None":
        return self._shown if self._shown is not None and self._desk.page is self._shown else None
