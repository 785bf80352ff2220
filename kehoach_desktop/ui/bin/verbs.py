"""Thùng rác: the page over the desk, what its verbs do, and the tidying once a window stands."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.text import shortened
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services import bin as services
from kehoach_desktop.services.bin import Binned
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.bin.putting_back import PuttingBack
from kehoach_desktop.ui.copies.restoring import OpenPlan
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.runner import Job, Runner, Work
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtCore import QTemporaryDir

    from kehoach_desktop.services.evidence import TakenOut
    from kehoach_desktop.ui.bin.page import BinPage
    from kehoach_desktop.ui.bin.rows import Row

_AFTER_EDIT_MS = 300
_AFTER_START_MS = 20_000  # the window has other things to do first
_KEEP = "Giữ lại"
_LETTERS = 60
_ON_CLOSING = (
    (
        "Chưa đóng vì đang xóa hẳn trong Thùng rác. Hãy chờ xong rồi đóng; nếu đóng ngay, mục chưa xóa vẫn "
        "nằm trong Thùng rác, bản sao lưu trước khi xóa vẫn được giữ."
    ),
    "Đóng ngay",
)


class BinVerbs(QObject):
    """``on_…`` answers the page; what takes long is done off the window's thread."""

    def __init__(
        self,
        workbench: Workbench,
        settings: Settings,
        desk: Desk,
        long_work: LongWork,
        open_plan: OpenPlan,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._putting_back = PuttingBack(workbench, desk, self._run, open_plan, self)
        self._putting_back.tried.connect(self.list_documents)
        self._putting_back.tried.connect(self.look_for_things)
        self._runner: Runner | None = None
        self._looking: Job | None = None
        self._page: BinPage | None = None
        self._copies: QTemporaryDir | None = None  # of documents in the bin, to be looked at
        self._following = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._following.timeout.connect(self.look_for_things)
        self._resting = QTimer(self, singleShot=True, interval=_AFTER_START_MS)
        self._resting.timeout.connect(self.tidy)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.plan_opened.connect(self.on_plan_changed)

    def close(self) -> None:
        """Stop what is under way: the window goes."""
        self._following.stop()
        self._resting.stop()
        if self._runner is not None:
            self._runner.close()

    def tidy_later(self) -> None:
        """Have what has rested its days removed for good, once the window has come to rest."""
        self._resting.start()

    def has_documents(self) -> bool:
        """Say whether there is a plan or a report to be put back."""
        try:
            return bool(services.list_bin(self._workbench.store))
        except UserError:
            return False

    @Slot()
    def tidy(self) -> None:
        """Remove for good what has rested its days; what cannot be now is tried at the next start."""
        store = self._workbench.store
        now = dt.datetime.now().astimezone()
        self._run(lambda _: services.tidy(store, now), Job(_let_be, _let_be))

    @Slot()
    def on_bin_triggered(self) -> None:
        """Show what was deleted."""
        from kehoach_desktop.ui.bin.page import BinPage

        self._workbench.flush()
        page = self._page = BinPage()
        page.restore_asked.connect(self.on_restore_asked)
        page.files_asked.connect(self.on_files_asked)
        page.look_asked.connect(self.on_look_asked)
        page.removal_asked.connect(self.on_removal_asked)
        page.emptying_asked.connect(self.on_emptying_asked)
        page.messages.left.connect(page.take_keyboard)
        page.closed.connect(self.on_page_closed)
        self._desk.show_page(page)
        self.list_documents()
        self.look_for_things()

    @Slot()
    def on_plan_changed(self) -> None:
        """Look again, a while after the last edit."""
        if self._shown() is not None:
            self._following.start()

    def list_documents(self) -> None:
        """Show the plans and reports in the bin as they are now."""
        from kehoach_desktop.ui.bin.rows import row_of_document

        page = self._shown()
        if page is None:
            return
        now = dt.datetime.now().astimezone()
        try:
            page.show_documents(
                [row_of_document(one, now) for one in services.list_bin(self._workbench.store)]
            )
        except UserError as error:
            page.messages.say("bad", str(error))

    @Slot()
    def look_for_things(self) -> None:
        """Look what was taken out of the open plan; its history may be long."""
        page, plan, store = self._shown(), self._workbench.plan, self._workbench.store
        if self._looking is not None:
            self._looking.cancel()
        if page is None:
            return
        if plan is None:
            page.show_things((), has_plan=False)
            return
        now = dt.datetime.now().astimezone()

        def work(progress: Callable[[int, int], None]) -> Any:
            from kehoach_desktop.services.removed import list_removed
            from kehoach_desktop.ui.bin.rows import row_of_thing

            return [row_of_thing(one, now) for one in list_removed(store, plan, now, progress)]

        self._looking = self._run(work, Job(self._show_things, self._say_on_page))

    @Slot(object)
    def on_restore_asked(self, rows: "Sequence[Row]") -> None:
        """Put the rows' things back."""
        if (page := self._shown()) is not None:
            self._putting_back.put_back(page, rows)

    @Slot(object)
    def on_files_asked(self, rows: "Sequence[Row]") -> None:
        """Ask where the files of evidence go, and copy them there; the plan stays as it is."""
        folder = choosing.choose_folder(self._window, self._settings, "Chọn thư mục để lấy tệp minh chứng về")
        if folder is None:
            return
        from kehoach_desktop.services.evidence import take_files_out

        store, wanted = self._workbench.store, [one for row in rows for one in row.files]
        self._long_work.run(
            "Đang chép tệp minh chứng",
            lambda progress: take_files_out(store, wanted, folder, progress),
            self._tell_taken_out,
            is_written=True,
        )

    @Slot(object)
    def on_look_asked(self, row: "Row") -> None:
        """Show a document of the bin as it prints, in the system's own program."""
        if not isinstance(row.of, Binned):
            return
        self._copies = self._copies or opening.temporary_folder()
        folder = Path(self._copies.filePath(f"{row.of.id}-{row.of.deleted_at:%Y%m%d%H%M%S%f}"))
        store, document_id = self._workbench.store, row.of.id
        self._long_work.run(
            "Đang dựng bản in",
            lambda progress: _printed(store, document_id, folder, progress),
            self._open,
            is_written=True,
        )

    @Slot(object)
    def on_removal_asked(self, rows: "Sequence[Row]") -> None:
        """Ask before documents are removed for good."""
        store = self._workbench.store
        wanted = [row.of.id for row in rows if isinstance(row.of, Binned)]
        what = (
            f"“{shortened(rows[0].what, _LETTERS)}”" if len(rows) == 1 else f"{number_words(len(rows))} mục"
        )
        self._ask(
            f"Xóa hẳn {what}? Sau khi xóa hẳn không khôi phục được nữa.",
            "Xóa hẳn",
            lambda progress: services.remove(store, wanted, progress),
        )

    @Slot()
    def on_emptying_asked(self) -> None:
        """Ask before everything is removed for good."""
        page, store = self._shown(), self._workbench.store
        if page is None:
            return
        many = len(page.model.rows)
        what = f"cả {number_words(many)} mục" if many > 1 else "mục"
        self._ask(
            f"Xóa hẳn {what} kế hoạch, báo cáo trong Thùng rác? Sau khi xóa hẳn không khôi phục được nữa.",
            "Xóa hẳn tất cả",
            lambda progress: services.empty(store, progress),
        )

    def _open(self, printed: Path) -> None:
        if not opening.open_path(printed) and (page := self._shown()) is not None:
            page.messages.say("warning", "Máy chưa có chương trình mở tệp PDF; hãy khôi phục rồi xem ở đây.")

    def _tell_taken_out(self, out: "TakenOut") -> None:
        page = self._shown()
        messages = page.messages if page is not None else self._desk.messages
        first, more = out.places[0], len(out.places) - 1
        told = f"Đã chép {first.name}" + (f" và {number_words(more)} tệp khác" if more else "")
        gone = (
            f" Còn {number_words(out.missing)} tệp không còn trong thư mục minh chứng." if out.missing else ""
        )
        folder = ("Mở thư mục", partial(opening.open_path, first.parent))
        messages.say("warning" if gone else "ok", f"{told} vào {first.parent}.{gone}", folder)

    def _ask(self, words: str, verb: str, work: Work) -> None:
        page = self._shown()
        if page is None:
            return
        page.messages.say("warning", words, (verb, partial(self._remove, work)), (_KEEP, page.take_keyboard))
        page.messages.put_focus_on(_KEEP)

    def _remove(self, work: Work) -> None:
        def done(count: int) -> None:
            self.list_documents()
            if (page := self._shown()) is not None:
                told = f"Đã xóa hẳn {number_words(count)} mục; bản sao lưu ngay trước khi xóa vẫn được giữ."
                page.messages.say("ok", told)
                page.take_keyboard()

        self._long_work.run("Đang xóa hẳn", work, done, is_written=True, on_closing=_ON_CLOSING)

    def _show_things(self, things: "list[Row]") -> None:
        if (page := self._shown()) is not None:
            page.show_things(things)

    def _say_on_page(self, sentence: str) -> None:
        if (page := self._shown()) is not None:
            page.messages.say("bad", sentence)

    @Slot()
    def on_page_closed(self) -> None:
        """Look no further for what nobody sees."""
        if self._looking is not None:
            self._looking.cancel()

    def _shown(self) -> "BinPage | None":
        return self._page if self._page is not None and self._desk.page is self._page else None

    def _run(self, work: Work, job: Job) -> Job:
        self._runner = self._runner or Runner(self)
        return self._runner.start(work, job)


def _printed(store: Store, document_id: int, folder: Path, progress: Callable[[int, int], None]) -> Path:
    """Write a document of the bin as it prints, unless that was done before; return where."""
    from kehoach_desktop.services import exporting

    document, source = services.look_at(store, document_id)
    folder.mkdir(exist_ok=True)
    target = folder / exporting.plan_file_name(document, ".pdf")
    if not target.exists():
        exporting.export_pdf(document, target, progress, source)
    return target


def _let_be(_told: object) -> None:
    """Nobody waits to hear of it."""
