"""The printed pages filling the window: the other parts fold away and come back as they were."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kehoach_desktop.ui.plan.page_preview import PagePreview
from kehoach_desktop.ui.plan.panes import Panes


class FilledPages(QObject):
    """F11 and the button below the pages fill the window; F11 again, the button or Esc bring all back."""

    def __init__(
        self, action: QAction, preview: PagePreview, split: Panes, others: Sequence[QWidget], tab: QWidget
    ) -> None:
        super().__init__(tab)
        self._action = action
        self._preview = preview
        self._split = split
        self._others = others
        self._tab = tab
        self._shown: list[QWidget] = []  # what was to be seen before
        self._focus: QWidget | None = None
        action.setShortcut(QKeySequence(Qt.Key.Key_F11))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setIconText("Về trang soạn (Esc)")  # on the button, which has words only while it is on
        action.setToolTip(f"{action.text()} (F11)")
        action.toggled.connect(self.on_toggled)
        tab.addAction(action)
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), preview)
        self._leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether the pages fill the window."""
        return self._action.isChecked()

    def leave(self) -> None:
        """Bring the other parts back."""
        self._action.setChecked(False)

    def on_toggled(self, is_on: bool) -> None:
        """Fold the other parts away, or bring back those that were there, and the focus."""
        self._leave.setEnabled(is_on)
        if is_on:
            focus = QApplication.focusWidget()
            self._focus = focus if focus is not None and self._tab.isAncestorOf(focus) else None
            self._shown = [part for part in (*self._others, self._preview) if part.isVisibleTo(self._tab)]
            self._preview.show()
            for part in self._others:
                part.hide()
            self._split.refresh()  # now: the pages are laid out by the room they have
            self._preview.fill(is_filled=True)
            self._preview.take_keyboard()
            return
        for part in self._others:
            part.setVisible(part in self._shown)
        self._preview.setVisible(self._preview in self._shown)
        self._split.fit()
        self._preview.fill(is_filled=False)
        aim = self._focus if self._focus is not None and self._focus.isVisible() else self._tab
        aim.setFocus(Qt.FocusReason.OtherFocusReason)
