"""From the lines of a plan's text to its items: paragraphs put together, marks recognised, levels given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kehoach_desktop.domain.outline import place
from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.ingest import marks, reflow
from kehoach_desktop.ingest.lines import Line
from kehoach_desktop.ingest.marks import Mark
from kehoach_desktop.ingest.reflow import Layout

_CLOSING = re.compile(
    r"(?:Trong quá trình|Quá trình|Trên đây|Nhận được"
    r"|(?:Yêu cầu|Đề nghị) (?:các|[Tt]hủ trưởng)"
    r"|Căn cứ (?:nội dung )?Kế hoạch này|Kế hoạch này (?:có hiệu lực|thay thế|được))"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph put together from its lines: where it starts, its words, the mark it began with."""

    number: int  # of its first line
    text: str
    mark: Mark | None = None


@dataclass(slots=True)
class _Counting:
    """The last number of each numbered level in the lists now open."""

    last: dict[Level, int] = field(default_factory=dict)

    def of(self, level: Level) -> int:
        return self.last.get(level, 0)

    def take(self, mark: Mark) -> None:
        if mark.level in (Level.SECTION, Level.CLAUSE):
            self.last.pop(Level.POINT, None)
        if mark.level is Level.SECTION:
            self.last.pop(Level.CLAUSE, None)
        self.last[mark.level] = mark.number


def gather(
    lines: Sequence[Line],
    layout: Layout,
    *,
    is_wrapped: bool = True,
    is_part: bool = False,
) -> tuple[list[Paragraph], list[str]]:
    """Put the lines together into paragraphs; also return what is odd in their marks.

    ``is_wrapped``: paper may have broken a paragraph, else each line is one. ``is_part``: the lines come
    from the midst of a text, where numbers may begin with any, and marks that no level has count too.
    """
    counting = _Counting()
    findings: list[str] = []
    out: list[Paragraph] = []
    run: list[Line] = []
    mark: Mark | None = None
    for line in lines:
        begun = _mark_of(line, run if is_wrapped else [], counting, layout, is_part=is_part)
        if begun or not run or not is_wrapped or not _carries_on(line, run, mark, layout):
            if run:
                out.append(_paragraph(run, mark))
            run, mark = [line], begun
            if begun:
                findings += _mark_findings(line, begun, counting)
                counting.take(begun)
            elif marks.has_unkept_mark(line.text):
                sign = line.text.split(" ", 1)[0]
                findings.append(
                    f"Dòng {line.number}: dấu “{sign}” không có cấp tương ứng, giữ trong đoạn văn."
                )
        else:
            run.append(line)
    if run:
        out.append(_paragraph(run, mark))
    return out, findings


def place_all(paragraphs: Sequence[Paragraph]) -> tuple[Item, ...]:
    """Return the paragraphs as items, each under the item it belongs to."""
    following = _following_marks(paragraphs)
    path: list[Item] = []  # the open items: each stands under the one before
    out: list[Item] = []
    for paragraph, ahead in zip(paragraphs, following, strict=True):
        if paragraph.mark:
            item = place(Item(paragraph.mark.level, paragraph.text), path)
        else:
            depth = _paragraph_depth(paragraph.text, path, ahead)
            item = Item(Level.PARAGRAPH, paragraph.text, depth)
        del path[item.depth :]
        path.append(item)
        out.append(item)
    return tuple(out)


def _paragraph(run: list[Line], mark: Mark | None) -> Paragraph:
    texts = [line.text for line in run]
    if mark:
        texts[0] = mark.text
    return Paragraph(run[0].number, reflow.joined(texts), mark)


def _mark_findings(line: Line, mark: Mark, counting: _Counting) -> list[str]:
    odd = marks.oddity(mark, counting.of(mark.level))
    return [f"Dòng {line.number}: {odd}; số được đánh lại theo thứ tự."] if odd else []


def _mark_of(
    line: Line,
    run: list[Line],
    counting: _Counting,
    layout: Layout,
    *,
    is_part: bool,
) -> Mark | None:
    """Return the line's mark if it fits: its number is near, and the line before does not run on into it."""
    mark = marks.find_any_mark(line.text) if is_part else marks.find_mark(line.text)
    if mark is None:
        return None
    last = counting.of(mark.level)
    is_first = is_part and not last
    if mark.level is not Level.BULLET and not is_first and not marks.is_near(mark, last):
        return None
    if not run or _was_ended(line, run, layout):
        return mark
    certain = marks.in_sequence(mark, last) and not mark.text[0].islower()
    return mark if certain and not reflow.asks_for_more(run[-1].text) else None


def _was_ended(line: Line, run: list[Line], layout: Layout) -> bool:
    """Say whether the line before this one was ended on purpose: by its sign, its room or a blank."""
    before = run[-1]
    start = " ".join(line.text.split(" ", 2)[:2])  # a mark is never left alone at the end of a line
    return (
        reflow.is_finished(before.text)
        or reflow.has_room(before, start, layout, first=len(run) == 1)
        or (reflow.is_set_apart(line, layout) and not reflow.asks_for_more(before.text))
    )


def _carries_on(line: Line, run: list[Line], mark: Mark | None, layout: Layout) -> bool:
    if marks.has_unkept_mark(line.text) and _was_ended(line, run, layout):
        return False
    if reflow.is_finished(run[-1].text) and _CLOSING.match(line.text):
        return False
    if mark and mark.level is Level.SECTION and mark.text.isupper():
        return line.text.isupper() or line.text[0].islower()
    return reflow.goes_on(run[-1], line, layout, first=len(run) == 1)


def _following_marks(paragraphs: Sequence[Paragraph]) -> list[Mark | None]:
    """Return for each paragraph the next mark after it, None when there is none."""
    ahead: Mark | None = None
    out: list[Mark | None] = []
    for paragraph in reversed(paragraphs):
        out.append(ahead)
        ahead = paragraph.mark or ahead
    return out[::-1]


def _paragraph_depth(text: str, path: Sequence[Item], ahead: Mark | None) -> int:
    """Return the depth of a paragraph without a mark after the items of ``path``, before mark ``ahead``."""
    open_items = [item for item in path if item.level is not Level.PARAGRAPH]
    depth = len(open_items)
    if not depth:
        return 0
    if ahead is None and (_CLOSING.match(text) or (text.endswith("./.") and depth > 2)):
        return 1 if open_items[0].level is Level.SECTION else 0
    if len(path) > depth:  # a paragraph after a paragraph stands beside it
        return path[-1].depth
    last = open_items[-1]
    if marks.has_unkept_mark(text) or last.text.endswith(":") or not reflow.is_finished(last.text):
        return depth
    if last.level is Level.POINT:  # where no point follows, it closes the list and not its last point
        return depth if ahead and ahead.level in (Level.POINT, Level.BULLET) else depth - 1
    return depth - 1 if last.level is Level.BULLET else depth
