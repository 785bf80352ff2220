"""The tracker's tools as verbs and buttons: only what is due, groups, the filter, the charts."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from kehoach_desktop.domain.plan import State
from kehoach_desktop.domain.words import STATE_WORDS, number_words
from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.tracker.arrangement import Grouping
from kehoach_desktop.ui.tracker.grid_paint import state_colours, state_icon
from kehoach_desktop.ui.tracker.period_bar import PeriodBar

GROUP_WORDS = {
    Grouping.NONE: "Không nhóm",
    Grouping.CONTENT: "Nhóm theo nội dung",
    Grouping.LEAD: "Nhóm theo cơ quan chủ trì",
    Grouping.STATE: "Nhóm theo trạng thái",
}
_SPACE_PX = 6
_SHORT = "Đến hạn"
_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_WORDS = Qt.ToolButtonStyle.ToolButtonTextOnly
_BARE = Qt.ToolButtonStyle.ToolButtonIconOnly
_Look = tuple[Qt.ToolButtonStyle, str]  # of a button, and what "Đến hạn" says in short, or "" for its words


class TrackerActions(QObject):
    """Every verb of the tab once; ``all`` in the order of the menu."""

    def __init__(self, view: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.states = [self._state(place, state, view) for place, state in enumerate(State, 1)]
        self.to_do = self._made("to_do", "Chỉ việc đến hạn", is_checkable=True)
        self.to_do.setToolTip("Chỉ hiện việc đến hạn trong kỳ hoặc quá hạn mà chưa xong")
        self.filter = self._made("filter", "Lọc", is_checkable=True)
        self.filter.setToolTip("Lọc theo chữ, trạng thái, cơ quan chủ trì (Ctrl+F)")
        self.reapply = self._made("reapply", "Lọc lại")
        self.reapply.setToolTip("Áp dụng lại bộ lọc và nhóm: có việc vừa ghi không còn khớp")
        self.groups = {grouping: self._group_action(grouping) for grouping in Grouping}
        choice = QActionGroup(self)
        for action in self.groups.values():
            choice.addAction(action)
        self.open_all = self._made("open_all", "Mở mọi nhóm")
        self.close_all = self._made("close_all", "Thu gọn mọi nhóm")
        self.charts = self._made("charts", "Biểu đồ", is_checkable=True)
        self.charts.setToolTip("Mở hoặc thu gọn biểu đồ dưới bảng")
        self.all = [
            *self.states, self.to_do, self.filter, self.reapply, *self.groups.values(),
            self.open_all, self.close_all, self.charts,
        ]  # fmt: skip
        theme().changed.connect(self._dress)
        self._dress()

    def _made(self, name: str, words: str, *, is_checkable: bool = False) -> QAction:
        action = QAction(words, self._parent)
        action.setObjectName(f"tracker_{name}")
        action.setCheckable(is_checkable)
        action.setProperty("menu", "Theo dõi")
        return action

    def _state(self, place: int, state: State, view: QWidget) -> QAction:
        action = self._made(f"state_{state}", STATE_WORDS[state])
        action.setData(str(state))
        action.setShortcut(QKeySequence(str(place)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"Ghi các ô đang chọn là: {STATE_WORDS[state]} (phím {place})")
        view.addAction(action)
        return action

    def _group_action(self, grouping: Grouping) -> QAction:
        action = self._made(f"group_{grouping or 'none'}", GROUP_WORDS[grouping], is_checkable=True)
        action.setData(str(grouping))
        action.setChecked(grouping is Grouping.NONE)
        return action

    def _dress(self) -> None:
        for action in self.states:
            state = State(action.data())
            action.setIcon(icon(state_icon(state), state_colours(state, tokens())[0]))
        for action, name in (
            (self.to_do, "clock"), (self.filter, "filter"), (self.reapply, "redo"), (self.charts, "chart"),
        ):  # fmt: skip
            action.setIcon(icon(name))


class TopRow(QWidget):
    """The period in view on the left, the tools on the right; where room is short words go first."""

    def __init__(self, periods: PeriodBar, actions: TrackerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._periods = periods
        self._stale = -1
        self._widths: dict[tuple[QToolButton, _Look, str], int] = {}
        self.actions_shown = actions
        self.to_do = _button(actions.to_do)
        self.group = named(QToolButton(), "Nhóm theo")
        self.group.setProperty("boxed", "true")
        self.group.setIconSize(QSize(ICON_PX, ICON_PX))
        self.group.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.group.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.group)
        menu.addActions(list(actions.groups.values()))
        menu.addSeparator()
        menu.addActions([actions.open_all, actions.close_all])
        self.group.setMenu(menu)
        self.filter = _button(actions.filter)
        self.reapply = _button(actions.reapply)
        periods.setParent(self)
        for button in (self.reapply, self.to_do, self.group, self.filter):
            button.setParent(self)
        theme().changed.connect(self._dress)
        self._dress()  # before they are measured
        self.show_grouping(Grouping.NONE)
        self.show_stale(0)

    def show_grouping(self, grouping: Grouping) -> None:
        """Say on the button what the rows are grouped by."""
        self.group.setText("Nhóm" if grouping is Grouping.NONE else GROUP_WORDS[grouping].split(" theo ")[1])
        self.group.setText(self.group.text()[0].upper() + self.group.text()[1:])
        self.group.setToolTip(f"Nhóm theo: {GROUP_WORDS[grouping].lower()}")
        self.group.setAccessibleDescription(GROUP_WORDS[grouping])
        for action in (self.actions_shown.open_all, self.actions_shown.close_all):
            action.setEnabled(grouping is not Grouping.NONE)
        self._make_room()

    def show_stale(self, number: int) -> None:
        """Offer to apply the filter anew when rows stand that it would not show."""
        if number == self._stale:
            return
        self._stale = number
        self.actions_shown.reapply.setText(f"Lọc lại ({number_words(number)})" if number else "Lọc lại")
        self.actions_shown.reapply.setEnabled(number > 0)
        self.reapply.setVisible(number > 0)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words where there is room for them."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """A part that wants another size: share the room out anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return the room it takes now."""
        return QSize(self._periods.minimumSizeHint().width(), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room it takes at least."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """In another font or look the buttons are as wide as they are then."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widths.clear()
            self._make_room()

    def _make_room(self) -> None:
        """Take words off the buttons, the last first, until the periods have their room; or go below them."""
        full, least = self._periods.wanted_px(), self._periods.minimumSizeHint().width()
        buttons = [b for b in (self.reapply, self.to_do, self.group, self.filter) if not b.isHidden()]
        some = (self.filter, self.group)
        every = tuple(buttons)
        steps = (
            ((), _BARE, full, ""), ((), _BARE, full, _SHORT), (every, _WORDS, full, _SHORT),
            (some, _BARE, full, _SHORT), (every, _WORDS, least, _SHORT), (every, _BARE, least, _SHORT),
        )  # fmt: skip
        for short, style, wanted, words in steps:
            looks = {button: (style if button in short else _WITH_WORDS, words) for button in buttons}
            taken = sum(self._px(button, look) + _SPACE_PX for button, look in looks.items())
            if self.width() >= taken + wanted:
                self._place(looks, self.width() - taken, is_below=False)
                return
        self._place(dict.fromkeys(buttons, (_WITH_WORDS, "")), self.width(), is_below=True)

    def _px(self, button: QToolButton, look: _Look) -> int:
        """Return how wide the button is in that look.

        It puts it on once for each text: whoever changes asks for room anew, and that would go on for ever.
        """
        key = (button, look, "" if button is self.to_do else button.text())
        if key not in self._widths:
            self._show_so(button, look)
            self._widths[key] = button.sizeHint().width()
        return self._widths[key]

    def _show_so(self, button: QToolButton, look: _Look) -> None:
        style, words = look
        if button is self.to_do:
            self.actions_shown.to_do.setIconText(words or self.actions_shown.to_do.text())
        button.setToolButtonStyle(style)

    def _place(self, looks: dict[QToolButton, _Look], periods_px: int, *, is_below: bool) -> None:
        """Give the periods so much width; the tools stand beside them or below."""
        high = self._periods.sizeHint().height()  # two lines where any two days are chosen
        self._periods.setGeometry(0, 0, periods_px, high)
        x, y = (-_SPACE_PX, high + _SPACE_PX) if is_below else (periods_px, 0)
        for button, look in looks.items():
            self._show_so(button, look)
            x += _SPACE_PX
            button.setGeometry(x, y, self._px(button, look), self._line_px)
            x += button.width()
        self.setFixedHeight(max(high, y + self._line_px))

    @property
    def _line_px(self) -> int:
        """The height of the periods' buttons, which the tools have too."""
        return next(iter(self._periods.buttons.values())).sizeHint().height()

    def _dress(self) -> None:
        self.group.setIcon(icon("group"))


def _button(action: QAction) -> QToolButton:
    button = named(QToolButton(), action.text())
    button.setDefaultAction(action)
    button.setProperty("boxed", "true")
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
