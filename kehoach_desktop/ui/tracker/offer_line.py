"""A line to type in, with what may be meant in a list below; the list changes no text by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.plan.offer_list import OfferList
from kehoach_desktop.ui.plan.offers import Offer, matching

_PAUSE_MS = 120  # after the last key, so that a letter taken back for its mark shows nothing
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class OfferLine(QLineEdit):
    """The arrows and F4 go to the offers, Enter takes the one gone to; every other key is the line's."""

    offer_taken = Signal(object)

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = tuple(offers)
        self._list: OfferList | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.on_pause)
        self.textEdited.connect(self._on_text_edited)

    @property
    def shown_offers(self) -> list[Offer]:
        """The offers in the open list."""
        return self._list.offers() if self._list is not None and self._list.isVisible() else []

    def open_offers(self) -> None:
        """Show all there is to offer, or take the list away."""
        if self.shown_offers:
            self.close_offers()
        else:
            self._show(list(self._offers))

    def close_offers(self) -> None:
        """Take the list away."""
        self._pause.stop()
        if self._list is not None:
            self._list.close_list()

    def take(self, offer: Offer) -> None:
        """Give the offer to whoever made the line."""
        self.close_offers()
        self.offer_taken.emit(offer)

    def wants(self, event: QKeyEvent) -> bool:
        """Say whether the key is for the open list, so that a cell must not end on it."""
        if not self.shown_offers or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        has_current = self._list is not None and self._list.current() is not None
        key = Qt.Key(event.key())
        return key in _STEPS or key == Qt.Key.Key_Escape or (key in _ENTERS and has_current)

    def on_pause(self) -> None:
        """Show the offers that fit what is typed."""
        if self.hasFocus():
            typed = one_line(self.text())
            fitting = [
                offer for offer in matching(self._offers, typed) if offer.text != typed or offer.detail
            ]
            self._show(fitting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows, Enter and Esc work in the open list; F4 opens it."""
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.open_offers()
        elif self.wants(event):
            self._work_in_list(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Look for offers once something was composed."""
        super().inputMethodEvent(event)
        if event.commitString():
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no list behind: the line is made for one cell and goes with it."""
        self.close_offers()
        if self._list is not None:
            self._list.deleteLater()
            self._list = None
        super().hideEvent(event)

    def _on_text_edited(self) -> None:
        self._pause.start()

    def _work_in_list(self, key: Qt.Key) -> None:
        if self._list is None:
            return
        offer = self._list.current()
        if key in _STEPS:
            self._list.step(_STEPS[key])
        elif key in _ENTERS and offer is not None:
            self.take(offer)
        else:
            self.close_offers()

    def _show(self, offers: list[Offer]) -> None:
        if not offers:
            self.close_offers()
            return
        if self._list is None:
            self._list = OfferList(self)
            self._list.taken.connect(self.take)
        self._list.show_offers(offers, self.rect())
