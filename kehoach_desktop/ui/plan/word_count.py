"""How many words a text has, when a few of its items change at a time."""

from collections.abc import Sequence

from kehoach_desktop.domain.plan import Item
from kehoach_desktop.ui.plan.runs import changed_run


class WordCount:
    """Counts anew only the items that have changed."""

    def __init__(self) -> None:
        self.words = 0
        self._lines: Sequence[Item] = ()

    def follow(self, lines: Sequence[Item]) -> None:
        """Count the words of these lines."""
        run = changed_run(self._lines, lines)
        self.words += _words(lines[run.start : run.end_after])
        self.words -= _words(self._lines[run.start : run.end_before])
        self._lines = lines


def _words(lines: Sequence[Item]) -> int:
    return sum(len(item.text.split()) for item in lines)
