"""The page of Nhập từ văn bản: the text, and the workbook its appendix stands in."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.choosing import choose_source
from kehoach_desktop.ui.page import Page, breakable, button, label


class ImportPage(Page):
    """``chosen`` gives the text's path and the workbook's path or None."""

    is_of_file = True
    chosen = Signal(object, object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(
            "Nhập từ văn bản",
            "Chương trình nối lại các dòng bị ngắt, nhận ra căn cứ, mục, khoản, điểm, nơi nhận và người ký. "
            "Không chữ nào bị bỏ hay sửa; chỗ lạ trong văn bản được liệt kê để xem lại.",
            parent,
        )
        self.source = _PathField(settings, "Tệp văn bản", "Văn bản (*.txt)")
        self.book = _PathField(settings, "Phụ lục trong Excel", "Sổ tính Excel (*.xlsx)")
        self.add_row("Tệp văn bản", self.source, "Chép nội dung từ Word hoặc PDF rồi lưu thành tệp .txt.")
        self.add_row(
            "Phụ lục (nếu có)", self.book, "Tệp Excel có bảng nội dung, hình thức, chủ trì, thời gian."
        )
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self._read = button("Nhập", is_primary=True)
        leave = button("Hủy")
        self.add_buttons(self._read, leave)
        self._read.clicked.connect(self.on_read_clicked)
        leave.clicked.connect(self.closed)

    @Slot()
    def on_read_clicked(self) -> None:
        """Give the paths, if there is a text to read."""
        source = self.source.text()
        if not source:
            self.say_wrong("Hãy chọn tệp văn bản cần nhập.")
            return
        self.wrong.hide()
        self._read.setEnabled(False)
        book = self.book.text()
        self.chosen.emit(Path(source), Path(book) if book else None)

    def say_wrong(self, sentence: str) -> None:
        """Show what is wrong with the files chosen, where they were chosen."""
        self.wrong.setText(breakable(sentence))
        self.wrong.show()
        self.let_try_again()

    def let_try_again(self) -> None:
        """Nothing is being read any more."""
        self._read.setEnabled(True)


class _PathField(QWidget):
    """A path to type or to choose."""

    def __init__(self, settings: Settings, title: str, kinds: str) -> None:
        super().__init__()
        self._settings = settings
        self._title = title
        self._kinds = kinds
        self._line = QLineEdit()
        self._line.setAccessibleName(title)
        choose = button("Chọn tệp…")
        choose.clicked.connect(self.on_choose_clicked)
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(choose)

    def text(self) -> str:
        """The path as typed, without the quotes Windows copies along."""
        return self._line.text().strip().strip('"')

    def set_path(self, path: Path) -> None:
        """Show a path."""
        self._line.setText(str(path))

    @Slot()
    def on_choose_clicked(self) -> None:
        """Ask for the file in the system's own dialog."""
        chosen = choose_source(self.window(), self._settings, self._title, self._kinds)
        if chosen is not None:
            self.set_path(chosen)
