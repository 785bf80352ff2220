"""The bar above a page or sheet to find in it and to replace.

«Phân biệt dấu» follows what is typed until the clerk says otherwise: a text without accents finds every
spelling (thu tuc: thủ tục), one with accents means its accents. Nothing here touches the text of a field
while it is being typed: the search only follows it.
"""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from kehoach_desktop.domain.finding import Wanted, has_accents
from kehoach_desktop.ui.plan.find_form import FindForm

_TYPED_MS = 120  # after the last key in the field
_LONGEST_TAKEN = 200  # of what is chosen on the page


class FindsText(Protocol):
    """What the bar asks of who searches; ``changed`` is a signal."""

    matches: list[Any]
    note: str
    wanted: Wanted
    changed: Any

    def begin(self) -> None:
        """Start from where the clerk is."""

    def end(self) -> None:
        """Look no more."""

    def current(self) -> int | None:
        """Return which match is the current one."""

    def look_for(self, wanted: Wanted) -> None:
        """Look for this and go to the first."""

    def go(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1)."""

    def replace_current(self, new: str) -> None:
        """Replace the current match."""

    def replace_all(self, new: str) -> None:
        """Replace all there are."""


class FindBar(FindForm):
    """Has the finder follow what is typed, and says what it found.

    ``page`` gets the keyboard back; ``chosen`` says what of it is chosen and may be looked for.
    """

    def __init__(self, finder: FindsText, page: QWidget, chosen: Callable[[], str] = str) -> None:
        super().__init__()
        self._page = page
        self._chosen = chosen
        self.finder = finder
        self._is_own_choice = False  # the clerk has said whether accents count
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._connect()
        self.hide()

    def open(self, *, with_replace: bool = False) -> None:
        """Show the bar with what is chosen on the page, and take the keyboard."""
        is_new = self.isHidden()
        if is_new or with_replace:
            self.show_replace(is_on=with_replace)
        if is_new:
            self._is_own_choice = False
        chosen = self._chosen()
        self.finder.begin()
        self.show()
        if chosen and len(chosen) <= _LONGEST_TAKEN:
            self.wanted.setText(chosen)
        self.on_wanted_edited(self.wanted.text())
        self.look()
        aim = self.new if with_replace and not is_new and self.wanted.text() else self.wanted
        aim.setFocus(Qt.FocusReason.ShortcutFocusReason)
        aim.selectAll()

    def close_bar(self) -> None:
        """Put the bar away and go back to the page, where the current match is chosen."""
        self._typed.stop()
        self.finder.end()
        self.hide()
        self._page.setFocus()

    def go(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1); the keyboard stays where it is."""
        if self.isHidden():
            self.finder.begin()
            self.show()
            self.show_replace(is_on=False)
            self._take_wanted()
        if not self.wanted.text():
            self.wanted.setFocus()
        self._typed.stop()
        self._take_wanted()
        self.finder.go(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the field or button with the keyboard is for."""
        here = self.focusWidget()
        modifiers = event.modifiers()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(here, QPushButton | QToolButton):
            here.click()
        elif here is self.new and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.replace_all()
        elif here is self.new:
            self.replace()
        else:
            self.go(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)

    def look(self) -> None:
        """Look for what stands in the field, and show the first."""
        self._typed.stop()
        self.finder.look_for(self.asked())

    def replace(self) -> None:
        """Replace the current match and go to the next."""
        self._take_wanted()
        self.finder.replace_current(self.new_text())

    def replace_all(self) -> None:
        """Replace every match in one step."""
        self._take_wanted()
        self.finder.replace_all(self.new_text())

    def on_wanted_edited(self, text: str) -> None:
        """Follow the field a moment after the last key."""
        self._is_own_choice = self._is_own_choice and bool(text)
        if not self._is_own_choice:
            with QSignalBlocker(self.accents):
                self.accents.setChecked(has_accents(text))
        self._typed.start()

    def on_accents_clicked(self) -> None:
        """From now on the clerk's word counts, not the text."""
        self._is_own_choice = True

    def on_next_clicked(self) -> None:
        """Go to the next match."""
        self.go(1)

    def on_previous_clicked(self) -> None:
        """Go to the match before."""
        self.go(-1)

    def on_found_changed(self) -> None:
        """Say which of how many, and what happened."""
        count, at = len(self.finder.matches), self.finder.current()
        said = "" if not self.finder.wanted.text else "Không tìm thấy"
        if count:
            said = f"Có {count} chỗ" if at is None else f"{at + 1}/{count}"
        self.count.setText(said)
        self.note.setText(self.finder.note)
        self.setAccessibleDescription(f"{said}. {self.finder.note}".strip(". "))

    def _take_wanted(self) -> None:
        """Have the finder look for what stands in the field, though it was typed just now."""
        self._typed.stop()
        self.finder.wanted = self.asked()

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self.on_wanted_edited)
        self._typed.timeout.connect(self.look)
        self.finder.changed.connect(self.on_found_changed)
        self.accents.clicked.connect(self.on_accents_clicked)
        for option in (self.accents, self.case, self.words):
            option.toggled.connect(self.look)
        for name, slot in (
            ("next", self.on_next_clicked),
            ("previous", self.on_previous_clicked),
            ("close", self.close_bar),
            ("replace", self.replace),
            ("replace_all", self.replace_all),
        ):
            self.buttons[name].clicked.connect(slot)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_bar)
