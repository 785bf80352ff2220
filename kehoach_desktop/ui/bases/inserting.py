"""What is chosen in the library goes into the plan: as căn cứ, or cited at the caret."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.basis_order import line_of
from kehoach_desktop.domain.legal_basis import LegalBasis, short_citation
from kehoach_desktop.ui.bases import changes
from kehoach_desktop.ui.bases.steps import insert_bases, insert_citations
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.bases.panel import BasisPanel


class Inserter(QObject):
    """Does the two verbs of inserting, each one undo step of the program."""

    def __init__(self, panel: "BasisPanel", workbench: Workbench, editor: OutlineEditor) -> None:
        super().__init__(panel)
        self._panel = panel
        self._workbench = workbench
        self._editor = editor
        self._said = ""
        self._offered_at = -1  # where the stack stood when taking back an insertion was offered
        verbs = panel.picker.actions_by_name
        verbs["insert"].triggered.connect(self.on_insert_asked)
        verbs["inline"].triggered.connect(self.on_inline_asked)
        workbench.stack.indexChanged.connect(self.on_stack_index_changed)

    @Slot()
    def on_insert_asked(self) -> None:
        """Put the chosen texts into the preamble; one that is there already is gone to."""
        chosen = self._panel.picker.chosen()
        self._editor.flush()
        plan = self._workbench.plan
        if not chosen or plan is None:
            return
        caret = self._editor.caret_place()
        new = [basis for basis in chosen if not line_of(basis, plan.preamble)]
        if not new:
            self._panel.picker.note.say(
                f"Kế hoạch đã có căn cứ {short_citation(chosen[0])}; trang soạn đang ở dòng đó."
            )
            self._editor.show_place(line_of(chosen[0], plan.preamble), 0)
            return
        if self._editor.do(lambda draft: insert_bases(draft, new, caret), "Thêm căn cứ"):
            self._panel.follow()
            self._offered_at = self._workbench.stack.index()
            self._said = _added(new, len(chosen) - len(new))
            self._panel.picker.note.say(self._said, "Hoàn tác", self._workbench.undo)

    @Slot()
    def on_inline_asked(self) -> None:
        """Cite the chosen texts at the caret and go on there."""
        chosen = self._panel.picker.chosen()
        if not chosen or self._workbench.plan is None:
            return
        self._editor.flush()
        plan = self._workbench.plan
        item_id, offset = self._editor.caret_place()
        line = next((n for n, item in enumerate(draft_of(plan).lines) if item.id == item_id), 0)
        if self._editor.do(
            lambda draft: insert_citations(draft, plan, chosen, (line, offset)), "Dẫn văn bản"
        ):
            self._editor.setFocus()

    @Slot(int)
    def on_stack_index_changed(self, index: int) -> None:
        """Offer no longer to take an insertion back when another step is the last one."""
        if self._offered_at >= 0 and index != self._offered_at:
            self._offered_at = -1
            if self._panel.picker.note.text == self._said:
                self._panel.picker.note.say("")


def _added(new: list[LegalBasis], known: int) -> str:
    said = f"Đã thêm vào căn cứ: {changes.names(new)}."
    return f"{said} {known} văn bản đã có từ trước." if known else said
