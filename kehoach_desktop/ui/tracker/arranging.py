"""Filter and groups of the grid: what the tools ask for, and how many tasks are shown of how many."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.tracker.arrangement import Filter, Grouping, leads_of
from kehoach_desktop.ui.tracker.filter_bar import FilterBar
from kehoach_desktop.ui.tracker.grid_rows import GridRow
from kehoach_desktop.ui.tracker.grid_view import GridView
from kehoach_desktop.ui.tracker.tab_room import TabRoom
from kehoach_desktop.ui.tracker.tools import TopRow
from kehoach_desktop.ui.tracker.totals_row import TotalsRow, count_quarters

_KEPT = "tracker_group"  # among the settings' choices


class Arranging(QObject):
    """Has the model follow the tools; the totals and the tools follow the model."""

    def __init__(
        self,
        view: GridView,
        top: TopRow,
        bar: FilterBar,
        totals: TotalsRow,
        room: TabRoom,
        settings: Settings,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = view.grid
        self._top = top
        self._acts = top.actions_shown
        self._bar = bar
        self._totals = totals
        self._room = room
        self._settings = settings
        self._offered: list[GridRow] = []  # the tasks whose leads the bar offers
        self._connect()
        kept = settings.choices.get(_KEPT, "")
        self._group_by(Grouping(kept) if kept in set(Grouping) else Grouping.NONE)

    def open_filter(self) -> None:
        """Open the filter and take the keyboard there."""
        self._acts.filter.setChecked(True)
        self._offer_leads()
        self._bar.open()
        self._room.refit()

    def forget(self) -> None:
        """Another plan: what was sought in the last one is not sought in it."""
        self._bar.clear()
        self._model.filter = self._sought()

    def show_all(self) -> None:
        """Seek nothing and open every group."""
        self._bar.clear()
        self._acts.to_do.setChecked(False)
        self._model.set_filter(self._sought())
        self._model.set_all_open(is_open=True)

    def _connect(self) -> None:
        self._model.counts_changed.connect(self._tell)
        self._bar.changed.connect(self._on_filter_changed)
        self._bar.closed.connect(self._on_filter_closed)
        self._bar.grid_wanted.connect(self._view.go_to_first_task)
        for action in self._acts.groups.values():
            action.triggered.connect(self._on_group_triggered)
        self._acts.to_do.toggled.connect(self._on_filter_changed)
        self._acts.filter.triggered.connect(self._on_filter_triggered)
        self._acts.reapply.triggered.connect(self._model.reapply)
        self._acts.open_all.triggered.connect(self._on_open_all_triggered)
        self._acts.close_all.triggered.connect(self._on_close_all_triggered)

    def _offer_leads(self) -> None:
        self._offered = self._model.tasks
        self._bar.offer_leads(leads_of(self._offered))

    def _sought(self) -> Filter:
        return self._bar.sought(is_to_do_only=self._acts.to_do.isChecked())

    def _on_filter_changed(self) -> None:
        self._model.set_filter(self._sought())
        self._view.bring_back()
        self._room.refit()

    def _on_filter_triggered(self, is_on: bool) -> None:
        if is_on:
            self.open_filter()
        else:
            self._bar.close_bar()

    def _on_filter_closed(self) -> None:
        self._acts.filter.setChecked(False)
        self._view.setFocus()

    def _on_group_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._settings.choices[_KEPT] = str(action.data())
            self._group_by(Grouping(action.data()))
            self._view.bring_back()

    def _group_by(self, grouping: Grouping) -> None:
        self._acts.groups[grouping].setChecked(True)
        self._model.set_grouping(grouping)
        self._top.show_grouping(grouping)

    def _on_open_all_triggered(self) -> None:
        self._model.set_all_open(is_open=True)

    def _on_close_all_triggered(self) -> None:
        self._model.set_all_open(is_open=False)

    def _tell(self) -> None:
        """Say how many tasks are shown and how they stand in each quarter."""
        model = self._model
        shown, total, look = len(model.passed), len(model.tasks), model.look
        courses = model.count_courses()
        overdue = sum(
            number for course, number in courses.items() if look and course.seen(look).overdue_since
        )
        part = number_words(total)
        heading = f"Tổng {part}" if shown == total else f"Hiện {number_words(shown)}/{part}"
        note = f"{number_words(overdue)} quá hạn" if overdue else ""
        self._totals.show_counts(f"{heading} nhiệm vụ", note, count_quarters(courses))
        if not self._bar.isHidden() and self._offered is not model.tasks:
            self._offer_leads()
        self._bar.show_count(shown, total)
        self._top.show_stale(model.stale)
