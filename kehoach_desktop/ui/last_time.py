"""Says in the window, after a sudden end, that the file was looked at and what was kept last."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.services import sessions
from kehoach_desktop.services.sessions import Looked, SuddenEnd
from kehoach_desktop.ui.message_bar import Answer, MessageBar
from kehoach_desktop.ui.runner import Job, Runner

_WAIT_MS = 1000  # between looks whether the message before has been read


class LastTime(QObject):
    """Looks at the file of the window that died, beside this one, and says the outcome when there is room."""

    def __init__(
        self, end: SuddenEnd, messages: MessageBar, on_told: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._end = end
        self._messages = messages
        self._on_told = on_told
        self._looked: Looked | None = None
        self._runner = Runner(self)
        self._waiting = QTimer(self, interval=_WAIT_MS)
        self._waiting.timeout.connect(self.on_waited)

    @Slot()
    def look(self) -> None:
        """Begin to look."""
        job = Job(self.on_looked, partial(self._messages.say, "bad"))
        self._runner.start(lambda _: sessions.look_after(self._end), job)

    def close(self) -> None:
        """Wait for what is under way."""
        self._waiting.stop()
        self._runner.close()

    @Slot(object)
    def on_looked(self, looked: Looked) -> None:
        """Say it now, or when what is being said has been read."""
        self._looked = looked
        self._waiting.start()
        self.on_waited()

    @Slot()
    def on_waited(self) -> None:
        """Say it if nothing else is being said."""
        if self._looked is None or self._messages.text:
            return
        self._waiting.stop()
        kind = "bad" if self._looked.faults else "info"
        self._messages.say(kind, sentence(self._looked), *self._answers())
        self._on_told()

    def _answers(self) -> tuple[Answer, ...]:
        if not self._end.fault:
            return ()
        return (("Chép chi tiết", partial(QGuiApplication.clipboard().setText, self._end.fault)),)


def sentence(looked: Looked) -> str:
    """Return what happened, what was found, and what to do."""
    end = looked.end
    seen_at = max(end.seen_at, looked.changed_at or end.seen_at)  # the mark is renewed each minute only
    said = f"Lần trước chương trình dừng đột ngột, vào khoảng {moment(seen_at)}."
    if looked.faults:
        return (
            f"{said} Đã kiểm tra và thấy tệp dữ liệu có lỗi: {looked.faults[0]} "
            "Hãy sao lưu ngay rồi khôi phục từ bản sao lưu gần nhất còn tốt."
        )
    said = f"{said} Dữ liệu đã được kiểm tra và còn nguyên"
    said += f"; thay đổi cuối cùng được lưu lúc {moment(looked.changed_at)}." if looked.changed_at else "."
    if end.is_half_written:
        said += " Thay đổi đang ghi dở lúc đó đã được bỏ."
    return f"{said} Vài giây gõ cuối cùng có thể chưa kịp ghi; hãy xem lại chỗ gõ sau cùng."
