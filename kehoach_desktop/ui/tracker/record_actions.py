"""The record panel's verbs with their keys."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from kehoach_desktop.domain.plan import State


def record_actions(panel: Any) -> dict[str, QAction]:
    """Return the verbs, each working from any field of the panel; those with a menu stand there too."""
    verbs = {
        "next_due": ("Sang việc đến hạn kế tiếp", ("F8",), panel.go_to_next_due),
        "go_on": ("", ("Ctrl+Return", "Ctrl+Enter"), panel.go_on),
        "before": ("Nhiệm vụ trước, cùng quý", ("Alt+Up",), partial(panel.step, -1)),
        "after": ("Nhiệm vụ sau, cùng quý", ("Alt+Down",), partial(panel.step, 1)),
        "copy": ("", ("Ctrl+D",), panel.copy_in_use),
        "add_files": ("Thêm tệp minh chứng…", (), panel.evidence.choose_files),
    }
    made = {name: _action(panel, *verb) for name, verb in verbs.items()}
    for place in range(len(State)):
        made[f"state_{place}"] = _action(panel, "", (f"Alt+{place + 1}",), partial(panel.set_state, place))
    for name, action in made.items():
        action.setObjectName(f"record_{name}")
    return made


def _action(panel: Any, words: str, keys: tuple[str, ...], act: Any) -> QAction:
    action = QAction(words, panel)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: act())
    if words:
        action.setProperty("menu", "Theo dõi")
    panel.addAction(action)
    return action
