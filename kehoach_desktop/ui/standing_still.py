"""A window that waits while its file's whole content is replaced: its verbs and its list of plans held."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

_ALWAYS = {"quit", "next_part", "theme_system", "theme_light", "theme_dark"}
"""Verbs that touch no file and lay no page over the one that says what is being waited for."""


class StandingStill(QObject):
    """Holds what was free, and lets the same go again."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QAction] = []

    @Slot(bool)
    def on_refusing_changed(self, is_refusing: bool) -> None:
        """Hold the verbs, or let them go."""
        if is_refusing:
            verbs = self._window.verbs.items()
            self._held += [verb for name, verb in verbs if verb.isEnabled() and name not in _ALWAYS]
        for verb in self._held:
            verb.setEnabled(not is_refusing)
        self._window.toolbar.picker.setEnabled(not is_refusing)
        if not is_refusing:
            self._held = []
