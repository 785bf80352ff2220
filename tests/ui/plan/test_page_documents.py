"""Drafts written to a document and read back, with letters a document treats in its own way."""

import pytest
from page_documents import read_draft, write_draft
from PySide6.QtGui import QTextCursor, QTextDocument

from kehoach_desktop.domain.plan import Item, Level, Plan
from kehoach_desktop.services import plans
from kehoach_desktop.ui.plan.block_key import blocks
from kehoach_desktop.ui.plan.draft import Draft, draft_of


@pytest.fixture
def document(qtbot) -> QTextDocument:
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\nb",
        "a\tb",
        "a\u00a0b",
        "a\u2029b",
        "a\ufffcb",
        "😀x😀",
        "x" * 40_000,
        "<b>&amp;=1+1",
        " hai đầu ",
    ],
)
def test_an_untouched_item_stays_that_very_item(document: QTextDocument, text: str) -> None:
    marks = ((1, 2, "bold"),) if len(text) == 3 else ()
    draft = Draft((Item(Level.BASIS, "Căn cứ"), Item(Level.SECTION, text, 0, marks)), 1)
    write_draft(document, draft)
    assert document.blockCount() == 2
    read = read_draft(document, draft)
    assert [a is b for a, b in zip(read.lines, draft.lines, strict=True)] == [True, True]
    assert read.boundary == 1
    assert not write_draft(document, draft)


def test_only_what_differs_is_rewritten(document: QTextDocument) -> None:
    draft = draft_of(plans.read_template("sample-2026"))
    write_draft(document, draft)
    before = [block.revision() for block in blocks(document)]
    lines = list(draft.lines)
    lines[20] = Item(lines[20].level, "Khác", lines[20].depth, id=lines[20].id)
    write_draft(document, Draft(tuple(lines), draft.boundary))
    after = [block.revision() for block in blocks(document)]
    assert [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [20]


def test_blocks_come_go_and_change_places(document: QTextDocument) -> None:
    lines = tuple(Item(Level.SECTION, letter) for letter in "abcdef")
    for order in ("abcdef", "fab", "", "c", "cdefab", "bafedc", "f", ""):
        draft = Draft(tuple(lines["abcdef".index(letter)] for letter in order), min(2, len(order)))
        draft = Draft(draft.lines, 0)
        write_draft(document, draft)
        assert document.toPlainText() == "\n".join(order)
        assert read_draft(document, draft) == draft


def test_blocks_joined_by_qt_itself_are_read(document: QTextDocument, small: Plan) -> None:
    draft = draft_of(small)
    write_draft(document, draft)
    cursor = QTextCursor(document.findBlockByNumber(4))
    cursor.setPosition(document.findBlockByNumber(6).position() + 3, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    read = read_draft(document, draft)
    assert len(read.lines) == len(draft.lines) - 2
    assert read.lines[4].text == "m vi"
    cursor.insertBlock()
    ids = [item.id for item in read_draft(document, draft).lines]
    assert len(set(ids)) == len(ids)
