"""A field with offers: asked for by a key or its button, or while two letters and more are typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kehoach_desktop.ui.plan.fields import TextField
from kehoach_desktop.ui.plan.offering import Offering


class OfferField(Offering, TextField):
    """A field of the particulars that offers what may be put into it."""

    offers_wanted = Signal()
    offer_taken = Signal(object)

    def __init__(self, *, has_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(has_lines=has_lines, parent=parent)
        self.prepare_offers()
        self.choice_asked.connect(self.open_offers)

    def show_text(self, text: str) -> None:
        """Show what the plan has; what was offered for another text is gone."""
        if text != self.toPlainText():
            self.close_offers()
        super().show_text(text)
