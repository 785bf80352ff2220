"""The quiet line over a plan that has gone out: that it is only to be read, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.icons import ICON_PX, pixmap
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.theme import theme, tokens


class FrozenStrip(QFrame):
    """Its buttons are the window's own verbs."""

    def __init__(self, revise: QAction, versions: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frozen_strip")
        self._picture = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)  # in a narrow window nothing of it is cut
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        for words, verb in (("Các bản đã ban hành", versions), ("Lập bản điều chỉnh", revise)):
            made = button(words, is_flat=True)
            made.clicked.connect(verb.trigger)
            row.addWidget(made)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @property
    def words(self) -> str:
        """What is said; "" when nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def show_plan(self, plan: Plan) -> None:
        """Say which paper the plan is frozen as."""
        number = f" số {plan.number}/{plan.symbol}" if plan.number else ""
        day = f" ngày {short_date(plan.date)}" if plan.date else ""
        self._words.setText(f"Đã ban hành{number}{day}. Chỉ xem và sao chép; theo dõi quý vẫn ghi tiếp.")
        self.setAccessibleName(self._words.text())

    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self._picture.setPixmap(pixmap("shield", tokens().ok, ICON_PX, self.devicePixelRatioF()))
