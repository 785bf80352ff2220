"""Putting a copy in the place of what is there: asked, done beside the window, shown."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services import plans
from kehoach_desktop.ui.copies.keeper import CopyKeeper
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.backups import CopyNote
    from kehoach_desktop.services.restoring import Restored
    from kehoach_desktop.ui.waiting_page import WaitingPage

_KEEP = "Giữ nguyên"
_LEAD = (
    "Dữ liệu hiện nay được giữ thành một bản sao, rồi bản đã chọn được đưa vào tệp. Trong lúc đó chưa mở, "
    "chưa ghi được gì; xong thì kế hoạch tự mở lại."
)
_REFUSING = "Đang khôi phục dữ liệu nên chưa mở, chưa ghi được gì; hãy chờ khôi phục xong rồi làm lại."
_ON_CLOSING = (
    (
        "Chưa đóng vì đang khôi phục dữ liệu. Hãy chờ xong rồi đóng; nếu đóng ngay, dữ liệu là bản trước "
        "hoặc bản được khôi phục, trọn vẹn, bản sao trước khi khôi phục vẫn được giữ."
    ),
    "Đóng ngay",
)
OpenPlan = Callable[[int | None, Callable[[], object] | None], None]
"""Opens a plan and calls what follows once it is open."""


class Restoring(QObject):
    """``show_copies`` leads back to the list, where the state before is to be found."""

    def __init__(
        self,
        workbench: Workbench,
        desk: Desk,
        long_work: LongWork,
        keeper: CopyKeeper,
        parent: QObject,
        *,
        open_plan: OpenPlan,
        show_copies: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._long_work = long_work
        self._keeper = keeper
        self._open_plan = open_plan
        self._show_copies = show_copies
        self._page: WaitingPage | None = None  # over the desk while the file is being replaced
        self._is_closed = False

    @Slot(object)
    def on_restore_asked(self, note: "CopyNote") -> None:
        """Ask: everything goes back to what it was."""
        from kehoach_desktop.services.checking import moment_words

        if not self._keeper.may_write:
            self._desk.messages.say("info", "Cửa sổ này chỉ để xem nên không khôi phục được từ đây.")
            return
        self._desk.messages.say(
            "warning",
            f"Đưa mọi dữ liệu về bản sao {moment_words(note.made_at)}? "
            "Dữ liệu hiện nay được giữ thành một bản sao trước khi khôi phục.",
            ("Khôi phục", partial(self.restore, note)),
            (_KEEP, self._desk.take_keyboard),
        )
        self._desk.messages.put_focus_on(_KEEP)

    def restore(self, note: "CopyNote") -> None:
        """Put the copy in the place of what is there; no plan is open meanwhile, so nothing typed is lost."""
        if not self._long_work.is_free():
            return
        plan = self._workbench.plan
        try:
            self._workbench.prepare_to_leave()
        except UserError as error:
            self._desk.messages.say("bad", str(error))
            return
        self._open_plan(None, partial(self._begin, note, plan.id if plan is not None else None))

    def close(self) -> None:
        """Open nothing any more: the window goes."""
        self._is_closed = True

    def _begin(self, note: "CopyNote", plan_id: int | None) -> None:
        """Restore under a page that nothing can be typed below."""
        from kehoach_desktop.services.restoring import restore_into
        from kehoach_desktop.ui.waiting_page import WaitingPage

        store = self._workbench.store
        self._page = WaitingPage("Đang khôi phục dữ liệu", _LEAD)
        self._desk.show_page(self._page)
        self._workbench.refuse_all(_REFUSING)
        self._long_work.run(
            "Đang khôi phục",
            lambda progress: restore_into(store, note.path, progress),
            partial(self.on_restored, note, plan_id),
            partial(self.on_not_restored, plan_id),
            on_ended=partial(self._reopen, plan_id),
            is_written=True,
            on_closing=_ON_CLOSING,
        )

    def on_restored(self, note: "CopyNote", plan_id: int | None, done: "Restored") -> None:
        """Show the plan as it was then, and say how to change one's mind."""
        self._reopen(plan_id, partial(self._tell, note, done))

    def _tell(self, note: "CopyNote", done: "Restored") -> None:
        from kehoach_desktop.services.checking import moment_words

        self._workbench.directory_changed.emit()
        came = f" Đã đưa lại {len(done.evidence)} tệp minh chứng." if done.evidence else ""
        came += f" {done.fault}" if done.fault else ""
        self._desk.messages.say(
            "warning" if done.fault else "ok",
            f"Đã khôi phục dữ liệu {moment_words(note.made_at)}.{came} Dữ liệu ngay trước đó là bản "
            "“Trước khi khôi phục” trong Bản sao lưu.",
            ("Xem bản sao lưu", self._show_copies),
        )

    def on_not_restored(self, plan_id: int | None, sentence: str) -> None:
        """Go on with what is there, and say why."""
        told = f"Chưa khôi phục; dữ liệu vẫn như trước. {sentence}"
        self._reopen(plan_id, partial(self._desk.messages.say, "bad", told))

    def _reopen(self, plan_id: int | None, then: Callable[[], object] | None = None) -> None:
        """Open the plan that was open, if there is one of that number, else the first of the list."""
        if self._is_closed:
            return
        self._workbench.refuse_all("")
        if self._page is not None and self._page is self._desk.page:
            self._desk.close_page()
        self._page = None
        try:
            found = [one.id for one in plans.list_plans(self._workbench.store)]
        except UserError as error:
            self._desk.messages.say("bad", str(error))
        else:
            self._open_plan(plan_id if plan_id in found else next(iter(found), None), then)
