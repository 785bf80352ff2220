"""Lines written on a page: to the left, centred, to the right or to both edges."""

from typing import Any

from kehoach_desktop.export.fonts import Face
from kehoach_desktop.export.pdf.lines import Align, Line
from kehoach_desktop.export.pdf.proof import Proof, Source

_WIDEST_GAP_EM = 1.5  # a line that would need wider gaps is left ragged


class Pen:
    """Writes lines on a canvas in one text object.

    With a ``proof`` it notes where each line of a ``source`` comes to stand, and on a page that is not
    wanted it writes nothing.
    """

    def __init__(self, canvas: Any, source: Source = None, proof: Proof | None = None) -> None:
        self.canvas = canvas
        self.source = source
        self.proof = proof
        self.is_silent = proof is not None and not proof.is_page_wanted
        self.text: Any = None if self.is_silent else canvas.beginText()
        self.font: tuple[str, float] = ("", 0.0)
        self.word_space = 0.0

    def write(self, line: Line, x: float, baseline: float, size: float, width: float, align: Align) -> None:
        """Write a line from ``x``, ``width`` wide: set left, centred, right or to both edges."""
        spare = width - line.width
        space = 0.0
        if align == "center":
            x += spare / 2
        elif align == "right":
            x += spare
        elif align == "justify" and not line.ends and (gaps := line.gaps):
            space = spare / gaps if spare / gaps <= _WIDEST_GAP_EM * size else 0.0
        if self.proof is not None:
            self.proof.note(self.source, line, x, baseline, size, space)
        if self.text is None:
            return
        if space != self.word_space:
            self.text.setWordSpace(space)
            self.word_space = space
        self.text.setTextOrigin(x, baseline)
        for chosen, text in line.pieces:
            if chosen.borrowed and not chosen.own.issuperset(text):
                for lender, part in chosen.parts(text):
                    self._put(lender, part, size)
            else:
                self._put(chosen, text, size)

    def lift(self) -> None:
        """Put what was written on the page."""
        if self.text is None:
            return
        if self.word_space:
            self.text.setWordSpace(0)  # it would outlive the text object
        self.canvas.drawText(self.text)

    def _put(self, chosen: Face, text: str, size: float) -> None:
        if self.font != (chosen.name, size):
            self.text.setFont(chosen.name, size)
            self.font = (chosen.name, size)
        # textOut() would measure the text once more, to move a cursor that is set anew for each line.
        self.text._textOut(text)  # noqa: SLF001
