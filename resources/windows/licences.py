"""Writes resources/licences/ from components.toml and the wheels: python licences.py FOLDER… [--check].

A folder is where wheels are unpacked: what the lock for Windows installs, and where PyInstaller is.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

from components import RESOURCES, Component, read_components

LIST = "licences/components.json"
NOTICE = "GIẤY PHÉP.txt"  # beside the program
_WIDTH = 90
_RULE = "\n\n" + "=" * 76 + "\n"
# Parts of what PDFium's wheel tells of that are in no build for Windows or Linux.
_ELSEWHERE = ("/android/", "/v8_xfa/", "/pbin_musl/", "/cibw_musl/")
_SAME = {"PSFL": "PSF-2.0", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3.0-only"}


def made(folders: Sequence[Path]) -> dict[str, str]:
    """Return every file that is written, by its path in resources/."""
    components = read_components()
    texts = {}
    for component in components:
        for name, sources in component.text_from:
            texts[name] = (
                _RULE.join(_tidy(text) for source in sources for text in _texts(source, folders)) + "\n"
            )
    return texts | {LIST: list_text(components)}


def list_text(components: Sequence[Component]) -> str:
    """Return the list the program shows."""
    shown = ("name", "version", "licence", "used_for", "home", "texts", "inside", "only")
    rows = [{name: getattr(component, name) for name in shown} for component in components]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def faults(folders: Sequence[Path]) -> list[str]:
    """Return what in resources/licences/ is not what the wheels say."""
    found = [
        f"resources/{name} is not what the wheels say: python resources/windows/licences.py"
        for name, text in made(folders).items()
        if not (RESOURCES / name).is_file() or (RESOURCES / name).read_text(encoding="utf-8") != text
    ]
    components = read_components()
    missing = {
        text for component in components for text in component.texts if not (RESOURCES / text).is_file()
    }
    found += [f"resources/{text} is missing" for text in sorted(missing)]
    return found + [fault for component in components for fault in _metadata_faults(component, folders)]


def notice() -> str:
    """Return the file beside the program: what it is made of, and where the licences stand in full."""
    lines = [
        "KẾ HOẠCH DESKTOP: CÁC THÀNH PHẦN VÀ GIẤY PHÉP",
        "",
        "Chương trình gồm những thành phần dưới đây. Toàn văn mọi giấy phép ở thư mục",
        "_internal\\resources cạnh tệp này; trong chương trình: Trợ giúp ›",
        "Giới thiệu và phím tắt › Thành phần và giấy phép.",
        "",
    ]
    for component in read_components():
        where = f" (nằm trong {component.inside})" if component.inside else ""
        only = {"windows": " (chỉ bản Windows)", "linux": " (chỉ bản Linux)"}.get(component.only, "")
        lines += [
            f"{component.name} {component.version}".rstrip() + where + only,
            f"    Giấy phép: {component.licence}",
            f"    Dùng để: {component.used_for}",
            *([f"    Trang của dự án: {component.home}"] if component.home else []),
            f"    Toàn văn: {', '.join(text.removeprefix('licences/') for text in component.texts)}",
            "",
        ]
    qt = (RESOURCES / "licences" / "qt.txt").read_text(encoding="utf-8")
    lines += [textwrap.fill(line, _WIDTH) for line in qt.splitlines()]  # Notepad may not break lines itself
    return "\n".join(lines) + "\n"


def _texts(source: str, folders: Sequence[Path]) -> Iterator[str]:
    """Return the texts of a wheel's licence files: ``wheel:path`` in its .dist-info; * takes all."""
    wheel, _, path = source.partition(":")
    distribution = _distribution(wheel, folders)
    for file in sorted(distribution.files or (), key=str):
        name = file.as_posix()
        inner = name.partition(".dist-info/")[2]
        wanted = inner.startswith(path[:-1]) if path.endswith("*") else inner == path
        if wanted and not any(part in f"/{inner}" for part in _ELSEWHERE):
            title = f"{inner.rpartition('/')[2]}\n\n" if path.endswith("*") else ""
            yield title + _read(Path(str(file.locate())))


def _read(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:  # an old licence with a © of its time
        return content.decode("latin-1")


def _distribution(wheel: str, folders: Sequence[Path]) -> Distribution:
    for distribution in distributions(path=[str(folder) for folder in folders]):
        if _plain(distribution.metadata["Name"]) == _plain(wheel):
            return distribution
    raise LookupError(f"{wheel} is in none of the folders")


def _metadata_faults(component: Component, folders: Sequence[Path]) -> Iterator[str]:
    """Say where the list differs from what a wheel says of itself."""
    if not component.wheel:
        return
    told = _distribution(component.wheel, folders).metadata
    if told["Version"] != component.version:
        yield f"{component.name}: the list says {component.version}, the wheel {told['Version']}"
    licence = told.get("License-Expression") or told.get("License") or ""
    licence = _SAME.get(licence, licence)
    if "License-Expression" in told and licence != component.licence:
        yield f"{component.name}: the list says {component.licence}, the wheel {licence}"


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\x0c", "").splitlines()).strip("\n")


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def main() -> int:
    """Write or check; return 1 when something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing, say what does not hold")
    asked = parser.parse_args()
    for _ in () if asked.check else range(2):  # the list tells what Pillow's licence, just written, says
        for name, text in made(asked.folders).items():
            (RESOURCES / name).write_text(text, encoding="utf-8")
    found = faults(asked.folders)
    print("\n".join(found) or "the licences hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
