"""The page of Nhập bảng vào phụ lục: a file or the clipboard, what its columns mean, what a row would do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSplitter,
    QWidget,
)

from kehoach_desktop.domain.plan import Appendix, Plan
from kehoach_desktop.domain.table_import.proposals import Fate, RowProposal
from kehoach_desktop.domain.table_import.table import ImportTable
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.choosing import choose_source
from kehoach_desktop.ui.importing.column_roles import ColumnRoles
from kehoach_desktop.ui.importing.cut_choice import CutChoice
from kehoach_desktop.ui.importing.cut_label import CutLabel
from kehoach_desktop.ui.importing.preview import ProposalTable
from kehoach_desktop.ui.page import Page, breakable, button, label

if TYPE_CHECKING:
    from kehoach_desktop.services.table_import import Wish

_WIDTH_PX = 1560
_LIST_PX = 180  # what the parts have at least; the page scrolls in a lower window
_DETAIL_LINES = 2
_TIP_LINES = 25


class TableImportPage(Page):
    """``file_chosen`` and ``paste_asked`` ask for tables, ``wish_changed`` for what one of them would do."""

    file_chosen = Signal(object)  # Path
    paste_asked = Signal()
    wish_changed = Signal()
    make_chosen = Signal()

    def __init__(
        self, plan: Plan, appendix: Appendix | None, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Nhập bảng vào phụ lục",
            "Lấy bảng từ tệp Excel, hoặc dán bảng đã sao chép từ Excel, LibreOffice, Word. Chỉ những dòng "
            "được chọn mới đưa vào phụ lục; ô trống trong bảng không xóa chữ đang có.",
            parent,
        )
        self.plan = plan
        self._settings = settings
        self._tables: tuple[ImportTable, ...] = ()
        self._make_parts(appendix)
        self._fill_height()
        self.column.addLayout(
            _row(self.choose, self.take_paste, self.source, 1, self._table_name, self.table)
        )
        self.column.addLayout(_row(self._target_name, self.target, 16, self.updating, 12, self.appending, 1))
        self.column.addWidget(self.wrong)
        self.column.addWidget(self.parts, 1)
        self.column.addWidget(self.detail)
        self.column.addLayout(_row(self.notes, self.to_left))
        self.column.addWidget(self.hint, 1)
        self.column.addSpacing(4)
        leave = button("Hủy")
        self.column.addLayout(_row(self.make, leave, 8, self.counts, 1, self.short, self._every, self._none))
        leave.clicked.connect(self.closed)
        self._connect()
        self._show_state()

    # -- what is asked for ---------------------------------------------------------------------------

    def say_reading(self) -> None:
        """Tell that a table is being read."""
        self.wrong.hide()
        self.counts.setText("Đang đọc bảng…")
        for each in (self.choose, self.take_paste, self.make):
            each.setEnabled(False)

    def say_wrong(self, sentence: str) -> None:
        """Show what is wrong with what was chosen; what was shown before stays."""
        self.wrong.setText(breakable(sentence))
        self.wrong.show()
        self._keep_height()
        self.let_try_again()

    def let_try_again(self) -> None:
        """Nothing is being read any more."""
        self.choose.setEnabled(True)
        self.take_paste.setEnabled(True)
        self.on_choice_changed()

    def show_tables(self, tables: tuple[ImportTable, ...], source: str) -> None:
        """Show what was read, the likeliest table first."""
        self._tables = tables
        self.source.setText(breakable(source))
        self.wrong.hide()
        self.choose.setEnabled(True)
        self.take_paste.setEnabled(True)
        self.table.clear()
        self.table.addItems([f"{each.name} ({len(each.cells)} dòng)" for each in tables])
        self.on_table_chosen()

    def follow(self, plan: Plan) -> None:
        """Look through the table again, for the plan has changed."""
        place = self.target.currentData()
        self.plan = plan
        if place >= len(plan.appendices):
            self.target.setCurrentIndex(self.target.count() - 1)
        self.wish_changed.emit()

    @property
    def appendix(self) -> Appendix | None:
        """The appendix the table goes to; None for a new one."""
        place = self.target.currentData()
        return self.plan.appendices[place] if place >= 0 else None

    def wish(self) -> "Wish | None":
        """Return how the table is to come in; None while there is none."""
        from kehoach_desktop.services.table_import import Wish

        at = self.table.currentIndex()
        if not 0 <= at < len(self._tables):
            return None
        return Wish(self._tables[at], self.roles.roles(), updates=self.updating.isChecked())

    def show_proposals(self, proposals: tuple[RowProposal, ...]) -> None:
        """Show what the table would do."""
        self.wrong.hide()
        self.preview.rows.show(proposals, self._own_titles())
        if proposals:
            self.preview.selectRow(0)
        self.on_row_changed()
        self._show_notes()

    def show_no_proposals(self, sentence: str) -> None:
        """Say why nothing can come in as the columns are."""
        self.preview.rows.show((), ())
        self.wrong.setText(sentence)
        self.wrong.show()
        self._keep_height()

    def take_keyboard(self) -> None:
        """Give the keyboard to the preview, or to the first button while there is none."""
        (self.preview if self._tables else self.choose).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for lines that are wrapped."""
        super().resizeEvent(event)
        self._keep_height()

    # -- its parts -----------------------------------------------------------------------------------

    def _make_parts(self, appendix: Appendix | None) -> None:
        self.choose = button("Chọn tệp Excel…", is_primary=True)
        self.take_paste = button("Dán bảng")
        self.take_paste.setToolTip("Đọc bảng đang ở trên bảng tạm (Ctrl+V)")
        self.source = label("Chưa chọn bảng nào.", "muted")
        self._table_name, self.table = QLabel("Bảng"), CutChoice()
        self._table_name.setBuddy(self.table)
        self.table.setAccessibleName("Bảng hoặc trang tính")
        self._target_name, self.target = QLabel("Đưa vào"), CutChoice()
        self._target_name.setBuddy(self.target)
        self.target.setAccessibleName("Đưa vào phụ lục nào")
        for box in (self.table, self.target):
            box.setMinimumContentsLength(16)
        for at, each in enumerate(self.plan.appendices):
            title = f": {one_line(each.title)}" if each.title else ""
            self.target.addItem(f"Phụ lục {at + 1}{title}", at)
            self.target.setItemData(at, self.target.itemText(at), Qt.ItemDataRole.ToolTipRole)
            if appendix is not None and each.id == appendix.id:
                self.target.setCurrentIndex(at)
        self.target.addItem("Phụ lục mới", -1)
        self.updating = QRadioButton("Cập nhật dòng trùng, thêm dòng mới")
        self.appending = QRadioButton("Thêm tất cả vào cuối")
        self._modes = QButtonGroup(self)
        for mode in (self.updating, self.appending):
            self._modes.addButton(mode)
        self.updating.setChecked(True)
        self.wrong = label("", "wrong")
        self.roles = ColumnRoles()
        self.preview = ProposalTable()
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        for part, share in ((self.roles, 32), (self.preview, 68)):
            part.setMinimumSize(240, _LIST_PX)
            self.parts.addWidget(part)
            self.parts.setStretchFactor(self.parts.count() - 1, share)
        self.parts.setSizes([360, 840])
        self.parts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.parts.setMinimumHeight(_LIST_PX)
        self.detail = CutLabel(lines=_DETAIL_LINES)
        self.hint = label(
            "Bảng cần có cột Nội dung; dòng tiêu đề có thể nằm giữa trang hoặc gồm hai dòng. Cột nào không "
            "nhận ra thì chọn bằng tay.",
            "muted",
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notes = CutLabel("", "muted")
        self.to_left = button("Đến cột chưa lấy", is_flat=True)
        self.counts = label("", "muted")
        self.short = QCheckBox("Chỉ dòng thêm, sửa")
        self._every = button("Chọn tất cả", is_flat=True)
        self._none = button("Bỏ chọn tất cả", is_flat=True)
        self.make = button("Nhập vào phụ lục", is_primary=True)

    def _fill_height(self) -> None:
        """Let the card be as wide and as high as the window has room for."""
        self._card.setMaximumWidth(_WIDTH_PX)
        self.column.setContentsMargins(24, 16, 24, 16)
        ground = self.widget()
        around = ground.layout() if ground is not None else None
        if around is not None:
            around.setContentsMargins(16, 12, 16, 12)
            around.setAlignment(self._card, Qt.AlignmentFlag(0))

    def _keep_height(self) -> None:
        """Let the page scroll rather than squeeze: Qt reckons with no line wrapped."""
        ground = self.widget()
        around = ground.layout() if ground is not None else None
        if ground is not None and around is not None and around.hasHeightForWidth():
            ground.setMinimumHeight(around.totalMinimumHeightForWidth(self.viewport().width()))

    def _connect(self) -> None:
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasting.activated.connect(self.take_paste.click)
        self.choose.clicked.connect(self.on_choose_clicked)
        self.take_paste.clicked.connect(self.paste_asked)
        self.table.activated.connect(self.on_table_chosen)
        self.target.activated.connect(self.on_target_chosen)
        self.updating.toggled.connect(self.wish_changed)
        self.roles.changed.connect(self.wish_changed)
        self.short.toggled.connect(self.preview.rows.show_changes_only)
        self._every.clicked.connect(self.on_every_clicked)
        self._none.clicked.connect(self.on_none_clicked)
        self.to_left.clicked.connect(self.on_to_left_clicked)
        self.preview.rows.choice_changed.connect(self.on_choice_changed)
        self.preview.selectionModel().currentChanged.connect(self.on_row_changed)
        self.preview.make_asked.connect(self.on_make_asked)
        self.make.clicked.connect(self.on_make_asked)

    # -- what happens --------------------------------------------------------------------------------

    @Slot()
    def on_choose_clicked(self) -> None:
        """Ask for the file in the system's own dialog."""
        kinds = "Sổ tính Excel (*.xlsx)"
        chosen = choose_source(self.window(), self._settings, "Nhập bảng vào phụ lục", kinds)
        if chosen is not None:
            self.file_chosen.emit(Path(chosen))

    @Slot()
    def on_table_chosen(self) -> None:
        """Show the columns of the table with what they seem to mean."""
        from kehoach_desktop.services.table_import import guessed_roles

        table = self._tables[self.table.currentIndex()]
        appendix = self.appendix
        own = appendix.columns if appendix is not None else ()
        self.roles.show_columns(table.columns, guessed_roles(table, appendix), own)
        self._show_state()
        self.wish_changed.emit()

    @Slot()
    def on_target_chosen(self) -> None:
        """Another appendix may have other columns."""
        if self._tables:
            self.on_table_chosen()

    @Slot()
    def on_every_clicked(self) -> None:
        """Tick all that are shown."""
        self.preview.rows.set_all(True)

    @Slot()
    def on_none_clicked(self) -> None:
        """Untick all that are shown."""
        self.preview.rows.set_all(False)

    @Slot()
    def on_to_left_clicked(self) -> None:
        """Go to the first column that is not taken, for its meaning to be chosen."""
        from kehoach_desktop.services.table_import import left_out

        wish = self.wish()
        if wish is not None and (places := left_out(wish)):
            self.roles.go_to(places[0])

    @Slot()
    def on_choice_changed(self) -> None:
        """Count what is taken."""
        rows = self.preview.rows
        added, changed = rows.count(Fate.ADDED), rows.count(Fate.CHANGED)
        same, left = rows.count(Fate.SAME)[1], rows.count(Fate.LEFT)[1]
        words = (
            f"Thêm {_of(added)} dòng, sửa {_of(changed)} dòng, giữ nguyên {number_words(same + left)} dòng."
        )
        doubtful = sum(bool(each.why) for each in rows.proposals)
        if doubtful:
            words += f" {number_words(doubtful)} dòng cần xem (⚠) chưa chọn sẵn."
        self.counts.setText(words if rows.proposals else "")
        self.make.setEnabled(bool(rows.taken))

    @Slot()
    def on_row_changed(self) -> None:
        """Show the current row whole: the table cuts what is long."""
        self.detail.say(self.preview.rows.whole(self.preview.currentIndex()))

    @Slot()
    def on_make_asked(self) -> None:
        """Ask for it, once something is taken."""
        if self.make.isEnabled():
            self.make_chosen.emit()

    def _show_state(self) -> None:
        """Show the parts there is something for."""
        has_table = bool(self._tables)
        self.hint.setVisible(not has_table)
        for part in (self.parts, self.detail, self.short, self._every, self._none, self.make):
            part.setVisible(has_table)
        self._table_name.setVisible(len(self._tables) > 1)
        self.table.setVisible(len(self._tables) > 1)
        for chief, is_chief in ((self.choose, not has_table), (self.make, has_table)):
            chief.setProperty("primary", "true" if is_chief else "false")
            chief.style().unpolish(chief)
            chief.style().polish(chief)
        self.notes.setVisible(False)
        self.to_left.setVisible(False)
        self.wrong.hide()
        self.make.setEnabled(False)
        self._keep_height()

    def _show_notes(self) -> None:
        from kehoach_desktop.services.table_import import left_out_words

        wish = self.wish()
        left = left_out_words(wish) if wish is not None else ()
        notes = (*left, *wish.table.notes) if wish is not None else ()
        self.notes.say(f"Lưu ý: {' '.join(notes)}" if notes else "", "\n".join(notes[:_TIP_LINES]))
        self.notes.setVisible(bool(notes))
        self.to_left.setVisible(bool(left))
        self._keep_height()

    def _own_titles(self) -> tuple[str, ...]:
        """Return the titles of the office's own columns, the new ones among them."""
        from kehoach_desktop.services.table_import import new_titles

        wish, appendix = self.wish(), self.appendix
        there = tuple(each.title for each in appendix.columns) if appendix is not None else ()
        return (*there, *(new_titles(wish) if wish is not None else ()))


def _of(counts: tuple[int, int]) -> str:
    taken, count = map(number_words, counts)
    return taken if taken == count else f"{taken}/{count}"


def _row(*parts: QWidget | int) -> QHBoxLayout:
    """Return a row of widgets; 1 is what stretches, another number a gap."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if isinstance(part, QComboBox):
            part.setMaximumWidth(420)
            row.addWidget(part, 60)
        elif isinstance(part, QPushButton | QCheckBox | QRadioButton):
            row.addWidget(part)
        elif isinstance(part, QWidget):
            row.addWidget(part, 100 if part.property("role") == "muted" else 0)
        elif part == 1:
            row.addStretch(1)
        else:
            row.addSpacing(part)
    return row
