"""What was found in the manual: a heading, its chapter, and a few words around the first place."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kehoach_desktop.services import manual
from kehoach_desktop.ui.sheet.widgets import rect_of
from kehoach_desktop.ui.theme import base_font, line_px, tokens

_PLACE, _TITLE, _CHAPTER, _EXCERPT = (Qt.ItemDataRole.UserRole + number for number in range(4))
_SIDE_PX, _TOP_PX, _SMALL_PX = 8, 6, 12
_LINES = 2  # of the excerpt
_NOTHING = "Không tìm thấy. Tìm không cần dấu; thử bớt từ."

_Index = QModelIndex | QPersistentModelIndex


class Hits(QListWidget):
    """The sections that have what is looked for; ``opened`` gives the place of one."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Kết quả tìm")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HitDelegate(self))
        self.itemClicked.connect(self.on_item_opened)
        self.itemActivated.connect(self.on_item_opened)

    def look_for(self, words: str) -> None:
        """List what is found."""
        self.clear()
        for hit in manual.search(words):
            section = hit.section
            place = f"{section.chapter}#{section.anchor}".removesuffix("#")
            chapter = hit.chapter_title.partition(":")[0]
            item = QListWidgetItem(f"{section.title}. {chapter}. {hit.excerpt}")  # as it is heard
            for role, value in (
                (_PLACE, place), (_TITLE, section.title), (_CHAPTER, chapter), (_EXCERPT, hit.excerpt)
            ):  # fmt: skip
                item.setData(role, value)
            self.addItem(item)
        if words and not self.count():
            none = QListWidgetItem(_NOTHING)
            none.setData(_EXCERPT, _NOTHING)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(none)

    def open_first(self) -> None:
        """Open the first, if there is one."""
        if self.count() and self.item(0).flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentRow(0)
            self.on_item_opened(self.item(0))

    @Slot(QListWidgetItem)
    def on_item_opened(self, item: QListWidgetItem) -> None:
        """Open the place of a section."""
        if place := item.data(_PLACE):
            self.opened.emit(place)


class _HitDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view: Any = self.parent()
        rect, colours = rect_of(option), tokens()
        painter.save()
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.soft_line))
        room = rect.adjusted(_SIDE_PX, _TOP_PX, -_SIDE_PX, -_TOP_PX)
        for role, font, colour in (
            (_TITLE, base_font(is_bold=True), colours.text),
            (_CHAPTER, base_font(_SMALL_PX), colours.accent),
        ):
            if words := index.data(role):
                metrics = QFontMetrics(font)
                line = QRect(room.left(), room.top(), room.width(), metrics.height())
                painter.setFont(font)
                painter.setPen(QColor(colour))
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
                room.setTop(line.bottom() + 1)
        painter.setFont(base_font(_SMALL_PX))
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, index.data(_EXCERPT))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        title, small = QFontMetrics(base_font(is_bold=True)), QFontMetrics(base_font(_SMALL_PX))
        excerpt_px = _LINES * line_px(base_font(_SMALL_PX))
        return QSize(0, 2 * _TOP_PX + title.height() + small.height() + excerpt_px)
