"""The page of Ban hành: the number and the date the plan was given, and what to look at before it goes."""

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.readiness import clashes
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.ui.date_field import DATE_SENTENCE, DateField
from kehoach_desktop.ui.page import Page, button, label
from kehoach_desktop.ui.theme import restyle

_NUMBER_PX = 96


class IssuePage(Page):
    """``chosen`` gives number and date, once both are there."""

    chosen = Signal(str, object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(
            "Ban hành kế hoạch",
            "Ghi số và ngày văn thư đã cấp. Chương trình giữ nguyên bản này cùng tệp PDF của nó; "
            "sau này muốn sửa thì lập bản điều chỉnh. Theo dõi quý vẫn ghi tiếp như thường.",
            parent,
        )
        self._plan = plan
        self._told: tuple[str, ...] = ()  # what hardly fits the versions before, as it was said last
        self.number = QLineEdit(plan.number)
        self.number.setFixedWidth(_NUMBER_PX)
        self.date = DateField(plan.date or dt.date(plan.year, 1, 1))
        if plan.date is None:  # it is never given by the program
            self.date.line.clear()
        self.add_row("Số", _beside(self.number, label(f"/{plan.symbol}" if plan.symbol else "")))
        self._today = button("Hôm nay")
        self.add_row("Ngày ban hành", _beside(self.date, self._today))
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self._caption = label("Nên xem lại trước khi ban hành", "heading")
        self._oddities = label("")
        self._note = label("Vẫn ban hành được khi còn những điểm này.", "muted")
        self.column.addSpacing(8)
        for line in (self._caption, self._oddities, self._note):
            line.hide()
            self.column.addWidget(line)
        self._issue = button("Ban hành", is_primary=True)
        leave = button("Hủy")
        self.add_buttons(self._issue, leave)
        self._today.clicked.connect(self.on_today_clicked)
        self._issue.clicked.connect(self.on_issue_clicked)
        self.date.checked.connect(self.on_date_checked)
        leave.clicked.connect(self.closed)

    def show_oddities(self, sentences: tuple[str, ...]) -> None:
        """List what is odd about the plan; none of it stops the clerk."""
        self._oddities.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        for line in (self._caption, self._oddities, self._note):
            line.setVisible(bool(sentences))

    def let_try_again(self) -> None:
        """Nothing is under way any more."""
        self._issue.setEnabled(True)

    @Slot()
    def on_today_clicked(self) -> None:
        """Put today in, as the clerk says."""
        self.date.set_day(dt.datetime.now().astimezone().date())
        self.on_date_checked()

    @Slot()
    def on_date_checked(self) -> None:
        """A blank date is not wrong before the plan is to go out."""
        is_blank = not self.date.line.text().strip()
        if is_blank:
            restyle(self.date.line, "wrong", "")
        self._say("" if is_blank or self.date.day() else DATE_SENTENCE)

    @Slot()
    def on_issue_clicked(self) -> None:
        """Give both, or say which is missing and put the keyboard there."""
        number, day = one_line(self.number.text()), self.date.day()
        is_blank = not self.date.line.text().strip()
        restyle(self.number, "wrong", "" if number else "true")
        restyle(self.date.line, "wrong", "" if day else "true")
        if number and day:
            doubts = clashes(self._plan, number, day)
            if doubts and doubts != self._told:
                self._told = doubts
                self._say("\n".join((*doubts, "Nếu đúng như vậy, hãy nhấn Ban hành lần nữa.")))
                return
            self._say("")
            self._issue.setEnabled(False)
            self.chosen.emit(number, day)
            return
        sentences = [] if number else ["Chưa có số văn bản; hãy ghi số văn thư đã cấp."]
        if day is None:
            sentences.append("Chưa có ngày ban hành; hãy ghi ngày ký." if is_blank else DATE_SENTENCE)
        self._say("\n".join(sentences))
        (self.date if number else self.number).setFocus()

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


def _beside(field: QWidget, other: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field)
    row.addWidget(other)
    row.addStretch(1)
    made.setFocusProxy(field.focusProxy() or field)
    return made
