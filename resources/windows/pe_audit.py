"""Looks through a Windows package on any system, runs nothing of it: python pe_audit.py FOLDER [--most-mb N].

Each function returns what it found wrong, one sentence a fault; nothing found is an empty list.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pefile
from components import owner, read_components

GUI, CONSOLE = 2, 3
PROGRAMS = {"KeHoach.exe": GUI, "kehoach-cli.exe": CONSOLE}
MOST_MB = 80.0
ICON_SIZES = frozenset({16, 20, 24, 32, 40, 48, 64, 128, 256})

# What a Windows 10 of 1809 has itself. ICU is not among them on purpose: PCs were seen where it fails.
SYSTEM = frozenset(
    {
        *("advapi32", "authz", "bcrypt", "comctl32", "comdlg32", "crypt32", "d2d1", "d3d11", "d3d12", "d3d9"),
        *("dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32", "iphlpapi", "kernel32", "mpr", "msvcrt"),
        *("netapi32", "ntdll", "ole32", "oleaut32", "powrprof", "psapi", "rpcrt4", "secur32", "setupapi"),
        *("shcore", "shell32", "shlwapi", "uiautomationcore", "user32", "userenv", "uxtheme", "version"),
        *("winmm", "winspool.drv", "ws2_32", "wtsapi32"),
    }
)
API_SETS = ("api-ms-win-crt-", "api-ms-win-core-path-l1-1-0", "api-ms-win-core-synch-l1-2-0")
WINRT_SETS = ("api-ms-win-core-winrt-", "api-ms-win-shcore-scaling-l1-1-")
NEVER = ("opengl32sw", "d3dcompiler_47", "icu", "icuuc", "icuin", "mscms", "ucrtbase", "dbghelp", "qminimal")
# Loaded by their names while the program runs: the programs begin with the one, ctypes loads the other.
LOADED_BY_NAME = frozenset({"_internal/python311.dll", "_internal/pypdfium2_raw/pdfium.dll"})
PLUGINS = "_internal/PySide6/plugins/"  # Qt looks there for what it then loads
# A program without these is shown blurred, stops at 260 letters of a path, or asks for an administrator.
MANIFEST = {
    "8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a": "Windows 10",
    "microsoft.windows.common-controls": "common controls 6",
    'level="asinvoker"': "asInvoker",
    ">permonitorv2": "per-monitor scaling",
    "longpathaware xmlns": "long paths",
}
VERSION_STRINGS = ("CompanyName", "FileDescription", "FileVersion", "ProductName", "ProductVersion")
_X86_64 = 0x8664
_WINE_MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")
_IMPORTS = [
    pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"],
    pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"],
]
_RESOURCES = [pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]]
_ICON, _ICON_GROUP, _MANIFEST = 3, 14, 24


@dataclass(frozen=True)
class Wanted:
    """What a package must be."""

    programs: Mapping[str, int] = field(default_factory=lambda: PROGRAMS)
    most_mb: float = MOST_MB
    version: str = ""  # "" where any will do


@dataclass(frozen=True)
class Image:
    """A program or library of the package."""

    name: str  # its path in the package, with slashes
    machine: int
    imports: tuple[str, ...]  # in small letters
    is_wine: bool
    version: str = ""  # as its version resource says


def audit(folder: Path, wanted: Wanted | None = None) -> list[str]:
    """Return everything that is wrong with the package in ``folder``."""
    wanted = wanted or Wanted()
    images, broken = read_images(folder)
    found = [*broken, *size_faults(folder, wanted.most_mb), *stray_faults(image.name for image in images)]
    found += [*machine_faults(images), *import_faults(images), *twin_faults(images), *orphan_faults(images)]
    for name, subsystem in wanted.programs.items():
        found += program_faults(folder / name, subsystem, wanted.version)
    known = {name.lower() for name in wanted.programs}
    found += [f"{i.name}: a program nobody asked for" for i in images if _is_other_program(i.name, known)]
    return found


def read_images(folder: Path) -> tuple[list[Image], list[str]]:
    """Return the programs and libraries in ``folder``, and which of them are none."""
    images, broken = [], []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".exe", ".dll", ".pyd"} or not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        try:
            images.append(_read(path, name))
        except pefile.PEFormatError as error:
            broken.append(f"{name}: not a program or library of Windows ({error})")
    return images, broken


def size_faults(folder: Path, most_mb: float) -> list[str]:
    """Say whether the package is too large."""
    size_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return [f"the package has {size_mb:.1f} MB, more than {most_mb:.0f}"] if size_mb > most_mb else []


def stray_faults(names: Iterable[str]) -> list[str]:
    """Return the libraries that are never to be shipped: the system has them, or nothing asks for them."""
    stems = ((name, name.rpartition("/")[2].lower().rpartition(".")[0]) for name in names)
    return [
        f"{name}: must not be shipped" for name, stem in stems if stem in NEVER or stem.startswith("api-ms-")
    ]


def machine_faults(images: Iterable[Image]) -> list[str]:
    """Return what is not for 64-bit Windows, and what is Wine's in the place of Windows' own."""
    found = []
    for image in images:
        if image.machine != _X86_64:
            found.append(f"{image.name}: is for another machine ({image.machine:#x})")
        if image.is_wine:
            found.append(f"{image.name}: is a part of Wine")
    return found


def import_faults(images: Iterable[Image]) -> list[str]:
    """Return what a library asks for that is neither in the package nor in Windows 10 1809."""
    images = list(images)
    shipped = {image.name.rpartition("/")[2].lower() for image in images}
    return [
        f"{image.name}: asks for {name}, which is neither in the package nor in Windows 10 1809"
        for image in images
        for name in image.imports
        if name not in shipped and not _is_of_the_system(name)
    ]


def twin_faults(images: Iterable[Image]) -> list[str]:
    """Return the libraries of one name and several versions: which is loaded depends on who asks first."""
    versions: dict[str, set[str]] = {}
    for image in images:
        versions.setdefault(image.name.rpartition("/")[2].lower(), set()).add(image.version)
    return [
        f"{name}: is there in several versions, {' and '.join(sorted(told))}"
        for name, told in versions.items()
        if len(told) > 1
    ]


def orphan_faults(images: Iterable[Image]) -> list[str]:
    """Return the libraries that nothing leads to: no program, no module or plugin of a known component."""
    images = list(images)
    by_name: dict[str, list[Image]] = {}
    for image in images:
        by_name.setdefault(image.name.rpartition("/")[2].lower(), []).append(image)
    reached: set[str] = set()
    waiting = beginnings(images)
    while waiting:
        image = waiting.pop()
        if image.name not in reached:
            reached.add(image.name)
            waiting += [each for name in image.imports for each in by_name.get(name, ())]
    return [f"{i.name}: nothing in the package asks for it" for i in images if i.name not in reached]


def beginnings(images: Iterable[Image]) -> list[Image]:
    """Return what is begun or loaded by its name, not because another asks for it."""
    known = [component for component in read_components() if component.is_on("windows")]
    return [
        image
        for image in images
        if image.name.lower().endswith(".exe")
        or image.name in LOADED_BY_NAME
        or (
            (image.name.lower().endswith(".pyd") or image.name.startswith(PLUGINS))
            and owner(image.name, known) is not None
        )
    ]


def program_faults(path: Path, subsystem: int, version: str = "") -> list[str]:
    """Return what one program lacks of what Windows shows and heeds."""
    if not path.is_file():
        return [f"{path.name}: is missing"]
    pe = pefile.PE(str(path), fast_load=True)
    try:
        pe.parse_data_directories(directories=_RESOURCES)
        found = [*version_faults(pe, version), *icon_faults(pe), *manifest_faults(pe)]
        if pe.OPTIONAL_HEADER.Subsystem != subsystem:
            kind = {GUI: "windowed", CONSOLE: "console"}.get(subsystem, str(subsystem))
            found.append(f"is not a {kind} program")
    finally:
        pe.close()
    return [f"{path.name}: {fault}" for fault in found]


def version_faults(pe: pefile.PE, version: str = "") -> list[str]:
    """Return what lacks of the version resource, or differs from ``version``."""
    told = version_strings(pe)
    found = [f"its version resource lacks {name}" for name in VERSION_STRINGS if not told.get(name)]
    if version and told.get("ProductVersion", version) != version:
        found.append(f"is of version {told['ProductVersion']}, not {version}")
    return found


def version_strings(pe: pefile.PE) -> dict[str, str]:
    """Return the strings of a version resource."""
    told = {}
    for block in (each for blocks in getattr(pe, "FileInfo", None) or () for each in blocks):
        for table in getattr(block, "StringTable", ()):
            told.update({name.decode(): text.decode() for name, text in table.entries.items()})
    return told


def icon_faults(pe: pefile.PE) -> list[str]:
    """Return which sizes the icon lacks."""
    groups = list(_resources(pe, _ICON_GROUP))
    if not groups:
        return ["has no icon"]
    head = groups[0]
    count = int.from_bytes(head[4:6], "little")
    sizes = {head[6 + 14 * place] or 256 for place in range(count)}
    held = len(list(_resources(pe, _ICON)))
    found = [f"its icon lacks the size {side}" for side in sorted(ICON_SIZES - sizes)]
    return found + ([f"its icon names {count} pictures and has {held}"] if held < count else [])


def manifest_faults(pe: pefile.PE) -> list[str]:
    """Return what the manifest does not say."""
    manifests = list(_resources(pe, _MANIFEST))
    if not manifests:
        return ["has no manifest"]
    told = manifests[0].decode("utf-8", "replace").lower()
    return [f"its manifest does not say {name}" for mark, name in MANIFEST.items() if mark not in told]


def _read(path: Path, name: str) -> Image:
    with pefile.PE(str(path), fast_load=True) as pe:
        pe.parse_data_directories(directories=[*_IMPORTS, *_RESOURCES])
        entries = [
            *getattr(pe, "DIRECTORY_ENTRY_IMPORT", ()),
            *getattr(pe, "DIRECTORY_ENTRY_DELAY_IMPORT", ()),
        ]
        head = bytes(pe.__data__[0x40:0x60])
        imports = tuple(entry.dll.decode().lower() for entry in entries)
        version = version_strings(pe).get("FileVersion", "")
        return Image(name, pe.FILE_HEADER.Machine, imports, head.startswith(_WINE_MARKS), version)


def _is_of_the_system(name: str) -> bool:
    return name.removesuffix(".dll") in SYSTEM or name.startswith((*API_SETS, *WINRT_SETS))


def _is_other_program(name: str, known: set[str]) -> bool:
    return name.lower().endswith(".exe") and name.lower() not in known


def _resources(pe: pefile.PE, kind: int) -> Iterator[bytes]:
    """Return the content of every resource of one kind, in the first language of each."""
    root = getattr(pe, "DIRECTORY_ENTRY_RESOURCE", None)
    for entry in root.entries if root is not None else ():
        if entry.id != kind:
            continue
        for each in entry.directory.entries:
            place = each.directory.entries[0].data.struct
            yield pe.get_data(place.OffsetToData, place.Size)


def main() -> int:
    """Print what is wrong; return 1 when anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most-mb", type=float, default=MOST_MB)
    parser.add_argument("--version", default="", help="the version both programs must have")
    asked = parser.parse_args()
    found = audit(asked.folder, Wanted(most_mb=asked.most_mb, version=asked.version))
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.stdout.write(f"{len(found)} faults\n" if found else "nothing wrong\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
