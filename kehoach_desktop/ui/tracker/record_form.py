"""The fields of a record as they stand in the panel, one below the other, and how they look."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import STATE_WORDS
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.rest import Rest
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tracker.evidence_section import EvidenceSection
from kehoach_desktop.ui.tracker.field_caption import FieldCaption
from kehoach_desktop.ui.tracker.grid_view import state_colours, state_icon
from kehoach_desktop.ui.tracker.quantities_table import QuantitiesTable
from kehoach_desktop.ui.tracker.text_field import TextField

TEXTS = (
    ("result", "Kết quả", "Đã làm được gì trong quý", 2),
    ("difficulty", "Khó khăn", "Chưa có", 1),
    ("proposal", "Đề xuất", "Chưa có", 1),
)
_DIGITS = {getattr(Qt.Key, f"Key_{place}"): place - 1 for place in range(1, len(State) + 1)}


class StateBox(QComboBox):
    """Digits 1 to 5 choose as they do in the grid; the wheel changes nothing while the panel is scrolled."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit for a state."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = _DIGITS.get(Qt.Key(event.key())) if not held else None
        if place is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class PercentBox(QSpinBox):
    """The wheel changes nothing here either."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class RecordForm(QWidget):
    """The page inside the panel."""

    def __init__(self, quantities: QuantitiesTable, evidence: EvidenceSection) -> None:
        super().__init__()
        self.setObjectName("record_page")
        self.quantities, self.evidence = quantities, evidence
        self.heading = _wrapped("heading")
        self.subheading = _wrapped("muted")
        self.told = _wrapped("muted")
        self.chosen = _wrapped("muted")
        self.chosen.setObjectName("record_chosen")
        self.state_box = named(StateBox(), "Trạng thái")
        self.percent_box = named(PercentBox(), "Phần trăm hoàn thành")
        self.percent_box.setSuffix(" %")
        self.percent_box.setRange(0, 100)
        self.percent_box.setKeyboardTracking(False)
        Rest(self.percent_box.lineEdit(), self.percent_box.interpretText)
        self.texts = {told[0]: TextField(*told) for told in TEXTS}
        self.captions = {field: FieldCaption(field, words, self.texts[field]) for field, words, *_ in TEXTS}
        self.before = _step_button("Nhiệm vụ trước trong cùng quý (Alt+↑)")
        self.after = _step_button("Nhiệm vụ sau trong cùng quý (Alt+↓)")
        self.next_due = QPushButton("Sang việc đến hạn kế tiếp")
        self.fields = self._field_column()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(4)
        for widget in (self.heading, self.subheading, self.told, self.chosen, self.fields):
            column.addWidget(widget)
        column.addStretch(1)
        self._write_hints()

    def order_tabs(self) -> None:
        """Have Tab go through the fields as they stand."""
        fields = (
            self.state_box, self.percent_box, self.texts["result"], self.quantities.table,
            self.evidence.table, self.texts["difficulty"], self.texts["proposal"],
            self.next_due,
        )  # fmt: skip
        for before, after in pairwise(fields):
            self.setTabOrder(before, after)

    def dress(self) -> None:
        """Take the colours of now."""
        colours = tokens()
        for place, state in enumerate(State):
            self.state_box.setItemIcon(place, icon(state_icon(state), state_colours(state, colours)[0]))
        self.before.setIcon(icon("up"))
        self.after.setIcon(icon("down"))

    def _field_column(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._state_row())
        for name in ("result", "quantities", "evidence", "difficulty", "proposal"):
            if name in self.texts:
                column.addWidget(self.captions[name])
                column.addWidget(self.texts[name])
                continue
            table = self.quantities if name == "quantities" else self.evidence
            caption = label("Số lượng" if name == "quantities" else "Minh chứng", "muted")
            caption.setBuddy(table.table)
            column.addSpacing(6)
            column.addWidget(caption)
            column.addWidget(table)
        column.addSpacing(10)
        column.addWidget(self.next_due)
        return made

    def _state_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.state_box.setIconSize(QSize(16, 16))
        for state in State:
            self.state_box.addItem(STATE_WORDS[state])
        self.state_box.setMinimumWidth(150)
        self.percent_box.setFixedWidth(78)
        for box in (self.state_box, self.percent_box):
            box.setFixedHeight(32)
            row.addWidget(box)
        row.addStretch(1)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        for button in (self.before, self.after):
            steps.addWidget(button)
        row.addLayout(steps)
        return row

    def _write_hints(self) -> None:
        self.state_box.setToolTip(
            "Alt+1 … Alt+5: ghi trạng thái từ ô bất kỳ trong khung này (ở bảng: phím 1 … 5)"
        )
        self.percent_box.setToolTip("Phần trăm hoàn thành, từ 0 đến 100")
        self.next_due.setToolTip(
            "Giữ phần đã ghi và sang nhiệm vụ đến hạn kế tiếp, cùng quý (Ctrl+Enter hoặc F8)"
        )
        ways = "Tab: ô sau; Ctrl+D: chép từ quý trước; Ctrl+Enter: sang việc đến hạn kế tiếp; Esc: về bảng"
        for field in self.texts.values():
            field.setToolTip(ways)


def _wrapped(role: str) -> QLabel:
    made = label("", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _step_button(words: str) -> QToolButton:
    made = QToolButton()
    made.setIconSize(QSize(16, 16))
    made.setFixedWidth(30)
    made.setToolTip(words)
    made.setAccessibleName(words.partition(" (")[0])
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
