"""Offers below a text that is typed in: asked for by a key, or while two letters and more are typed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.plan.offer_list import OfferList
from kehoach_desktop.ui.plan.offers import Offer, matching

_PAUSE_MS = 120  # after the last key, so that a letter taken back for its mark shows nothing
_PAGE_ROWS = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE_ROWS,
    Qt.Key.Key_PageUp: -_PAGE_ROWS,
}
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

# Beside a widget's own class, so that its text is edited in one place and offers may come to any.
if TYPE_CHECKING:
    _Text = QPlainTextEdit
else:
    _Text = object


class Offering(_Text):
    """Part of a text widget. ``offers_wanted`` asks for ``set_offers``; ``offer_taken`` says one was put in.

    No key is changed by an open list but the arrows, Esc, and Enter (or Tab) once the arrows went to an
    offer.
    """

    if TYPE_CHECKING:
        offers_wanted: SignalInstance
        offer_taken: SignalInstance

    _ends = _ENTERS
    """The keys that put in the offer the arrows went to."""

    def prepare_offers(self) -> None:
        """Begin without any; to be called when the widget stands."""
        self._offers: tuple[Offer, ...] | None = None
        self._list: OfferList | None = None
        self._is_asked = False  # opened by key or button: shown also while nothing fits
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.on_pause)

    @property
    def shown_offers(self) -> list[Offer]:
        """The offers in the open list."""
        return self._list.offers() if self._list is not None and self._list.isVisible() else []

    @property
    def offer_list(self) -> OfferList:
        """The list; it is made when it is first needed."""
        if self._list is None:
            self._list = OfferList(self)
            self._list.taken.connect(self.take)
            self.destroyed.connect(self._list.deleteLater)  # it lies in the window, not in the field
        return self._list

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Keep what may be offered, until it is forgotten."""
        self._offers = tuple(offers)

    def forget_offers(self) -> None:
        """Ask anew the next time: what is offered may have changed."""
        self._offers = None

    def open_offers(self) -> None:
        """Show all there is to offer, or take the list away."""
        if self.shown_offers:
            self.close_offers()
        elif not self.isReadOnly():
            self._is_asked = True
            self._show(self._fresh(self._known()))

    def close_offers(self) -> None:
        """Take the list away and open none by itself before the next key."""
        self._pause.stop()
        self._is_asked = False
        if self._list is not None:
            self._list.close_list()

    def follow(self) -> None:
        """Keep an open list at the field, which was scrolled."""
        if self._list is not None:
            self._list.follow(self._anchor())

    def take(self, offer: Offer) -> None:
        """Put the offer in, and commit."""
        is_asked = self._is_asked
        self.close_offers()
        if offer.value is None:
            self.put_entry(offer.text, is_added=is_asked)
        self.offer_taken.emit(offer)
        if not self.document().isModified():  # kept: what was typed to find it is not to come back
            self.document().clearUndoRedoStacks()

    def typed_entry(self) -> str:
        """Return what offers are looked for with."""
        return self.toPlainText()

    def has_entry(self, text: str) -> bool:
        """Say whether the field has that already."""
        return one_line(self.toPlainText()) == text

    def put_entry(self, text: str, *, is_added: bool) -> None:
        """Put ``text`` in place of what is there."""
        del is_added  # there is only one entry
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def on_pause(self) -> None:
        """Show the offers that fit what is typed."""
        if not self.hasFocus() or self.isReadOnly() or self.textCursor().block().layout().preeditAreaText():
            return
        typed = one_line(self.typed_entry())
        is_all = self._is_asked and not typed
        self._show(self._fresh(self._known() if is_all else matching(self._known(), typed)))

    def event(self, event: QEvent) -> bool:
        """Have Esc close the list before anything else in the window hears of it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.shown_offers
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows, Enter and Esc work in the open list; all else is the field's."""
        if self.shown_offers and self.is_of_list(event):
            return
        before = self.document().revision()
        super().keyPressEvent(event)
        if self.document().revision() != before:
            self._pause.start()
        elif event.text() or event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.close_offers()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Look for offers once something was composed."""
        super().inputMethodEvent(event)
        if event.commitString():
            self._pause.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the text is for the caret."""
        self.close_offers()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        self.close_offers()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no list behind."""
        self.close_offers()
        super().hideEvent(event)

    def _known(self) -> tuple[Offer, ...]:
        if self._offers is None:
            self.offers_wanted.emit()
        return self._offers or ()

    def _fresh(self, offers: Iterable[Offer]) -> list[Offer]:
        """Return the offers that would change something."""
        return [offer for offer in offers if offer.value is not None or not self.has_entry(offer.text)]

    def _show(self, offers: list[Offer]) -> None:
        if offers:
            self.offer_list.show_offers(offers, self._anchor())
        elif self._list is not None:
            self._list.close_list()

    def _anchor(self) -> QRect:
        return self.rect()

    def is_of_list(self, event: QKeyEvent) -> bool:
        """Do what the key does in the open list; say whether it has done all it does."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.offer_list.step(_STEPS[key])
            return True
        offer = self.offer_list.current()
        if key in self._ends and offer is not None:
            self.take(offer)
            return True
        if key == Qt.Key.Key_Escape:
            self.close_offers()
            return True
        if key in _ENTERS:
            self.close_offers()
        return False
