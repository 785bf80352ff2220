"""A window on a file: opened as well as can be, or a page of what is in its way and what can be done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal, Slot

from kehoach_desktop import paths, shell
from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.errors import FileDamagedError, UserError
from kehoach_desktop.services import opening
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.opened_copies import OpenedCopy, copy_at, open_copy
from kehoach_desktop.services.opening import CopyNote, Restored, Trouble, WaysOut
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing
from kehoach_desktop.ui.copies.bringing_back import BringingBack
from kehoach_desktop.ui.main_window import MainWindow
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.trouble_page import TroublePage

_KINDS = "Tệp dữ liệu (*.kehoach);;Mọi tệp (*)"
_CHECK_AFTER_MS = 3000  # first of all the window answers
_UNDERSTOOD = "Đã hiểu"
_DAMAGED = "Tệp bị hỏng nên không ghi thêm gì vào đó."


class Start(QObject):
    """Has the window in front. Another file, or the same in another way, gets a window of its own."""

    window_changed = Signal(object)  # MainWindow: it has taken the place of another, and has no file yet
    opened = Signal(object)  # MainWindow: its file is open

    def __init__(self, settings: Settings, settings_file: Path) -> None:
        super().__init__()
        self._settings = settings
        self._settings_file = settings_file
        self._runner = Runner(self)
        self._path = Path()
        self._create = False
        self._is_changing = False
        self._copy: OpenedCopy | None = None
        self._before: Path | None = None  # what was worked in until another was to be opened
        self._bringing_back = BringingBack(self, settings, self._runner)
        self._check = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._check.timeout.connect(self.look_for_faults)
        self.trouble: Trouble | None = None
        self.page: TroublePage | None = None
        self.window = self._new_window()

    def open(self, path: Path, *, create: bool = False) -> None:
        """Open the file to be worked in, a copy only to be read; what is in the way is said on a page."""
        self._path, self._create = path, create
        self._copy = copy_at(path, self._settings.copy_folders)
        if (copy := self._copy) is not None:
            self._begin(lambda: open_copy(copy))
            return
        self._begin(lambda: opening.open_to_work(path, create=create, remembered=self._remembered))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked for or put in place just now."""
        return self._runner.is_idle

    @property
    def is_putting(self) -> bool:
        """Whether a copy is being put in the place of a file, which is opened then."""
        return self._runner.is_writing

    @property
    def is_changing(self) -> bool:
        """Whether one file gives way to another just now: what Qt lets work meanwhile may open none."""
        return self._is_changing

    @property
    def open_file(self) -> Path | None:
        """The file that is open in the window, None where something is in its way."""
        is_open = self._has_file() and self.trouble is None
        return self.window.workbench.store.path if is_open else None

    @property
    def _remembered(self) -> Path | None:
        """Where copies of the file go too, as the settings know it: beside the file all may be gone."""
        try:
            place = self._settings.copy_folders.get(str(self._path.resolve()))
        except OSError:  # opening says why
            return None
        return Path(place) if place else None

    def close(self) -> None:
        """Look for nothing any more."""
        self._check.stop()
        self._runner.close()

    # -- opening --------------------------------------------------------------------------------------

    def _begin(self, opened: Callable[[], Store]) -> None:
        with self._changing():
            self._show(opened)

    def _show(self, opened: Callable[[], Store]) -> None:
        try:
            store = opened()
        except UserError as error:
            trouble = opening.trouble_of(self._path, error, may_begin_anew=self._create)
            self._show_trouble(trouble)
            return
        self.trouble = self.page = self._before = None
        self.window.status.saved.show()
        if self.window.desk.page is not None:
            self.window.desk.close_page()
        self.window.work_on(store)
        _paint()
        if store.is_read_only:
            from kehoach_desktop.ui.reading_only import hold_window

            copy = self._copy
            strip = hold_window(self.window, can_try=copy is None, is_copy=copy is not None)
            strip.writing_wanted.connect(self.on_writing_wanted)
            if copy is not None:
                self.window.verbs["copies"].setEnabled(False)  # a copy has none of its own
                self._bringing_back.offer(copy, strip)
        self.opened.emit(self.window)
        if self._copy is None and paths.portable_folder() is None:  # no trace of a stick on another's PC
            shell.note_recent(store.path)
        self._tell_of(store)
        self._check.start()

    def _tell_of(self, store: Store) -> None:
        """Say what the clerk has to know of the file, once."""
        messages = self.window.desk.messages
        if store.kept_copy is not None:
            messages.say(
                "info",
                "Tệp do bản cũ của chương trình tạo ra đã được nâng cấp. Bản trước khi nâng cấp được giữ ở "
                f"{store.kept_copy}.",
                (_UNDERSTOOD, self.window.desk.take_keyboard),
            )
            return
        key = str(store.path.resolve())
        if (
            self._copy is not None
            or key in self._settings.known_places
            or not (warning := opening.place_warning(store.path))
        ):
            return
        messages.say("warning", warning, (_UNDERSTOOD, partial(self._settings.known_places.append, key)))

    # -- trouble --------------------------------------------------------------------------------------

    def _show_trouble(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.window.status.saved.setVisible(self._has_file())  # nothing is kept where no file is open
        can_go_back = self._before is not None and self._before != trouble.path
        page = self.page = TroublePage(trouble, can_go_back=can_go_back)
        page.escape.setEnabled(self._has_file() or can_go_back)  # else nothing lies below it
        page.back_chosen.connect(self.on_back_chosen)
        page.copy_chosen.connect(self.on_copy_chosen)
        page.look_chosen.connect(self.on_look_chosen)
        page.again_chosen.connect(self.on_again_chosen)
        page.new_chosen.connect(self.on_new_chosen)
        page.other_chosen.connect(self.on_other_chosen)
        page.quit_chosen.connect(self.window.close)
        self.window.desk.show_page(page)
        if trouble.may_have_copy or trouble.may_be_readable:
            remembered = self._remembered
            self._runner.start(
                lambda _: opening.ways_out(trouble, remembered),
                Job(partial(self._show_ways_out, page), partial(self._let_choose, page)),
            )

    def _show_ways_out(self, page: TroublePage, found: WaysOut) -> None:
        if page is self.window.desk.page:
            page.show_found(found)

    def _let_choose(self, page: TroublePage, sentence: str) -> None:
        if page is self.window.desk.page:
            page.let_choose(sentence)

    @Slot()
    def look_for_faults(self) -> None:
        """Have the whole file looked through beside the window; what is found comes as any damage does."""
        if self.trouble is None and self._has_file():
            store = self.window.workbench.store
            self._runner.start(
                lambda _: opening.find_faults(store),
                Job(partial(self._on_faults_found, store), lambda _sentence: None),
            )

    def _on_faults_found(self, store: Store, faults: list[str]) -> None:
        if faults and self._has_file() and self.window.workbench.store is store:
            store.tell_damaged(opening.damage(store.path))

    @Slot(object)
    def on_damaged(self, error: FileDamagedError) -> None:
        """The file was found damaged in the middle of something: let that end first."""
        QTimer.singleShot(0, self, partial(self._end_writing, error))

    def _end_writing(self, error: FileDamagedError) -> None:
        if self.trouble is not None or not self._has_file():
            return
        store = self.window.workbench.store
        if store.is_of_copy:  # a plan that cannot be read in what is left of a damaged file
            return
        from kehoach_desktop.ui.reading_only import hold_window

        store.why_read_only = _DAMAGED
        hold_window(self.window, can_try=False)
        self._show_trouble(opening.trouble_of(self._path, error))

    # -- what is chosen -------------------------------------------------------------------------------

    @Slot(object)
    def on_copy_chosen(self, copy: CopyNote) -> None:
        """Put the copy in the place of the file, which is kept aside, and open it."""
        trouble = self.trouble
        if trouble is None or not self.let_file_go():
            return
        page = self.page
        if page is None or page.window() is not self.window:
            self._show_trouble(trouble)
            page = self.page
        if page is not None:
            page.hold("Đang mở bản sao lưu…")
            done = partial(self._open_taken, trouble, copy)
            work = partial(opening.take_copy, trouble, copy.path, self._remembered)
            self._runner.start(lambda _: work(), Job(done, partial(self._let_choose, page), is_written=True))

    def _open_taken(self, trouble: Trouble, copy: CopyNote, done: Restored) -> None:
        self.open(self._path, create=False)
        if self.trouble is None:
            which = "Tệp hỏng" if trouble.kind == opening.DAMAGED else "Tệp trước đó"
            aside = f" {which} được giữ nguyên ở {done.kept}." if done.kept is not None else ""
            came = f" Đã đưa lại {len(done.evidence)} tệp minh chứng." if done.evidence else ""
            missing = f" {done.fault}" if done.fault else ""
            self.window.desk.messages.say(
                "warning" if missing else "info",
                f"Đã mở bản sao lưu lúc {moment(copy.made_at.astimezone())}.{aside}{came}{missing} "
                "Hãy xem lại những gì đã ghi sau lúc đó.",
            )

    @Slot()
    def on_look_chosen(self) -> None:
        """Open the file only to read."""
        trouble = self.trouble
        if trouble is not None and self.let_file_go():
            self._begin(partial(opening.open_despite, trouble))

    @Slot()
    def on_back_chosen(self) -> None:
        """Open the file again that was worked in before."""
        if self._before is not None and self.let_file_go():
            self.open(self._before)

    @Slot()
    def on_again_chosen(self) -> None:
        """Try once more."""
        if self.let_file_go():
            self.open(self._path, create=self._create)

    @Slot()
    def on_new_chosen(self) -> None:
        """Begin with an empty file where there is none."""
        if self.let_file_go():
            self._begin(partial(opening.begin_anew, self._path))

    @Slot()
    def on_other_chosen(self) -> None:
        """Ask for another file and open it."""
        chosen = choosing.choose_source(self.window, self._settings, "Mở tệp dữ liệu", _KINDS)
        if chosen is not None:
            self.open_other(chosen)

    def open_other(self, path: Path) -> None:
        """Open another file in the place of this one, once all that is typed is kept."""
        if self.let_file_go():
            self.open(path)

    @Slot(object, str)
    def on_moved(self, target: Path, told: str) -> None:
        """Open the file that all was saved in."""
        QTimer.singleShot(0, self, partial(self._open_moved, target, told))

    def _open_moved(self, target: Path, told: str) -> None:
        window = self.window
        if window.is_closed:
            return
        unkept = ""
        if not window.leaving.keep_all():  # typed wrong, it is in no file: only this window still shows it
            why = window.workbench.unkept or window.reports.unkept
            unkept = f" Chưa ghi được phần đang gõ. {why} Đóng cửa sổ thì bỏ phần đó."
        elif self.let_file_go():
            self.open(target)
        if self.window is window:  # it works in that file as it is
            self._path, self._create = target, False
        self.window.desk.messages.say(
            "warning", f"{told}{unkept}", (_UNDERSTOOD, self.window.desk.take_keyboard)
        )

    @Slot()
    def on_writing_wanted(self) -> None:
        """Open the file to write if it is free now; else say who has it."""
        if held := opening.holder_of(self._path):
            self.window.desk.messages.say("info", held)
        elif self.let_file_go():
            self.open(self._path)

    # -- windows --------------------------------------------------------------------------------------

    def _has_file(self) -> bool:
        return hasattr(self.window, "workbench")

    def let_file_go(self) -> bool:
        """Have a window without a file in front; say whether the one before could be closed."""
        if self._is_changing:  # whoever changes it now has the window
            return False
        with self._changing():
            return not self._has_file() or self._is_followed()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        was, self._is_changing = self._is_changing, True
        try:
            yield
        finally:
            self._is_changing = was

    def _is_followed(self) -> bool:
        """Put an empty window in the place of the one with the file; say whether that one could be closed."""
        before, worked_in = self.window, self.open_file
        after = self._new_window()  # before the other goes, or the program would end with its last window
        if before.isVisible() and not before.close():
            self.window = before
            after.close()
            after.deleteLater()
            return False
        self._check.stop()
        self.page = None
        self._before = worked_in or self._before
        before.deleteLater()
        self.window_changed.emit(after)
        return True

    def _new_window(self) -> MainWindow:
        made = MainWindow(self._settings, self._settings_file)
        made.start = self
        made.damaged.connect(self.on_damaged)
        made.moved.connect(self.on_moved)
        made.other_file_wanted.connect(self.on_other_chosen)
        made.show()
        self.window = made
        _paint()
        return made


def _paint() -> None:
    """Let Qt show what there is; a bug in that is told of, and no reason not to go on."""
    try:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    except Exception as error:  # noqa: BLE001 - of a slot: Qt hands it on to whoever let it work
        sys.excepthook(type(error), error, error.__traceback__)
