"""Readers run in children that are limited, checked and ended; nothing that they do reaches us."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sayso.parsers import (
    PICTURE_LIMITS,
    TEXT_LIMITS,
    VIDEO_LIMITS,
    CouldNotRead,
    ReaderBroke,
    ReaderStopped,
    child,
    close_workers,
    encode_png,
    idle_workers,
    open_video,
    read_picture,
    read_text,
)
from sayso.testing.videos import make_video

PRELUDE = """
import json, os, signal, socket, struct, subprocess, sys, time
sock = socket.socket(fileno=int(sys.argv[1]))
socket.recv_fds(sock, 1 << 16, 1)
def say(head, data=b"", head_bytes=None, data_bytes=None):
    text = head if isinstance(head, bytes) else json.dumps(head).encode()
    lengths = struct.pack("!IQ", len(text) if head_bytes is None else head_bytes,
                          len(data) if data_bytes is None else data_bytes)
    sock.sendall(lengths + text + data)
GOOD = {"is": "part", "title": None, "pages": [], "notes": []}
"""

Stand = Callable[[str], None]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """Let a script of ours stand in for the reader's process, as one that hostile bytes took over."""

    def set_script(script: str) -> None:
        def command(descriptor: int, readings: int, limits: object) -> list[str]:
            return [sys.executable, "-I", "-c", PRELUDE + script, str(descriptor)]

        monkeypatch.setattr(child, "_command", command)

    close_workers()
    yield set_script
    close_workers()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("The bridge was open.")
    return path


@pytest.mark.parametrize(
    "script",
    [
        "say(b'no json')",
        "say(b'[1, 2]')",
        "say({'is': 'unheard of'})",
        "say(GOOD | {'is': 'part', 'notes': 'none'}); say({'is': 'end'})",
        "say(GOOD | {'pages': [[5, 2]]}); say({'is': 'end'})",
        "say(GOOD | {'pages': [[0, 9999]]}); say({'is': 'end'})",
        "say(GOOD | {'pages': [[0, 3], [1, 4]]}, b'hello'); say({'is': 'end'})",
        "say(GOOD | {'pages': {'a': 1}}); say({'is': 'end'})",
        "say(GOOD, b'\\xff\\xfe'); say({'is': 'end'})",
        "say({'is': 'part'}); say({'is': 'end'})",
        "say(GOOD); say(GOOD); say({'is': 'end'})",
        "say({'is': 'end'})",
        "say(b'[' * 200000)",
    ],
)
def test_an_answer_that_makes_no_sense_is_the_readers_fault(stand_in: Stand, note: Path, script: str) -> None:
    stand_in(script)

    with pytest.raises(ReaderBroke, match=r"note\.txt could not be read: the reader broke down on it"):
        read_text(note, "text/plain")


@pytest.mark.parametrize(
    "script",
    ["say(b'{}', head_bytes=1 << 31)", "say(b'{}', data_bytes=1 << 62)", "say(GOOD, b'x' * 3_000_000)"],
)
def test_an_answer_that_is_too_large_is_not_taken(stand_in: Stand, note: Path, script: str) -> None:
    stand_in(script)

    with pytest.raises(ReaderStopped, match="2 MiB for what it may give back"):
        read_text(note, "text/plain", limits=replace(TEXT_LIMITS, output_bytes=2 << 20))


def test_pixels_that_are_fewer_than_said_are_not_used(stand_in: Stand, note: Path) -> None:
    stand_in(
        "say({'is': 'part', 'width': 9, 'height': 9, 'shown_width': 9, 'shown_height': 9,"
        " 'format': 'PNG', 'notes': [], 'unread': []}, b'abc'); say({'is': 'end'})"
    )

    with pytest.raises(ReaderBroke, match="does not hold together"):
        read_picture(note)


@pytest.mark.parametrize(
    ("script", "how"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "signal SIGSEGV"),
        ("sys.exit(3)", "ended without an answer"),
        ("raise OSError('a strange\\x1b[31m end')", "OSError: a strange"),
        ("sock.sendall(b'abc'); sys.exit()", "ended without an answer"),
    ],
)
def test_a_child_that_breaks_down_is_told_from_one_that_found_nothing(
    stand_in: Stand, note: Path, script: str, how: str
) -> None:
    stand_in(script)

    with pytest.raises(ReaderBroke, match=how) as broke:
        read_text(note, "text/plain")

    assert str(broke.value).isprintable()


def test_a_child_that_hangs_is_ended_in_time(stand_in: Stand, note: Path) -> None:
    stand_in("time.sleep(600)")
    started = time.monotonic()

    with pytest.raises(ReaderStopped, match=r"0\.5 s for time"):
        read_text(note, "text/plain", limits=replace(TEXT_LIMITS, wall_s=0.5))

    assert time.monotonic() - started < 10


def test_a_child_that_dribbles_is_ended_in_time(stand_in: Stand, note: Path) -> None:
    stand_in("sock.sendall(struct.pack('!IQ', 900, 0))\nwhile True: sock.sendall(b'x'); time.sleep(0.02)")

    with pytest.raises(ReaderStopped, match="for time"):
        read_text(note, "text/plain", limits=replace(TEXT_LIMITS, wall_s=0.5))


def test_a_child_that_prints_without_end_holds_up_nobody(stand_in: Stand, note: Path) -> None:
    stand_in(
        "for _ in range(2000):\n"
        "    try: os.write(2, b'line after line\\n' * 500)\n"
        "    except BlockingIOError: pass\n"
        "say(GOOD, b'done'); say({'is': 'end'})"
    )

    assert read_text(note, "text/plain").text == "done"


def test_what_a_child_started_is_ended_with_it(stand_in: Stand, note: Path) -> None:
    stand_in(
        "sleeper = subprocess.Popen(['/bin/sleep', '600'])\n"
        "say({'is': 'unreadable', 'reason': str(sleeper.pid)}); time.sleep(600)"
    )

    with pytest.raises(CouldNotRead) as refused:
        read_text(note, "text/plain")
    close_workers()

    sleeper = int(refused.value.reason)
    assert not is_running(sleeper)


def is_running(process: int) -> bool:
    """Tell whether a process runs; one that has ended and is not collected yet does not."""
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()[:1] not in ("", "Z")


def test_a_video_whose_reader_is_stopped_keeps_the_frames_that_were_read(
    stand_in: Stand, tmp_path: Path
) -> None:
    facts = (
        "{'is': 'part', 'kind': 'facts', 'has_video': True, 'width': 2, 'height': 2, 'rotation': 0,"
        " 'duration_s': 1.0, 'time_base': [1, 10], 'codec': 'h264', 'frame_count_hint': None,"
        " 'has_audio': False, 'audio_codec': None, 'container': 'mov', 'notes': [], 'unread': []}"
    )
    frame = "{'is': 'part', 'kind': 'frame', 'ticks': 3, 'width': 2, 'height': 2, 'is_keyframe': True}"
    stand_in(f"say({facts}); say({frame}, b'x' * 12); os.kill(os.getpid(), signal.SIGKILL)")
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"any")

    with open_video(path) as video:
        frames = list(video)

    assert [frame.at.ticks for frame in frames] == [3]
    assert not video.is_complete
    assert video.notes == ("after 1 frames: the reader broke down on it (signal SIGKILL)",)
    assert video.unread == video.notes


def test_too_much_memory_is_said_as_such(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(encode_png(np.zeros((6000, 8000, 3), dtype=np.uint8)))

    with pytest.raises((ReaderStopped, ReaderBroke)) as stopped:
        read_picture(tmp_path / "large.png", limits=replace(PICTURE_LIMITS, memory_bytes=300 << 20))

    assert "memory" in str(stopped.value) or "broke down" in str(stopped.value)


def test_too_much_processor_time_is_said_as_such(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<article>" + "<p>The bridge was open, he said to <b>all</b>.</p>" * 150_000 + "</article>"
    )

    with pytest.raises(ReaderStopped, match="1 s for processor time"):
        read_text(page, "text/html", limits=replace(TEXT_LIMITS, cpu_s=1))


def test_a_file_over_the_limit_is_not_opened(note: Path) -> None:
    with pytest.raises(CouldNotRead, match="it is larger than the 0 MiB that are read"):
        read_text(note, "text/plain", limits=replace(TEXT_LIMITS, input_bytes=3))


def test_a_pipe_is_no_file_and_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(CouldNotRead, match="no regular file"):
        read_text(tmp_path / "pipe", "text/plain")


def test_a_worker_serves_many_and_is_replaced_after_its_share(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_workers()
    started = []
    popen = subprocess.Popen

    def counting(*args: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(args)
        return popen(*args, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(child.subprocess, "Popen", counting)

    texts = {read_text(note, "text/plain").text for _ in range(idle_workers.READINGS_A_WORKER + 1)}

    assert texts == {"The bridge was open."}
    assert len(started) == 2


def test_a_worker_that_was_ended_from_outside_is_replaced(note: Path) -> None:
    read_text(note, "text/plain")
    [worker] = idle_workers._workers._idle[TEXT_LIMITS]
    worker._process.kill()
    worker._process.wait()

    assert read_text(note, "text/plain").text == "The bridge was open."


def test_a_child_holds_itself_to_its_limits_and_knows_nothing_of_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    monkeypatch.setenv("SECRET_OF_OURS", "1")
    path = make_video(tmp_path / "clip.mp4", [np.zeros((32, 32, 3), dtype=np.uint8)] * 400).path

    with child.own_child(VIDEO_LIMITS) as reader:
        request = {"fps": None, "max_side": 32, "start_s": None, "end_s": None, "in_colour": True}
        reader.ask("video", path, request)
        next(reader.answers())
        process = Path("/proc") / str(reader._process.pid)
        limits = {
            line[:26].strip(): line[26:].split()[:2] for line in (process / "limits").read_text().splitlines()
        }
        environment = (process / "environ").read_bytes()

    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max address space"] == [str(VIDEO_LIMITS.memory_bytes)] * 2
    assert limits["Max open files"] == [str(VIDEO_LIMITS.open_files)] * 2
    assert b"SECRET_OF_OURS" not in environment
    assert b"HOME" not in environment
    assert not (process / "limits").exists()


@pytest.mark.parametrize(
    "error",
    [CouldNotRead("a.txt", "why"), ReaderStopped("a.txt", "time", "3 s"), ReaderBroke("a.txt", "how")],
)
def test_errors_cross_process_borders(error: CouldNotRead) -> None:
    back = pickle.loads(pickle.dumps(error))

    assert str(back) == str(error)
    assert type(back) is type(error)


def test_names_from_outside_are_fit_to_be_read() -> None:
    error = CouldNotRead("evil\x1b[2J\u202egpj.exe", "a\nb" + "c" * 1000)

    assert str(error).isprintable()
    assert len(str(error)) < 500


def test_asking_imports_no_reader() -> None:
    heavy = ("av", "PIL", "numpy", "lxml", "pypdf", "trafilatura")
    code = f"import sayso.parsers, sys; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
