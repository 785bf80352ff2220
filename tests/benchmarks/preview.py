"""How soon the printed pages show what was typed, and what their printing costs the keys meanwhile."""

import time
from pathlib import Path
from typing import Any

from page_typing import WORDS, Hands, application, long_plan, rest, said, settle, timed_ms

KEY_REACH_MS = 16
FOLLOW_REACH_MS = {1: 250, 10: 500}
ROUNDS = 20
GAP_S = 0.09  # between the keys of a quick typist


def run(folder: Path) -> bool:
    """Print from the last key to the painted page, and the keys while pages are printed."""
    application()
    return all([_preview_of(folder, times) for times in (1, 10)])  # noqa: C419 - both are to be printed


def _preview_of(folder: Path, times: int) -> bool:
    from PySide6.QtCore import QEvent, QObject

    class Painted(QObject):
        """Notes when the pages are painted as they are now."""

        at = 0.0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and hands.tab.preview.is_current:
                self.at = time.perf_counter()
            return False

    hands = Hands(folder, long_plan(times))
    name = f"preview {times:2}x "
    painted = Painted()
    hands.tab.preview.paper.installEventFilter(painted)
    try:
        lines = hands.page.document().blockCount()
        hands.page.go_to_line(lines // 2)
        settle(hands.tab)
        follows, keys = [], []
        for number in range(ROUNDS):
            if number % 5 == 4:
                hands.page.go_to_line((lines // 2 + number * 7) % lines)
                settle(hands.tab)
            keys += _typed_word(hands, WORDS[number * 5 : number * 5 + 6])
            follows.append(_followed_ms(hands, painted))
        pages = hands.tab.preview.paper.count
        print(f"{name}{pages} pages, each key {GAP_S * 1000:.0f} ms after the one before")
        results = [
            said(f"{name}last key to page", follows, FOLLOW_REACH_MS[times], []),
            said(f"{name}key meanwhile", keys, KEY_REACH_MS, []),
        ]
    finally:
        hands.close()
    return all(results)


def _typed_word(hands: Hands, word: str) -> list[float]:
    """Type letters in the pace of a typist; return what each took to be drawn."""
    took = []
    for letter in word:
        took.append(timed_ms(lambda letter=letter: hands.letter(letter)))
        rest(GAP_S)
    return took


def _followed_ms(hands: Hands, painted: Any) -> float:
    """Type one letter more; return how long it took until the pages with it were painted."""
    start = time.perf_counter()
    hands.letter("x")
    while painted.at < start and time.perf_counter() < start + 5:
        application().processEvents()
        time.sleep(0.001)
    return (painted.at - start) * 1000
