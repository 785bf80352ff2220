"""The page of Thành phần và giấy phép: what the program is made of, each with its licence in full."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kehoach_desktop.services.components import Component, read_components, read_text, text_title
from kehoach_desktop.ui.list_page import head, kind_tabs, put_beside, turn_by_keys
from kehoach_desktop.ui.list_table import ListModel, ListTable
from kehoach_desktop.ui.page import button, label
from kehoach_desktop.ui.sheet.widgets import named
from kehoach_desktop.ui.theme import theme, tokens
from kehoach_desktop.ui.wide_page import WidePage

TITLE = "Thành phần và giấy phép"
_LEAD = "Những thành phần có trong bản đóng gói. Chọn một dòng để đọc toàn văn giấy phép của nó."
_NAME, _VERSION, _LICENCE = range(3)
_SHARES = (6, 7)


class ComponentsModel(ListModel):
    """One component a row."""

    headings = ("Thành phần", "Phiên bản", "Giấy phép")

    def words(self, row: Component, column: int) -> str:
        """Return what a cell shows."""
        return (row.name, row.version_words, row.licence)[column]

    def colour(self, row: Component, column: int) -> str:
        """Make what is built into another component quieter."""
        return tokens().muted if row.inside or column != _NAME else tokens().text


class LicencesPage(WidePage):
    """The list, and beside it what is told of the chosen component with the texts of its licence."""

    is_of_file = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.model = ComponentsModel(self)
        self.table = ListTable(
            self.model, "Các thành phần của chương trình", {_VERSION: 108, _LICENCE: 170}, (_NAME,)
        )
        self.beside = Beside()
        leave = button("Đóng")
        top, column = head(TITLE, leave, below_px=8)
        column.addWidget(label(_LEAD, "muted"))
        self.column.addWidget(top)
        put_beside(self.column, self.table, self.beside, _SHARES)
        leave.clicked.connect(self.closed)
        turn_by_keys(self.beside.texts, self, self.table)
        self.table.selectionModel().selectionChanged.connect(self.on_chosen)
        theme().changed.connect(self.table.viewport().update)
        self.model.show_rows(read_components())
        self.table.selectRow(0)

    def areas(self) -> list[QWidget]:
        """Return the text, then the list."""
        return [self.beside.text, self.table]

    @Slot()
    def on_chosen(self) -> None:
        """Tell of the chosen component."""
        for row in self.table.chosen_rows():
            self.beside.show_component(self.model.rows[row])


class Beside(QWidget):
    """What is known of one component, and its licence to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ()
        self._name = label("", "heading")
        self._told = label("", "muted")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.texts = kind_tabs("Các văn bản giấy phép", ())
        self.text = named(QPlainTextEdit(), "Toàn văn giấy phép")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._name, self._told, self.texts):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        self.texts.currentChanged.connect(self.on_text_chosen)

    def show_component(self, component: Component) -> None:
        """Tell of a component and show the first text of its licence."""
        where = f", nằm trong {component.inside}" if component.inside else ""
        lines = (
            f"Phiên bản {component.version_words}{where}. Giấy phép {component.licence}.",
            f"Dùng để: {component.used_for}.",
            f"Trang của dự án: {component.home}" if component.home else "",
        )
        self._name.setText(component.name)
        self._told.setText("\n".join(line for line in lines if line))
        self._texts = ()  # the tabs come and go meanwhile
        while self.texts.count():
            self.texts.removeTab(0)
        for name in component.texts:
            self.texts.addTab(text_title(name))
        self.texts.setVisible(len(component.texts) > 1)
        self._texts = component.texts
        self.texts.setCurrentIndex(0)
        self.on_text_chosen(0)

    @Slot(int)
    def on_text_chosen(self, place: int) -> None:
        """Show one of the texts."""
        if 0 <= place < len(self._texts):
            self.text.setPlainText(read_text(self._texts[place]))
