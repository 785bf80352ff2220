"""The library's list with what is looked for above it and what can be done below it."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.ui.bases.checks import Checks
from kehoach_desktop.ui.bases.model import FILTER_WORDS, ROW_ROLE, BasisModel, Filter
from kehoach_desktop.ui.bases.note import Note
from kehoach_desktop.ui.bases.rows import BasisList
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.plan.fields import ChoiceField
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme

_WITH_CHECKS_PX = 380


class _Verb(NamedTuple):
    """``keys`` work in the search field and in the list, or with ``is_of_list`` in the list alone."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    is_of_list: bool = False


_VERBS = (
    _Verb("insert", "Thêm vào phần căn cứ", ("Return", "Enter"), "plus", "Thêm vào căn cứ"),
    _Verb("inline", "Chèn vào chỗ con trỏ", ("Ctrl+Return", "Ctrl+Enter"), "indent"),
    _Verb("confirm", "Xác nhận đã kiểm tra hiệu lực", ("Ctrl+K",), "check", "Xác nhận đã kiểm tra"),
    _Verb("edit", "Sửa văn bản", ("F2",), "", "Sửa"),
    _Verb("remove", "Xóa khỏi thư viện", ("Del",), "trash", "Xóa", is_of_list=True),
    _Verb("add", "Văn bản mới", ("Ins",), "file-new"),
    _Verb("take_line", "Lấy từ căn cứ đang đứng", (), "import"),
    _Verb("take_plan", "Lấy mọi căn cứ của kế hoạch này", (), "import"),
    _Verb("leave", "Trở lại trang", ("Esc",)),
    _Verb("close", "Đóng thư viện căn cứ", (), "close"),
)
_ON_A_CHOICE = ("insert", "inline", "confirm", "edit", "remove")


class SearchField(QLineEdit):
    """What is looked for; Down leads into the list. It never changes what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.below: QWidget | None = None
        self.setPlaceholderText("Tìm theo số, tên văn bản")
        self.setAccessibleName("Tìm trong thư viện căn cứ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down lead into the list."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} and self.below is not None:
            self.below.setFocus()
            return
        super().keyPressEvent(event)


class BasisPicker(QWidget):
    """Shows the library. ``actions_by_name`` are its verbs; what they do is the panel's."""

    def __init__(self, empty_line: QAction | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = BasisModel(self)
        self.search = SearchField()
        self.filter = named(ChoiceField(), "Lọc thư viện căn cứ")
        self.rows = BasisList(self.entries)
        self.checks = Checks()
        self._library: tuple[tuple[LegalBasis, ...], dt.date, frozenset[LegalBasis]] | None = None
        self.note = Note()
        self.actions_by_name = {verb.name: self._made(verb) for verb in _VERBS}
        self._more = QMenu(self)
        self._lay_out(empty_line)
        self.search.below, self.rows.above = self.rows, self.search
        self.search.textChanged.connect(self.on_looked_for)
        self.filter.currentIndexChanged.connect(self.on_looked_for)
        self.rows.selectionModel().selectionChanged.connect(self.on_selection_changed)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.on_selection_changed()

    def show_library(self, bases: Iterable[LegalBasis], day: dt.date, used: frozenset[LegalBasis]) -> None:
        """Show the texts as they stand on the day; what was chosen stays chosen."""
        library = (tuple(bases), day, used)
        if library == self._library:  # the list is left alone while the text around is edited
            return
        self._library = library
        chosen = self.chosen()
        bar = self.rows.verticalScrollBar()
        scrolled = bar.value()
        self.entries.show(*library)
        self._choose_rows([self.entries.row_of(basis) for basis in chosen])
        bar.setValue(scrolled)

    def chosen(self) -> list[LegalBasis]:
        """Return the chosen texts, in the order of the list."""
        rows = sorted(self.rows.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(ROW_ROLE).basis for index in rows]

    def choose(self, basis: LegalBasis) -> None:
        """Choose one text, looking for nothing else if need be."""
        if self.entries.row_of(basis) < 0:
            self.search.clear()
            self.filter.setCurrentIndex(int(Filter.ALL))
        self._choose_rows([self.entries.row_of(basis)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what there is of height to the list."""
        super().resizeEvent(event)
        self.checks.give_room(has_room=self.height() >= _WITH_CHECKS_PX)

    @Slot()
    def on_looked_for(self) -> None:
        """Show what is looked for, its first row chosen."""
        self.entries.look_for(self.search.text(), Filter(max(0, self.filter.currentIndex())))
        self._choose_rows([0])

    @Slot()
    def on_selection_changed(self) -> None:
        """Let the verbs be used that have something to work on."""
        chosen = self.chosen()
        for name in _ON_A_CHOICE:
            self.actions_by_name[name].setEnabled(bool(chosen))
        self.actions_by_name["confirm"].setEnabled(any(basis.checked_on is None for basis in chosen))

    @Slot()
    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for verb in _VERBS:
            if verb.icon:
                self.actions_by_name[verb.name].setIcon(icon(verb.icon))
        self._menu_button.setIcon(icon("plus"))

    def _choose_rows(self, rows: list[int]) -> None:
        """Choose these rows; where none of them is there, the first one is."""
        found = [row for row in rows if 0 <= row < self.entries.rowCount()]
        if not found and self.entries.rowCount():
            found = [0]
        model = self.rows.selectionModel()
        for number, row in enumerate(found):
            flag = QItemSelectionModel.SelectionFlag
            model.select(self.entries.index(row), flag.Select if number else flag.ClearAndSelect)
        if found:
            model.setCurrentIndex(self.entries.index(found[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.rows.scrollTo(self.entries.index(found[0]))
        self.on_selection_changed()

    def _made(self, verb: _Verb) -> QAction:
        action = QAction(verb.text, self)
        action.setObjectName(f"basis_{verb.name}")
        action.setIconText(verb.short or verb.text)
        action.setShortcuts([QKeySequence(keys) for keys in verb.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{verb.text} ({_key_words(verb.keys[0])})" if verb.keys else verb.text)
        self.rows.addAction(action)
        if verb.keys and not verb.is_of_list:
            self.search.addAction(action)
        return action

    def _lay_out(self, empty_line: QAction | None) -> None:
        acts = self.actions_by_name
        self.rows.removeAction(acts["close"])  # it is a button, not a verb of a text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._menu_button = named(QToolButton(), "Thêm văn bản vào thư viện")
        column.addLayout(self._head(empty_line))
        look = QHBoxLayout()
        look.setContentsMargins(14, 0, 14, 8)
        look.setSpacing(8)
        for words in FILTER_WORDS.values():
            self.filter.addItem(words)
        look.addWidget(self.search, 3)
        look.addWidget(self.filter, 2)
        column.addLayout(look)
        column.addWidget(_rule())
        column.addWidget(self.rows, 1)
        column.addWidget(self.note)
        column.addWidget(_rule())
        column.addLayout(_buttons(acts, ("insert", "inline"), primary="insert"))
        column.addLayout(_buttons(acts, ("confirm", "edit", "remove")))
        column.addWidget(_rule())
        column.addWidget(self.checks)

    def _head(self, empty_line: QAction | None) -> QHBoxLayout:
        acts = self.actions_by_name
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 4)
        row.addWidget(label("THƯ VIỆN CĂN CỨ", "caption"), 1)
        for action in (acts["add"], acts["take_line"], acts["take_plan"]):
            self._more.addAction(action)
        if empty_line is not None:
            self._more.addSeparator()
            self._more.addAction(empty_line)
        self._menu_button.setText("Thêm")
        self._menu_button.setToolTip("Thêm văn bản vào thư viện")
        self._menu_button.setMenu(self._more)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu_button.setIconSize(QSize(ICON_PX, ICON_PX))
        self._menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self._menu_button)
        row.addWidget(_button(acts["close"], is_bare=True))
        return row


def _buttons(acts: dict[str, QAction], names: Iterable[str], primary: str = "") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 4, 14, 4)
    row.setSpacing(6)
    for name in names:
        button = _button(acts[name])
        button.setProperty("primary" if name == primary else "boxed", "true")
        row.addWidget(button)
    row.addStretch(1)
    return row


def _button(action: QAction, *, is_bare: bool = False) -> QToolButton:
    button = named(QToolButton(), action.text())
    button.setDefaultAction(action)
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonIconOnly if is_bare else style.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule


def _key_words(keys: str) -> str:
    """Return a key as offices call it."""
    return keys.replace("Return", "Enter").replace("Ins", "Insert")
