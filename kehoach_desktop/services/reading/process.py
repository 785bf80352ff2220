"""The one reader that is kept warm: started when there is first something to read, killed when it must be."""

import atexit
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kehoach_desktop.domain import doors
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.services.reading import framing
from kehoach_desktop.services.reading.windows_job import Job

HIDDEN_COMMAND = "--reader"
_ROOT = Path(__file__).resolve().parents[3]
# Not "-m": that would look for modules in the folder the program happens to be started from.
_FROM_SOURCE = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from kehoach_desktop.__main__ import main; main()"
)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LOOK_EVERY_S = 0.05
_TIRED_BYTES = 250 * 1024 * 1024  # a reader that once took so much is not asked again
_HELD_OUT = "nên đã dừng; chưa có gì được đưa vào. Hãy chia nhỏ nội dung rồi làm lại"
Progress = Callable[[int, int], None]


class Reader:
    """Asks one thing at a time; others wait their turn."""

    def __init__(self, seconds: float = doors.SECONDS) -> None:
        self.seconds = seconds
        self.peak_bytes = 0  # the most memory any answer told of
        self._turn = threading.Lock()
        self._running: _Running | None = None

    @property
    def process_id(self) -> int | None:
        """The process at hand, None where there is none."""
        running = self._running
        return running.process.pid if running is not None and running.is_alive else None

    def ask(self, request: Mapping[str, Any], what: str, progress: Progress | None) -> Any:
        """Return what the reader made of it; ``progress`` may raise, which kills the reader.

        Raises UserError for what the reader refused, and where it took too long, too much memory, or died.
        """
        heard = progress or _unheard
        while not self._turn.acquire(timeout=_LOOK_EVERY_S):
            heard(0, 1)
        try:
            return self._ask(request, what, heard)
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process, whatever it is at."""
        running, self._running = self._running, None
        if running is not None:
            running.end()

    def _ask(self, request: Mapping[str, Any], what: str, heard: Progress) -> Any:
        running = self._running
        if running is None or not running.is_alive:
            self.close()
            running = self._running = _Running.start()
        try:
            answer = running.ask(framing.told(request), heard, time.monotonic() + self.seconds)
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise UserError(f"Đọc {what} mất quá {self.seconds:.0f} giây {_HELD_OUT}.") from error
            raise
        if answer is None:
            self.close()
            raise UserError(
                f"Bộ phận đọc dừng đột ngột khi đọc {what}, chưa có gì được đưa vào; nội dung đó có thể bị "
                "hỏng. Hãy mở bằng chương trình đã tạo ra nó, lưu lại rồi làm lại."
            )
        return self._made_of(answer, running, what)

    def _made_of(self, answer: dict[str, Any], running: "_Running", what: str) -> Any:
        peak = answer["peak"] or running.peak_bytes()
        self.peak_bytes = max(self.peak_bytes, peak)
        if peak > _TIRED_BYTES or "memory" in answer:
            self.close()
        if "refused" in answer:
            raise UserError(answer["refused"])
        if "memory" in answer:
            most = doors.MEMORY_BYTES // 1024 // 1024
            raise UserError(f"Đọc {what} cần quá {most} MB bộ nhớ {_HELD_OUT}.")
        if "broken" in answer:
            raise ReaderBugError(answer["broken"])
        return answer["done"]


class ReaderBugError(RuntimeError):
    """A bug in the reader: where it was, without the text it was reading."""


class _Running:
    """A process of the reader and the pipes to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", job: Job | None = None) -> None:
        self.process = process
        self._job = job

    @classmethod
    def start(cls) -> "_Running":
        try:
            process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(sys.executable).parent,  # no folder of the clerk's is held on to
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise UserError(
                f"Không mở được bộ phận đọc tệp ({error.strerror or error}); hãy đóng bớt chương trình khác "
                "rồi làm lại."
            ) from error
        if sys.platform == "win32":
            return cls(process, Job(int(process._handle), doors.MEMORY_BYTES))  # noqa: SLF001
        return cls(process)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, request: bytes, heard: Progress, deadline: float) -> dict[str, Any] | None:
        """Return the answer, None when the process died; TimeoutError when it comes too late."""
        messages: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._talk, args=(request, messages), daemon=True).start()
        done, total = 0, 1
        while True:
            heard(done, total)
            if time.monotonic() > deadline:
                raise TimeoutError
            try:
                message = messages.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if message is None:
                return None
            answer: dict[str, Any] = framing.value(message)
            if "at" not in answer:
                return answer
            done, total = answer["at"]

    def peak_bytes(self) -> int:
        return self._job.peak_bytes() if self._job is not None else 0

    def end(self) -> None:
        self.process.kill()
        if self._job is not None:
            self._job.close()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what was not sent is not wanted any more
                if pipe is not None:
                    pipe.close()

    def _talk(self, request: bytes, messages: "queue.Queue[bytes | None]") -> None:
        """Send the request and pass on what comes, in a thread: a pipe knows no time limit."""
        requests, answers = self.process.stdin, self.process.stdout
        if requests is None or answers is None:
            messages.put(None)
            return
        try:
            framing.write(requests, request)  # type: ignore[arg-type]
            while True:
                message = framing.read(answers)  # type: ignore[arg-type]
                messages.put(message)
                if message is None or not message.startswith(b'{"at"'):
                    return
        except (OSError, ValueError):  # the process is gone, or was ended from outside
            messages.put(None)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):  # the program itself, without a window: it was given pipes
        return [sys.executable, HIDDEN_COMMAND]
    return [sys.executable, "-P", "-X", "utf8", "-c", _FROM_SOURCE, str(_ROOT), HIDDEN_COMMAND]


def _unheard(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


READER = Reader()
atexit.register(READER.close)
