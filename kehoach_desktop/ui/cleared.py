"""What is said when a step has emptied the whole text or a whole appendix, with the way back beside it."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QObject

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.places import TASK_FIELDS
from kehoach_desktop.domain.plan import Activity, Plan
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.message_bar import MessageBar
from kehoach_desktop.ui.workbench import Workbench

_texts_of = attrgetter(*TASK_FIELDS)
_LEAST = 3  # paragraphs or rows: less than that is written again sooner than a message is read


class ClearedNotice(QObject):
    """Compares the plan before a step with the plan after it; undo and redo say themselves what they do."""

    def __init__(self, workbench: Workbench, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._messages = messages
        self._before = workbench.plan
        self._words = ""  # to be said once the step is on the stack
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.stack.indexChanged.connect(self.on_step_done)

    def on_plan_opened(self, plan: Plan | None) -> None:
        """Begin with another plan."""
        self._before, self._words = plan, ""

    def on_plan_changed(self, plan: Plan, touched: tuple[Change, ...]) -> None:
        """Look whether all is gone."""
        before, self._before, self._words = self._before, plan, ""
        if before is not None and not self._workbench.is_stepping and _takes_much(touched):
            self._words = cleared_words(before, plan)

    def on_step_done(self) -> None:
        """Say so, now that it can be taken back."""
        words, self._words = self._words, ""
        if words:
            self._messages.say("info", words, ("Hoàn tác", self._workbench.undo_of_last()))


def cleared_words(before: Plan, after: Plan) -> str:
    """Return what is said of a step that left nothing of the text or of an appendix; "" for any other."""
    for name, slots in (("nội dung văn bản", ("preamble", "body")), ("phần nội dung", ("body",))):
        was, now = (_texts(plan, slots) for plan in (before, after))
        if len(was) >= _LEAST and set(now).isdisjoint(was):
            return f"Đã {'thay' if now else 'xóa'} cả {name} ({number_words(len(was))} đoạn)."
    there = {one.id: one for one in after.appendices}
    for one in before.appendices:
        rows = sum(len(each.tasks) for each in one.activities if _has_text(each))
        if rows >= _LEAST and one.id in there and not any(map(_has_text, there[one.id].activities)):
            contents = number_words(len(one.activities))
            return f"Đã xóa cả phụ lục ({contents} nội dung, {number_words(rows)} dòng)."
    return ""


def _takes_much(touched: Sequence[Change]) -> bool:
    return len(touched) >= _LEAST or sum(change.removed for change in touched) >= _LEAST


def _texts(plan: Plan, slots: Iterable[str]) -> list[str]:
    return [item.text.strip() for slot in slots for item in getattr(plan, slot) if item.text.strip()]


def _has_text(activity: Activity) -> bool:
    if activity.content.strip():
        return True
    return any("".join(_texts_of(task) + task.extras).strip() for task in activity.tasks)
