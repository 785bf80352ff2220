"""Bringing a draft's linked figures up to date, and telling which have nothing behind them any more."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.issuing import is_frozen
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.figures import Lost, Refresh, refresh
from kehoach_desktop.ui.message_bar import Answer
from kehoach_desktop.ui.runner import Job

if TYPE_CHECKING:
    from kehoach_desktop.ui.reports.desk import ReportDesk
    from kehoach_desktop.ui.reports.sources import Sources
    from kehoach_desktop.ui.reports.writer import Frame

_MOST_TOLD = 3  # more sentences would fill the window
_LONGEST = 110


class Found(NamedTuple):
    """The plan as it stands, and what its figures make of the report."""

    source: Plan
    refresh: Refresh


def find(sources: "Sources", report: Plan) -> Found:
    """Look what the report's figures are today; to be called in a worker."""
    source = sources.live(report)
    return Found(source, refresh(report, source, sources.earlier(source)))


def lost_words(lost: tuple[Lost, ...]) -> str:
    """Return the lines that name what has no data any more, and the sentences it stands in; "" for none."""
    lines = [f"Không còn số liệu cho “{one.words}” trong câu: {_short(one.sentence)}" for one in lost]
    if len(lines) > _MOST_TOLD:
        lines[_MOST_TOLD:] = [f"Còn {len(lines) - _MOST_TOLD} chỗ khác không còn số liệu."]
    return "\n".join(lines)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rsplit(' ', 1)[0]}…"


class Refresher(QObject):
    """Lives as long as the report's page."""

    def __init__(self, shown: "ReportDesk", frame: "Frame") -> None:
        super().__init__(shown)
        self._shown = shown
        self._bench = shown.bench
        self._desk, self._long_work, self._sources = frame.desk, frame.long_work, frame.sources
        self._looking: Job | None = None
        shown.left.connect(self.stop_looking)

    def look_for_changes(self) -> None:
        """Say it when the tracker has changed since the draft's figures were filled in."""
        report = self._bench.plan
        if report is not None and not is_frozen(report):
            self._looking = self._sources.read(
                partial(find, self._sources, report),
                partial(self._tell_stale, report),
                self._long_work.on_work_failed,
            )

    @Slot()
    def on_refresh_asked(self) -> None:
        """Give the linked figures the values of now."""
        self.stop_looking()
        report = self._bench.plan if self._shown.flush() else None
        if report is not None and not is_frozen(report):
            self._long_work.run(
                "Đang cập nhật số liệu",
                lambda _: find(self._sources, report),
                partial(self._keep_refreshed, report),
            )

    @Slot()
    def stop_looking(self) -> None:
        """Nobody waits to hear of it any more; what is asked for is told in its own words."""
        if self._looking is not None:
            self._looking.cancel()

    def lead_to(self, lost: Lost) -> Answer:
        """Return the button that leads to where the figure stands."""
        return "Đến câu đó", partial(self._go_to, lost)

    # within

    def _tell_stale(self, report: Plan, found: Found) -> None:
        if found.refresh.is_right or self._bench.plan is not report:
            return
        told = "Thẻ Theo dõi quý đã thay đổi:"
        if found.refresh.count:
            words = f"{told} {found.refresh.count} mục của dự thảo này còn số cũ."
        else:
            words = f"{told} {len(found.refresh.lost)} chỗ của dự thảo này không còn số liệu."
        self._desk.messages.say("info", words, ("Cập nhật số liệu", self.on_refresh_asked))

    def _keep_refreshed(self, report: Plan, found: Found) -> None:
        """Keep the new figures as one step, say how many changed, and which are to be looked at."""
        if self._bench.plan is not report or not self._shown.is_open:
            return
        source, (edit, lost) = found.source, (found.refresh.edit, found.refresh.lost)
        self._shown.show_source(source)
        if found.refresh.is_right:
            self._desk.messages.say("ok", "Các số liên kết đều đúng với thẻ Theo dõi quý hiện nay.")
            return
        if edit is not None and not self._bench.commit(edit, "Cập nhật số liệu"):
            return
        done = f"Đã cập nhật số liệu ở {found.refresh.count} mục; chỗ đã sửa tay giữ nguyên." if edit else ""
        self._desk.messages.say(
            "warning" if lost else "ok",
            "\n".join(words for words in (done, lost_words(lost)) if words),
            *((self.lead_to(lost[0]),) if lost else ()),
            *((("Hoàn tác", self._bench.undo_of_last()),) if edit else ()),
        )

    def _go_to(self, lost: Lost) -> None:
        if self._shown.is_open:
            self._shown.tab.editor.show_place(lost.item_id, 0)
            self._shown.take_keyboard()
