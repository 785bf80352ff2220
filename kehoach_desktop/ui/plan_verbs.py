"""Verbs on plans as a whole: a new one, one that comes in, its state, its end.

Pages are imported when they are shown: the window stands sooner.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.services import bin as bins
from kehoach_desktop.services import plans, reports
from kehoach_desktop.services.plans import TEMPLATES
from kehoach_desktop.services.settings import Office, Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.plan_deleting import question, told
from kehoach_desktop.ui.plan_opening import PlanOpening
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.importing import Imported, Loaded

_KEEP = "Giữ lại"


def _nothing() -> None:
    """Nothing more is to be told."""


class PlanVerbs(QObject):
    """``on_…_triggered`` shows a page or a question; the verb itself takes what was answered."""

    plan_made = Signal()  # a plan has come in and is to be written on
    next_year_asked = Signal(object, int)  # the id of the plan to go on from, and the year

    def __init__(
        self, workbench: Workbench, settings: Settings, desk: Desk, long_work: LongWork, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._template = TEMPLATES[0].key
        self.opening = PlanOpening(workbench, desk, self)

    def make_plan(self, template: str, year: int) -> None:
        """Start a plan from a template."""
        self._add(
            plans.draft_plan(template, year, self._settings.office), "Lập kế hoạch mới", is_begun_here=True
        )

    def make_from(self, plan: Plan) -> None:
        """Add a draft that says what ``plan`` says, without what went out."""
        draft = replace(plan, status=Status.DRAFT, versions=(), closings=(), sendings=())
        say = partial(
            self._desk.messages.say, "ok", "Đã lập một kế hoạch mới từ bản đó; kế hoạch cũ vẫn còn nguyên."
        )
        self._add(draft, "Lập kế hoạch từ một bản trước đây", then=say)

    def open_sample(self) -> None:
        """Add the sample plan and open it."""
        words = "Đây là kế hoạch mẫu để xem thử; xem xong có thể xóa ở trình đơn Kế hoạch."
        say = partial(self._desk.messages.say, "info", words)
        self._add(plans.read_template(plans.SAMPLE), plans.AS_SAMPLE, then=say)

    def import_text(self, source: Path, book: Path | None = None) -> None:
        """Read a plan from a text and a workbook; nothing is kept when either cannot be read."""
        from kehoach_desktop.services import backups, importing

        path = self._workbench.store.path
        self._long_work.run(
            "Đang nhập văn bản",
            lambda progress: backups.read_and_keep(
                path, lambda: importing.read_source(source, book, progress)
            ),
            self.on_text_read,
            self.on_text_refused,
            on_ended=self.on_text_not_read,
        )

    def load_json(self, source: Path) -> None:
        """Read a plan from a JSON file."""
        from kehoach_desktop.services import backups, importing

        path = self._workbench.store.path
        self._long_work.run(
            "Đang nhập JSON",
            lambda progress: backups.read_and_keep(path, lambda: importing.read_document(source, progress)),
            self.on_json_read,
        )

    def delete(self, plan_id: int, *, with_sent: bool = False) -> None:
        """Put the open plan, if it is the one meant, into the bin, and open the next one of the file."""
        plan = self._workbench.plan
        if plan is None or plan.id != plan_id:
            return
        try:
            along = reports.list_reports(self._workbench.store, plan.id)
            self._workbench.open_plan(None)
            plans.delete_plan(self._workbench.store, plan.id, with_sent=with_sent)
            rest = plans.list_plans(self._workbench.store)
        except UserError as error:
            self.open_plan(plan.id, partial(self._desk.messages.say, "bad", str(error)))
            return
        words, back = told(plan, along), ("Khôi phục", partial(self.restore, plan.id))
        say = partial(self._desk.messages.say, "info", words, back)
        self.open_plan(rest[0].id if rest else None, say)

    def restore(self, plan_id: int) -> None:
        """Take a plan out of the bin and open it."""
        try:
            self._workbench.prepare_to_leave()
            found = bins.restore(self._workbench.store, plan_id)
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        words = f"Đã khôi phục kế hoạch năm {found.year}."
        self.open_plan(plan_id, partial(self._desk.messages.say, "ok", words))

    @Slot(int)
    def open_plan(self, plan_id: int | None, then: Callable[[], object] | None = None) -> None:
        """Open a plan of the file, and call ``then`` once it is open."""
        try:
            self.opening.open(plan_id, partial(self._on_opened, self._desk.page, then))
        except UserError as error:
            self._desk.messages.say("bad", str(error))

    def keep_long(self, keep: Callable[[], Plan], then: Callable[[], object]) -> None:
        """Have ``keep`` put a long plan into the file beside the window's thread, open it, call ``then``.

        Raises UserError when what is typed in the open plan cannot be kept.
        """
        store = self._workbench.store
        opened = partial(self._on_opened, self._desk.page, then)
        self.opening.keep(lambda: plans.get_document(store, keep().id), opened)

    def _on_opened(self, before: QWidget | None, then: Callable[[], object] | None) -> None:
        """Put away what was about the plan before; ``before`` is the page it was asked from.

        A page opened since, while a long plan was read, stays unless it is about a plan too.
        """
        self._desk.messages.hide()  # what was asked or said was about the plan before
        self._desk.close_findings()
        page = self._desk.page
        if page is not None and (page is before or not page.is_of_file):
            self._desk.close_page()
        elif page is not None and self._workbench.plan is not None:
            year = self._workbench.plan.year
            self._desk.messages.say("ok", f"Đã mở kế hoạch năm {year}; đóng trang này để xem.")
        if then is not None:
            then()

    def greet(self) -> None:
        """Ask the first start's questions."""
        self._show_office(is_first=True)

    @Slot()
    def on_new_plan_triggered(self) -> None:
        """Ask from which plan or template, and for which year."""
        from kehoach_desktop.ui.new_plan import NewPlanPage

        try:
            newest = next(iter(plans.list_plans(self._workbench.store)), None)
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        page = NewPlanPage(self._template, newest)
        page.chosen.connect(self.make_plan)
        page.last_chosen.connect(self.next_year_asked)
        self._desk.show_page(page)

    @Slot()
    def on_import_text_triggered(self) -> None:
        """Ask for the text and the workbook."""
        from kehoach_desktop.ui.import_page import ImportPage

        page = ImportPage(self._settings)
        page.chosen.connect(self.import_text)
        self._desk.show_page(page)

    @Slot()
    def on_load_json_triggered(self) -> None:
        """Ask for the JSON file."""
        source = choosing.choose_source(
            self._window, self._settings, "Nhập tệp JSON", "Tệp JSON của chương trình (*.json)"
        )
        if source is not None:
            self.load_json(source)

    @Slot()
    def on_office_triggered(self) -> None:
        """Ask the first start's questions again."""
        self._show_office(is_first=False)

    @Slot()
    def on_delete_plan_triggered(self) -> None:
        """Delete the plan, which can be had back; where reports were sent, ask first."""
        plan = self._workbench.plan
        if plan is None:
            return
        try:
            asked = question(plan, reports.list_reports(self._workbench.store, plan.id))
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        if asked:
            self._ask(asked, "Xóa cả báo cáo đã gửi", partial(self.delete, plan.id, with_sent=True))
        else:
            self.delete(plan.id)

    @Slot(object, str)
    def on_office_answered(self, office: Office, template: str) -> None:
        """Keep the office's particulars for the plans to come."""
        self._settings.office = office
        self._template = template
        self._desk.close_page()

    @Slot(object)
    def on_text_read(self, read: "Imported") -> None:
        """Keep the plan read, open it, and list what was odd in its source."""
        then = partial(self._tell_findings, read.findings)
        self._add(read.plan, plans.AS_TEXT, is_begun_here=True, then=then)

    def _tell_findings(self, findings: tuple[str, ...]) -> None:
        self._desk.findings.show_findings(f"Lưu ý khi nhập ({len(findings)})", findings)
        self._desk.messages.say(
            "ok",
            "Đã nhập kế hoạch. Hãy xem lại các lưu ý bên dưới."
            if findings
            else "Đã nhập kế hoạch, không có gì phải lưu ý.",
        )

    @Slot(str)
    def on_text_refused(self, sentence: str) -> None:
        """Say what is wrong where the files were chosen."""
        from kehoach_desktop.ui.import_page import ImportPage

        page = self._desk.page
        if isinstance(page, ImportPage):
            page.say_wrong(sentence)
        else:
            self._desk.messages.say("bad", sentence)

    def on_text_not_read(self) -> None:
        """Let the clerk try again where the files were chosen."""
        from kehoach_desktop.ui.import_page import ImportPage

        if isinstance(self._desk.page, ImportPage):
            self._desk.page.let_try_again()

    @Slot(object)
    def on_json_read(self, loaded: "Loaded") -> None:
        """Keep the plan read, with the reports on it, and open it."""
        say = partial(self._desk.messages.say, "ok", "Đã nhập kế hoạch từ tệp JSON.")
        self._add(loaded.plan, plans.AS_JSON, loaded.reports, then=say)

    def _ask(self, words: str, verb: str, act: Callable[[], None]) -> None:
        self._desk.messages.say("warning", words, (verb, act), (_KEEP, self._desk.take_keyboard))
        self._desk.messages.put_focus_on(_KEEP)

    def _add(
        self,
        plan: Plan,
        name: str,
        on_it: tuple[Plan, ...] = (),
        *,
        is_begun_here: bool = False,
        then: Callable[[], object] = _nothing,
    ) -> None:
        """Keep the plan, which came as ``name`` says, open it and call ``then``.

        One ``is_begun_here`` knows nothing of reporting periods yet.
        """
        store = self._workbench.store

        def keep() -> Plan:
            own = plans.with_usual_scheme(store, plan) if is_begun_here else plan
            return plans.add_plan(store, replace(own, id=0), on_it, name=name)

        try:
            if plans.is_long_plan(plan):
                self.keep_long(keep, partial(self._on_made, then))
                return
            self._workbench.prepare_to_leave()  # or the plan would be added and not shown
            kept = keep()
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            self.on_text_not_read()
            return
        self.open_plan(kept.id, partial(self._on_made, then))

    def _on_made(self, then: Callable[[], object]) -> None:
        self.plan_made.emit()
        then()

    def _show_office(self, *, is_first: bool) -> None:
        from kehoach_desktop.ui.welcome import WelcomePage

        page = WelcomePage(self._settings.office, is_first=is_first)
        page.answered.connect(self.on_office_answered)
        self._desk.show_page(page)
