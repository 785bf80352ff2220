"""``@read_apart``: a function that reads foreign data runs in the reader's process and hands back a value."""

import functools
import inspect
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from kehoach_desktop.services.reading.values import from_plain, to_plain

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[int, int], None]
_PROGRESS = "progress"
_KNOWN: dict[str, Callable[..., Any]] = {}
_ROOM = "kehoach_desktop.services."
_here = {"reads": False}  # whether this process is the reader itself


def read_apart(is_small: Callable[..., bool] | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return what makes a function be done in the reader's process.

    ``is_small``: takes the first argument; says when there is so little to read that it is done at once.
    An argument called ``progress`` is told how far it is, several times a second; raising Cancelled there
    kills the reader.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        key = f"{function.__module__}.{function.__name__}"
        signature = inspect.signature(function)
        _KNOWN[key] = function

        @functools.wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            if _here["reads"] or (is_small is not None and is_small(args[0])):
                return function(*args, **kwargs)
            from kehoach_desktop.services.reading.process import READER

            bound = dict(signature.bind(*args, **kwargs).arguments)
            progress = typing.cast("Progress | None", bound.pop(_PROGRESS, None))
            given = {name: to_plain(_absolute(value)) for name, value in bound.items()}
            told = READER.ask({"call": key, "with": given}, _what(bound), progress)
            made: T = from_plain(typing.get_type_hints(function)["return"], told)
            return made

        return asked

    return wrap


def become_reader() -> None:
    """From now on do in this process what is to be done in the reader's: this is it."""
    _here["reads"] = True


def do(asked: Mapping[str, Any], report: Progress) -> Any:
    """Do what was asked in the reader's process; return the result as plain values."""
    key = asked["call"]
    if not key.startswith(_ROOM):
        raise LookupError(key)
    __import__(key.rpartition(".")[0])
    function = _KNOWN[key]
    hints = typing.get_type_hints(function)
    given = {name: from_plain(hints[name], value) for name, value in asked["with"].items()}
    if _PROGRESS in inspect.signature(function).parameters:
        given[_PROGRESS] = report
    return to_plain(function(**given))


def _absolute(value: Any) -> Any:
    """Return a path as one that is the same from any folder: the reader stays in its own."""
    return value.absolute() if isinstance(value, Path) else value


def _what(given: Mapping[str, Any]) -> str:
    """Return what is read, as a sentence names it."""
    path = next((value for value in given.values() if isinstance(value, Path)), None)
    return f"tệp “{path.name}”" if path is not None else "phần đã sao chép"
