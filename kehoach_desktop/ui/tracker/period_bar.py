"""The period in view: a switch of quarters and cumulative periods, and the days it covers."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from kehoach_desktop.domain.periods import CUMULATIVE, Period, period
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme, tokens

_GROUPS = (("Q1", "Q2", "Q3", "Q4"), ("6T", "9T", "NAM"))
_GAP_PX = 12
_SHORT = {"6T": "6 tháng"}


def current_code(year: int, today: dt.date) -> str:
    """Return the quarter of the reporting year that ``today`` is in; "NAM" after it, "Q1" before it."""
    for code in _GROUPS[0]:
        if today <= period(year, code).end:
            return code
    return "NAM"


def quarters_of_period(code: str) -> range:
    """Return the quarters (1-4) that a period adds up."""
    _, first, last = CUMULATIVE[code]
    return range(first, last + 1)


class PeriodBar(QWidget):
    """One of the periods is always chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = "Q1"
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        for codes in _GROUPS:
            for code in codes:
                self._add(code, codes)
            self.row.addSpacing(_GAP_PX)
        self.days = label("", "muted")
        self.row.addWidget(self.days)
        self.row.addStretch(1)
        self._group.buttonClicked.connect(self._on_button_clicked)
        theme().changed.connect(self._dress)
        self._dress()

    def show_period(self, shown: Period) -> None:
        """Show a period as the chosen one."""
        self.code = shown.code
        self.buttons[shown.code].setChecked(True)
        self.days.setText(shown.span_words)
        self.setToolTip(f"{shown.name}: {shown.span_words}")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons come before the days."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        buttons = sum(max(b.sizeHint().width(), b.minimumWidth()) for b in self.buttons.values())
        self.days.setVisible(self.width() >= buttons + 2 * _GAP_PX + self.days.sizeHint().width())

    def _add(self, code: str, codes: tuple[str, ...]) -> None:
        name = CUMULATIVE[code][0]
        button = named(QPushButton(_SHORT.get(code, name)), f"Kỳ {name}")
        button.setCheckable(True)
        button.setProperty("code", code)
        ends = {codes[0]: "first", codes[-1]: "last"}
        button.setProperty("segment", ends.get(code, "middle"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons[code] = button
        self._group.addButton(button)
        self.row.addWidget(button)

    def _on_button_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("code")))

    def _dress(self) -> None:
        colours = tokens()
        self.setStyleSheet(
            "QPushButton { border-radius: 0; border-left-width: 0; padding: 0 11px;"
            f" border-color: {colours.line}; }}"
            ' QPushButton[segment="first"] { border-left-width: 1px;'
            " border-top-left-radius: 6px; border-bottom-left-radius: 6px; }"
            ' QPushButton[segment="last"] {'
            " border-top-right-radius: 6px; border-bottom-right-radius: 6px; }"
            f" QPushButton:checked {{ background: {colours.accent_soft}; color: {colours.accent};"
            " font-weight: 600; }"
            f" QPushButton:focus {{ color: {colours.accent}; text-decoration: underline; }}"
        )
        for button in self.buttons.values():
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width() + 6)  # it is bold when chosen
