"""Cut, copy and paste of blocks of cells, to and from Excel, LibreOffice, Word and this sheet itself."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.domain.cells.block import CellBlock, begins_with_contents
from kehoach_desktop.domain.cells.pasting import fill, paste
from kehoach_desktop.domain.edits import Batch
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.domain.task_texts import CONTENT, NUMBER
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.copied import what_was_copied
from kehoach_desktop.ui.plan.page_work import PageWork
from kehoach_desktop.ui.sheet.chosen_block import (
    PasteTarget,
    choose_pasted,
    chosen_block,
    copied_block,
    paste_target,
)
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.table_blocks import TableClip
    from kehoach_desktop.ui.sheet.view import SheetView

BY_HEADS = "Nhận cột theo tiêu đề"
AS_IS = "Dán nguyên khối"
_MANY = 3_000  # cells: some 30 ms
_CHANGED = (
    "Đã mở kế hoạch khác trước khi đọc xong khối ô nên chưa dán gì; hãy mở lại kế hoạch cần dán rồi dán lại."
)
_ONLY_NUMBERS = "Cột TT được đánh số tự động nên không dán vào được; hãy chọn ô ở cột khác rồi dán lại."


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the clerk asked for, and where."""

    appendix_id: int
    target: PasteTarget
    clip: "TableClip"


class ClipboardVerbs(QObject):
    """What the three verbs do on a sheet; ``said`` is what is to be told besides what cannot be done."""

    said = Signal(str, str, object)  # kind, sentence, answers
    table_offered = Signal(object)  # a TableClip that is to come in by the heads of its columns

    def __init__(self, workbench: Workbench, view: "SheetView") -> None:
        super().__init__(view)
        self._workbench = workbench
        self._view = view
        self._work = PageWork(self, workbench.failed.emit)

    def copy(self) -> bool:
        """Put the smallest block that holds the chosen cells on the clipboard; say whether there is one."""
        from kehoach_desktop.services.table_blocks import copy_block

        rows, columns = chosen_block(self._view)
        if not rows:
            return False
        copied = self._workbench.beside.do(
            lambda: copy_block(copied_block(rows, columns)), is_long=len(rows) * len(columns) > _MANY
        )
        data = QMimeData()
        data.setHtml(copied.html)
        data.setText(copied.text)
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def paste(self) -> None:
        """Write the block on the clipboard from the first chosen cell on; one value fills all chosen cells.

        A block that is long to read is read off the window's thread.
        """
        from kehoach_desktop.services.table_blocks import read_block

        clip = clip_of(what_was_copied())
        appendix = self._view.sheet.appendix
        if appendix is None:
            return
        if clip.is_empty:
            self.said.emit("info", "Trên bảng tạm chưa có ô hay chữ nào để dán.", ())
            return
        target = paste_target(self._view)
        wish = _Wish(appendix.id, target, clip)
        if not clip.is_long:
            try:
                self._offer(wish, read_block(clip))
            except UserError as error:
                self._workbench.failed.emit(str(error))
            return
        self.said.emit("info", "Đang đọc khối ô sắp dán…", (("Hủy", self._work.cancel),))
        self._work.read(partial(read_block, clip), partial(self._on_read, wish), self._on_cancelled)

    def close(self) -> None:
        """Wait for what is being read and let it go."""
        self._work.close()

    def _on_cancelled(self) -> None:
        self.said.emit("info", "Đã hủy; chưa dán gì.", ())

    def _on_read(self, wish: _Wish, block: CellBlock) -> None:
        try:
            self._offer(wish, block)
        except UserError as error:
            self._workbench.failed.emit(str(error))

    def _offer(self, wish: _Wish, block: CellBlock) -> None:
        """Ask about a block that has the heads of its columns; put any other in."""
        from kehoach_desktop.services.table_import import has_head

        if block.height < 2 or CONTENT not in wish.target.keys or not has_head(block):
            self._put(wish, block)
            return
        self.said.emit(
            "info",
            "Khối đang dán có dòng tiêu đề cột. Nhận cột theo tiêu đề và xem trước từng dòng?",
            (
                (BY_HEADS, lambda: self.table_offered.emit(wish.clip)),
                (AS_IS, lambda: self._on_answered(wish, block)),
            ),
        )

    def _on_answered(self, wish: _Wish, block: CellBlock) -> None:
        try:
            self._put(wish, block)
        except UserError as error:
            self._workbench.failed.emit(str(error))

    def _put(self, wish: _Wish, block: CellBlock) -> None:
        """Make the paste one step of the plan, and tell what was left out."""
        self._view.delegate.finish_editor()
        plan = self._workbench.plan
        appendix = next((x for x in plan.appendices if x.id == wish.appendix_id), None) if plan else None
        if appendix is None:
            raise UserError(_CHANGED)
        target = _from_contents(wish.target, block)
        edit = _edit(appendix, target, block)
        if edit is not None and not self._workbench.commit(edit, "Dán khối ô"):
            return
        if block.one_value is None:
            choose_pasted(self._view, target, target.repeated(block))
        notes = f" Lưu ý: {'; '.join(block.notes)}." if block.notes else ""
        if wish.clip.is_long or notes:
            self.said.emit("ok", f"Đã dán {number_words(block.height)} dòng.{notes}", ())


def clip_of(source: QMimeData) -> "TableClip":
    """Return what of the clipboard can hold a table; the address of a file is no text of one."""
    from kehoach_desktop.services.table_blocks import TableClip

    text = source.text() if source.hasFormat("text/plain") or not source.hasUrls() else ""
    return TableClip(source.html() if source.hasHtml() else "", text)


def _from_contents(target: PasteTarget, block: CellBlock) -> PasteTarget:
    """Return where the block goes: from the column after TT on when it does not begin with numbers of TT.

    TT is the leftmost cell, which somebody from Excel chooses for a row; an empty sheet has no other.
    """
    is_lone = not target.cells and block.width == 1
    if target.keys[:1] != (NUMBER,) or not (is_lone or begins_with_contents(block)):
        return target
    return replace(target, keys=target.keys[1:], width=max(target.width - 1, 1))


def _edit(appendix: Appendix, target: PasteTarget, block: CellBlock) -> Batch | None:
    value = block.one_value
    if value is not None and target.cells:
        if all(key == NUMBER for _, key in target.cells):
            raise UserError(_ONLY_NUMBERS)
        return fill(appendix, value, target.cells)
    if target.keys[:1] == (NUMBER,) and block.width == 1:
        raise UserError(_ONLY_NUMBERS)
    return paste(appendix, target.repeated(block), target.tasks, target.keys)
