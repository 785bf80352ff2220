"""Going round the window by F6: the toolbar, a message, the tabs, and each pane of what is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget


def panes(area: QWidget) -> list[QWidget]:
    """Return the panes ``area`` is split into, that of its focus proxy first; itself when it is not split."""
    splitter = area if isinstance(area, QSplitter) else _splitter_in(area)
    if splitter is None:
        return [area]
    children = [splitter.widget(place) for place in range(splitter.count())]
    found = [pane for child in children if child.isVisible() for pane in panes(child)]
    chief = area.focusProxy()
    return sorted(found, key=lambda pane: not (chief is not None and pane.isAncestorOf(chief)))


def next_part(areas: Sequence[QWidget], here: QWidget | None) -> QWidget | None:
    """Return what gets the keyboard after ``here``: in the next of ``areas`` that has something to give."""
    at = next((n for n, area in enumerate(areas) if here is not None and _holds(area, here)), -1)
    for step in range(1, len(areas) + 1):
        aim = first_in(areas[(at + step) % len(areas)])
        if aim is not None:
            return aim
    return None


def first_in(area: QWidget) -> QWidget | None:
    """Return where the keyboard goes in ``area``: the window's chief part there, or the first stop of Tab."""
    above: QWidget | None = area
    while above is not None:
        chief = above.focusProxy()
        if chief is not None and chief.isVisible() and _holds(area, chief):
            return chief
        above = above.parentWidget()
    if can_have_keyboard(area) and not isinstance(area, QScrollArea):
        return area
    found = [part for part in area.findChildren(QWidget) if can_have_keyboard(part)]
    return next((part for part in found if not isinstance(part, QScrollArea)), next(iter(found), None))


def can_have_keyboard(part: QWidget) -> bool:
    """Say whether Tab would stop at ``part`` now."""
    return part.isVisible() and part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _splitter_in(area: QWidget) -> QSplitter | None:
    return next((found for found in area.findChildren(QSplitter) if found.isVisible()), None)


def _holds(area: QWidget, part: QWidget) -> bool:
    return area is part or area.isAncestorOf(part)
