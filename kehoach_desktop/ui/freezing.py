"""Fields that are only read, as of a plan that has gone out: text can be copied, a key that writes asks."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.workbench import Workbench

Field = QTextEdit | QPlainTextEdit | QLineEdit
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_WRITING_KEYS = {
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}
_WRITING = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut)


def let_type(field: Field, *, is_free: bool) -> None:
    """Let the field be written in, or only read with its caret still to be seen."""
    if field.isReadOnly() == (not is_free):
        return
    field.setReadOnly(not is_free)
    if not is_free and not isinstance(field, QLineEdit):
        field.setTextInteractionFlags(_READING)  # read-only alone would hide the caret


def would_write(event: QEvent, *, has_tabs: bool) -> bool:
    """Say whether a key or an input method wants to change the text; ``has_tabs``: Tab does so too."""
    if isinstance(event, QInputMethodEvent):
        return bool(event.commitString() or event.preeditString())
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    if event.key() in _WRITING_KEYS or any(event.matches(keys) for keys in _WRITING):
        return True
    if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
        return has_tabs and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    is_letter = bool(event.text()) and event.text().isprintable()
    # AltGr comes as both at once, and writes.
    return is_letter and held.value in {0, _ALT_GR.value}


_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Freezer(QObject):
    """Watches areas of a tab; ``on_refused`` shows again what the plan has, after an edit was refused.

    Only the field with the keyboard is watched, and only while the plan is frozen. ``is_of_paper``: the areas
    are frozen when the plan has gone out, and not only when nothing can be kept.
    """

    def __init__(
        self,
        workbench: Workbench,
        areas: tuple[QWidget, ...],
        on_refused: Callable[[], None] | None = None,
        *,
        is_of_paper: bool = True,
    ) -> None:
        super().__init__(areas[0])
        self._workbench = workbench
        self._areas = areas
        self._on_refused = on_refused
        self._is_of_paper = is_of_paper
        self._is_frozen = False
        workbench.plan_opened.connect(self.on_plan_told)
        workbench.plan_changed.connect(self.on_plan_told)
        workbench.reading_only_began.connect(self.on_reading_only_began)
        workbench.issued_touched.connect(self.on_issued_touched)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)
        self.on_plan_told(workbench.plan)

    @Slot(object)
    def on_plan_told(self, plan: Plan | None) -> None:
        """Freeze or free the fields when the plan went out, or came back as a draft."""
        is_frozen_now = self._workbench.is_read_only or (self._is_of_paper and is_frozen(plan))
        if plan is None or is_frozen_now == self._is_frozen:
            return
        self._is_frozen = not self._is_frozen
        for field in self._fields():
            self._follow(field)

    @Slot()
    def on_reading_only_began(self) -> None:
        """Freeze what was free."""
        self.on_plan_told(self._workbench.plan)

    @Slot(QWidget, QWidget)
    def on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """See to a field that came later than the freezing."""
        if self._is_frozen and isinstance(new, Field) and self._is_ours(new):
            self._follow(new)

    @Slot()
    def on_issued_touched(self) -> None:
        """Show what the plan has, where something else was chosen."""
        if self._on_refused is not None:
            self._on_refused()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask in place of writing."""
        has_tabs = isinstance(watched, QTextEdit) and not watched.tabChangesFocus()
        if self._is_frozen and would_write(event, has_tabs=has_tabs):
            self._workbench.issued_touched.emit()
            return True
        return False

    def _follow(self, field: Field) -> None:
        if self._is_frozen and not field.isReadOnly():
            field.setProperty("frozen", True)  # noqa: FBT003 - Qt's own setter
        elif not field.property("frozen"):
            return  # one nobody may ever write in
        let_type(field, is_free=not self._is_frozen)
        field.removeEventFilter(self)
        if self._is_frozen:
            field.installEventFilter(self)
        else:
            field.setProperty("frozen", None)

    def _fields(self) -> list[Field]:
        found: list[Field] = []
        for area in self._areas:
            if isinstance(area, Field):
                found.append(area)
            for kind in (QTextEdit, QPlainTextEdit, QLineEdit):
                found += area.findChildren(kind)
        return found

    def _is_ours(self, field: QWidget) -> bool:
        return any(area is field or area.isAncestorOf(field) for area in self._areas)
