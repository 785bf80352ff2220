"""Khôi phục: what is chosen in the bin goes back to where it was, and the page says so."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services import bin as services
from kehoach_desktop.services.bin import Binned
from kehoach_desktop.ui.copies.restoring import OpenPlan
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.runner import Job, Work
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.domain.plan import Plan
    from kehoach_desktop.domain.removed.several_back import Back
    from kehoach_desktop.ui.bin.page import BinPage
    from kehoach_desktop.ui.bin.rows import Row

_LETTERS = 60


class PuttingBack(QObject):
    """``run`` does work beside the window's thread; in a long plan it takes a while to find the places.

    ``tried``: what the page lists may be other things now.
    """

    tried = Signal()

    def __init__(
        self,
        workbench: Workbench,
        desk: Desk,
        run: Callable[[Work, Job], Job],
        open_plan: OpenPlan,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._run = run
        self._open_plan = open_plan
        self._job: Job | None = None  # the places are being found

    def put_back(self, page: "BinPage", rows: "Sequence[Row]") -> None:
        """Put the rows' things back; the rows are all of one list."""
        if isinstance(rows[0].of, Binned):
            self._put_back_documents(page, rows)
        elif self._job is None and self._workbench.flush() and self._workbench.plan is not None:
            self._find_places(page, rows, self._workbench.plan)

    def _put_back_documents(self, page: "BinPage", rows: "Sequence[Row]") -> None:
        wanted = [row.of.id for row in rows if isinstance(row.of, Binned)]
        try:
            done, why = services.restore_all(self._workbench.store, wanted)
        except UserError as error:
            done, why = (), str(error)
        self.tried.emit()
        if not done:
            page.messages.say("bad", why)
            return
        told = _told_documents(done, rows, why)
        plans = [one.id for one in done if one.reporting is None]
        kind = "warning" if why else "ok"
        if plans and self._workbench.plan is None:  # there is nothing else to go back to
            self._open_plan(plans[0], partial(self._desk.messages.say, kind, told))
        elif len(plans) == 1:
            page.messages.say(kind, told, ("Mở kế hoạch", partial(self._open_plan, plans[0])))
        else:
            page.messages.say(kind, told)

    def _find_places(self, page: "BinPage", rows: "Sequence[Row]", plan: "Plan") -> None:
        things = [row.of for row in rows if not isinstance(row.of, Binned)]

        def work(progress: Callable[[int, int], None]) -> "Back":
            from kehoach_desktop.domain.removed.several_back import put_back_all

            return put_back_all(plan, things, progress)

        done = partial(self._on_places_found, page, rows, plan)
        self._job = self._run(work, Job(done, self._on_failed, on_broken=self._forget))

    def _on_places_found(self, page: "BinPage", rows: "Sequence[Row]", plan: "Plan", back: "Back") -> None:
        self._forget()
        if self._workbench.plan is not plan:  # edited meanwhile: the places are other ones now
            if self._desk.page is page and self._workbench.plan is not None:
                self.put_back(page, rows)
            return
        messages = page.messages if self._desk.page is page else self._desk.messages
        if back.edit is None:
            messages.say("bad", back.why)
        elif self._workbench.commit(back.edit, "Khôi phục mục đã xóa"):
            undo = ("Hoàn tác", self._workbench.undo_of_last())
            messages.say("warning" if back.left else "ok", _told_things(back, rows), undo)
        self.tried.emit()

    def _on_failed(self, _sentence: str) -> None:
        """Finding places reads no file: there is no fault to be told of."""
        self._forget()

    def _forget(self) -> None:
        self._job = None


def _told_documents(done: Sequence[Binned], rows: "Sequence[Row]", why: str) -> str:
    if len(rows) > 1:
        return f"Đã khôi phục {_of_how_many(len(done), len(rows))} mục." + _why(why, len(rows) - len(done))
    name = shortened(rows[0].what, _LETTERS)
    if done[0].reporting is not None:
        return f"Đã khôi phục báo cáo “{name}”; mở ở trình đơn Báo cáo, Lập báo cáo."
    return f"Đã khôi phục kế hoạch “{name}”."


def _told_things(back: "Back", rows: "Sequence[Row]") -> str:
    if len(rows) == 1:
        return f"Đã khôi phục “{shortened(rows[0].what, _LETTERS)}” vào kế hoạch."
    told = f"Đã khôi phục {_of_how_many(len(back.done), len(rows))} mục vào kế hoạch."
    return told + _why(back.why, len(back.left))


def _of_how_many(done: int, wanted: int) -> str:
    return number_words(done) if done == wanted else f"{number_words(done)}/{number_words(wanted)}"


def _why(why: str, left: int) -> str:
    return f" Còn {number_words(left)} mục chưa khôi phục được: {why}" if left else ""
