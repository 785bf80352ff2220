"""While a report is written on, the window's verbs for a document mean the report and not the plan."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QUndoStack
from shiboken6 import isValid

Slot = Callable[..., Any]
_OF_THE_PLAN = ("issue", "revise", "versions", "compare")


class Routes:
    """Leads verbs to the report's slots and back; undo and redo follow the report's own stack."""

    def __init__(self, verbs: dict[str, QAction], usual: dict[str, Slot], stack: QUndoStack) -> None:
        self._verbs = verbs
        self._usual = usual
        self._stack = stack
        self._own: dict[str, Slot] = {}
        self._followed = stack
        self._tell: dict[str, Slot] = {}
        self._frozen: dict[str, bool] = {}

    def lead(self, own: dict[str, Slot], stack: QUndoStack, tell: dict[str, Slot]) -> Slot:
        """Have the verbs of ``own`` do these slots; ``tell`` hears what would be undone and done again.

        Returns what leads them back, unless they lead to another report by then.
        """
        self.lead_back()
        self._own, self._tell = own, tell
        for name, slot in own.items():
            self._verbs[name].triggered.disconnect(self._usual[name])
            self._verbs[name].triggered.connect(slot)
        self._frozen = {name: self._verbs[name].isEnabled() for name in _OF_THE_PLAN}
        for name in _OF_THE_PLAN:
            self._verbs[name].setEnabled(False)
        self._follow(self._stack, stack)
        return partial(self._leave, own)

    def lead_back(self) -> None:
        """Have the verbs do what they usually do; a report that is gone hears of them no more by itself."""
        if not self._own:
            return
        own, self._own = self._own, {}
        for name, slot in own.items():
            if isValid(getattr(slot, "__self__", self._stack)):
                self._verbs[name].triggered.disconnect(slot)
            self._verbs[name].triggered.connect(self._usual[name])
        for name, is_on in self._frozen.items():
            self._verbs[name].setEnabled(is_on)
        self._follow(self._followed, self._stack)

    def _leave(self, own: dict[str, Slot], *_: object) -> None:
        if self._own is own and isValid(self._stack):
            self.lead_back()

    def _follow(self, old: QUndoStack, new: QUndoStack) -> None:
        for stack, is_on in ((old, False), (new, True)):
            if not isValid(stack):
                continue
            for signal, slot in (
                (stack.canUndoChanged, self._verbs["undo"].setEnabled),
                (stack.canRedoChanged, self._verbs["redo"].setEnabled),
                (stack.undoTextChanged, self._tell["undo"]),
                (stack.redoTextChanged, self._tell["redo"]),
            ):
                if is_on:
                    signal.connect(slot)
                else:
                    signal.disconnect(slot)
        self._followed = new
        self._verbs["undo"].setEnabled(new.canUndo())
        self._verbs["redo"].setEnabled(new.canRedo())
        self._tell["undo"](new.undoText())
        self._tell["redo"](new.redoText())
