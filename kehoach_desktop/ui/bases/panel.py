"""The library of căn cứ as a pane beside the page, following what the plan cites."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.services import legal_bases
from kehoach_desktop.ui.bases.changes import today
from kehoach_desktop.ui.bases.following import Follower, Look
from kehoach_desktop.ui.bases.form import BasisForm
from kehoach_desktop.ui.bases.inserting import Inserter
from kehoach_desktop.ui.bases.keeping import Keeper
from kehoach_desktop.ui.bases.picker import BasisPicker
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench

_AFTER_EDIT_MS = 300


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
        self.library: tuple[LegalBasis, ...] = ()
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
        self._cited: frozenset[LegalBasis] = frozenset()
        self._follower = Follower(self)
        self._follower.looked.connect(self.on_looked)
        self.inserter = Inserter(self, workbench, editor)
        self.keeper = Keeper(self, workbench, editor)
        self._connect()

    # What others ask of it

    @property
    def form(self) -> BasisForm:
        """The form of one text."""
        if self._form is None:
            self._form = BasisForm()
            self._form.saved.connect(self.keeper.on_form_saved)
            self._form.left.connect(self.leave_form)
            self._pages.addWidget(self._form)
        return self._form

    def show_form(self, basis: LegalBasis, *, is_new: bool) -> None:
        """Show the form on a text, in place of the list."""
        self._pages.setCurrentWidget(self.form)
        self.setFocusProxy(self.form.fields["designation"])
        self.form.show_basis(basis, is_new=is_new)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library, which another plan or an import may have changed."""
        super().showEvent(event)
        self.reload()

    # What is told

    def on_plan_changed(self) -> None:
        """Look at the plan's citations again, a while after the last edit."""
        if self.isVisible():
            self._following.start()

    @Slot()
    def follow(self) -> None:
        """Show marks and findings for the plan as it stands."""
        plan = self._workbench.plan
        self.picker.setEnabled(plan is not None)
        if plan is None:
            self._follower.stop()
            return
        if not self._follower.look_at(plan, self.library):
            self._show_library()  # what the plan cites comes a while later

    def close_down(self) -> None:
        """Follow no longer; let no work outlive the pane."""
        self._following.stop()
        self._follower.close()

    @Slot(object)
    def on_looked(self, look: Look) -> None:
        """Show what the plan cites, and what is to be looked at."""
        self._cited = look.cited
        self._show_library()
        self.picker.checks.show_findings(look.findings)

    @Slot()
    def reload(self) -> None:
        """Read the library again."""
        try:
            self.library = legal_bases.list_bases(self._workbench.store)
        except UserError as error:
            self._workbench.failed.emit(str(error))
        self.follow()

    @Slot()
    def leave_form(self) -> None:
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

    def _show_library(self) -> None:
        plan = self._workbench.plan
        if plan is not None:
            self.picker.show_library(self.library, plan.date or today(), self._cited)

    def _connect(self) -> None:
        picker, bench = self.picker, self._workbench
        picker.actions_by_name["leave"].triggered.connect(self.on_left)
        picker.actions_by_name["close"].triggered.connect(self.closed)
        picker.checks.place_chosen.connect(self.on_place_chosen)
        bench.plan_opened.connect(self.on_plan_changed)
        bench.plan_changed.connect(self.on_plan_changed)
