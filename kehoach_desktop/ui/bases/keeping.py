"""The verbs of the library itself: add, edit, confirm, remove, take from the plan; each can be taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.legal_basis import LegalBasis, matching
from kehoach_desktop.services import legal_bases
from kehoach_desktop.ui.bases import changes
from kehoach_desktop.ui.bases.changes import today
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.bases.panel import BasisPanel

_KNOWN = "Thư viện đã có văn bản này."
_LINE_EMPTY = "Dòng đang đứng không dẫn văn bản nào; hãy đặt con trỏ vào một căn cứ."


class Keeper(QObject):
    """Changes the library, says so in the panel and offers to take it back."""

    def __init__(self, panel: "BasisPanel", workbench: Workbench, editor: OutlineEditor) -> None:
        super().__init__(panel)
        self._panel = panel
        self._workbench = workbench
        self._editor = editor
        self._edited: LegalBasis | None = None  # what the form was opened on; None: a new text
        for name, slot in {
            "confirm": self.on_confirm_asked,
            "edit": self.on_edit_asked,
            "remove": self.on_remove_asked,
            "add": self.on_add_asked,
            "take_line": self.on_take_line_asked,
            "take_plan": self.on_take_plan_asked,
        }.items():
            panel.picker.actions_by_name[name].triggered.connect(slot)

    @Slot()
    def on_confirm_asked(self) -> None:
        """Keep that the chosen texts were looked up today."""
        unconfirmed = [basis for basis in self._panel.picker.chosen() if basis.checked_on is None]
        if unconfirmed:
            self._change(lambda: changes.confirm(self._workbench.store, unconfirmed, today()))

    @Slot()
    def on_remove_asked(self) -> None:
        """Take the chosen texts out of the library; the plan keeps its lines."""
        if chosen := self._panel.picker.chosen():
            self._change(lambda: changes.remove(self._workbench.store, chosen))

    @Slot()
    def on_edit_asked(self) -> None:
        """Open the form on the current text."""
        chosen = self._panel.picker.chosen()
        if chosen:
            self._open_form(chosen[0], chosen[0])

    @Slot()
    def on_add_asked(self) -> None:
        """Open an empty form."""
        self._open_form(LegalBasis("Nghị định"), None)

    @Slot()
    def on_take_line_asked(self) -> None:
        """Open the form on the text cited in the line the caret is in."""
        self._editor.flush()
        item_id = self._editor.caret_place()[0]
        lines = draft_of(self._workbench.plan).lines
        text = next((item.text for item in lines if item.id == item_id), "")
        citation = next(iter(parse_citation(text)), None)
        if citation is None:
            self._panel.picker.note.say(_LINE_EMPTY)
            return
        known = matching(citation.basis, self._panel.library)
        if known is not None:
            self._panel.picker.note.say(_KNOWN)
            self._panel.picker.choose(known)
            return
        self._open_form(citation.basis, None)

    @Slot()
    def on_take_plan_asked(self) -> None:
        """Take every text the plan's căn cứ cite in full and the library does not have."""
        self._editor.flush()
        plan = self._workbench.plan
        new = [] if plan is None else legal_bases.bases_of_plan(plan, self._panel.library)
        if not new:
            self._panel.picker.note.say("Thư viện đã có mọi văn bản mà phần căn cứ dẫn đủ.")
            return
        self._change(lambda: changes.add(self._workbench.store, new))

    @Slot(object)
    def on_form_saved(self, basis: LegalBasis) -> None:
        """Keep what the form has, unless the library knows the text already."""
        others = [known for known in self._panel.library if known != self._edited]
        if matching(basis, others) is not None:
            self._panel.form.say("designation", _KNOWN)
            return
        before = self._edited
        if basis != before:
            done = self._change(lambda: changes.keep(self._workbench.store, before, basis))
            if done is None:
                return  # what is typed stays, to be tried again
            basis = done.steps[0][1]
        self._panel.leave_form()
        self._panel.picker.choose(basis)

    def _change(self, change: Callable[[], changes.Done]) -> changes.Done | None:
        """Change the library, say so and offer to take it back; None when it could not be kept."""
        try:
            done = change()
        except UserError as error:
            self._workbench.failed.emit(str(error))
            return None
        self._panel.reload()
        self._panel.picker.note.say(done.said, "Hoàn tác", lambda: self._take_back(done))
        return done

    def _take_back(self, done: changes.Done) -> None:
        try:
            changes.take_back(self._workbench.store, done)
        except UserError as error:
            self._workbench.failed.emit(str(error))
        self._panel.reload()
        before = done.steps[0][0]
        if before is not None:
            self._panel.picker.choose(before)
        self._panel.picker.rows.setFocus()

    def _open_form(self, shown: LegalBasis, edited: LegalBasis | None) -> None:
        self._edited = edited
        self._panel.show_form(shown, is_new=edited is None)
