"""How long it takes, and how much memory, to look for one recording of hours in another; and to stop that.

    python -m benchmarks.footage.long_search FOLDER [--hours 3]

Two films are made in FOLDER with ffmpeg where they are not there: a moving test pattern, which looks
nearly the same at every moment, as footage of a fixed camera does, and in both the same ten minutes of a slow
zoom. Times are processor seconds, memory the most that this process ever took.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from benchmarks.footage.films import QUICK, made, source

from sayso.footage.fingerprinting import fingerprint_video
from sayso.footage.search import CopyIndex
from sayso.parsers import close_workers
from sayso.values import digest_bytes, silent

SIZE = "size=192x108:rate=4"
SHARED_S = 600
SHARED = f"mandelbrot={SIZE}:maxiter=400:end_scale=0.02:end_pts={4 * SHARED_S}"
JOINED = "[0]format=yuv420p[a];[1]format=yuv420p[b];[2]format=yuv420p[c];[a][b][c]concat=n=3"
SHARED_AT = {"film-1.mp4": 0.3, "film-2.mp4": 0.6}  # of a film's other hours: so much comes before
STOPPED_AT_S = 900  # seconds of the query


def film(folder: Path, name: str, hours: float) -> Path:
    """Return a film in which the shared minutes lie between a test pattern's."""
    rest_s = hours * 3600 - SHARED_S
    before_s = round(rest_s * SHARED_AT[name])
    parts = ((f"testsrc2={SIZE}", before_s), (SHARED, SHARED_S), (f"testsrc2={SIZE}", rest_s - before_s))
    given = [word for described, length_s in parts for word in source(described, length_s)]
    return made(folder / name, *given, "-filter_complex", JOINED, *QUICK, "-g", "240")


def stop(done: int, total: int | None, note: str = "") -> None:
    """Stop a search as Ctrl-C does, some way in."""
    silent(done, total, note)
    if done >= STOPPED_AT_S:
        raise KeyboardInterrupt


def used() -> str:
    """Say how much was used so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return f"{usage.ru_utime + usage.ru_stime:.0f} s, {usage.ru_maxrss >> 10} MiB so far"


def main() -> None:
    """Make, fingerprint, search, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hours", type=float, default=3)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    paths = [film(args.folder, name, args.hours) for name in SHARED_AT]
    query, found = (fingerprint_video(path, digest_bytes(path.name.encode())) for path in paths)
    close_workers()
    print(f"fingerprints of {len(query.keyframes):,} frames each: {used()}", flush=True)
    index, started = CopyIndex([found]), time.process_time()
    try:
        index.search(query, progress=stop)
    except KeyboardInterrupt:
        print(
            f"stopped at {STOPPED_AT_S} s of the query, after {time.process_time() - started:.0f} s: {used()}"
        )
    started = time.process_time()
    search = index.search(query)
    print(f"searched in {time.process_time() - started:.0f} s: {used()}")
    for copy in search.copies:
        print(copy.kind, copy.score, copy.details["decided_by"], len(copy.segments), "stretches:")
        for one in sorted(copy.segments, key=lambda one: one.query_start_s - one.query_end_s)[:5]:
            print(f"  {one.query_start_s}-{one.query_end_s} = {one.found_start_s}-{one.found_end_s}")


if __name__ == "__main__":
    main()
