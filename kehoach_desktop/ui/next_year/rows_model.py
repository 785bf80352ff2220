"""The rows of the list: a head for each part of the plan, and below it the changes proposed there."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kehoach_desktop.domain.proposal import Part, Proposal
from kehoach_desktop.ui.next_year.excerpt import after, before, plain

Index = QModelIndex | QPersistentModelIndex
PART_WORDS = {
    Part.WHOLE: "Cần kiểm tra chung",
    Part.PREAMBLE: "Trích yếu, căn cứ, lời mở đầu",
    Part.BODY: "Nội dung kế hoạch",
    Part.APPENDIX: "Phụ lục",
    Part.UNFINISHED: "Nhiệm vụ chưa xong: ghi vào cột Ghi chú",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal, or the head of a part when there is none."""

    part: Part
    proposal: Proposal | None = None


class ProposalRows(QAbstractListModel):
    """Which proposals there are and which are accepted; ``choice_changed`` after every tick."""

    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.proposals: tuple[Proposal, ...] = ()
        self._accepted: set[int] = set()  # places in ``proposals``: two may be equal
        self._places: list[tuple[Row, int]] = []
        self._of_part: dict[Part, list[int]] = {}
        self._is_doubtful_only = False

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        """Show these, ticked as they are proposed, or as the clerk ticked the same change to another year."""
        known = {_key(each): place in self._accepted for place, each in enumerate(self.proposals)}
        self.proposals = proposals
        self._accepted = {
            place for place, each in enumerate(proposals) if known.get(_key(each), each.is_accepted)
        }
        self._arrange()
        self.choice_changed.emit()

    def show_doubtful_only(self, is_doubtful_only: bool) -> None:
        """Leave out what need not be looked at; what is ticked stays so."""
        self._is_doubtful_only = is_doubtful_only
        self._arrange()

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals ticked."""
        return tuple(each for place, each in enumerate(self.proposals) if place in self._accepted)

    def row(self, index: Index) -> Row:
        """Return what stands in a row."""
        return self._places[index.row()][0]

    def set_all(self, is_accepted: bool) -> None:
        """Tick or untick all that are shown."""
        self._tick([place for _, place in self._places if place >= 0], is_accepted)

    def toggle(self, index: Index) -> None:
        """Tick or untick a proposal, or all of a part by its head."""
        row, place = self._places[index.row()]
        if row.proposal is None:
            own = self._of_part[row.part]
            self._tick(own, not all(each in self._accepted for each in own))
        else:
            self._tick([place], place not in self._accepted)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every row has a tick."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick that comes by way of a screen reader."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        if self._tick_of(index.row()) != Qt.CheckState(value):
            self.toggle(index)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's words and its tick."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(index.row())
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._tick_of(index.row())
        return None

    def count_of(self, part: Part) -> tuple[int, int]:
        """Return how many of a part's rows are ticked, and how many there are."""
        own = self._of_part[part]
        return sum(place in self._accepted for place in own), len(own)

    def _words(self, row: int) -> str:
        shown = self._places[row][0]
        if shown.proposal is None:
            ticked, count = self.count_of(shown.part)
            return f"{PART_WORDS[shown.part]}, chọn {ticked} trong {count}"
        each = shown.proposal
        change = f": “{plain(before(each))}” thành “{plain(after(each))}”" if each.swaps else ""
        return f"{each.label}{change}. {each.sentence}".removesuffix(" ")

    def _tick_of(self, row: int) -> Qt.CheckState:
        shown, place = self._places[row]
        if shown.proposal is not None:
            return Qt.CheckState.Checked if place in self._accepted else Qt.CheckState.Unchecked
        ticked, count = self.count_of(shown.part)
        if ticked in {0, count}:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return Qt.CheckState.PartiallyChecked

    def _tick(self, places: list[int], is_accepted: bool) -> None:
        if is_accepted:
            self._accepted.update(places)
        else:
            self._accepted.difference_update(places)
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))
        self.choice_changed.emit()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._of_part = {}
        for place, each in enumerate(self.proposals):
            if each.is_doubtful or not self._is_doubtful_only:
                self._of_part.setdefault(each.part, []).append(place)
        self._places = []
        for part in (part for part in Part if part in self._of_part):
            self._places.append((Row(part), -1))
            self._places.extend((Row(part, self.proposals[place]), place) for place in self._of_part[part])
        self.endResetModel()


def _key(each: Proposal) -> tuple[Any, ...]:
    """Return what a change is known by, to whatever year it leads."""
    return each.kind, each.place, each.about, tuple((swap.start, swap.end) for swap in each.swaps)
