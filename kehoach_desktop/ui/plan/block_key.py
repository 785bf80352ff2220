"""How a block of the page names its item, so that whatever Qt does to blocks by itself can still be read.

It does so in one property of its format: ``id:part:level:depth:look``.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument

from kehoach_desktop.domain.plan import Level
from kehoach_desktop.ui.plan.draft import Draft
from kehoach_desktop.ui.plan.look import Look

KEY = QTextBlockFormat.Property.UserProperty.value + 1


def blocks(document: QTextDocument, first: int = 0, end: int | None = None) -> Iterator[QTextBlock]:
    """Yield the blocks from number ``first`` up to ``end`` (None: all) in order."""
    block = document.findBlockByNumber(first)
    left = document.blockCount() - first if end is None else end - first
    while block.isValid() and left > 0:
        yield block
        block = block.next()
        left -= 1


def key_of(draft: Draft, line: int, look: Look) -> str:
    """Return what names a line of the draft, set as ``look`` says."""
    item = draft.lines[line]
    part = "preamble" if line < draft.boundary else "body"
    look_key = f"{look.indent}{look.is_title:d}{look.opens_gap:d}"
    return f"{item.id}:{part}:{item.level}:{item.depth}:{look_key}"


def key_text(block: QTextBlock) -> str:
    """Return what a block carries of it; "" on an empty page."""
    return block.blockFormat().stringProperty(KEY)


def read_key(block: QTextBlock) -> tuple[int, str, Level | None, int]:
    """Return id, part, level and depth of the item a block names; id 0 and level None for none."""
    key = key_text(block)
    if not key:
        return 0, "body", None, 0
    item_id, part, level, depth, _ = key.split(":")
    return int(item_id), part, Level(level), int(depth)
