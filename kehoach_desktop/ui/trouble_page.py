"""The page in place of a file that cannot be worked in: what is wrong, and what can be done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kehoach_desktop.domain.dates import moment
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.services.opening import (
    DAMAGED,
    FAILED,
    HELD,
    MISSING,
    NEWER,
    NOT_OURS,
    CopyNote,
    Trouble,
)
from kehoach_desktop.ui.page import Page, button, label

_TITLES = {
    HELD: "Tệp đang được mở ở nơi khác",
    DAMAGED: "Tệp dữ liệu bị hỏng",
    NEWER: "Tệp do bản chương trình mới hơn tạo ra",
    NOT_OURS: "Không đọc được tệp này",
    MISSING: "Không tìm thấy tệp dữ liệu",
    FAILED: "Không mở được tệp dữ liệu",
}
_MORE = {
    HELD: "Mở để xem thì đọc, xuất và sao chép được; muốn ghi thì đóng cửa sổ kia rồi thử lại.",
    DAMAGED: "Tệp hỏng không bị ghi thêm gì. Mở bản sao lưu thì tệp hỏng vẫn được giữ nguyên dưới tên khác.",
    NEWER: "Tệp không bị thay đổi. Bản chương trình này không hiểu hết dữ liệu nên không mở, kể cả để xem.",
    NOT_OURS: "Tệp không bị thay đổi.",
    MISSING: "Nếu tệp nằm trên USB hoặc ổ đĩa khác, hãy cắm lại rồi nhấn Thử lại.",
    FAILED: "Tệp không bị thay đổi.",
}


class TroublePage(Page):
    """Its signals are the choices; the copy and what can be read are told when they have been found."""

    copy_chosen = Signal(object)  # CopyNote
    look_chosen = Signal()
    again_chosen = Signal()
    new_chosen = Signal()
    other_chosen = Signal()
    quit_chosen = Signal()

    def __init__(self, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(_TITLES[trouble.kind], trouble.sentence, parent)
        self.trouble = trouble
        self._copy: CopyNote | None = None
        self.column.addWidget(label(_MORE[trouble.kind], "muted"))
        self.searching = label("Đang tìm bản sao lưu còn tốt…", "muted")
        self.searching.setVisible(trouble.may_have_copy)
        self.column.addWidget(self.searching)
        self.copy = button("Mở bản sao lưu gần nhất còn tốt", is_primary=True)
        is_held = trouble.kind == HELD
        self.look = button("Mở để xem" if is_held else "Mở để xem phần còn đọc được", is_primary=is_held)
        self.again = button("Thử lại")
        self.new = button("Bắt đầu với tệp mới, trống")
        self.other = button("Mở tệp khác…")
        self.end = button("Thoát")
        self.copy.hide()
        self.look.setVisible(is_held)
        self.new.setVisible(trouble.may_begin_anew)
        self.again.setVisible(trouble.kind in {HELD, MISSING, FAILED})
        self.column.addSpacing(16)
        for choice in (self.copy, self.look, self.again, self.new, self.other, self.end):
            self.column.addWidget(choice)
        self.copy.clicked.connect(self.on_copy_clicked)
        self.look.clicked.connect(self.look_chosen)
        self.again.clicked.connect(self.again_chosen)
        self.new.clicked.connect(self.new_chosen)
        self.other.clicked.connect(self.other_chosen)
        self.end.clicked.connect(self.quit_chosen)

    @property
    def choices(self) -> list[QPushButton]:
        """The buttons that can be pressed now."""
        every = (self.copy, self.look, self.again, self.new, self.other, self.end)
        return [choice for choice in every if not choice.isHidden()]

    @property
    def words(self) -> str:
        """All that is said."""
        return "\n".join(shown.text() for shown in self.findChildren(QLabel) if not shown.isHidden())

    def show_found(self, copy: CopyNote | None, *, is_readable: bool) -> None:
        """Offer the newest good copy, and to look at what can be read."""
        self._copy = copy
        if copy is None:
            self.searching.setText("Không có bản sao lưu nào còn tốt bên cạnh tệp này.")
        else:
            self.searching.hide()
            when = f"lúc {moment(copy.made_at)}"
            held = f", {number_words(copy.counts.plans)} kế hoạch" if copy.counts is not None else ""
            self.copy.setText(f"Mở bản sao lưu gần nhất còn tốt ({when}{held})")
            self.copy.show()
        if is_readable:
            self.look.show()
        self.take_keyboard()

    def hold(self, words: str) -> None:
        """Let nothing be chosen while something is done, and say what."""
        for choice in self.choices:
            choice.setEnabled(False)
        self.searching.setText(words)
        self.searching.show()

    def let_choose(self, words: str) -> None:
        """Say what went wrong; everything can be chosen again."""
        for choice in self.choices:
            choice.setEnabled(True)
        self.searching.setText(words)
        self.searching.show()

    @Slot()
    def on_copy_clicked(self) -> None:
        """Give the copy offered."""
        self.copy_chosen.emit(self._copy)
