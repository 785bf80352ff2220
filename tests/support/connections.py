"""Watches that nothing speaks to another machine: in this process, and in the programs it starts."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ASKED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENT = {"socket.sendto", "socket.sendmsg"}
_HERE = {"localhost", "127.0.0.1", "::1", "", None}
_OUTSIDE = re.compile(r"\bAF_INET6?\b")


class OutgoingError(AssertionError):
    """Something in a test wanted to speak to another machine."""


outgoing: list[str] = []
"""What was wanted so far in this process."""


def forbid_outgoing() -> None:
    """From now on whatever speaks to another machine raises, and is remembered; there is no way back."""
    sys.addaudithook(_on_audited)


def _on_audited(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _ASKED or event in _SENT:
        address = arguments[-1] if event in _SENT else arguments[1 if event == "socket.connect" else 0]
        host = address[0] if isinstance(address, tuple) else address
        is_path = event in {"socket.connect", *_SENT} and not isinstance(address, tuple)
        if not is_path and host not in _HERE:
            outgoing.append(f"{event} {host}")
            raise OutgoingError(f"{event}: {host}")


@dataclass(frozen=True)
class Watched:
    """A program that has ended: its exit code, what it said, and every call that reached for a network."""

    code: int
    said: str
    complained: str
    calls: tuple[str, ...]


def can_watch() -> bool:
    """Say whether the system lets us see the calls of a program."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode
        == 0
    )


def watched(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Watched:
    """Run a program with all that it starts, and return its calls to sockets that lead out of the machine.

    The system's own record: it knows of Qt and every library, not of Python alone.
    """
    record = folder / "calls.txt"
    calls = "trace=socket,connect,sendto,sendmsg,sendmmsg,bind"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-e", "signal=none", "-o", str(record)]
    done = subprocess.run(
        [*strace, *command],
        env=dict(environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
        errors="replace",
    )
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    return Watched(done.returncode, done.stdout, done.stderr, tuple(_leading_out(lines)))


def _leading_out(lines: Iterable[str]) -> Iterable[str]:
    return (line for line in lines if _OUTSIDE.search(line))
