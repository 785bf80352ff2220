"""«Kiểm tra căn cứ»: what is to be looked at in the plan's citations; a click goes there."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kehoach_desktop.domain.basis_findings import CitationFinding, FindingKind
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import label, named
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.tips import plain_tip

_PLACE = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1
_HIGHEST_PX = 132
_BAD = frozenset({FindingKind.EXPIRED, FindingKind.DIFFERS})


class Checks(QWidget):
    """The list with its title; it hides when there is nothing to say."""

    place_chosen = Signal(object, int)  # an item's id (wider than a Qt int) and how far into it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_room = True
        self._title = label("", "caption")
        self._title.setContentsMargins(14, 9, 14, 5)
        self.rows = named(QListWidget(), "Kiểm tra căn cứ")
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemClicked.connect(self.on_row_chosen)
        self.rows.itemActivated.connect(self.on_row_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        inset = QVBoxLayout()
        inset.setContentsMargins(9, 0, 0, 6)  # the icons under the title
        inset.addWidget(self.rows)
        column.addLayout(inset)
        theme().changed.connect(self.on_theme_changed)
        self.hide()

    def show_findings(self, findings: Iterable[CitationFinding]) -> None:
        """List what was found; several unconfirmed ones are one row."""
        shown = grouped(findings)
        self.rows.clear()
        for finding in shown:
            item = QListWidgetItem(finding.sentence)
            item.setToolTip(plain_tip(finding.sentence))
            item.setData(_PLACE, (finding.item_id, finding.offset))
            item.setData(_KIND, str(finding.kind))
            self.rows.addItem(item)
        self._title.setText(f"KIỂM TRA CĂN CỨ: {len(shown)} ĐIỂM CẦN XEM")
        self._fit_height()
        self.on_theme_changed()
        self.setVisible(bool(shown) and self._has_room)

    def give_room(self, *, has_room: bool) -> None:
        """Give way to the library itself in a window too low for both."""
        self._has_room = has_room
        self.setVisible(self.rows.count() > 0 and has_room)

    def on_row_chosen(self, item: QListWidgetItem) -> None:
        """Tell where it is."""
        self.place_chosen.emit(*item.data(_PLACE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the sentences otherwise."""
        super().resizeEvent(event)
        self._fit_height()

    def on_theme_changed(self) -> None:
        """Draw the icons in the new colours."""
        for number in range(self.rows.count()):
            item = self.rows.item(number)
            is_bad = item.data(_KIND) in _BAD
            item.setIcon(icon("alert", tokens().bad if is_bad else tokens().warning))

    def _fit_height(self) -> None:
        """Make the list as high as its rows, up to what leaves the library its room."""
        height = sum(self.rows.sizeHintForRow(row) for row in range(self.rows.count()))
        self.rows.setFixedHeight(min(_HIGHEST_PX, height + 2))


def grouped(findings: Iterable[CitationFinding]) -> list[CitationFinding]:
    """Return what is listed: what is wrong first, and unconfirmed ones as one."""
    found = list(findings)
    unchecked = [finding for finding in found if finding.kind is FindingKind.UNCHECKED]
    rest = [finding for finding in found if finding.kind is not FindingKind.UNCHECKED]
    if len(unchecked) > 1:
        words = f"{len(unchecked)} căn cứ chưa kiểm tra hiệu lực."
        first = unchecked[0]
        unchecked = [CitationFinding(first.kind, words, first.item_id, first.offset)]
    return [*sorted(rest, key=lambda finding: finding.kind not in _BAD), *unchecked]
