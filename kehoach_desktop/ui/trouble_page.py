"""The page in place of a file that cannot be worked in: what is wrong, and what can be done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.opening import (
    DAMAGED,
    FAILED,
    FOLDER,
    HELD,
    IN_USE,
    MISSING,
    NEWER,
    NOT_OURS,
    CopyNote,
    Trouble,
    WaysOut,
)
from kehoach_desktop.ui.copies.choosing_list import WIDTH_PX, ChoosingList
from kehoach_desktop.ui.page import Page, button, label

_TITLES = {
    HELD: "Tệp đang được mở ở nơi khác",
    DAMAGED: "Tệp dữ liệu bị hỏng",
    NEWER: "Tệp do bản chương trình mới hơn tạo ra",
    NOT_OURS: "Không đọc được tệp này",
    MISSING: "Không tìm thấy tệp dữ liệu",
    FAILED: "Không mở được tệp dữ liệu",
    IN_USE: "Tệp đang được chương trình khác dùng",
    FOLDER: "Đây là thư mục, không phải tệp dữ liệu",
}
_MORE = {
    HELD: "Mở để xem thì đọc, xuất và sao chép được; muốn ghi thì đóng cửa sổ kia rồi thử lại.",
    DAMAGED: "Tệp hỏng không bị ghi thêm gì. Mở bản sao lưu thì tệp hỏng vẫn được giữ nguyên dưới tên khác.",
    NEWER: "Tệp không bị thay đổi. Bản chương trình này không hiểu hết dữ liệu nên không mở, kể cả để xem.",
    NOT_OURS: "Tệp không bị thay đổi.",
    MISSING: "Nếu tệp nằm trên USB hoặc ổ đĩa khác, hãy cắm lại rồi nhấn Thử lại.",
    FAILED: "Hệ điều hành hoặc ổ đĩa không cho mở; không có gì cho thấy dữ liệu bị hỏng. Tệp không bị đổi.",
    IN_USE: "Tệp không bị hỏng, không bị thay đổi. Chương trình quét vi-rút, đồng bộ có thể đang giữ tệp; "
    "chờ giây lát hoặc đóng chương trình đó rồi nhấn Thử lại.",
    FOLDER: "Thư mục không bị thay đổi.",
}
_HELD_KINDS = {HELD, IN_USE}


class TroublePage(Page):
    """Its signals are the choices; the copy and what can be read are told when they have been found."""

    copy_chosen = Signal(object)  # CopyNote
    look_chosen = Signal()
    back_chosen = Signal()
    again_chosen = Signal()
    new_chosen = Signal()
    other_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, trouble: Trouble, *, can_go_back: bool = False, parent: QWidget | None = None) -> None:
        """``can_go_back``: another file was worked in before; Esc too leads to it."""
        super().__init__(_TITLES[trouble.kind], trouble.sentence, parent)
        self.trouble = trouble
        self._good: CopyNote | None = None
        self.column.addWidget(label(_MORE[trouble.kind], "muted"))
        self.copies = ChoosingList(trouble.path)
        self.copies.hide()
        self.copies.chosen.connect(self.on_note_chosen)
        self.searching = label("Đang tìm bản sao lưu còn tốt…", "muted")
        self.searching.setVisible(trouble.may_have_copy)
        self.column.addWidget(self.searching)
        self.copy = button("Mở bản sao lưu gần nhất còn tốt", is_primary=True)
        is_held = trouble.kind == HELD
        is_in_part = trouble.kind == DAMAGED
        self.look = button("Mở để xem phần còn đọc được" if is_in_part else "Mở để xem", is_primary=is_held)
        self.back = button("Quay lại tệp đang mở trước đó")
        self.again = button("Thử lại")
        self.new = button("Bắt đầu với tệp mới, trống")
        self.other = button("Mở tệp khác…")
        self.end = button("Thoát")
        self.copy.hide()
        self.look.setVisible(is_held)
        self.back.setVisible(can_go_back)
        self.new.setVisible(trouble.may_begin_anew)
        self.again.setVisible(trouble.kind in {*_HELD_KINDS, MISSING, FAILED, NOT_OURS})
        self.column.addWidget(self.copies)
        self.column.addSpacing(16)
        for choice in self._every:
            self.column.addWidget(choice)
        self.copy.clicked.connect(self.on_copy_clicked)
        self.look.clicked.connect(self.look_chosen)
        self.back.clicked.connect(self.back_chosen)
        self.again.clicked.connect(self.again_chosen)
        self.new.clicked.connect(self.new_chosen)
        self.other.clicked.connect(self.other_chosen)
        self.end.clicked.connect(self.quit_chosen)
        if can_go_back:
            self.escape.activated.disconnect(self.closed)
            self.escape.activated.connect(self.back.click)

    @property
    def _every(self) -> tuple[QPushButton, ...]:
        return (self.copy, self.look, self.back, self.again, self.new, self.other, self.end)

    @property
    def choices(self) -> list[QPushButton]:
        """The buttons that can be pressed now."""
        return [choice for choice in self._every if not choice.isHidden()]

    @property
    def words(self) -> str:
        """All that is said."""
        return "\n".join(shown.text() for shown in self.findChildren(QLabel) if not shown.isHidden())

    def show_found(self, found: WaysOut) -> None:
        """Offer the newest good copy, every other one there is, and to look at what can be read."""
        self._good = found.good
        self.searching.setText(_told_of(found))
        self.searching.setVisible(self.trouble.may_have_copy and bool(self.searching.text()))
        if found.copies:
            self._card.setMaximumWidth(WIDTH_PX)
            self.copies.show_notes(found.copies, found.good)
            self.copies.show()
        if found.is_readable:
            self.look.show()
        self.take_keyboard()

    @Slot(object)
    def on_note_chosen(self, note: CopyNote | None) -> None:
        """Have the button say which copy it opens; one that cannot be read is none."""
        if note is None or note.counts is None:
            self.copy.hide()
            return
        which = "gần nhất còn tốt" if note is self._good else "đã chọn"
        held = f"{number_words(note.counts.plans)} kế hoạch"
        self.copy.setText(f"Mở bản sao lưu {which} (lúc {moment(note.made_at.astimezone())}, {held})")
        self.copy.show()

    def take_keyboard(self) -> None:
        """Give the keyboard to the choice to be made next."""
        first = next(iter(self.choices), None)
        if first is not None:
            first.setFocus()

    def hold(self, words: str) -> None:
        """Let nothing be chosen while something is done, and say what."""
        self.copies.setEnabled(False)
        for choice in self.choices:
            choice.setEnabled(False)
        self.searching.setText(words)
        self.searching.show()

    def let_choose(self, words: str) -> None:
        """Say what went wrong; everything can be chosen again."""
        self.copies.setEnabled(True)
        for choice in self.choices:
            choice.setEnabled(True)
        self.searching.setText(words)
        self.searching.show()

    @Slot()
    def on_copy_clicked(self) -> None:
        """Give the copy chosen."""
        if (note := self.copies.current()) is not None:
            self.copy_chosen.emit(note)


def _told_of(found: WaysOut) -> str:
    """Return what is said of the copies beyond their list; "" for nothing."""
    away = (
        f"Thư mục chép thêm {found.away} hiện không có; nếu ở USB hoặc ổ đĩa khác, hãy cắm rồi nhấn Thử lại."
        if found.away is not None
        else ""
    )
    if found.good is not None:
        return away
    if found.copies:
        none = "Chưa bản sao nào dưới đây đạt kiểm tra; bản đọc được vẫn chọn thử được."
    else:
        none = (
            "Không tìm thấy bản sao lưu nào của tệp này. Nếu có bản sao ở nơi khác, hãy chọn bản đó bằng "
            "Mở tệp khác… để xem và khôi phục."
        )
    return f"{none} {away}".strip()
