"""Says of a built package whether it is what the licences name, file by file: nothing more, nothing less.

python resources/windows/package_contents.py dist/KeHoach [--system windows]
"""

import argparse
import fnmatch
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from components import STANDARD_LIBRARY, SYSTEMS, Component, owner, read_components

PROGRAMS = ("KeHoach.exe", "kehoach-cli.exe", "KeHoach", "kehoach")
# Made when Python itself was built, and so of it; its name tells for which system.
_SYSTEM_MODULES = ("_sysconfigdata_*",)


def faults(folder: Path, system: str) -> list[str]:
    """Return what is packaged and not named, named and not packaged, or of another version."""
    components = [component for component in read_components() if component.is_on(system)]
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    modules = module_names(folder)
    found = [*unnamed_files(files, components), *unnamed_modules(modules, components)]
    found += unpackaged(files, modules, components)
    if system == "windows":
        found += [fault for component in components for fault in told_faults(folder, component)]
    else:
        found += [fault for component in components for fault in wheel_faults(component)]
    return found


def unnamed_files(files: Iterable[str], components: Sequence[Component]) -> list[str]:
    """Return the files that belong to no component."""
    return [
        f"{path}: belongs to nothing the licences name" for path in files if owner(path, components) is None
    ]


def unnamed_modules(modules: Iterable[str], components: Sequence[Component]) -> list[str]:
    """Return the Python modules that belong to no component."""
    return [
        f"module {module}: belongs to nothing the licences name"
        for module in modules
        if not any(_has(component, module) for component in components)
    ]


def unpackaged(files: Sequence[str], modules: Iterable[str], components: Sequence[Component]) -> list[str]:
    """Return the components named of which nothing is packaged."""
    owned = {found.name for path in files if (found := owner(path, components)) is not None}
    owned |= {c.name for c in components if any(_has(c, module) for module in modules)}
    return [
        f"{component.name}: named by the licences, but nothing of it is packaged"
        for component in components
        if component.name not in owned and component.inside not in owned
    ]


def told_faults(folder: Path, component: Component) -> Iterator[str]:
    """Say where a file of Windows says another version than the list."""
    if not component.told_by:
        return
    import pefile
    from pe_audit import version_strings

    path = folder / component.told_by
    if not path.is_file():
        yield f"{component.told_by}: is missing"
        return
    with pefile.PE(str(path)) as pe:
        told = version_strings(pe).get("FileVersion", "")
    if told != component.version and not told.startswith(f"{component.version}."):
        yield f"{component.name}: the list says {component.version}, {component.told_by} says {told}"


def wheel_faults(component: Component) -> Iterator[str]:
    """Say where what this Python has, and so packaged, is of another version than the list."""
    if not component.wheel:
        return
    try:
        installed = version(component.wheel)
    except PackageNotFoundError:
        installed = "none"
    if installed != component.version:
        yield f"{component.name}: the list says {component.version}, packaged is {installed}"


def module_names(folder: Path) -> list[str]:
    """Return the names, up to the first dot, of the Python modules inside the programs."""
    from PyInstaller.archive.readers import CArchiveReader

    names: set[str] = set()
    for program in (folder / name for name in PROGRAMS):
        if program.is_file():
            archive = CArchiveReader(str(program))
            held = next(name for name in archive.toc if name.endswith(".pyz"))
            inside = archive.open_embedded_archive(held).toc
            names |= {name.partition(".")[0] for name in (*archive.toc, *inside) if name != held}
    return sorted(names - {"__main__"})


def _has(component: Component, module: str) -> bool:
    if STANDARD_LIBRARY in component.modules:
        return module in sys.stdlib_module_names or any(fnmatch.fnmatch(module, p) for p in _SYSTEM_MODULES)
    return any(fnmatch.fnmatch(module, pattern) for pattern in component.modules)


def main() -> int:
    """Print what does not hold; return 1 when anything does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=SYSTEMS, default=SYSTEMS[sys.platform != "win32"])
    asked = parser.parse_args()
    found = faults(asked.folder, asked.system)
    print("\n".join(found) or "packaged is what the licences name")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
