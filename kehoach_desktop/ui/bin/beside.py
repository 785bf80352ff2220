"""What is told of the chosen things beside the list, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kehoach_desktop.domain.text import shortened
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.bin.rows import Row
from kehoach_desktop.ui.page import button, label

WIDTH_PX = 320
_MOST_NAMED = 12
_LETTERS = 70


class Beside(QWidget):
    """``restore``, ``files``, ``look`` and ``remove`` are shown as far as they fit what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Mục đang chọn")
        self.title = label("", "heading")
        self.about = label("", "muted")
        self.lines = label("")
        self.restore = button("Khôi phục", is_primary=True)
        self.files = button("")
        self.files.setToolTip("Chép tệp minh chứng ra thư mục khác mà không khôi phục mục này")
        self.look = button("Xem bản in")
        self.remove = button("Xóa hẳn")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self.title, self.about, self.lines):
            column.addWidget(part)
        column.addSpacing(8)
        for verb in (self.restore, self.files, self.look, self.remove):
            column.addWidget(verb)
        column.addStretch(1)

    def show_rows(self, rows: Sequence[Row], *, are_documents: bool) -> None:
        """Tell all of one thing, the names of several."""
        self.title.setText(
            rows[0].what if len(rows) == 1 else f"Đang chọn {number_words(len(rows))} mục" if rows else ""
        )
        self.about.setText(_about(rows))
        self.about.setVisible(len(rows) == 1)
        lines = rows[0].lines if len(rows) == 1 else _names(rows)
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.restore.setVisible(bool(rows))
        self.look.setVisible(are_documents and len(rows) == 1)
        self.remove.setVisible(are_documents and bool(rows))
        files = len({one.location for row in rows for one in row.files})
        self.files.setVisible(files > 0)
        words = "Lấy lại tệp này…" if files == 1 else f"Lấy lại {number_words(files)} tệp minh chứng…"
        self.files.setText(words)
        many = f" {number_words(len(rows))} mục" if len(rows) > 1 else ""
        self.restore.setText(f"Khôi phục{many}")
        self.remove.setText(f"Xóa hẳn{many}")


def _about(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        (row,) = rows
        return f"{row.kind} · {row.where}\nXóa lúc {row.when}\n{_left_words(row)}"
    return ""


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    names = tuple(f"– {shortened(row.what, _LETTERS)}" for row in rows[:_MOST_NAMED])
    rest = len(rows) - _MOST_NAMED
    return (*names, f"và {number_words(rest)} mục khác") if rest > 0 else names


def _left_words(row: Row) -> str:
    if row.days_left < 0:
        return "Đã hết hạn giữ"
    return f"Còn giữ {row.days_left} ngày" if row.days_left else "Hôm nay là ngày giữ cuối cùng"
