"""A copy that was opened like a file, brought back into the file it is of."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.copy_names import is_copy_name
from kehoach_desktop.services import opening
from kehoach_desktop.services.opened_copies import OpenedCopy, Restored, restore_copy
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.waiting_page import WaitingPage

if TYPE_CHECKING:
    from kehoach_desktop.ui.reading_only import ReadingStrip
    from kehoach_desktop.ui.start import Start

_KINDS = "Tệp dữ liệu (*.kehoach)"
_KEEP = "Chỉ xem"
_LEAD = (
    "Tệp hiện có được giữ nguyên dưới tên khác, rồi bản sao được đưa vào chỗ của nó; "
    "xong thì tệp được mở để làm việc tiếp."
)


class BringingBack(QObject):
    """Asks, lets the copy go, puts it in place beside the window, and has the file opened."""

    def __init__(self, start: "Start", settings: Settings, runner: Runner) -> None:
        super().__init__(start)
        self._start = start
        self._settings = settings
        self._runner = runner
        self._copy: OpenedCopy | None = None

    def offer(self, copy: OpenedCopy, strip: "ReadingStrip") -> None:
        """Have the strip over an opened copy bring it back."""
        self._copy = copy
        strip.restore_wanted.connect(self.on_restore_wanted)

    @Slot()
    def on_restore_wanted(self) -> None:
        """Ask, naming the file; where nobody knows it, ask which one it shall be."""
        copy, messages = self._copy, self._start.window.desk.messages
        if copy is None:
            return
        if copy.original is None:
            target = choosing.choose_target(
                self._start.window, self._settings, "Khôi phục thành tệp dữ liệu", copy.file_name, _KINDS
            )
            if target is not None:
                self.restore(copy, target)
            return
        messages.say(
            "warning",
            f"Đưa mọi dữ liệu của {copy.original} về bản sao {copy.moment_words}? "
            "Tệp hiện có được giữ nguyên dưới tên khác.",
            ("Khôi phục", partial(self.restore, copy, copy.original)),
            (_KEEP, self._start.window.desk.take_keyboard),
        )
        messages.put_focus_on(_KEEP)

    def restore(self, copy: OpenedCopy, target: Path) -> None:
        """Put the copy in the place of the file; the window on the copy is gone meanwhile."""
        messages = self._start.window.desk.messages
        if is_copy_name(target.name):
            messages.say("bad", f"{target.name} là tên của một bản sao; hãy chọn tên khác cho tệp dữ liệu.")
            return
        if held := opening.holder_of(target):
            messages.say("bad", f"Chưa khôi phục. {held}")
            return
        if not self._start.let_file_go():
            return
        self._start.window.desk.show_page(WaitingPage("Đang khôi phục dữ liệu", _LEAD))
        self._runner.start(
            lambda _: restore_copy(copy, target),
            Job(
                partial(self._open_restored, copy, target),
                partial(self._open_again, copy),
                is_written=True,
                on_broken=partial(self._start.open, copy.path),
            ),
        )

    def _open_restored(self, copy: OpenedCopy, target: Path, done: Restored) -> None:
        self._start.open(target)
        if self._start.trouble is not None:
            return
        aside = f" Tệp trước đó được giữ nguyên ở {done.kept}." if done.kept is not None else ""
        came = f" Đã đưa lại {len(done.evidence)} tệp minh chứng." if done.evidence else ""
        fault = f" {done.fault}" if done.fault else ""
        self._start.window.desk.messages.say(
            "warning" if fault else "ok",
            f"Đã khôi phục dữ liệu {copy.moment_words} vào {target}.{aside}{came}{fault}",
        )

    def _open_again(self, copy: OpenedCopy, sentence: str) -> None:
        self._start.open(copy.path)
        self._start.window.desk.messages.say("bad", f"Chưa khôi phục; tệp dữ liệu vẫn như trước. {sentence}")
