"""Children that read hostile bytes for us: started, timed, checked and ended here.

A file of video or sound gets a process of its own; `sayso.parsers.idle_workers` keeps some for what is light.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from stat import S_ISREG

from sayso.parsers import wire
from sayso.parsers.errors import CouldNotRead, ReaderBroke, ReaderStopped, printable
from sayso.parsers.limits import Limits
from sayso.parsers.wire import Message

STDERR_TAIL_BYTES = 4096

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from sayso.parsers.worker import main; main()"
)
# One thread each: more would only cost address space and make results depend on the machine.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class WorkerGone(Exception):
    """A worker ended before it took the request; another can be asked."""


class Child:
    """A process that reads files for us, one at a time, and its wire."""

    def __init__(self, limits: Limits, readings: int) -> None:
        self.limits, self.readings_left = limits, readings
        self.usable = True
        self._name = ""
        self._allowed = limits  # of the reading that goes on
        self._wall_left_s = limits.wall_s
        self._bytes_left = limits.output_bytes
        self._stderr_tail = b""
        self._sock, theirs = socket.socketpair()
        self._stderr, stderr = os.pipe()
        os.set_blocking(self._stderr, False)
        os.set_blocking(stderr, False)  # a child that prints without end is not held up, and holds up nobody
        try:
            self._process = subprocess.Popen(
                _command(theirs.fileno(), readings, limits),
                stdin=subprocess.DEVNULL,
                stdout=stderr,
                stderr=stderr,
                pass_fds=(theirs.fileno(),),
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        finally:
            theirs.close()
            os.close(stderr)

    def ask(
        self, reader: str, path: Path, request: Mapping[str, object], limits: Limits | None = None
    ) -> None:
        """Hand the child a file to read.

        Args:
            limits: what we wait for and take of it, where that is less than the child may use.

        Raises:
            CouldNotRead: when the file cannot be opened, or is too large.
            WorkerGone: when the child ended before.
        """
        self._name = path.name
        self._allowed = limits or self.limits
        descriptor = _open_file(path, self._allowed)
        self.readings_left -= 1
        self._wall_left_s, self._bytes_left = self._allowed.wall_s, self._allowed.output_bytes
        try:
            self._sock.settimeout(self._allowed.wall_s)
            wire.send(self._sock, {**request, "reader": reader}, descriptor=descriptor)
        except OSError as error:
            self.close()
            raise WorkerGone from error
        finally:
            os.close(descriptor)

    def answers(self) -> Iterator[Message]:
        """Give what the child reads, part by part, until it says that this is the end.

        Raises:
            CouldNotRead: when the child says so, is stopped, or breaks down.
        """
        while True:
            head, data = self._receive()
            match head.pop("is", None):
                case "part":
                    yield head, data
                case "end":
                    return
                case "unreadable":
                    raise CouldNotRead(self._name, str(head.get("reason")))
                case "memory":
                    self.close()
                    raise ReaderStopped(self._name, "memory", _size_text(self.limits.memory_bytes))
                case "failed":
                    self.close()
                    raise ReaderBroke(self._name, str(head.get("reason")))
                case _:
                    self.close()
                    raise ReaderBroke(self._name, "it gave an answer of no known kind")

    def close(self) -> None:
        """End the child and all that it started; nothing of it is left."""
        if not self.usable:
            return
        self.usable = False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._sock.close()
        self._drain_stderr()
        os.close(self._stderr)

    def _receive(self) -> Message:
        try:
            head, data = wire.receive(self._fill, self._bytes_left)
        except TimeoutError as error:
            self.close()
            raise ReaderStopped(self._name, "time", f"{self._allowed.wall_s:g} s") from error
        except wire.BadMessage as error:
            self.close()
            raise self._bad_message(error) from error
        except (EOFError, OSError) as error:
            raise self._ended() from error
        self._drain_stderr()
        return head, data

    def _fill(self, buffer: memoryview) -> None:
        while len(buffer):
            started = time.monotonic()
            if self._wall_left_s <= 0:
                raise TimeoutError
            self._sock.settimeout(self._wall_left_s)
            count = self._sock.recv_into(buffer)
            self._wall_left_s -= time.monotonic() - started
            self._bytes_left -= count
            if count == 0:
                raise EOFError
            buffer = buffer[count:]

    def _bad_message(self, error: wire.BadMessage) -> CouldNotRead:
        if str(error) == "larger than allowed":
            return ReaderStopped(self._name, "what it may give back", _size_text(self._allowed.output_bytes))
        return ReaderBroke(self._name, f"its answer was {error}")

    def _ended(self) -> CouldNotRead:
        """Say why the child ended before its answer did."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        self.close()
        if code == -signal.SIGXCPU:
            return ReaderStopped(self._name, "processor time", f"{self.limits.cpu_s} s")
        if code is not None and code < 0:
            return ReaderBroke(self._name, f"signal {_signal_name(-code)}")
        return ReaderBroke(self._name, self._last_words() or "it ended without an answer")

    def _drain_stderr(self) -> None:
        with contextlib.suppress(BlockingIOError):
            for _ in range(64):  # a child that prints without end must not keep us here
                chunk = os.read(self._stderr, 1 << 16)
                if not chunk:
                    return
                self._stderr_tail = (self._stderr_tail + chunk)[-STDERR_TAIL_BYTES:]

    def _last_words(self) -> str:
        lines = self._stderr_tail.decode("utf-8", "replace").strip().splitlines()
        return printable(lines[-1]) if lines else ""


@contextlib.contextmanager
def own_child(limits: Limits, readings: int = 1) -> Iterator[Child]:
    """Give a child for one file, and end it afterwards whatever happens."""
    child = Child(limits, readings)
    try:
        yield child
    finally:
        child.close()


def _command(descriptor: int, readings: int, limits: Limits) -> list[str]:
    places = json.dumps([str(Path(place).absolute()) for place in sys.path])
    options = ["-I", "-B", "-X", "utf8"]
    return [
        sys.executable,
        *options,
        "-c",
        _BOOT,
        places,
        str(descriptor),
        str(readings),
        json.dumps(asdict(limits)),
    ]


def _open_file(path: Path, limits: Limits) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise CouldNotRead(path.name, error.strerror or "it cannot be opened") from error
    found = os.fstat(descriptor)
    reason = None
    if not S_ISREG(found.st_mode):
        reason = "it is no regular file"
    elif found.st_size > limits.input_bytes:
        reason = f"it is larger than the {_size_text(limits.input_bytes)} that are read"
    if reason is not None:
        os.close(descriptor)
        raise CouldNotRead(path.name, reason)
    return descriptor


def _size_text(size_bytes: int) -> str:
    return f"{size_bytes / (1 << 20):,.0f} MiB"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
