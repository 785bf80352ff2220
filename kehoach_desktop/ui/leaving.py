"""Leaving the window: what is typed is kept first, and every part lets go of the file before it is closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kehoach_desktop.ui.overriding import tell_bug
from kehoach_desktop.ui.runner import Job, wait_for_left

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

_BROKEN = "Chương trình gặp lỗi ngoài dự kiến khi ghi."


def done(act: Callable[[], object]) -> object:
    """Return what ``act`` returns; None when a bug ends it, which is told."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest is to be done all the same
        tell_bug(error)
        return None


class Leaving(QObject):
    """What cannot be kept holds the window open once, to be copied elsewhere; a file being written too."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._is_loss_told = False
        self._told_work: Job | None = None  # of which it was said that it would be called off

    @property
    def unkept(self) -> str:
        """Why not all can be kept, where that was said before, so that closing drops it; else ""."""
        if not self._is_loss_told or self.keep_all():
            return ""
        return self._window.workbench.unkept or self._window.reports.unkept or _BROKEN

    def keep_all(self) -> bool:
        """Have what is typed, and the settings, kept; say whether all of it is."""
        window = self._window
        if window.is_closed or not hasattr(window, "workbench"):
            return True
        window.workbench.beside.finish()  # what only looks keeps nothing from being kept after it
        done(window.keeper.act_now)
        kept = [done(window.workbench.flush), done(window.reports.flush)]  # both, whatever becomes of one
        done(window.settings_keeper.keep_now)  # what was just kept may have told them something
        is_kept = kept == [True, True]
        if is_kept:
            self._is_loss_told = False  # what is typed wrong later is told of anew
        return is_kept

    def tell_loss(self) -> bool:
        """Say once that not all can be kept; return whether it was said now."""
        if self._is_loss_told:
            return False
        self._is_loss_told = True
        why = self._window.workbench.unkept or self._window.reports.unkept or _BROKEN
        self._window.desk.messages.say(
            "bad",
            f"Chưa đóng vì chưa ghi được phần đang gõ. {why} Đóng lần nữa thì bỏ phần đó.",
            *self._window.elsewhere.answers(),
        )
        return True

    def may_close(self, *, must: bool) -> bool:
        """Keep all; say what holds the window open, once, unless it must close. Closing again lets it go."""
        is_kept = self.keep_all()
        if must:
            return True
        if not is_kept and self.tell_loss():
            return False
        return not self.tell_of_work()

    def leave(self) -> None:
        """Have every part end what it does, let the file go, and leave a copy of it.

        All that is typed is kept or given up by now: a bug in one part is told and holds up no other.
        """
        window = self._window
        store = window.workbench.store
        store.on_damaged = store.on_kept_after_all = None
        for end in (
            window.desk.close_page,  # it may be reading the file
            window.workbench.close,
            window.long_work.close,
            window.plans.opening.close,
            window.reports.close,
            window.issuing.close,
            window.next_year.close,
            window.history.close,
            window.importing.close,
            window.sent_periods.close,
            window.bin.close,
            window.tab_verbs.close,
            window.settings_keeper.close,
            window.endings.close,
            window.copies.close,
            window.keeper.stop,
            wait_for_left,  # it may be reading the file
            store.close,
            window.keeper.copy_at_the_end,
        ):
            done(end)

    def tell_of_work(self) -> bool:
        """Say once of a file being written that closing calls that off; return whether it was said now."""
        work = self._window.long_work
        if not work.is_writing or self._told_work is work.job:
            return False
        self._told_work = work.job
        words, answer = work.on_closing
        self._window.desk.messages.say("warning", words, (answer, self._window.close_for_good))
        return True
