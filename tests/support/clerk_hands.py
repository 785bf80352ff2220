"""A clerk at the window: the keyboard, the parts worked in, and waiting until what is typed is kept."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.services import plans
from kehoach_desktop.ui.main_window import MainWindow

Steps = Generator[float | Callable[[], bool], None, None]
KEY_S = 0.03
SETTLED_S = 0.25


class ClerkHands:
    """Works in one window on a file whose plans are ``large``, ``text`` and others."""

    def __init__(
        self, window: MainWindow, folder: Path, text: Path, *, pasted: int, is_hasty: bool = False
    ) -> None:
        """``pasted``: how many rows; ``is_hasty``: Ctrl+S and Hủy in place of waiting."""
        self.window = window
        self.is_hasty = is_hasty
        self.folder = folder
        self.text = text
        self.pasted = pasted
        self.turn = 0
        found = plans.list_plans(window.workbench.store)
        self.large = max(found, key=lambda plan: plan.tasks).id
        self.written = next(plan.id for plan in found if plan.subject == "Văn bản dài")
        self.other = next(plan.id for plan in found if plan.id not in {self.large, self.written})

    @property
    def _here(self) -> QWidget:
        """Who has the keyboard, or would have it: a screen that is none may hold it back for a moment."""
        here = QApplication.focusWidget() or self.window.focusWidget()
        assert here is not None, "nobody has the keyboard"
        return here

    @property
    def _sheet(self) -> Any:
        return self.window.tabs.made(1)

    @property
    def _middle(self) -> int:
        return len(self._sheet.model.rows) // 2

    def _is_open(self, plan_id: int) -> bool:
        plan = self.window.workbench.plan
        return plan is not None and plan.id == plan_id

    def _open(self, plan_id: int) -> Steps:
        self.window.plans.open_plan(plan_id)
        yield lambda: self._is_open(plan_id)
        yield 0.5

    def _kept(self) -> Steps:
        """Wait until what is typed is kept."""
        if self.is_hasty:
            self.window.verbs["save"].trigger()
            yield 0.0
        else:
            yield 2.3

    def _act(self, name: str) -> None:
        self._sheet.verbs.actions[name].trigger()

    def _type(self, text: str) -> Steps:
        """Type letter by letter where the keyboard is, as Unikey does."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._here, event)
            yield KEY_S

    def _undo_redo(self, steps: int = 1) -> Steps:
        """Undo and redo so many steps, and undo them again: the plan is as it was."""
        for name in ("undo", "redo", "undo"):
            for _ in range(steps):
                self.window.verbs[name].trigger()
                yield SETTLED_S

    def _while_typing(self, begin: Callable[[], None]) -> Steps:
        self.window.verbs["show_plan"].trigger()
        self.window.tabs.current.editor.setFocus()
        yield 0.1
        begin()
        typed = 0
        while self.window.status.is_busy and typed < (5 if self.is_hasty else 200):
            yield from self._type("chữ ")
            typed += 1
        if self.is_hasty:
            self.window.status.on_cancel_clicked()
        yield lambda: not self.window.status.is_busy
        yield SETTLED_S
        self.window.desk.messages.dismiss()
        if typed:
            yield from self._undo_redo()
