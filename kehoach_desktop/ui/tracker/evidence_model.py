"""Evidence of a record as a table: its title, and where it is with how it stands there."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.evidence_names import is_link, is_plain_name, title_of
from kehoach_desktop.domain.plan import Evidence, new_id
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.services.evidence import Standing
from kehoach_desktop.ui.icons import icon
from kehoach_desktop.ui.sheet.rows_model import Index
from kehoach_desktop.ui.theme import tokens
from kehoach_desktop.ui.tracker.entries_model import Drafts, EntriesModel, EntryColumn, EntryRow, Place, Role

TITLE, LOCATION = range(2)
_NO_TITLE = "Hãy ghi tên minh chứng."
_ICONS = {
    Standing.LINK: "link",
    Standing.HERE: "file",
    Standing.CHANGED: "alert",
    Standing.MISSING: "alert",
    Standing.OUTSIDE: "alert",
    Standing.PAPER: "clipboard",
}
_WORDS = {
    Standing.CHANGED: "Tệp đã thay đổi",
    Standing.MISSING: "Không tìm thấy tệp",
    Standing.OUTSIDE: "Ngoài thư mục",
    Standing.PAPER: "Bản giấy",
}
_HINTS = {
    Standing.LINK: "{0}\nNháy đúp hoặc Enter để mở liên kết",
    Standing.HERE: "{0}\nNháy đúp hoặc Enter để mở, F2 để đổi tên",
    Standing.CHANGED: "{0}\nTệp này đã bị sửa sau khi được thêm vào đây; nháy đúp hoặc Enter để mở xem",
    Standing.MISSING: "{0}\nTệp không còn trong thư mục minh chứng; hãy chép lại hoặc thêm lại tệp",
    Standing.OUTSIDE: "{0}\nĐường dẫn ra ngoài thư mục minh chứng nên không mở; hãy thêm lại bằng Thêm tệp…",
    Standing.PAPER: "Chưa có tệp hay liên kết; dán liên kết vào ô này hoặc nhấn Thêm tệp…",
}
Looks = dict[tuple[str, str], Standing]
"""How evidence stands, by its location and checksum."""


class EvidenceModel(EntriesModel):
    """The evidence of one record; how each stands is told from outside, never looked at while painting."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            EntryColumn("title", "Tên", 120, one_line, str, _NO_TITLE, share=3, least_px=80),
            EntryColumn("location", "Tệp hoặc liên kết", 120, parse_location, str, share=2, least_px=80),
        )
        super().__init__(Evidence, columns, parent)
        self._looks: Looks = {}

    def show_evidence(self, evidence: Iterable[Evidence], drafts: Drafts) -> None:
        """Show another record's evidence."""
        self.drafts = drafts
        self.show_rows(self._rows(evidence), drafts)

    def follow_evidence(self, evidence: Iterable[Evidence]) -> None:
        """Show the same record's evidence after an edit."""
        self.follow_rows(self._rows(evidence))

    def show_looks(self, looks: Looks) -> None:
        """Show how they stand."""
        self._looks = looks
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, LOCATION))

    def evidence_at(self, row: int) -> Evidence | None:
        """Return what stands in a row."""
        entry = self.rows[row].entry if 0 <= row < len(self.rows) else None
        return entry if isinstance(entry, Evidence) else None

    def standing(self, evidence: Evidence) -> Standing | None:
        """Return how it stands; None while that is not known."""
        if not evidence.location:
            return Standing.PAPER
        if is_link(evidence.location):
            return Standing.LINK
        return self._looks.get((evidence.location, evidence.checksum))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What was copied stays what it is: only its title is the clerk's to change."""
        flags = super().flags(index)
        evidence = self.evidence_at(index.row()) if index.isValid() else None
        if evidence is not None and evidence.checksum and index.column() == LOCATION:
            return flags & ~Qt.ItemFlag.ItemIsEditable
        return flags

    def lacking(self, row: EntryRow) -> str:
        """A link or a name is enough: the title follows from it."""
        return "" if self.text_at(row, LOCATION) else super().lacking(row)

    def ask_for_entry(self, row: EntryRow) -> None:
        """Ask for the evidence typed."""
        location = parse_location(self.text_at(row, LOCATION))
        title = self.text_at(row, TITLE) or title_of(location)
        self.add_wanted.emit(Evidence(title, location, id=row.key), None)

    def shown_at(self, row: EntryRow, number: int) -> str:
        """Say in words how a file stands where something is the matter."""
        text = super().shown_at(row, number)
        if number != LOCATION or not isinstance(row.entry, Evidence) or self._is_typed(row, number):
            return text
        standing = self.standing(row.entry)
        if standing is Standing.HERE or standing is None:
            return "Tệp đính kèm" if text == row.entry.title else text
        return _WORDS.get(standing, text)

    def mark(self, row: EntryRow, place: Place, role: int) -> Any:
        """Draw how it stands, and say what can be done."""
        if place[1] != LOCATION or not isinstance(row.entry, Evidence) or self._is_typed(row, LOCATION):
            return super().mark(row, place, role)
        standing = self.standing(row.entry)
        colours = tokens()
        is_wrong = standing in {Standing.MISSING, Standing.OUTSIDE}
        ink = colours.bad if is_wrong else colours.warning if standing is Standing.CHANGED else colours.muted
        if role == Role.DecorationRole:
            return icon(_ICONS[standing], ink) if standing else None
        if role == Role.ForegroundRole:
            return QColor(colours.accent if standing is Standing.LINK else ink)
        if role == Role.ToolTipRole and standing:
            return _HINTS[standing].format(row.entry.location)
        return super().mark(row, place, role)

    def _rows(self, evidence: Iterable[Evidence]) -> list[EntryRow]:
        entries = list(evidence)
        if any(entry.id == self.drafts.fresh_key for entry in entries):
            self.drafts.fresh_key = new_id()
        rows = [EntryRow(entry.id, entry, (entry.title, entry.location)) for entry in entries]
        return [*rows, self.fresh_row()]

    def _is_typed(self, row: EntryRow, number: int) -> bool:
        return (row.key, number) in self.drafts.texts


def parse_location(text: str) -> str:
    """Return a link or a plain name; a path is refused, for a plan must not depend on one machine's."""
    text = one_line(text)
    if text.lower().startswith("www."):
        raise UserError(f"Liên kết “{text}” thiếu phần đầu; hãy viết https://{text}")
    if not text or is_link(text) or is_plain_name(text):
        return text
    raise UserError(
        "Ô này chỉ nhận liên kết http hoặc https. Tệp trong máy thì nhấn Thêm tệp… hoặc kéo tệp thả vào đây, "
        "để tệp được chép vào thư mục minh chứng."
    )
