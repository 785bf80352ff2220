"""The bar above the page to find in the plan and to replace.

«Phân biệt dấu» follows what is typed until the clerk says otherwise: a text without accents finds every
spelling (thu tuc: thủ tục), one with accents means its accents. Nothing here touches the text of a field
while it is being typed: the search only follows it.
"""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kehoach_desktop.domain.finding import Wanted, has_accents
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.plan.finder import Finder
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.workbench import Workbench

_TYPED_MS = 120  # after the last key in the field
_LONGEST_TAKEN = 200  # of what is chosen on the page
_COUNT_SAMPLE = "Không thấy "  # so that the field keeps its width
_ICONS = {"next": "chevron-down", "previous": "chevron-up", "close": "close"}


class FindBar(QFrame):
    """One row to find, one to replace (when asked for), one for how to look."""

    def __init__(self, page: OutlineEditor, workbench: Workbench) -> None:
        super().__init__()
        self.setObjectName("find_bar")
        self.setAccessibleName("Tìm và thay")
        self._page = page
        self.finder = Finder(page, workbench)
        self.wanted = _field("Tìm trong kế hoạch", "Tìm")
        self.new = _field("Thay bằng", "Thay bằng")
        self.count = label("", "muted")
        self.note = label("", "muted")
        self.buttons = {
            "previous": _tool("Chỗ trước (Shift+Enter, Shift+F3)"),
            "next": _tool("Chỗ sau (Enter, F3)"),
            "close": _tool("Đóng (Esc)"),
            "replace": _button("Thay", "Thay chỗ đang chọn rồi sang chỗ sau (Enter)"),
            "replace_all": _button("Thay tất cả", "Thay mọi chỗ bằng một bước hoàn tác được (Ctrl+Enter)"),
        }
        self.accents = _option("Phân biệt dấu", "“nam” không tìm ra “năm”; bật sẵn khi chữ cần tìm có dấu")
        self.case = _option("Phân biệt hoa thường", "“xã” không tìm ra “Xã”")
        self.words = _option("Nguyên từ", "“an” không tìm ra “ban”")
        self._is_own_choice = False  # the clerk has said whether accents count
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._lay_out()
        self._connect()
        self.on_theme_changed()
        self.hide()

    def open(self, *, with_replace: bool = False) -> None:
        """Show the bar with what is chosen on the page, and take the keyboard."""
        is_new = self.isHidden()
        if is_new or with_replace:
            self._show_replace(is_on=with_replace)
        if is_new:
            self._is_own_choice = False
        chosen = _chosen(self._page)
        self.finder.begin()
        self.show()
        if chosen:
            self.wanted.setText(chosen)
        self.on_wanted_edited(self.wanted.text())
        self.look()
        aim = self.new if with_replace and not is_new and self.wanted.text() else self.wanted
        aim.setFocus(Qt.FocusReason.ShortcutFocusReason)
        aim.selectAll()

    def close_bar(self) -> None:
        """Put the bar away and go back to the page, where the current match is chosen."""
        self._typed.stop()
        self.finder.end()
        self.hide()
        self._page.setFocus()

    def go(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1); the keyboard stays where it is."""
        if self.isHidden():
            self.finder.begin()
            self.show()
            self._show_replace(is_on=False)
            self._take_wanted()
        if not self.wanted.text():
            self.wanted.setFocus()
        self._typed.stop()
        self._take_wanted()
        self.finder.go(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the field or button with the keyboard is for."""
        here = self.focusWidget()
        modifiers = event.modifiers()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(here, QPushButton | QToolButton):
            here.click()
        elif here is self.new and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.replace_all()
        elif here is self.new:
            self.replace()
        else:
            self.go(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)

    def look(self) -> None:
        """Look for what stands in the field, and show the first."""
        self._typed.stop()
        self.finder.look_for(self._asked())

    def replace(self) -> None:
        """Replace the current match and go to the next."""
        self._take_wanted()
        self.finder.replace_current(self._new_text())

    def replace_all(self) -> None:
        """Replace every match in one step."""
        self._take_wanted()
        self.finder.replace_all(self._new_text())

    def on_wanted_edited(self, text: str) -> None:
        """Follow the field a moment after the last key."""
        self._is_own_choice = self._is_own_choice and bool(text)
        if not self._is_own_choice:
            with QSignalBlocker(self.accents):
                self.accents.setChecked(has_accents(text))
        self._typed.start()

    def on_accents_clicked(self) -> None:
        """From now on the clerk's word counts, not the text."""
        self._is_own_choice = True

    def on_next_clicked(self) -> None:
        """Go to the next match."""
        self.go(1)

    def on_previous_clicked(self) -> None:
        """Go to the match before."""
        self.go(-1)

    def on_found_changed(self) -> None:
        """Say which of how many, and what happened."""
        count, at = len(self.finder.matches), self.finder.current()
        said = "" if not self.finder.wanted.text else "Không thấy"
        if count:
            said = f"Có {count} chỗ" if at is None else f"{at + 1}/{count}"
        self.count.setText(said)
        self.note.setText(self.finder.note)
        self.setAccessibleDescription(f"{said}. {self.finder.note}".strip(". "))

    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for name, drawing in _ICONS.items():
            self.buttons[name].setIcon(icon(drawing))

    def _asked(self) -> Wanted:
        return Wanted(
            clean(self.wanted.text()),
            with_accents=self.accents.isChecked(),
            with_case=self.case.isChecked(),
            whole_words=self.words.isChecked(),
        )

    def _take_wanted(self) -> None:
        """Have the finder look for what stands in the field, though it was typed just now."""
        self._typed.stop()
        self.finder.wanted = self._asked()

    def _new_text(self) -> str:
        return clean(self.new.text()).replace("\n", " ")

    def _show_replace(self, *, is_on: bool) -> None:
        for part in (self.new, self.buttons["replace"], self.buttons["replace_all"]):
            part.setVisible(is_on)

    def _lay_out(self) -> None:
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance(_COUNT_SAMPLE))
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.wanted, 0, 0)
        steps = (self.buttons[name] for name in ("previous", "next", "close"))
        grid.addLayout(_row(self.count, *steps), 0, 1)
        grid.addWidget(self.new, 1, 0)
        grid.addLayout(_row(self.buttons["replace"], self.buttons["replace_all"], None), 1, 1)
        options = _row(self.accents, self.case, self.words)
        options.setSpacing(16)
        options.addWidget(self.note, 1)
        grid.addLayout(options, 2, 0, 1, 2)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self.on_wanted_edited)
        self._typed.timeout.connect(self.look)
        self.finder.changed.connect(self.on_found_changed)
        self.accents.clicked.connect(self.on_accents_clicked)
        for option in (self.accents, self.case, self.words):
            option.toggled.connect(self.look)
        for name, slot in (
            ("next", self.on_next_clicked),
            ("previous", self.on_previous_clicked),
            ("close", self.close_bar),
            ("replace", self.replace),
            ("replace_all", self.replace_all),
        ):
            self.buttons[name].clicked.connect(slot)
        theme().changed.connect(self.on_theme_changed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_bar)


def _chosen(page: OutlineEditor) -> str:
    """Return what is chosen on the page, when it is a piece of one item and not too long to look for."""
    text = "" if page.has_many_chosen() else clean(page.textCursor().selectedText().replace("\u2028", " "))
    return text if len(text) <= _LONGEST_TAKEN else ""


def _field(hint: str, name: str) -> QLineEdit:
    made = named(QLineEdit(), name)
    made.setPlaceholderText(hint)
    made.setMinimumWidth(120)
    return made


def _option(text: str, tip: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setToolTip(tip)
    return made


def _tool(tip: str) -> QToolButton:
    made = named(QToolButton(), tip.partition(" (")[0])
    made.setToolTip(tip)
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _button(text: str, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tip)
    return made


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for part in parts:
        if part is None:
            row.addStretch(1)
        elif isinstance(part, QLabel):
            row.addWidget(part, 1)
        else:
            row.addWidget(part)
    return row
