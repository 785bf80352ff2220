"""Lịch sử thay đổi: the page, the place a change was made at, the plan as it stood and the way back there.

Pages are imported when they are shown: the window stands sooner.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.history.aim import Found, find
from kehoach_desktop.domain.history.standing import back_to
from kehoach_desktop.domain.issuing import is_frozen, is_refused
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.file_verbs import FileVerbs
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.plan_verbs import PlanVerbs
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.history import Entry, Page, Rest, Told, Wanted
    from kehoach_desktop.ui.history.filters import Chosen
    from kehoach_desktop.ui.history.page import HistoryPage
    from kehoach_desktop.ui.history.stood_page import StoodPage

_GONE = "Chỗ này không còn trong kế hoạch; muốn thấy lại, hãy xem kế hoạch như lúc thay đổi đó."
_ELSEWHERE = "Thay đổi này thuộc kế hoạch hoặc báo cáo khác; hãy mở kế hoạch hoặc báo cáo đó để xem."
_ISSUED = "Kế hoạch đã ban hành nên chưa đưa về được; hãy lập bản điều chỉnh rồi làm lại."


class HistoryVerbs(QObject):
    """Reads beside the window what its pages ask for. ``go`` brings a place of the plan to the front."""

    def __init__(
        self,
        workbench: Workbench,
        desk: Desk,
        long_work: LongWork,
        plans: PlanVerbs,
        files: FileVerbs,
        go: Callable[[Found], None],
    ) -> None:
        super().__init__(desk)
        self._workbench = workbench
        self._desk = desk
        self._long_work = long_work
        self._plans = plans
        self._files = files
        self._go = go
        self._runner = Runner(self)
        self._is_closed = False
        self._reading: Job | None = None  # of rows
        self._telling: Job | None = None  # of what one row changed

    def close(self) -> None:
        """Stop what is being read; a page that is still there asks in vain."""
        self._is_closed = True
        self._runner.close()

    @Slot()
    def on_history_triggered(self) -> None:
        """Show the page; what is being typed is told in it too."""
        self._workbench.flush()
        self._show(None, None)

    def on_rows_asked(self, page: "HistoryPage", wanted: "Wanted", rest: "Rest | None") -> None:
        """Have a page of rows read; one asked for before is not wanted any more."""
        from kehoach_desktop.services import history

        store = self._workbench.store
        if self._reading is not None:
            self._reading.cancel()
        self._reading = Job(
            partial(self.on_rows_read, page, is_first=rest is None), partial(self.on_failed, page)
        )
        page.closed.connect(self._reading.cancel)
        self._start(lambda progress: history.read_page(store, wanted, rest, progress), self._reading)

    def on_details_asked(self, page: "HistoryPage", entry: "Entry", *, is_whole: bool = False) -> None:
        """Have read what one row changed; ``is_whole``: with the whole of a long text."""
        from kehoach_desktop.services import history

        store = self._workbench.store
        try:
            now = self._now_of(entry) if is_whole else None
        except UserError as error:
            page.say(str(error))
            return
        if self._telling is not None:
            self._telling.cancel()
        self._telling = Job(partial(self.on_told, page, entry), partial(self.on_failed, page))
        page.closed.connect(self._telling.cancel)

        def work(progress: Callable[[int, int], None]) -> "Told":
            if not is_whole:
                return history.told_of(store, entry)
            return history.whole_texts(store, *(now or _read(store, entry, progress)), entry, progress)

        self._start(work, self._telling)

    def on_rows_read(self, page: "HistoryPage", rows: "Page", *, is_first: bool) -> None:
        """Show the rows, if the page is still there."""
        if self._desk.page is page:
            if is_first:
                page.show_first(rows)
            else:
                page.show_more(rows)

    def on_told(self, page: "HistoryPage", entry: "Entry", told: "Told") -> None:
        """Show what a row changed, if the page is still there."""
        if self._desk.page is page:
            page.show_details(entry, told)

    def on_failed(self, page: "HistoryPage", sentence: str) -> None:
        """Say why there are none."""
        if self._desk.page is page:
            page.say(sentence)

    def on_go_asked(self, entry: "Entry") -> None:
        """Bring the place to the front, if it is still there."""
        plan = self._workbench.plan
        if plan is None or plan.id != entry.plan_id:
            self._desk.messages.say("info", _ELSEWHERE)
            return
        found = find(plan, *entry.aim) if entry.aim is not None else None
        if found is None:
            self._desk.messages.say("info", _GONE)
            return
        self._desk.close_page()
        self._go(found)

    def on_stood_asked(self, page: "HistoryPage", entry: "Entry") -> None:
        """Have the plan as it stood made, then show it beside the plan as it is."""
        from kehoach_desktop.services import history

        plan = self._workbench.plan
        if plan is None or plan.id != entry.plan_id:
            self._desk.messages.say("info", _ELSEWHERE)
            return
        store = self._workbench.store
        try:
            upto = history.last_row(store, plan.id)
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        self._long_work.run(
            "Đang dựng lại kế hoạch",
            lambda progress: history.as_it_stood(store, plan, upto, entry.id, progress),
            partial(self.on_stood, page, entry, plan),
        )

    def on_stood(self, page: "HistoryPage", entry: "Entry", plan: Plan, stood: Plan) -> None:
        """Show the plan as it stood."""
        from kehoach_desktop.ui.comparing.side_by_side import choices_of, compare_on
        from kehoach_desktop.ui.history.model import moment_words
        from kehoach_desktop.ui.history.stood_page import StoodPage

        now = self._workbench.plan
        if self._desk.page is not page or now is None or now.id != plan.id:
            return
        chosen = page.filters.chosen()
        shown = StoodPage(moment_words(entry.at), now, stood, choices_of(self._workbench, now))
        name = f"({entry.at:%Y-%m-%d %H.%M})"
        shown.pdf_asked.connect(partial(self._files.ask_for_other, stood, ".pdf", name))
        shown.json_asked.connect(partial(self._files.ask_for_other, stood, ".json", name))
        shown.new_asked.connect(partial(self._plans.make_from, stood))
        shown.return_asked.connect(partial(self.on_return_asked, shown))
        compare_on(shown, self._workbench, self._desk, self._runner)
        shown.closed.connect(partial(self._show, chosen, entry.id))

    def on_return_asked(self, shown: "StoodPage") -> None:
        """Make the plan what it was, in one step that undo takes back."""
        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None or plan.id != shown.stood.id:
            return
        edit = back_to(plan, shown.stood)
        if edit is None:
            self._desk.messages.say("info", "Kế hoạch hiện nay đã đúng như lúc đó.")
            return
        if is_frozen(plan) and is_refused(plan, edit):
            self._desk.messages.say("info", _ISSUED)
            return
        if self._workbench.commit(edit, f"Đưa về như lúc {shown.when}"):
            self._desk.close_page()
            self._desk.messages.say(
                "ok",
                f"Đã đưa kế hoạch về như lúc {shown.when}. Bản đã ban hành, kỳ đã chốt vẫn được giữ.",
                ("Hoàn tác", self._workbench.undo_of_last()),
            )

    def _now_of(self, entry: "Entry") -> tuple[Plan, int] | None:
        """Return the open plan, if the entry is of it, and the last row of its history."""
        from kehoach_desktop.services import history

        plan = self._workbench.plan
        if plan is None or plan.id != entry.plan_id:
            return None
        return plan, history.last_row(self._workbench.store, plan.id)

    def _start(self, work: Work, job: Job) -> None:
        if not self._is_closed:
            self._runner.start(work, job)

    def _show(self, chosen: "Chosen | None", entry_id: int | None) -> None:
        """Show the page; ``chosen``: looking for what it did before, the row of ``entry_id`` chosen."""
        from kehoach_desktop.services import history
        from kehoach_desktop.ui.history.page import HistoryPage

        plan = self._workbench.plan
        page = HistoryPage(plan)
        if chosen is not None:
            page.filters.take(chosen)
        page.rows_asked.connect(partial(self.on_rows_asked, page))
        page.details_asked.connect(partial(self.on_details_asked, page))
        page.whole_asked.connect(partial(self.on_details_asked, page, is_whole=True))
        page.go_asked.connect(self.on_go_asked)
        page.stood_asked.connect(partial(self.on_stood_asked, page))
        self._workbench.plan_changed.connect(page.on_plan_changed)
        self._desk.show_page(page)
        try:
            if plan is not None:
                page.tell_beginning(history.beginning(self._workbench.store, plan.id))
        except UserError as error:
            page.say(str(error))
        page.ask(entry_id)


def _read(store: Store, entry: "Entry", progress: Callable[[int, int], None]) -> tuple[Plan, int]:
    """Read the plan or report an entry is of, and the last row of its history."""
    from kehoach_desktop.services import history

    upto = history.last_row(store, entry.plan_id)
    return plans.get_document(store, entry.plan_id, progress), upto
