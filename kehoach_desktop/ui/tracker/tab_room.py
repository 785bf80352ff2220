"""Which parts of the tracker are to be seen: by the tab's size, and as the clerk says."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from kehoach_desktop.services.settings import Settings
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import ground
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.tracker.chart_panel import ChartPanel
from kehoach_desktop.ui.tracker.record_panel import RecordPanel

_ROOM_FOR_CHART_PX = 560
_OPEN_BY_ITSELF_PX = 700  # below it the tasks need the height more, unless the clerk wants the charts
_ROOM_FOR_HEAD_PX = 360  # these three: less what stands above the grid
_ROOM_FOR_FIGURES_PX = 290
_ROOM_FOR_TOTALS_PX = 200
_PANEL_PX = (356, 396)  # least, most unless the clerk drags it
_SIDES_PX = 28
_GRID_PX = 440  # least beside the panel; below both the one shown takes the place of the other


class TabRoom(QObject):
    """Gives grid, charts, figures and record their room."""

    def __init__(
        self, tab: QWidget, left: QWidget, panel: RecordPanel, charts: ChartPanel, settings: Settings
    ) -> None:
        super().__init__(tab)
        self._tab = tab
        self._left = left
        self._charts = charts
        self._settings = settings
        self._above: tuple[QWidget, ...] = ()
        self._small: tuple[tuple[int, QWidget], ...] = ()
        self._charts_wanted: bool | None = None  # what the clerk said since the height crossed the mark
        self._is_recording = False  # in a narrow tab: the record is shown, not the grid
        self._is_narrow = False
        self.back = QPushButton("Về bảng theo dõi")
        self.back.setProperty("flat", "true")
        self.back.setToolTip("Về bảng theo dõi (Esc)")
        self.back.hide()
        self._right = ground("surface")
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.back)
        column.addWidget(panel)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, tab)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 1)
        left.setMinimumWidth(_GRID_PX)  # or the layout would keep it from narrowing
        panel.setMinimumWidth(_PANEL_PX[0])
        if (kept := settings.splitters.get("tracker")) and len(kept) == 2:
            self.splitter.setSizes(kept)
        panel.left.connect(self._on_record_left)
        self.back.clicked.connect(self.show_grid)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        theme().changed.connect(self._dress)
        self._dress()

    def watch(self, fold: QAction, figures: QWidget, totals: QWidget, above: tuple[QWidget, ...]) -> None:
        """Fold the charts by ``fold``; put figures and totals away where there is hardly any height.

        ``above``: what stands over the grid and takes height of its own when it is there.
        """
        self._fold = fold
        self._above = above
        fold.triggered.connect(self._on_fold_triggered)
        self._small = (
            (_ROOM_FOR_HEAD_PX, self._charts), (_ROOM_FOR_FIGURES_PX, figures), (_ROOM_FOR_TOTALS_PX, totals),
        )  # fmt: skip

    def fit(self, old_height: int) -> None:
        """Follow another size of the tab."""
        width, height = self._tab.width(), self._tab.height()
        if (height >= _ROOM_FOR_CHART_PX) != (old_height >= _ROOM_FOR_CHART_PX):
            self._charts_wanted = None
        taken = sum(part.sizeHint().height() for part in self._above if part.isVisibleTo(self._left))
        for least, part in self._small:
            part.setVisible(height - taken >= least)
        self._charts.set_room(height)
        self._show_charts()
        is_narrow = width < self._grid_px() + _PANEL_PX[0]
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._is_recording = is_narrow and self._right.isAncestorOf(self._tab.focusWidget() or self._tab)
            self._show_sides()
        if "tracker" not in self._settings.splitters and not is_narrow:
            least, most = _PANEL_PX
            panel = min(max(width * 29 // 100, least), most)
            self.splitter.setSizes([width - panel - 1, panel])

    def refit(self) -> None:
        """Share the height out anew: something above the grid has come or gone."""
        self.fit(self._tab.height())

    def show_record(self) -> None:
        """Bring the record into sight; in a narrow tab it takes the place of the grid."""
        self._is_recording = True
        self._show_sides()

    def show_grid(self) -> None:
        """Go back to the grid."""
        self._is_recording = False
        self._show_sides()
        self._tab.setFocus()

    def _grid_px(self) -> int:
        """Return the least width of the grid's side: that of the periods above it, or more."""
        return max([_GRID_PX, *(part.minimumSizeHint().width() + _SIDES_PX for part in self._above[:1])])

    def _on_record_left(self) -> None:
        if self._is_narrow:
            self.show_grid()

    def _show_sides(self) -> None:
        self._left.setVisible(not (self._is_narrow and self._is_recording))
        self._right.setVisible(not self._is_narrow or self._is_recording)
        self.back.setVisible(self._is_narrow)

    def _show_charts(self) -> None:
        has_room = self._tab.height() >= _ROOM_FOR_CHART_PX
        wanted = self._charts_wanted
        if wanted is None:
            choice = self._settings.choices.get("tracker_charts")
            is_high = self._tab.height() >= _OPEN_BY_ITSELF_PX
            wanted = has_room and (choice == "open" or (choice != "folded" and is_high))
        self._fold.setChecked(wanted)

    def _on_fold_triggered(self, is_on: bool) -> None:
        self._charts_wanted = is_on
        if self._tab.height() >= _ROOM_FOR_CHART_PX:
            self._settings.choices["tracker_charts"] = "open" if is_on else "folded"

    def _on_splitter_moved(self) -> None:
        if not self._is_narrow:
            self._settings.splitters["tracker"] = self.splitter.sizes()

    def _dress(self) -> None:
        self.back.setIcon(icon("chevron-left"))
