"""A period's figures in a strip of small cards."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kehoach_desktop.domain.figures import Figures
from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.sheet.widgets import label
from kehoach_desktop.ui.theme import Tokens, theme, tokens

_CARDS = ("total", "done", "doing", "late", "none", "counted")
_ROOM_FOR_WORDS_PX = 880


class FiguresStrip(QWidget):
    """Cards: tasks, done, doing, late, not recorded, indicators counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.numbers: dict[str, QLabel] = {}
        self.captions: dict[str, QLabel] = {}
        self._words: dict[str, tuple[str, str]] = {}
        for name in _CARDS:
            card = QFrame()
            card.setObjectName("card")
            column = QVBoxLayout(card)
            column.setContentsMargins(12, 6, 12, 7)
            column.setSpacing(0)
            self.numbers[name], self.captions[name] = QLabel("0"), label("", "muted")
            self.numbers[name].setProperty("figure", name)
            column.addWidget(self.numbers[name])
            column.addWidget(self.captions[name])
            row.addWidget(card, 1)
            if name == "counted":
                self.counted_card = card
        theme().changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, say it shortly."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        is_narrow = self.width() < _ROOM_FOR_WORDS_PX
        for name, (words, short) in self._words.items():
            self.captions[name].setText(short if is_narrow else words)

    def show_figures(self, shown: Figures) -> None:
        """Show the figures of a period."""
        done = shown.states[State.DONE]
        percent = round(100 * done / shown.total) if shown.total else 0
        dropped = shown.states[State.DROPPED]
        late = f"chậm · {shown.overdue} quá hạn" if shown.overdue else "chậm"
        self._put("total", shown.total, "nhiệm vụ trong kỳ", "nhiệm vụ")
        self.numbers["total"].setToolTip(f"{dropped} không thực hiện" if dropped else "")
        self._put("done", done, f"hoàn thành ({percent} %)", f"xong {percent} %")
        self._put("doing", shown.states[State.DOING], "đang làm", "đang làm")
        self._put("late", shown.states[State.LATE], late, "chậm")
        self._put("none", shown.states[State.NONE], "chưa ghi kết quả", "chưa ghi")
        self._put(
            "counted", sum(bool(total.value) for total in shown.totals), "chỉ tiêu đếm được", "chỉ tiêu"
        )
        self.counted_card.setToolTip(
            "\n".join(
                f"{total.indicator}: {number_words(total.value)} {total.unit}"
                f" (lũy kế {number_words(total.cumulative)})"
                for total in shown.totals
            )
        )

    def _put(self, name: str, number: float, words: str, short: str) -> None:
        self.numbers[name].setText(number_words(number))
        self._words[name] = (words, short)
        self.captions[name].setToolTip(words)
        self._say()

    def _dress(self) -> None:
        colours = tokens()
        inks = _inks(colours)
        self.setStyleSheet(
            "QLabel[figure] { font-size: 18px; font-weight: 600; } "
            + " ".join(f'QLabel[figure="{name}"] {{ color: {ink}; }}' for name, ink in inks.items())
        )
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)


def _inks(colours: Tokens) -> dict[str, str]:
    return {"done": colours.ok, "doing": colours.doing, "late": colours.bad}
