"""What stands in the window when the file has no plan: what to do next."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.page import Page, button, label

_WAYS = (
    ("new_plan", "Lập kế hoạch mới", "Từ mẫu của cấp xã, cấp tỉnh, sở, hoặc từ trang trống."),
    (
        "import_text",
        "Nhập từ văn bản có sẵn",
        "Kế hoạch năm trước chép ra tệp .txt, kèm phụ lục trong tệp Excel nếu có.",
    ),
    (
        "open_sample",
        "Xem kế hoạch mẫu",
        "Một kế hoạch cấp xã đầy đủ, có phụ lục và ba quý theo dõi; xem xong có thể xóa.",
    ),
)


class EmptyPage(Page):
    """Three ways to begin, each a verb of the window."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(
            "Tệp chưa có kế hoạch nào",
            "Gõ số liệu một lần; kế hoạch, phụ lục, bảng theo dõi và báo cáo đều lấy từ đó.",
            parent,
        )
        for place, (name, title, told) in enumerate(_WAYS):
            if place:
                self.column.addSpacing(12)
            self.column.addLayout(_way(actions[name], title, label(told, "muted"), is_first=place == 0))


def _way(action: QAction, title: str, told: QLabel, *, is_first: bool) -> QVBoxLayout:
    begin: QPushButton = button(title, is_primary=is_first)
    begin.setMinimumWidth(240)
    begin.clicked.connect(action.trigger)
    begin.setAccessibleDescription(told.text())
    block = QVBoxLayout()
    block.setSpacing(4)
    block.addWidget(begin, 0)
    block.addWidget(told)
    return block
