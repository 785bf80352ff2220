"""The verb of Kỳ báo cáo: shows its page, and makes what is chosen there one step of the plan."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from kehoach_desktop.domain.edits import SetField
from kehoach_desktop.domain.periods import Scheme
from kehoach_desktop.ui.desk import Desk
from kehoach_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from kehoach_desktop.ui.scheme.page import SchemePage


class SchemeVerbs(QObject):
    """The page is imported when it is shown: the window stands sooner."""

    def __init__(self, workbench: Workbench, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._desk = desk
        self._page: SchemePage | None = None
        workbench.plan_opened.connect(self.on_plan_opened)

    @Slot()
    def on_periods_triggered(self) -> None:
        """Ask which periods are reported on."""
        from kehoach_desktop.ui.scheme.page import SchemePage

        plan = self._workbench.plan if self._workbench.flush() else None
        if plan is None:
            return
        self._page = SchemePage(plan)
        self._page.chosen.connect(self.use)
        self._desk.show_page(self._page)

    @Slot()
    def on_plan_opened(self) -> None:
        """Close the page: it is about the plan before."""
        if self._page is not None and self._desk.page is self._page:
            self._desk.close_page()
        self._page = None

    @Slot(object)
    def use(self, scheme: Scheme) -> None:
        """Have the plan's periods be those of the scheme."""
        plan = self._workbench.plan
        if plan is not None and scheme != plan.scheme:
            edit = SetField("plan", plan.id, "scheme", plan.scheme, scheme)
            if not self._workbench.commit(edit, "Đổi kỳ báo cáo"):
                return
            self._desk.close_page()
            self._desk.messages.say("ok", f"Kỳ báo cáo của kế hoạch nay theo: {scheme.name}.")
            return
        self._desk.close_page()
