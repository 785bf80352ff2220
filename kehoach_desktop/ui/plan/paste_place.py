"""Where a paste is to go, found again when its reading took a while and the clerk has typed on."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from kehoach_desktop.ui.plan.caret import caret_of, chosen_places, place_at, put_back
from kehoach_desktop.ui.plan.draft import Step, draft_of
from kehoach_desktop.ui.plan.text_verbs import Place

if TYPE_CHECKING:
    from kehoach_desktop.ui.plan.outline_editor import OutlineEditor


class PastePlace:
    """The place the caret was at when the paste was asked for, or what was chosen then."""

    def __init__(self, page: "OutlineEditor") -> None:
        self._page = page
        plan = page.live_plan()
        self._plan_id = 0 if plan is None else plan.id
        self._caret = caret_of(page.textCursor(), draft_of(plan))
        self._ends = [_held(page, position) for position in _ends(page.textCursor())]

    def find(self) -> tuple[Place, Place] | None:
        """Return start and end of the place as they are now; None when another plan is open."""
        plan = self._page.live_plan()
        if plan is None or plan.id != self._plan_id:
            return None
        lines = draft_of(plan).lines
        start, end = (place_at(self._page.document(), held.position()) for held in self._ends)
        here = {lines[line].id if line < len(lines) else 0 for line, _ in (start, end)}
        if here == {item_id for item_id, _ in (self._caret.anchor, self._caret.position)}:
            return start, end
        # The page has shown another plan in between, so Qt's cursor is lost.
        cursor = self._page.textCursor()
        put_back(cursor, self._caret, draft_of(plan))
        return chosen_places(cursor)

    def is_left(self) -> bool:
        """Say whether the caret is elsewhere by now."""
        return _ends(self._page.textCursor()) != tuple(held.position() for held in self._ends)


class Staying:
    """Keeps the caret and the view where they are while something is pasted at ``end``."""

    def __init__(self, page: "OutlineEditor", end: Place) -> None:
        self._page = page
        self._end = end
        cursor = page.textCursor()
        self._at = place_at(page.document(), cursor.position())
        self._top = page.cursorRect().top()
        self._caret = caret_of(cursor, draft_of(page.live_plan()))

    def come_back(self, step: Step) -> None:
        """Put the caret to the letters it stood at, and these to where they were seen."""
        line, offset = self._at
        if line == self._end[0] and offset >= self._end[1]:  # what follows the paste has moved with its end
            after = offset - self._end[1]
            is_same_item = step.offset + after <= len(step.draft.lines[step.line].text)
            place = (step.line, step.offset + after) if is_same_item else (step.line + 1, after)
            self._page.choose(place, place)
        else:
            cursor = self._page.textCursor()
            put_back(cursor, self._caret, draft_of(self._page.live_plan()))
            self._page.setTextCursor(cursor)
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + self._page.cursorRect().top() - self._top)


def _ends(cursor: QTextCursor) -> tuple[int, int]:
    return cursor.selectionStart(), cursor.selectionEnd()


def _held(page: "OutlineEditor", position: int) -> QTextCursor:
    """Return a cursor there that Qt moves with the text around it, but not with what is typed at it."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    cursor.setKeepPositionOnInsert(True)  # of its two ends this holds the position alone, so one for each
    return cursor
