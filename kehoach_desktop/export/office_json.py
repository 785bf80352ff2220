"""What belongs to the office and not to one plan, its list and its library of căn cứ, as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from kehoach_desktop.domain.directory import DirectoryEntry
from kehoach_desktop.domain.legal_basis import LegalBasis

FORMAT = "kehoach-office"
VERSION = 1


def office_to_json(entries: Sequence[DirectoryEntry], bases: Sequence[LegalBasis]) -> str:
    """Return both as JSON text; the rows of the file alone, what the program ships is left out."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "directory": [asdict(entry) for entry in entries],
        "legal_bases": [asdict(basis) for basis in bases],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=lambda day: day.isoformat()) + "\n"
