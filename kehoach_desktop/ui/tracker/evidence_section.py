"""Evidence of the record in view: its table, files brought in by button, drop or paste, and opening it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QPushButton, QWidget

from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.evidence_names import is_link
from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.plan import Evidence, Task
from kehoach_desktop.services import evidence as services
from kehoach_desktop.services.evidence import Standing
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.copied import what_was_copied
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.opening import open_path
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.tracker.entries_model import Drafts, EntryRow
from kehoach_desktop.ui.tracker.entries_table import EntriesTable
from kehoach_desktop.ui.tracker.evidence_model import LOCATION, TITLE, EvidenceModel
from kehoach_desktop.ui.tracker.evidence_note import EvidenceNote
from kehoach_desktop.ui.tracker.evidence_work import EvidenceWork
from kehoach_desktop.ui.tracker.record_edits import add_entry, change_fields, record_of, remove_entry
from kehoach_desktop.ui.workbench import Workbench

_LOOK_AFTER_MS = 40  # going through cells with the arrows looks at none of them
_ANY = "Mọi tệp (*)"


class EvidenceSection(EntriesTable):
    """Makes the edits of its entries; whoever owns it commits them."""

    edit_wanted = Signal(object, str)

    model: EvidenceModel

    def __init__(
        self, workbench: Workbench, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(EvidenceModel(), "Minh chứng", parent=parent)
        self.model.setParent(self)
        self._workbench = workbench
        self._settings = settings or Settings()
        self._task: Task | None = None
        self._quarter = 1
        self._work = EvidenceWork(workbench.store, self)
        self._look_timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._look_timer.timeout.connect(self.look)
        self.note = EvidenceNote()
        self.note.cancel_wanted.connect(self.cancel_copying)
        self.note.folder_wanted.connect(self.open_folder)
        self.add_button = QPushButton("Thêm tệp…")
        self.folder_button = QPushButton("Mở thư mục")
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()
        self._dress_buttons()

    def show_record(self, task: Task | None, quarter: int, drafts: Drafts) -> None:
        """Show another record's evidence."""
        self._task, self._quarter = task, quarter
        if not self.is_copying:
            self.note.clear()
        self.model.show_evidence(self._evidence(), drafts)
        self._look_timer.start()

    def follow_record(self, task: Task) -> None:
        """Show the same record after an edit."""
        self._task = task
        self.model.follow_evidence(self._evidence())
        self._look_timer.start()

    @property
    def is_copying(self) -> bool:
        """Whether files are on their way in."""
        return self._work.is_copying

    # -- files coming in ------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask which files to bring in."""
        from kehoach_desktop.ui.choosing import choose_sources

        if self._task is not None and not self.is_copying:
            self.add_files(choose_sources(self, self._settings, "Thêm tệp minh chứng", _ANY))

    def add_files(self, sources: Iterable[Path], instead_of: Evidence | None = None) -> None:
        """Copy the files beside the data file, off the window's thread, and record them when they stand."""
        sources, task, plan = list(sources), self._task, self._workbench.plan
        if not sources or task is None or plan is None:
            return
        if self._workbench.is_read_only:
            self.note.say("warning", "Cửa sổ này chỉ để xem nên không thêm tệp minh chứng được.")
            return
        if self.is_copying:
            self.note.say("warning", "Đang chép tệp khác; hãy chờ xong hoặc nhấn Hủy rồi thêm lại.")
            return
        where = (plan.id, task.id, self._quarter, instead_of)
        name = sources[0].name if len(sources) == 1 else f"{len(sources)} tệp"
        self.note.begin(f"Đang chép {name}…")
        self._work.copy(sources, where)

    def cancel_copying(self) -> None:
        """Ask the copying to stop; nothing half written stays."""
        self._work.cancel()

    def _on_files_copied(self, where: tuple[Any, ...], made: tuple[Evidence, ...]) -> None:
        self.note.clear()
        plan_id, task_id, quarter, instead_of = where
        plan = self._workbench.plan
        task = next((t for t in all_tasks(plan) if t.id == task_id), None) if plan else None
        if plan is None or plan.id != plan_id or task is None:
            return
        record = record_of(task, quarter)
        known = {one.location for one in record.evidence} if record else set()
        if instead_of is not None:
            one = made[0]
            values = {"location": one.location, "checksum": one.checksum}
            self._ask(change_fields("evidence", instead_of, values), "Chọn lại tệp minh chứng")
            return
        fresh = [one for one in made if one.location not in known]
        if fresh:
            self._ask(add_entry(task, quarter, "evidence", *fresh), "Thêm minh chứng")
        if len(fresh) < len(made):
            self.note.say("muted", "Tệp này đã có trong minh chứng của ô, nên không thêm lần nữa.")

    def _on_copying_failed(self, sentence: str) -> None:
        self.note.say("wrong", sentence)

    def _on_copying_cancelled(self) -> None:
        self.note.say("muted", "Đã hủy; chưa thêm tệp nào.")

    def look(self) -> None:
        """Look in the background how the files of the record stand."""
        files = [e for e in self._evidence() if e.location and not is_link(e.location)]
        self._work.look([(e.location, e.checksum) for e in files])

    # -- opening --------------------------------------------------------------------------------------

    def open_current(self) -> None:
        """Open the evidence of the current row: a link in the browser, a file in its own program."""
        evidence = self.model.evidence_at(self.table.currentIndex().row())
        if evidence is None:
            self.table.edit(self.table.currentIndex())
        elif is_link(evidence.location):
            QDesktopServices.openUrl(QUrl(evidence.location.strip()))
        elif not evidence.location:
            self.note.say("muted", "Minh chứng này chỉ có tên, không có tệp hay liên kết để mở.")
        else:
            self._open_file(evidence)

    def open_folder(self) -> None:
        """Show the folder the files are copied into."""
        folder = services.folder(self._workbench.store)
        if not folder.is_dir():
            self.note.say("muted", "Chưa có tệp minh chứng nào được chép nên chưa có thư mục.")
        else:
            open_path(folder)

    def paste_files(self) -> bool:
        """Add the files on the clipboard; say whether there were any."""
        found = local_files(what_was_copied())
        self.add_files(found)
        return bool(found)

    def close_down(self) -> None:
        """Let no work outlive the window."""
        self._look_timer.stop()
        self._work.close_down()

    def _open_file(self, evidence: Evidence) -> None:
        try:
            place = services.place_to_open(self._workbench.store, evidence)
        except UserError as error:
            self.note.say("wrong", str(error), has_folder=True)
            self._look_timer.start()
            return
        if not open_path(place):
            words = f"Máy này không có chương trình mở được “{place.name}”; hãy xem tệp trong thư mục."
            self.note.say("wrong", words, has_folder=True)

    # -- edits ----------------------------------------------------------------------------------------

    def _on_set_wanted(self, entry: Evidence, values: dict[str, Any]) -> None:
        self._ask(change_fields("evidence", entry, values), "Sửa minh chứng")

    def _on_add_wanted(self, entry: Evidence, _more: object) -> None:
        if self._task is not None:
            self._ask(add_entry(self._task, self._quarter, "evidence", entry), "Thêm minh chứng")

    def _on_row_remove_wanted(self, row: EntryRow) -> None:
        record = record_of(self._task, self._quarter) if self._task else None
        if not isinstance(row.entry, Evidence) or record is None:
            return
        self._ask(remove_entry(record, "evidence", row.entry), "Bỏ minh chứng")
        if row.entry.checksum:
            words = (
                f"Đã bỏ “{row.entry.title}” khỏi ô này. Tệp vẫn còn trong thư mục minh chứng; Ctrl+Z lấy lại."
            )
            self.note.say("muted", words, has_folder=True)

    def _on_replace_triggered(self) -> None:
        from kehoach_desktop.ui.choosing import choose_source

        evidence = self.model.evidence_at(self.table.currentIndex().row())
        if evidence is not None and not self.is_copying:
            chosen = choose_source(self, self._settings, "Chọn lại tệp minh chứng", _ANY)
            self.add_files([chosen] if chosen else [], evidence)

    def _on_current_changed(self) -> None:
        evidence = self.model.evidence_at(self.table.currentIndex().row())
        self._actions["open"].setEnabled(evidence is not None and bool(evidence.location))
        self._actions["rename"].setEnabled(evidence is not None)
        wrong = {Standing.MISSING, Standing.OUTSIDE, Standing.CHANGED}
        can_replace = evidence is not None and self.model.standing(evidence) in wrong
        self._actions["replace"].setEnabled(can_replace)

    def _on_rename_triggered(self) -> None:
        self.table.edit(self.model.index(self.table.currentIndex().row(), TITLE))

    def _on_tab_entered(self) -> None:
        self.table.go_to(0 if len(self.model.rows) > 1 else len(self.model.rows) - 1, TITLE)

    def _on_cell_entered(self, row: int, column: int) -> None:
        if row < len(self.model.rows) and self.model.rows[row].entry is None and column == TITLE:
            self.table.go_to(row, LOCATION)

    def _ask(self, edit: Edit | None, words: str) -> None:
        if edit is not None:
            self.edit_wanted.emit(edit, words)

    def _evidence(self) -> tuple[Evidence, ...]:
        record = record_of(self._task, self._quarter) if self._task else None
        return record.evidence if record else ()

    # -- looks ----------------------------------------------------------------------------------------

    def _make_actions(self) -> dict[str, QAction]:
        told = {
            "open": ("Mở (Enter)", self.open_current, ""),
            "rename": ("Đổi tên (F2)", self._on_rename_triggered, ""),
            "replace": ("Chọn lại tệp…", self._on_replace_triggered, ""),
            "paste": ("Dán tệp hoặc liên kết", self._on_paste_triggered, "Ctrl+V"),
            "folder": ("Mở thư mục minh chứng", self.open_folder, ""),
        }
        made = {}
        for name, (words, act, keys) in told.items():
            action = made[name] = QAction(words, self.table)
            action.setObjectName(name)
            action.triggered.connect(act)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(self.remove_action.shortcutContext())
            self.table.insertAction(self.remove_action, action)
        self.remove_action.setText("Bỏ minh chứng")
        return made

    def _on_paste_triggered(self) -> None:
        if self.paste_files():
            return
        text = QApplication.clipboard().text().strip()
        if is_link(text):
            self.model.setData(self.model.index(len(self.model.rows) - 1, LOCATION), text)

    def _lay_out(self) -> None:
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.setToolTip(
            "Nháy đúp hoặc Enter: mở; F2: đổi tên; Ctrl+Delete: bỏ. Kéo tệp thả vào đây để thêm"
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        for button, words in (
            (
                self.add_button,
                "Chép tệp vào thư mục minh chứng bên cạnh tệp dữ liệu; kéo thả hoặc dán cũng được",
            ),
            (self.folder_button, "Mở thư mục chứa các tệp minh chứng"),
        ):
            button.setToolTip(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # menu and context menu have them: Tab goes on
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.note)

    def _connect(self) -> None:
        self._work.copied.connect(self._on_files_copied)
        self._work.failed.connect(self._on_copying_failed)
        self._work.cancelled.connect(self._on_copying_cancelled)
        self._work.progressed.connect(self.note.advance)
        self._work.looked.connect(self.model.show_looks)
        self.model.set_wanted.connect(self._on_set_wanted)
        self.model.add_wanted.connect(self._on_add_wanted)
        self.remove_wanted.connect(self._on_row_remove_wanted)
        self.table.activated.connect(self.open_current)
        self.table.entered.connect(self._on_cell_entered)
        self.table.entered_by_tab.connect(self._on_tab_entered)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.dataChanged.connect(self._on_current_changed)
        self.add_button.clicked.connect(self.choose_files)
        self.folder_button.clicked.connect(self.open_folder)
        theme().changed.connect(self._dress_buttons)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._on_application_state_changed)

    def _on_application_state_changed(self) -> None:
        """Files may have come and gone while another program was in front."""
        self._look_timer.start()

    def _dress_buttons(self) -> None:
        self.add_button.setIcon(icon("clip"))
        self.folder_button.setIcon(icon("folder"))


def local_files(found: QMimeData | None) -> list[Path]:
    """Return the files of this machine that are dragged or copied."""
    urls = found.urls() if found is not None and found.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
