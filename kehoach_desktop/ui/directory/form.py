"""One entry to be changed, or several to be made one; what is typed is read when it is to be kept."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, name_key
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import restyle

KIND_WORDS = {Kind.BODY: "Cơ quan", Kind.FORM: "Hình thức", Kind.INDICATOR: "Chỉ tiêu"}
_NAMELESS = "Hãy ghi tên."
WIDTH_PX = 340


class Typed(NamedTuple):
    """What the form has."""

    name: str
    unit: str
    aliases: tuple[str, ...]


class EntryForm(QWidget):
    """``saved`` has what was typed; ``unify_asked`` and ``removal_asked`` are the entry's own verbs."""

    saved = Signal(object)  # Typed
    unify_asked = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Mục đang chọn")
        self.setMinimumWidth(WIDTH_PX)
        self.entries: tuple[DirectoryEntry, ...] = ()
        self._shown = Typed("", "", ())
        self._title = label("", "heading")
        self._lead = label("", "muted")
        self.name = named(QLineEdit(), "Tên")
        self.unit = named(QLineEdit(), "Đơn vị tính")
        self.aliases = named(_Lines(), "Tên gọi khác")
        self._error = label("", "wrong")
        self._unit_label = QLabel("Đơn vị tính")
        self.save_button = button("Lưu", is_primary=True)
        self.unify_button = button("Viết thống nhất theo tên này")
        self.remove_button = button("Bỏ khỏi danh mục")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.unify_button.clicked.connect(self.unify_asked)
        self.remove_button.clicked.connect(self.removal_asked)
        self.name.returnPressed.connect(self.save)
        self.unit.returnPressed.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.save)

    def show_entries(self, kind: Kind, entries: Sequence[DirectoryEntry], lead: str, otherwise: int) -> None:
        """Show one entry, several to be merged into the first, or none: a new one is typed.

        ``otherwise``: how many places of the plan write another of its names.
        """
        self.entries = tuple(entries)
        what = KIND_WORDS[kind]
        first = entries[0] if entries else DirectoryEntry(kind, "")
        many = len(entries) > 1
        title = f"Gộp {number_words(len(entries))} mục" if many else what if entries else f"{what} mới"
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        names = [name for entry in entries for name in (entry.name, *entry.aliases)]
        others = {name_key(name): name for name in reversed(names)}
        others.pop(name_key(first.name), None)
        ordered = tuple(dict.fromkeys(others[key] for key in map(name_key, names) if key in others))
        self._shown = Typed(first.name, first.unit, ordered)
        self._show_typed()
        self.unit.setVisible(kind is Kind.INDICATOR)
        self._unit_label.setVisible(kind is Kind.INDICATOR)
        self.save_button.setText("Gộp thành một mục" if many else "Lưu" if entries else "Thêm vào danh mục")
        self.unify_button.setVisible(len(entries) == 1 and otherwise > 0)
        self.unify_button.setText(f"Viết thống nhất tên này ở {number_words(otherwise)} chỗ")
        self.say("")

    def show_removal(self, *, is_removed: bool, can_remove: bool) -> None:
        """Say what the last button does to the entry."""
        self.remove_button.setText("Khôi phục vào danh mục" if is_removed else "Bỏ khỏi danh mục")
        self.remove_button.setVisible(can_remove)

    @property
    def is_changed(self) -> bool:
        """Say whether something is typed that is not kept."""
        return self.typed() != self._shown

    def typed(self) -> Typed:
        """Return what the form has."""
        name = one_line(self.name.text())
        lines = map(one_line, self.aliases.toPlainText().replace(";", "\n").splitlines())
        others: dict[str, str] = {}
        for line in lines:
            others.setdefault(name_key(line), line)
        others.pop("", None)
        others.pop(name_key(name), None)
        return Typed(name, one_line(self.unit.text()), tuple(others.values()))

    @Slot()
    def save(self) -> None:
        """Hand on what is typed; without a name that is said below it."""
        typed = self.typed()
        if name_key(typed.name):
            self.saved.emit(typed)
        else:
            self.say(_NAMELESS)
            self.name.setFocus()

    def settle(self) -> None:
        """Take what is typed for kept."""
        self._shown = self.typed()

    def give_up(self) -> None:
        """Show what is kept again."""
        self._show_typed()
        self.say("")

    def error(self) -> str:
        """Return what is said below the name."""
        return self._error.text()

    def say(self, sentence: str) -> None:
        """Say below the name what is wrong with it; "" for nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        restyle(self.name, "wrong", "true" if sentence else "")

    def _show_typed(self) -> None:
        self.name.setText(self._shown.name)
        self.name.setCursorPosition(0)
        self.unit.setText(self._shown.unit)
        self.aliases.setPlainText("\n".join(self._shown.aliases))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(4)
        self._add(column, QLabel("Tên"), self.name)
        column.addWidget(self._error)
        self._add(column, self._unit_label, self.unit)
        self._add(column, QLabel("Tên gọi khác"), self.aliases)
        column.addWidget(
            label("Mỗi dòng một tên, kể cả tên viết tắt: gõ tên nào trong bảng cũng được gợi ý.", "muted")
        )
        column.addSpacing(6)
        for made in (self.save_button, self.unify_button, self.remove_button):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, caption: QLabel, field: QWidget) -> None:
        caption.setBuddy(field)
        column.addWidget(caption)
        column.addWidget(field)


class _Lines(QPlainTextEdit):
    """Lines of text that Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)
        self.setMaximumHeight(160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
