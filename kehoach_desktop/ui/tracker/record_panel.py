"""The record of one cell, a task in a quarter: state, percent, what was done, counted and proved."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.edits import Edit, SetField
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Evidence, Progress, Quantity, State, Task
from kehoach_desktop.domain.timephrase import understand
from kehoach_desktop.domain.words import STATE_WORDS
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import ground, label, named
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.tracker.entries_model import (
    EVIDENCE_COLUMNS,
    QUANTITY_COLUMNS,
    Drafts,
    EntriesModel,
)
from kehoach_desktop.ui.tracker.entries_table import EntriesTable
from kehoach_desktop.ui.tracker.grid_view import state_colours, state_icon
from kehoach_desktop.ui.tracker.record_edits import (
    Entry,
    add_entry,
    record_of,
    remove_entry,
    set_state,
    write,
)
from kehoach_desktop.ui.tracker.text_field import TextField
from kehoach_desktop.ui.workbench import Workbench

_TEXTS = (
    ("result", "Kết quả", "Đã làm được gì trong quý", 2),
    ("difficulty", "Khó khăn", "Chưa có", 1),
    ("proposal", "Đề xuất", "Chưa có", 1),
)
_WORDS = {"quantities": "số lượng", "evidence": "minh chứng"}
_KINDS = {"quantities": "quantity", "evidence": "evidence"}
NO_CELL = "Chọn một ô trong bảng để ghi kết quả của nhiệm vụ trong quý đó."


class _StateBox(QComboBox):
    """A choice the wheel does not change while the panel is scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _PercentBox(QSpinBox):
    """Like it for the percent."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RecordPanel(QScrollArea):
    """Writes the record of the cell it was last shown; every field commits by itself."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.task: Task | None = None
        self.quarter = 1
        self._drafts: dict[tuple[int, int, str], Drafts] = {}
        self.setObjectName("record_panel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.state_box = named(_StateBox(), "Trạng thái")
        self.percent_box = named(_PercentBox(), "Phần trăm hoàn thành")
        self.percent_box.setSuffix(" %")
        self.percent_box.setRange(0, 100)
        self.percent_box.setKeyboardTracking(False)
        self.texts = {told[0]: TextField(*told) for told in _TEXTS}
        self.quantities = EntriesTable(
            EntriesModel("quantities", Quantity, QUANTITY_COLUMNS, self), "Số lượng"
        )
        self.evidence = EntriesTable(EntriesModel("evidence", Evidence, EVIDENCE_COLUMNS, self), "Minh chứng")
        self._slots = {"quantities": self.quantities, "evidence": self.evidence}
        self._lay_out()
        self._connect()
        self._dress()
        self.show_cell(None, 1, 0)

    # -- what is shown ------------------------------------------------------------------------------

    def show_cell(self, task: Task | None, quarter: int, year: int) -> None:
        """Show the record of another cell, or none; what is typed in the last one is committed."""
        self.flush()
        self.task, self.quarter = task, quarter
        self._page.setEnabled(task is not None)
        self._fields.setVisible(task is not None)
        self._head(year)
        record = self._record()
        for name, field in self.texts.items():
            field.load(getattr(record, name) if record else "", anew=True)
        for slot, table in self._slots.items():
            key = (task.id if task else 0, quarter, slot)
            drafts = self._drafts.setdefault(key, Drafts())
            table.model.show_entries(getattr(record, slot) if record else (), year, drafts)
        self._load_state(record)

    def follow(self, task: Task, year: int) -> None:
        """Show the same cell after an edit; what is being typed stays."""
        self.task = task
        self._head(year)
        record = self._record()
        for name, field in self.texts.items():
            field.load(getattr(record, name) if record else "")
        for slot, table in self._slots.items():
            table.model.follow_entries(getattr(record, slot) if record else ())
        self._load_state(record)

    def flush(self) -> None:
        """Commit what is typed and not yet committed."""
        if self.task is None:
            return
        self.percent_box.interpretText()
        for field in self.texts.values():
            field.flush()
        for table in self._slots.values():
            table.flush()

    def order_tabs(self) -> None:
        """Have Tab go through the fields as they stand."""
        fields = (
            self.state_box, self.percent_box, self.texts["result"], self.quantities.table,
            self.evidence.table, self.texts["difficulty"], self.texts["proposal"],
        )  # fmt: skip
        for before, after in pairwise(fields):
            self.setTabOrder(before, after)

    def renew(self, task: Task | None) -> None:
        """Take the task shown as the plan now has it, None when it is gone; the fields stay as they are."""
        self.task = task

    def forget(self) -> None:
        """Another plan: nothing of the last one is written any more."""
        self.task = None
        self._drafts.clear()
        self.show_cell(None, 1, 0)

    def _record(self) -> Progress | None:
        return record_of(self.task, self.quarter) if self.task else None

    def _head(self, year: int) -> None:
        task = self.task
        if task is None:
            self.heading.setText("Ghi kết quả")
            self.subheading.setText(NO_CELL)
            return
        self.heading.setText(task.form or "(chưa ghi hình thức)")
        due = understand(task.time, year)
        parts = (f"Quý {roman(self.quarter)}", task.lead, f"hạn {short_date(due.end)}" if due else task.time)
        self.subheading.setText(" · ".join(filter(None, parts)))

    def _load_state(self, record: Progress | None) -> None:
        quiet = [QSignalBlocker(box) for box in (self.state_box, self.percent_box)]
        self.state_box.setCurrentIndex(list(State).index(record.status if record else State.NONE))
        self.percent_box.setValue(record.percent if record else 0)
        for blocker in quiet:
            blocker.unblock()

    # -- commits ------------------------------------------------------------------------------------

    def _commit(self, edit: Edit | None, words: str, *, mergeable: bool = False) -> bool:
        return edit is None or self._workbench.commit(edit, words, mergeable=mergeable)

    def _on_state_activated(self, place: int) -> None:
        if self.task is not None:
            edit = set_state([(self.task, self.quarter)], list(State)[place])
            if not self._commit(edit, "Sửa trạng thái"):
                self._load_state(self._record())

    def _on_percent_changed(self, percent: int) -> None:
        if self.task is not None:
            edit = write(self.task, self.quarter, percent=percent)
            if not self._commit(edit, "Sửa phần trăm", mergeable=True):
                self._load_state(self._record())

    def _on_text_committed(self, field: str, text: str) -> None:
        if self.task is None:
            return
        words = next(name for known, name, *_ in _TEXTS if known == field)
        edit = write(self.task, self.quarter, **{field: text})
        if not self._commit(edit, f"Sửa {words.lower()}", mergeable=True):
            self.texts[field].keep_typed()

    def _on_entry_set_wanted(self, slot: str, entry: Entry, change: tuple[str, Any]) -> None:
        field, value = change
        edit = SetField(_KINDS[slot], entry.id, field, getattr(entry, field), value)
        self._commit(edit, f"Sửa {_WORDS[slot]}")

    def _on_entry_add_wanted(self, slot: str, entry: Entry) -> None:
        if self.task is not None:
            self._commit(add_entry(self.task, self.quarter, slot, entry), f"Thêm {_WORDS[slot]}")

    def _on_entry_remove_wanted(self, slot: str, entry: Entry) -> None:
        record = self._record()
        if record is not None:
            self._commit(remove_entry(record, slot, entry), f"Xóa {_WORDS[slot]}")

    # -- looks --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._page = ground("record_page")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(4)
        self.heading = label("", "heading")
        self.subheading = label("", "muted")
        for line in (self.heading, self.subheading):
            line.setWordWrap(True)
            column.addWidget(line)
        self._fields = self._field_column()
        column.addWidget(self._fields)
        column.addStretch(1)
        self.setWidget(self._page)

    def _field_column(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._state_row())
        for words, widget in (
            ("Kết quả", self.texts["result"]),
            ("Số lượng", self.quantities),
            ("Minh chứng", self.evidence),
            ("Khó khăn", self.texts["difficulty"]),
            ("Đề xuất", self.texts["proposal"]),
        ):
            caption = label(words, "muted")
            caption.setBuddy(widget)
            column.addSpacing(6)
            column.addWidget(caption)
            column.addWidget(widget)
        return made

    def _state_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.state_box.setIconSize(QSize(16, 16))
        for state in State:
            self.state_box.addItem(STATE_WORDS[state])
        self.state_box.setMinimumWidth(170)
        self.percent_box.setFixedWidth(92)
        for box in (self.state_box, self.percent_box):
            box.setFixedHeight(32)
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.state_box.activated.connect(self._on_state_activated)
        self.percent_box.valueChanged.connect(self._on_percent_changed)
        for field in self.texts.values():
            field.committed.connect(self._on_text_committed)
        for table in self._slots.values():
            table.model.set_wanted.connect(self._on_entry_set_wanted)
            table.model.add_wanted.connect(self._on_entry_add_wanted)
            table.remove_wanted.connect(self._on_entry_remove_wanted)
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        colours = tokens()
        self.setStyleSheet(
            f"#record_panel {{ background: {colours.window}; border-left: 1px solid {colours.line}; }}"
            f" #record_page {{ background: {colours.window}; }}"
        )
        for place, state in enumerate(State):
            self.state_box.setItemIcon(place, icon(state_icon(state), state_colours(state, colours)[0]))
