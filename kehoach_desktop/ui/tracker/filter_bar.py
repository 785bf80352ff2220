"""The bar that filters the tracker's grid: by words, by state, by lead body. It only reads what is typed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.tracker.arrangement import OVERDUE, Filter
from kehoach_desktop.ui.tracker.grid_paint import state_colours, state_icon

_ROOM_FOR_COUNT_PX = 640
_MOST_STATE_PX, _MOST_LEAD_PX = 170, 240


class FilterBar(QFrame):
    """Tells what is sought; hidden it seeks nothing."""

    changed = Signal()
    closed = Signal()
    grid_wanted = Signal()  # Enter or Down: on to what was found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = named(
            QLineEdit(placeholderText="Lọc theo nhiệm vụ, nội dung, chủ trì"), "Lọc theo chữ, không cần dấu"
        )
        self.states = named(QComboBox(), "Lọc theo trạng thái")
        self.leads = named(QComboBox(), "Lọc theo cơ quan chủ trì")
        self.count = label("", "muted")
        self.close_button = named(QToolButton(), "Bỏ lọc và đóng")
        self.close_button.setToolTip("Bỏ lọc và đóng (Esc)")
        self._lay_out()
        self._fill_states()
        self.text.textChanged.connect(self.changed)
        self.states.activated.connect(self.changed)
        self.leads.activated.connect(self.changed)
        self.close_button.clicked.connect(self.close_bar)
        theme().changed.connect(self._dress)
        self._dress()
        self.hide()

    def sought(self, *, is_to_do_only: bool) -> Filter:
        """Return what is sought."""
        if self.isHidden():
            return Filter(is_to_do_only=is_to_do_only)
        return Filter(
            self.text.text(),
            str(self.states.currentData() or ""),
            str(self.leads.currentData() or ""),
            is_to_do_only,
        )

    def open(self) -> None:
        """Show the bar and take the keyboard."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def close_bar(self) -> None:
        """Seek nothing any more and go away."""
        self.clear()
        self.hide()
        self.changed.emit()
        self.closed.emit()

    def clear(self) -> None:
        """Seek nothing, without saying so."""
        with QSignalBlocker(self.text):
            self.text.clear()
        self.states.setCurrentIndex(0)
        self.leads.setCurrentIndex(0)

    def offer_leads(self, leads: list[tuple[str, str]]) -> None:
        """Offer these bodies ``(key, name)``; the one chosen stays while it is there."""
        chosen = self.leads.currentData()
        known = [(self.leads.itemData(n), self.leads.itemText(n)) for n in range(1, self.leads.count())]
        if known == leads and self.leads.count():
            return
        self.leads.clear()
        self.leads.addItem("Mọi chủ trì", "")
        for key, name in leads:
            self.leads.addItem(" ".join(name.split()), key)
        self.leads.setCurrentIndex(max(0, self.leads.findData(chosen)) if chosen else 0)

    def show_count(self, shown: int, total: int) -> None:
        """Say how many tasks are found."""
        self.count.setText(f"{number_words(shown)}/{number_words(total)}")
        self.count.setToolTip(f"Hiện {number_words(shown)}/{number_words(total)} nhiệm vụ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, then closes; Enter and Down go on to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text.text():
                self.text.clear()
            else:
                self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down} and self.text.hasFocus():
            self.grid_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the count gives way: it stands below the grid too."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= _ROOM_FOR_COUNT_PX)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box, most in ((self.states, _MOST_STATE_PX), (self.leads, _MOST_LEAD_PX)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.setMaximumWidth(most)
            box.view().setTextElideMode(Qt.TextElideMode.ElideRight)
            box.view().setMinimumWidth(most + 40)
        self.text.setMinimumWidth(110)
        row.addWidget(self.text, 3)
        row.addWidget(self.states, 2)
        row.addWidget(self.leads, 2)
        row.addWidget(self.count)
        row.addWidget(self.close_button)
        self.offer_leads([])

    def _fill_states(self) -> None:
        self.states.addItem("Mọi trạng thái", "")
        for state in State:
            self.states.addItem(STATE_WORDS[state], str(state))
        self.states.addItem("Quá hạn", OVERDUE)

    def _dress(self) -> None:
        colours = tokens()
        self.close_button.setIcon(icon("close"))
        for place, state in enumerate(State, 1):
            self.states.setItemIcon(place, icon(state_icon(state), state_colours(state, colours)[0]))
        self.states.setItemIcon(self.states.count() - 1, icon("overdue", colours.bad))
