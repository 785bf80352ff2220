"""The page of So sánh hai bản: which two, their texts side by side, from one change to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kehoach_desktop.domain.comparing import Row
from kehoach_desktop.domain.plan import Plan, Version
from kehoach_desktop.ui.comparing.lines import Line, shown_lines
from kehoach_desktop.ui.comparing.pane import ComparePane
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage

_SLICE = 40  # lines written at a time
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_GAP_PX, _PART_GAP_PX = 8, 18  # below a line, and below the last of a part


class Choice(NamedTuple):
    """What can stand on a side: its words, and the plan, a version of it, or the id of another plan."""

    name: str
    what: Plan | Version | int


class ComparePage(WidePage):
    """``asked`` gives the two chosen; who compares them calls ``show_rows``."""

    asked = Signal(object, object)

    def __init__(self, choices: Sequence[Choice], left: int, right: int) -> None:
        super().__init__("So sánh hai bản")
        self._choices = choices
        self._rows: Sequence[Row] = ()
        self._lines: list[Line] = []
        self._opened: frozenset[int] = frozenset()
        self._changes: list[int] = []  # the lines that are changes
        self._current = -1  # which of them
        self._filled = self._levelled = 0  # lines written so far, and of these kept level
        self.left, self.right = (
            ComparePane("Bản bên trái", is_left=True),
            ComparePane("Bản bên phải", is_left=False),
        )
        self.choosers = (_chooser("Bản bên trái", choices, left), _chooser("Bản bên phải", choices, right))
        self.count = label("", "muted")
        self.previous = button("Thay đổi trước")
        self.next = button("Thay đổi sau")
        self.all = button("Hiện cả phần giống nhau")
        self._leave = button("Đóng")
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
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

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the comparison, at its first change."""
        self._rows = rows
        self._opened = frozenset()
        self._current = -1
        self._fill()
        self.on_next_clicked()

    def say(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self._rows = ()
        self._fill()
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
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
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
        self._refill()

    @Slot(bool)
    def on_all_toggled(self, is_on: bool) -> None:
        """Show everything, or only what changed."""
        self._opened = frozenset(range(len(self._rows))) if is_on else frozenset()
        self._refill()
        if self._changes:
            self._go(max(self._current, 0))

    @Slot()
    def on_filling(self) -> None:
        """Write some more lines, or keep some more of them level; the window answers in between."""
        if self._filled < len(self._lines):
            self._write_to(self._filled + _SLICE)
        else:
            self._level_to(self._levelled + _SLICE)
        if self._levelled < len(self._lines):
            self._filling.start()

    @Slot()
    def on_pane_resized(self) -> None:
        """Lines may wrap elsewhere now."""
        self._levelled = 0
        self._filling.start()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self.previous.setIcon(icon("up"))
        self.next.setIcon(icon("down"))
        self._refill()

    def _fill(self, seen: int = 0) -> None:
        """Write the lines, at once as far as line ``seen`` and what is in view below it."""
        self._lines = shown_lines(self._rows, self._opened)
        self._changes = [n for n, line in enumerate(self._lines) if line.row and line.row.is_changed]
        self._filled = self._levelled = 0
        for made in (self.previous, self.next):
            made.setEnabled(bool(self._changes))
        self._tell()
        self._write_to(seen + _SLICE)
        self._filling.start()

    def _write_to(self, end: int) -> None:
        start, end = self._filled, min(end, len(self._lines))
        if start < end or not start:
            for pane in (self.left, self.right):
                pane.add_lines(self._lines[start:end], is_first=not start)
        self._filled = end
        if self._levelled == start:
            self._level_to(end)

    def _level_to(self, end: int) -> None:
        """Keep the two sides level, line by line."""
        start, end = self._levelled, min(end, self._filled)
        left, right = self.left.heights(start, end), self.right.heights(start, end)
        wanted = [
            max(one, two) + (_PART_GAP_PX if self._is_last_of_part(line) else _GAP_PX)
            for line, one, two in zip(range(start, end), left, right, strict=True)
        ]
        self.left.level(start, [room - own for room, own in zip(wanted, left, strict=True)])
        self.right.level(start, [room - own for room, own in zip(wanted, right, strict=True)])
        self._levelled = end

    def _is_last_of_part(self, line: int) -> bool:
        return line + 1 < len(self._lines) and bool(self._lines[line + 1].heading)

    def _refill(self) -> None:
        bar = self.left.verticalScrollBar()
        kept = bar.value()
        self._fill(self.left.last_seen())
        bar.setValue(kept)
        self._mark()

    def _go(self, to: int) -> None:
        if not self._changes:
            return
        self._current = to % len(self._changes)
        line = self._changes[self._current]
        self._write_to(line + _SLICE)
        self._mark()
        self._tell()
        room = self.left.viewport().height() // 3
        self.left.verticalScrollBar().setValue(self.left.top_of(line) - room)

    def _mark(self) -> None:
        is_at_one = 0 <= self._current < len(self._changes)
        for pane in (self.left, self.right):
            pane.mark(self._changes[self._current] if is_at_one else -1)

    def _tell(self) -> None:
        count = len(self._changes)
        if not count:
            self.count.setText("Hai bản giống nhau." if self._rows else "")
        else:
            self.count.setText(f"Thay đổi {max(self._current, 0) + 1}/{count}")

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("tab_toolbar")
        row = QHBoxLayout(top)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        heading = label("So sánh hai bản", "heading")
        heading.setWordWrap(False)
        row.addWidget(heading)
        row.addSpacing(8)
        self.previous.setToolTip("Thay đổi trước (Shift+F3)")
        self.next.setToolTip("Thay đổi sau (F3)")
        self.all.setCheckable(True)
        self.count.setWordWrap(False)
        for part in (self.previous, self.next, self.count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.all)
        row.addWidget(self._leave)
        self.column.addWidget(top)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        texts = ("Chữ bị bỏ: đỏ, gạch ngang", "Chữ thêm vào: xanh, gạch chân")
        for pane, chooser, hint in zip((self.left, self.right), self.choosers, texts, strict=True):
            if pane is self.right:
                line = QFrame()
                line.setObjectName("rule")
                line.setFixedWidth(1)
                sides.addWidget(line)
            side = QVBoxLayout()
            side.setSpacing(0)
            head = QVBoxLayout()
            head.setContentsMargins(14, 8, 14, 4)
            head.setSpacing(4)
            head.addWidget(chooser)
            head.addWidget(label(hint, "muted"))
            side.addLayout(head)
            side.addWidget(pane, 1)
            sides.addLayout(side, 1)
        self.column.addLayout(sides, 1)

    def _connect(self) -> None:
        self.previous.clicked.connect(self.on_previous_clicked)
        self.next.clicked.connect(self.on_next_clicked)
        self.all.toggled.connect(self.on_all_toggled)
        self._leave.clicked.connect(self.closed)
        self._filling.timeout.connect(self.on_filling)
        bars = self.left.verticalScrollBar(), self.right.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        for pane, chooser in zip((self.left, self.right), self.choosers, strict=True):
            pane.unfold_asked.connect(self.on_unfold_asked)
            pane.resized.connect(self.on_pane_resized)
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
