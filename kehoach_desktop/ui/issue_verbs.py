"""Verbs of issuing: Ban hành, Lập bản điều chỉnh, the versions that went out, and comparing two of them.

Pages are imported when they are shown: the window stands sooner.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import has_own_version, is_frozen, issue, revise
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.file_verbs import FileVerbs
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.tabs import Tabs
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.frozen_strip import FrozenStrip
    from kehoach_desktop.ui.issue_page import IssuePage
    from kehoach_desktop.ui.versions_page import VersionsPage

_REVISE, _LEAVE = "Lập bản điều chỉnh", "Không sửa"


class IssueVerbs(QObject):
    """``on_…_triggered`` shows a page or a question; the verb itself takes what was answered."""

    def __init__(
        self, workbench: Workbench, files: FileVerbs, desk: Desk, long_work: LongWork, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._files = files
        self._desk = desk
        self._long_work = long_work
        self._runner = Runner(self)
        self._strip: FrozenStrip | None = None
        self._listing: VersionsPage | None = None  # the page of versions shown last
        self._looking: Job | None = None  # what is odd about the plan that is to go out
        self._known: Plan | None = None  # the plan as it was followed last
        self._question = ""  # the last one asked about an issued plan
        workbench.issued_touched.connect(self.on_issued_touched)
        workbench.state_change_asked.connect(self.on_state_change_asked)

    def close(self) -> None:
        """Stop what is being looked at."""
        self._runner.close()

    def follow(self, plan: Plan | None, verbs: dict[str, QAction], tabs: Tabs) -> None:
        """Let only what can be done be chosen, and say over the tabs that a plan has gone out."""
        frozen = is_frozen(plan)
        verbs["issue"].setEnabled(plan is not None and not frozen)
        verbs["revise"].setEnabled(frozen)
        if not frozen and self._question and self._desk.messages.text == self._question:
            self._desk.messages.dismiss()  # undone meanwhile: there is nothing left to ask
        self._tell_what_is_undone(plan)
        if plan is not None and frozen:
            if self._strip is None:
                from kehoach_desktop.ui.frozen_strip import FrozenStrip

                self._strip = FrozenStrip(verbs["revise"], verbs["versions"])
            self._strip.show_plan(plan)
        if plan is not None and self._desk.page is not None and self._desk.page is self._listing:
            self._listing.show_versions(plan)
        tabs.show_notice(self._strip if frozen else None)

    def _tell_what_is_undone(self, plan: Plan | None) -> None:
        """Say it when undo has taken a version away: it happens too easily for something so grave."""
        before, self._known = self._known, plan
        if plan is None or before is None or before.id != plan.id:
            return
        if len(plan.versions) < len(before.versions):
            number = f" số {before.versions[-1].number}" if before.versions[-1].number else ""
            self._desk.messages.say(
                "warning",
                f"Đã hoàn tác việc ban hành: bản{number} cùng tệp PDF không còn được giữ. "
                "Nếu không định như vậy, hãy nhấn Làm lại.",
                ("Làm lại", self._workbench.redo),
            )

    def issue(self, number: str, date: dt.date) -> None:
        """Have the PDF made, then issue the plan with it in one step; leaving the page calls that off."""
        from kehoach_desktop.services import issuing

        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None or is_frozen(plan):
            self.on_issue_ended()
            return
        page = self._desk.page
        job = self._long_work.run(
            "Đang ban hành",
            lambda progress: issuing.freeze(plan, number, date, progress),
            partial(self.on_issue_frozen, plan, page),
            self.on_issue_failed,
            on_ended=self.on_issue_ended,
        )
        if page is not None and job is not None:
            page.closed.connect(job.cancel)

    def revise(self) -> None:
        """Make the issued plan a draft again; what went out is kept, now if it was not before."""
        from kehoach_desktop.services import issuing

        self._workbench.flush()  # what the issued plan refuses goes into the revision
        plan = self._workbench.plan
        if plan is None or not is_frozen(plan):
            return
        if has_own_version(plan):
            self.on_revision_frozen(plan, None)
            return
        self._long_work.run(
            "Đang giữ lại bản đã ban hành",
            lambda progress: issuing.freeze(plan, plan.number, plan.date, progress),
            partial(self.on_revision_frozen, plan),
        )

    @Slot()
    def on_issue_triggered(self) -> None:
        """Ask for number and date, and look meanwhile what is odd."""
        from kehoach_desktop.services import issuing, legal_bases
        from kehoach_desktop.ui.issue_page import IssuePage

        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None or is_frozen(plan):
            return
        page = IssuePage(plan)
        page.chosen.connect(self.issue)
        self._desk.show_page(page)
        try:
            library = legal_bases.list_bases(self._workbench.store)
        except UserError as error:
            self._long_work.on_work_failed(str(error))
            library = ()
        today = dt.datetime.now().astimezone().date()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = Job(partial(self.on_oddities_found, page), self._long_work.on_work_failed)
        page.closed.connect(self._looking.cancel)
        self._runner.start(lambda _: issuing.find_oddities(plan, library, today), self._looking)

    @Slot()
    def on_revise_triggered(self) -> None:
        """Make the revision; choosing the verb was the answer."""
        self.revise()

    @Slot()
    def on_state_change_asked(self) -> None:
        """Lead on from where the plan stands."""
        if is_frozen(self._workbench.plan):
            self.on_issued_touched()
        else:
            self.on_issue_triggered()

    @Slot()
    def on_issued_touched(self) -> None:
        """Ask once whether a revision is wanted; the keyboard stays where it is."""
        plan = self._workbench.plan
        if plan is None or self._workbench.is_read_only:  # then the window says why
            return
        day = f" ngày {short_date(plan.date)}" if plan.date else ""
        words = (
            f"Kế hoạch đã ban hành{day}. Muốn sửa, hãy lập bản điều chỉnh; "
            "bản đã ban hành vẫn được giữ nguyên."
        )
        self._question = words
        if self._desk.messages.text != words:  # keys that follow do not ask again
            self._desk.messages.say("info", words, (_REVISE, self.revise), (_LEAVE, self._desk.take_keyboard))

    @Slot()
    def on_versions_triggered(self) -> None:
        """List what went out."""
        from kehoach_desktop.ui.versions_page import VersionsPage

        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None:
            return
        page = VersionsPage(plan)
        page.open_asked.connect(self._files.open_version)
        page.save_asked.connect(self._files.save_version)
        page.compare_asked.connect(self.on_compare_asked)
        page.compare_two_asked.connect(self.on_compare_triggered)
        self._listing = page
        self._desk.show_page(page)

    @Slot()
    def on_compare_triggered(self) -> None:
        """Compare what went out last with what is there now, or with what else there is."""
        self._compare(None)

    @Slot(object)
    def on_compare_asked(self, version: Version) -> None:
        """Compare a version with what is there now."""
        self._compare(version)

    def on_issue_frozen(self, plan: Plan, page: QWidget | None, version: Version) -> None:
        """Issue the plan, unless it has changed or its page was left while its PDF was made."""
        if self._desk.page is not page:
            self._desk.messages.say("info", "Chưa ban hành vì trang Ban hành đã đóng; hãy ban hành lại.")
            return
        if not self._workbench.flush():  # which says why
            self.on_issue_ended()
            return
        if self._workbench.plan is not plan:
            self.on_issue_failed(
                "Kế hoạch vừa được sửa khi đang dựng PDF nên chưa ban hành; hãy ban hành lại."
            )
            return
        if not self._workbench.commit(issue(plan, version), "Ban hành"):
            self.on_issue_ended()
            return
        self._desk.close_page()
        day = short_date(version.date) if version.date else ""
        self._desk.messages.say(
            "ok",
            f"Đã ban hành Kế hoạch số {version.number}/{plan.symbol} ngày {day}; "
            "tệp PDF được giữ cùng kế hoạch.",
            ("Lưu tệp PDF…", partial(self._files.save_version, version)),
        )

    def on_issue_failed(self, sentence: str) -> None:
        """Say why the plan has not gone out."""
        self.on_issue_ended()
        self._desk.messages.say("bad", sentence)

    def on_issue_ended(self) -> None:
        """Let the clerk try again."""
        from kehoach_desktop.ui.issue_page import IssuePage

        if isinstance(self._desk.page, IssuePage):
            self._desk.page.let_try_again()

    def on_revision_frozen(self, plan: Plan, version: Version | None) -> None:
        """Make the revision, unless the plan has changed meanwhile."""
        self._workbench.flush()
        if self._workbench.plan is not plan:
            self._desk.messages.say(
                "bad", "Kế hoạch vừa thay đổi khi đang dựng PDF nên chưa lập bản điều chỉnh; hãy làm lại."
            )
        elif self._workbench.commit(revise(plan, version), _REVISE):
            self._desk.close_page()
            self._desk.messages.say(
                "ok", "Đã lập bản điều chỉnh; số và ngày để trống, chờ cấp khi ban hành. Bản cũ vẫn được giữ."
            )

    def on_oddities_found(self, page: "IssuePage", sentences: tuple[str, ...]) -> None:
        """List them, if the page is still there."""
        if self._desk.page is page:
            page.show_oddities(sentences)

    def _compare(self, version: Version | None) -> None:
        from kehoach_desktop.ui.comparing.side_by_side import show_comparison

        if self._workbench.flush():
            show_comparison(self._workbench, self._desk, self._runner, version)
