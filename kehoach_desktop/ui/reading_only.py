"""A window that only reads: the line that says why, and every verb and field that would write held still."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kehoach_desktop.ui.actions import WRITING
from kehoach_desktop.ui.freezing import Freezer
from kehoach_desktop.ui.icons import ICON_PX, pixmap
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.main_window import MainWindow

LOOKING = {
    *("plan_library", "plan_map", "plan_pages", "plan_filled", "plan_zoom_in", "plan_zoom_out"),
    *("plan_zoom_usual", "appendix_copy", "appendix_filter", "tracker_to_do", "tracker_filter"),
    *("tracker_reapply", "tracker_group_none", "tracker_group_content", "tracker_group_lead"),
    *("tracker_group_state", "tracker_open_all", "tracker_close_all", "tracker_charts"),
    *("record_next_due", "record_before", "record_after"),
}
"""Verbs of the tabs that write nothing; all others are held."""
_OF_EVIDENCE = {"rename", "replace", "paste"}
_TOLD = "Không dùng được: cửa sổ này chỉ để xem"


def hold_window(window: "MainWindow", *, can_try: bool, is_copy: bool = False) -> "ReadingStrip":
    """Let nothing be written in the window from now on, and return the line that says why."""
    bench, tabs = window.workbench, window.tabs
    strip = ReadingStrip(bench.store.why_read_only, can_try=can_try, is_copy=is_copy)
    window.desk.show_strip(strip)
    held = ReadingOnly(bench, window)
    held.hold_verbs((window.verbs[name] for name in WRITING), window.menus.values())
    for place in range(3):
        if (made := tabs.made(place)) is not None:
            held.on_tab_made(place, made)
    tabs.tab_made.connect(held.on_tab_made)
    bench.issued_touched.connect(window.on_touched_in_vain)
    bench.reading_only_began.emit()
    window.status.say_only_read()
    return strip


class ReadingStrip(QFrame):
    """Why the window only reads, and the way back to writing."""

    writing_wanted = Signal()
    restore_wanted = Signal()

    def __init__(
        self, why: str, *, can_try: bool, is_copy: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reading_strip")
        self._picture = QLabel()
        self.words = label(f"Chỉ để xem, xuất và sao chép. {why}")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.again = button("Thử mở để ghi", is_flat=True)
        self.again.setVisible(can_try)
        self.again.clicked.connect(self.writing_wanted)
        self.restore = button("Khôi phục bản này…")
        self.restore.setVisible(is_copy)
        self.restore.clicked.connect(self.restore_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.again)
        row.addWidget(self.restore)
        self.setAccessibleName(self.words.text())
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self._picture.setPixmap(pixmap("shield", tokens().warning, ICON_PX, self.devicePixelRatioF()))


class ReadingOnly(QObject):
    """Holds what would write, whoever lets it go again, for as long as the window stands."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench

    def hold_verbs(self, verbs: Iterable[QAction], menus: Iterable[QMenu]) -> None:
        """Hold verbs of the window; their menus show the reason."""
        for verb in verbs:
            self._hold(verb)
        for menu in menus:
            menu.setToolTipsVisible(True)

    @Slot(int, object)
    def on_tab_made(self, _place: int, tab: Any) -> None:
        """Hold the verbs of a tab and its choices that are no text; its text is held by its Freezer."""
        for verb in tab.tab_actions():
            if verb.objectName() not in LOOKING:
                self._hold(verb)
        for part in (getattr(tab, "levels", None), getattr(tab, "add_button", None)):
            if part is not None:
                self._hold(part)
        for name in ("particulars", "columns"):
            for child in getattr(tab, name, QWidget()).findChildren(QAbstractButton):
                self._hold_button(child)
        if (panel := getattr(tab, "panel", None)) is not None:
            self._hold_record(panel)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold again what somebody let go."""
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget):
            watched.setEnabled(False)
        return False

    @Slot()
    def on_verb_changed(self) -> None:
        """Hold again what somebody let go."""
        verb = self.sender()
        if isinstance(verb, QAction) and verb.isEnabled():
            verb.setEnabled(False)

    def _hold_record(self, panel: Any) -> None:
        Freezer(self._workbench, (panel,), is_of_paper=False)
        panel.setAcceptDrops(False)
        for kind in (QComboBox, QAbstractSpinBox, QAbstractItemView, QToolButton):
            for child in panel.findChildren(kind):
                if isinstance(child, QAbstractItemView):
                    child.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
                    child.setAcceptDrops(False)
                elif not isinstance(child, QToolButton) or child.objectName() == "caption_button":
                    self._hold(child)
        self._hold(panel.evidence.add_button)
        for section in (panel.quantities, panel.evidence):
            section.model.is_still = True
            self._hold(section.remove_action)
            for action in section.table.actions():
                if action.objectName() in _OF_EVIDENCE:
                    self._hold(action)

    def _hold_button(self, child: QAbstractButton) -> None:
        if child.accessibleName() != "Đóng":
            self._hold(child)

    def _hold(self, held: QAction | QWidget) -> None:
        held.setEnabled(False)
        told = held.toolTip()
        if _TOLD not in told:
            held.setToolTip(f"{told}\n{_TOLD}" if told else _TOLD)
        if isinstance(held, QAction):
            held.setStatusTip(_TOLD)
            held.changed.connect(self.on_verb_changed)
        else:
            held.installEventFilter(self)
