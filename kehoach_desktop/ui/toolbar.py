"""The one row of verbs: the plan on the left, what leaves the program on the right."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.plan_picker import PlanPicker
from kehoach_desktop.ui.theme import theme, tokens

HEIGHT_PX = 48
_WIDE_PX = 860
_NARROW_PX = 600
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


class Toolbar(QFrame):
    """Picker, Mới, Hoàn tác, Làm lại, Tìm; then Excel, PDF and the primary Lập báo cáo."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setFixedHeight(HEIGHT_PX)
        self.picker = PlanPicker()
        self._find = tool_button(actions["find"], with_text=False)
        self._primary = _PrimaryButton(actions["report"])
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.picker, 10)
        row.addSpacing(4)
        row.addWidget(rule())
        row.addSpacing(4)
        self._new = tool_button(actions["new_plan"])
        row.addWidget(self._new)
        row.addSpacing(4)
        row.addWidget(rule())
        row.addSpacing(4)
        row.addWidget(tool_button(actions["undo"], with_text=False))
        row.addWidget(tool_button(actions["redo"], with_text=False))
        row.addWidget(self._find)
        row.addStretch(1)
        self._outgoing = [tool_button(actions[name]) for name in ("export_xlsx", "export_pdf")]
        for made in self._outgoing:
            made.setProperty("boxed", "true")
            row.addWidget(made)
        row.addWidget(self._primary)
        actions["find"].visibleChanged.connect(self.on_find_visible_changed)
        self.on_find_visible_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window give up words for icons, those of the chief verb last."""
        super().resizeEvent(event)
        for made, room_px in (
            (self._new, _WIDE_PX),
            *((made, _WIDE_PX) for made in self._outgoing),
            (self._primary, _NARROW_PX),
        ):
            made.setToolButtonStyle(_BESIDE if self.width() >= room_px else _ONLY)

    @Slot()
    def on_find_visible_changed(self) -> None:
        """Show the button of Tìm only where there is something to find in."""
        action = self._find.defaultAction()
        self._find.setVisible(action is not None and action.isVisible())


class _PrimaryButton(QToolButton):
    """The one button in the accent colour; its icon has the colour of its words."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("primary", "true")
        self.setText(action.iconText())
        self.setToolTip(action.toolTip())
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setToolButtonStyle(_BESIDE)
        self.setAccessibleName(action.iconText())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEnabled(action.isEnabled())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self.setIcon(icon("send", tokens().on_accent))


def tool_button(action: QAction, *, with_text: bool = True) -> QToolButton:
    """Return a button for a verb, reachable by Tab."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(action.iconText())
    made.setToolButtonStyle(_BESIDE if with_text else _ONLY)
    return made


def rule() -> QFrame:
    """Return a thin upright line between groups of buttons."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedSize(1, 22)
    return line
