"""What stands in the window when the file has no plan: what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

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
    """Three ways to begin, each a verb of the window; one more when something was deleted."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(
            "Tệp chưa có kế hoạch nào",
            "Gõ số liệu một lần; kế hoạch, phụ lục, bảng theo dõi và báo cáo đều lấy từ đó.",
            parent,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, (name, title, told) in enumerate(_WAYS):
            begin = button(title, is_primary=row == 0)
            begin.setMinimumWidth(200)
            begin.setAccessibleDescription(told)
            begin.clicked.connect(actions[name].trigger)
            grid.addWidget(begin, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(told, "muted"), row, 1, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(grid)
        self._bin = button("Khôi phục kế hoạch đã xóa")
        self._bin.setMinimumWidth(200)
        self._bin.clicked.connect(actions["bin"].trigger)
        self._bin.hide()
        self.column.addSpacing(8)
        self.column.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignLeft)

    def show_bin(self, *, is_there: bool) -> None:
        """Lead to what was deleted, where something was."""
        self._bin.setVisible(is_there)
