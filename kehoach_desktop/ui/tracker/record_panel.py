"""The record of one cell, a task in a quarter: state, percent, what was done, counted and proved."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.figures import all_tasks, falls_in
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.periods import DECREE_09, Period, Scheme
from kehoach_desktop.domain.periods import quarter as quarter_of
from kehoach_desktop.domain.plan import Progress, State, Task
from kehoach_desktop.domain.timephrase import understand
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.tracker.entries_model import Drafts
from kehoach_desktop.ui.tracker.evidence_section import EvidenceSection, local_files
from kehoach_desktop.ui.tracker.indicators import Indicators
from kehoach_desktop.ui.tracker.quantities_table import QuantitiesTable
from kehoach_desktop.ui.tracker.record_actions import record_actions
from kehoach_desktop.ui.tracker.record_drafts import RecordDrafts
from kehoach_desktop.ui.tracker.record_edits import Cell, record_of, set_state, write, write_cells
from kehoach_desktop.ui.tracker.record_form import TEXTS, RecordForm
from kehoach_desktop.ui.workbench import Workbench

NO_CELL = "Chọn một ô trong bảng để ghi kết quả của nhiệm vụ trong quý đó."
_COPYING = "Chưa chép xong tệp minh chứng; hãy chờ chép xong hoặc nhấn Hủy dưới bảng Minh chứng."


class RecordPanel(QScrollArea):
    """Writes the record of the cell it was last shown; every field commits by itself.

    ``step_wanted`` and ``next_due_wanted``: the clerk wants to go on to another task, in the same quarter.
    """

    step_wanted = Signal(int)  # rows on
    next_due_wanted = Signal()
    left = Signal()  # Esc: back to the grid

    def __init__(
        self, workbench: Workbench, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.task: Task | None = None
        self._is_percent_broken = False  # a bug kept the percent typed from being written
        self.quarter = 1
        self._chosen: list[Cell] = []
        self._drafts = RecordDrafts()
        self.setObjectName("record_panel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.indicators = Indicators(workbench, self)
        self.quantities = QuantitiesTable(self.indicators.offers)
        self.evidence = EvidenceSection(workbench, settings)
        self._slots = {"quantities": self.quantities, "evidence": self.evidence}
        self.form = RecordForm(self.quantities, self.evidence)
        self.state_box, self.percent_box = self.form.state_box, self.form.percent_box
        self.heading, self.subheading = self.form.heading, self.form.subheading
        self.texts = self.form.texts
        self.actions_by_name = record_actions(self)
        self.setWidget(self.form)
        self._connect()
        self.form.dress()
        self.show_cell(None, 1, 0)

    def tab_actions(self) -> list[QAction]:
        """Return the panel's verbs."""
        return [action for action in self.actions_by_name.values() if action.property("menu")]

    # -- what is shown ------------------------------------------------------------------------------

    def show_cell(self, task: Task | None, quarter: int, year: int) -> None:
        """Show the record of another cell, or none; what is typed in the last one is committed."""
        self.commit_typed()
        self.task, self.quarter = task, quarter
        self.form.setEnabled(task is not None)
        self.form.fields.setVisible(task is not None)
        self.form.told.hide()
        self._head(year)
        record = self._record()
        for name, field in self.texts.items():
            field.load(getattr(record, name) if record else "", anew=True)
        quarters = self._quarters(year)
        self.quantities.show_record(task, quarter, year, quarters, self._drafts_of("quantities"))
        self.evidence.show_record(task, quarter, self._drafts_of("evidence"))
        self._load_state(record)
        self._offer_texts()

    def show_chosen(self, cells: Sequence[Cell]) -> None:
        """Take the cells chosen in the grid: with several, state and percent are written into all."""
        self._chosen = list(cells) if len(cells) > 1 else []
        self.form.chosen.setVisible(bool(self._chosen))
        self.form.chosen.setText(
            f"{len(self._chosen)} ô đang chọn: trạng thái và phần trăm ghi cho mọi ô đó; "
            "các phần khác ghi cho ô hiện tại."
        )
        self._offer_texts()

    def follow(self, task: Task, year: int) -> None:
        """Show the same cell after an edit; what is being typed stays."""
        self.task = task
        self._head(year)
        record = self._record()
        for name, field in self.texts.items():
            field.load(getattr(record, name) if record else "")
        self.quantities.follow_record(task)
        self.evidence.follow_record(task)
        self._load_state(record)
        self._offer_texts()

    def flush(self) -> None:
        """Commit what is typed and not yet committed; what means nothing holds whatever it is flushed for."""
        self.commit_typed()
        shown = [(table.model.drafts, table.model.sentence()) for table in self._slots.values()]
        sentence = self._drafts.unfinished(self._workbench.plan, shown)
        if sentence or self.evidence.is_copying:
            self._workbench.hold(sentence or _COPYING)

    def commit_typed(self) -> None:
        """Commit what is typed and not yet committed."""
        if self.task is None:
            return
        self.percent_box.interpretText()
        if self._is_percent_broken:
            self._on_percent_changed(self.percent_box.value())
        for field in self.texts.values():
            field.flush()
        for table in self._slots.values():
            table.flush()

    def take_keyboard(self) -> None:
        """Begin at what was done: state and percent have keys of their own."""
        field = self.texts["result"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.moveCursor(field.textCursor().MoveOperation.End)

    def is_due_here(self, task: Task) -> bool:
        """Say whether a task is to be worked on in the quarter shown."""
        plan = self._workbench.plan
        if plan is None:
            return False
        period = quarter_of(plan.year, self.quarter, plan.scheme)
        return falls_in(task, plan.year, period, plan.scheme)

    def say_end(self, *, is_due: bool) -> None:
        """Say that there is no further task to go to."""
        which = "nhiệm vụ nào đến hạn" if is_due else "nhiệm vụ nào"
        self._tell(f"Không còn {which} phía sau trong {self._quarter_words()}.")

    def _tell(self, sentence: str) -> None:
        self.form.told.setText(sentence)
        self.form.told.show()

    def order_tabs(self) -> None:
        """Have Tab go through the fields as they stand."""
        self.form.order_tabs()

    def renew(self, task: Task | None) -> None:
        """Take the task shown as the plan now has it, None when it is gone; the fields stay as they are."""
        self.task = task

    def forget(self) -> None:
        """Another plan: nothing of the last one is written any more."""
        self.task = None
        self._chosen = []
        self._drafts.forget()
        self.show_cell(None, 1, 0)
        self.show_chosen([])

    def _record(self) -> Progress | None:
        return record_of(self.task, self.quarter) if self.task else None

    def _drafts_of(self, slot: str) -> Drafts:
        return self._drafts.of(self.task, self.quarter, slot)

    def _scheme(self) -> Scheme:
        plan = self._workbench.plan
        return plan.scheme if plan is not None else DECREE_09

    def _quarters(self, year: int) -> tuple[Period, ...]:
        return tuple(quarter_of(year, number, self._scheme()) for number in range(1, 5)) if year else ()

    def _quarter_words(self) -> str:
        return f"Quý {roman(self.quarter)}"

    def _head(self, year: int) -> None:
        task = self.task
        if task is None:
            self.heading.setText("Ghi kết quả")
            self.subheading.setText(NO_CELL)
            return
        self.heading.setText(task.form or "(chưa ghi hình thức)")
        due = understand(task.time, year, self._scheme())
        parts = (self._quarter_words(), task.lead, f"hạn\u00a0{short_date(due.end)}" if due else task.time)
        self.subheading.setText(" · ".join(filter(None, parts)))

    def _load_state(self, record: Progress | None) -> None:
        self._is_percent_broken = False
        quiet = [QSignalBlocker(box) for box in (self.state_box, self.percent_box)]
        self.state_box.setCurrentIndex(list(State).index(record.status if record else State.NONE))
        self.percent_box.setValue(record.percent if record else 0)
        for blocker in quiet:
            blocker.unblock()

    # -- several cells, other quarters ----------------------------------------------------------------

    def copy_from_before(self, field: str) -> None:
        """Put the text of the quarter recorded last before this one into an empty field."""
        text = self._text_before(field)
        if text and not self.texts[field].toPlainText():
            self.texts[field].insertPlainText(text)
            self.texts[field].flush()

    def fill_chosen(self, field: str) -> None:
        """Write this field into every chosen cell, as one step."""
        self.texts[field].flush()
        edit = write_cells(self._cells(), **{field: getattr(self._record(), field, "")})
        if self._commit(edit, f"Ghi {_word(field)} cho {len(self._cells())} ô"):
            self._tell(f"Đã ghi {_word(field)} cho {len(self._cells())} ô đang chọn.")

    def go_on(self) -> None:
        """Keep what is typed and go to the next task due; with several cells chosen, fill them instead."""
        field = self._field_in_use()
        if self._chosen and field:
            self.fill_chosen(field)
        else:
            self.go_to_next_due()

    def go_to_next_due(self) -> None:
        """Keep what is typed and go to the next task due, unless what is typed here means nothing."""
        self.commit_typed()
        if not any(table.model.sentence() for table in self._slots.values()):
            before, has_keyboard = self.task, self._has_keyboard()
            self.next_due_wanted.emit()
            if self.task is not before and has_keyboard:  # from the grid: there digits are states
                self.take_keyboard()

    def step(self, rows: int) -> None:
        """Go to another task in the same quarter, staying in a field of text or the state.

        From a table or the percent the keyboard goes to the result: a digit meant for the state would
        become a figure of the other task.
        """
        stays = bool(self._field_in_use()) or self.state_box.hasFocus() or not self._has_keyboard()
        before = self.task
        self.step_wanted.emit(rows)
        if self.task is not before and not stays:
            self.take_keyboard()

    def copy_in_use(self) -> None:
        """Do so in the field that has the keyboard."""
        if field := self._field_in_use():
            self.copy_from_before(field)

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _cells(self) -> list[Cell]:
        """Return the cells written into, as the plan now has them."""
        if self.task is None:
            return []
        plan = self._workbench.plan
        tasks = {task.id: task for task in all_tasks(plan)} if plan is not None and self._chosen else {}
        cells = [(tasks[task.id], quarter) for task, quarter in self._chosen if task.id in tasks]
        return cells or [(self.task, self.quarter)]

    def _text_before(self, field: str) -> str:
        records = [r for r in (self.task.progress if self.task else ()) if r.quarter < self.quarter]
        texts = [getattr(r, field) for r in sorted(records, key=lambda r: r.quarter, reverse=True)]
        return next(filter(None, texts), "")

    def _field_in_use(self) -> str:
        return next((name for name, field in self.texts.items() if field.hasFocus()), "")

    def _offer_texts(self) -> None:
        for name, caption in self.form.captions.items():
            is_empty = not self.texts[name].toPlainText()
            caption.offer(
                is_copy=is_empty and bool(self._text_before(name)),
                is_fill=bool(self._chosen) and not is_empty,
            )

    # -- commits ------------------------------------------------------------------------------------

    def set_state(self, place: int) -> None:
        """Give the cell, or the chosen ones, a state by its place in the list."""
        if self.task is not None:
            edit = set_state(self._cells(), list(State)[place])
            if not self._commit(edit, "Sửa trạng thái"):
                self._load_state(self._record())

    def _commit(self, edit: Edit | None, words: str, *, mergeable: bool = False) -> bool:
        return edit is None or self._workbench.commit(edit, words, mergeable=mergeable)

    def _on_evidence_wanted(self, edit: Edit, words: str) -> None:
        self._commit(edit, words, mergeable=True)

    def _on_counts_wanted(self, edit: Edit, words: str) -> None:
        if self._commit(edit, words, mergeable=True):
            self.indicators.note(edit)

    def _on_percent_changed(self, percent: int) -> None:
        if self.task is None:
            return
        edit: Edit | None
        self._is_percent_broken = True  # until it is known better: a bug leaves it to be tried again
        if self._chosen:
            edit = write_cells(self._cells(), percent=percent)
        else:
            edit = write(self.task, self.quarter, percent=percent)
        is_kept = self._commit(edit, "Sửa phần trăm", mergeable=True)
        self._is_percent_broken = False
        if not is_kept:
            self._load_state(self._record())

    def _on_text_committed(self, field: str, text: str) -> None:
        if self.task is None:
            return
        is_kept = False
        try:
            edit = write(self.task, self.quarter, **{field: text})
            is_kept = self._commit(edit, f"Sửa {_word(field)}", mergeable=True)
        finally:  # also after a bug, which the field does not see
            if not is_kept:
                self.texts[field].keep_typed()

    # -- files dropped, closing, looks ----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no field needs goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the panel."""
        if self.task is not None and local_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Likewise."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the files in as evidence."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.evidence.add_files(local_files(event.mimeData()))

    def close_down(self) -> None:
        """Let no work outlive the window."""
        self.evidence.close_down()
        self.indicators.close_down()

    def _connect(self) -> None:
        self.state_box.activated.connect(self.set_state)
        self.percent_box.valueChanged.connect(self._on_percent_changed)
        for field in self.texts.values():
            field.committed.connect(self._on_text_committed)
            field.textChanged.connect(self._offer_texts)
            field.files_pasted.connect(self.evidence.add_files)
        for caption in self.form.captions.values():
            caption.copy_wanted.connect(self.copy_from_before)
            caption.fill_wanted.connect(self.fill_chosen)
        self.quantities.edit_wanted.connect(self._on_counts_wanted)
        self.evidence.edit_wanted.connect(self._on_evidence_wanted)
        for table in self._slots.values():
            table.table.cell_closed.connect(self._workbench.end_typing)
        self.form.next_due.clicked.connect(self.go_to_next_due)
        self.form.before.clicked.connect(self.actions_by_name["before"].trigger)
        self.form.after.clicked.connect(self.actions_by_name["after"].trigger)
        theme().changed.connect(self.form.dress)


def _word(field: str) -> str:
    return next(name for known, name, *_ in TEXTS if known == field).lower()
