"""What the page shows of each thing that was deleted."""

import datetime as dt
from dataclasses import dataclass

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.plan import Evidence, Status
from kehoach_desktop.domain.removed import words
from kehoach_desktop.domain.removed.evidence_in import files_in
from kehoach_desktop.domain.resting import days_left
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.words import STATUS_WORDS
from kehoach_desktop.services.bin import Binned
from kehoach_desktop.services.removed import Removed
from kehoach_desktop.ui.plan_deleting import count_words

_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; ``lines`` is what else is told of it, ``of`` what it stands for."""

    kind: str
    what: str
    where: str
    deleted_at: dt.datetime
    days_left: int
    lines: tuple[str, ...]
    of: Binned | Removed

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others, also when the list is made anew."""
        return ("document", self.of.id) if isinstance(self.of, Binned) else (self.of.kind, self.of.thing.id)

    @property
    def files(self) -> tuple[Evidence, ...]:
        """The evidence it had that is a file."""
        return () if isinstance(self.of, Binned) else files_in(self.of)

    @property
    def when(self) -> str:
        """When it was deleted."""
        return moment(self.deleted_at)

    @property
    def left(self) -> str:
        """How long it stays."""
        if self.days_left < 0:
            return "Đã hết hạn"
        return f"{self.days_left} ngày" if self.days_left else "Hết hôm nay"


def row_of_document(one: Binned, now: dt.datetime) -> Row:
    """Return the row of a plan or a report."""
    subject = one_line(one.subject) or "Chưa đặt tên"
    number = f"Số {one.number}/{one.symbol}" if one.number else ""
    at = one.deleted_at.astimezone(now.tzinfo)
    left = days_left(at, now)
    if one.reporting is None:
        along = f"cùng {count_words(one.reports, one.sent_reports)}" if one.reports else ""
        where = ", ".join(words for words in (number or STATUS_WORDS[one.status], along) if words)
        return Row("Kế hoạch", f"Năm {one.year}: {subject}", where, at, left, (), one)
    state = "Đã gửi" if one.status is Status.ISSUED else "Dự thảo"
    lines = [words for words in (number, state) if words]
    if not one.is_plan_there:
        lines.append("Kế hoạch của báo cáo cũng đã xóa; hãy khôi phục kế hoạch trước.")
    where = one_line(one.plan_subject) or "Kế hoạch không còn"
    return Row("Báo cáo", subject, where, at, left, tuple(lines), one)


def row_of_thing(one: Removed, now: dt.datetime) -> Row:
    """Return the row of what was taken out of the open plan."""
    at = one.removed_at.astimezone(now.tzinfo)
    left = days_left(at, now)
    lines = words.details(one)
    if len(lines) > _MOST_LINES:
        lines = (*lines[:_MOST_LINES], "…")
    return Row(words.KIND_WORDS[one.kind], words.what(one), words.where(one), at, left, lines, one)
