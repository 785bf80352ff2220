"""The indicators that may be offered, each with its unit, gathered off the window's thread."""

from PySide6.QtCore import QObject, QTimer, Slot

from kehoach_desktop.domain.directory import Kind
from kehoach_desktop.domain.edits import Edit, SetField, Splice, flat
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan, Progress, Quantity, Target
from kehoach_desktop.domain.year_counts import Key, used_indicators
from kehoach_desktop.services import directory
from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.plan.page_work import PageWork
from kehoach_desktop.ui.workbench import Workbench

_PAUSE_MS = 400  # nobody types an indicator sooner


class Indicators(QObject):
    """Knows what the plan uses, gathered when it is opened, what is typed since, and the office's list."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: list[Key] = []
        self.is_gathered = False
        self._store = workbench.store
        self._plan: Plan | None = None
        self._work = PageWork(self, _ignore)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_through)
        workbench.plan_opened.connect(self.gather)
        self.gather(workbench.plan)

    def known(self) -> list[Key]:
        """Return them, what was typed last first, the office's list last."""
        return list(dict.fromkeys((*self._known, *self._listed())))

    def offers(self) -> list[Offer]:
        """Return them as offers, found by their other names too."""
        listed = self._listed()
        return [Offer(*key, key, listed.get(key, ())) for key in self.known()]

    def _listed(self) -> dict[Key, tuple[str, ...]]:
        try:
            entries = directory.list_entries(self._store, Kind.INDICATOR)
        except UserError:  # the file is busy: what the plan uses is enough
            return {}
        return {(entry.name, entry.unit): entry.aliases for entry in entries}

    @Slot(object)
    def gather(self, plan: Plan | None) -> None:
        """Look through the plan in the background, once the window has drawn it."""
        self._known = []
        self._plan = plan
        self.is_gathered = plan is None
        if plan is not None:
            self._pause.start()

    @Slot()
    def _look_through(self) -> None:
        plan = self._plan
        if plan is not None:
            self._work.start(lambda: used_indicators(plan), self._on_gathered)

    def note(self, edit: Edit) -> None:
        """Add what an edit brings in."""
        for part in flat(edit):
            for key in _keys(part):
                if key in self._known:
                    self._known.remove(key)
                self._known.insert(0, key)

    def close_down(self) -> None:
        """Let no work outlive the window."""
        self._work.close()

    def _on_gathered(self, found: list[Key]) -> None:
        self._known += [key for key in found if key not in self._known]
        self.is_gathered = True


def _keys(edit: SetField | Splice) -> list[Key]:
    """Return the indicators a single edit adds; a name only put right shows when the plan is next opened."""
    if isinstance(edit, SetField):
        return []
    found: list[Key] = []
    for thing in edit.new:
        counted = thing.quantities if isinstance(thing, Progress) else (thing,)
        found += [(one.indicator, one.unit) for one in counted if isinstance(one, Quantity | Target)]
    return found


def _ignore(_sentence: str) -> None:
    """Without the list everything can still be typed."""
