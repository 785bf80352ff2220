"""The period in view: a quarter, another period the office reports on, or any two days."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QHideEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.domain.periods import CUMULATIVE, DECREE_09, Period, Scheme, period
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import base_font, restyle, theme
from kehoach_desktop.ui.tracker.own_days import OwnDays

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_OTHERS = tuple(code for code in CUMULATIVE if code not in QUARTERS)
_GAP_PX = 12
_SHORT = {"6 tháng đầu năm": "6 tháng"}
_OWN_WORDS = "Đột xuất…"


class _Look(NamedTuple):
    """How close the buttons are, and whether "Quý" is said once and the last one has only its picture."""

    padding_px: int
    is_short: bool


_LOOKS = (_Look(11, is_short=False), _Look(6, is_short=False), _Look(2, is_short=True))


def current_code(year: int, today: dt.date, scheme: Scheme = DECREE_09) -> str:
    """Return the quarter of the reporting year that ``today`` is in; after it the last period, "Q1" before.

    After the year that is "NAM" where the office reports on it, else the last quarter.
    """
    for code in QUARTERS:
        if today <= period(year, code, scheme).end:
            return code
    return "NAM" if any(one.code == "NAM" for one in scheme.reported) else "Q4"


class PeriodBar(QWidget):
    """One of the periods is always chosen; ``chosen`` gives its code, two days as ``periods.find`` reads."""

    chosen = Signal(str)
    period_shown = Signal()  # another one, or it came into sight or went out of it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("period_bar")
        self.code = "Q1"
        self._look = _LOOKS[0]
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        for codes in (QUARTERS, _OTHERS):
            for code in codes:
                self._add(code, f"Kỳ {CUMULATIVE[code][0]}")
            self.row.addSpacing(_GAP_PX)
        self.own = self._add("", "Kỳ đột xuất, từ ngày đến ngày")
        self.own.setToolTip("Số liệu giữa hai ngày bất kỳ")
        self.row.addSpacing(_GAP_PX)
        self.days = label("", "muted")
        self.row.addWidget(self.days)
        self.row.addStretch(1)
        self._verbs: list[QPushButton] = []
        self.own_days = OwnDays()
        self.own_days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.row)
        column.addWidget(self.own_days)
        self._group.buttonClicked.connect(self._on_button_clicked)
        self.own_days.chosen.connect(self.chosen)
        theme().changed.connect(self._dress)
        self.show_scheme(DECREE_09)

    @property
    def codes(self) -> tuple[str, ...]:
        """The periods there is a button for: the quarters, to record in, and what is reported on."""
        return tuple(code for code, button in self.buttons.items() if not button.isHidden())

    def show_scheme(self, scheme: Scheme) -> None:
        """Offer the periods the office reports on, by its own names, beside the four quarters."""
        names = {one.code: one.name for one in scheme.reported}
        for code, button in self.buttons.items():
            usual = CUMULATIVE[code][0]
            name = names.get(code, usual)
            button.setProperty("name", usual if code in QUARTERS else _SHORT.get(name, name))
            button.setVisible(code in QUARTERS or code in names)
            button.setAccessibleName(f"Kỳ {name}")
        self._dress()
        self._make_room()

    def show_period(self, shown: Period) -> None:
        """Show a period as the chosen one."""
        self.code = shown.code
        button = self.buttons.get(shown.code, self.own)
        button.setChecked(True)
        self.own_days.setVisible(button is self.own)
        if button is self.own:
            self.own_days.show_days(shown.start, shown.end)
        else:
            self.own_days.propose(shown.start, shown.end)
        self.days.setText("" if button is self.own else shown.span_words)
        self.setToolTip(f"{shown.name}: {shown.span_words}")
        self._make_room()
        self.period_shown.emit()

    def add_verb(self, action: QAction) -> QPushButton:
        """Put a verb on the shown period at the bar's end; its button follows the action."""
        made = QPushButton()
        made.setProperty("segment", "verb")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def follow() -> None:
            made.setText(action.iconText())
            made.setToolTip(action.toolTip())
            made.setAccessibleName(action.iconText())
            made.setEnabled(action.isEnabled())
            self._make_room()

        made.clicked.connect(action.trigger)
        action.changed.connect(follow)
        self._verbs.append(made)
        self.row.addWidget(made)
        follow()
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons come before the days."""
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """The period is in sight."""
        super().showEvent(event)
        self.period_shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The period is out of sight."""
        super().hideEvent(event)
        self.period_shown.emit()

    def wanted_px(self) -> int:
        """Return the room it takes to show all of it, the buttons close together."""
        return self._buttons_px(_LOOKS[1]) + self._verbs_px() + self._days_px()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the closest buttons."""
        return QSize(self._buttons_px(_LOOKS[-1]), super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Draw the buttons closer where they have no room, then give up the days, then the verbs."""
        days, verbs = self._days_px(), self._verbs_px()
        look, rest = next(
            (
                (each, rest)
                for rest in (days + verbs, verbs, 0)
                for each in (_LOOKS[:-1] if rest else _LOOKS)
                if self._buttons_px(each) + rest <= self.width()
            ),
            (_LOOKS[-1], 0),
        )
        if look != self._look:
            self._look = look
            self._dress()
        for verb in self._verbs:  # they are in the menu too
            verb.setVisible(rest >= verbs)
        self.days.setVisible(bool(self.days.text()) and rest == days + verbs)

    def _days_px(self) -> int:
        return self.days.sizeHint().width() + _GAP_PX if self.days.text() else 0

    def _verbs_px(self) -> int:
        return sum(_GAP_PX + verb.sizeHint().width() for verb in self._verbs)

    def _buttons_px(self, look: _Look) -> int:
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        gaps = 3 * _GAP_PX
        return sum(_button_px(self._words(each, look), look) for each in shown) + self._own_px(look) + gaps

    def _words(self, button: QPushButton, look: _Look) -> str:
        """Return what the button of a period says: "Quý I", then in short "II", "III", "IV"."""
        name = str(button.property("name"))
        is_later = button.property("code") in QUARTERS[1:]
        return name.removeprefix("Quý ") if look.is_short and is_later else name

    def _own_px(self, look: _Look) -> int:
        return ICON_PX + 2 * look.padding_px + 8 if look.is_short else _button_px(_OWN_WORDS, look)

    def _add(self, code: str, name: str) -> QPushButton:
        button = named(QPushButton(), name)
        button.setCheckable(True)
        button.setProperty("code", code)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if code:
            self.buttons[code] = button
        self._group.addButton(button)
        self.row.addWidget(button)
        return button

    def _on_button_clicked(self, button: QPushButton) -> None:
        code = str(button.property("code"))
        if code:
            self.chosen.emit(code)
            return
        self.own_days.show()
        self.own_days.choose()
        self.own_days.take_keyboard()

    def _dress(self) -> None:
        for codes in (QUARTERS, _OTHERS):
            shown = [self.buttons[code] for code in codes if not self.buttons[code].isHidden()]
            for place, button in enumerate(shown):
                is_first, is_last = place == 0, place == len(shown) - 1
                segment = "only" if is_first and is_last else "first" if is_first else "last"
                self._style(button, segment if is_first or is_last else "middle")
                button.setText(self._words(button, self._look))
                button.setFixedWidth(_button_px(button.text(), self._look))
        self._style(self.own, "only")
        self.own.setText("" if self._look.is_short else _OWN_WORDS)
        self.own.setIcon(icon("more") if self._look.is_short else QIcon())
        self.own.setFixedWidth(self._own_px(self._look))

    def _style(self, button: QPushButton, segment: str) -> None:
        room = str(self._look.padding_px)
        if (button.property("segment"), button.property("room")) != (segment, room):
            button.setProperty("segment", segment)
            restyle(button, "room", room)


def _button_px(words: str, look: _Look) -> int:
    """Return how wide a button is: its words are bold when it is chosen."""
    return QFontMetrics(base_font(is_bold=True)).horizontalAdvance(words) + 2 * look.padding_px + 4
