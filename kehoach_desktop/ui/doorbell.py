"""A second start of the program calls this one: the window comes forward and opens the file asked for."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.services.front_door import Call, FrontDoor
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.overriding import tell_bug
from kehoach_desktop.ui.start import Start
from kehoach_desktop.ui.trouble_page import TroublePage

_AGAIN_MS = 200
_LOOK_MS = 1000
_DOOR_MS = 3000
_OPEN = "Mở tệp này"
_LEAVE = "Không mở"


class Doorbell(QObject):
    """Answers the door while the window stands; where another has it, it tries to get it now and then."""

    def __init__(self, door: FrontDoor, start: Start) -> None:
        super().__init__(start)
        self._door = door
        self._start = start
        self._wanted: Path | None = None  # to be opened as soon as the window is free for it
        self._is_told = False  # that it is still to be opened
        self._question = ""  # whether to open it
        self._passed: list[Path] = []  # asked for before it, and not opened
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.on_called)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.on_called)
        self._looking = QTimer(self, interval=_LOOK_MS)  # where the system watches no folder
        self._looking.timeout.connect(self.on_called)
        self._free = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._free.timeout.connect(self.on_turn_come)
        self._trying = QTimer(self, interval=_DOOR_MS)
        self._trying.timeout.connect(self.on_door_tried)
        start.window_changed.connect(self.follow)
        self.follow(start.window)
        self._trying.start()
        self.on_door_tried()

    @property
    def is_answering(self) -> bool:
        """Whether second starts come to this window."""
        return self._door.is_ours

    @Slot(object)
    def follow(self, window: MainWindow) -> None:
        """The door is answered for as long as this window stands."""
        window.closing.connect(self.on_window_closing)

    @Slot()
    def on_door_tried(self) -> None:
        """Begin to answer, as soon as nobody else does."""
        if self._door.take():
            self._trying.stop()
            if not self._watcher.addPath(str(self._door.folder)):
                self._looking.start()
            self.on_called()  # while the window was being made

    @Slot()
    def on_window_closing(self) -> None:
        """Let the next start be the first: closing takes a while, and answers nobody."""
        if self.sender() is self._start.window:  # not one whose place another has taken
            for timer in (self._trying, self._free, self._again, self._looking):
                timer.stop()
            if watched := self._watcher.directories():
                self._watcher.removePaths(watched)
            self._door.close()

    @Slot()
    def on_called(self) -> None:
        """Come to the front, and open what is asked for."""
        if self._start.is_changing:  # the window in front is not yet one to come to, or no more
            self._again.start()
            return
        for call in self._door.calls():
            try:
                self._answer(call)
            except Exception as error:  # noqa: BLE001 - a bug in one loses no other
                tell_bug(error)
        if self._door.has_calls:  # one that could not be read just now
            self._again.start()
        if not self._question:
            self.on_turn_come()

    def _answer(self, call: Call) -> None:
        come_forward(self._start.window)
        if call.path is not None and not _is_same(call.path, self._start.open_file):
            self._want(call.path)

    def _want(self, path: Path) -> None:
        if self._start.open_file is not None and _is_gone(path):  # what is open stays so
            self._start.window.desk.messages.say("bad", f"Không tìm thấy {path}; hãy kiểm tra lại tên tệp.")
            return
        if self._wanted is not None and not self._is_left_unanswered():
            self._passed.append(self._wanted)
        self._passed = [each for each in self._passed if not _is_same(each, path)]
        self._wanted, self._is_told, self._question = path, False, ""

    def _is_left_unanswered(self) -> bool:
        return bool(self._question) and self._start.window.desk.messages.text != self._question

    @Slot()
    def on_turn_come(self, *, is_agreed: bool = False) -> None:
        """Open the file, or wait until the window is free: it may be asking, or writing."""
        path, start = self._wanted, self._start
        if path is None:
            return
        if start.is_changing:
            self._free.start()
            return
        messages = start.window.desk.messages
        busy = _busy_with(start)
        if busy or _is_in_midst(start):
            if busy and not self._is_told:
                self._is_told = True
                passed = (
                    f" Không mở {self._names} nữa vì {path.name} được yêu cầu sau." if self._passed else ""
                )
                messages.say("info", f"Sẽ mở {path.name} khi {busy} xong.{passed}", (_LEAVE, self._forget))
            self._free.start()
            return
        loss = "" if is_agreed else _what_is_lost(start.window)
        if not loss:
            self._open(path)
            return
        self._question = f"Có yêu cầu mở tệp {path.name}. {loss}"
        messages.say("warning", self._question, (_OPEN, self._agree), (_LEAVE, self._forget))

    @property
    def _names(self) -> str:
        return ", ".join(each.name for each in self._passed)

    def _agree(self) -> None:
        self._question = ""
        self.on_turn_come(is_agreed=True)

    def _open(self, path: Path) -> None:
        start, names = self._start, self._names
        self._forget()
        start.open_other(path)
        come_forward(start.window)
        if names and (start.trouble is not None or _is_same(path, start.open_file)):
            words = f"Đã mở {path.name} là tệp được yêu cầu sau cùng, chưa mở {names}. Muốn xem thì mở lại."
            start.window.desk.messages.say_too("info", words)

    def _forget(self) -> None:
        self._wanted, self._question, self._passed = None, "", []


def _busy_with(start: Start) -> str:
    """Return what takes so long that the clerk is told that another file waits for it; "" for nothing."""
    if start.is_putting:
        return "khôi phục"
    return "việc đang chạy" if start.window.status.is_busy else ""


def _what_is_lost(window: MainWindow) -> str:
    """Return what of the clerk's own another file in the window would drop unasked; "" for nothing."""
    page = window.desk.page
    if page is not None and not isinstance(page, TroublePage):  # it may be half filled in
        return "Mở tệp đó thì trang đang xem đóng lại; phần chưa làm xong ở trang này không được giữ."
    if unkept := window.leaving.unkept:  # what held the window open once lets it go now
        return f"Chưa ghi được phần đang gõ. {unkept} Mở tệp đó thì bỏ phần đang gõ."
    return ""


def _is_in_midst(start: Start) -> bool:
    """Say whether the window is in a loop of its own, or has only half of something."""
    if QApplication.activeModalWidget() or QApplication.activePopupWidget():
        return True
    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:  # something may be being dragged
        return True
    window = start.window
    return hasattr(window, "workbench") and (
        window.workbench.is_writing or window.workbench.beside.is_busy or window.plans.opening.is_waiting
    )


def _is_gone(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # a share or a folder that refuses: opening says why
        return False


def _is_same(path: Path, opened: Path | None) -> bool:
    if opened is None:
        return False
    with suppress(OSError):  # one of them is gone
        return path.samefile(opened)
    return path.absolute() == opened.absolute()


def come_forward(window: MainWindow) -> None:
    """Show the window above all others, with the keyboard in it: it, or what it asks."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    asking = QApplication.activeModalWidget()
    is_seen = asking is not None and not asking.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    front: QWidget = asking if asking is not None and is_seen else window  # the system's own comes by itself
    for each in dict.fromkeys((window, front)):
        each.raise_()
    front.activateWindow()
    QApplication.alert(window)  # where no program may come forward by itself, it is pointed at
