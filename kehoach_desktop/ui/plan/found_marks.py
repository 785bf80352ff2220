"""The light marks on the page under what a search has found; the current match is the page's selection."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from kehoach_desktop.domain.finding import Match
from kehoach_desktop.ui.plan.caret import place_at, position_of
from kehoach_desktop.ui.plan.letters import has_wide, typed_text
from kehoach_desktop.ui.theme import theme, tokens

_GROUND_OF_SOFT = 0.82  # the rest is the strong colour: seen on paper and on the band


class FoundMarks(QObject):
    """Marks those of the matches that are in the view: a page may have ten thousand."""

    def __init__(self, page: QTextEdit) -> None:
        super().__init__(page)
        self._page = page
        self._matches: Sequence[Match] = ()
        page.verticalScrollBar().valueChanged.connect(self.on_view_changed)
        page.verticalScrollBar().rangeChanged.connect(self.on_view_changed)
        theme().changed.connect(self.on_view_changed)

    def show(self, matches: Sequence[Match]) -> None:
        """Mark these, in order, and no others."""
        if matches or self._matches:
            self._matches = matches
            self.on_view_changed()

    def on_view_changed(self) -> None:
        """Mark what is in the view now."""
        if not self._matches:
            self._page.setExtraSelections([])
            return
        page, view = self._page, self._page.viewport().rect()
        document = page.document()
        top = place_at(document, page.cursorForPosition(view.topLeft()).position())
        below = page.cursorForPosition(view.bottomRight())
        low = bisect_left(self._matches, (*top, 0))
        high = bisect_left(self._matches, (*place_at(document, below.position()), 0))
        look = _look()
        marks: list[QTextEdit.ExtraSelection] = []
        line, block, is_plain = -1, QTextBlock(), False
        for match in self._matches[max(low - 1, 0) : high + 1]:
            if match.line != line:
                line, block = match.line, document.findBlockByNumber(match.line)
                text = block.text()
                is_plain = not has_wide(text) and typed_text(text) == text
            marks.append(_mark(block, match, look, is_plain=is_plain))
        page.setExtraSelections(marks)


def _mark(
    block: QTextBlock, match: Match, look: QTextCharFormat, *, is_plain: bool
) -> QTextEdit.ExtraSelection:
    """``is_plain``: in this block a letter is a position, which saves counting in long paragraphs."""
    end = block.length() - 1
    ends = [
        block.position() + min(offset, end) if is_plain else position_of(block, offset)
        for offset in (match.start, match.end)
    ]
    cursor = QTextCursor(block)
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor  # type: ignore[attr-defined]  # PySide6's stubs do not know the fields
    made.format = look  # type: ignore[attr-defined]
    return made


def _look() -> QTextCharFormat:
    soft, strong = QColor(tokens().warning_soft), QColor(tokens().warning)
    mixed = [
        round(of_soft * _GROUND_OF_SOFT + of_strong * (1 - _GROUND_OF_SOFT))
        for of_soft, of_strong in zip(soft.getRgb()[:3], strong.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    made = QTextCharFormat()
    made.setBackground(QColor(*mixed))
    made.setForeground(QColor(tokens().text))
    return made
