"""What can be done to the text of the page: each verb is one edit, and one step to take back.

A verb first flushes what was typed, then makes the next draft from the plan and commits it; the document
follows because the plan has changed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan import structure_verbs, text_verbs
from kehoach_desktop.ui.plan.caret import caret_of, chosen_places, put_back
from kehoach_desktop.ui.plan.carrying import Carried, carry
from kehoach_desktop.ui.plan.draft import Draft, Step, cut_item, draft_of, spliced
from kehoach_desktop.ui.plan.look import MARK_BITS, char_format, marks_of
from kehoach_desktop.ui.plan.marking import mark_chosen, toggled
from kehoach_desktop.ui.plan.outline_page import OutlinePage
from kehoach_desktop.ui.plan.step_words import TAKEN_OUT
from kehoach_desktop.ui.plan.text_verbs import Place
from kehoach_desktop.ui.plan.voice import say_quietly
from kehoach_desktop.ui.workbench import Workbench

Verb = Callable[[Draft], Step | None]
LinesVerb = Callable[[Draft, int, int], Step | None]


class _Shift(NamedTuple):
    """A level up or down: the draft before and after it, the lines it was done on, and which way."""

    before: Draft
    after: Draft
    lines: tuple[int, int]
    step: int

    def is_taken_back(self, draft: Draft, first: int, last: int, step: int) -> bool:
        """Say whether a shift of these lines goes just the other way, with nothing done in between."""
        return step == -self.step and (first, last) == self.lines and draft == self.after


class OutlineVerbs(OutlinePage):
    """The page with its verbs, whatever asks for them: a key, a menu, the mouse, another part of the tab."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        self._new_id = 0  # the item Enter has just made, until the caret leaves it
        self._last_shift: _Shift | None = None
        super().__init__(workbench, parent)
        self.current_changed.connect(self.on_current_changed)

    def do(self, verb: Verb, text: str, *, with_typed: bool = False) -> bool:
        """Flush, commit what the verb makes of the plan, put the caret where it says.

        ``with_typed``: what was just typed and not yet committed is one step with it, and one writing.
        """
        if with_typed:
            self._end_typing()
        else:
            self.flush()
        if self._plan is None or (self._is_dirty and not with_typed):
            return False
        draft = self._shown.read() if self._is_dirty else draft_of(self._plan)
        step = verb(draft if draft.lines else Draft((structure_verbs.first_section(),), 0))
        if step is None or not self._commit(step.draft, text):
            return False
        self._settle_text()
        self._put_caret(step.line, step.offset)
        self.ensureCursorVisible()
        return True

    def indent(self) -> None:
        """Take the chosen lines a level down."""
        self._shift(1, "Hạ một bậc")

    def outdent(self) -> None:
        """Take the chosen lines a level up."""
        self._shift(-1, "Nâng một bậc")

    def set_level(self, level: Level) -> None:
        """Give the chosen lines this level."""
        is_new = bool(self._new_id)
        self._do_on_lines(
            lambda d, first, last: structure_verbs.set_level(d, first, last, level, is_new=is_new), "Đổi bậc"
        )

    def move_lines(self, step: int) -> None:
        """Move the chosen lines with what hangs on them up (-1) or down (1); say so where they cannot."""
        text = "Chuyển lên" if step < 0 else "Chuyển xuống"
        if not self._do_on_lines(lambda d, first, last: structure_verbs.move(d, first, last, step), text):
            self._say_why(f"Mục này không {text.lower()} được nữa.")

    def add_basis(self) -> None:
        """Add an empty căn cứ after the last one and put the caret there."""
        self.do(structure_verbs.insert_basis, "Thêm căn cứ")
        self.setFocus()

    def toggle_mark(self, kind: str) -> None:
        """Make the chosen letters, or what is typed next, bold or italic, or plain again."""
        bit = MARK_BITS[kind]
        marks = marks_of(self.currentCharFormat())
        is_on = not marks & bit
        line = self.current_line()
        if self.is_refused() or self.isReadOnly() or line >= len(self._looks):
            return
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(char_format(self._looks[line], toggled(marks, bit, is_on=is_on)))
            return
        self.flush()
        with self._writing():
            mark_chosen(self.textCursor(), self._looks, bit, is_on=is_on)
        self._is_dirty = True
        self.flush()
        self.on_letters_changed(self.currentCharFormat())

    def remove_chosen(self) -> None:
        """Take out the chosen text; over several items what is left of the two ends becomes one."""
        if self.is_refused():
            return
        start, end = chosen_places(self.textCursor())
        if start[0] == end[0]:
            self.textCursor().removeSelectedText()
            return
        self.do(lambda draft: text_verbs.remove(draft, start, end), TAKEN_OUT)

    def carry_chosen(self, to: Place, *, is_copy: bool) -> None:
        """Carry the chosen text to another place; one step to take back, and it stays chosen."""
        start, end = chosen_places(self.textCursor())
        done: list[Carried] = []

        def carried(draft: Draft) -> Step | None:
            done[:] = [made for made in (carry(draft, start, end, to, is_copy=is_copy),) if made]
            return done[0].step if done else None

        if start != end and self.do(carried, "Chép phần đã chọn" if is_copy else "Chuyển phần đã chọn"):
            self.choose(done[0].start, (done[0].step.line, done[0].step.offset))

    def break_line(self) -> None:
        """Enter: what is chosen goes, then the item is split at the caret; one step with what it ends."""
        self._end_typing()
        start, end = chosen_places(self.textCursor())

        def broken(draft: Draft) -> Step:
            step = text_verbs.remove(draft, start, end) if start != end else Step(draft, *start)
            return text_verbs.split(step.draft, (step.line, step.offset))

        ends_typing = self._is_dirty and start == end
        text = "Sửa nội dung, xuống mục mới" if ends_typing else "Xuống mục mới"
        if self.do(broken, text, with_typed=ends_typing) and not self.textCursor().block().text():
            self._new_id = self._id_of(self.current_line())

    def take_mark(self) -> bool:
        """Make a mark just typed at the start ("- ", "a) ", "1. ") the item's level; say if it was one.

        The mark itself goes: numbers are drawn by the program. Undo brings it back as text.
        """
        cursor = self.textCursor()
        line, end = cursor.blockNumber(), cursor.positionInBlock()
        mark, blank = cursor.block().text()[: max(end - 1, 0)], cursor.block().text()[end - 1 : end]
        level = structure_verbs.level_of_mark(mark) if blank == " " else None
        if level is None or cursor.hasSelection() or self._is_composing or self._workbench.is_frozen:
            return False
        if line < self._shown.draft.boundary:
            return False

        def taken(draft: Draft) -> Step:
            text, marks = cut_item(draft.lines[line], end, len(draft.lines[line].text))
            bare = spliced(draft, line, line + 1, (replace(draft.lines[line], text=text, marks=marks),))
            step = structure_verbs.set_level(bare, line, line, level, is_new=not text)
            return Step(bare if step is None else step.draft, line, 0)

        return self.do(taken, "Nhận dấu đầu mục")

    def undo_last(self) -> None:
        """Take back the last edit of the whole program."""
        self._workbench.undo()

    def redo_last(self) -> None:
        """Do again what was taken back."""
        self._workbench.redo()

    def has_many_chosen(self) -> bool:
        """Say whether the selection runs over more than one item."""
        cursor = self.textCursor()
        document = self.document()
        return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())

    # What Qt tells

    def on_current_changed(self, line: int) -> None:
        """An item the caret has left is no longer new."""
        if self._new_id and self._id_of(line) != self._new_id:
            self._new_id = 0

    # Within

    def _make_room(self) -> None:
        """Take out chosen items for what is about to be typed; both are one step to take back."""
        if not self.isReadOnly() and self.has_many_chosen():
            self.flush()
            self._show_unkept(text_verbs.remove(self._shown.read(), *chosen_places(self.textCursor())))

    def _say_why(self, words: str) -> None:
        if not self.isReadOnly() and not self._is_dirty:  # what could not be kept was said already
            say_quietly(self, words)

    def _shift(self, step: int, text: str) -> None:
        """Tab and Shift+Tab: one takes back what the other has just done, also to the items around."""
        is_new = bool(self._new_id)
        made: list[_Shift] = []

        def shifted(draft: Draft, first: int, last: int) -> Step | None:
            known = self._last_shift
            if known is not None and known.is_taken_back(draft, first, last, step):
                after: Step | None = Step(known.before, first, 0)
            else:
                after = structure_verbs.shift_level(draft, first, last, step, is_new=is_new)
            if after is not None:
                made.append(_Shift(draft, after.draft, (first, last), step))
            return after

        if self._do_on_lines(shifted, text):
            self._last_shift = made[-1]
        else:
            self._say_why(f"Mục này không {text.lower()} được nữa.")

    def _id_of(self, line: int) -> int:
        lines = self._shown.draft.lines
        return lines[line].id if line < len(lines) else 0

    def _do_on_lines(self, verb: LinesVerb, text: str) -> bool:
        """Do a verb on the chosen lines; caret and choice stay where they are in their items."""
        start, end = chosen_places(self.textCursor())
        last = end[0] - 1 if end[0] > start[0] and end[1] == 0 else end[0]
        caret = caret_of(self.textCursor(), draft_of(self._plan))
        if not self.do(lambda draft: verb(draft, start[0], last), text):
            return False
        cursor = self.textCursor()
        put_back(cursor, caret, draft_of(self._plan))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True
