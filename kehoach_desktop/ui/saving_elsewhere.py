"""When nothing can be kept where the file lies: all of it, with what is typed, saved in another place."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import files
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.saving_elsewhere import Carried, has_changed, save_whole
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.message_bar import Answer
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

OFFER = "Lưu ra nơi khác…"
_TITLE = "Lưu toàn bộ dữ liệu ra nơi khác"
_KINDS = "Tệp dữ liệu (*.kehoach)"


class SavingElsewhere(QObject):
    """Offers it where it is said that something could not be kept; the window then goes on with that file."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._is_needed = False
        self.follow(window.workbench)

    def follow(self, bench: Workbench) -> None:
        """Offer it too when an edit of this one cannot be kept."""
        bench.not_saved.connect(self.on_not_saved)
        bench.saved.connect(self.on_saved)

    def answers(self) -> tuple[Answer, ...]:
        """Return the answer to be given with a message that something is not kept."""
        is_of_use = self._is_needed and not self._window.workbench.is_read_only
        return ((OFFER, self.on_save_asked),) if is_of_use else ()

    @Slot()
    def on_not_saved(self) -> None:
        """Offer it once it has been said why."""
        self._is_needed = True
        QTimer.singleShot(0, self, self._offer)

    @Slot()
    def on_saved(self) -> None:
        """What could not be kept before can be now."""
        self._is_needed = False

    @Slot()
    def on_save_asked(self) -> None:
        """Ask where, and save all of it there."""
        path = self._window.workbench.store.path
        target = choosing.choose_target(self._window, self._window.settings, _TITLE, path.name, _KINDS)
        if target is not None:
            self.save(target)

    def save(self, target: Path) -> None:
        """Copy what is kept beside the window, then add to the copy what is typed."""
        path = self._window.workbench.store.path
        self._window.long_work.run(
            "Đang lưu ra nơi khác",
            lambda progress: save_whole(path, target, progress),
            partial(self._go_on, path, target),
            partial(self._say_failed, target),
            is_written=True,
        )

    def _offer(self) -> None:
        messages = self._window.desk.messages
        why = self._window.workbench.unkept or self._window.reports.unkept
        if self._is_needed and why and messages.text == why:
            messages.say("bad", why, *self.answers())

    def _say_failed(self, target: Path, sentence: str) -> None:
        self._window.desk.messages.say(
            "bad", f"Chưa lưu được ra {target.parent}. {sentence}", *self.answers()
        )

    def _go_on(self, path: Path, target: Path, carried: Carried) -> None:
        """Have what is typed in the copy too, and the window work in it from now on."""
        if self._window.is_closed:  # meanwhile: nobody is to hold that file
            return
        if has_changed(path, carried):  # something could be kept meanwhile
            self.save(target)
            return
        try:
            there = files.open_file(target)
        except UserError as error:
            self._say_failed(target, str(error))
            return
        before = self._window.workbench.store
        plan = self._window.workbench.plan
        kept = self._kept()
        self._work_in(there)
        self._window.leaving.keep_all()
        # With something kept there, only that file has all: what is typed wrong is kept in neither.
        if (why := self._unkept()) and all(now is then for now, then in zip(self._kept(), kept, strict=True)):
            self._work_in(before)
            there.close()
            self._say_failed(target, why)
            return
        before.close()
        if plan is not None:
            self._window.settings.last_plan[str(target.resolve())] = plan.id
        self._window.moved.emit(target, _told(path, target, carried, is_all=not why))

    def _kept(self) -> tuple[Plan | None, Plan | None]:
        """Return the plan and the report that the window takes as kept."""
        shown = self._window.reports.shown
        return self._window.workbench.plan, None if shown is None else shown.bench.plan

    def _unkept(self) -> str:
        return self._window.workbench.unkept or self._window.reports.unkept

    def _work_in(self, store: Store) -> None:
        before = self._window.workbench.store
        before.on_damaged = before.on_kept_after_all = None
        store.on_damaged = self._window.workbench.damaged.emit
        store.on_kept_after_all = self._window.workbench.kept_after_all.emit
        self._window.workbench.store = store
        if (shown := self._window.reports.shown) is not None:
            shown.bench.store = store


def _told(path: Path, target: Path, carried: Carried, *, is_all: bool) -> str:
    typed = " cùng phần đang gõ" if is_all else ""
    fault = f" {carried.fault}" if carried.fault else ""
    return (
        f"Đã lưu toàn bộ dữ liệu{typed} vào {target}; từ đây làm việc với tệp này, lần sau mở "
        f"bằng Tệp › Mở tệp dữ liệu khác. Tệp cũ {path} còn như lần ghi được cuối cùng.{fault}"
    )
