"""One side of a comparison: read-only text, a block for each line, so that both sides can be kept level."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from kehoach_desktop.domain.comparing import Side
from kehoach_desktop.ui.comparing.lines import Line
from kehoach_desktop.ui.theme import base_font, tokens

_TEXT_PX = 14
_BAR_PX = 4
_NOTHING = "(không có)"


class ComparePane(QTextBrowser):
    """Shows the ``is_left`` or the other side of the lines; ``unfold_asked`` names a fold by its first."""

    unfold_asked = Signal(int)
    resized = Signal()

    def __init__(self, name: str, *, is_left: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_left = is_left
        self._marked = -1
        self.setObjectName("compare_pane")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the two wrap differently
        self.document().setDocumentMargin(14)
        self.document().setDefaultFont(base_font(_TEXT_PX))
        self.anchorClicked.connect(self.on_anchor_clicked)

    @Slot(QUrl)
    def on_anchor_clicked(self, link: QUrl) -> None:
        """Ask for the fold that was clicked."""
        self.unfold_asked.emit(int(link.toString()))

    def add_lines(self, lines: Sequence[Line], *, is_first: bool) -> None:
        """Write lines below those there are, one block each; ``is_first``: in place of those there are."""
        if is_first:
            self.document().clear()
        looks = Looks()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        plain = QTextBlockFormat()
        cursor.beginEditBlock()
        for place, line in enumerate(lines):
            if place or not is_first:
                cursor.insertBlock(plain)
            else:
                cursor.setBlockFormat(plain)
            self._write(cursor, line, looks)
        cursor.endEditBlock()

    def heights(self, start: int, end: int) -> list[float]:
        """Return how high the text of each block is, laid out at the present width."""
        document = self.document()
        out = []
        block = document.findBlockByNumber(start)
        for _ in range(start, end):
            document.documentLayout().blockBoundingRect(block)  # has it laid out
            out.append(block.layout().boundingRect().height())
            block = block.next()
        return out

    def level(self, start: int, rooms: Sequence[float]) -> None:
        """Give the blocks from ``start`` on this much room below their text."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().findBlockByNumber(start)
        for room in rooms:
            form = block.blockFormat()
            if abs(form.bottomMargin() - room) > 0.5:
                form.setBottomMargin(room)
                cursor.setPosition(block.position())
                cursor.setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()

    def mark(self, place: int) -> None:
        """Show by a bar which line is the current change; -1 for none."""
        self._marked = place
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar beside the current change."""
        super().paintEvent(event)
        block = self.document().findBlockByNumber(self._marked)
        if self._marked < 0 or not block.isValid():
            return
        place = self.document().documentLayout().blockBoundingRect(block)
        place.translate(0, -self.verticalScrollBar().value())
        bar = QRectF(4, place.top(), _BAR_PX, place.height())
        QPainter(self.viewport()).fillRect(bar, QColor(tokens().accent))

    def last_seen(self) -> int:
        """Return the last line in view."""
        return self.cursorForPosition(self.viewport().rect().bottomLeft()).blockNumber()

    def top_of(self, place: int) -> int:
        """Return how far down a line stands."""
        block = self.document().findBlockByNumber(place)
        return round(self.document().documentLayout().blockBoundingRect(block).top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that lines may wrap elsewhere now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def _write(self, cursor: QTextCursor, line: Line, looks: "Looks") -> None:
        if line.row is None:
            words = line.words.upper() if line.heading else line.words
            form = looks.heading if line.heading else looks.fold(line.first)
            cursor.insertText(words, form)
            return
        side = line.row.left if self._is_left else line.row.right
        if side is None:
            cursor.insertText(_NOTHING, looks.nothing)
            return
        self._write_side(cursor, side, looks)

    def _write_side(self, cursor: QTextCursor, side: Side, looks: "Looks") -> None:
        changed = looks.removed if self._is_left else looks.added
        if side.label:
            cursor.insertText(side.label, changed if side.is_label_changed else looks.label)
            cursor.insertText(" ", looks.plain)
        for run in side.runs:
            cursor.insertText(run.text.replace("\n", "\u2028"), changed if run.is_changed else looks.plain)


class Looks:
    """The letters' formats in the colours of now; what is changed is marked by a line too."""

    def __init__(self) -> None:
        colours = tokens()
        self._accent = colours.accent
        self.plain = _letters(colours.text)
        self.label = _letters(colours.muted)
        self.nothing = _letters(colours.faint)
        self.nothing.setFontItalic(True)
        self.heading = _letters(colours.muted)
        self.heading.setFontWeight(QFont.Weight.DemiBold)
        # Red on the dark red and green on the dark green tire the eye; there the ground alone is coloured.
        removed, added = (colours.text,) * 2 if colours.is_dark else (colours.bad, colours.ok)
        self.removed = _letters(removed, colours.bad_soft)
        self.removed.setFontStrikeOut(True)
        self.added = _letters(added, colours.ok_soft)
        self.added.setFontUnderline(True)

    def fold(self, first: int) -> QTextCharFormat:
        """Return the format of a fold: a link that opens it."""
        form = _letters(self._accent)
        form.setAnchor(True)
        form.setAnchorHref(str(first))
        return form


def _letters(colour: str, ground: str = "") -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    if ground:
        form.setBackground(QColor(ground))
    return form
