"""Words are counted as they would be from the start."""

import random
from dataclasses import replace

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.ui.plan.word_count import WordCount


def test_the_count_follows_every_change(small: Plan) -> None:
    dice, count = random.Random(1), WordCount()
    lines = list(small.body)
    for _ in range(200):
        at = dice.randrange(len(lines) + 1)
        new = (Item(Level.POINT, "một  hai\nba", 2),) * dice.randrange(2)
        lines[at : at + dice.randrange(3)] = new
        if lines and dice.random() < 0.5:
            lines[0] = replace(lines[0], text=lines[0].text + dice.choice([" ", "a", " từ"]))
        count.follow(tuple(lines))
        assert count.words == len(" ".join(item.text for item in lines).split())
    count.follow(())
    assert count.words == 0
