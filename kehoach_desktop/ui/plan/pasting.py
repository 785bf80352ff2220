"""A paste from the clipboard to the plan: asked about, read off the window's thread when long, put in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData

from kehoach_desktop.domain.doors import CLIP
from kehoach_desktop.domain.linked import unlinked
from kehoach_desktop.ui.plan.clipboard import clip_of, why_not
from kehoach_desktop.ui.plan.draft import Draft, Step, draft_of
from kehoach_desktop.ui.plan.paste_place import PastePlace, Staying
from kehoach_desktop.ui.plan.pasting_verbs import is_blank
from kehoach_desktop.ui.plan.pasting_verbs import paste as pasted_into
from kehoach_desktop.ui.plan.text_verbs import Place

if TYPE_CHECKING:
    from kehoach_desktop.services.pasting import Clip, OldLetters, Pasted, Target
    from kehoach_desktop.ui.plan.outline_editor import OutlineEditor

CONVERT = "Chuyển sang Unicode rồi dán"
KEEP = "Dán nguyên như cũ"
FILL = "Điền"
TEXT_ONLY = "Chỉ lấy nội dung"
_LONG = 20_000  # letters; they take up to 40 ms to read
_MOST_ITEMS = CLIP.rows  # more would hold the window for seconds; a plan of 13 pages has 150
_LONGEST_WORD = 100_000  # Qt takes two seconds to set one of that length, and four times as long for two
_OTHER_PLAN = (
    "Đã mở kế hoạch khác trước khi dán xong nên chưa dán gì; hãy mở lại kế hoạch cần dán rồi dán lại."
)
T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the clerk asked for; ``only_letters``: each line an item of the current level, as it is."""

    page: "OutlineEditor"
    clip: "Clip"
    place: PastePlace
    only_letters: bool

    @property
    def is_long(self) -> bool:
        return self.clip.effort > _LONG


def paste(page: "OutlineEditor", source: QMimeData, *, only_letters: bool = False) -> None:
    """Paste at the caret as one step; letters of an old encoding are asked about first.

    ``only_letters``: each line becomes an item of the current level, as it is.
    """
    from kehoach_desktop.services import pasting

    clip = clip_of(source)
    if only_letters:
        clip = clip.letters_only()
    if clip.is_empty:
        page.said.emit("info", why_not(source), ())
        return
    wish = _Wish(page, clip, PastePlace(page), only_letters)
    _do(wish, partial(pasting.find_old_letters, clip), lambda old: _ask(wish, old))


def _ask(wish: _Wish, old: "OldLetters | None") -> None:
    if old is None:
        _read(wish, converts=False)
        return
    wish.page.said.emit(
        "info",
        f"Chữ sắp dán viết bằng mã cũ {old.name}. Chuyển sang Unicode sẽ thành: “{old.preview}…”",
        (
            (CONVERT, lambda: _answered(wish, converts=True)),
            (KEEP, lambda: _answered(wish, converts=False)),
        ),
    )


def _answered(wish: _Wish, *, converts: bool) -> None:
    """Go on with the paste; who answers wants to see it, so the caret goes back to its place."""
    if place := wish.place.find():
        wish.page.choose(*place)
    _read(wish, converts=converts)


def _read(wish: _Wish, *, converts: bool) -> None:
    from kehoach_desktop.services import pasting

    place = wish.place.find()
    if place is None:
        wish.page.said.emit("warning", _OTHER_PLAN, ())
        return
    target = _target(draft_of(wish.page.live_plan()), *place)

    def read(progress: Progress | None) -> "tuple[Pasted, str]":
        if wish.only_letters:
            pasted = pasting.read_letters(wish.clip, converts=converts, progress=progress)
        else:
            pasted = pasting.read(wish.clip, target, converts=converts, progress=progress)
        return pasted, _why_refused(pasted)

    _do(wish, read, lambda found: _offer(wish, *found))


def _offer(wish: _Wish, pasted: "Pasted", refused: str) -> None:
    """Ask about the particulars a whole plan brings; put anything else in."""
    from kehoach_desktop.services.pasting_document import named, told_particulars

    plan = wish.page.live_plan()
    told = told_particulars(plan, pasted.document) if plan and pasted.document and not refused else {}
    if not told:
        _insert(wish, pasted, refused, {})
        return
    wish.page.said.emit(
        "info",
        f"Phần dán có tiêu đề văn bản. Điền {named([*told])} vào thông tin văn bản?",
        (
            (FILL, lambda: _insert(wish, pasted, refused, told)),
            (TEXT_ONLY, lambda: _insert(wish, pasted, refused, {})),
        ),
    )


def _insert(wish: _Wish, pasted: "Pasted", refused: str, particulars: Mapping[str, object]) -> None:
    page = wish.page
    place = wish.place.find()
    if refused or place is None:
        page.said.emit("warning" if pasted.items else "info", refused or _OTHER_PLAN, ())
        return
    staying = Staying(page, place[1]) if wish.place.is_left() else None
    steps: list[Step | None] = []
    plan = page.live_plan()
    if plan is not None and plan.reporting is None:  # only a report's figures follow the data
        pasted = replace(pasted, items=tuple(unlinked(item) for item in pasted.items))

    def put(now: Draft) -> Step | None:
        steps.append(pasted_into(now, *place, pasted))
        return steps[0]

    if not (page.do_with(put, particulars, "Dán") if particulars else page.do(put, "Dán")):
        return
    if staying is not None and steps[0] is not None:
        staying.come_back(steps[0])
    if pasted.notes or wish.is_long:
        notes = f" Lưu ý: {'; '.join(pasted.notes)}." if pasted.notes else ""
        page.said.emit("ok", f"Đã dán {_counted(len(pasted.items))} đoạn.{notes}", ())


def _do(wish: _Wish, work: Callable[[Progress | None], T], then: Callable[[T], None]) -> None:
    """Do ``work`` and hand on what it returns; off the window's thread when there is much to read."""
    if not wish.is_long:
        then(work(None))
        return
    page = wish.page
    page.said.emit("info", "Đang đọc phần dán…", (("Hủy", page.cancel_long),))
    page.run_long(work, then, lambda: page.said.emit("info", "Đã hủy; chưa dán gì.", ()))


def _why_refused(pasted: "Pasted") -> str:
    """Return why this cannot be pasted, "" when it can."""
    count = len(pasted.items)
    if not count:
        left_out = f" Lưu ý: {'; '.join(pasted.notes)}." if pasted.notes else ""
        return f"Phần đã sao chép không có chữ nào nên không dán gì.{left_out}"
    if count > _MOST_ITEMS:
        return (
            f"Phần đã sao chép có {_counted(count)} đoạn, nhiều hơn {_counted(_MOST_ITEMS)} đoạn dán được "
            "một lần, nên chưa dán gì; hãy sao chép và dán từng phần."
        )
    if max(len(word) for item in pasted.items for word in item.text.split() or "-") > _LONGEST_WORD:
        return (
            f"Phần đã sao chép có một chuỗi liền hơn {_counted(_LONGEST_WORD)} ký tự không có dấu cách, "
            "không phải văn bản, nên chưa dán gì; hãy sao chép riêng phần chữ cần lấy."
        )
    return ""


def _target(draft: Draft, start: Place, end: Place) -> "Target":
    from kehoach_desktop.services.pasting import Target

    if is_blank(draft):
        return Target(in_preamble=True, is_empty=True, is_page=True)
    is_whole = start[1] == 0 and end[1] == len(draft.lines[end[0]].text)
    return Target(start[0] < draft.boundary, is_whole)


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
