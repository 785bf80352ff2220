"""What was odd in something read or checked, kept in sight while the clerk looks at the plan."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QToolButton, QVBoxLayout, QWidget

from kehoach_desktop.ui.icons import ICON_PX, icon
from kehoach_desktop.ui.theme import theme

_SEEN_ROWS = 5
_ROW_PX = 30


class FindingsPanel(QFrame):
    """A list of sentences under a title, above the tabs, until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "heading")
        self._close = QToolButton()
        self._close.setIconSize(QSize(ICON_PX, ICON_PX))
        self._close.setToolTip("Đóng danh sách lưu ý")
        self._close.setAccessibleName("Đóng danh sách lưu ý")
        self._close.clicked.connect(self.hide)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setUniformItemSizes(False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._list)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is listed; nothing when the panel is closed."""
        if self.isHidden():
            return []
        return [self._list.item(row).text() for row in range(self._list.count())]

    def show_findings(self, title: str, sentences: tuple[str, ...]) -> None:
        """List the sentences; with none, close."""
        self._list.clear()
        self._list.addItems(list(sentences))
        self._list.setAccessibleName(title)
        self._list.setFixedHeight(_ROW_PX * min(_SEEN_ROWS, len(sentences)) + 8)
        self._title.setText(title)
        self.setVisible(bool(sentences))

    def on_theme_changed(self) -> None:
        """Take the new colours."""
        self._close.setIcon(icon("close"))
