"""A period's figures in a strip of small cards: what is of the period, and where the whole plan stands."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kehoach_desktop.domain.figures import Figures
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.widgets import label
from kehoach_desktop.ui.tracker.indicator_card import IndicatorCard

_CARDS = ("total", "done", "doing", "late", "none")
_OF_PERIOD = 1  # the first card; the others, with what their heading names, add up to the plan's tasks
_ROOM_FOR_WORDS_PX = 880
_ROOM_FOR_ALL_PX = 600
_SIDE_PX, _LEAST_SIDE_PX = 12, 5  # within a card


class FiguresStrip(QWidget):
    """Cards: tasks of the period; done, doing, late, not recorded of all at its end; one indicator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self.standing = label("", "muted")
        for heading in (period_heading := label("Trong kỳ", "muted"), self.standing):
            heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(period_heading, 0, 0, 1, _OF_PERIOD)
        grid.addWidget(self.standing, 0, _OF_PERIOD, 1, len(_CARDS) - _OF_PERIOD)
        self.numbers: dict[str, QLabel] = {}
        self.captions: dict[str, QLabel] = {}
        self._words: dict[str, tuple[str, str]] = {}
        self._standing_words = ("", "")
        self._columns: list[QVBoxLayout] = []
        for place, name in enumerate(_CARDS):
            card = QFrame()
            card.setObjectName("card")
            column = QVBoxLayout(card)
            column.setSpacing(0)
            self._columns.append(column)
            self.numbers[name], self.captions[name] = QLabel("0"), label("", "muted")
            self.numbers[name].setProperty("figure", name)
            column.addWidget(self.numbers[name])
            column.addWidget(self.captions[name])
            grid.addWidget(card, 1, place)
            grid.setColumnStretch(place, 2)
        self.indicators = IndicatorCard()
        self.indicators_heading = label("Chỉ tiêu, lũy kế từ đầu năm", "muted")
        self.indicators_heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.indicators_heading, 0, len(_CARDS))
        grid.addWidget(self.indicators, 1, len(_CARDS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, say it shortly."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        is_narrow = self.width() < _ROOM_FOR_WORDS_PX
        has_room = self.width() >= _ROOM_FOR_ALL_PX
        for widget in (self.indicators, self.indicators_heading):
            widget.setVisible(has_room)
        self._grid.setColumnStretch(len(_CARDS), 3 if has_room else 0)
        side = _SIDE_PX if has_room else _LEAST_SIDE_PX
        for column in self._columns:
            column.setContentsMargins(side, 6, side, 7)
        for name, (words, short) in self._words.items():
            self.captions[name].setText(short if is_narrow else words)
        self.standing.setText(self._standing_words[is_narrow])
        self.indicators_heading.setText("Chỉ tiêu năm" if is_narrow else "Chỉ tiêu, lũy kế từ đầu năm")

    def show_figures(self, shown: Figures, due: int, recorded: int) -> None:
        """Show the figures of a period, in which ``due`` tasks fall and ``recorded`` others have a record."""
        done = shown.states[State.DONE]
        percent = round(100 * done / shown.total) if shown.total else 0
        self._put("total", due + recorded, "nhiệm vụ", "nhiệm vụ")
        self.numbers["total"].setText(of_total(due + recorded, shown.total))
        told = f"{number_words(due)} nhiệm vụ thuộc thời gian thực hiện trong kỳ"
        if recorded:
            told += f"; {number_words(recorded)} nhiệm vụ khác có ghi kết quả trong kỳ"
        self.numbers["total"].setToolTip(told)
        self._put("done", done, f"hoàn thành ({percent} %)", f"xong {percent} %")
        self._put("doing", shown.states[State.DOING], "đang làm", "đang làm")
        self._put("late", shown.states[State.LATE], "chậm", "chậm")
        self._put("none", shown.states[State.NONE], "chưa ghi kết quả", "chưa ghi")
        self._standing_words = (_standing(shown, "Cả kế hoạch đến hết kỳ"), _standing(shown, "Đến hết kỳ"))
        self.standing.setToolTip(self._standing_words[0])
        self._say()

    def _put(self, name: str, number: float, words: str, short: str) -> None:
        self.numbers[name].setText(number_words(number))
        self._words[name] = (words, short)
        self.captions[name].setToolTip(words)


def of_total(part: int, total: int) -> str:
    """Return "10 / 19"."""
    return f"{number_words(part)} / {number_words(total)}"


def _standing(shown: Figures, lead: str) -> str:
    """Return what the cards below add up to, with what has no card of its own."""
    dropped = shown.states[State.DROPPED]
    words = [f"{lead}: {number_words(shown.total)} nhiệm vụ"]
    words += [f"{number_words(dropped)} không thực hiện"] if dropped else []
    words += [f"{number_words(shown.overdue)} quá hạn"] if shown.overdue else []
    return " · ".join(words)
