"""What of all that PyInstaller finds goes into the package: what is used, on Windows and on Linux."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

Entry = tuple[str, str, str]  # where it goes in the package, where it is now, PyInstaller's kind
QT_MODULES = frozenset({"QtCore", "QtGui", "QtSvg", "QtWidgets"})
QT_LIBRARIES = frozenset({"core", "gui", "svg", "widgets"})
QT_LIBRARIES_OF_LINUX = frozenset({"dbus", "opengl", "xcbqpa"})  # the plugin for X stands on them
QT_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qsvg",
        "platforms/qwindows",
        "platforms/qxcb",
        "platforms/qoffscreen",  # self-test without a screen
        "styles/qmodernwindowsstyle",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
    }
)
NEVER_FOLDERS = frozenset({"test", "tests", "translations"})
# Software drawing for OpenGL, a shader compiler, what Wine puts in the place of Windows' own.
NEVER_LIBRARIES = frozenset({"opengl32sw", "d3dcompiler_47", "icuuc", "icuin", "icu", "mscms", "ucrtbase"})
NEVER_FILES = frozenset(
    {
        "resources/help/window.png",  # of the README
        "msvcp140.dll",  # Python's, older than Qt's, which lies beside Qt
    }
)
# The program reads and draws no picture files; reportlab only wants to know what a picture is.
_PILLOW_USED = "Image ExifTags ImageMode TiffTags _binary _deprecate _imaging _typing _util _version"
PILLOW_USED = frozenset(f"PIL.{name}" for name in _PILLOW_USED.split())
PILLOW_UNUSED_LIBRARIES = ("libavif", "liblcms2", "libsharpyuv", "libwebp")
RESOURCES_SHIPPED = ("fonts", "help", "icons", "licences", "templates", "theme")

# Found by name in some library, used by nothing here. Without ssl and _hashlib no OpenSSL is shipped.
UNUSED_MODULES = (
    *("tkinter", "turtle", "idlelib", "curses", "readline", "rlcompleter"),
    *("unittest", "doctest", "pdb", "pydoc", "pydoc_data", "test", "lib2to3", "ensurepip", "venv"),
    *("setuptools", "pip", "pkg_resources", "distutils", "_distutils_hack", "wheel", "packaging"),
    *("ssl", "_ssl", "_hashlib", "xmlrpc", "ftplib", "smtplib", "multiprocessing"),
    *("numpy", "pandas", "lxml", "IPython", "pytest", "_pytest", "cryptography", "greenlet", "cython"),
    *("charset_normalizer", "chardet", "sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.testing"),
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle", "postgresql")),
)

# What the console program, which only runs the other, is said to need and never imports.
UNUSED_BY_CONSOLE = (
    *("argparse", "ast", "calendar", "csv", "datetime", "decimal", "_pydecimal", "_pydatetime", "email"),
    *("fractions", "gettext", "gzip", "hashlib", "html", "importlib.metadata", "importlib.resources"),
    *("inspect", "logging", "optparse", "pickle", "pprint", "random", "statistics", "tarfile", "zipfile"),
    *("dataclasses", "dis", "http", "socket", "socketserver", "asyncio", "concurrent", "bz2", "lzma"),
)

_QT_LIBRARY = re.compile(r"^(?:lib)?qt6(\w+?)(?:\.dll|\.so[.\d]*)$")
_QT_PLUGIN = re.compile(r"/plugins/([\w-]+)/(?:lib)?([\w-]+?)\.(?:dll|so)$")
_QT_BINDING = re.compile(r"^pyside6/(qt\w+)(?:\.abi3|\.cp\w+-\w+)?\.(?:pyd|so)$")
_RUNTIME = ("vcruntime140", "msvcp140")
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_used(target: str) -> bool:
    """Say whether a file belongs into the package; ``target`` is its path there, with either slash."""
    path = PurePosixPath(target.replace("\\", "/").lower())
    if NEVER_FOLDERS & set(path.parts[:-1]):
        return False
    if str(path) in NEVER_FILES:
        return False
    stem = path.name.partition(".")[0]
    if stem in NEVER_LIBRARIES or stem.startswith("api-ms-win-"):
        return False
    if path.parts[0] == "pil":
        return is_module_used(f"PIL.{stem}")
    if path.parts[0] == "pillow.libs":
        return not stem.startswith(PILLOW_UNUSED_LIBRARIES)
    return _is_qt_used(path)


def _is_qt_used(path: PurePosixPath) -> bool:
    """Say whether a file is used, as far as Qt's are concerned; any other is."""
    if found := _QT_LIBRARY.match(path.name):
        return found[1] in QT_LIBRARIES or (path.suffix != ".dll" and found[1] in QT_LIBRARIES_OF_LINUX)
    if found := _QT_PLUGIN.search(f"/{path}"):
        return f"{found[1]}/{found[2]}" in QT_PLUGINS
    if found := _QT_BINDING.match(str(path)):
        return found[1] in {module.lower() for module in QT_MODULES}
    return True


def is_module_used(name: str) -> bool:
    """Say whether a Python module belongs into the package, beyond what ``UNUSED_MODULES`` leaves out."""
    return not name.startswith("PIL.") or name in PILLOW_USED


def is_of_the_system(target: str, source: str) -> bool:
    """Say whether a library lies in Linux's own folders: it is left to the system, Python's own is not.

    A package for Windows has none: its libraries come from wheels.
    """
    if "/" in target.replace("\\", "/") or target.startswith("libpython"):
        return False
    return source.startswith(_SYSTEM_FOLDERS)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return of PyInstaller's list of files what belongs into the package."""
    found = [e for e in entries if is_used(e[0]) and not is_of_the_system(e[0], e[1])]
    targets = {PurePosixPath(target.replace("\\", "/")) for target, _, _ in found}
    return _with_one_runtime([e for e in found if e[2] != "SYMLINK" or _end_of_link(e) in targets])


def _with_one_runtime(entries: list[Entry]) -> list[Entry]:
    """Take Microsoft's runtime everywhere as Qt's wheel has it.

    Python brings an older one, and Qt built for a newer one may end the program with it.
    """
    newest = {
        PureWindowsPath(target).name.lower(): source
        for target, source, _ in entries
        if PureWindowsPath(target).parts[0].lower() == "pyside6"
    }
    return [
        (target, newest.get(name, source) if name.startswith(_RUNTIME) else source, kind)
        for target, source, kind in entries
        for name in [PureWindowsPath(target).name.lower()]
    ]


def _end_of_link(entry: tuple[str, str, str]) -> PurePosixPath:
    return PurePosixPath(entry[0]).parent / entry[1]


def own_modules(root: Path) -> list[str]:
    """Return the name of every module of the program: some are imported by name."""
    files = (file.relative_to(root).with_suffix("") for file in (root / "kehoach_desktop").rglob("*.py"))
    return sorted(".".join(file.parts).removesuffix(".__init__") for file in files)
