"""Copies made by themselves while the window is open, and one when it closes."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kehoach_desktop.domain.errors import Cancelled, UserError
from kehoach_desktop.services.copy_places import Carried, Elsewhere, elsewhere
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.workbench import Workbench

_LOOK_MS = 60_000
_SOON_MS = 2_000  # after the first change of a day: who types goes on undisturbed
_AT_ONCE_S = 0.03  # so long the window waits for a copy to be read; nobody feels it
_SAY_LATER_MS = 15_000
_CLOSE_S = 15.0  # so long the closed window's program stays at most, for a large file or a slow stick
_FAILED = "Chưa tạo được bản sao lưu tự động. "
_FAILED_ASKED = "Mọi thay đổi đã được lưu, nhưng chưa giữ được bản sao để quay lại. "
_NOT_BEFORE = "Đã xóa, nhưng chưa giữ được bản sao trước khi xóa; hoàn tác (Ctrl+Z) vẫn lấy lại được. "
_ONLY_READ = "Cửa sổ này chỉ để xem nên không tạo bản sao lưu từ đây."
_STOPPED = "Việc tạo bản sao bị dừng giữa chừng; hãy làm lại."


class CopyKeeper(QObject):
    """Looks every minute whether a copy is due, in a thread of its own: a slow folder holds nothing up."""

    kept = Signal()  # there may be a copy more
    elsewhere_known = Signal(object)  # Elsewhere: where the copies go besides, and whether that is there

    _was_read = Signal(object)  # from a worker: what waited until a copy holds the state as it is

    def __init__(
        self, workbench: Workbench, desk: Desk, parent: QObject, *, remembered: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._runner = Runner(self)
        self._ahead = Runner(self)  # of copies an act waits for: a slow stick holds them up no more
        self._was_read.connect(self._act)
        self._waiting: list[_Once] = []  # what waits for its copy
        workbench.copy_first = self.keep_before
        self._day: dt.date | None = None  # on which a copy has been looked after
        self._is_failure_told = False
        self._said = ""
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        self._catch_up = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._catch_up.timeout.connect(self.catch_up)
        self._remembered = remembered
        workbench.saved.connect(self.on_saved)
        self._timer.start()
        self._catch_up.start()

    @property
    def may_write(self) -> bool:
        """Whether the file is worked in: one that is only read, or was found damaged, is not copied."""
        return not self._workbench.is_read_only

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made."""
        return not self._runner.is_idle

    @Slot(object)
    def on_saved(self, when: dt.datetime) -> None:
        """Have the first change of a day in a copy soon."""
        if self._day != when.date() and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def look(self) -> None:
        """Make a copy if one is due, and bring to the chosen folder what it lacks."""
        if self.is_busy or not self.may_write:
            return
        self._day = dt.datetime.now().astimezone().date()
        from kehoach_desktop.services.copy_tending import tend_if_due

        path = self._workbench.store.path
        self._start(lambda progress: tend_if_due(path, progress), self._on_tended)

    @Slot()
    def catch_up(self) -> None:
        """Bring to the chosen folder what it lacks since the last time the program ran."""
        if self.is_busy or not self.may_write:
            return
        from kehoach_desktop.services.copy_tending import catch_up

        path, remembered = self._workbench.store.path, self._remembered
        self._start(lambda progress: catch_up(path, remembered, progress), self._on_tended)

    def keep(
        self, why: str, on_done: Callable[[], None], on_failed: Callable[[str], None] | None = None
    ) -> None:
        """Make a copy now, after the one under way, and call back whatever comes of it.

        Without ``on_failed`` it is said in the window that there is none, every time: it was asked for.
        """
        from kehoach_desktop.services.copy_tending import copy_and_tend

        failed = on_failed or self._tell_failed
        if not self.may_write:
            failed(_ONLY_READ)
            return
        path = self._workbench.store.path
        self._start(
            lambda progress: copy_and_tend(path, why, progress),
            partial(self._on_kept, on_done),
            failed,
            partial(failed, _STOPPED),
        )

    def keep_before(self, act: Callable[[], object]) -> None:
        """Have a copy of the file as it is before ``act``, which deletes much, and act as soon as it may.

        That is once the copy has been read: it is checked and finished beside. Where none can be made, that
        is said, and ``act`` is done all the same: what it deletes can be undone.
        """
        if not self.may_write:
            act()
            return
        from kehoach_desktop.services.backups import keep_copy

        path, once, is_read = self._workbench.store.path, _Once(act), Event()
        self._waiting = [one for one in self._waiting if one.is_waiting] + [once]

        def tell() -> None:
            is_read.set()
            self._was_read.emit(once)

        self._ahead.start(
            lambda _: keep_copy(path, "deletion", on_read=tell),
            Job(
                partial(self._on_kept_before, once),
                partial(self._on_not_kept_before, once),
                is_written=True,
                on_broken=once,
            ),
        )
        if is_read.wait(_AT_ONCE_S):  # as with most files: what is pressed next comes after the act
            once()

    def act_now(self) -> None:
        """Do what still waits for its copy: the file is about to be let go, and leaves a copy of closing."""
        waiting, self._waiting = self._waiting, []
        for once in waiting:
            once()

    def stop(self) -> None:
        """Ask what is under way to stop, and begin nothing more."""
        for timer in (self._timer, self._soon, self._catch_up):
            timer.stop()
        self._ahead.close()
        self._runner.close()

    def copy_at_the_end(self) -> None:
        """Make the copy of closing: the window is gone from the screen, the file is let go.

        It is given up after a while; the next start catches up with what is left.
        """
        from kehoach_desktop.services.copy_tending import copy_within

        if not self.may_write:
            return
        with suppress(UserError, OSError, Cancelled):
            copy_within(_CLOSE_S, self._workbench.store.path, "close")

    def _start(
        self,
        work: Callable[[Callable[[int, int], None]], Carried],
        on_done: Callable[[Carried], None],
        on_failed: Callable[[str], None] | None = None,
        on_stopped: Callable[[], None] | None = None,
    ) -> None:
        job = Job(
            partial(self._end_well, on_done),
            on_failed or self._on_failed,
            on_cancelled=on_stopped,
            is_written=True,
            on_broken=on_stopped,
        )
        path = self._workbench.store.path

        def work_and_ask(progress: Callable[[int, int], None]) -> tuple[Carried, Elsewhere]:
            return work(progress), elsewhere(path)

        self._runner.start(work_and_ask, job)

    @Slot(object)
    def _act(self, once: "_Once") -> None:
        once()

    def _on_kept_before(self, once: "_Once", _copy: Path | None) -> None:
        once()
        self.kept.emit()

    def _on_not_kept_before(self, once: "_Once", sentence: str) -> None:
        once()
        self._desk.messages.say("warning", _NOT_BEFORE + sentence)

    def _end_well(self, tell: Callable[[Carried], None], done: tuple[Carried, Elsewhere]) -> None:
        carried, place = done
        self.elsewhere_known.emit(place)
        tell(carried)

    def _on_tended(self, carried: Carried) -> None:
        self._is_failure_told = False
        self.kept.emit()
        if carried.sentence and carried.sentence != self._said:  # once is enough
            self._say_calmly("warning" if carried.is_away else "info", carried.sentence)
        self._said = carried.sentence or self._said

    def _on_kept(self, on_done: Callable[[], None], carried: Carried) -> None:
        self._on_tended(carried)
        on_done()

    def _on_failed(self, sentence: str) -> None:
        if not self._is_failure_told:
            self._is_failure_told = True
            self._say_calmly("warning", _FAILED + sentence)

    def _tell_failed(self, sentence: str) -> None:
        self._desk.messages.say("warning", _FAILED_ASKED + sentence)

    def _say_calmly(self, kind: str, sentence: str) -> None:
        """Say it when nothing else is being said: a question is not taken from under the clerk's hand."""
        if self._desk.messages.text:
            QTimer.singleShot(_SAY_LATER_MS, self, partial(self._say_calmly, kind, sentence))
        else:
            self._desk.messages.say(kind, sentence)


class _Once:
    """Does what it was given the first time it is called."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act: Callable[[], object] | None = act

    @property
    def is_waiting(self) -> bool:
        """Whether it has not been called."""
        return self._act is not None

    def __call__(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
