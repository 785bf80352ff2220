"""The particulars of the plan ("Thông tin văn bản"): a field each, committed when it is left."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from kehoach_desktop.domain.edits import Change, SetField
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.plan.facts import FACTS, Fact, fact_value, field_change, parsed_fact, shown_fact
from kehoach_desktop.ui.plan.fields import TextField
from kehoach_desktop.ui.plan.state_row import StateRow
from kehoach_desktop.ui.theme import restyle
from kehoach_desktop.ui.workbench import Workbench

_AFTER_PAINT_MS = 20
_CARET_ROOM_PX = 8  # above and below the line typed in


class Particulars(QScrollArea):
    """The form. It is made a moment after the first paint, so that the page beside it is there at once."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._plan: Plan | None = None
        self._fields: dict[str, TextField] = {}
        self._status = StateRow()
        self._errors: dict[str, QLabel] = {}  # made when there is something to say
        self._error_rows: dict[str, int] = {}
        self.setObjectName("particulars")
        self.setAccessibleName("Thông tin văn bản")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The form follows once a field has got its new height.
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self.show_caret)
        self.verticalScrollBar().rangeChanged.connect(self.on_range_changed)
        self._making = QTimer(self, singleShot=True, interval=_AFTER_PAINT_MS)
        self._making.timeout.connect(self.make_form)
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.flush_requested.connect(self.flush)
        self.on_plan_opened(workbench.plan)

    @property
    def fields(self) -> dict[str, TextField]:
        """The text fields by the name of their fact."""
        self.make_form()
        return self._fields

    @property
    def status(self) -> StateRow:
        """Where the plan stands."""
        self.make_form()
        return self._status

    def make_form(self) -> None:
        """Make the form, unless it stands, and show the plan in it."""
        if self.widget() is not None:
            return
        self.setWidget(self._form())
        before: QWidget = self
        for fact in FACTS:  # Tab goes through them here, not where late-comers are put
            field = self._fields.get(fact.name, self._status)
            QWidget.setTabOrder(before, field)
            before = field
        self.on_plan_opened(self._plan)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have the form made once the empty ground is painted."""
        super().paintEvent(event)
        if self.widget() is None and not self._making.isActive():
            self._making.start()

    def flush(self) -> None:
        """Commit every field that was changed and not yet left."""
        for name, field in self._fields.items():
            if field.document().isModified():
                self._commit_field(name)

    def error(self, name: str) -> str:
        """Return the sentence shown under a field, "" for none."""
        return self._errors[name].text() if name in self._errors else ""

    def show_caret(self) -> None:
        """Scroll so that the line typed in is in sight, however short the panel is."""
        for field in self._fields.values():
            if field.hasFocus():
                field.ensureCursorVisible()  # one as high as it may be scrolls within
                line = field.cursorRect()
                middle = field.viewport().mapTo(self.widget(), line.center())
                self.ensureVisible(middle.x(), middle.y(), 0, line.height() // 2 + _CARET_ROOM_PX)

    def on_plan_opened(self, plan: Plan | None) -> None:
        """Show the particulars of another plan."""
        self._plan = plan
        if self.widget() is None:
            return
        for name, field in self._fields.items():
            field.document().setModified(False)
            self._say(name, "")
        self.widget().setEnabled(plan is not None)
        self._show(plan)

    def on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        """Show what changed, but never in a field being typed in."""
        if self.widget() is not None and any(c.kind == "plan" and c.at is None for c in touched):
            self._show(plan)
        self._plan = plan

    def on_range_changed(self) -> None:
        """Keep the caret in sight when a field, or the panel, has got another height."""
        self._following.start()

    def on_field_finished(self) -> None:
        """Commit the field that was left."""
        self._commit_field(self.sender().property("fact"))

    def _form(self) -> QWidget:
        form = QWidget()
        form.setObjectName("particulars_form")
        grid = QGridLayout(form)
        grid.setContentsMargins(14, 2, 14, 16)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for fact in FACTS:
            span = 1 if fact.is_half else 2
            label = QLabel(fact.label)
            label.setProperty("role", "muted")
            label.setContentsMargins(0, 6, 0, 2)
            field = self._field(fact)
            label.setBuddy(field)
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
            self._error_rows[fact.name] = row + 2 + column
            column = (column + 1) % 2 if fact.is_half else 0
            row += 0 if column else 4
        grid.setRowStretch(row, 1)
        return form

    def _field(self, fact: Fact) -> QWidget:
        if fact.name == "status":
            return self._status_row(fact)
        field = self._fields[fact.name] = TextField(has_lines=fact.has_lines)
        field.setProperty("fact", fact.name)
        field.setAccessibleName(fact.label)
        field.setPlaceholderText(fact.hint)
        field.finished.connect(self.on_field_finished)
        field.caret_moved.connect(self._following.start)
        return field

    def _status_row(self, fact: Fact) -> QWidget:
        self._status.setAccessibleName(fact.label)
        self._status.asked.connect(self._workbench.state_change_asked)
        return self._status

    def _show_status(self, plan: Plan) -> None:
        self._status.show_plan(plan)

    def _show(self, plan: Plan | None) -> None:
        self._plan = plan
        for name, field in self._fields.items():
            if not field.document().isModified():
                field.show_text("" if plan is None else shown_fact(plan, name))
        if plan is not None:
            self._show_status(plan)

    def _commit_field(self, name: str) -> None:
        field = self._fields[name]
        if self._plan is None:
            return
        try:
            value = parsed_fact(name, field.toPlainText())
        except ValueError as error:
            self._say(name, str(error))
            return
        self._say(name, "")
        field.document().setModified(False)
        if value == fact_value(self._plan, name):
            field.show_text(shown_fact(self._plan, name))
        elif not self._commit(name, value):
            field.document().setModified(True)

    def _commit(self, name: str, value: Any) -> bool:
        plan = self._plan
        if plan is None or value == fact_value(plan, name):
            return True
        owner, old, new = field_change(plan, name, value)
        label = next(fact.label for fact in FACTS if fact.name == name)
        return self._workbench.commit(
            SetField("plan", plan.id, owner, old, new), f"Sửa {label.split(' (')[0].lower()}"
        )

    def _say(self, name: str, sentence: str) -> None:
        if self.error(name) == sentence:
            return
        label = self._errors.get(name) or self._error_label(name)
        label.setText(sentence)
        label.setVisible(bool(sentence))
        restyle(self._fields[name], "wrong", "true" if sentence else "")

    def _error_label(self, name: str) -> QLabel:
        label = self._errors[name] = QLabel()
        label.setProperty("role", "wrong")
        label.setWordWrap(True)
        grid = self.widget().layout()
        if isinstance(grid, QGridLayout):
            grid.addWidget(label, self._error_rows[name], 0, 1, 2)
        return label
