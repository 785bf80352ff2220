"""What the page's document is known to show, so that only what was touched since is read and rewritten."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QTextDocument

from kehoach_desktop.domain.outline import labels
from kehoach_desktop.domain.plan import Item
from kehoach_desktop.ui.plan.block_key import blocks
from kehoach_desktop.ui.plan.draft import Draft, lawful
from kehoach_desktop.ui.plan.look import Look, is_title, looks
from kehoach_desktop.ui.plan.page_reading import read_run
from kehoach_desktop.ui.plan.page_writing import Lines, scale_margins, write_run
from kehoach_desktop.ui.plan.runs import is_same_item

_A_TURN = 50  # lines: a few milliseconds


class Shown:
    """A document and the draft last written to it.

    Whatever changes the document (a key, an input method, ``write`` itself) says so by ``contentsChange``;
    the blocks before the first and after the last one touched are still those of the draft. That may be
    said too widely, never too narrowly: then all is read anew.
    """

    def __init__(self, document: QTextDocument) -> None:
        self.draft = Draft()
        self.looks: list[Look] = []
        self.labels: list[str] = []
        self.scale = 1.0
        self._document = document
        self._is_lawful = True
        self._is_touched = False
        self._is_deaf = False
        self._head = self._tail = 0  # so many blocks at the two ends are untouched
        document.documentLayout()  # a document without one does not say what changes
        document.contentsChange.connect(self.on_document_changed)

    @property
    def is_touched(self) -> bool:
        """Whether some block may hold, or spell, something else than the draft."""
        return self._is_touched

    def read(self) -> Draft:
        """Return what the document holds; an item nobody has changed is that very item."""
        if not self._is_touched:
            return self.draft
        known, boundary = self.draft.lines, self.draft.boundary
        head, tail = self._untouched()
        end = len(known) - tail
        run, heads = read_run(
            blocks(self._document, head, self._document.blockCount() - tail),
            known[head:end],
            known[max(head - 1, 0) : head],
        )
        lines = (*known[:head], *run, *known[end:])
        if head > boundary:
            after = boundary
        elif heads < len(run):
            after = head + heads
        else:
            after = head + heads + max(boundary - end, 0)
        draft = Draft(lines, after)
        is_same_tree = after == boundary and _is_same_tree(run, known[head:end])
        return draft if is_same_tree and self._is_lawful else lawful(draft)

    def write(self, draft: Draft, kept_block: int = -1) -> bool:
        """Make the document show the draft; return whether text was rewritten.

        Text in ``kept_block`` that is the item's but for its normal form is left alone, see ``Lines``.
        """
        styles = self._look_at(draft)
        head, tail = self._same_ends(draft, styles)
        self.draft, self.looks = draft, styles
        self._is_touched = False
        if draft.lines and head + tail == len(draft.lines) == self._document.blockCount():
            return False
        written = write_run(self._document, draft, styles, Lines(head, tail, kept_block, self.scale))
        self._is_touched = written.is_unsettled
        self._head, self._tail = kept_block, len(draft.lines) - 1 - kept_block
        return written.has_other_text

    def write_in_turns(self, draft: Draft) -> Iterator[int]:
        """Make the empty document show the draft, a few lines before each yield; yield how many stand.

        Between two turns it is known to show just the lines that stand.
        """
        styles = self._look_at(draft)
        numbers, stand = self.labels, 0
        while stand < len(draft.lines):
            head, stand = max(stand - 1, 0), min(stand + _A_TURN, len(draft.lines))  # see _same_ends
            self.draft = Draft(draft.lines[:stand], min(draft.boundary, stand))
            self.looks, self.labels = styles[:stand], numbers[:stand]
            write_run(self._document, self.draft, styles, Lines(head, scale=self.scale))
            self._is_touched = False
            yield stand

    def zoom(self, scale: float) -> None:
        """Set the margins for another zoom."""
        self.scale = scale
        with self.unheard():
            scale_margins(self._document, self.looks, scale)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Change fonts and margins: what the text says stays."""
        was_deaf, self._is_deaf = self._is_deaf, True
        try:
            yield
        finally:
            self._is_deaf = was_deaf

    def on_document_changed(self, position: int, _removed: int, added: int) -> None:
        """Note which blocks were touched."""
        if self._is_deaf:
            return
        document = self._document
        count = document.blockCount()
        last = document.findBlock(position + added)
        head = max(document.findBlock(position).blockNumber(), 0)
        tail = count - 1 - last.blockNumber() if last.isValid() else 0
        self._head = min(self._head, head) if self._is_touched else head
        self._tail = min(self._tail, tail) if self._is_touched else tail
        self._is_touched = True

    def _look_at(self, draft: Draft) -> list[Look]:
        """Return the looks of the draft and take note of its numbers; only a change of order costs much."""
        old = self.draft
        if draft.boundary != old.boundary or not _is_same_tree(draft.lines, old.lines):
            self.labels = [""] * draft.boundary + labels(draft.lines[draft.boundary :])
            mended = lawful(draft).lines
            self._is_lawful = all(one is other for one, other in zip(mended, draft.lines, strict=True))
            return looks(draft)
        styles = list(self.looks)
        body = draft.lines[draft.boundary :]
        for line in range(draft.boundary, len(draft.lines)):
            if draft.lines[line] is not old.lines[line]:
                styles[line] = styles[line]._replace(is_title=is_title(body, line - draft.boundary))
        return styles

    def _untouched(self) -> tuple[int, int]:
        """Return how many blocks at the start and at the end are those of the draft."""
        most = min(len(self.draft.lines), self._document.blockCount())
        if not self._is_touched:
            return (most, 0) if most == len(self.draft.lines) else (0, 0)
        return (self._head, self._tail) if self._head + self._tail <= most else (0, 0)

    def _same_ends(self, draft: Draft, styles: Sequence[Look]) -> tuple[int, int]:
        """Return how many lines at the start and at the end stand in the document as they are to."""
        if not draft.lines or not self.draft.lines:
            return 0, 0
        old, new = self.draft.lines, draft.lines
        most_head, most_tail = self._untouched()
        if not self._is_touched:
            most_tail = most_head
        head = tail = 0
        shorter = min(len(old), len(new))
        while head < min(most_head, shorter) and is_same_item(old[head], new[head]):
            if self.looks[head] != styles[head] or (head < self.draft.boundary) != (head < draft.boundary):
                break
            head += 1
        heads_old, heads_new = len(old) - self.draft.boundary, len(new) - draft.boundary
        while tail < min(most_tail, shorter - head) and is_same_item(old[-1 - tail], new[-1 - tail]):
            if self.looks[-1 - tail] != styles[-1 - tail] or (tail < heads_old) != (tail < heads_new):
                break
            tail += 1
        if len(new) != self._document.blockCount():  # Qt may mix the formats of blocks that come or go
            head, tail = max(head - 1, 0), max(tail - 1, 0)
        return head, tail


def _is_same_tree(first: Sequence[Item], second: Sequence[Item]) -> bool:
    return len(first) == len(second) and all(
        one is other or (one.level is other.level and one.depth == other.depth)
        for one, other in zip(first, second, strict=True)
    )
