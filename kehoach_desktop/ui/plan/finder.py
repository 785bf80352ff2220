"""The search in the plan's text: what is found, which of it is the current one, and replacing it.

The current match is the one the page has selected, so there is nothing to keep in step. What is found
follows the text: after an edit it is looked for anew, without moving the caret.
"""

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Signal

from kehoach_desktop.domain.finding import Match, Wanted, find, replaced
from kehoach_desktop.domain.text import clean
from kehoach_desktop.ui.plan.caret import chosen_places
from kehoach_desktop.ui.plan.draft import Draft, Step, draft_of
from kehoach_desktop.ui.plan.found_marks import FoundMarks
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.plan.text_verbs import Place
from kehoach_desktop.ui.workbench import Workbench

_AGAIN_AFTER_MS = 250  # after an edit


class Finder(QObject):
    """Finds and replaces on the page while it ``is_on``."""

    changed = Signal()  # what is found, which one is current, or what there is to say

    def __init__(self, page: OutlineEditor, workbench: Workbench) -> None:
        super().__init__(page)
        self.matches: list[Match] = []
        self.note = ""
        self.wanted = Wanted("")
        self.is_on = False
        self._page = page
        self._found_for: Wanted | None = None  # what ``matches`` are the places of
        self._origin: Place = (0, 0)  # where what is typed into the search is looked for from
        self._marks = FoundMarks(page)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._again.timeout.connect(self.search)
        page.typed.connect(self.on_text_changed)
        page.caret_moved.connect(self.on_caret_moved)
        workbench.plan_changed.connect(self.on_text_changed)
        workbench.plan_opened.connect(self.on_text_changed)

    def begin(self) -> None:
        """Start from where the caret is."""
        self.is_on = True
        self._origin = chosen_places(self._page.textCursor())[0]

    def end(self) -> None:
        """Take the marks away and look no more."""
        self.is_on = False
        self._again.stop()
        self.matches, self.note, self._found_for = [], "", None
        self._marks.show(())

    def current(self) -> int | None:
        """Return which match the page has selected."""
        start, end = chosen_places(self._page.textCursor())
        at = bisect_left(self.matches, (*start, 0))
        is_it = at < len(self.matches) and self.matches[at] == (*start, end[1]) and start[0] == end[0]
        return at if is_it else None

    def look_for(self, wanted: Wanted) -> None:
        """Look for this and choose the first from where the search began."""
        self.wanted, self.note = wanted, ""
        had_current = self.current() is not None
        self.search()
        if self.matches:
            at = bisect_left(self.matches, (*self._origin, 0))
            self._choose(self.matches[at % len(self.matches)])
        elif had_current:
            self._page.choose(self._origin, self._origin)

    def search(self) -> None:
        """Look anew, for the text may be another; the caret stays."""
        self._again.stop()
        self._found_for = self.wanted
        self.matches = find(draft_of(self._page.live_plan()).lines, self.wanted) if self.is_on else []
        self._marks.show(self.matches)
        self.changed.emit()

    def go(self, step: int) -> None:
        """Choose the next match (1) or the one before (-1); after the last comes the first."""
        self.note = ""
        self._search_if_stale()
        if not self.matches:
            return
        is_current = self.current() is not None
        here = chosen_places(self._page.textCursor())[0]
        at = bisect_left(self.matches, (*here, 0)) + (is_current if step > 0 else -1)
        if at == len(self.matches):
            self.note = "Đã đến cuối, tìm lại từ đầu"
        elif at < 0:
            self.note = "Đã đến đầu, tìm lại từ cuối"
        self._choose(self.matches[at % len(self.matches)])
        self._origin = chosen_places(self._page.textCursor())[0]
        self.changed.emit()

    def replace_current(self, new: str) -> None:
        """Replace the current match and go to the next; with none current just go to one."""
        self._search_if_stale()
        at = self.current()
        if at is None:
            self.go(1)
            return
        if self._replace([self.matches[at]], new, "Thay"):
            self.go(1)
            self.note = self.note if self.matches else "Đã thay, không còn chỗ nào"
            self.changed.emit()

    def replace_all(self, new: str) -> None:
        """Replace all there are, in one step that can be undone."""
        self.note = ""
        self._search_if_stale()
        count = len(self.matches)
        if self._replace(self.matches, new, "Thay tất cả"):
            self.note = f"Đã thay {count} chỗ"
            self.search()

    def on_text_changed(self) -> None:
        """Look anew when there is time."""
        if self.is_on:
            self._again.start()

    def on_caret_moved(self) -> None:
        """Tell that another match, or none, is the current one; not on every key of what is being typed."""
        if self.is_on and not self._again.isActive():
            self.changed.emit()

    def _search_if_stale(self) -> None:
        if self._again.isActive() or self._found_for != self.wanted:
            self.search()
        else:
            self.changed.emit()

    def _choose(self, match: Match) -> None:
        self._page.choose((match.line, match.start), (match.line, match.end))
        self._page.ensureCursorVisible()  # in a paragraph longer than the view

    def _replace(self, matches: list[Match], new: str, text: str) -> bool:
        """Commit the replacement; the caret then stands behind a single one. Say whether it is done."""
        line, offset = chosen_places(self._page.textCursor())[0]
        if len(matches) == 1:
            line, offset = matches[0].line, matches[0].start + len(new)
        before = draft_of(self._page.live_plan())
        if matches and replaced(before.lines, matches, new) == before.lines:
            self._page.choose((line, offset), (line, offset))
            return True

        def verb(draft: Draft) -> Step:
            return Step(Draft(replaced(draft.lines, matches, new), draft.boundary), line, offset)

        return bool(matches) and self._page.do(verb, text)


def chosen_text(page: OutlineEditor) -> str:
    """Return what is chosen on the page, when it is a piece of one item."""
    return "" if page.has_many_chosen() else clean(page.textCursor().selectedText().replace("\u2028", " "))
