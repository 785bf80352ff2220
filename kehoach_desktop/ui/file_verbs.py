"""Verbs that write files or look at the data file: choose where, then do it off the window's thread.

Pages and what they need are imported when they are shown: the window stands sooner.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.issuing import kept_pdf
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.services import exporting, files
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui import choosing, opening
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.opening import ways_to_open
from kehoach_desktop.ui.runner import Work
from kehoach_desktop.ui.workbench import Workbench

KINDS = {
    ".pdf": "Tệp PDF (*.pdf)",
    ".xlsx": "Sổ tính Excel (*.xlsx)",
    ".json": "Tệp JSON (*.json)",
    ".kehoach": "Tệp dữ liệu (*.kehoach)",
}


class FileVerbs(QObject):
    """``on_…_triggered`` asks where; the verb itself (``export_pdf`` …) takes the path."""

    def __init__(
        self, workbench: Workbench, settings: Settings, desk: Desk, long_work: LongWork, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._workbench = workbench
        self._settings = settings
        self._desk = desk
        self._long_work = long_work
        self._copies: QTemporaryDir | None = None  # of versions, to be looked at

    def export_pdf(self, target: Path) -> None:
        """Write the plan as it prints; of letters that no font of the machine has it is asked before."""
        plan = self._plan_now()
        if plan is not None and kept_pdf(plan):  # what went out is not printed again
            self._write_pdf(target)
        elif plan is not None:
            self._long_work.run(
                "Đang xem phông chữ",
                lambda _: exporting.missing_letters(plan),
                partial(self._write_or_ask, target),
            )

    def export_xlsx(self, target: Path) -> None:
        """Write the appendix and the tracker."""
        if plan := self._plan_now():
            self._write(
                "Đang xuất Excel", target, lambda progress: exporting.export_xlsx(plan, target, progress)
            )

    def export_json(self, target: Path) -> None:
        """Write the whole plan in the open format."""
        from kehoach_desktop.services.reports import reports_on

        if plan := self._plan_now():
            store = self._workbench.store
            self._write(
                "Đang xuất JSON",
                target,
                lambda _: exporting.export_json(plan, target, reports_on(store, plan.id)),
            )

    def back_up(self, target: Path) -> None:
        """Write a checked copy of the data file."""
        if not self._workbench.flush():
            return
        from kehoach_desktop.services import evidence

        source = self._workbench.store.path

        def work(_: object) -> tuple[str, ...]:
            files.back_up(source, target)
            return evidence.left_out_of_copies(source)

        self._write("Đang sao lưu", target, work, "Đã sao lưu vào")

    @Slot(object)
    def save_version(self, version: Version) -> None:
        """Ask where the PDF of a version goes, and write the very one it went out as."""
        from kehoach_desktop.services import issuing

        def write(target: Path) -> None:
            self._write("Đang lưu PDF", target, lambda _: issuing.save_pdf(version, target), "Đã lưu")

        self._ask("Lưu tệp PDF đã ban hành", issuing.version_file_name(version), write)

    @Slot(object)
    def open_version(self, version: Version) -> None:
        """Show the PDF of a version in the system's own program: a copy, gone when the window closes."""
        from kehoach_desktop.services import issuing

        self._copies = self._copies or opening.temporary_folder()
        target = Path(self._copies.filePath(issuing.version_file_name(version)))

        def show(_: object) -> None:
            opening.open_path(target)

        def write(_: object) -> None:
            if not (target.exists() and target.read_bytes() == version.pdf):  # it may be open there
                issuing.save_pdf(version, target)

        self._long_work.run("Đang mở PDF", write, show, is_written=True)

    @Slot()
    def on_export_pdf_triggered(self) -> None:
        """Ask where the PDF goes."""
        self._ask_of_plan("Xuất PDF", ".pdf", self.export_pdf)

    @Slot()
    def on_export_xlsx_triggered(self) -> None:
        """Ask where the workbook goes."""
        self._ask_of_plan("Xuất Excel", ".xlsx", self.export_xlsx)

    @Slot()
    def on_export_json_triggered(self) -> None:
        """Ask where the JSON file goes."""
        self._ask_of_plan("Xuất JSON", ".json", self.export_json)

    @Slot()
    def on_back_up_triggered(self) -> None:
        """Ask where the copy goes."""
        day = dt.datetime.now().astimezone().date().isoformat()
        name = exporting.file_name(self._workbench.store.path.stem, ".kehoach", f"sao lưu {day}")
        self._ask("Sao lưu", name, self.back_up)

    def ask_for_other(self, plan: Plan, suffix: str, stem: str) -> None:
        """Ask where a plan goes that is not the open one as it is; ``stem`` is added to its name."""
        proposal = exporting.plan_file_name(plan, suffix).removesuffix(suffix)

        def write(target: Path) -> None:
            if suffix == ".pdf":
                self._write(
                    "Đang xuất PDF", target, lambda progress: exporting.export_pdf(plan, target, progress)
                )
            else:
                self._write("Đang xuất JSON", target, lambda _: exporting.export_json(plan, target))

        self._ask("Xuất bản này", exporting.file_name(proposal, suffix, stem), write)

    def _plan_now(self) -> Plan | None:
        """Return the plan with all that is typed; None when that cannot be kept, which has been said."""
        return self._workbench.plan if self._workbench.flush() else None

    def _ask_of_plan(self, title: str, suffix: str, write: Callable[[Path], None]) -> None:
        if plan := self._plan_now():
            self._ask(title, exporting.plan_file_name(plan, suffix), write)

    def _ask(self, title: str, proposal: str, write: Callable[[Path], None]) -> None:
        kinds = KINDS[Path(proposal).suffix]
        target = choosing.choose_target(self._window, self._settings, title, proposal, kinds)
        if target is not None:
            write(target)

    def _write_or_ask(self, target: Path, sentence: str) -> None:
        if sentence:
            words = f"{sentence} Bản in sẽ có dấu □ ở chỗ đó; hãy thay bằng chữ khác rồi xuất lại."
            self._desk.messages.say("warning", words, ("Vẫn xuất", partial(self._write_pdf, target)))
        else:
            self._write_pdf(target)

    def _write_pdf(self, target: Path) -> None:
        if plan := self._plan_now():
            self._write(
                "Đang xuất PDF", target, lambda progress: exporting.export_pdf(plan, target, progress)
            )

    def _write(self, name: str, target: Path, work: Work, told: str = "Đã xuất") -> None:
        if target.exists() and target.samefile(self._workbench.store.path):
            self._desk.messages.say("bad", f"{target.name} là tệp dữ liệu đang mở; hãy chọn tên khác.")
            return
        self._long_work.run(name, work, partial(self._tell_written, target, told), is_written=True)

    def _tell_written(self, target: Path, told: str, warnings: tuple[str, ...] | None) -> None:
        self._desk.messages.say(
            "warning" if warnings else "ok",
            "\n".join((f"{told} {target.name}", *(warnings or ()))),
            *ways_to_open(target),
        )
