"""A bug in words: its kind and the places in the program it went through, never what a document says.

The words of an exception may be a clerk's (a KeyError of a name, a ValueError of a cell), so they are kept
only where they are the interpreter's own and name nothing but what stands in the code. Values, notes and
lines of source are never written, and of a path only what lies inside the program.
"""

import errno
import platform
import re
import sys
import traceback
from pathlib import PurePosixPath, PureWindowsPath
from types import CodeType, TracebackType

from kehoach_desktop import __version__

PACKAGE = "kehoach_desktop"
MASKED = "(lời báo lỗi không được ghi vì có thể chứa chữ của văn bản)"
_FIRST_FRAMES, _LAST_FRAMES = 10, 40  # of a stack without end
_MOST_CHAINED = 6
_FILE = re.compile(r'File "([^"\n]+)"')
_WORD = r"[A-Za-z_][A-Za-z0-9_.]{0,79}"
# The interpreter's own sentences. A group is a name that must stand in the code itself: the attribute that
# getattr was given may be anything.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"'{_WORD}' object has no attribute '({_WORD})'",
        rf"module '{_WORD}' has no attribute '({_WORD})'",
        rf"name '({_WORD})' is not defined",
        rf"'{_WORD}' object is not (?:callable|iterable|subscriptable|an iterator|reversible)",
        rf"'{_WORD}' object does not support item (?:assignment|deletion)",
        rf"cannot unpack non-iterable {_WORD} object",
        rf"unsupported operand type\(s\) for [^'\w]{{1,3}}: '{_WORD}' and '{_WORD}'",
        rf"'[<>=]{{1,2}}' not supported between instances of '{_WORD}' and '{_WORD}'",
        r"(?:list|tuple|string|bytearray)(?: assignment)? index out of range",
        r"pop from empty list|pop from an empty deque|division by zero|float division by zero",
        r"(?:too many|not enough) values to unpack \(expected (?:at least )?\d+(?:, got \d+)?\)",
        r"dictionary changed size during iteration|Set changed size during iteration",
        r"maximum recursion depth exceeded(?: [a-z ]+)?",
        rf"Internal C\+\+ object \({_WORD}\) already deleted\.",
        rf"(?:max|min)\(\) (?:arg is an empty sequence|iterable argument is empty)|{_WORD} already executing",
    )
)


def told(error: BaseException) -> str:
    """Return the lines that are written of ``error`` and of those it came from, the first cause last."""
    lines: list[str] = []
    seen: set[int] = set()
    why, one = "", error
    while id(one) not in seen and len(seen) < _MOST_CHAINED:
        seen.add(id(one))
        lines.append(f"{why}{kind_of(one)}: {words_of(one)}")
        lines.extend(f"  {place}" for place in _places(one.__traceback__))
        if isinstance(one, BaseExceptionGroup):
            lines.extend(
                f"  gồm {kind_of(part)}: {words_of(part)}" for part in one.exceptions[:_MOST_CHAINED]
            )
        cause = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if cause is None:
            break
        why, one = "do ", cause
    return "\n".join(lines)


def kind_of(error: BaseException) -> str:
    """Return the name of its class."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def words_of(error: BaseException) -> str:
    """Return what it says, as far as that cannot be a document's words."""
    if isinstance(error, OSError) and error.errno is not None:
        return errno.errorcode.get(error.errno, f"errno {error.errno}")
    if name := getattr(error, "sqlite_errorname", None):
        return str(name)
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - an exception may be broken itself
        return MASKED
    if not words:
        return "(không có lời)"
    names = _names_in_code(error.__traceback__)
    for shape in _SHAPES:
        match = shape.fullmatch(words)
        if match and all(name in names for name in match.groups() if name is not None):
            return words
    return MASKED


def place_of(trace: TracebackType | None) -> tuple[str, int]:
    """Return the file and line of the innermost place in the program's own code; ("", 0) without one."""
    found = ("", 0)
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if PACKAGE in filename:
            found = (filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def short_path(filename: str) -> str:
    """Return a path without where it lies on this machine: from the program's or a library's folder on."""
    pure = PureWindowsPath if "\\" in filename else PurePosixPath
    parts = pure(filename).parts
    if PACKAGE in parts:
        start = len(parts) - 1 - parts[::-1].index(PACKAGE)
    elif "site-packages" in parts:
        start = parts.index("site-packages") + 1
    else:
        start = max(len(parts) - 1, 0)
    return "/".join(parts[start:])


def short_lines(fault: str) -> str:
    """Return what the interpreter has written of a crash, with its paths made short."""
    return _FILE.sub(lambda found: f'File "{short_path(found[1])}"', fault).strip()


def machine() -> str:
    """Return which program, on what."""
    qt = getattr(sys.modules.get("PySide6"), "__version__", "chưa nạp")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"bản {__version__} · {system} · Python {platform.python_version()} · Qt {qt}"


def _places(trace: TracebackType | None) -> list[str]:
    frames = [
        f"{short_path(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
    ]
    if len(frames) <= _FIRST_FRAMES + _LAST_FRAMES:
        return frames
    left_out = f"… {len(frames) - _FIRST_FRAMES - _LAST_FRAMES} chỗ nữa"
    return [*frames[:_FIRST_FRAMES], left_out, *frames[-_LAST_FRAMES:]]


def _names_in_code(trace: TracebackType | None) -> set[str]:
    """Return the names that stand in the code the exception went through."""
    names: set[str] = set()
    for frame, _ in traceback.walk_tb(trace):
        code: CodeType = frame.f_code
        names.update(code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return names
