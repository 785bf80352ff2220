"""The page of Giới thiệu: which version, which file, whose work, which keys."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kehoach_desktop import __version__
from kehoach_desktop.ui.actions import VERBS, plain
from kehoach_desktop.ui.page import Page, button, label

_KEYS_PX = (124, 80)  # the longest on the left, where the lists of all tabs begin
_NATIVE = QKeySequence.SequenceFormat.NativeText
_KEY_NAMES = {"Return": "Enter", "Up": "↑", "Down": "↓"}  # Return and Enter are both Enter to a clerk
_KEY_NAME = re.compile(rf"\b(?:{'|'.join(_KEY_NAMES)})$")
# Keys that a page, sheet or grid answers itself, before those of its verbs.
_IN_TABS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "TRONG THẺ SOẠN THẢO",
        (
            ("Enter", "Mục mới cùng bậc"),
            ("Shift+Enter", "Xuống dòng trong mục"),
            ("F4", "Gợi ý, lịch trong ô thông tin"),
        ),
    ),
    ("TRONG THẺ PHỤ LỤC", (("Tab, Enter", "Ô bên, ô dưới"), ("F2", "Sửa ô đang chọn"))),
    ("TRONG THẺ THEO DÕI QUÝ", (("Enter", "Ghi kết quả của ô"),)),
)


class AboutPage(Page):
    """What the program is, where its data are, and every key: the window's, then those of each tab."""

    is_of_file = True
    licences_asked = Signal()

    def __init__(
        self,
        database: Path,
        actions: dict[str, QAction],
        own: Sequence[Sequence[QAction]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Kế hoạch Desktop",
            f"Bản {__version__}. Chương trình làm việc ngay trên máy này, không gửi dữ liệu đi đâu.",
            parent,
        )
        self.column.addWidget(label("TỆP DỮ LIỆU", "caption"))
        self.column.addWidget(label(str(database)))
        self._tell_licences()
        shown = [(actions[verb.name], verb) for verb in VERBS if actions[verb.name].isVisible()]
        named = [(keys_of(action), plain(verb.text)) for action, verb in shown]  # not "Hoàn tác: …"
        self._list_keys("PHÍM TẮT", [key for key in named if key[0]])
        for (title, known), verbs in zip(_IN_TABS, own, strict=False):
            if verbs:
                named = [(keys_of(action), plain(action.text().partition("\t")[0])) for action in verbs]
                self._list_keys(title, [*known, *(key for key in named if key[0])])
        leave = button("Đóng")
        self.add_buttons(leave)
        leave.clicked.connect(self.closed)

    def take_keyboard(self) -> None:
        """Stand at the top, with the arrows to read on."""
        self.setFocus()

    def _tell_licences(self) -> None:
        self.column.addSpacing(12)
        self.column.addWidget(label("GIẤY PHÉP", "caption"))
        self.column.addWidget(
            label("Giấy phép MIT. Dùng Qt (giấy phép LGPL 3.0), Python và những thành phần khác.")
        )
        licences = button("Thành phần và giấy phép")
        licences.clicked.connect(self.licences_asked)
        self.column.addWidget(licences, alignment=Qt.AlignmentFlag.AlignLeft)

    def _list_keys(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        self.column.addSpacing(12)
        self.column.addWidget(label(title, "caption"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        rows = (len(keys) + 1) // 2
        for place, (pressed, name) in enumerate(keys):
            at, side = place % rows, 2 * (place // rows)
            grid.addWidget(QLabel(pressed), at, side, Qt.AlignmentFlag.AlignTop)
            told = label(name, "muted")
            told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(told, at, side + 1)
        for side, width_px in enumerate(_KEYS_PX):
            grid.setColumnMinimumWidth(2 * side, width_px)
            grid.setColumnStretch(2 * side + 1, 1)
        self.column.addLayout(grid)


def keys_of(action: QAction) -> str:
    """Return the keys an action answers to now, or the key it only shows; "" when it has none."""
    shown = action.text().partition("\t")[2]
    keys = (key.toString(_NATIVE) for key in action.shortcuts())
    return (
        ", ".join(dict.fromkeys(_KEY_NAME.sub(lambda found: _KEY_NAMES[found[0]], key) for key in keys))
        or shown
    )
