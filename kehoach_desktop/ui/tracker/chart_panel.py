"""The charts below the grid: one of three at a time, folded away where there is little height."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import theme
from kehoach_desktop.ui.tracker.chart_view import ROW_PX, ChartView, Legend
from kehoach_desktop.ui.tracker.counting import Counted

CHOICES = {
    "by_quarter": ("Theo quý", "Tiến độ theo quý"),
    "by_lead": ("Theo chủ trì", "Tiến độ theo cơ quan chủ trì"),
    "quantities": ("Chỉ tiêu", "Kết quả so với chỉ tiêu năm"),
}
HEAD_PX = 28
_LEAST_LINES, _MOST_SHARE = 4, 0.2
_TALL_PX = 700  # below it the grid needs the height more


class ChartPanel(QWidget):
    """A head with the choice, and the chart chosen below it while it is open."""

    chosen = Signal(str)

    def __init__(self, fold: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_panel")
        self.choice = "by_quarter"
        self.view = ChartView()
        self.legend = Legend()
        self.buttons: dict[str, QPushButton] = {}
        self._counted: Counted | None = None
        self._room_px = 0
        self._fold = fold
        self.fold_button = named(QToolButton(), "Mở hoặc thu gọn biểu đồ")
        self.fold_button.setText("Biểu đồ")
        self.fold_button.clicked.connect(fold.trigger)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group = QButtonGroup(self)
        self._lay_out()
        fold.toggled.connect(self._on_folded)
        self._group.buttonClicked.connect(self._on_button_clicked)
        theme().changed.connect(self._dress)
        self._dress()
        self._on_folded(is_open=fold.isChecked())

    def choose(self, choice: str) -> None:
        """Show one of the three."""
        self.choice = choice if choice in CHOICES else "by_quarter"
        self.buttons[self.choice].setChecked(True)
        self._show()

    def show_counted(self, counted: Counted) -> None:
        """Show what was counted."""
        self._counted = counted
        self._show()

    def set_room(self, height_px: int) -> None:
        """Take no more than its share of the tab's height."""
        self._room_px = height_px
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend is there where there is room for it: the bars are written on as well."""
        super().resizeEvent(event)
        self._show_legend()

    def _show(self) -> None:
        if self._counted is not None:
            chart = getattr(self._counted, self.choice)
            self.view.show_chart(chart)
            self.legend.show_chart(chart)
            self._show_legend()
            self._fit()

    def _show_legend(self) -> None:
        taken = sum(button.sizeHint().width() for button in (self.fold_button, *self.buttons.values()))
        has_room = self.width() >= taken + self.legend.sizeHint().width() + 60
        self.legend.setVisible(has_room and self._fold.isChecked() and not self.view.nothing)

    def _fit(self) -> None:
        if self._fold.isChecked():
            share = int(self._room_px * _MOST_SHARE) if self._room_px >= _TALL_PX else 0
            most = max(_LEAST_LINES * ROW_PX + 4, share)
            self.area.setFixedHeight(min(self.view.height(), most))

    def _on_folded(self, is_open: bool) -> None:
        self.area.setVisible(is_open)
        for button in self.buttons.values():
            button.setVisible(is_open)
        self._show_legend()
        self._fit()
        self._dress()

    def _on_button_clicked(self, button: QPushButton) -> None:
        self.choose(str(button.property("choice")))
        self.chosen.emit(self.choice)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.fold_button)
        head.addSpacing(8)
        ends = {next(iter(CHOICES)): "first", next(reversed(CHOICES)): "last"}
        for choice, (words, tip) in CHOICES.items():
            button = named(QPushButton(words), f"Biểu đồ {tip[0].lower()}{tip[1:]}")
            button.setToolTip(tip)
            button.setCheckable(True)
            button.setProperty("choice", choice)
            button.setProperty("segment", ends.get(choice, "middle"))
            self.buttons[choice] = button
            self._group.addButton(button)
            head.addWidget(button)
        self.buttons[self.choice].setChecked(True)
        head.addStretch(1)
        head.addWidget(self.legend)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.view)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.area)

    def _dress(self) -> None:
        name = "chevron-down" if self._fold.isChecked() else "chevron-right"
        self.fold_button.setIcon(icon(name))
        self.fold_button.setIconSize(QSize(14, 14))
        for button in self.buttons.values():
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width() + 8)  # it is bold when chosen
