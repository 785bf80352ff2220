"""What of the history is to be shown: words, a part of the work, days, this plan or the whole file."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from kehoach_desktop.services.history import Part, Wanted
from kehoach_desktop.ui.date_field import DateField
from kehoach_desktop.ui.page import label
from kehoach_desktop.ui.sheet.widgets import named

_PARTS = (
    ("Mọi phần", None),
    ("Soạn thảo", Part.TEXT),
    ("Phụ lục", Part.APPENDIX),
    ("Theo dõi quý", Part.TRACKER),
    ("Việc khác", Part.OTHER),
)
_DAYS = (
    ("Mọi ngày", None),
    ("Hôm nay", 0),
    ("7 ngày qua", 6),
    ("30 ngày qua", 29),
    ("Khoảng ngày…", -1),
)
_PAUSE_MS = 250
_WHOLE_FILE = 1  # of the scopes


class Chosen(NamedTuple):
    """What was chosen in the fields, to be chosen again."""

    words: str
    places: tuple[int, ...]
    days: tuple[str, str]


class Filters(QFrame):
    """``changed`` tells that something else is to be shown."""

    changed = Signal()

    def __init__(self, plan_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan_id = plan_id
        self.words = named(QLineEdit(placeholderText="Tìm trong lịch sử"), "Tìm trong lịch sử")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(160)
        self.part = named(QComboBox(), "Phần")
        self.days = named(QComboBox(), "Ngày")
        self.scope = named(QComboBox(), "Phạm vi")
        today = dt.datetime.now().astimezone().date()
        self.first, self.last = DateField(today), DateField(today)
        for field, name in ((self.first, "Từ ngày"), (self.last, "Đến ngày")):
            field.line.setAccessibleName(name)
        for words, _ in _PARTS:
            self.part.addItem(words)
        for words, _ in _DAYS:
            self.days.addItem(words)
        for words in ("Kế hoạch này", "Cả tệp dữ liệu"):
            self.scope.addItem(words)
        if plan_id is None:  # there is no plan this could be narrowed to
            self.scope.setCurrentIndex(_WHOLE_FILE)
            self.scope.setEnabled(False)
        self._between = label("đến")
        self._between.setWordWrap(False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_days()

    def wanted(self) -> Wanted:
        """Return what is to be shown."""
        first, last = self._span()
        return Wanted(
            plan_id=None if self.scope.currentIndex() else self._plan_id,
            words=self.words.text(),
            part=_PARTS[self.part.currentIndex()][1],
            first_day=first,
            last_day=last,
        )

    def chosen(self) -> "Chosen":
        """Return what is chosen, for ``take``."""
        places = tuple(chooser.currentIndex() for chooser in (self.part, self.days, self.scope))
        return Chosen(self.words.text(), places, (self.first.line.text(), self.last.line.text()))

    def take(self, chosen: "Chosen") -> None:
        """Ask for what was chosen before."""
        self.words.setText(chosen.words)
        for chooser, place in zip((self.part, self.days, self.scope), chosen.places, strict=True):
            if chooser.isEnabled():
                chooser.setCurrentIndex(place)
        for field, day in zip((self.first, self.last), chosen.days, strict=True):
            field.line.setText(day)
        self._show_days()
        self._pause.stop()

    @Slot()
    def on_days_chosen(self) -> None:
        """Let the days be typed where a span of one's own is chosen."""
        self._show_days()
        self.changed.emit()

    def _span(self) -> tuple[dt.date | None, dt.date | None]:
        back = _DAYS[self.days.currentIndex()][1]
        if back is None:
            return None, None
        if back >= 0:
            today = dt.datetime.now().astimezone().date()
            return today - dt.timedelta(days=back), None
        return self.first.day(), self.last.day()

    def _show_days(self) -> None:
        is_own = _DAYS[self.days.currentIndex()][1] == -1
        for part in (self.first, self._between, self.last):
            part.setVisible(is_own)

    def _lay_out(self) -> None:
        self.setObjectName("tab_toolbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for part in (self.part, self.days, self.first, self._between, self.last, self.scope):
            row.addWidget(part)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.changed)
        self.part.activated.connect(self.changed)
        self.scope.activated.connect(self.changed)
        self.days.activated.connect(self.on_days_chosen)
        self.first.checked.connect(self.changed)
        self.last.checked.connect(self.changed)
