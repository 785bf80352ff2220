"""A chapter as it is read: the look of the theme, its pictures in their size, what was looked for marked."""

from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from kehoach_desktop.services import manual
from kehoach_desktop.ui.manual.look import COLUMN_PX, MARGIN_PX, TEXT_PX, WIDEST_PICTURE_PX, dressed
from kehoach_desktop.ui.plan.zoom import USUAL, Wheel
from kehoach_desktop.ui.theme import base_font, theme, tokens

_LEAST_PX = 320
_PICTURE_SCALE = 1.5  # pictures are taken larger than they are shown, for screens with fine dots


class Browser(QTextBrowser):
    """Shows a chapter by its address, ``soan-thao.html#dan``; ``turned`` asks for so many steps of zoom."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setAccessibleName("Nội dung hướng dẫn")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # its coming would narrow the page
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._percent = USUAL
        self._wheel = Wheel()
        self._words = ""
        self._found: list[QTextCursor] = []
        self._current = -1
        self._fitted = (0, 0)
        self._resized = QTimer(
            self, singleShot=True, interval=0
        )  # a page being read in may not be read again
        self._resized.timeout.connect(self._show_again)
        self._fit()
        theme().changed.connect(self.on_theme_changed)

    # -- what is shown --------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """Which chapter is shown."""
        return self.source().path().removesuffix(".html")

    def show_place(self, chapter: str, anchor: str = "") -> None:
        """Show a chapter from that anchor on."""
        self.setSource(QUrl(f"{chapter}.html" + (f"#{anchor}" if anchor else "")))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a chapter in the colours of the theme, or a picture in its size."""
        path = QUrl(name).path()
        if kind == QTextDocument.ResourceType.HtmlResource.value:
            return dressed(manual.chapter(path.removesuffix(".html")).html, self._percent / USUAL)
        return self._picture(path)

    def on_theme_changed(self) -> None:
        """Take the new colours, where the clerk was reading."""
        self._show_again()

    def set_zoom(self, percent: int) -> None:
        """Show letters and pictures so large; what is at the top stays there."""
        self._percent = percent
        self._show_again()

    def zoom_percent(self) -> int:
        """Return how large it is shown."""
        return self._percent

    def _show_again(self) -> None:
        top = self.cursorForPosition(QPoint(MARGIN_PX, 4)).position()
        was_at_top = self.verticalScrollBar().value() == 0
        self._fit()
        if not self.source().isEmpty():
            self.reload()
        if not was_at_top:
            at = QTextCursor(self.document())
            at.setPosition(min(top, self.document().characterCount() - 1))
            self.scroll_to(at)
        self.mark(self._words)

    def _fit(self) -> None:
        self.document().setDefaultFont(base_font(round(TEXT_PX * self._percent / USUAL)))
        self.document().setDocumentMargin(MARGIN_PX)
        self._fitted = self._widths()
        self.setLineWrapColumnOrWidth(self._fitted[0])

    def _widths(self) -> tuple[int, int]:
        """Return how wide lines may be, and pictures: their letters are small, so these take all there is."""
        most = self.viewport().width() - 2 * MARGIN_PX
        widest = round(WIDEST_PICTURE_PX * self._percent / USUAL)
        return self._column_px(), max(min(most, widest), _LEAST_PX - 2 * MARGIN_PX)

    def _column_px(self) -> int:
        wanted = round(COLUMN_PX * self._percent / USUAL) + 2 * MARGIN_PX
        return max(min(wanted, self.viewport().width()), _LEAST_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines within the window; pictures too wide for it shrink."""
        super().resizeEvent(event)
        if self._widths() != self._fitted:
            self._resized.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel ask for another size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps := self._wheel.steps(event.angleDelta().y()):
                self.turned.emit(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def _picture(self, name: str) -> QImage:
        image = QImage(str(manual.folder() / name))
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        width = min(image.width() / _PICTURE_SCALE * self._percent / USUAL, self._fitted[1])
        size = QSize(round(width * ratio), round(width * ratio * image.height() / image.width()))
        mode = Qt.TransformationMode.SmoothTransformation
        image = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, mode
        )
        painter = QPainter(image)  # its ground is that of the page: a line says where it ends
        painter.setPen(QPen(QColor(tokens().line), ratio))
        painter.drawRect(QRectF(image.rect()).adjusted(ratio / 2, ratio / 2, -ratio / 2, -ratio / 2))
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    # -- what is looked for ---------------------------------------------------------------------------

    def mark(self, words: str) -> None:
        """Mark the words wherever they stand in the chapter; "" for none."""
        self._words, self._found, self._current = words, [], -1
        document = self.document()
        blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
        texts = tuple(block.text() for block in blocks)
        for hit in manual.places(texts, words) if words else ():
            cursor = QTextCursor(blocks[hit.line])
            cursor.setPosition(blocks[hit.line].position() + _units(texts[hit.line], hit.start))
            end = blocks[hit.line].position() + _units(texts[hit.line], hit.end)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._found.append(cursor)
        self._show_marks()

    def go(self, step: int) -> None:
        """Go to the next of what is marked (1), or the one before (-1), round again at the end."""
        if self._found:
            self._current = (self._current + step) % len(self._found)
            self.scroll_to(self._found[self._current])
            self._show_marks()

    def go_from_here(self) -> None:
        """Go to the first of what is marked below the line at the top."""
        top = self.cursorForPosition(QPoint(MARGIN_PX, 4)).position()
        after = [number for number, found in enumerate(self._found) if found.selectionEnd() >= top]
        self._current = after[0] if after else -1
        self._show_marks()
        if after and self.cursorRect(self._found[after[0]]).bottom() > self.viewport().height():
            self.scroll_to(self._found[after[0]])

    def scroll_to(self, at: QTextCursor) -> None:
        """Have the line of that place near the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(at).top() - MARGIN_PX)

    def _show_marks(self) -> None:
        shown = []
        for number, cursor in enumerate(self._found):
            one = QTextEdit.ExtraSelection()
            colours = tokens()
            is_here = number == self._current
            one.cursor = cursor  # type: ignore[attr-defined]
            one.format.setBackground(  # type: ignore[attr-defined]
                QColor(colours.accent if is_here else colours.warning_soft)
            )
            one.format.setForeground(  # type: ignore[attr-defined]
                QColor(colours.on_accent if is_here else colours.warning)
            )
            shown.append(one)
        self.setExtraSelections(shown)


def _units(text: str, points: int) -> int:
    """Return how many of Qt's letters so many code points are."""
    return len(text[:points].encode("utf-16-le")) // 2
