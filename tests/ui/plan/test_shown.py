"""What is read and rewritten is what was touched, and never too little of it."""

import random
from dataclasses import replace

import pytest
from page_documents import read_draft
from PySide6.QtGui import QTextCursor, QTextDocument

from kehoach_desktop.domain.plan import Item, Level
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan import page_reading, shown
from kehoach_desktop.ui.plan.block_key import KEY, blocks
from kehoach_desktop.ui.plan.draft import Draft, draft_of
from kehoach_desktop.ui.plan.look import format_runs
from kehoach_desktop.ui.plan.shown import Shown

KEEP = QTextCursor.MoveMode.KeepAnchor


@pytest.fixture
def document(qtbot) -> QTextDocument:
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    return made


def sample() -> Draft:
    return draft_of(plans.read_template("sample-2026"))


def scribble(document: QTextDocument, dice: random.Random) -> None:
    """Change the document behind the page's back, as an input method or a screen reader may."""
    cursor = QTextCursor(document)
    end = document.characterCount() - 1
    cursor.setPosition(dice.randint(0, end))
    what = dice.choice(["type", "block", "remove", "remove", "bold", "edge"])
    if what == "type":
        cursor.insertText(dice.choice(["x", "đường ", "a\nb"]))
    elif what == "block":
        cursor.insertBlock()
    elif what == "bold":
        cursor.setPosition(min(cursor.position() + dice.randrange(40), end), KEEP)
        letters = cursor.charFormat()
        letters.setProperty(KEY + 1, 1)
        cursor.setCharFormat(letters)
    else:
        if what == "edge":
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setPosition(min(cursor.position() + dice.randrange(300), end), KEEP)
        cursor.removeSelectedText()


@pytest.mark.parametrize("seed", range(4))
def test_the_short_way_reads_what_the_long_way_reads(document: QTextDocument, seed: int) -> None:
    dice, page = random.Random(seed), Shown(document)
    page.write(sample())
    for _ in range(40):
        for _ in range(dice.randint(1, 4)):
            scribble(document, dice)
        known = page.draft
        full = read_draft(document, known)
        assert page.read() == full
        ids = {item.id for item in known.lines}
        assert [i.id for i in page.read().lines if i.id in ids] == [i.id for i in full.lines if i.id in ids]
        written = dice.choice([page.read(), full, known, sample()])
        page.write(written)
        assert read_draft(document, written) == written
        assert page.read() is written


def test_only_touched_blocks_are_read(document: QTextDocument, monkeypatch) -> None:
    page = Shown(document)
    page.write(sample())
    QTextCursor(document.findBlockByNumber(30)).insertText("x")
    read = []

    def counted(run, *rest):
        run = list(run)
        read.extend(block.blockNumber() for block in run)
        return page_reading.read_run(run, *rest)

    monkeypatch.setattr(shown, "read_run", counted)
    assert page.read().lines[30].text.startswith("x")
    assert read == [30]


def test_a_look_that_hangs_on_another_line_follows(document: QTextDocument) -> None:
    lines = (Item(Level.SECTION, "Một"), Item(Level.CLAUSE, "Một câu rất dài " * 10 + "hết", 1))
    page = Shown(document)
    page.write(Draft(lines, 0))
    weight = document.findBlockByNumber(1).charFormat().fontWeight()
    page.write(Draft((*lines, Item(Level.POINT, "Con", 2)), 0))
    assert document.findBlockByNumber(1).charFormat().fontWeight() > weight
    assert page.labels == ["I.", "1.", "a)"]
    page.write(Draft((lines[0], replace(lines[1], text="Một câu."), Item(Level.POINT, "Con", 2)), 0))
    assert document.findBlockByNumber(1).charFormat().fontWeight() == weight


def test_fonts_and_margins_touch_nothing(document: QTextDocument) -> None:
    page = Shown(document)
    page.write(sample())
    page.zoom(1.5)
    assert not page.is_touched
    assert page.read() is page.draft
    assert len(list(blocks(document))) == len(page.draft.lines)


def test_what_comes_in_turns_stands_as_what_comes_at_once(qtbot, document: QTextDocument) -> None:
    draft, other = sample(), QTextDocument()
    body = (replace(item, id=item.id + 1) for item in draft.lines[draft.boundary :])
    draft = Draft((*draft.lines, *body), draft.boundary)
    at_once, in_turns = Shown(other), Shown(document)
    at_once.write(draft)
    for stand in in_turns.write_in_turns(draft):
        assert in_turns.read() is in_turns.draft
        assert in_turns.draft.lines == draft.lines[:stand]
        assert read_draft(document, in_turns.draft) == in_turns.draft
    assert in_turns.draft == draft
    assert (in_turns.looks, in_turns.labels) == (at_once.looks, at_once.labels)
    pairs = list(zip(blocks(document), blocks(other), strict=True))
    assert len(pairs) == len(draft.lines)
    for one, same in pairs:
        assert one.text() == same.text()
        assert one.blockFormat() == same.blockFormat()
        assert format_runs(one) == format_runs(same)
    assert not in_turns.write(draft)
