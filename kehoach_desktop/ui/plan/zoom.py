"""How large the page is shown: the steps, and what of the document follows."""

from PySide6.QtWidgets import QTextEdit

from kehoach_desktop.ui.plan.column import fit_column, fit_font
from kehoach_desktop.ui.plan.shown import Shown

USUAL = 100
STEPS = (50, 60, 70, 80, 90, USUAL, 110, 125, 150, 175, 200, 225, 250)
"""Percent; between them there is nothing to choose."""
_NOTCH = 120  # what a wheel turns at once


class Wheel:
    """Counts the turning of a wheel into steps: a touch pad turns by little and little."""

    def __init__(self) -> None:
        self._turned = 0

    def steps(self, delta: int) -> int:
        """Return how many whole steps the wheel has turned, up or down."""
        self._turned += delta
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        return steps


def stepped(percent: int, steps: int) -> int:
    """Return the percent so many steps larger (or smaller), at most the last one."""
    nearest = min(range(len(STEPS)), key=lambda n: abs(STEPS[n] - percent))
    return STEPS[max(0, min(nearest + steps, len(STEPS) - 1))]


def lawful_percent(percent: int) -> int:
    """Return a percent that was kept, made one of the steps."""
    return stepped(percent, 0)


def apply_zoom(page: QTextEdit, shown: Shown, percent: int) -> None:
    """Show the page at this size; the caret stays where the eye has it, or else the line at the top."""
    bar = page.verticalScrollBar()
    caret = page.cursorRect()
    is_seen = page.viewport().rect().intersects(caret)
    top = page.cursorForPosition(page.viewport().rect().topLeft()).block()
    shown.zoom(percent / USUAL)
    with shown.unheard():
        fit_font(page, percent / USUAL)
        fit_column(page, percent / USUAL)
    if is_seen:
        bar.setValue(bar.value() + page.cursorRect().top() - caret.top())
    elif bar.value():
        bar.setValue(round(page.document().documentLayout().blockBoundingRect(top).top()))
    page.viewport().update()
