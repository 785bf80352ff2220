"""The page of Bản sao lưu: every copy there is, what is in the chosen one, and where they are kept."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.backups import CopyNote
from kehoach_desktop.ui.copies.inside import WIDTH_PX, InsidePanel
from kehoach_desktop.ui.copies.model import (
    EVIDENCE,
    HEADINGS,
    RECORDS,
    REPORTS,
    SIZE,
    TASKS,
    WHEN,
    WHERE,
    WHY,
    CopiesModel,
)
from kehoach_desktop.ui.list_page import put_beside, scrolled
from kehoach_desktop.ui.list_table import ListTable
from kehoach_desktop.ui.page import breakable, button, label
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.wide_page import WidePage

TITLE = "Bản sao lưu"
_HELD = "Không dùng được: cửa sổ này chỉ để xem"
_WIDTHS = {WHEN: 188, WHY: 206, REPORTS: 76, TASKS: 88, EVIDENCE: 100, SIZE: 100}
_COUNT_PX = 81
_ROOMS = {EVIDENCE: 1030, RECORDS: 930, SIZE: 850, REPORTS: 752, WHERE: 676}


class CopiesPage(WidePage):
    """Who makes and lists copies calls ``show_notes``; the signals say what is asked for."""

    is_of_file = True
    make_asked = Signal()
    folder_asked = Signal()
    folder_given_up = Signal()
    folder_opened = Signal(object)  # Path
    chosen = Signal(object)  # CopyNote

    def __init__(self, own: Path, wanted: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._wanted = wanted  # the copy to be chosen first
        self._is_newest_wanted = False
        self._own = own
        self._opened = own
        self.model = CopiesModel(own, self)
        widths = {column: _WIDTHS.get(column, _COUNT_PX) for column in range(len(HEADINGS))}
        self.table = ListTable(self.model, "Các bản sao lưu", widths, (WHERE,))
        self.table.leave_out(_ROOMS, filler=WHY)
        self.inside = InsidePanel()
        self.count = label("Đang đọc…", "muted")
        self.where = label("", "muted")
        self.away = label("", "warning")  # no fault: it comes back, and is caught up with
        self.make = button("Tạo bản sao ngay", is_primary=True)
        self.folder = button("Chọn thư mục…")
        self.give_up = button("Ngừng chép thêm", is_flat=True)
        self.open = button("Mở thư mục", is_flat=True)
        self._leave = button("Đóng")
        self._lay_out()
        self._connect()
        self.show_places(None, is_there=False)

    def hold(self) -> None:
        """Let nothing be made, put or brought back from here: the window only reads."""
        for verb in (self.make, self.folder, self.give_up):
            verb.setEnabled(False)
            verb.setToolTip(_HELD)
        self.inside.hold(_HELD)

    def areas(self) -> list[QWidget]:
        """Return the verbs, what is in the copy, then the table."""
        return [self.make, self.inside.plans, self.table]

    def current(self) -> CopyNote | None:
        """Return the chosen copy."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def want_newest(self) -> None:
        """Have the newest chosen when the list is shown next: it has just been made."""
        self._is_newest_wanted = True

    def show_notes(self, notes: Sequence[CopyNote]) -> None:
        """List the copies; the chosen one stays chosen, else it is the newest. What is seen stays there."""
        before = note.path if (note := self.current()) is not None else self._wanted
        bar = self.table.verticalScrollBar()
        scrolled = bar.value()
        if tuple(notes) != tuple(self.model.rows):
            self.model.show_rows(notes)
        self.count.setText(
            f"{number_words(len(notes))} bản. Bản cũ được lược bớt: giữ 24 giờ, 30 ngày, 12 tháng gần nhất "
            "và mọi bản trước khi nâng cấp."
            if notes
            else "Chưa có bản sao nào; bản đầu tiên có ngay sau thay đổi đầu tiên trong ngày."
        )
        rows = [row for row, note in enumerate(notes) if note.path == before]
        if notes and self._is_newest_wanted:
            self._is_newest_wanted = False
            self.choose(0)
            self.table.scrollToTop()
        elif notes:
            self.choose(rows[0] if rows else 0)
            bar.setValue(scrolled)
        else:
            self.inside.show_note(None)

    def choose(self, row: int) -> None:
        """Choose a copy by its row."""
        flag = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def show_places(self, folder: Path | None, *, is_there: bool) -> None:
        """Say where the copies are kept."""
        words = f"Giữ cạnh tệp dữ liệu: {self._own}"
        is_away = folder is not None and not is_there
        if is_away:
            self.away.setText(
                f"Chép thêm vào: {folder} (hiện không có; bản sao vẫn giữ cạnh tệp, tự chép bù khi có lại)"
            )
        elif folder is not None:
            words += f"\nChép thêm vào: {folder}"
        else:
            words += "\nNên chép thêm vào USB hoặc ổ đĩa khác: hỏng một nơi vẫn còn nơi kia."
        self.where.setText(breakable(words))
        self.away.setVisible(is_away)
        self.folder.setText("Chọn thư mục chép thêm…" if folder is None else "Đổi thư mục…")
        self.give_up.setVisible(folder is not None)
        self._opened = folder if folder is not None and is_there else self._own

    def say(self, sentence: str) -> None:
        """Say why nothing is listed."""
        self.count.setText(sentence)

    @Slot()
    def on_current_changed(self) -> None:
        """Show what is in the chosen copy; where it is shown already, the plan chosen in it stays chosen."""
        note = self.current()
        if note is not None and note == self.inside.note:
            return
        self.inside.show_note(note)
        if note is not None:
            self.chosen.emit(note)

    @Slot()
    def on_open_clicked(self) -> None:
        """Show the folder in the system's own program."""
        self.folder_opened.emit(self._opened)

    def _lay_out(self) -> None:
        self.column.addWidget(self._bar())
        put_beside(self.column, self.table, scrolled(self.inside, WIDTH_PX))

    def _bar(self) -> QWidget:
        made = QFrame()
        made.setObjectName("tab_toolbar")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        heading = label(TITLE, "heading")
        heading.setWordWrap(False)
        row.addWidget(heading)
        row.addSpacing(8)
        row.addWidget(self.count, 1)
        row.addWidget(self.make)
        row.addWidget(self._leave)
        column.addLayout(row)
        places = QHBoxLayout()
        places.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.where)
        words.addWidget(self.away)
        places.addLayout(words, 1)
        for verb in (self.folder, self.give_up, self.open):
            places.addWidget(verb, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(places)
        return made

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.make.clicked.connect(self.make_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.give_up.clicked.connect(self.folder_given_up)
        self.open.clicked.connect(self.on_open_clicked)
        self.table.selectionModel().currentRowChanged.connect(self.on_current_changed)
        theme().changed.connect(self.table.viewport().update)
