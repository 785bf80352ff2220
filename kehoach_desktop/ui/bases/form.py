"""The form of one text of the library; what is typed is read when it is to be kept, never before."""

import datetime as dt
import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.document_types import TYPES
from kehoach_desktop.domain.legal_basis import LegalBasis, designation
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.bases.changes import today
from kehoach_desktop.ui.plan.facts import parsed_fact
from kehoach_desktop.ui.plan.fields import ChoiceField, TextField
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import restyle

_NUMBER = re.compile(r"(\d+(?:\.\d+)?[a-zđ]?(?:/\d{4})?)\s*[/-]\s*(\S.*)")
_NAMELESS = "Hãy ghi số, ký hiệu hoặc tên văn bản."
_TYPELESS = "Hãy chọn hoặc ghi loại văn bản, như Nghị định."
_REVERSED = "Ngày hết hiệu lực phải sau ngày có hiệu lực."
_FIELDS = (  # name, label, hint, whether it takes half the width
    ("designation", "Số, ký hiệu", "63/2010/NĐ-CP", True),
    ("date", "Ngày ban hành", "08/6/2010", True),
    ("issuer", "Cơ quan ban hành", "Chính phủ", False),
    ("subject", "Tên văn bản (trích yếu)", "về kiểm soát thủ tục hành chính", False),
    ("in_force_from", "Có hiệu lực từ ngày", "", True),
    ("in_force_to", "Hết hiệu lực từ ngày", "", True),
    ("note", "Ghi chú", "", False),
)
_DATES = ("date", "in_force_from", "in_force_to")


class BasisForm(QWidget):
    """Shows one text to be changed. ``saved`` has what was typed, ``left`` says that it is given up."""

    saved = Signal(object)  # LegalBasis
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basis = LegalBasis("")
        self._title = label("", "heading")
        self.type = named(ChoiceField(), "Loại văn bản")
        self.fields: dict[str, QLineEdit | TextField] = {}
        self.checked = QCheckBox("Đã kiểm tra hiệu lực")
        self._errors: dict[str, QLabel] = {}
        self.save_button = QPushButton("Lưu vào thư viện")
        self.save_button.setProperty("primary", "true")
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        for keys, slot in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.left.emit)):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(slot)

    def show_basis(self, basis: LegalBasis, *, is_new: bool) -> None:
        """Show a text, filled in as far as it is known."""
        self._basis = basis
        self._title.setText("Văn bản mới" if is_new else "Sửa văn bản")
        self.type.setCurrentText(basis.type)
        shown = {
            "designation": designation(basis),
            "issuer": basis.issuer,
            "subject": basis.subject,
            "note": basis.note,
        }
        for name in _DATES:
            day: dt.date | None = getattr(basis, name)
            shown[name] = "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
        for name, field in self.fields.items():
            if isinstance(field, TextField):
                field.show_text(shown[name])
            else:
                field.setText(shown[name])
        self.checked.setChecked(basis.checked_on is not None)
        for name in self._errors:
            self.say(name, "")
        first = self.fields["designation"]
        first.setFocus()

    @Slot()
    def save(self) -> None:
        """Read what is typed and hand it on; what cannot be read is said below its field."""
        for name in self._errors:
            self.say(name, "")
        number, symbol = numbered(self._text("designation"))
        made = replace(
            self._basis,
            type=one_line(self.type.currentText()),
            number=number,
            symbol=symbol,
            issuer=one_line(self._text("issuer")),
            subject=one_line(self._text("subject")).rstrip(" ;."),
            note=one_line(self._text("note")),
            checked_on=self._checked_on(),
            date=self._day("date"),
            in_force_from=self._day("in_force_from"),
            in_force_to=self._day("in_force_to"),
        )
        if not made.type:
            self.say("type", _TYPELESS)
        if not made.number and not made.subject:
            self.say("designation", _NAMELESS)
        if made.in_force_from and made.in_force_to and made.in_force_to <= made.in_force_from:
            self.say("in_force_to", _REVERSED)
        wrong = next((name for name in self._errors if self.error(name)), None)
        if wrong is None:
            self.saved.emit(made)
        else:
            self._field(wrong).setFocus()

    def error(self, name: str) -> str:
        """Return the sentence below a field, "" for none."""
        return self._errors[name].text()

    def say(self, name: str, sentence: str) -> None:
        """Say below a field what is wrong with it; "" for nothing."""
        self._errors[name].setText(sentence)
        self._errors[name].setVisible(bool(sentence))
        restyle(self._field(name), "wrong", "true" if sentence else "")

    def _field(self, name: str) -> QWidget:
        return self.type if name == "type" else self.fields[name]

    def _text(self, name: str) -> str:
        field = self.fields[name]
        return field.toPlainText() if isinstance(field, TextField) else field.text()

    def _day(self, name: str) -> dt.date | None:
        try:
            day: dt.date | None = parsed_fact("date", self._text(name))
        except ValueError as error:
            self.say(name, str(error))
            return None
        return day

    def _checked_on(self) -> dt.date | None:
        if not self.checked.isChecked():
            return None
        return self._basis.checked_on or today()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 4, 14, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._set_up_type()
        self._add(grid, "type", "Loại văn bản", 0, 0, 2)
        row, column = 3, 0
        for name, words, hint, is_half in _FIELDS:
            field = QLineEdit() if is_half else TextField()
            field.setPlaceholderText(hint)
            self.fields[name] = named(field, words)
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(self.save)
            self._add(grid, name, words, row, column, 1 if is_half else 2)
            column = (column + 1) % 2 if is_half else 0
            row += 0 if column else 4
        grid.addWidget(self.checked, row, 0, 1, 2)
        grid.setRowStretch(row + 1, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(0)
        self._title.setContentsMargins(14, 10, 14, 4)
        column_of_all.addWidget(self._title)
        column_of_all.addWidget(area, 1)
        column_of_all.addLayout(self._buttons())

    def _set_up_type(self) -> None:
        self.type.setEditable(True)
        self.type.setCompleter(None)  # type: ignore[arg-type]  # nothing may complete within the field: Unikey
        self.type.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.type.addItems(TYPES)

    def _add(self, grid: QGridLayout, name: str, words: str, row: int, column: int, span: int) -> None:
        caption = label(words, "muted")
        caption.setContentsMargins(0, 6, 0, 2)
        caption.setBuddy(self._field(name))
        error = self._errors[name] = label("", "wrong")
        error.setWordWrap(True)
        error.hide()
        grid.addWidget(caption, row, column, 1, span)
        grid.addWidget(self._field(name), row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(error, row + 2 + column, 0, 1, 2)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 10)
        row.setSpacing(8)
        give_up = QPushButton("Bỏ qua")
        give_up.clicked.connect(self.left)
        row.addWidget(self.save_button)
        row.addWidget(give_up)
        row.addStretch(1)
        return row


def numbered(text: str) -> tuple[str, str]:
    """Return number and symbol of what is typed as ``63/2010/NĐ-CP`` or ``57-NQ/TW``."""
    text = re.sub(r"\s*([/–-])\s*", r"\1", one_line(text)).replace("–", "-")
    text = re.sub(r"^số\s*:?\s*", "", text, flags=re.IGNORECASE)
    found = _NUMBER.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")
