"""A list of offers below the field typed in; the keyboard never leaves the field for it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kehoach_desktop.ui.plan.offers import Offer
from kehoach_desktop.ui.theme import base_font, tokens

_OFFER_ROLE = Qt.ItemDataRole.UserRole
_SIDE_PX, _ABOVE_PX = 10, 6
_WIDEST_PX = 380
_ROWS_MOST = 8
_GAP_PX = 2  # between field and list
_EDGE_PX = 5  # border and padding of the list


class OfferList(QListView):
    """Lies over the window that the field is in. ``taken`` gives the offer clicked."""

    taken = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._window_size = QSize()
        self._entries = QStandardItemModel(self)
        self.setModel(self._entries)
        self.setItemDelegate(_OfferDelegate(self))
        self.setObjectName("offers")
        self.setAccessibleName(f"Gợi ý cho {field.accessibleName()}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(self.on_row_clicked)
        self.hide()

    def show_offers(self, offers: Sequence[Offer], below: QRect) -> None:
        """Show the offers under (or over) ``below``, a place in the field; none of them is chosen yet."""
        self._entries.clear()
        for offer in offers:
            entry = QStandardItem(f"{offer.text}, {offer.detail}" if offer.detail else offer.text)
            entry.setData(offer, _OFFER_ROLE)
            self._entries.appendRow(entry)
        self.setCurrentIndex(QModelIndex())
        self._place(below)
        if not self.isVisible():
            self.window().installEventFilter(self)
            self.show()
        self.raise_()
        self.scrollToTop()

    def offers(self) -> list[Offer]:
        """Return what is shown."""
        return [self._entries.index(row, 0).data(_OFFER_ROLE) for row in range(self._entries.rowCount())]

    def current(self) -> Offer | None:
        """Return the offer the clerk went to with the arrows; None when there is none."""
        index = self.currentIndex()
        return index.data(_OFFER_ROLE) if index.isValid() else None

    def step(self, rows: int) -> None:
        """Go down (up) in the list; past an end, back to none and then round."""
        count = self._entries.rowCount()
        at = self.currentIndex().row()
        is_page = abs(rows) > 1
        at = max(0, min(count - 1, at + rows)) if is_page else (at + 1 + rows) % (count + 1) - 1
        self.setCurrentIndex(self._entries.index(at, 0) if at >= 0 else QModelIndex())
        self._tell(at)

    def follow(self, below: QRect) -> None:
        """Stay with the field, which was scrolled."""
        if self.isVisible():
            self._place(below)

    def close_list(self) -> None:
        """Take the list away."""
        if self.isVisible():
            self.window().removeEventFilter(self)
            self.hide()

    def on_row_clicked(self, index: QModelIndex) -> None:
        """Give the offer clicked."""
        self.taken.emit(index.data(_OFFER_ROLE))

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Close when the window changes under the list, or is clicked where nothing else answers."""
        is_resized = event.type() == QEvent.Type.Resize and self.window().size() != self._window_size
        if is_resized or event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate}:
            self.close_list()
        return False

    def _tell(self, row: int) -> None:
        """Have a screen reader read the offer: the view tells it only when it has the keyboard."""
        if QAccessible.isActive():
            event = QAccessibleEvent(self if row >= 0 else self._field, QAccessible.Event.Focus)
            event.setChild(row)
            QAccessible.updateAccessibility(event)

    def _place(self, below: QRect) -> None:
        window = self.window()
        self._window_size = window.size()
        delegate: Any = self.itemDelegate()
        corner = self._field.mapTo(window, below.topLeft())
        offers = self.offers()
        wanted = max((delegate.wanted_width(offer) for offer in offers), default=0) + 2 * _EDGE_PX + 12
        width = min(max(below.width(), min(wanted, _WIDEST_PX)), window.width() - corner.x() - 4)
        delegate.width_px = width - 2 * _EDGE_PX
        heights = [delegate.height_of(offer) for offer in offers]
        height = sum(heights[:_ROWS_MOST]) + 2 * _EDGE_PX
        room_below = window.height() - corner.y() - below.height() - _GAP_PX - 4
        room_above = corner.y() - _GAP_PX - 4
        is_over = height > room_below and room_above > room_below
        height = min(height, room_above if is_over else room_below)
        top = corner.y() - _GAP_PX - height if is_over else corner.y() + below.height() + _GAP_PX
        if height < sum(heights) + 2 * _EDGE_PX:
            delegate.width_px -= 12  # the scroll bar
        self.setGeometry(QRect(QPoint(corner.x(), top), QSize(width, height)))


class _OfferDelegate(QStyledItemDelegate):
    """An offer in as many lines as it needs, and below it, smaller, what goes with it."""

    width_px = 200

    def wanted_width(self, offer: Offer) -> int:
        metrics, small = self._metrics()
        widest = max(metrics.horizontalAdvance(offer.text), small.horizontalAdvance(offer.detail))
        return widest + 2 * _SIDE_PX + 2

    def height_of(self, offer: Offer) -> int:
        upper, lower = self._rooms(offer)
        return upper.height() + lower.height() + 2 * _ABOVE_PX

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        view: Any = self.parent()
        member: Any = option  # PySide6's stubs do not know the fields
        rect = QRect(member.rect)
        colours = tokens()
        offer = index.data(_OFFER_ROLE)
        upper, lower = self._rooms(offer)
        corner = rect.topLeft() + QPoint(_SIDE_PX, _ABOVE_PX)
        if index.row() == view.currentIndex().row():
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif rect.contains(view.viewport().mapFromGlobal(view.cursor().pos())):
            painter.fillRect(rect, QColor(colours.sunken))
        painter.setPen(QColor(colours.text))
        painter.setFont(base_font())
        painter.drawText(upper.translated(corner), Qt.TextFlag.TextWordWrap, offer.text)
        if offer.detail:
            painter.setPen(QColor(colours.muted))
            painter.setFont(_small_font())
            where = lower.translated(corner + QPoint(0, upper.height()))
            painter.drawText(where, Qt.TextFlag.TextWordWrap, offer.detail)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(0, self.height_of(index.data(_OFFER_ROLE)))

    def _rooms(self, offer: Offer) -> tuple[QRect, QRect]:
        metrics, small = self._metrics()
        room = QRect(0, 0, self.width_px - 2 * _SIDE_PX, 10_000)
        flags = Qt.TextFlag.TextWordWrap
        upper = metrics.boundingRect(room, flags, offer.text)
        lower = small.boundingRect(room, flags, offer.detail) if offer.detail else QRect()
        return (
            QRect(0, 0, room.width(), upper.height()),
            QRect(0, 0, room.width(), lower.height()),
        )

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(base_font()), QFontMetrics(_small_font())


def _small_font() -> QFont:
    return base_font(12)
