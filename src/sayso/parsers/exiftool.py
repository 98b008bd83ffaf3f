"""What a file says of itself, by exiftool: a program of its own, which reads one file after another.

It runs under limits, without anybody's configuration file, and is handed each file as an open
descriptor where the system has /proc: no name of a file becomes a word of its command.

Source: exiftool's documentation of -stay_open and -execute.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sayso.parsers.errors import CouldNotRead, ReaderBroke, ReaderStopped
from sayso.parsers.limits import TAGS_LIMITS, Limits

READINGS = 50  # by one process; what one file has broken in it, it must not say of many others
_BOOT = (
    "import json, os, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from sayso.parsers.limits import Limits, bind; "
    "bind(Limits(**json.loads(sys.argv[2])), int(sys.argv[3])); "
    "os.execv(sys.argv[4], sys.argv[4:])"
)
_OPTIONS = (
    *("-json", "-G1", "-struct", "-n", "-c", "%+.6f", "-charset", "filename=utf8"),
    *("-api", "LargeFileSupport=1"),  # else it stops before a part of over 2 GiB, and misses what is behind
)
_SPAN_BYTES = 1 << 16


def exiftool_path() -> str | None:
    """Return where exiftool is; None where it is not installed."""
    return shutil.which("exiftool")


def read_tags(path: Path, *, limits: Limits = TAGS_LIMITS) -> dict[str, Any]:
    """Return the tags that exiftool finds, as group:name -> JSON value.

    Raises:
        CouldNotRead: when exiftool cannot read it, is stopped, or breaks down.
    """
    with _lock:
        program = _current(limits)
        try:
            return program.read(path)
        except CouldNotRead:
            _end()
            raise
        finally:
            if program.readings_left <= 0:
                _end()


class _Program:
    """A running exiftool."""

    def __init__(self, executable: str, limits: Limits) -> None:
        self.limits, self.readings_left = limits, READINGS
        self._number = 0
        places = json.dumps([str(Path(place).absolute()) for place in sys.path])
        words = [executable, "-config", "", "-stay_open", "True", "-@", "-"]
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-B",
                "-c",
                _BOOT,
                places,
                json.dumps(asdict(limits)),
                str(READINGS),
                *words,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            cwd="/",
            start_new_session=True,
        )

    def read(self, path: Path) -> dict[str, Any]:
        self._number, self.readings_left = self._number + 1, self.readings_left - 1
        with _named(path) as name:
            words = [*_OPTIONS, name, f"-execute{self._number}"]
            answer = self._ask(path, "".join(f"{word}\n" for word in words).encode("utf-8"))
        return _tags_in(path, answer)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _ask(self, path: Path, words: bytes) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(words)
            stdin.flush()
        except OSError as error:
            raise ReaderBroke(path.name, "exiftool ended") from error
        end = f"{{ready{self._number}}}\n".encode("ascii")
        answer, until = bytearray(), time.monotonic() + self.limits.wall_s
        while not answer.endswith(end):
            left_s = until - time.monotonic()
            if left_s <= 0 or not select.select([stdout], [], [], left_s)[0]:
                raise ReaderStopped(path.name, "time", f"{self.limits.wall_s:g} s")
            span = os.read(stdout.fileno(), _SPAN_BYTES)
            if not span:
                raise ReaderBroke(path.name, "exiftool ended without an answer")
            answer += span
            if len(answer) > self.limits.output_bytes:
                raise ReaderStopped(path.name, "what it may give back", f"{self.limits.output_bytes} bytes")
        return bytes(answer[: -len(end)])


_lock = threading.Lock()
_running: list[_Program] = []


def _current(limits: Limits) -> _Program:
    executable = exiftool_path()
    if executable is None:
        raise CouldNotRead("exiftool", "it is not installed")
    if _running and _running[0].limits != limits:
        _end()
    if not _running:
        _running.append(_Program(executable, limits))
    return _running[0]


def _end() -> None:
    while _running:
        _running.pop().close()


atexit.register(_end)
os.register_at_fork(after_in_child=_running.clear)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[str]:
    """Give a name by which exiftool can open a file; ours, where it holds a newline and there is no /proc."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise CouldNotRead(path.name, error.strerror or "it cannot be opened") from error
    try:
        inside = Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        name = str(inside if inside.exists() else path.absolute())
        if "\n" in name or "\r" in name:
            raise CouldNotRead(path.name, "its path holds a line break, which exiftool cannot be told")
        yield name
    finally:
        os.close(descriptor)


def _tags_in(path: Path, answer: bytes) -> dict[str, Any]:
    try:
        (tags,) = json.loads(answer.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ReaderBroke(path.name, "exiftool gave no answer that can be read") from error
    if not isinstance(tags, dict):
        raise ReaderBroke(path.name, "exiftool gave no tags")
    return tags
