"""The page a report is written on: its line above, and below it the same editor a plan has."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from kehoach_desktop.domain.edits import Change
from kehoach_desktop.domain.linked import links
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.report.tracing import Trace
from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.page import Page
from kehoach_desktop.ui.parts import panes
from kehoach_desktop.ui.plan_tab import PlanTab
from kehoach_desktop.ui.reports.head import ReportHead
from kehoach_desktop.ui.reports.trace_panel import TracePanel
from kehoach_desktop.ui.wide_page import WidePage
from kehoach_desktop.ui.workbench import Workbench

_LONG_LINES = 600  # more of them come piece by piece
_TURN_MS = 30


class ReportDesk(WidePage):
    """Shows ``report``, which is made the plan of ``bench``; ``source`` is the plan its tables are made from.

    The text of a long one comes piece by piece; until all is there ``bench`` has no plan and it is only read.
    Esc does not leave it, as a document is not left by a stray key; all that is typed is kept at once.
    """

    follows_plan = True
    trace_asked = Signal(str, str)  # the key of a figure, the figure
    left = Signal()  # it is shown no more

    def __init__(self, bench: Workbench, settings: Settings, report: Plan, source: Plan) -> None:
        super().__init__("Soạn báo cáo")
        self.bench = bench
        self.source = source
        self._report = report
        self._is_open = True
        self._turns: Iterator[int] = iter(())
        self._then: Callable[[], None] | None = None  # what is to be done once all is there
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self.on_turn_come)
        bench.setParent(self)
        self.leave.setEnabled(False)
        self.head = ReportHead()
        self.trace_panel = TracePanel()
        self.tab = PlanTab(bench, settings, source=source)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tab)
        self._over: Page | None = None  # a page over the editor
        self.column.addWidget(self.head)
        self.column.addWidget(self.trace_panel)
        self.column.addWidget(self._stack, 1)
        self.tracing = QAction("Số này từ đâu", self)
        self.tracing.setIcon(icon("search"))
        self.tracing.setShortcut(QKeySequence(Qt.Key.Key_F4))
        self.tracing.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.tracing.triggered.connect(self.on_tracing_triggered)
        self.tab.editor.addAction(self.tracing)
        self.trace_panel.left.connect(self.take_keyboard)
        self.head.closed.connect(self.on_head_closed)
        bench.plan_changed.connect(self.on_plan_changed)
        self.head.show_report(report, source)

    @property
    def report(self) -> Plan:
        """The report as it stands, also while its text is still to come."""
        return self.bench.plan or self._report

    def show_text(self, then: Callable[[], None]) -> None:
        """Show the report's text, and call ``then`` once all of it is there; nothing if it is left before."""
        lines = len(self._report.preamble) + len(self._report.body)
        if lines <= _LONG_LINES:
            self.bench.show_plan(self._report)
            then()
            return
        self.head.hold(0)
        self._then = then
        self._turns = self.tab.editor.fill(self._report)
        self._filling.start()

    @Slot()
    def on_turn_come(self) -> None:
        """Show some more lines."""
        taken = QElapsedTimer()
        taken.start()
        for stand in self._turns:
            if taken.elapsed() >= _TURN_MS:
                total = len(self._report.preamble) + len(self._report.body)
                self.head.hold(100 * stand // total)
                return
        self._filling.stop()
        self.bench.show_plan(self._report)
        self.head.release()
        self.head.show_report(self._report, self.source)
        then, self._then = self._then, None
        if then is not None:
            then()

    @property
    def is_open(self) -> bool:
        """Whether it is still shown."""
        return self._is_open

    def show_source(self, source: Plan) -> None:
        """Take another state of the plan for the tables."""
        self.source = source
        self.tab.preview.source = source
        self.tab.preview.note_change()
        self.head.show_report(self.report, source)

    def show_over(self, page: Page) -> None:
        """Lay a page over the editor until it is closed."""
        self._over = page
        page.closed.connect(self.close_over)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.head.setEnabled(False)
        self.trace_panel.hide()
        page.take_keyboard()

    @property
    def over(self) -> Page | None:
        """The page that lies over the editor."""
        return self._over

    @Slot()
    def close_over(self) -> None:
        """Show the editor again."""
        page, self._over = self._over, None
        self.head.setEnabled(True)
        if page is not None:
            self._stack.setCurrentWidget(self.tab)
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
            self.take_keyboard()

    def show_trace(self, figure: str, found: Trace) -> None:
        """List where a figure comes from."""
        self.trace_panel.show_trace(figure, found)

    def flush(self) -> bool:
        """Keep what is typed; say whether all of it is."""
        return not self._is_open or self.bench.flush()

    def take_keyboard(self) -> None:
        """Give the keyboard to the text."""
        if self._over is not None:
            self._over.take_keyboard()
        else:
            self.tab.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def areas(self) -> list[QWidget]:
        """Return the line above, the list and the panes of the editor."""
        listed = [self.trace_panel] if self.trace_panel.isVisible() else []
        shown: list[QWidget] = [self._over] if self._over is not None else panes(self.tab)
        return [self.head, *listed, *shown]

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed and let no work go on, once the page is taken away."""
        super().hideEvent(event)
        if not event.spontaneous() and self._is_open:
            self.bench.flush()
            self._is_open = False
            self._filling.stop()
            self.tab.close()
            self.left.emit()

    @Slot()
    def on_head_closed(self) -> None:
        """Leave, once all that is typed is kept; else it stays and says why."""
        if self.bench.flush():
            self.closed.emit()

    @Slot()
    def on_tracing_triggered(self) -> None:
        """Ask where the figure at the caret comes from; an empty key where there is none."""
        self.trace_asked.emit(self.tab.editor.link_at_caret(), self._figure_at_caret())

    @Slot(object, object)
    def on_plan_changed(self, report: Plan, touched: tuple[Change, ...]) -> None:
        """Follow where the report stands."""
        if any(
            change.kind == "plan" and change.name in {"status", "number", "sendings"} for change in touched
        ):
            self.head.show_report(report, self.source)

    def _figure_at_caret(self) -> str:
        report = self.tab.editor.live_plan()
        item_id, offset = self.tab.editor.caret_place()
        lines = () if report is None else (*report.preamble, *report.body)
        for item in lines:
            if item.id == item_id:
                here = [one for one in links(item) if one.start <= offset <= one.end]
                return item.text[here[0].start : here[0].end] if here else ""
        return ""
