"""The page of Gói gửi đi: number and day, the letter that goes with the files, then the folder."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.composing import report_name
from kehoach_desktop.domain.report.sending import Letter, lacking_words, letter_body, letter_subject, numbered
from kehoach_desktop.domain.text import clean, one_line
from kehoach_desktop.services.sending import pack_names
from kehoach_desktop.ui.date_field import DATE_SENTENCE, DateField
from kehoach_desktop.ui.page import Page, button, label
from kehoach_desktop.ui.theme import line_px, restyle

_NUMBER_PX, _FRAME_PX = 96, 22
_BODY_LINES, _SUBJECT_LINES = 4, 3  # on a window 768 high the buttons are to be seen


class SendPage(Page):
    """``chosen`` gives the letter; the folder is asked for after that. The text may be written over."""

    chosen = Signal(object)  # Letter

    def __init__(
        self,
        report: Plan,
        source: Plan,
        replaces: str = "",
        chief: tuple[str, ...] = (),
        closed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Gói gửi đi",
            "Báo cáo (PDF), số liệu (Excel) và thư gửi kèm được đặt vào một thư mục để gửi. Bản gửi được giữ "
            "nguyên trong tệp dữ liệu; sau này muốn sửa thì lập bản thay thế.",
            parent,
        )
        self._report, self._source, self._replaces, self._chief = report, source, replaces, chief
        self._names = pack_names(report, source, is_replacement=bool(replaces))
        self._written = ""  # the letter as the program wrote it
        self.number = QLineEdit(report.number)
        self.number.setFixedWidth(_NUMBER_PX)
        self.date = DateField(report.date or dt.datetime.now().astimezone().date())
        if report.date is None:  # it is never given by the program
            self.date.line.clear()
        self._today = button("Hôm nay")
        self.subject = text_of(_SUBJECT_LINES)
        self.subject.setPlainText(letter_subject(report))
        self.body = text_of(_BODY_LINES)
        self.add_row("Số", _beside(self.number, label(f"/{report.symbol}" if report.symbol else "")))
        self.add_row("Ngày ký", _beside(self.date, self._today), "Chưa được cấp thì để trống số và ngày.")
        if replaces:
            self.add_row("Thay thế", label(replaces))
        self.add_row("Tiêu đề thư", self.subject)
        self.add_row("Nội dung thư", self.body)
        self.differing = label("", "wrong")
        self.rewrite = button("Viết lại thư")
        self.rewrite.setToolTip("Bỏ những gì đã sửa trong thư, viết lại theo số và ngày trên")
        self.add_row("Tệp trong gói", label("\n".join((*self._names, "Thư gửi kèm.txt")), "muted"))
        self.closed_note = label(closed)
        self.closed_note.setVisible(bool(closed))
        self.repeated = label("", "wrong")
        self.wrong = label("", "wrong")
        for note in (self.closed_note, self.differing, self.repeated, self.wrong):
            self.column.addWidget(note)
        for note in (self.repeated, self.wrong):
            note.hide()
        self.make = button("Tạo gói gửi đi…", is_primary=True)
        leave = button("Quay lại soạn")
        self.add_buttons(self.make, self.rewrite, leave)
        self.number.editingFinished.connect(self.write_letter)
        self.date.checked.connect(self.on_date_checked)
        self._today.clicked.connect(self.on_today_clicked)
        self.body.textChanged.connect(self.on_letter_edited)
        self.rewrite.clicked.connect(self.on_rewrite_clicked)
        self.make.clicked.connect(self.on_make_clicked)
        leave.clicked.connect(self.closed)
        self.write_letter()

    def let_try_again(self) -> None:
        """Nothing is under way any more."""
        self.make.setEnabled(True)

    def letter(self) -> Letter:
        """Return the letter as it stands."""
        return Letter(
            one_line(self.number.text()),
            self.date.day(),
            one_line(self.subject.toPlainText()),
            clean(self.body.toPlainText()),
            self._replaces,
        )

    @Slot()
    def write_letter(self) -> None:
        """Write the letter anew for another number or day, unless the clerk has written in it."""
        self._tell_repeated()
        if self.body.toPlainText() != self._written:
            self.on_letter_edited()
            return
        self._written = letter_body(
            self._signed(), self._source, self._names, self._replaces, self._chief or None
        )
        self.body.setPlainText(self._written)
        self._written = self.body.toPlainText()

    @Slot()
    def on_letter_edited(self) -> None:
        """Say it when the letter the clerk wrote in does not have the number or the day above."""
        text = self.body.toPlainText()
        lacking = lacking_words(text, self._signed())
        is_told = bool(lacking) and text != self._written
        told = f"Thư đã sửa tay chưa có {' và '.join(lacking)} như vừa nhập ở trên." if is_told else ""
        self.differing.setText(told)
        for each in (self.differing, self.rewrite):
            each.setVisible(is_told)

    @Slot()
    def on_rewrite_clicked(self) -> None:
        """Write the letter anew, as the clerk says."""
        self._written = self.body.toPlainText()
        self.write_letter()

    @Slot()
    def on_today_clicked(self) -> None:
        """Put today in, as the clerk says."""
        self.date.set_day(dt.datetime.now().astimezone().date())
        self.write_letter()

    @Slot()
    def on_date_checked(self) -> None:
        """Take the day into the letter, and say so when what is typed is none."""
        self._tell_wrong_day()
        self.write_letter()

    @Slot()
    def on_make_clicked(self) -> None:
        """Give the letter, unless the day typed is none."""
        if self._tell_wrong_day():
            self.date.setFocus()
            return
        self.write_letter()
        self.chosen.emit(self.letter())

    def _tell_wrong_day(self) -> bool:
        is_blank = not self.date.line.text().strip()
        is_wrong = not is_blank and self.date.day() is None
        restyle(self.date.line, "wrong", "true" if is_wrong else "")
        self.wrong.setText(DATE_SENTENCE if is_wrong else "")
        self.wrong.setVisible(is_wrong)
        return is_wrong

    def _tell_repeated(self) -> None:
        """Say it when the number is that of the report this one replaces."""
        signed = self._signed()
        name = report_name(replace(signed, date=None))
        is_repeated = bool(signed.number) and f"{self._replaces} ".startswith(f"{name} ")
        number = name.removeprefix("Báo cáo số ")
        told = f"Số {number} là số của báo cáo được thay thế; bản thay thế có số và ngày của nó."
        self.repeated.setText(told if is_repeated else "")
        self.repeated.setVisible(is_repeated)

    def _signed(self) -> Plan:
        return numbered(self._report, one_line(self.number.text()), self.date.day())


def text_of(lines: int) -> QPlainTextEdit:
    """Return a field some lines high that the Tab key leaves."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(line_px(made.font()) * lines + _FRAME_PX)
    return made


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
