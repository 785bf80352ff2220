"""Nhập bảng vào phụ lục: the page is shown, tables are read and looked through beside the window, put in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.domain.table_import.proposals import Fate, first_touched
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.copied import what_was_copied
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.runner import Job, Runner
from kehoach_desktop.ui.sheet.clipboard_verbs import clip_of
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.domain.table_import.proposals import RowProposal
    from kehoach_desktop.domain.table_import.table import ImportTable
    from kehoach_desktop.services.table_blocks import TableClip
    from kehoach_desktop.services.table_import import Wish
    from kehoach_desktop.ui.table_import_page import TableImportPage


class TableImportVerbs(QObject):
    """``appendix_now`` tells which appendix is shown. The page is imported when it is shown."""

    taken = Signal(object)  # a table has come in; the id, beyond Qt's int, of the first row it touched

    def __init__(
        self, workbench: Workbench, settings: Settings, desk: Desk, long_work: LongWork, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._runner: Runner | None = None
        self._shown: TableImportPage | None = None
        self._asked: Wish | None = None
        self.appendix_now: Callable[[], Appendix | None] = _first_of(workbench)

    @Slot()
    def on_import_table_triggered(self) -> None:
        """Show the page; a file or a paste is chosen there."""
        self.show_page()

    @Slot()
    def on_paste_table_triggered(self) -> None:
        """Show the page on what is on the clipboard."""
        if self.show_page():
            self.on_paste_asked()

    @Slot(object)
    def show_clip(self, clip: "TableClip") -> None:
        """Show the page on what was copied."""
        if self.show_page():
            self.read_clip(clip)

    def show_page(self) -> bool:
        """Show the page for the open plan; of an issued one the clerk is asked what to do."""
        from kehoach_desktop.ui.table_import_page import TableImportPage

        if not self._workbench.flush() or self._workbench.plan is None:
            return False
        if is_frozen(self._workbench.plan):
            self._workbench.issued_touched.emit()
            return False
        page = self._shown = TableImportPage(self._workbench.plan, self.appendix_now(), self._settings)
        page.file_chosen.connect(self.read_file)
        page.paste_asked.connect(self.on_paste_asked)
        page.wish_changed.connect(self.on_wish_changed)
        page.make_chosen.connect(self.on_make_chosen)
        self._desk.close_findings()  # of the table before
        self._desk.show_page(page)
        return True

    def close(self) -> None:
        """Wait for what is under way."""
        if self._runner is not None:
            self._runner.close()

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a workbook, off the window's thread; it may be cancelled."""
        from kehoach_desktop.services import table_import

        self._read(lambda progress: table_import.read_book_tables(path, progress), path.name)

    @Slot()
    def on_paste_asked(self) -> None:
        """Read the table on the clipboard."""
        self.read_clip(clip_of(what_was_copied()))

    def read_clip(self, clip: "TableClip") -> None:
        """Read a table that was copied."""
        from kehoach_desktop.services import table_import

        self._read(lambda _: table_import.read_clip_tables(clip), "Bảng đã sao chép")

    def _read(
        self, work: "Callable[[Callable[[int, int], None]], tuple[ImportTable, ...]]", name: str
    ) -> None:
        page = self._page()
        if page is None:
            return
        from kehoach_desktop.services.backups import read_and_keep

        page.say_reading()
        path = self._workbench.store.path
        self._long_work.run(
            "Đang đọc bảng",
            lambda progress: read_and_keep(path, lambda: work(progress)),
            partial(self._on_read, page, name),
            partial(self._on_refused, page),
            on_ended=partial(self._on_not_read, page),
        )

    def _on_read(self, page: "TableImportPage", name: str, tables: "tuple[ImportTable, ...]") -> None:
        if page is self._page():
            page.show_tables(tables, name)
            page.take_keyboard()

    def _on_refused(self, page: "TableImportPage", sentence: str) -> None:
        if page is self._page():
            page.say_wrong(sentence)
        else:
            self._desk.messages.say("bad", sentence)

    def _on_not_read(self, page: "TableImportPage") -> None:
        if page is self._page():
            page.let_try_again()

    @Slot()
    def on_wish_changed(self) -> None:
        """Look through the table as its columns now are, off the window's thread: it may be long."""
        from kehoach_desktop.services import table_import

        page = self._page()
        wish = page.wish() if page is not None else None
        if page is None or wish is None:
            return
        self._asked = wish
        appendix = page.appendix
        page.make.setEnabled(False)
        self._runner = self._runner or Runner(self)
        done = partial(self._on_proposed, page, wish)
        failed = partial(self._on_not_proposed, page, wish)
        self._runner.start(lambda _: table_import.propose(appendix, wish), Job(done, failed))

    def _on_proposed(
        self, page: "TableImportPage", wish: "Wish", proposals: "tuple[RowProposal, ...]"
    ) -> None:
        if page is self._page() and wish is self._asked:  # else it comes too late
            page.show_proposals(proposals)

    def _on_not_proposed(self, page: "TableImportPage", wish: "Wish", sentence: str) -> None:
        if page is self._page() and wish is self._asked:
            page.show_no_proposals(sentence)

    @Slot()
    def on_make_chosen(self) -> None:
        """Put in what is taken as one step; a plan changed meanwhile is looked through again."""
        from kehoach_desktop.services import table_import

        page = self._page()
        wish = page.wish() if page is not None else None
        plan = self._workbench.plan
        if page is None or wish is None or plan is None:
            return
        if plan is not page.plan:
            self._desk.messages.say("info", "Kế hoạch vừa được sửa; hãy xem lại bảng rồi nhập.")
            page.follow(plan)
            return
        taken = page.preview.rows.taken
        edit = table_import.make_edit(plan, page.appendix, wish, taken)
        if edit is None or not self._workbench.commit(edit, "Nhập bảng vào phụ lục"):
            return
        first = first_touched(page.appendix, self._workbench.plan or plan, taken)
        self._desk.close_page()
        added, changed = (sum(each.fate is fate for each in taken) for fate in (Fate.ADDED, Fate.CHANGED))
        words = [f"thêm {number_words(added)} dòng"] if added else []
        words += [f"sửa {number_words(changed)} dòng"] if changed else []
        notes = (*table_import.left_out_words(wish), *wish.table.notes)
        self._desk.findings.show_findings(f"Lưu ý khi nhập bảng ({len(notes)})", notes)
        more = " Hãy xem các lưu ý bên dưới." if notes else ""
        self._desk.messages.say("ok", f"Đã {' và '.join(words)} trong phụ lục.{more}")
        self.taken.emit(first)  # last, for what is said takes room from the sheet

    def _page(self) -> "TableImportPage | None":
        return self._shown if self._shown is not None and self._desk.page is self._shown else None


def _first_of(workbench: Workbench) -> Callable[[], Appendix | None]:
    def first() -> Appendix | None:
        plan = workbench.plan
        return plan.appendices[0] if plan is not None and plan.appendices else None

    return first
