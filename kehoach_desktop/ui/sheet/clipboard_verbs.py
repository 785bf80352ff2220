"""Cut, copy and paste of blocks of cells, to and from Excel, LibreOffice, Word and this sheet itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from kehoach_desktop.domain.block_paste import fill, paste
from kehoach_desktop.domain.cell_block import CellBlock, begins_with_numbers
from kehoach_desktop.domain.edits import Batch
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.plan import Appendix
from kehoach_desktop.domain.words import number_words
from kehoach_desktop.ui.plan.page_work import PageWork
from kehoach_desktop.ui.sheet.chosen_block import PasteTarget, copied_block, paste_target
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.services.table_blocks import TableClip
    from kehoach_desktop.ui.sheet.view import SheetView

_CHANGED = (
    "Bảng đã đổi sang phụ lục khác trước khi đọc xong khối ô nên chưa dán gì; "
    "hãy mở lại phụ lục cần dán rồi dán lại."
)
_ONLY_NUMBERS = "Cột TT được đánh số tự động nên không dán vào được; hãy chọn ô ở cột khác rồi dán lại."


class ClipboardVerbs(QObject):
    """What the three verbs do on a sheet; ``said`` is what is to be told besides what cannot be done."""

    said = Signal(str, str, object)  # kind, sentence, answers

    def __init__(self, workbench: Workbench, view: "SheetView") -> None:
        super().__init__(view)
        self._workbench = workbench
        self._view = view
        self._work = PageWork(self, workbench.failed.emit)

    def copy(self) -> bool:
        """Put the smallest block that holds the chosen cells on the clipboard; say whether there is one."""
        from kehoach_desktop.services.table_blocks import copy_block

        block = copied_block(self._view)
        if not block.rows:
            return False
        copied = copy_block(block)
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

        clip = clip_of(QGuiApplication.clipboard().mimeData())
        appendix = self._view.sheet.appendix
        if appendix is None:
            return
        if clip.is_empty:
            self.said.emit("info", "Trên bảng tạm chưa có ô hay chữ nào để dán.", ())
            return
        target = paste_target(self._view)
        if not clip.is_long:
            try:
                self._put(appendix.id, target, read_block(clip), is_told=False)
            except UserError as error:
                self._workbench.failed.emit(str(error))
            return
        self.said.emit("info", "Đang đọc khối ô sắp dán…", ())
        self._work.start(lambda: read_block(clip), partial(self._on_read, appendix.id, target))

    def close(self) -> None:
        """Wait for what is being read and let it go."""
        self._work.close()

    def _on_read(self, appendix_id: int, target: PasteTarget, block: CellBlock) -> None:
        try:
            self._put(appendix_id, target, block, is_told=True)
        except UserError as error:
            self._workbench.failed.emit(str(error))

    def _put(self, appendix_id: int, target: PasteTarget, block: CellBlock, *, is_told: bool) -> None:
        """Make the paste one step of the plan, and tell what was left out."""
        self._view.delegate.finish_editor()
        appendix = self._view.sheet.appendix
        if appendix is None or appendix.id != appendix_id:
            raise UserError(_CHANGED)
        edit = _edit(appendix, target, block)
        if edit is not None and not self._workbench.commit(edit, "Dán khối ô"):
            return
        notes = f" Lưu ý: {'; '.join(block.notes)}." if block.notes else ""
        if is_told or notes:
            self.said.emit("ok", f"Đã dán {number_words(block.height)} dòng.{notes}", ())


def clip_of(source: QMimeData) -> "TableClip":
    """Return what of the clipboard can hold a table; the address of a file is no text of one."""
    from kehoach_desktop.services.table_blocks import TableClip

    text = source.text() if source.hasFormat("text/plain") or not source.hasUrls() else ""
    return TableClip(source.html() if source.hasHtml() else "", text)


def _edit(appendix: Appendix, target: PasteTarget, block: CellBlock) -> Batch | None:
    value = block.one_value
    if value is not None and target.cells:
        if all(key == "number" for _, key in target.cells):
            raise UserError(_ONLY_NUMBERS)
        return fill(appendix, value, target.cells)
    is_from_contents = not target.cells and not begins_with_numbers(block)
    keys = target.keys[1:] if is_from_contents else target.keys
    return paste(appendix, target.repeated(block), target.tasks, keys)
