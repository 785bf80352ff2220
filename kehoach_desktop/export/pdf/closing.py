"""Who receives it and who signs it, side by side at the end of the body."""

from kehoach_desktop.export.document import Document
from kehoach_desktop.export.pdf.columns import Column, Entry, entries_of, set_side_by_side
from kehoach_desktop.export.pdf.lines import Typeface, balanced_lines, break_lines
from kehoach_desktop.export.pdf.press import MM, Press
from kehoach_desktop.export.pdf.text import closed

BEFORE_PT = 14
SIGNER_PT = 14
RECIPIENTS_HEAD_PT = 12
RECIPIENT_PT = 11
SIGNER_WIDTH_PT = 72 * MM
GUTTER_PT = 3 * MM
SIGNATURE_ROOM_PT = 28 * MM  # for the hand and the seal


class Closing:
    """The two columns, measured before they are set so that the body can keep its last lines with them."""

    def __init__(self, typeface: Typeface, document: Document, width: float) -> None:
        left_width = width - SIGNER_WIDTH_PT - GUTTER_PT
        self.left = Column(0.0, left_width, tuple(_recipients(typeface, document, left_width)))
        right = tuple(_signature(typeface, document))
        self.right = Column(width - SIGNER_WIDTH_PT, SIGNER_WIDTH_PT, right)

    @property
    def height(self) -> float:
        """What it takes on a page, with the blank above; 0 = there is nothing to set."""
        height = max(self.left.height, self.right.height)
        return BEFORE_PT + height if height else 0.0

    def set(self, press: Press) -> None:
        """Draw it; only what no page can hold goes on over the next ones, the signature never."""
        if not self.height:
            return
        whole = self.height if self.height <= press.height else BEFORE_PT + self.right.height
        if whole > press.room + 1e-6 and not press.at_top:
            press.new_page()
        if not press.at_top:
            press.room -= BEFORE_PT
        set_side_by_side(press, [self.left, self.right])


def _recipients(typeface: Typeface, document: Document, width: float) -> list[Entry]:
    names = [name for name in document.recipients if name.strip()]
    if not names:
        return []
    head = break_lines([typeface.run("Nơi nhận:", bold=True, italic=True)], RECIPIENTS_HEAD_PT, width)
    entries = entries_of(
        head, RECIPIENTS_HEAD_PT, align="left", before=1, source="recipients"
    )  # level with the larger authority
    for index, name in enumerate(names):
        run = typeface.run(f"- {closed(name, last=index == len(names) - 1)}")
        lines = break_lines([run], RECIPIENT_PT, width)
        entries += entries_of(lines, RECIPIENT_PT, align="left", source="recipients")
    return entries


def _signature(typeface: Typeface, document: Document) -> list[Entry]:
    who = document.signature
    entries: list[Entry] = []
    for part in ("authority", "proxy", "title"):
        if text := getattr(who, part).strip():
            run = typeface.run(text, bold=True, capitals=True)
            lines = balanced_lines([run], SIGNER_PT, SIGNER_WIDTH_PT)
            entries += entries_of(lines, SIGNER_PT, source=f"signature.{part}")
    if entries or who.name.strip():  # the room stays when the name is not yet known
        name = balanced_lines([typeface.run(who.name.strip(), bold=True)], SIGNER_PT, SIGNER_WIDTH_PT)
        entries += entries_of(name, SIGNER_PT, before=SIGNATURE_ROOM_PT, source="signature.name")
    return entries
