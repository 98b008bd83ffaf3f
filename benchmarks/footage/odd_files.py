"""How long odd recordings take, how much memory, and what is said of them: twelve hours, 8K, 240 fps, bombs.

    python -m benchmarks.footage.odd_files FOLDER [--hours 12]

Files are made in FOLDER with ffmpeg where they are not there. The memory is the most that this process
and, apart from it, any of its readers ever took, in MiB. The last line stops a reading in the middle.
"""

from __future__ import annotations

import argparse
import resource
import struct
import time
import zlib
from pathlib import Path

from benchmarks.footage.films import QUICK, made, source

from sayso.footage.fingerprinting import fingerprint_picture, fingerprint_video
from sayso.footage.types import FootagePrint
from sayso.parsers import close_workers
from sayso.values import SaysoError, digest_bytes, silent

FILMS = {
    "8k.mp4": [*source("testsrc2=size=7680x4320:rate=24:duration=4"), *QUICK],
    "240-fps.mp4": [*source("testsrc2=size=1280x720:rate=240:duration=10"), *QUICK],
    "animated.gif": source("testsrc2=size=480x270:rate=12:duration=10"),
}
STOPPED_AFTER = 400  # frames


def hours_long(path: Path, hours: float) -> Path:
    """Return a film of one frame a second."""
    return made(path, *source("testsrc=size=128x72:rate=1", hours * 3600), *QUICK, "-g", "600", "-bf", "0")


def picture_bomb(path: Path, side: int, rows: int) -> Path:
    """Write a PNG of one bit a pixel, all zeros, that claims `side` squared pixels and has some rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path


def fingerprint(path: Path) -> FootagePrint:
    """Return a file's fingerprint."""
    exhibit = digest_bytes(path.name.encode())
    return fingerprint_picture(path, exhibit) if path.suffix == ".png" else fingerprint_video(path, exhibit)


def measured(path: Path) -> str:
    """Return what is said of a file, in one line, with time and memory."""
    started = time.perf_counter()
    try:
        footage = fingerprint(path)
        said = f"{footage.width} x {footage.height}, {len(footage.keyframes):,} frames; {list(footage.notes)}"
    except SaysoError as refused:
        said = str(refused)
    took = time.perf_counter() - started
    close_workers()
    own, readers = (
        resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{path.name}: {took:.1f} s, {own} and {readers} MiB: {said}"


def stopped(path: Path) -> str:
    """Stop a reading as Ctrl-C does, and say how long it took to end."""
    at = 0.0

    def stop(done: int, total: int | None, note: str = "") -> None:
        nonlocal at
        silent(done, total, note)
        if done == STOPPED_AFTER:
            at = time.perf_counter()
            raise KeyboardInterrupt

    try:
        fingerprint_video(path, digest_bytes(b"stopped"), progress=stop)
    except KeyboardInterrupt:
        return f"stopped after {STOPPED_AFTER} frames: ended in {time.perf_counter() - at:.2f} s"
    return f"{path.name} has fewer than {STOPPED_AFTER} frames"


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hours", type=float, default=12)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    print(measured(picture_bomb(args.folder / "bomb.png", 60_000, 4_000)))
    print(measured(picture_bomb(args.folder / "largest.png", 10_900, 10_900)))
    for name, words in FILMS.items():
        print(measured(made(args.folder / name, *words)), flush=True)
    long = hours_long(args.folder / "hours.mp4", args.hours)
    print(measured(long), flush=True)
    print(stopped(long))


if __name__ == "__main__":
    main()
