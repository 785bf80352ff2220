"""The head of an appendix table: which column is which by its name, and the title above it."""

import re
from dataclasses import dataclass

from kehoach_desktop.domain.text import one_line, search_key
from kehoach_desktop.ingest.appendix_text import HEADING, REFERENCE
from kehoach_desktop.ingest.sheet_grid import MAX_COLUMNS, Grid

HEAD_WITHIN_ROWS = 30
_LONGEST_HEAD = 80  # characters; more is no column's name

_NUMBER = re.compile(r"(?:s\.?)?t\.?t\.?|so tt|so thu tu|thu tu|#")
_ROLES = (
    ("content", re.compile(r"noi dung")),
    ("form", re.compile(r".*hinh thuc")),
    ("lead", re.compile(r".*chu tri|(?:don vi|co quan|bo phan|nguoi) (?:thuc hien|phu trach)")),
    ("partners", re.compile(r".*phoi hop")),
    ("time", re.compile(r".*(?:thoi gian|thoi han|thoi diem|tien do)")),
    ("note", re.compile(r".*ghi chu")),
    ("content", re.compile(r".*(?:noi dung|nhiem vu|cong viec|hoat dong)")),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head's first and last row, and the column of each role it names."""

    first_row: int
    last_row: int
    columns: dict[str, int]


def find_head(grid: Grid) -> Head | None:
    """Return the table head among the first rows of the sheet, None when it has none."""
    for row in sorted(grid.rows):
        if row > HEAD_WITHIN_ROWS:
            break
        single = _columns([(column, grid.text(row, column)) for column in grid.rows[row]])
        if not _is_head(single):
            continue
        both = _columns(_two_row_names(grid, row))
        number = both.get("number")
        is_double = len(both) > len(single) and not (number and grid.text(row + 1, number))
        return Head(row, row + 1, both) if is_double else Head(row, row, single)
    return None


def title_above(grid: Grid, head: Head) -> tuple[str, list[str]]:
    """Return the title over the table, and the lines above it that are no part of it."""
    lines = [
        (row, one_line(part))
        for row in sorted(grid.rows)
        if row < head.first_row
        for column in sorted(grid.rows[row])
        for part in grid.text(row, column).split("\n")
        if part.strip()
    ]
    begun = next((i for i, (_, text) in enumerate(lines) if HEADING.match(text)), -1)
    before = [text for _, text in lines[: max(begun, 0)]]
    title: list[str] = []
    after = lines[max(begun, 0) :]
    while after:
        text = after[0][1]
        if REFERENCE.match(text):
            break
        text = HEADING.sub("", text, count=1)
        title += [text] if text else []
        after = after[1:]
    return " ".join(title), before + [text for _, text in after if not REFERENCE.match(text)]


def _columns(names: list[tuple[int, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, text in sorted(names):
        role = _role(text)
        if role:
            found.setdefault(role, column)
    return found


def _role(text: str) -> str:
    key = " ".join(search_key(text).split())
    if len(key) > _LONGEST_HEAD:
        return ""
    if _NUMBER.fullmatch(key):
        return "number"
    return next((role for role, pattern in _ROLES if pattern.match(key)), "")


def _is_head(columns: dict[str, int]) -> bool:
    return "content" in columns and len(columns) >= 2


def _two_row_names(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Return each column's name where the head has two rows (Cơ quan / chủ trì, phối hợp)."""
    last = min(MAX_COLUMNS, max([*grid.rows[row], *grid.rows.get(row + 1, {})]))
    names = []
    for column in range(1, last + 1):
        top, below = grid.shown(row, column), grid.text(row + 1, column)
        names.append((column, f"{top} {below}".strip()))
    return names
