"""Little programs and libraries of Windows, made byte by byte: what a package is looked through for."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTION, IN_FILE, HEAD = 0x1000, 0x400, 0x80
VERSION = {
    "CompanyName": "Nhóm thử",
    "FileDescription": "Chương trình thử",
    "FileVersion": "0.1.0",
    "ProductName": "Thử",
    "ProductVersion": "0.1.0",
}
ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICON, _ICON_GROUP, _VERSION, _MANIFEST = 3, 14, 16, 24


@dataclass(frozen=True)
class Program:
    """What one little program is made of."""

    machine: int = 0x8664
    subsystem: int = 2
    imports: Sequence[str] = ("KERNEL32.dll",)
    icon_sizes: Sequence[int] = ICON_SIZES
    version: Mapping[str, str] = field(default_factory=lambda: VERSION)
    manifest: str = ""
    mark: bytes = b""  # what stands before the head, as Wine marks its own

    def written(self) -> bytes:
        """Return the file."""
        imports = _imports(self.imports)
        place = SECTION + len(imports)
        resources = _resources(self._kinds(), place)
        body = imports + resources
        directories = [(0, 0)] * 16
        directories[1] = (SECTION, len(imports))
        directories[2] = (place, len(resources)) if resources else (0, 0)
        size = _up(len(body), 0x200)
        coff = struct.pack("<HHIIIHH", self.machine, 1, 0, 0, 0, 112 + 128, 0x22)
        optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, size, 0, 0, SECTION)
        optional += struct.pack("<QIIHHHHHHI", 0x140000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0)
        image_size = SECTION + _up(len(body), 0x1000)
        optional += struct.pack(
            "<IIIHHQQQQII", image_size, IN_FILE, 0, self.subsystem, 0, *[0x1000] * 4, 0, 16
        )
        optional += b"".join(struct.pack("<II", *each) for each in directories)
        section = struct.pack(
            "<8sIIIIIIHHI", b".rdata", len(body), SECTION, size, IN_FILE, 0, 0, 0, 0, 0x40000040
        )
        dos = b"MZ" + bytes(0x3A) + struct.pack("<I", HEAD) + self.mark
        head = dos.ljust(HEAD, b"\0") + b"PE\0\0" + coff + optional + section
        return head.ljust(IN_FILE, b"\0") + body.ljust(size, b"\0")

    def _kinds(self) -> dict[int, list[bytes]]:
        kinds: dict[int, list[bytes]] = {}
        if self.icon_sizes:
            kinds[_ICON] = [bytes(40)] * len(self.icon_sizes)
            group = struct.pack("<HHH", 0, 1, len(self.icon_sizes))
            for place, side in enumerate(self.icon_sizes, 1):
                group += struct.pack("<BBBBHHIH", side % 256, side % 256, 0, 0, 1, 32, 40, place)
            kinds[_ICON_GROUP] = [group]
        if self.version:
            kinds[_VERSION] = [_version(self.version)]
        if self.manifest:
            kinds[_MANIFEST] = [self.manifest.encode()]
        return kinds


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _imports(names: Sequence[str]) -> bytes:
    """Return the table of libraries asked for, one function of each by its number."""
    table = 20 * (len(names) + 1)
    texts = [name.encode() + b"\0" for name in names]
    thunks = table
    place = thunks + 16 * len(names)
    made, tail = b"", b"".join(struct.pack("<QQ", 0x8000000000000001, 0) for _ in names)
    for number, text in enumerate(texts):
        thunk = SECTION + thunks + 16 * number
        made += struct.pack("<IIIII", thunk, 0, 0, SECTION + place, thunk)
        place += len(text)
    whole = made + bytes(20) + tail + b"".join(texts)
    return whole.ljust(_up(len(whole), 8), b"\0")


def _resources(kinds: Mapping[int, Sequence[bytes]], start: int) -> bytes:
    """Return the tree of kinds, numbers and languages, and what stands at its ends."""
    if not kinds:
        return b""
    pieces = [(kind, number, piece) for kind in sorted(kinds) for number, piece in enumerate(kinds[kind], 1)]
    levels = 16 + 8 * len(kinds) + sum(16 + 8 * len(held) for held in kinds.values()) + 24 * len(pieces)
    entries_at, content_at = levels, levels + 16 * len(pieces)
    root, seconds, thirds, entries, content = _level(len(kinds)), b"", b"", b"", b""
    second_at = 16 + 8 * len(kinds)
    third_at = second_at + sum(16 + 8 * len(held) for held in kinds.values())
    for kind in sorted(kinds):
        root += struct.pack("<II", kind, 0x80000000 | (second_at + len(seconds)))
        seconds += _level(len(kinds[kind]))
        for number, piece in enumerate(kinds[kind], 1):
            seconds += struct.pack("<II", number, 0x80000000 | (third_at + len(thirds)))
            thirds += _level(1) + struct.pack("<II", 0x42A, entries_at + len(entries))
            entries += struct.pack("<IIII", start + content_at + len(content), len(piece), 0, 0)
            content += piece.ljust(_up(len(piece), 8), b"\0")
    return root + seconds + thirds + entries + content


def _level(count: int) -> bytes:
    return struct.pack("<IIHHHH", 0, 0, 0, 0, 0, count)


def _version(strings: Mapping[str, str]) -> bytes:
    lines = [
        _block(name, text.encode("utf-16-le") + b"\0\0", (), len(text) + 1) for name, text in strings.items()
    ]
    table = _block("StringFileInfo", b"", [_block("042A04B0", b"", lines)])
    fixed = struct.pack("<IIIIIIIIIIIII", 0xFEEF04BD, 0x10000, 1, 0, 1, 0, 0x3F, 0, 0x40004, 1, 0, 0, 0)
    return _block("VS_VERSION_INFO", fixed, [table], len(fixed), kind=0)


def _block(key: str, value: bytes, kids: Sequence[bytes], length: int = 0, kind: int = 1) -> bytes:
    head = bytes(6) + key.encode("utf-16-le") + b"\0\0"
    made = head.ljust(_up(len(head), 4), b"\0") + value
    for kid in kids:
        made = made.ljust(_up(len(made), 4), b"\0") + kid
    return struct.pack("<HHH", len(made), length, kind) + made[6:]
