"""The parts of the plan tab side by side: the page to type in takes what the others leave."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Panes(QSplitter):
    """A row of parts, each as wide as it was given or dragged to, as far as the window has room.

    What a narrow window leaves of a part is not taken for its width: it comes back when the window is wide.

    (QSplitter's own sizes know nothing of hidden parts: a row set from them shows these as thin as can be.
    Without a parent it would also take its first least width for good, as windows do.)
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self._widths: dict[QWidget, int] = {}  # px; 0: what is left
        self.splitterMoved.connect(self.remember)

    def add(self, part: QWidget, width_px: int, stretch: int) -> None:
        """Add a part at the right, ``width_px`` wide; 0 for the one that takes the rest."""
        self._widths[part] = width_px
        self.addWidget(part)
        self.setStretchFactor(self.count() - 1, stretch)

    def widths(self) -> list[int]:
        """Return the parts' widths, also of those put away."""
        return [width or self.widget(place).width() for place, width in enumerate(self._widths.values())]

    def show_part(self, part: QWidget, *, is_on: bool) -> None:
        """Show a part or put it away; the others keep their widths."""
        if is_on == part.isVisibleTo(self):
            return
        self.refresh()  # now, or showing a part where another has just gone would widen the window
        part.setVisible(is_on)
        self.fit()

    def wish(self, part: QWidget, width_px: int) -> None:
        """Give a part another width, at once where it is to be seen."""
        if self._widths[part] != width_px:
            self._widths[part] = width_px
            self.fit()

    def remember(self) -> None:
        """Keep the widths as the clerk has just dragged them."""
        for place, size in enumerate(self.sizes()):
            part = self.widget(place)
            if self._widths[part] and size and part.isVisible():
                self._widths[part] = size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page to type in what the window gains, and take from it what the window loses."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each part its width."""
        self.refresh()
        sizes = [width if part.isVisibleTo(self) else 0 for part, width in self._widths.items()]
        rest = max(self.width() - sum(sizes) - self.handleWidth() * (self.count() - 1), 1)
        self.setSizes(
            [size if width else rest for size, width in zip(sizes, self._widths.values(), strict=True)]
        )
