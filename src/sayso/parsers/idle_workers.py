"""Workers for light readings (text, page, PDF, picture), kept for the next one.

One serves up to `READINGS_A_WORKER` readings, because starting one costs 0.05 to 0.4 s; a worker that one
file has broken into could lie about the files after it, which is why the number is small.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from sayso.parsers.child import Child, WorkerGone
from sayso.parsers.errors import CouldNotRead, ReaderBroke
from sayso.parsers.limits import Limits
from sayso.parsers.wire import Message

READINGS_A_WORKER = 50
IDLE_WORKERS = 2  # kept for each kind of limits


class _Workers:
    """Idle workers, by their limits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[Limits, list[Child]] = {}
        self._owner = os.getpid()

    def take(self, limits: Limits) -> Child:
        with self._lock:
            if self._owner != os.getpid():  # after a fork they are the parent's
                self._idle, self._owner = {}, os.getpid()
            idle = self._idle.get(limits)
            if idle:
                return idle.pop()
        return Child(limits, READINGS_A_WORKER)

    def give_back(self, child: Child) -> None:
        with self._lock:
            idle = self._idle.setdefault(child.limits, [])
            if child.usable and child.readings_left > 0 and len(idle) < IDLE_WORKERS:
                idle.append(child)
                return
        child.close()

    def close(self) -> None:
        with self._lock:
            mine = self._owner == os.getpid()
            children = [child for idle in self._idle.values() for child in idle] if mine else []
            self._idle = {}
        for child in children:
            child.close()


_workers = _Workers()
atexit.register(_workers.close)


def close_workers() -> None:
    """End the idle workers; new ones are started when they are needed."""
    _workers.close()


def ask_worker(reader: str, path: Path, request: Mapping[str, object], limits: Limits) -> Message:
    """Have a worker read one file, and return its one answer.

    Raises:
        CouldNotRead: when the file cannot be read, or its reader was stopped or broke down.
    """
    for _ in range(IDLE_WORKERS + 1):
        child = _workers.take(limits)
        try:
            child.ask(reader, path, request)
            parts = list(child.answers())
        except WorkerGone:
            continue
        except CouldNotRead:
            raise
        except BaseException:  # stopped in the middle of an answer: this worker cannot go on
            child.close()
            raise
        finally:
            _workers.give_back(child)
        if len(parts) != 1:
            raise ReaderBroke(path.name, f"it gave {len(parts)} answers")
        return parts[0]
    raise ReaderBroke(path.name, "no worker could be started")
