"""Every place of the window's code that Qt calls: slots, overrides, whatever is connected or started."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

import kehoach_desktop.ui
from kehoach_desktop.ui.overriding import is_called_by_qt

_CALLERS = {"connect", "singleShot", "run", "start", "Job", "partial"}  # what is handed to these is called


class InjectedError(Exception):
    """Raised where a campaign wants it; nobody may catch it by its name."""


@dataclass(frozen=True)
class Target:
    """A method that Qt calls: ``kind`` is slot, override or connected."""

    kind: str
    cls: type
    function: FunctionType

    @property
    def name(self) -> str:
        """Where it is: module, class and method."""
        return f"{self.function.__module__.removeprefix('kehoach_desktop.ui.')}:{self.function.__qualname__}"


def import_all() -> None:
    """Import every module of the window."""
    for module in pkgutil.walk_packages(kehoach_desktop.ui.__path__, "kehoach_desktop.ui."):
        importlib.import_module(module.name)


def named_targets(names: Iterable[str]) -> list[Target]:
    """Return those of these names ("module:Class.method")."""
    wanted = set(names)
    for name in wanted:
        importlib.import_module(f"kehoach_desktop.ui.{name.partition(':')[0]}")
    connected = {name.rpartition(".")[2] for name in wanted}
    return [target for target in _found(connected) if target.name in wanted]


def targets() -> list[Target]:
    """Return all of them, in the order of their modules."""
    import_all()
    return _found(_names_handed_on())


def _found(connected: set[str]) -> list[Target]:
    found: dict[FunctionType, Target] = {}
    for cls in _classes():
        for name, value in vars(cls).items():
            function = inspect.unwrap(value) if isinstance(value, FunctionType) else None
            if isinstance(function, FunctionType) and not name.startswith("__") and function not in found:
                kind = _kind(cls, name, function, connected)
                if kind:
                    found[function] = Target(kind, cls, function)
    return sorted(found.values(), key=lambda target: target.name)


def raise_in(function: FunctionType, act: Callable[[], Any]) -> CodeType:
    """Make every call of ``function`` call ``act`` instead, and return the code it had.

    The function itself stays: whatever is connected to it, with however many arguments, is so still.
    """
    code = function.__code__
    kinds = inspect.signature(function, follow_wrapped=False).parameters.values()
    words = ", ".join(str(each.replace(default=each.empty, annotation=each.empty)) for each in kinds)
    words = words if all(each.kind is not each.POSITIONAL_ONLY for each in kinds) else f"{words}, /"
    cells = [f"cell_{number}" for number in range(len(code.co_freevars))]
    source = "def outer():\n" + "".join(f"    {cell} = None\n" for cell in cells)
    source += f"    def inner({words}):\n" + "".join(f"        {cell}\n" for cell in cells)
    source += "        __import__('slot_targets').ACT[0]()\n    return inner\n"
    namespace: dict[str, Any] = {}
    exec(compile(source, code.co_filename, "exec"), namespace)  # noqa: S102 - our own lines
    ACT[0] = act
    function.__code__ = namespace["outer"]().__code__.replace(
        co_name=code.co_name, co_qualname=code.co_qualname, co_firstlineno=code.co_firstlineno
    )
    return code


ACT: list[Callable[[], Any]] = [lambda: None]


def _kind(cls: type, name: str, function: FunctionType, connected: set[str]) -> str:
    qt = next((base for base in cls.__mro__ if base.__module__.startswith("PySide6")), None)
    if qt is not None and is_called_by_qt(name, function, qt):
        return "override"
    if hasattr(function, "_slots"):
        return "slot"
    return "connected" if name in connected or name.startswith(("on_", "_on_")) else ""


def _classes() -> Iterator[type]:
    """Yield our classes of Qt, and the mixins beside them."""
    seen: set[type] = set()
    for root in (QObject, QUndoCommand):
        for cls in _subclasses(root):
            for base in cls.__mro__:
                if base.__module__.startswith("kehoach_desktop.ui") and base not in seen:
                    seen.add(base)
                    yield base


def _subclasses(cls: type) -> Iterator[type]:
    for sub in type.__subclasses__(cls):
        yield sub
        yield from _subclasses(sub)


def _names_handed_on() -> set[str]:
    """Return the names of methods that stand as an argument where something is connected or started."""
    found: set[str] = set()
    for path in Path(kehoach_desktop.ui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in _CALLERS:
                found |= {each.attr for each in node.args if isinstance(each, ast.Attribute)}
    return found


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
