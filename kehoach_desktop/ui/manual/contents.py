"""Beside the chapter: the list of all of them, with the headings of the one shown."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kehoach_desktop.services import manual
from kehoach_desktop.ui.theme import base_font

_PLACE = Qt.ItemDataRole.UserRole


class Contents(QTreeWidget):
    """``opened`` gives the place chosen, by a click or by going there with the arrows."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các chương")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QTreeWidgetItem] = {}
        for chapter in manual.chapters():
            top = self._item(chapter.title.partition(":")[0], chapter.key)
            self.addTopLevelItem(top)
            for section in chapter.sections[1:]:
                top.addChild(self._item(section.title, f"{chapter.key}#{section.anchor}"))
        self.currentItemChanged.connect(self.on_current_changed)

    def show_chapter(self, key: str, anchor: str) -> None:
        """Have the chapter open and its heading chosen; the others are closed."""
        with QSignalBlocker(self):
            for place, item in self._items.items():
                if "#" not in place:
                    item.setExpanded(place == key)
                    item.setFont(0, base_font(is_bold=place == key))
            here = self._items.get(f"{key}#{anchor}") or self._items.get(key)
            if here is not None:
                self.setCurrentItem(here)
                self.scrollToItem(here)

    @Slot(QTreeWidgetItem)
    def on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        """Open the place gone to."""
        if item is not None:
            self.opened.emit(item.data(0, _PLACE))

    def _item(self, title: str, place: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        item.setData(0, _PLACE, place)
        item.setToolTip(0, title)
        self._items[place] = item
        return item
