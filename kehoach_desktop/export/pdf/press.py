"""The pages being made: where the pen is, what room is left, page numbers, how far the work is."""

from collections.abc import Callable
from typing import Any, BinaryIO

from kehoach_desktop.export.pdf.lines import Typeface, break_lines
from kehoach_desktop.export.pdf.pen import Pen
from kehoach_desktop.export.pdf.proof import Proof, Source

MM = 72 / 25.4
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 30, 20, 20, 20
"""Nghị định 30/2020/NĐ-CP: left 30-35 mm, right 15-20, top and bottom 20-25."""

A4_MM = (210, 297)
PAGE_NUMBER_PT = 13
PAGE_NUMBER_FROM_TOP_MM = 12  # its baseline; the figures stand in the middle of the top margin
RULE_PT = 0.75


class Press:
    """A4 pages one after the other; ``y`` is what is left of the page above its bottom margin, in points."""

    def __init__(
        self,
        canvas: Any,
        typeface: Typeface,
        total: int,
        progress: Callable[[int, int], None] | None,
        proof: Proof | None = None,
    ) -> None:
        self.canvas = canvas
        self.typeface = typeface
        self.total = total
        self.done = 0
        self.progress = progress
        self.proof = proof
        self.number = 0
        self.start_part(landscape=False)

    def start_part(self, *, landscape: bool) -> None:
        """Begin the body or an appendix on a new page, its pages numbered from 1."""
        if self.number:
            self.canvas.showPage()
        short, long = A4_MM
        width_mm, height_mm = (long, short) if landscape else (short, long)
        self.page_size = (width_mm * MM, height_mm * MM)
        self.left = LEFT_MM * MM
        self.width = (width_mm - LEFT_MM - RIGHT_MM) * MM
        self.height = (height_mm - TOP_MM - BOTTOM_MM) * MM
        self.number = 0
        self._begin_page()

    def new_page(self) -> None:
        """Go on to the next page of this part."""
        self.canvas.showPage()
        self._begin_page()

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.room == self.height

    @property
    def top(self) -> float:
        """Where the next thing's upper edge goes, from the page's lower edge, in points."""
        return BOTTOM_MM * MM + self.room

    def pen(self, source: Source = None) -> Pen:
        """Return a pen for lines on this page."""
        return Pen(self.canvas, source, self.proof)

    def rule(self, middle: float, y: float, length: float) -> None:
        """Draw a solid line centred on ``middle``."""
        self.draw_lines(RULE_PT, [(middle - length / 2, y, middle + length / 2, y)])

    def draw_lines(self, width: float, lines: list[tuple[float, float, float, float]]) -> None:
        """Draw lines of a width, each from a point to a point."""
        if self.proof is None or self.proof.is_page_wanted:
            self.canvas.setLineWidth(width)
            self.canvas.lines(lines)

    def step(self, count: int = 1) -> None:
        """Tell that ``count`` more paragraphs or rows are done; cancelling raises from here."""
        self.done += count
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)

    def _begin_page(self) -> None:
        self.canvas.setPageSize(self.page_size)
        if self.proof is not None:
            self.proof.sizes.append(self.page_size)
        self.number += 1
        self.room = self.height
        if self.number > 1:
            (line,) = break_lines([self.typeface.run(str(self.number))], PAGE_NUMBER_PT, self.width)
            pen = self.pen()
            baseline = self.page_size[1] - PAGE_NUMBER_FROM_TOP_MM * MM
            pen.write(line, self.left, baseline, PAGE_NUMBER_PT, self.width, "center")
            pen.lift()


def open_canvas(target: BinaryIO, typeface: Typeface, title: str, author: str, subject: str) -> Any:
    """Return a canvas whose document information and language are set."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # pages as text for old mail: a fourth longer, and slow to write
    # Left to itself the canvas names Helvetica on every page, a font that would not be embedded.
    upright, _ = typeface.run("")
    canvas = Canvas(target, pdfVersion=(1, 4), lang="vi-VN", pageCompression=1, initialFontName=upright.name)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator("Kế hoạch Desktop")
    canvas.setProducer("Kế hoạch Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
