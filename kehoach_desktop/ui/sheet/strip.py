"""A tab's slim toolbar: its actions as buttons in one row."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QToolButton, QWidget

from kehoach_desktop.ui.icons import ICON_PX

_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_BARE = Qt.ToolButtonStyle.ToolButtonIconOnly


class Strip(QFrame):
    """A row of buttons; None among the actions is a thin line, a name in ``bare`` shows its icon alone.

    Where there is no room for words every button that has an icon shows that alone.
    """

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
        self._has_words = True
        for action in actions:
            self.row.addWidget(_rule(self) if action is None else _button(action, bare, self))
        self.row.addStretch(1)

    def add(self, action: QAction) -> QToolButton:
        """Add a button at the right end, and return it."""
        made = _button(action, frozenset(), self)
        if not self._has_words:
            made.setToolButtonStyle(_BARE)
        self.row.addWidget(made)
        return made

    def minimumSizeHint(self) -> QSize:
        """Return the room it takes without words."""
        return super().minimumSizeHint() - QSize(self._width_of_words() if self._has_words else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words where there is room for them."""
        super().resizeEvent(event)
        words = self._width_of_words()
        full = super().minimumSizeHint().width() + (0 if self._has_words else words)
        if (self.width() >= full) is not self._has_words:
            self._has_words = not self._has_words
            for button in self._worded():
                button.setToolButtonStyle(_WITH_WORDS if self._has_words else _BARE)
            self.updateGeometry()

    def _worded(self) -> list[QToolButton]:
        """Return the buttons that have words and could do without."""
        found = self.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        kept = [button for button in found if button.property("bare") is None and not button.icon().isNull()]
        return [button for button in kept if button.isVisibleTo(self)]

    def _width_of_words(self) -> int:
        """Return what the words add to the icons, in px."""
        gap = self.style().pixelMetric(QStyle.PixelMetric.PM_ButtonMargin)
        return sum(b.fontMetrics().horizontalAdvance(b.text()) + gap for b in self._worded())


def _button(action: QAction, bare: frozenset[str], parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    is_bare = action.objectName() in bare
    button.setProperty("bare", "yes" if is_bare else None)
    button.setToolButtonStyle(_BARE if is_bare else _WITH_WORDS)
    return button


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setObjectName("rule")
    rule.setFixedSize(1, 22)
    return rule
