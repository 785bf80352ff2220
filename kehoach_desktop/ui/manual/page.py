"""The page of the manual: its chapters, a search in all of them, and the chapter that is read."""

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kehoach_desktop.ui.list_page import head
from kehoach_desktop.ui.manual.browser import Browser
from kehoach_desktop.ui.manual.contents import Contents
from kehoach_desktop.ui.manual.hits import Hits
from kehoach_desktop.ui.page import button
from kehoach_desktop.ui.plan.zoom import USUAL, lawful_percent, stepped
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.wide_page import WidePage

TITLE = "Hướng dẫn sử dụng"
_SIDE_PX = 290
_PAUSE_MS = 200
_ZOOMS = {"Ctrl+=": 1, "Ctrl++": 1, "Ctrl+-": -1, "Ctrl+0": 0}
_BACK, _FORWARD = QKeySequence("Alt+Left"), QKeySequence("Alt+Right")


class ManualPage(WidePage):
    """Lies over whatever the clerk was at. ``zoomed`` tells the percent chosen, ``left`` that it goes."""

    is_of_file = True
    zoomed = Signal(int)
    left = Signal()

    def __init__(self, percent: int = USUAL, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.words = named(QLineEdit(placeholderText="Tìm trong hướng dẫn"), "Tìm trong hướng dẫn")
        self.words.setClearButtonEnabled(True)
        self.finder = self.words
        self.contents = Contents()
        self.hits = Hits()
        self.browser = Browser()
        self.browser.set_zoom(lawful_percent(percent))
        self._lists = QStackedWidget()
        self._leave = button("Đóng")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def show_place(self, place: str) -> None:
        """Show the place ``chapter#anchor``."""
        chapter, _, anchor = place.partition("#")
        self.browser.show_place(chapter, anchor)

    def areas(self) -> list[QWidget]:
        """Return the search, the list, then what is read."""
        return [self.words, self._lists.currentWidget(), self.browser]

    # -- finding, by the window's verbs -----------------------------------------------------------------

    def find(self) -> None:  # type: ignore[override] # QWidget has a find of another kind
        """Give the keyboard to the search."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def find_next(self) -> None:
        """Go to the next of what was found in the chapter."""
        self.browser.go(1)

    def find_previous(self) -> None:
        """Go to the one before."""
        self.browser.go(-1)

    # -- keys -------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep for this page the keys that a tab below it has too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            if keys in (_BACK, _FORWARD) or keys.toString() in _ZOOMS:
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, go back to what was read before; Down leads from the search into the list."""
        keys = QKeySequence(event.keyCombination())
        if keys == _BACK:
            self.browser.backward()
        elif keys == _FORWARD:
            self.browser.forward()
        elif keys.toString() in _ZOOMS:
            self.zoom(_ZOOMS[keys.toString()])
        elif event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self._lists.currentWidget().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def zoom(self, steps: int) -> None:
        """Show it so many steps larger; 0: in its usual size."""
        percent = stepped(self.browser.zoom_percent(), steps) if steps else USUAL
        if percent != self.browser.zoom_percent():
            self.browser.set_zoom(percent)
            self.zoomed.emit(percent)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it goes, whatever took its place."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    # -- searching --------------------------------------------------------------------------------------

    @Slot()
    def search(self) -> None:
        """List the sections that have the words, or the chapters where there are none."""
        self._pause.stop()
        words = self.words.text().strip()
        self.hits.look_for(words)
        self._lists.setCurrentWidget(self.hits if words else self.contents)
        self.browser.mark(words)

    @Slot()
    def on_words_entered(self) -> None:
        """Open the first section found."""
        self.search()
        self.hits.open_first()

    @Slot(str)
    def on_hit_opened(self, place: str) -> None:
        """Show a section found, at the words."""
        self.show_place(place)
        self.browser.mark(self.words.text().strip())
        self.browser.go_from_here()

    @Slot(QUrl)
    def on_source_changed(self, source: QUrl) -> None:
        """Follow what is read in the list of chapters; the browser itself knows it only a moment later."""
        self.contents.show_chapter(source.path().removesuffix(".html"), source.fragment())
        self.browser.mark(self.words.text().strip())

    def _lay_out(self) -> None:
        top, _ = head(TITLE, self._leave, below_px=6)
        side = QFrame()
        side.setObjectName("surface")
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        self._lists.addWidget(self.contents)
        self._lists.addWidget(self.hits)
        column.addWidget(self._lists, 1)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedWidth(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(rule)
        row.addWidget(self.browser, 1)
        self.column.addWidget(top)
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.closed)
        self.words.textChanged.connect(self._pause.start)
        self.words.returnPressed.connect(self.on_words_entered)
        self._pause.timeout.connect(self.search)
        self.contents.opened.connect(self.show_place)
        self.hits.opened.connect(self.on_hit_opened)
        self.browser.sourceChanged.connect(self.on_source_changed)
        self.browser.turned.connect(self.zoom)
