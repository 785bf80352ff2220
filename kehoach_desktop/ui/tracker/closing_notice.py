"""The line that says a period is closed, and what differs now from what was reported: listed in place."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.domain.dates import short_date
from kehoach_desktop.domain.drift import Difference
from kehoach_desktop.domain.plan import Closing
from kehoach_desktop.ui.icons import ICON_PX, pixmap
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.theme import restyle, theme, tokens

_MOST_PX, _HEAD_PX = 150, 26
_LOOK, _HIDE = "Xem", "Ẩn"


class ClosingNotice(QFrame):
    """``cell_wanted`` gives the task's id and the quarter of a difference chosen in the list."""

    cell_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closing_notice")
        self._shown: tuple[Closing, tuple[Difference, ...] | None] | None = None
        self._kind = "ok"
        self._picture = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.look = button(_LOOK, is_flat=True)
        self.look.setAccessibleName("Xem các chỗ khác số đã chốt")
        self.look.clicked.connect(self.on_look_clicked)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemClicked.connect(self.on_item_chosen)
        self.list.itemActivated.connect(self.on_item_chosen)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._words.setMinimumHeight(_HEAD_PX)
        head.addWidget(self._picture)
        head.addWidget(self._words, 1)
        head.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 1, 6, 1)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.list)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.hide()

    @property
    def words(self) -> str:
        """What is said; "" when nothing is."""
        return "" if self.isHidden() else self._words.text()

    @property
    def sentences(self) -> list[str]:
        """What is listed; nothing while the list is not in sight."""
        if self.isHidden() or self.list.isHidden():
            return []
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_closing(self, closing: Closing | None, differences: tuple[Difference, ...] | None = ()) -> None:
        """Say how the period stands; ``differences`` None: what was reported cannot be read."""
        shown = None if closing is None else (closing, differences)
        if shown == self._shown:
            return
        before = self._shown[0].code if self._shown is not None else None
        is_same_period = closing is not None and closing.code == before
        self._shown = shown
        self.setVisible(closing is not None)
        if closing is None:
            return
        self._kind = "ok" if differences == () else "warning"
        self._words.setText(_said(closing, differences))
        self.setAccessibleName(self._words.text())
        self.look.setVisible(bool(differences))
        self._fill(differences or ())
        self._open(is_open=bool(differences) and is_same_period and not self.list.isHidden())
        self.on_theme_changed()

    def show_unlooked(self, closing: Closing) -> None:
        """Say only that the period is closed: whether anything differs is still being looked for."""
        self.show_closing(closing)
        self._shown = None
        self._words.setText(f"Đã chốt ngày {short_date(closing.closed_at.date())}.")
        self.setAccessibleName(self._words.text())

    @Slot()
    def on_look_clicked(self) -> None:
        """Open or close the list; opened, it takes the keyboard."""
        self._open(is_open=self.list.isHidden())
        if not self.list.isHidden():
            self.list.setFocus()

    @Slot(QListWidgetItem)
    def on_item_chosen(self, item: QListWidgetItem) -> None:
        """Lead to the cell a difference is seen in, if there is one."""
        difference: Difference = item.data(Qt.ItemDataRole.UserRole)
        if difference.task_id is not None:
            self.cell_wanted.emit(difference.task_id, difference.quarter)

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the new colours."""
        restyle(self, "kind", self._kind)
        name = "check" if self._kind == "ok" else "alert"
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(name, getattr(tokens(), self._kind), ICON_PX, ratio))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long sentences take more lines in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the list the height of its first sentences, and no more than it has."""
        if self.list.isHidden():
            return
        most = min(_MOST_PX, self.window().height() // 5)
        self.list.setFixedHeight(most)
        self.list.doItemsLayout()
        rows = [self.list.visualItemRect(self.list.item(row)) for row in range(self.list.count())]
        if rows and rows[-1].bottom() < most:
            self.list.setFixedHeight(rows[-1].bottom() - rows[0].top() + 3)

    def _fill(self, differences: tuple[Difference, ...]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for each in differences:
            item = QListWidgetItem(each.sentence)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(differences) - 1))
        self.list.setAccessibleName(self._words.text())

    def _open(self, *, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self._fit()
        self.look.setText(_HIDE if is_open else _LOOK)


def _said(closing: Closing, differences: tuple[Difference, ...] | None) -> str:
    day = short_date(closing.closed_at.date())
    if differences is None:
        return f"Đã chốt ngày {day} nhưng không đọc được số đã chốt; hãy chốt lại."
    if differences:
        return f"Khác số đã chốt ngày {day}: {len(differences)} chỗ"
    early = (
        f", trước khi hết kỳ ({short_date(closing.end)})" if closing.closed_at.date() < closing.end else ""
    )
    return f"Đã chốt ngày {day}{early}; số đang có đúng như đã chốt."
