"""The one window that says that a bug has come: calmly, without stopping the work, however many there are."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kehoach_desktop.ui.icons import pixmap
from kehoach_desktop.ui.opening import open_path
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import tokens

_WIDTH_PX = 480
_ICON_PX = 28
_MANY = 999  # more than so many are not counted out


class BugDialog(QDialog):
    """Stands in the middle of the window and takes no keyboard by itself: a clerk may be typing."""

    def __init__(self, parent: QWidget, folder: Path, details: Callable[[], str]) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowCloseButtonHint)
        self.setWindowTitle("Lỗi ngoài dự kiến")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._folder = folder
        self._details = details
        self._picture = QLabel()
        self._saved = label("")
        self._times = label("", "muted")
        self._told = label("", "muted")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label("Chương trình gặp lỗi ngoài dự kiến", "title"))
        column.addWidget(self._saved)
        column.addWidget(
            label("Hãy xem lại chỗ vừa làm rồi làm tiếp. Nếu lỗi lặp lại, hãy đóng chương trình rồi mở lại.")
        )
        column.addWidget(
            label(
                "Để được hỗ trợ, hãy chép chi tiết và gửi cho người phụ trách. Chi tiết chỉ có nơi xảy ra "
                "lỗi trong chương trình, không có chữ nào của văn bản. Chương trình không tự gửi gì đi.",
                "muted",
            )
        )
        column.addWidget(self._times)
        column.addWidget(self._told)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 20)
        row.setSpacing(16)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setFixedWidth(_WIDTH_PX)
        ask = QShortcut(QKeySequence("F1"), self)
        ask.activated.connect(self.on_help_asked)

    def _buttons(self) -> QHBoxLayout:
        self.go_on = button("Tiếp tục", is_primary=True)
        self.copy = button("Chép chi tiết")
        self.look = button("Mở thư mục nhật ký")
        self.go_on.clicked.connect(self.reject)
        self.copy.clicked.connect(self.on_copy_clicked)
        self.look.clicked.connect(self.on_look_clicked)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.go_on, self.copy, self.look):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def tell(self, times: int, saved_at: dt.datetime | None) -> None:
        """Say what is certain: that what was saved is saved, and since when; and how often a bug has come."""
        when = f" Lần lưu gần nhất lúc {saved_at:%H:%M}." if saved_at is not None else ""
        self._saved.setText(f"Việc vừa làm có thể chưa xong, nhưng những gì đã lưu vẫn còn nguyên.{when}")
        count = f"hơn {_MANY}" if times > _MANY else str(times)
        self._times.setText(f"Từ lúc báo đến nay đã có {count} lỗi.")
        self._times.setVisible(times > 1)
        if not self.isVisible():
            self._told.hide()
            self._picture.setPixmap(pixmap("alert", tokens().warning, _ICON_PX, self.devicePixelRatioF()))
            self._take_room()
            self._stand_in_the_middle()
            self.show()
        else:
            self._take_room()

    @Slot()
    def take_keyboard(self) -> None:
        """Give the keyboard to the button that goes on, when this is shown."""
        if self.isVisible():
            self.activateWindow()
            self.go_on.setFocus()

    @Slot()
    def on_copy_clicked(self) -> None:
        """Put on the clipboard what the log has of this run."""
        QGuiApplication.clipboard().setText(self._details())
        self._say("Đã chép; hãy dán vào thư gửi người phụ trách.")

    @Slot()
    def on_help_asked(self) -> None:
        """Have the window behind show what the manual says of bugs."""
        from kehoach_desktop.ui.manual.places import place_of
        from kehoach_desktop.ui.manual.showing import show_manual

        window: Any = self.parentWidget()
        if hasattr(window, "desk"):
            show_manual(window, place_of(self))
            window.activateWindow()

    @Slot()
    def on_look_clicked(self) -> None:
        """Open the folder of the log."""
        if not (self._folder.is_dir() and open_path(self._folder)):
            self._say(f"Không mở được thư mục {self._folder}; hãy mở thư mục đó bằng tay.")

    def _say(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()
        self._take_room()

    def _take_room(self) -> None:
        """Be as high as the words need in this width: Qt itself reckons with a narrower one."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(_WIDTH_PX))

    def _stand_in_the_middle(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            frame = parent.frameGeometry()
            self.move(frame.center() - self.rect().center())
