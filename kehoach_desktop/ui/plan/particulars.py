"""The particulars of the plan ("Thông tin văn bản"): a field each, committed when it is left."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kehoach_desktop.domain.edits import Change, SetField, of_kinds
from kehoach_desktop.domain.plan import Plan, Signature
from kehoach_desktop.services.settings import Settings, told_office
from kehoach_desktop.ui.plan.facts import (
    fact_named,
    fact_value,
    facts_of,
    field_change,
    parsed_fact,
    shown_fact,
)
from kehoach_desktop.ui.plan.state_row import StateRow
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:  # made, and imported, after the first paint
    from kehoach_desktop.ui.plan.fields import TextField
    from kehoach_desktop.ui.plan.offers import Offer
    from kehoach_desktop.ui.plan.particulars_form import ParticularsForm

_AFTER_PAINT_MS = 20
_CARET_ROOM_PX = 8  # above and below the line typed in


class Particulars(QScrollArea):
    """The form. It is made a moment after the first paint, so that the page beside it is there at once."""

    def __init__(
        self, workbench: Workbench, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._settings = settings or Settings()
        self._plan: Plan | None = None
        self._form: ParticularsForm | None = None
        self._untold: set[str] = set()  # kept, and the office not told: they are not left yet
        self._fields: dict[str, TextField] = {}
        self._status = StateRow()
        self.setObjectName("particulars")
        self.setAccessibleName("Thông tin văn bản")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The form follows once a field has got its new height.
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self.show_caret)
        self.verticalScrollBar().rangeChanged.connect(self.on_range_changed)
        self.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        self._making = QTimer(self, singleShot=True, interval=_AFTER_PAINT_MS)
        self._making.timeout.connect(self.make_form)
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.flush_requested.connect(self.flush)
        theme().changed.connect(self.on_theme_changed)
        self.on_plan_opened(workbench.plan)

    @property
    def fields(self) -> "dict[str, TextField]":
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
        self._form = self._made_form()
        self._fields = self._form.fields
        self.setWidget(self._form)
        before: QWidget = self
        for fact in facts_of(self._plan):  # Tab goes through them here, not where late-comers are put
            field = self._fields.get(fact.name, self._status.button)
            QWidget.setTabOrder(before, field)
            before = field
        self.on_plan_opened(self._plan)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have the form made once the empty ground is painted."""
        super().paintEvent(event)
        if self.widget() is None and not self._making.isActive():
            self._making.start()

    def flush(self) -> None:
        """Commit every field that was changed and not yet kept; a wrong one holds the flush."""
        for name, field in self._fields.items():
            if field.document().isModified() and not self._commit_field(name) and self.error(name):
                words = f"Ô “{_label(name)}” trong Thông tin văn bản chưa ghi được. {self.error(name)}"
                self._workbench.hold(words)
        for name in tuple(self._untold):  # kept while they were typed, and the window may be about to end
            self._tell_office(name)

    def error(self, name: str) -> str:
        """Return the sentence shown under a field, "" for none."""
        return "" if self._form is None else self._form.error(name)

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
        self._untold.clear()
        if self.widget() is None:
            return
        for name, field in self._fields.items():
            field.document().setModified(False)
            self._say_of(name, "")
        self.widget().setEnabled(plan is not None)
        self._show(plan)

    def on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        """Show what changed, but never in a field being typed in."""
        if self.widget() is not None and any(c.at is None for c in of_kinds(touched, "plan")):
            self._show(plan)
        self._plan = plan

    def on_range_changed(self) -> None:
        """Keep the caret in sight when a field, or the panel, has got another height."""
        self._following.start()

    def on_scrolled(self) -> None:
        """Let an open list of offers stay with its field."""
        if self._form is not None:
            self._form.follow_scrolling()

    def on_field_finished(self, name: str) -> None:
        """Commit the field that was left, and show it as it is kept."""
        if self._commit_field(name) and self._plan is not None:
            self._fields[name].show_text(shown_fact(self._plan, name))
        self._workbench.end_typing()

    def on_field_rested(self, name: str) -> None:
        """Commit what is typed while it is still typed in; what means nothing yet is said when it is left."""
        field, plan = self._fields[name], self._plan
        if plan is None or not field.document().isModified():
            return
        try:
            value = parsed_fact(name, field.toPlainText())
        except ValueError:
            return
        if value != fact_value(plan, name) and self._commit(name, value, is_left=False):
            field.document().setModified(False)

    def on_lines_moved(self, name: str) -> None:
        """Keep the lines in their new order, as a step of its own."""
        self._workbench.end_typing()
        self._commit_field(name)
        self._workbench.end_typing()

    def on_offers_wanted(self, name: str) -> None:
        """Tell a field what it may offer."""
        from kehoach_desktop.ui.plan.fact_offers import fact_offers

        if self._plan is not None and self._form is not None:
            office = self._settings.office
            self._form.set_offers(name, fact_offers(self._workbench.store, name, self._plan, office))

    def on_offer_taken(self, name: str, offer: "Offer") -> None:
        """Keep what was taken; a signature with all its lines is one step."""
        if isinstance(offer.value, Signature):
            self._sign(name, offer.value)
        else:
            self._commit_field(name)

    def on_theme_changed(self) -> None:
        """Draw the buttons in the new colours."""
        if self._form is not None:
            self._form.draw_buttons()

    def _made_form(self) -> "ParticularsForm":
        from kehoach_desktop.ui.plan.particulars_form import ParticularsForm

        self._status.setAccessibleName(_label("status"))
        self._status.asked.connect(self._workbench.state_change_asked)
        form = ParticularsForm(self._status, facts_of(self._plan))
        for name, field in form.fields.items():
            Rest(field, partial(self.on_field_rested, name))
        form.field_finished.connect(self.on_field_finished)
        form.lines_moved.connect(self.on_lines_moved)
        form.offers_wanted.connect(self.on_offers_wanted)
        form.offer_taken.connect(self.on_offer_taken)
        form.caret_moved.connect(self._following.start)
        return form

    def _show(self, plan: Plan | None) -> None:
        self._plan = plan
        for name, field in self._fields.items():
            if field.document().isModified():
                continue
            # What is being typed in stays as typed while it means the same: a blank at the end, say.
            if plan is None or not (field.hasFocus() and self._means_same(plan, name)):
                field.show_text("" if plan is None else shown_fact(plan, name))
        if plan is not None:
            self._status.show_plan(plan)
        if self._form is not None:
            self._form.note_recipients(plan.recipients if plan is not None else ())
            self._form.forget_offers()

    def _means_same(self, plan: Plan, name: str) -> bool:
        try:
            return bool(parsed_fact(name, self._fields[name].toPlainText()) == fact_value(plan, name))
        except ValueError:
            return False

    def _commit_field(self, name: str) -> bool:
        """Commit what is typed; say whether the field now has what the plan has."""
        field = self._fields[name]
        if self._plan is None:
            return False
        try:
            value = parsed_fact(name, field.toPlainText())
        except ValueError as error:
            self._say_of(name, str(error))
            return False
        self._say_of(name, "")
        field.document().setModified(False)
        is_kept = False
        try:
            is_kept = self._commit(name, value)
        finally:  # also after a bug: what was typed is to be tried again
            if not is_kept:
                field.document().setModified(True)
        return is_kept

    def _sign(self, name: str, signature: Signature) -> None:
        plan, field = self._plan, self._fields[name]
        if plan is None:
            return
        edit = SetField("plan", plan.id, "signature", plan.signature, signature)
        field.document().setModified(False)
        is_kept = False
        try:
            is_kept = self._workbench.commit(edit, "Điền người ký")
        finally:
            if not is_kept:
                field.document().setModified(True)
        if is_kept:
            field.moveCursor(QTextCursor.MoveOperation.End)

    def _say_of(self, name: str, sentence: str) -> None:
        if self._form is not None:
            self._form.say(name, sentence)

    def _commit(self, name: str, value: Any, *, is_left: bool = True) -> bool:
        plan = self._plan
        if plan is None:
            return True
        owner, old, new = field_change(plan, name, value)
        if value != fact_value(plan, name):
            words = f"Sửa {_label(name).split(' (')[0].lower()}"
            edit = SetField("plan", plan.id, owner, old, new)
            if not self._workbench.commit(edit, words, mergeable=True):
                return False
            self._untold.add(name)
        if is_left:  # not half a name
            self._tell_office(name)
        return True

    def _tell_office(self, name: str) -> None:
        """Let the plans to come know what was kept in a field."""
        plan = self._plan
        if name not in self._untold or plan is None:
            return
        self._untold.discard(name)
        if plan.reporting is None:
            owner, _, new = field_change(plan, name, fact_value(plan, name))
            self._settings.office = told_office(self._settings.office, owner, new)


def _label(name: str) -> str:
    return fact_named(name).label
