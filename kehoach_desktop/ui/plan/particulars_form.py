"""The form of the particulars: a label and a field each, and below a field what is to be said of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kehoach_desktop.ui.plan.facts import Fact, fact_named
from kehoach_desktop.ui.plan.fields import TextField
from kehoach_desktop.ui.plan.form_fields import field_help, make_field
from kehoach_desktop.ui.plan.offer_field import OfferField
from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.plan.recipients_field import RecipientsField
from kehoach_desktop.ui.plan.recipients_notes import RecipientsNotes, has_notes
from kehoach_desktop.ui.theme import restyle

_ROWS_A_FACT = 4  # label, field, what is wrong (in a row of two facts: twice)


class ParticularsForm(QWidget):
    """Two columns, in which a half fact takes one and every other both."""

    field_finished = Signal(str)  # name of its fact: left, or ended by Enter
    lines_moved = Signal(str)
    offers_wanted = Signal(str)
    offer_taken = Signal(str, object)  # Offer
    caret_moved = Signal()

    def __init__(self, state: QWidget, facts: Sequence[Fact]) -> None:
        super().__init__()
        self.fields: dict[str, TextField] = {}
        self._errors: dict[str, QLabel] = {}  # made when there is something to say
        self._notes: RecipientsNotes | None = None  # likewise
        self._rows_below: dict[str, int] = {}
        self.setObjectName("particulars_form")
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 2, 14, 16)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for fact in facts:
            self._add(fact, state if fact.name == "status" else self._field(fact), row, column)
            column = (column + 1) % 2 if fact.is_half else 0
            row += 0 if column else _ROWS_A_FACT
        grid.setRowStretch(row, 1)

    def error(self, name: str) -> str:
        """Return the sentence shown under a field, "" for none."""
        return self._errors[name].text() if name in self._errors else ""

    def say(self, name: str, sentence: str) -> None:
        """Show what is wrong with a field, also to who hears it; "" for nothing."""
        if self.error(name) == sentence:
            return
        label = self._errors.get(name) or self._error_label(name)
        label.setText(sentence)
        label.setVisible(bool(sentence))
        field = self.fields[name]
        help_words = field_help(fact_named(name))
        field.setAccessibleDescription(sentence or help_words)
        restyle(field, "wrong", "true" if sentence else "")

    def note_recipients(self, recipients: tuple[str, ...]) -> None:
        """Say what there is to say of the recipients."""
        if self._notes is None and has_notes(recipients):
            self._notes = RecipientsNotes()
            self._notes.copy_last_asked.connect(self.on_copy_last_asked)
            self._grid.addWidget(self._notes, self._rows_below["recipients"] + 1, 0, 1, 2)
        if self._notes is not None:
            self._notes.show_for(recipients)

    def set_offers(self, name: str, offers: Sequence[Offer]) -> None:
        """Let a field offer these."""
        field = self.fields[name]
        if isinstance(field, OfferField):
            field.set_offers(offers)

    def forget_offers(self) -> None:
        """Have the fields ask anew for what they offer."""
        for field in self._offer_fields():
            field.forget_offers()

    def follow_scrolling(self) -> None:
        """Let an open list of offers stay with its field."""
        for field in self._offer_fields():
            field.follow()

    def draw_buttons(self) -> None:
        """Draw the buttons in the colours of now."""
        for field in self.fields.values():
            field.draw_button()

    def on_field_finished(self) -> None:
        """Tell which field was left."""
        self.field_finished.emit(self.sender().property("fact"))

    def on_field_moved(self) -> None:
        """Tell where lines changed places."""
        self.lines_moved.emit(self.sender().property("fact"))

    def on_offers_wanted(self) -> None:
        """Tell which field has nothing to offer yet."""
        self.offers_wanted.emit(self.sender().property("fact"))

    def on_offer_taken(self, offer: Offer) -> None:
        """Tell in which field an offer was taken."""
        self.offer_taken.emit(self.sender().property("fact"), offer)

    def on_copy_last_asked(self) -> None:
        """Put "Lưu: …" at the end of the recipients."""
        field = self.fields["recipients"]
        if isinstance(field, RecipientsField):
            field.put_copy_last()
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def notes(self) -> RecipientsNotes | None:
        """What is said of the recipients; None while nothing was."""
        return self._notes

    def _add(self, fact: Fact, field: QWidget, row: int, column: int) -> None:
        span = 1 if fact.is_half else 2
        label = QLabel(fact.label)
        label.setProperty("role", "muted")
        label.setContentsMargins(0, 6, 0, 2)
        label.setBuddy(field)
        self._grid.addWidget(label, row, column, 1, span)
        self._grid.addWidget(field, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._rows_below[fact.name] = row + 2 + column

    def _field(self, fact: Fact) -> TextField:
        field = self.fields[fact.name] = make_field(fact)
        field.finished.connect(self.on_field_finished)
        field.caret_moved.connect(self.caret_moved)
        if isinstance(field, OfferField):
            field.offers_wanted.connect(self.on_offers_wanted)
            field.offer_taken.connect(self.on_offer_taken)
        if isinstance(field, RecipientsField):
            field.moved.connect(self.on_field_moved)
        return field

    def _offer_fields(self) -> list[OfferField]:
        return [field for field in self.fields.values() if isinstance(field, OfferField)]

    def _error_label(self, name: str) -> QLabel:
        label = self._errors[name] = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "wrong")
        label.setWordWrap(True)
        self._grid.addWidget(label, self._rows_below[name], 0, 1, 2)
        return label
