"""What is told of one row: when, where, and from what to what, word by word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.history.telling import Detail
from kehoach_desktop.domain.word_runs import Run, word_runs
from kehoach_desktop.services.history import Entry
from kehoach_desktop.ui.comparing.pane import Looks
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.theme import base_font, theme

_LEAST_PX, _MOST_PX = 300, 380
_NOTHING_CHOSEN = "Chọn một dòng để xem nội dung trước và sau khi sửa."


class DetailsPane(QFrame):
    """Its buttons ask for what is done with the row shown."""

    go_asked = Signal()
    stood_asked = Signal()
    whole_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._details: Sequence[Detail] = ()
        self._others = 0
        self.setObjectName("surface")
        self.setMinimumWidth(_LEAST_PX)
        self.setMaximumWidth(_MOST_PX)
        self.name = label("", "heading")
        self.when = label("", "muted")
        self.where = label("")
        self.text = QTextBrowser()
        self.text.setObjectName("compare_pane")
        self.text.setAccessibleName("Trước và sau khi sửa")
        self.text.setOpenLinks(False)
        self.text.setUndoRedoEnabled(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDefaultFont(base_font())
        self.whole = button("Hiện toàn văn")
        self.go = button("Đến chỗ này")
        self.stood = button("Xem kế hoạch lúc đó…")
        self.go.setToolTip("Mở chỗ đã sửa trong kế hoạch (Enter)")
        self.stood.setToolTip("Xem kế hoạch ngay sau thay đổi này, bên cạnh bản hiện nay")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for part in (self.name, self.when, self.where):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        for made in (self.whole, self.go, self.stood):
            column.addWidget(made)
        self.whole.clicked.connect(self.whole_asked)
        self.go.clicked.connect(self.go_asked)
        self.stood.clicked.connect(self.stood_asked)
        theme().changed.connect(self.on_theme_changed)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None, *, has_place: bool = False, can_stand: bool = False) -> None:
        """Show a row; what it changed follows with ``show_details``."""
        self._entry = entry
        self.name.setText(entry.name if entry else _NOTHING_CHOSEN)
        self.when.setText(_when(entry) if entry else "")
        self.where.setText(entry.where if entry else "")
        for part in (self.when, self.where):
            part.setVisible(bool(part.text()))
        self.go.setEnabled(has_place)
        self.stood.setEnabled(can_stand)
        self.show_details((), 0)

    def show_details(self, details: Sequence[Detail], others: int, *, is_cut: bool = False) -> None:
        """Show what changed; ``others`` are left out. ``is_cut``: of a long text only a stretch is told."""
        self._details, self._others = details, others
        self.whole.setVisible(is_cut)
        self.text.clear()
        looks = Looks()
        cursor = QTextCursor(self.text.document())
        for detail in details:
            old, new = word_runs(detail.old, detail.new) if detail.old and detail.new else _sides(detail)
            if detail.what:
                _write(cursor, [Run(detail.what.capitalize(), is_changed=False)], looks.label, looks.label)
            for word, runs, changed in (("Từ: ", old, looks.removed), ("Thành: ", new, looks.added)):
                if runs:
                    cursor.insertText(word, looks.label)
                    _write(cursor, runs, looks.plain, changed)
            cursor.insertBlock()
        if others:
            cursor.insertText(f"… và {others} chỗ khác", looks.label)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self.show_details(self._details, self._others, is_cut=not self.whole.isHidden())


def _sides(detail: Detail) -> tuple[Sequence[Run], Sequence[Run]]:
    """Return what came or went as a whole."""
    old, new = (((Run(text, is_changed=True),) if text else ()) for text in (detail.old, detail.new))
    return old, new


def _write(cursor: QTextCursor, runs: Sequence[Run], plain: object, changed: object) -> None:
    for run in runs:
        cursor.insertText(run.text.replace("\n", "\u2028"), changed if run.is_changed else plain)  # type: ignore[call-overload]
    cursor.insertBlock()


def _when(entry: Entry) -> str:
    """Return when it was, to the second: several things may be done in one minute."""
    until = moment(entry.at, with_seconds=True)
    if entry.since == entry.at:
        return until
    if entry.days[0] == entry.days[1]:
        return f"{entry.since:%H:%M:%S} – {until}"
    return f"{moment(entry.since, with_seconds=True)} – {until}"
