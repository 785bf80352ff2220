"""The library of căn cứ as a pane beside the page: look, insert, keep, and check what the plan cites."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kehoach_desktop.domain.basis_findings import citation_findings
from kehoach_desktop.domain.basis_order import line_of
from kehoach_desktop.domain.citations import parse_citation
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.legal_basis import LegalBasis, matching, short_citation
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import legal_bases
from kehoach_desktop.ui.bases import changes
from kehoach_desktop.ui.bases.form import BasisForm
from kehoach_desktop.ui.bases.picker import BasisPicker
from kehoach_desktop.ui.bases.steps import insert_bases, insert_citations
from kehoach_desktop.ui.plan.draft import draft_of
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

_AFTER_EDIT_MS = 300
_KNOWN = "Thư viện đã có văn bản này."
_LINE_EMPTY = "Dòng đang đứng không dẫn văn bản nào; hãy đặt con trỏ vào một căn cứ."


class BasisPanel(QWidget):
    """Follows the plan while it is shown. It reads the library when it is shown first."""

    closed = Signal()

    def __init__(
        self,
        workbench: Workbench,
        editor: OutlineEditor,
        empty_line: QAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Thư viện căn cứ")
        self._workbench = workbench
        self._editor = editor
        self._library: tuple[LegalBasis, ...] = ()
        self._offered_at = -1  # where the stack stood when taking back an insertion was offered
        self._edited: LegalBasis | None = None  # what the form was opened on; None: a new text
        self.picker = BasisPicker(empty_line)
        self._form: BasisForm | None = None  # made when it is first needed
        self._pages = QStackedWidget()
        self._pages.addWidget(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setMinimumWidth(320)
        self.setFocusProxy(self.picker.search)
        self._following = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._following.timeout.connect(self.follow)
        self._connect()

    # What others ask of it

    @property
    def form(self) -> BasisForm:
        """The form of one text."""
        if self._form is None:
            self._form = BasisForm()
            self._form.saved.connect(self.on_form_saved)
            self._form.left.connect(self.on_form_left)
            self._pages.addWidget(self._form)
        return self._form

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library, which another plan or an import may have changed."""
        super().showEvent(event)
        self.reload()

    # What is told

    def on_plan_changed(self) -> None:
        """Look at the plan's citations again, a while after the last edit."""
        if self.isVisible():
            self._following.start()

    @Slot(int)
    def on_stack_index_changed(self, index: int) -> None:
        """Offer no longer to take an insertion back when another step is the last one."""
        if self._offered_at >= 0 and index != self._offered_at:
            self._offered_at = -1
            self.picker.say("")

    @Slot()
    def follow(self) -> None:
        """Show marks and findings for the plan as it stands."""
        plan = self._workbench.plan
        self.picker.setEnabled(plan is not None)
        if plan is None:
            return
        day = plan.date or today()
        self.picker.show_library(self._library, day, self._cited(plan))
        self.picker.checks.show_findings(citation_findings(plan, self._library, day))

    @Slot()
    def reload(self) -> None:
        """Read the library again."""
        try:
            self._library = legal_bases.list_bases(self._workbench.store)
        except UserError as error:
            self._workbench.failed.emit(str(error))
        self.follow()

    @Slot()
    def on_insert_asked(self) -> None:
        """Put the chosen texts into the preamble; one that is there already is gone to."""
        chosen = self.picker.chosen()
        self._editor.flush()
        plan = self._workbench.plan
        if not chosen or plan is None:
            return
        caret = self._editor.caret_place()
        new = [basis for basis in chosen if not line_of(basis, plan.preamble)]
        if not new:
            self.picker.say(f"Kế hoạch đã có căn cứ {short_citation(chosen[0])}; đã chuyển đến dòng đó.")
            self._editor.go_to(line_of(chosen[0], plan.preamble), 0)
            return
        if self._editor.do(lambda draft: insert_bases(draft, new, caret), "Thêm căn cứ"):
            self.follow()
            self._offered_at = self._workbench.stack.index()
            self.picker.say(_added(new, len(chosen) - len(new)), "Hoàn tác", self._workbench.undo)

    @Slot()
    def on_inline_asked(self) -> None:
        """Cite the chosen texts at the caret and go on there."""
        chosen = self.picker.chosen()
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

    @Slot()
    def on_confirm_asked(self) -> None:
        """Keep that the chosen texts were looked up today."""
        unconfirmed = [basis for basis in self.picker.chosen() if basis.checked_on is None]
        if unconfirmed:
            self._change(lambda: changes.confirm(self._workbench.store, unconfirmed, today()))

    @Slot()
    def on_remove_asked(self) -> None:
        """Take the chosen texts out of the library; the plan keeps its lines."""
        if chosen := self.picker.chosen():
            self._change(lambda: changes.remove(self._workbench.store, chosen))

    @Slot()
    def on_edit_asked(self) -> None:
        """Open the form on the current text."""
        chosen = self.picker.chosen()
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
            self.picker.say(_LINE_EMPTY)
            return
        known = matching(citation.basis, self._library)
        if known is not None:
            self.picker.say(_KNOWN)
            self.picker.choose(known)
            return
        self._open_form(citation.basis, None)

    @Slot()
    def on_take_plan_asked(self) -> None:
        """Take every text the plan's căn cứ cite in full and the library does not have."""
        self._editor.flush()
        plan = self._workbench.plan
        new = [] if plan is None else legal_bases.bases_of_plan(plan, self._library)
        if not new:
            self.picker.say("Thư viện đã có mọi văn bản mà phần căn cứ dẫn đủ.")
            return
        self._change(lambda: changes.add(self._workbench.store, new))

    @Slot(object)
    def on_form_saved(self, basis: LegalBasis) -> None:
        """Keep what the form has, unless the library knows the text already."""
        others = [known for known in self._library if known != self._edited]
        if matching(basis, others) is not None:
            self.form.say("designation", _KNOWN)
            return
        before = self._edited
        if basis != before:
            done = self._change(lambda: changes.keep(self._workbench.store, before, basis))
            if done is None:
                return  # what is typed stays, to be tried again
            basis = done.steps[0][1]
        self.on_form_left()
        self.picker.choose(basis)

    @Slot()
    def on_form_left(self) -> None:
        """Back to the list."""
        self._pages.setCurrentWidget(self.picker)
        self.setFocusProxy(self.picker.search)
        self.picker.rows.setFocus()

    @Slot(object, int)
    def on_place_chosen(self, item_id: int, offset: int) -> None:
        """Go to what is to be looked at."""
        self._editor.go_to(item_id, offset)

    @Slot()
    def on_left(self) -> None:
        """Give the keyboard back to the page."""
        self._editor.setFocus()

    # Within

    def _cited(self, plan: Plan) -> frozenset[LegalBasis]:
        """Return the library's texts that preamble or body cite."""
        cited = (
            matching(citation.basis, self._library)
            for item in plan.preamble + plan.body
            for citation in parse_citation(item.text)
        )
        return frozenset(basis for basis in cited if basis is not None)

    def _change(self, change: Callable[[], changes.Done]) -> changes.Done | None:
        """Change the library, say so and offer to take it back; None when it could not be kept."""
        try:
            done = change()
        except UserError as error:
            self._workbench.failed.emit(str(error))
            return None
        self.reload()
        self._offered_at = -1
        self.picker.say(done.said, "Hoàn tác", lambda: self._take_back(done))
        return done

    def _take_back(self, done: changes.Done) -> None:
        try:
            changes.take_back(self._workbench.store, done)
        except UserError as error:
            self._workbench.failed.emit(str(error))
        self.reload()
        before = done.steps[0][0]
        if before is not None:
            self.picker.choose(before)
        self.picker.rows.setFocus()

    def _open_form(self, shown: LegalBasis, edited: LegalBasis | None) -> None:
        self._edited = edited
        self._pages.setCurrentWidget(self.form)
        self.setFocusProxy(self.form.fields["designation"])
        self.form.show_basis(shown, is_new=edited is None)

    def _connect(self) -> None:
        picker, bench = self.picker, self._workbench
        for name, slot in {
            "insert": self.on_insert_asked,
            "inline": self.on_inline_asked,
            "confirm": self.on_confirm_asked,
            "edit": self.on_edit_asked,
            "remove": self.on_remove_asked,
            "add": self.on_add_asked,
            "take_line": self.on_take_line_asked,
            "take_plan": self.on_take_plan_asked,
            "leave": self.on_left,
            "close": self.closed.emit,
        }.items():
            picker.actions_by_name[name].triggered.connect(slot)
        picker.checks.place_chosen.connect(self.on_place_chosen)
        bench.stack.indexChanged.connect(self.on_stack_index_changed)
        bench.plan_opened.connect(self.on_plan_changed)
        bench.plan_changed.connect(self.on_plan_changed)


def today() -> dt.date:
    """Return the day it is."""
    return dt.datetime.now().astimezone().date()


def _added(new: list[LegalBasis], known: int) -> str:
    said = f"Đã đưa vào căn cứ: {changes.names(new)}."
    return f"{said} {known} văn bản đã có từ trước." if known else said
