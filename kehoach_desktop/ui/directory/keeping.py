"""The verbs of the list: add, change, merge, remove, put back; a new name is asked about in place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.directory import DirectoryEntry, Kind, name_key
from kehoach_desktop.domain.edits import Edit
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services import directory
from kehoach_desktop.ui.directory import changes
from kehoach_desktop.ui.directory.changes import Change, Reach
from kehoach_desktop.ui.directory.form import Typed
from kehoach_desktop.ui.directory.looking import Looker
from kehoach_desktop.ui.long_work import LongWork
from kehoach_desktop.ui.message_bar import Answer
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.directory.page import DirectoryPage


class Keeper(QObject):
    """Changes the list, says so on the page, asks whether plans are to follow, and takes it back."""

    def __init__(self, page: "DirectoryPage", workbench: Workbench, long_work: LongWork) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._long_work = long_work
        self._looker = Looker(workbench, self)
        self._is_closed = False

    @property
    def is_looking(self) -> bool:
        """Whether it is still looked for where plans are to follow."""
        return self._looker.is_busy

    def close(self) -> None:
        """Look no longer, and tell nothing more on the page."""
        self._is_closed = True
        self._looker.close()

    @Slot(object)
    def on_saved(self, typed: Typed) -> None:
        """Keep what the form has."""
        self.keep(self._page.form.entries, typed)

    def keep(self, entries: Sequence[DirectoryEntry], typed: Typed) -> bool:
        """Keep a new entry, a changed one, or several as one; say whether it was done."""
        store, kind = self._workbench.store, self._page.kind
        if wrong := self._clash(entries, typed):
            self._page.form.say(wrong)
            return False
        made = _made(kind, entries, typed)
        try:
            change = Change(_said(entries, made), directory.rows_as_they_stand(store))
            for entry in entries:
                if not entry.id and entry.unit != made.unit:  # a shipped one would come back with its unit
                    directory.remove_entry(store, entry)
            kept = directory.merge_entries(store, entries, made)
        except UserError as error:
            self._workbench.failed.emit(str(error))
            return False
        self._page.form.settle()
        self._list_changed(kept)
        is_renamed = len(entries) > 1 or (bool(entries) and entries[0].name != made.name)
        self._tell(change, kept, is_asking=is_renamed)
        return True

    @Slot()
    def on_unify_asked(self) -> None:
        """Write the entry's name wherever the plan calls it otherwise."""
        (entry,) = self._page.form.entries
        self._looker.look(entry, partial(self._follow_here, Change("", None), entry))

    @Slot()
    def on_removal_asked(self) -> None:
        """Take the chosen entries off the list, or put them back."""
        entries = [row.entry for row in self._page.chosen() if row.is_listed]
        if not entries:
            return
        is_back = all(entry.is_removed for entry in entries)
        for entry in entries if is_back else ():
            if wrong := self._clash([entry], Typed(entry.name, entry.unit, entry.aliases)):
                self._page.form.say(wrong)
                return
        verb = directory.restore_entry if is_back else directory.remove_entry
        words = "Đã đưa lại vào danh mục" if is_back else "Đã bỏ khỏi danh mục"
        try:
            change = Change(
                f"{words}: {_names(entries)}.", directory.rows_as_they_stand(self._workbench.store)
            )
            for entry in entries:
                verb(self._workbench.store, entry)
        except UserError as error:
            self._workbench.failed.emit(str(error))
            return
        self._list_changed(None)
        self._tell(change, None, is_asking=False)

    def _clash(self, entries: Sequence[DirectoryEntry], typed: Typed) -> str:
        """Return what is to be said when another entry has one of the names; "" for nothing."""
        ours = {(entry.name, entry.unit) for entry in entries}
        for other in directory.list_entries(self._workbench.store, self._page.kind):
            if (other.name, other.unit) in ours:
                continue
            if self._page.kind is Kind.INDICATOR and other.unit != typed.unit:
                continue
            for name in (typed.name, *typed.aliases):
                if name_key(name) in other.keys:
                    return f"“{name}” đã là tên của “{other.name}”: hãy chọn cả hai dòng để gộp."
        return ""

    def _tell(self, change: Change, entry: DirectoryEntry | None, *, is_asking: bool) -> None:
        """Say what was done; with a new name, look whether plans are to follow, and ask then."""
        self._looker.stop()
        self._page.messages.say("ok", change.said, ("Hoàn tác", partial(self._take_back, change)))
        if entry is not None and is_asking:
            self._looker.look(entry, partial(self._ask, change, entry))

    def _ask(self, change: Change, entry: DirectoryEntry, reached: Reach) -> None:
        """Ask whether the plans that call it otherwise are to follow, and say which may not."""
        words = [change.said, *_left(reached)]
        answers = [*self._here(change, entry, reached), *self._elsewhere(change, entry, reached)]
        if answers or len(words) > 1:
            answers.append(("Hoàn tác", partial(self._take_back, change)))
            self._page.messages.say("info" if len(answers) > 1 else "ok", " ".join(words), *answers)

    def _here(self, change: Change, entry: DirectoryEntry, reached: Reach) -> list[Answer]:
        if not reached.here or reached.is_frozen or change.plan_step is not None:
            return []
        here = f"Đổi cả ở {number_words(reached.here)} chỗ trong kế hoạch này"
        return [(here, partial(self._follow_here, change, entry, reached))]

    def _elsewhere(self, change: Change, entry: DirectoryEntry, reached: Reach) -> list[Answer]:
        drafts = len(reached.elsewhere.drafts)
        if not drafts or change.others:
            return []
        places = number_words(reached.elsewhere.places)
        words = f"Đổi ở {places} chỗ trong {number_words(drafts)} dự thảo khác"
        return [(words, partial(self._follow_elsewhere, change, entry, reached))]

    def _follow_here(self, change: Change, entry: DirectoryEntry, reached: Reach) -> None:
        if reached.plan is not self._workbench.plan:  # edited since it was looked at
            self._looker.look(entry, partial(self._follow_here, change, entry))
            return
        if changes.follow_here(self._workbench, change, reached, entry.name):
            self._page.count()
            words = f"Kế hoạch này đã viết “{entry.name}” ở {number_words(reached.here)} chỗ."
            rest = self._elsewhere(change, entry, reached)
            undo: Answer = ("Hoàn tác", partial(self._take_back, change))
            self._page.messages.say("info" if rest else "ok", words, *rest, undo)

    def _follow_elsewhere(self, change: Change, entry: DirectoryEntry, reached: Reach) -> None:
        drafts = reached.elsewhere.drafts
        self._long_work.run(
            "Đang đổi tên trong dự thảo khác",
            partial(changes.follow_elsewhere, self._workbench.store, drafts, entry),
            partial(self._on_followed, change, entry, reached),
            partial(self._on_failed, partial(self._on_not_followed, change, entry, reached)),
            on_ended=partial(self._on_not_followed, change, entry, reached),
            is_written=True,
        )

    def _on_followed(
        self, change: Change, entry: DirectoryEntry, reached: Reach, done: list[tuple[int, Edit]]
    ) -> None:
        change.others += done
        self._show_anew(done)
        if self._is_closed:
            return
        words = f"Đã viết “{entry.name}” trong {number_words(len(done))} dự thảo khác."
        undo: Answer = ("Hoàn tác", partial(self._take_back, change))
        self._page.messages.say("info", words, *self._here(change, entry, reached), undo)

    def _on_not_followed(self, change: Change, entry: DirectoryEntry, reached: Reach) -> None:
        if not self._is_closed:
            self._ask(change, entry, reached)

    def _take_back(self, change: Change) -> None:
        """Put the other drafts back beside the window's thread, then the rest."""
        self._looker.stop()
        if not change.others:
            self._put_back(change)
            return
        store, others = self._workbench.store, change.others
        self._long_work.run(
            "Đang trả lại tên cũ trong dự thảo khác",
            lambda _: directory.take_back(store, others),
            lambda _: self._on_others_put_back(change),
            partial(self._on_failed, partial(self._on_others_not_put_back, change)),
            on_ended=partial(self._on_others_not_put_back, change),
            is_written=True,
        )

    def _on_others_put_back(self, change: Change) -> None:
        done, change.others = change.others, []
        self._show_anew(done)
        self._put_back(change)

    def _on_others_not_put_back(self, change: Change) -> None:
        if not self._is_closed:
            self._page.messages.say("info", change.said, ("Hoàn tác", partial(self._take_back, change)))

    def _on_failed(self, offer_again: Callable[[], None], sentence: str) -> None:
        offer_again()
        self._workbench.failed.emit(sentence)

    def _put_back(self, change: Change) -> None:
        is_left = False
        try:
            is_left = changes.take_back(self._workbench, change)
        except UserError as error:
            self._workbench.failed.emit(str(error))
        if self._is_closed:
            self._workbench.directory_changed.emit()
            return
        self._list_changed(None)
        if is_left:
            self._page.messages.say(
                "info", "Kế hoạch này đã sửa tiếp nên giữ tên mới; nhấn Ctrl+Z để lùi từng bước."
            )

    def _show_anew(self, done: list[tuple[int, Edit]]) -> None:
        """Have the open plan read again if it is among those written to: it was opened meanwhile."""
        self._workbench.written_elsewhere.emit(frozenset(plan_id for plan_id, _ in done))

    def _list_changed(self, entry: DirectoryEntry | None) -> None:
        self._workbench.directory_changed.emit()
        self._page.reload(entry)


def _made(kind: Kind, entries: Sequence[DirectoryEntry], typed: Typed) -> DirectoryEntry:
    if not entries:
        return DirectoryEntry(kind, typed.name, typed.unit, typed.aliases)
    first = replace(entries[0], unit=typed.unit, is_removed=False)
    if len(entries) == 1 and first.name == typed.name:  # other names taken away stay away
        return replace(first, aliases=typed.aliases)
    return directory.renamed_entry([first, *entries[1:]], typed.name, typed.aliases)


def _said(entries: Sequence[DirectoryEntry], made: DirectoryEntry) -> str:
    if not entries:
        return f"Đã thêm vào danh mục: {made.name}."
    if len(entries) > 1:
        return f"Đã gộp {number_words(len(entries))} mục thành “{made.name}”."
    if entries[0].name != made.name:
        return f"Đã đổi “{entries[0].name}” thành “{made.name}” trong danh mục."
    return f"Đã lưu: {made.name}."


def _left(reached: Reach) -> list[str]:
    """Return what is to be said of plans that stay as they are."""
    words = []
    if reached.is_frozen:
        words.append("Kế hoạch này đã ban hành nên giữ nguyên tên cũ.")
    if reached.elsewhere.issued:
        count = number_words(reached.elsewhere.issued)
        words.append(f"{count} kế hoạch khác đã ban hành giữ nguyên tên cũ.")
    return words


def _names(entries: Sequence[DirectoryEntry]) -> str:
    return entries[0].name if len(entries) == 1 else f"{number_words(len(entries))} mục"
