"""The page of Giới thiệu: which version, which file, which keys."""

from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kehoach_desktop import __version__
from kehoach_desktop.ui.actions import VERBS, plain
from kehoach_desktop.ui.page import Page, button, label


class AboutPage(Page):
    """What the program is, where its data are, and every key."""

    def __init__(self, database: Path, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(
            "Kế hoạch Desktop",
            f"Bản {__version__}. Chương trình làm việc ngay trên máy này, không gửi dữ liệu đi đâu.",
            parent,
        )
        self.column.addWidget(label("TỆP DỮ LIỆU", "caption"))
        self.column.addWidget(label(str(database)))
        self.column.addSpacing(12)
        self.column.addWidget(label("PHÍM TẮT", "caption"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        shown = []
        for verb in VERBS:
            keys = ", ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in actions[verb.name].shortcuts()
            )
            if not (keys or verb.hint) or not actions[verb.name].isVisible():
                continue
            shown.append((keys or verb.hint, plain(verb.text)))
        rows = (len(shown) + 1) // 2
        for place, (keys, name) in enumerate(shown):
            grid.addWidget(QLabel(keys), place % rows, 2 * (place // rows))
            grid.addWidget(label(name, "muted"), place % rows, 2 * (place // rows) + 1)
        self.column.addLayout(grid)
        leave = button("Đóng")
        self.add_buttons(leave)
        leave.clicked.connect(self.closed)
