"""The page's column: so many letters a line, in the middle of what room there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from kehoach_desktop.ui.plan.look import GUTTER_PX, column_width, page_font

_SIDE_PX = 16
_TOP_PX = 20
_BELOW_LINES = 6  # the last line need not stick to the edge


def set_up_page(page: QTextEdit) -> None:
    """Make a text edit the bare page: no undo of its own, no frame, no drops, a caret that is seen."""
    page.setObjectName("plan_page")
    page.setAccessibleName("Nội dung kế hoạch")
    page.setUndoRedoEnabled(False)
    page.setAcceptRichText(False)
    page.setTabChangesFocus(False)
    page.setCursorWidth(2)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setFrameShape(QTextEdit.Shape.NoFrame)
    page.setMinimumWidth(360)


def fit_font(page: QTextEdit, scale: float = 1.0) -> None:
    """Give the document its font, made from the widget's and zoomed by ``scale``."""
    font = page_font(page.font(), scale)
    if page.document().defaultFont() != font:
        page.document().setDefaultFont(font)
        fit_column(page, scale)


def fit_column(page: QTextEdit, scale: float = 1.0) -> None:
    """Set the margins of the document's frame so that the column has its width."""
    wanted = round(GUTTER_PX * scale) + column_width(page.document().defaultFont())
    spare = page.viewport().width() - wanted
    left = max(_SIDE_PX, spare // 2)
    right = max(_SIDE_PX, spare - left)
    frame = page.document().rootFrame()
    shape = frame.frameFormat()
    if (shape.leftMargin(), shape.rightMargin(), shape.topMargin()) == (left, right, _TOP_PX):
        return
    shape.setLeftMargin(left)
    shape.setRightMargin(right)
    shape.setTopMargin(_TOP_PX)
    shape.setBottomMargin(page.fontMetrics().height() * _BELOW_LINES)
    frame.setFrameFormat(shape)
