"""A proposed change on the way to the next year's plan: where it is, what it does, why it may be doubted."""

from dataclasses import dataclass
from enum import StrEnum

from kehoach_desktop.domain.swaps import Swap, swapped


class Part(StrEnum):
    """The parts of a plan, as the proposals are grouped."""

    WHOLE = "whole"
    PREAMBLE = "preamble"  # with the subject
    BODY = "body"
    APPENDIX = "appendix"
    UNFINISHED = "unfinished"


class Kind(StrEnum):
    """What a proposal is about."""

    YEAR = "year"
    DATE = "date"
    BASIS = "basis"  # a document of the old year, or one no longer in force
    UNFINISHED = "unfinished"
    CHECK = "check"  # nothing the program can change


@dataclass(frozen=True, slots=True)
class Place:
    """A field of one thing, named as in ``edits.SetField``."""

    kind: str
    id: int
    field: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """``swaps`` change ``old``, the whole text of the place; with none, it is only to be looked at.

    ``is_accepted`` is how it is shown at first; the clerk's own choice is kept elsewhere.
    """

    kind: Kind
    part: Part
    place: Place
    label: str  # where, in the clerk's words: "Phụ lục, TT 3, thời gian"
    old: str = ""
    swaps: tuple[Swap, ...] = ()
    why: str = ""
    is_accepted: bool = True
    about: str = ""  # what ``why`` is said of: a document, a task

    @property
    def new(self) -> str:
        """The text after the change."""
        return swapped(self.old, self.swaps)

    @property
    def sentence(self) -> str:
        """What may be doubted, whole."""
        return f"{self.about} {self.why}".strip()

    @property
    def is_doubtful(self) -> bool:
        """Say whether the clerk should look at it."""
        return bool(self.why)
