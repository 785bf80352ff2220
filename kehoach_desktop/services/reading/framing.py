"""Messages between the window and its reader: their length, then JSON."""

import json
from collections.abc import Callable
from typing import Any, BinaryIO

MOST_BYTES = 512 * 1024 * 1024
_HEAD = 8
_PIECES = 7  # so deep in an answer the activities of a plan stand
_IS_STRICT = True  # no bare control characters in a text
_DECODER: Any = json.JSONDecoder()
Scanner = Callable[[str, int], tuple[Any, int]]


def told(value: Any, *, is_mostly_ascii: bool = False) -> bytes:
    """Return a message; a lone surrogate, which UTF-8 has not, passes too.

    ``is_mostly_ascii``: files as base64, of which one Vietnamese letter would make twice as many bytes.
    """
    made = json.dumps(value, ensure_ascii=is_mostly_ascii, separators=(",", ":"))
    return made.encode("utf-8", "surrogatepass")


def text(message: bytes) -> str:
    """Return the JSON of a message."""
    return message.decode("utf-8", "surrogatepass")


def value(message: bytes) -> Any:
    """Return what a message tells; ValueError where it is no JSON.

    What is large is taken in piece by piece: read in one go, it would hold up every other thread of the
    program, the window's among them.
    """
    whole = text(message)
    try:
        found, end = _scanner(_PIECES)(whole, 0)
    except StopIteration as error:
        raise ValueError("no value") from error
    if end != len(whole):
        raise ValueError("more than a value")
    return found


def _scanner(depth: int) -> Scanner:
    """Return what reads the value at a place and tells where it ends; down to ``depth`` part by part."""
    if not depth:
        return _in_one_go
    below = _scanner(depth - 1)
    made: Any = json.decoder  # typeshed does not know these two

    def scan(whole: str, at: int) -> tuple[Any, int]:
        found: tuple[Any, int]
        begins = whole[at : at + 1]
        if begins == "[":
            found = made.JSONArray((whole, at + 1), below)
        elif begins == "{":
            found = made.JSONObject((whole, at + 1), _IS_STRICT, below, None, None)
        else:
            found = _in_one_go(whole, at)
        return found

    return scan


def _in_one_go(whole: str, at: int) -> tuple[Any, int]:
    found: tuple[Any, int] = _DECODER.scan_once(whole, at)
    return found


def write(stream: BinaryIO, message: bytes) -> None:
    """Send a message."""
    stream.write(len(message).to_bytes(_HEAD, "big"))
    stream.write(message)
    stream.flush()


def read(stream: BinaryIO) -> bytes | None:
    """Return the next message; None when there comes none any more."""
    head = stream.read(_HEAD)
    length = int.from_bytes(head, "big")
    if len(head) < _HEAD or length > MOST_BYTES:
        return None
    message = stream.read(length)
    return message if len(message) == length else None
