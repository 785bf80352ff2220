"""What the cells of the appendix offer while they are typed in, and the names their bodies are parted by."""

from PySide6.QtCore import QObject, Signal, Slot

from kehoach_desktop.domain.directory import NO_NAMES, Names
from kehoach_desktop.domain.directory_use import FIELDS
from kehoach_desktop.domain.edits import Change, of_kinds
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import directory
from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.sheet.editor import CellEditor
from kehoach_desktop.ui.workbench import Workbench

_OF_THE_APPENDIX = frozenset({"plan", "appendix", "activity", "task"})


class CellOffers(QObject):
    """Reads the list when it is first needed, and again once it or the plan's cells have changed."""

    known_changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self._known: Names | None = None
        workbench.plan_opened.connect(self.on_plan_opened)
        workbench.plan_changed.connect(self.on_plan_changed)
        workbench.directory_changed.connect(self.on_directory_changed)

    @property
    def known(self) -> Names:
        """The keys of the bodies' names on the office's list."""
        if self._known is None:
            try:
                self._known = directory.known_bodies(self._workbench.store)
            except UserError:  # the sheet is shown all the same, and says more where it is written to
                self._known = NO_NAMES
        return self._known

    def serve(self, editor: CellEditor, field: str) -> None:
        """Have the editor of a cell offer what its column may hold."""
        if field in FIELDS:
            editor.kind, editor.column = FIELDS[field], field
            editor.offers_wanted.connect(self.on_offers_wanted)

    def of(self, field: str) -> tuple[Offer, ...]:
        """Return what may be offered in a column: what was used, the most first, then the list."""
        if field not in self._offers:
            try:
                entries = directory.offered(self._workbench.store, field)
            except UserError as error:
                self._workbench.failed.emit(str(error))
                return ()
            self._offers[field] = tuple(Offer(entry.name, also=entry.aliases) for entry in entries)
        return self._offers[field]

    @Slot()
    def on_offers_wanted(self) -> None:
        """Give the editor that asks what its column offers."""
        editor = self.sender()
        if isinstance(editor, CellEditor):
            editor.set_offers(self.of(editor.column))

    @Slot(object)
    def on_plan_opened(self, _plan: Plan | None) -> None:
        """Another plan, maybe of a changed file."""
        self._offers.clear()

    @Slot(object, object)
    def on_plan_changed(self, _plan: Plan, changes: tuple[Change, ...]) -> None:
        """What was typed is offered too."""
        if of_kinds(changes, *_OF_THE_APPENDIX):
            self._offers.clear()

    @Slot()
    def on_directory_changed(self) -> None:
        """The list was changed."""
        self._offers.clear()
        self._known = None
        self.known_changed.emit()
