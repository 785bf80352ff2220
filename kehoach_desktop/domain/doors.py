"""The doors by which foreign data comes in, and how much each lets through: one table for all readers.

Whatever comes in is data. Nothing in it is run, fetched, or followed to another file. UNBOUND: the door has
no such thing, or another of its limits already bounds it; JSON nests no deeper than its strict shape, and
Python refuses a thousand levels before that.
"""

from dataclasses import dataclass

_MB = 1024 * 1024
UNBOUND = 2**63 - 1
SECONDS = 60
"""How long reading may take before its process is killed."""
MEMORY_BYTES = 500 * _MB
"""How much memory the process that reads may take."""


@dataclass(frozen=True, slots=True)
class Door:
    """The limits of one door; ``is_apart``: read in a process that can be killed (large clips only)."""

    name: str
    bytes: int
    letters: int = UNBOUND  # of all texts together
    rows: int = UNBOUND  # of a table; of a text its paragraphs
    columns: int = UNBOUND
    cells: int = UNBOUND  # written down in one sheet, empty or not
    merges: int = UNBOUND
    entries: int = UNBOUND  # of an archive; of one list in JSON
    unpacked: int = UNBOUND  # bytes
    ratio: int = UNBOUND  # unpacked to packed
    depth: int = UNBOUND  # of elements, lists or tables inside one another
    seconds: int = SECONDS
    memory: int = MEMORY_BYTES
    is_apart: bool = True


TEXT = Door("Nhập từ văn bản (.txt)", 5 * _MB, rows=20_000)
BOOK = Door(
    "Phụ lục và bảng từ Excel (.xlsx)",
    20 * _MB,
    letters=10_000_000,
    rows=5_000,
    columns=256,
    cells=250_000,
    merges=20_000,
    entries=2_000,
    unpacked=50 * _MB,
    ratio=120,  # a repetitive sheet packs 20 to 60 to 1
)
JSON = Door("Nhập tệp JSON", 100 * _MB, entries=50_000)  # hundreds of pages, ten versions: 80 MB
CLIP = Door("Dán chữ hoặc HTML vào văn bản", 30 * _MB, letters=30_000_000, rows=10_000, depth=2_000)
TABLE_CLIP = Door("Dán bảng vào phụ lục", 30 * _MB, letters=30_000_000, rows=5_000, columns=256, depth=2_000)
SETTINGS = Door("settings.json", 1 * _MB, is_apart=False)
EVIDENCE = Door("Tệp minh chứng", 200 * _MB, is_apart=False)  # copied byte by byte, never looked into
DATA_FILE = Door("Tệp dữ liệu (.kehoach)", UNBOUND, is_apart=False)  # SQLite's own; checked when opened

DOORS = (TEXT, BOOK, JSON, CLIP, TABLE_CLIP, SETTINGS, EVIDENCE, DATA_FILE)
SMALL_CLIP = 100_000
"""Letters of a clip that are read where the window is: however they stand, that takes under a second."""
