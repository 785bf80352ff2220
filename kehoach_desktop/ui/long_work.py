"""Work that takes a while: begun, shown in the status line, ended with a message."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.status_line import StatusLine

_CALLS_OFF = (
    "Chưa đóng vì đang ghi dở một tệp. Chờ ghi xong rồi đóng, hoặc hủy việc đó; tệp cũ còn nguyên.",
    "Hủy việc đó và đóng",
)


class LongWork(QObject):
    """One piece of work at a time, so that Hủy is never in doubt."""

    def __init__(self, messages: MessageBar, status: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._status = status
        self._runner = Runner(self)
        self._runner.over.connect(self.on_job_over)
        self.job: Job | None = None  # the last one begun
        self.on_closing = _CALLS_OFF  # what closing the window says of it, and the answer that closes

    def run(
        self,
        name: str,
        work: Work,
        on_done: Callable[[Any], None],
        on_failed: Callable[[str], None] | None = None,
        *,
        on_ended: Callable[[], None] | None = None,
        is_written: bool = False,
        on_closing: tuple[str, str] = _CALLS_OFF,
    ) -> Job | None:
        """Begin ``work`` unless other work is under way, and return its job; a failure is said.

        ``on_ended``: called when it was cancelled, ended by a bug, or not begun. ``is_written``: see Job.
        ``on_closing``: see the attribute.
        """
        ended = on_ended or _nothing
        if not self.is_free():
            ended()
            return None
        self.on_closing = on_closing
        job = Job(
            partial(self._end, on_done),
            partial(self._end, on_failed or self.on_work_failed),
            self._status.advance,
            partial(self._cancelled, ended),
            is_written,
            partial(self._broken, ended),
        )
        self.job = job
        self._status.begin(name, self._runner.start(work, job))
        return job

    def is_free(self) -> bool:
        """Say whether other work can begin; that it cannot is told in the window."""
        if self._status.is_busy:
            self._messages.say("info", "Một việc khác đang chạy; hãy chờ xong hoặc nhấn Hủy ở góc dưới.")
        return not self._status.is_busy

    @property
    def is_writing(self) -> bool:
        """Whether work is under way that makes a file."""
        return self._status.is_busy and self.job is not None and self.job.is_written

    def close(self) -> None:
        """Ask what is under way to stop, and wait for it."""
        self._status.on_cancel_clicked()
        self._runner.close()

    @Slot(str)
    def on_work_failed(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._messages.say("bad", sentence)

    @Slot(object)
    def on_job_over(self, job: Job) -> None:
        """Show no more that it is under way, where a bug kept that from being shown."""
        if job is self.job:
            self._status.end()

    def _cancelled(self, tell: Callable[[], None]) -> None:
        try:
            self._status.say_cancelled()
            self._status.end()
        finally:
            tell()

    def _broken(self, tell: Callable[[], None]) -> None:
        try:
            self._status.end()
        finally:
            tell()

    def _end(self, tell: Callable[[Any], None], result: Any) -> None:
        try:
            self._status.end()
        finally:
            tell(result)


def _nothing() -> None:
    """Nobody waits to hear that the work has ended."""
