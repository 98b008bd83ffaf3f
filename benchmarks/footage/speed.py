"""Fingerprinting against pure decoding of the same files, bytes stored, and the time of a search.

    python benchmarks/footage/speed.py --videos DIR [--queries DIR]

All times are processor seconds, children included, so that other work on the
machine does not count. Pure decoding is `ffmpeg -threads 1 -i FILE -f null -`.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sayso.footage.fingerprinting import fingerprint_method, fingerprint_video, print_to_json
from sayso.footage.search import CopyIndex, search_method
from sayso.footage.types import FootagePrint
from sayso.parsers import close_workers
from sayso.values import canonical_json, digest_bytes

T = TypeVar("T")


def cpu_s() -> float:
    """Return the processor seconds of this process and of all its children that ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def timed(act: Callable[[], T]) -> tuple[T, float]:
    """Return what `act` gives, and its processor seconds."""
    before = cpu_s()
    answer = act()
    return answer, cpu_s() - before


def videos_in(folder: Path) -> list[Path]:
    """Return a folder's files in the order of their names, tables about them left out."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".tsv")


def decode(path: Path) -> None:
    """Decode every frame of a file and throw it away."""
    asked = ["ffmpeg", "-v", "error", "-threads", "1", "-i", str(path), "-map", "0:v:0", "-f", "null", "-"]
    subprocess.run(asked, check=True, capture_output=True)


def fingerprint(path: Path) -> FootagePrint:
    """Return a file's fingerprint."""
    return fingerprint_video(path, digest_bytes(str(path).encode()))


def fingerprints(paths: list[Path]) -> list[FootagePrint]:
    """Return the fingerprints of files; the reader, one for all as in an import, has ended then."""
    prints = [fingerprint(path) for path in paths]
    close_workers()
    return prints


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--videos", type=Path, required=True)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--most", type=int, default=20, help="files of each folder that are measured")
    args = parser.parse_args()
    paths = videos_in(args.videos)[: args.most]
    decoded = sum(timed(lambda path=path: decode(path))[1] for path in paths)  # type: ignore[misc]
    prints, printed = timed(lambda: fingerprints(paths))
    seconds = sum(footage.duration_s or 0.0 for footage in prints)
    stored = sum(len(canonical_json(print_to_json(footage))) for footage in prints)
    print(platform.platform(), platform.processor(), fingerprint_method().packages, search_method().packages)
    print(f"{len(paths)} videos, {seconds:.0f} s: decoding {decoded:.1f} s, fingerprinting {printed:.1f} s")
    print(
        f"decoding / fingerprinting: {decoded / printed:.2f}; stored bytes a second: {stored / seconds:.0f}"
    )
    if args.queries:
        queries = fingerprints(videos_in(args.queries)[: args.most])
        index = CopyIndex(prints)
        times = [timed(lambda query=query: index.search(query))[1] for query in queries]  # type: ignore[misc]
        keyframes = sum(len(footage.keyframes) for footage in prints)
        print(
            f"search among {keyframes} keyframes: "
            f"median {statistics.median(times):.2f} s, most {max(times):.2f} s"
        )


if __name__ == "__main__":
    main()
