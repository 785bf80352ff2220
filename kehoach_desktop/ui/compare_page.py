"""The page of So sánh hai bản: which two, their texts side by side, from one change to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from kehoach_desktop.domain.comparing import Row
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.ui.comparing.lines import Line, shown_lines
from kehoach_desktop.ui.comparing.sides import Sides
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage

_ALL, _ONLY = "Hiện cả phần giống nhau", "Chỉ hiện phần thay đổi"
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Choice(NamedTuple):
    """What can stand on a side: its words, and the plan, a version of it, or the id of another plan."""

    name: str
    what: Plan | Version | int


class ComparePage(WidePage):
    """``asked`` gives the two chosen; who compares them calls ``show_rows``."""

    follows_plan = True
    asked = Signal(object, object)

    def __init__(
        self, choices: Sequence[Choice], left: int, right: int, title: str = "So sánh hai bản"
    ) -> None:
        super().__init__(title)
        self._choices = choices
        self._rows: Sequence[Row] = ()
        self._lines: list[Line] = []
        self._opened: frozenset[int] = frozenset()
        self._changes: list[int] = []  # the lines that are changes
        self._current = -1  # which of them
        self.choosers = (_chooser("Bản bên trái", choices, left), _chooser("Bản bên phải", choices, right))
        self.sides = Sides(self.choosers)
        self.left, self.right = self.sides.panes
        self.count = label("", "muted")
        self.previous = button("Thay đổi trước")
        self.next = button("Thay đổi sau")
        self.all = button(_ALL)
        self._leave = button("Đóng")
        self.column.addWidget(self._bar())
        self.column.addWidget(self.sides, 1)
        self._connect()

    @property
    def changes(self) -> int:
        """How many changes are shown."""
        return len(self._changes)

    @property
    def current(self) -> int:
        """Which change the page is at, from 0; -1 before the first."""
        return self._current

    def areas(self) -> list[QWidget]:
        """Return the choice, then the two texts."""
        return [self.choosers[0], self.right, self.left]

    def ask(self) -> None:
        """Have the two chosen compared."""
        left, right = (self._choices[chooser.currentIndex()] for chooser in self.choosers)
        self.count.setText("Đang so sánh…")
        self.asked.emit(left.what, right.what)

    def renew(self, plan: Plan) -> None:
        """Take the plan as it is now, the first choice, in place of what it was."""
        self._choices = [self._choices[0]._replace(what=plan), *self._choices[1:]]
        if any(chooser.currentIndex() == 0 for chooser in self.choosers):
            self.ask()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the comparison, at its first change."""
        self._rows = rows
        self._opened = frozenset(range(len(rows))) if self.all.isChecked() else frozenset()
        self._current = -1
        self._fill()
        self.on_next_clicked()

    def say(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self.show_rows(())
        self.count.setText(sentence)

    def event(self, event: QEvent) -> bool:
        """Have F3 for the page while it has the keyboard; elsewhere it goes on with finding."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_f3(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from change to change."""
        if not _is_f3(event):
            super().keyPressEvent(event)
        elif event.modifiers() & _SHIFT:
            self.on_previous_clicked()
        else:
            self.on_next_clicked()

    @Slot()
    def on_next_clicked(self) -> None:
        """Go to the next change; after the last comes the first."""
        self._go(self._current + 1)

    @Slot()
    def on_previous_clicked(self) -> None:
        """Go to the change before; before the first comes the last."""
        self._go(self._current - 1 if self._current > 0 else len(self._changes) - 1)

    @Slot(int)
    def on_unfold_asked(self, first: int) -> None:
        """Show an equal stretch; the view stays where it is."""
        self._opened |= {first}
        self._fill(is_kept=True)

    @Slot(bool)
    def on_all_toggled(self, is_on: bool) -> None:
        """Show everything, or only what changed."""
        self.all.setText(_ONLY if is_on else _ALL)
        self._opened = frozenset(range(len(self._rows))) if is_on else frozenset()
        self._fill()
        self._go(max(self._current, 0))

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self.previous.setIcon(icon("up"))
        self.next.setIcon(icon("down"))
        self._fill(is_kept=True)

    def _fill(self, *, is_kept: bool = False) -> None:
        self._lines = shown_lines(self._rows, self._opened)
        self._changes = [n for n, line in enumerate(self._lines) if line.row and line.row.is_changed]
        self.sides.show_lines(self._lines, is_kept=is_kept)
        is_at_one = 0 <= self._current < len(self._changes)
        self.sides.mark(self._changes[self._current] if is_at_one else -1)
        for made in (self.previous, self.next):
            made.setEnabled(bool(self._changes))
        self._tell()

    def _go(self, to: int) -> None:
        if self._changes:
            self._current = to % len(self._changes)
            self.sides.go_to(self._changes[self._current])
            self._tell()

    def _tell(self) -> None:
        if self._changes:
            self.count.setText(f"Thay đổi {max(self._current, 0) + 1}/{len(self._changes)}")
        else:
            self.count.setText("Hai bản giống nhau." if self._rows else "")

    def _bar(self) -> QWidget:
        made = QFrame()
        made.setObjectName("tab_toolbar")
        row = QHBoxLayout(made)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        heading = label(self.accessibleName(), "heading")
        for words in (heading, self.count):
            words.setWordWrap(False)
        self.previous.setToolTip("Thay đổi trước (Shift+F3)")
        self.next.setToolTip("Thay đổi sau (F3)")
        self.all.setCheckable(True)
        row.addWidget(heading)
        row.addSpacing(8)
        for part in (self.previous, self.next, self.count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.all)
        row.addWidget(self._leave)
        return made

    def _connect(self) -> None:
        self.previous.clicked.connect(self.on_previous_clicked)
        self.next.clicked.connect(self.on_next_clicked)
        self.all.toggled.connect(self.on_all_toggled)
        self._leave.clicked.connect(self.closed)
        self.sides.unfold_asked.connect(self.on_unfold_asked)
        for chooser in self.choosers:
            chooser.activated.connect(self.ask)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()


def _is_f3(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F3 and event.modifiers().value in {0, _SHIFT.value}


def _chooser(name: str, choices: Sequence[Choice], place: int) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long subject is cut
    for choice in choices:
        made.addItem(choice.name)
    made.setCurrentIndex(place)
    return made
