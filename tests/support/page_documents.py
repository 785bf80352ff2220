"""A draft written to a text document and read back whole, with no regard to what was touched."""

from PySide6.QtGui import QTextDocument

from kehoach_desktop.ui.plan.block_key import blocks
from kehoach_desktop.ui.plan.draft import Draft, lawful
from kehoach_desktop.ui.plan.look import looks
from kehoach_desktop.ui.plan.page_reading import read_run
from kehoach_desktop.ui.plan.page_writing import Lines, write_run


def read_draft(document: QTextDocument, known: Draft) -> Draft:
    """Return what the document holds; an item that is as ``known`` has it is that very item."""
    lines, boundary = read_run(blocks(document), known.lines)
    return lawful(Draft(tuple(lines), boundary))


def write_draft(document: QTextDocument, draft: Draft) -> bool:
    """Make the document show the draft, touching only what differs; return whether text was rewritten."""
    return write_run(document, draft, looks(draft), Lines()).has_other_text
