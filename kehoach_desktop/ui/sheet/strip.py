"""A tab's slim toolbar: its actions as buttons in one row."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from kehoach_desktop.ui.icons import ICON_PX


class Strip(QFrame):
    """A row of buttons; None among the actions is a thin line, a name in ``bare`` shows its icon alone."""

    def __init__(
        self,
        actions: Iterable[QAction | None],
        bare: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tab_toolbar")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 4, 12, 5)
        self.row.setSpacing(6)
        for action in actions:
            self.row.addWidget(_rule(self) if action is None else _button(action, bare, self))
        self.row.addStretch(1)


def _button(action: QAction, bare: frozenset[str], parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    is_bare = action.objectName() in bare
    style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_bare else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    button.setToolButtonStyle(style)
    return button


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setObjectName("rule")
    rule.setFixedSize(1, 22)
    return rule
