"""The two texts of a comparison beside each other: written in slices, kept level, scrolled together."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kehoach_desktop.ui.comparing.lines import Line
from kehoach_desktop.ui.comparing.pane import ComparePane
from kehoach_desktop.ui.page import label

_SLICE = 24  # lines written at a time
_GAP_PX, _PART_GAP_PX = 8, 18  # below a line, and below the last of a part
_HINTS = ("Chữ bị bỏ: đỏ, gạch ngang", "Chữ thêm vào: xanh, gạch chân")


class Sides(QWidget):
    """``unfold_asked`` names a fold by its first piece."""

    unfold_asked = Signal(int)

    def __init__(self, heads: tuple[QWidget, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._written = self._levelled = 0  # lines so far
        self._writing = QTimer(self, singleShot=True, interval=0)
        self._writing.timeout.connect(self.on_writing)
        self.panes = (
            ComparePane("Bản bên trái", is_left=True),
            ComparePane("Bản bên phải", is_left=False),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for pane, head, hint in zip(self.panes, heads, _HINTS, strict=True):
            if row.count():
                row.addWidget(_rule())
            row.addLayout(_column(pane, head, hint), 1)
            pane.unfold_asked.connect(self.unfold_asked)
            pane.resized.connect(self.on_pane_resized)
        bars = [pane.verticalScrollBar() for pane in self.panes]
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)

    @property
    def is_settled(self) -> bool:
        """Whether every line is written and level."""
        return not self._writing.isActive()

    def show_lines(self, lines: Sequence[Line], *, is_kept: bool = False) -> None:
        """Write the lines, the first of them now; ``is_kept``: the view stays where it is."""
        bar = self.panes[0].verticalScrollBar()
        value, seen = (bar.value(), self.panes[0].last_seen()) if is_kept else (0, 0)
        self._lines = lines
        self._written = self._levelled = 0
        self._write_to(seen + _SLICE)
        bar.setValue(value)
        self._writing.start()

    def go_to(self, line: int) -> None:
        """Mark a line as the current one and bring it to the upper third of the view."""
        self._write_to(line + _SLICE)
        self.mark(line)
        pane = self.panes[0]
        pane.verticalScrollBar().setValue(pane.top_of(line) - pane.viewport().height() // 3)

    def mark(self, line: int) -> None:
        """Mark a line as the current one; -1: none."""
        for pane in self.panes:
            pane.mark(line)

    @Slot()
    def on_writing(self) -> None:
        """Write some more lines, or keep some more of them level; the window answers in between."""
        if self._written < len(self._lines):
            self._write_to(self._written + _SLICE)
        else:
            self._level_to(self._levelled + _SLICE)
        if self._levelled < len(self._lines):
            self._writing.start()

    @Slot()
    def on_pane_resized(self) -> None:
        """Lines may wrap elsewhere now."""
        self._levelled = 0
        self._writing.start()

    def _write_to(self, end: int) -> None:
        start, end = self._written, min(end, len(self._lines))
        if start < end or not start:
            for pane in self.panes:
                pane.add_lines(self._lines[start:end], is_first=not start)
        self._written = max(start, end)
        if self._levelled == start:
            self._level_to(end)

    def _level_to(self, end: int) -> None:
        """Give each line on both sides the room that the higher of the two takes."""
        start, end = self._levelled, min(end, self._written)
        if start >= end:
            return
        heights = [pane.heights(start, end) for pane in self.panes]
        wanted = [
            max(pair) + self._gap_below(line) for line, pair in enumerate(zip(*heights, strict=True), start)
        ]
        for pane, own in zip(self.panes, heights, strict=True):
            pane.level(start, [room - height for room, height in zip(wanted, own, strict=True)])
        self._levelled = end

    def _gap_below(self, line: int) -> int:
        is_last_of_part = line + 1 < len(self._lines) and bool(self._lines[line + 1].heading)
        return _PART_GAP_PX if is_last_of_part else _GAP_PX


def _column(pane: QWidget, head: QWidget, hint: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    above = QVBoxLayout()
    above.setContentsMargins(14, 8, 14, 4)
    above.setSpacing(4)
    above.addWidget(head)
    above.addWidget(label(hint, "muted"))
    column.addLayout(above)
    column.addWidget(pane, 1)
    return column


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedWidth(1)
    return line
