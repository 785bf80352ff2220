"""What is Qt's to call in our classes may not raise: it is told of, and Qt gets an answer it can live with.

An exception that leaves a method Qt has called from inside another such method ends the whole program
(PySide6 6.9.3), and one that leaves a paint keeps a painter at work on a widget that is gone.
"""

import functools
import sys
import traceback
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QUndoCommand

_PACKAGE = "kehoach_desktop."
# What is answered in place of a method that failed; of the others Qt's own is asked, which draws nothing
# of ours and knows its sizes.
_ANSWERS: dict[str, Any] = {
    "canFetchMore": False,
    "canInsertFromMimeData": False,
    "columnCount": 0,
    "createEditor": None,
    "data": None,
    "edit": False,
    "event": False,
    "eventFilter": False,
    "focusNextPrevChild": False,
    "headerData": None,
    "id": -1,
    "isEmpty": False,
    "loadResource": None,
    "mergeWith": False,
    "rowCount": 0,
    "setData": False,
    "translate": None,
    "viewportEvent": False,
}
_SILENT = frozenset(
    (
        *("closeEditor", "currentChanged", "destroyEditor", "fetchMore", "insertFromMimeData"),
        *(
            "keyboardSearch",
            "paint",
            "paintSection",
            "redo",
            "scrollContentsBy",
            "scrollTo",
            "selectAll",
            "selectionChanged",
        ),
        *("setEditorData", "setModelData", "setSelectionModel", "sort", "startDrag", "undo"),
        *("updateEditorGeometry", "updateGeometries"),
    )
)
"""Methods that answer nothing, besides those named after an event."""
_ASKED = frozenset(
    (
        *("createMimeDataFromSelection", "flags", "index", "indexAt", "minimumSizeHint", "parent"),
        *("selectionCommand", "sizeHint", "tabSizeHint", "visualRect"),
    )
)
VIRTUAL = frozenset(_ANSWERS) | _SILENT | _ASKED
"""Qt's names, besides those that end in Event, that classes of ours put something of their own under."""


def guard_overrides() -> None:
    """Have every class of ours made from now on guarded, as soon as it is made."""
    for qt in (QObject, QUndoCommand):
        setattr(qt, "__init_subclass__", classmethod(_guard))  # noqa: B010 - not a method to be told by types


def _guard(made: type) -> None:
    """Guard what Qt calls in a class just made, and what it takes from a mixin that Qt does not know of."""
    if not made.__module__.startswith(_PACKAGE):
        return
    qt = next(base for base in made.__mro__ if base.__module__.startswith("PySide6"))
    for base in made.__mro__:
        if base is made or not (issubclass(base, (QObject, QUndoCommand)) or base is object):
            for name, method in list(vars(base).items()):
                if is_called_by_qt(name, method, qt) and getattr(made, name) is method:
                    setattr(made, name, _guarded(made, name, method))


def is_called_by_qt(name: str, method: object, qt: type) -> bool:
    """Say whether ``method`` stands in the place of one that Qt calls by ``name``."""
    is_named = name in VIRTUAL or (name.endswith("Event") and not name.startswith("_"))
    return is_named and isinstance(method, FunctionType) and hasattr(qt, name)


def _guarded(owner: type, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def guarded(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except Exception as error:  # noqa: BLE001 - whatever it is, Qt may not see it
            if not _is_taken_apart(self, error):
                tell_bug(error)
        return _answer(owner, name, self, arguments)

    return guarded


def _is_taken_apart(it: object, error: Exception) -> bool:
    """Say whether it is garbage that has lost all it had in Python, though Qt still asks it."""
    return isinstance(error, AttributeError) and error.obj is it and not vars(it)


def _answer(owner: type, name: str, it: Any, arguments: tuple[Any, ...]) -> Any:
    if name == "closeEvent":
        _keep_open(it, arguments[0])
        return None
    if name not in _ASKED:
        return _ANSWERS.get(name)
    try:
        return getattr(super(owner, it), name)(*arguments)
    except Exception:  # noqa: BLE001 - Qt has no answer of its own either
        return QModelIndex()


def _keep_open(window: Any, event: QEvent) -> None:
    """Do not let a bug close the window over what is typed in it; when it is closed once more, let it go."""
    if window.isWindow() and not window.property("is_close_broken"):
        window.setProperty("is_close_broken", "yes")
        event.ignore()


def tell_bug(error: Exception) -> None:
    """Hand a bug to whoever hears of those that nobody caught, and let go of what it holds."""
    trace = error.__traceback__
    sys.excepthook(type(error), error, trace)
    traceback.clear_frames(trace)  # a painter in one of them would go on painting
