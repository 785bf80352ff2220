"""What is typed in the records of a plan and cannot be kept as it stands, cell by cell."""

from collections.abc import Sequence

from kehoach_desktop.domain.figures import all_tasks
from kehoach_desktop.domain.outline import roman
from kehoach_desktop.domain.plan import Plan, Task
from kehoach_desktop.ui.tracker.entries_model import Drafts

_SLOT_WORDS = {"quantities": "Số lượng", "evidence": "Minh chứng"}


class RecordDrafts:
    """Waits where it was typed until the clerk comes back to it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, str], Drafts] = {}

    def of(self, task: Task | None, quarter: int, slot: str) -> Drafts:
        """Return what is typed in a table of a cell."""
        return self._kept.setdefault((task.id if task else 0, quarter, slot), Drafts())

    def forget(self) -> None:
        """Another plan has its own."""
        self._kept.clear()

    def unfinished(self, plan: Plan | None, shown: Sequence[tuple[Drafts, str]]) -> str:
        """Return a sentence on the first that cannot be kept and where it is; "" for none.

        ``shown``: the drafts now in view, with what their tables say of them.
        """
        begun = [(key, drafts) for key, drafts in self._kept.items() if drafts.texts or drafts.wrong]
        if plan is None or not begun:
            return ""
        tasks = {task.id: task for task in all_tasks(plan)}
        for (task_id, quarter, slot), drafts in begun:
            if task_id not in tasks:
                continue  # it went, and what was typed with it
            own = next((sentence for known, sentence in shown if known is drafts), "")
            why = own or next(iter(drafts.wrong.values()), "Còn một dòng ghi dở.")
            where = f"{_SLOT_WORDS[slot]}, Quý {roman(quarter)}, “{tasks[task_id].form}”"
            return f"Ở Theo dõi quý còn phần chưa ghi được ({where}). {why}"
        return ""
