"""The library's pane beside a page on a small plan."""

from collections.abc import Callable

import pytest
from basis_desk import SMALL, Desk
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.bases.panel import BasisPanel
from kehoach_desktop.ui.plan.outline_editor import OutlineEditor
from kehoach_desktop.ui.workbench import Workbench


@pytest.fixture
def desk_on(qtbot, store: Store) -> Callable[[Plan], Desk]:
    """Return a function that opens a plan with the library beside its page."""

    def opened(plan: Plan) -> Desk:
        workbench = Workbench(store)
        workbench.open_plan(plans.add_plan(store, plan).id)
        window = QWidget()
        page = OutlineEditor(workbench)
        panel = BasisPanel(workbench, page)

        def close_down(_window: QWidget) -> None:  # as their tab does
            page.close_down()
            panel.close_down()

        qtbot.addWidget(window, before_close_func=close_down)
        row = QHBoxLayout(window)
        row.addWidget(page, 2)
        row.addWidget(panel, 1)
        window.resize(1100, 640)
        window.show()
        window.activateWindow()
        panel.setFocus()
        qtbot.waitUntil(panel.picker.search.hasFocus)
        return Desk(panel, page, workbench, window)

    return opened


@pytest.fixture
def desk(desk_on: Callable[[Plan], Desk]) -> Desk:
    return desk_on(SMALL)
