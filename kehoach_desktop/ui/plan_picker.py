"""Which plan is open: year, subject, state; a click lists the others of the file."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from kehoach_desktop.domain.plan import Plan, Status
from kehoach_desktop.domain.words import plan_state_words
from kehoach_desktop.services.plans import PlanSummary
from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.theme import restyle, theme, tokens
from kehoach_desktop.ui.tips import plain_tip

_CHEVRON_PX = 16
_LONGEST_TITLE = 90
_WIDEST_PX = 560


class PlanPicker(QPushButton):
    """The button; ``list_plans`` is asked each time the list opens, so that it is never stale."""

    plan_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self.setToolTip("Chọn kế hoạch khác trong tệp")
        self.list_plans: Callable[[], Sequence[PlanSummary]] = tuple
        self._plan: Plan | None = None
        self._year = QLabel()
        self._year.setObjectName("picker_year")
        self._subject = _ShortenedLabel()
        self._chip = QLabel()
        self._chip.setProperty("chip", "true")
        self._chevron = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._year)
        row.addWidget(self._subject, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._chevron)
        for part in (self._year, self._subject, self._chip, self._chevron):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self.on_menu_triggered)
        self.clicked.connect(self.open_list)
        self.setMinimumWidth(150)
        self.setMaximumWidth(_WIDEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.show_plan(None)

    def sizeHint(self) -> QSize:
        """Ask for room for a subject of the usual length."""
        return QSize(_WIDEST_PX, 32)

    def show_plan(self, plan: Plan | None) -> None:
        """Show the plan that is open, or that none is."""
        self._plan = plan
        self._year.setVisible(plan is not None)
        self._chip.setVisible(plan is not None)
        if plan is not None:
            self._year.setText(str(plan.year))
            state = plan_state_words(plan.status, has_versions=bool(plan.versions))
            self._chip.setText(state)
            restyle(self._chip, "state", "ok" if plan.status is Status.ISSUED else "doing")
            self.setAccessibleName(f"Kế hoạch {plan.year}: {plan.subject}, {state}")
        else:
            self.setAccessibleName("Chưa mở kế hoạch nào")
        subject = (plan.subject or "Chưa đặt tên") if plan else "Chưa mở kế hoạch nào"
        self._subject.show_words(subject)
        self.setToolTip(plain_tip(f"{subject}\nNhấn để chọn kế hoạch khác trong tệp") if plan else subject)

    @Slot()
    def open_list(self) -> None:
        """Open the list of plans under the button."""
        self.fill_list()
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def fill_list(self) -> list[QAction]:
        """Put the file's plans into the list; return its entries."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        summaries = self.list_plans()
        for summary, title in zip(summaries, titles(summaries), strict=True):
            action = self._menu.addAction(title.replace("&", "&&"))
            action.setData(summary.id)
            action.setCheckable(True)
            action.setChecked(self._plan is not None and summary.id == self._plan.id)
            group.addAction(action)
        if self._menu.isEmpty():
            self._menu.addAction("Tệp chưa có kế hoạch nào").setEnabled(False)
        return self._menu.actions()

    @Slot(QAction)
    def on_menu_triggered(self, action: QAction) -> None:
        """Say which plan was chosen, unless it is the open one."""
        chosen = action.data()
        if self._plan is None or chosen != self._plan.id:
            self.plan_chosen.emit(chosen)

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        ratio = self.devicePixelRatioF()
        self._chevron.setPixmap(pixmap("chevron-down", tokens().muted, _CHEVRON_PX, ratio))


def titles(summaries: Sequence[PlanSummary]) -> list[str]:
    """Return what the list calls each plan; those alike also say their number, or their place in the file."""
    found = [_title(summary) for summary in summaries]
    for say in (_number, _place):
        alike = Counter(found)
        pairs = zip(found, summaries, strict=True)
        found = [title + say(summary) if alike[title] > 1 else title for title, summary in pairs]
    return found


def _title(summary: PlanSummary) -> str:
    subject = summary.subject or "Chưa đặt tên"
    if len(subject) > _LONGEST_TITLE:
        subject = subject[:_LONGEST_TITLE].rstrip() + "…"
    state = plan_state_words(summary.status, has_versions=summary.versions > 0)
    return f"{summary.year}   {subject}   ·   {state.lower()}"


def _number(summary: PlanSummary) -> str:
    return f" · số {summary.number}" if summary.number else ""


def _place(summary: PlanSummary) -> str:
    return f" · kế hoạch thứ {summary.id} trong tệp"


class _ShortenedLabel(QLabel):
    """Words on one line, ended with … where there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show as much of ``words`` as there is room for."""
        self._words = words
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self.show_words(self._words)
