"""The page and the clipboard: what is copied out, and what a paste makes of what comes in.

What reads and writes the clipboard's forms is imported when it is first used: the window is to stand first.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from kehoach_desktop.ui.plan.caret import caret_of, chosen_places, put_back
from kehoach_desktop.ui.plan.draft import Draft, draft_of
from kehoach_desktop.ui.plan.pasting_verbs import is_blank
from kehoach_desktop.ui.plan.pasting_verbs import paste as pasted_into

if TYPE_CHECKING:
    from kehoach_desktop.services.pasting import Clip, OldLetters, Pasted, Target
    from kehoach_desktop.ui.plan.outline_editor import OutlineEditor

CONVERT = "Chuyển sang Unicode rồi dán"
KEEP = "Dán nguyên như cũ"
ITEMS_TYPE = "application/x-kehoach-items"
_TEXT = "text/plain"
_LONG = 200_000  # letters
_MOST_ITEMS = 10_000  # more would hold the window for seconds; a plan of 13 pages has 150
_LONGEST_WORD = 100_000  # Qt takes two seconds to set one of that length, and four times as long for two
T = TypeVar("T")


def copied(cursor: QTextCursor, draft: Draft) -> QMimeData:
    """Return the chosen text exactly for this program, in numbered lists for Word, and as plain text."""
    from kehoach_desktop.services.copying import copy_items

    start, end = chosen_places(cursor)
    copy = copy_items(draft.lines, draft.boundary, start, end)
    data = QMimeData()
    data.setData(ITEMS_TYPE, copy.items)
    data.setHtml(copy.html)
    data.setText(copy.text)
    return data


def is_readable(source: QMimeData) -> bool:
    """Say whether ``paste`` can do something with it."""
    return source.hasFormat(ITEMS_TYPE) or source.hasHtml() or source.hasText()


def paste(page: "OutlineEditor", source: QMimeData, *, only_letters: bool = False) -> None:
    """Paste at the caret as one step; letters of an old encoding are asked about first.

    ``only_letters``: each line becomes an item of the current level, as it is.
    """
    from kehoach_desktop.services import pasting

    clip = _clip_of(source)
    if only_letters:
        clip = clip.letters_only()
    if clip.is_empty:
        page.said.emit("info", _why_not(source), ())
        return
    come_back = _way_back(page)

    def put(*, converts: bool) -> None:
        if come_back():
            _put(page, clip, only_letters=only_letters, converts=converts)

    def ask(old: "OldLetters | None") -> None:
        if old is None:
            put(converts=False)
            return
        page.said.emit(
            "info",
            f"Chữ sắp dán viết bằng mã cũ {old.name}. Chuyển sang Unicode sẽ thành: “{old.preview}…”",
            ((CONVERT, lambda: put(converts=True)), (KEEP, lambda: put(converts=False))),
        )

    _found(page, clip, lambda: pasting.find_old_letters(clip), ask)


def _put(page: "OutlineEditor", clip: "Clip", *, only_letters: bool, converts: bool) -> None:
    from kehoach_desktop.services import pasting

    target = _target(draft_of(page.live_plan()), *chosen_places(page.textCursor()))
    come_back = _way_back(page)

    def read() -> "Pasted":
        if only_letters:
            return pasting.read_letters(clip, converts=converts)
        return pasting.read(clip, target, converts=converts)

    def insert(pasted: "Pasted") -> None:
        if come_back():
            _insert(page, pasted, is_long=clip.size > _LONG)

    _found(page, clip, read, insert)


def _insert(page: "OutlineEditor", pasted: "Pasted", *, is_long: bool) -> None:
    count = len(pasted.items)
    start, end = chosen_places(page.textCursor())
    if not count:
        page.said.emit("info", "Phần đã sao chép không có chữ nào nên không dán gì.", ())
    elif count > _MOST_ITEMS:
        page.said.emit(
            "warning",
            f"Phần đã sao chép có {_counted(count)} đoạn, nhiều hơn {_counted(_MOST_ITEMS)} đoạn dán được "
            "một lần, nên chưa dán gì; hãy sao chép và dán từng phần.",
            (),
        )
    elif max(len(word) for item in pasted.items for word in item.text.split() or "-") > _LONGEST_WORD:
        page.said.emit(
            "warning",
            f"Phần đã sao chép có một chuỗi liền hơn {_counted(_LONGEST_WORD)} ký tự không có dấu cách, "
            "không phải văn bản, nên chưa dán gì; hãy sao chép riêng phần chữ cần lấy.",
            (),
        )
    elif page.do(lambda now: pasted_into(now, start, end, pasted), "Dán") and (pasted.notes or is_long):
        notes = f" Lưu ý: {'; '.join(pasted.notes)}." if pasted.notes else ""
        page.said.emit("ok", f"Đã dán {_counted(count)} đoạn.{notes}", ())


def _found(page: "OutlineEditor", clip: "Clip", work: Callable[[], T], then: Callable[[T], None]) -> None:
    """Do ``work`` and hand on what it returns; off the window's thread when there is much to read."""
    if clip.size <= _LONG:
        then(work())
        return
    page.said.emit("info", "Đang đọc phần dán…", ())
    page.run_long(work, then)


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _target(draft: Draft, start: tuple[int, int], end: tuple[int, int]) -> "Target":
    from kehoach_desktop.services.pasting import Target

    if is_blank(draft):
        return Target(in_preamble=True, is_empty=True)
    is_whole = start[1] == 0 and end[1] == len(draft.lines[end[0]].text)
    return Target(start[0] < draft.boundary, is_whole)


def _way_back(page: "OutlineEditor") -> Callable[[], bool]:
    """Return what puts the caret back to where it is now, and says whether that place is still there."""
    plan = page.live_plan()
    caret = caret_of(page.textCursor(), draft_of(plan))

    def come_back() -> bool:
        now = page.live_plan()
        if now is None or plan is None or now.id != plan.id:
            return False
        cursor = page.textCursor()
        put_back(cursor, caret, draft_of(now))
        page.setTextCursor(cursor)
        return True

    return come_back


def _clip_of(source: QMimeData) -> "Clip":
    from kehoach_desktop.services.pasting import Clip

    # A file on the clipboard offers its address as text, which nobody means to paste.
    text = source.text() if source.hasFormat(_TEXT) or not source.hasUrls() else ""
    return Clip(text, source.html() if source.hasHtml() else "", bytes(source.data(ITEMS_TYPE).data()))


def _why_not(source: QMimeData) -> str:
    if source.hasImage():
        return "Trên bảng tạm chỉ có hình nên không dán được; trang soạn chỉ nhận chữ."
    if source.hasUrls():
        return "Trên bảng tạm là tệp, không phải chữ; hãy mở tệp, sao chép phần cần lấy rồi dán."
    return "Trên bảng tạm chưa có chữ nào để dán."
