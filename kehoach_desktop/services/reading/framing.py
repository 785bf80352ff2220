"""Messages between the window and its reader: their length, then JSON."""

import json
from typing import Any, BinaryIO

MOST_BYTES = 512 * 1024 * 1024
_HEAD = 8


def told(value: Any, *, is_mostly_ascii: bool = False) -> bytes:
    """Return a message; a lone surrogate, which UTF-8 has not, passes too.

    ``is_mostly_ascii``: files as base64, of which one Vietnamese letter would make twice as many bytes.
    """
    made = json.dumps(value, ensure_ascii=is_mostly_ascii, separators=(",", ":"))
    return made.encode("utf-8", "surrogatepass")


def text(message: bytes) -> str:
    """Return the JSON of a message."""
    return message.decode("utf-8", "surrogatepass")


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
