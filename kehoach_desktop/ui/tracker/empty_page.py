"""What the tracker shows of a plan without tasks: what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kehoach_desktop.ui.sheet.widgets import ground, label


def empty_page() -> QWidget:
    """Return the page."""
    page = ground("surface")
    column = QVBoxLayout(page)
    column.setSpacing(8)
    heading = label("Chưa có nhiệm vụ để theo dõi", "heading")
    words = label(
        "Hãy thêm nội dung và hình thức ở thẻ Phụ lục; mỗi dòng ở đó là một nhiệm vụ ở đây.", "muted"
    )
    words.setWordWrap(True)
    column.addStretch(2)
    for line in (heading, words):
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    column.addStretch(3)
    return page
