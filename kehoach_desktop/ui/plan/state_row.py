"""Where the plan stands, in words, with the verb that leads on from there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.words import plan_state_words


class StateRow(QWidget):
    """A draft may be issued, an issued plan may get a revision; ``asked`` is for the one that is due."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton()
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self._button)

    @property
    def words(self) -> str:
        """Where the plan stands."""
        return self._state

    @property
    def button(self) -> QPushButton:
        """The verb."""
        return self._button

    def show_plan(self, plan: Plan) -> None:
        """Show where this plan stands."""
        if plan.reporting is not None:
            self._show_report(plan)
            return
        self._state = plan_state_words(plan.status, has_versions=bool(plan.versions))
        self._words.setText(self._state.replace("(dự ", "(dự\u00a0"))  # wrapped before the bracket
        verb = "Điều chỉnh…" if is_frozen(plan) else "Ban hành…"
        self._button.setText(verb)
        self._button.setAccessibleName(f"{self._state}: {verb}")

    def _show_report(self, report: Plan) -> None:
        self._state = "Đã gửi" if is_frozen(report) else "Dự thảo"
        self._words.setText(self._state)
        verb = "Thay thế…" if is_frozen(report) else "Gói gửi…"
        self._button.setText(verb)
        self._button.setAccessibleName(f"{self._state}: {verb}")
