"""A proof: only some pages are drawn, and of all of them it is known where each line stands."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from kehoach_desktop.domain.plan import Item
from kehoach_desktop.export.pdf.lines import Line
from kehoach_desktop.export.pdf.memory import Memory
from kehoach_desktop.export.pdf.places import Place, solids, spans

Source = Item | str | None
"""What a line prints: an item, a particular by its name, or what is nobody's."""

_UP, _DOWN = 0.9, 0.25  # of the size: a line's box above and below its baseline


class _Note(NamedTuple):
    page: int
    source: Item | str
    line: Line
    x: float
    baseline: float
    size: float
    space: float


@dataclass(slots=True)
class Proof:
    """Asks for a proof of ``pages`` (from 0; None: all), and holds what was learnt from it."""

    pages: frozenset[int] | None = None
    memory: Memory | None = None
    sizes: list[tuple[float, float]] = field(default_factory=list)  # of all pages, in points
    _notes: list[_Note] = field(default_factory=list)

    @property
    def is_page_wanted(self) -> bool:
        """Whether the page at hand is drawn."""
        return self.pages is None or len(self.sizes) - 1 in self.pages

    def note(self, source: Source, line: Line, x: float, baseline: float, size: float, space: float) -> None:
        """Remember where a line of a source stands on the page at hand."""
        if source is not None:
            self._notes.append(_Note(len(self.sizes) - 1, source, line, x, baseline, size, space))

    def places(self) -> tuple[Place, ...]:
        """Return where the lines stand, in the order of the text."""
        out: list[Place] = []
        for _, run in groupby(self._notes, key=lambda note: id(note.source)):
            notes = list(run)
            source = notes[0].source
            if isinstance(source, str):
                out += [self._place(note, 0, source, "", (0, 0, 0)) for note in notes]
                continue
            counts = tuple(solids(note.line) for note in notes)
            for note, span in zip(notes, self._spans(source.text, counts), strict=True):
                out.append(self._place(note, source.id, "", source.text, span))
        return tuple(out)

    def _spans(self, text: str, counts: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
        found = self.memory.spans.find((text, counts)) if self.memory else None
        if found is None:
            found = spans(text, counts)
            if self.memory:
                self.memory.spans.keep((text, counts), found)
        return found

    def _place(self, note: _Note, item: int, fact: str, text: str, span: tuple[int, int, int]) -> Place:
        from_top = self.sizes[note.page][1] - note.baseline
        right = note.x + note.line.width + note.space * note.line.gaps
        top, bottom = from_top - _UP * note.size, from_top + _DOWN * note.size
        first, last, lead = span
        return Place(
            note.page, note.x, top, right, bottom, item, fact, first, last,
            text, lead, note.line, note.size, note.space,
        )  # fmt: skip
