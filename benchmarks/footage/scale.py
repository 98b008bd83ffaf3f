"""How long it takes to make, to open and to search the index of a large archive, with made-up fingerprints.

    python benchmarks/footage/scale.py --keyframes 1000000 [--hashes 10000000]

A keyframe is a sampled frame, four a second, as `fingerprint_video` stores them: every one has a hash and
a thumb, local features on every `LOCAL_EVERY`-th. The query is ten seconds of one of the exhibits, with bits
flipped; with --inset, ten of another are set into it. Descriptors lie in clouds, as those of pictures do, so
that every feature of the query has as many neighbours as are ever looked at. Times are processor seconds of
one thread. Quality is never measured on these.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.footage.candidates import NEAR_BITS
from sayso.footage.features import MOST, PLACE
from sayso.footage.frame_prints import FRAMES_A_SECOND, LOCAL_EVERY, fingerprint_method
from sayso.footage.index import HashIndex
from sayso.footage.kept import KeptIndex
from sayso.footage.search import BITS
from sayso.footage.types import Box, FootagePrint, Inset, KeyframePrint, LocalPrint, Thumbs
from sayso.values import Digest, MediaTime, digest_bytes

FRAMES_AN_EXHIBIT = 2000
COLUMNS, ROWS = 40, 23  # of a thumb, for 16:9
CLOUDS = 20_000
FLIPPED = 0.06  # of the bits of the query
QUERY_S = 10
CORNER = Box(left=0.6, top=0.6, right=0.9, bottom=0.9)
BASE = Fraction(1, FRAMES_A_SECOND)
Bytes = NDArray[np.uint8]
T = TypeVar("T")


def flipped(codes: Bytes, share: float, chance: np.random.Generator) -> Bytes:
    """Return codes in which about `share` of the bits are turned over: by eight patterns, for speed."""
    patterns = np.packbits(chance.random((4096, codes.shape[1] * 8)) < share, axis=1)
    return codes ^ patterns[chance.integers(0, len(patterns), len(codes))]


def made_print(number: int, frames: int, clouds: Bytes) -> FootagePrint:
    """Return the fingerprint of an exhibit that was never filmed."""
    chance = np.random.default_rng(number)
    hashes = chance.integers(0, 256, (frames, BITS // 8), dtype=np.uint8)
    local_at = range(0, frames, LOCAL_EVERY)
    codes = flipped(clouds[chance.integers(0, len(clouds), len(local_at) * MOST)], 0.08, chance)
    places = np.frombuffer(chance.bytes(len(codes) * PLACE.itemsize), dtype=PLACE)
    return print_of(
        digest_bytes(b"%d" % number), hashes, codes, places, chance.bytes(frames * COLUMNS * ROWS)
    )


def print_of(
    exhibit: str, hashes: Bytes, codes: Bytes, places: NDArray[np.void], cells: bytes
) -> FootagePrint:
    """Put a fingerprint together; there are MOST codes and places for every LOCAL_EVERY hashes."""
    keyframes = tuple(
        KeyframePrint(at=MediaTime(n, BASE), hash=row.tobytes(), quality=100) for n, row in enumerate(hashes)
    )
    parts = [slice(start, start + MOST) for start in range(0, len(codes), MOST)]
    return FootagePrint(
        exhibit=digest_bytes(exhibit.encode()),
        method=fingerprint_method(),
        is_still=False,
        duration_s=len(hashes) / FRAMES_A_SECOND,
        width=640,
        height=360,
        keyframes=keyframes,
        locals=tuple(
            LocalPrint(
                at=MediaTime(n * LOCAL_EVERY, BASE), places=places[part].tobytes(), bits=codes[part].tobytes()
            )
            for n, part in enumerate(parts)
        ),
        thumbs=Thumbs(columns=COLUMNS, rows=ROWS, cells=cells),
    )


def query_from(footage: FootagePrint, number: int) -> FootagePrint:
    """Return ten seconds of an exhibit from its middle, with bits flipped."""
    chance = np.random.default_rng(number)
    count = QUERY_S * FRAMES_A_SECOND
    first = len(footage.keyframes) // 2 // LOCAL_EVERY * LOCAL_EVERY
    frames = footage.keyframes[first : first + count]
    locals_ = footage.locals[first // LOCAL_EVERY : (first + count) // LOCAL_EVERY]
    hashes = np.frombuffer(b"".join(frame.hash or b"" for frame in frames), dtype=np.uint8)
    codes = np.frombuffer(b"".join(local.bits for local in locals_), dtype=np.uint8)
    places = np.frombuffer(b"".join(local.places for local in locals_), dtype=PLACE)
    assert footage.thumbs is not None
    size = COLUMNS * ROWS
    return print_of(
        f"query {number}",
        flipped(hashes.reshape(-1, BITS // 8), FLIPPED, chance),
        flipped(codes.reshape(-1, 16), FLIPPED, chance),
        places,
        footage.thumbs.cells[first * size : (first + count) * size],
    )


def memory_gb() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def seconds(times: list[float]) -> str:
    """Say what was measured."""
    return f"median {statistics.median(times):.2f} s, most {max(times):.2f} s"


def with_everything(keyframes: int, queries: int, folder: Path, *, has_inset: bool) -> None:
    """Measure an index in files: making, growing and opening it, and searches for clips that are there."""
    chance = np.random.default_rng(0)
    clouds = chance.integers(0, 256, (CLOUDS, 16), dtype=np.uint8)
    sizes = dict(enumerate(_sizes(keyframes)))
    names = {digest_bytes(b"print %d" % number): number for number in sizes}

    def read(digest: Digest) -> FootagePrint:
        return made_print(names[digest], sizes[names[digest]], clouds)

    wanted = list(names)
    asked = [query_from(read(digest), number) for number, digest in enumerate(wanted[:queries])]
    if has_inset:
        others = [*asked[1:], asked[0]]
        asked = [
            replace(query, insets=(Inset(box=CORNER, shown=other),))
            for query, other in zip(asked, others, strict=True)
        ]
    making = timed(lambda: KeptIndex(folder, wanted[:-1], read))[1]
    adding = timed(lambda: KeptIndex(folder, wanted, read))[1]
    size_gb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9
    before_gb = memory_gb()
    index, opening = timed(lambda: KeptIndex(folder, wanted, read))
    print(
        f"{keyframes} keyframes with everything, {len(index.facts)} exhibits: "
        f"made (with the fingerprints) in {making:.0f} s, one exhibit added in {adding:.1f} s, "
        f"opened and checked in {opening:.1f} s; {size_gb:.2f} GB on disk"
    )
    index.search(asked[0])  # warm
    answers = [timed(lambda query=query: index.search(query)) for query in asked]  # type: ignore[misc]
    print(
        f"{seconds([took for _, took in answers])} a query of {QUERY_S} s; "
        f"{sum(bool(answer.copies) for answer, _ in answers)} of {len(asked)} found; "
        f"{before_gb:.1f} GB before the searches, {memory_gb():.1f} GB at most, mapped files included"
    )


def timed(act: Callable[[], T]) -> tuple[T, float]:
    """Return what `act` gives, and its processor seconds."""
    before = time.process_time()
    answer = act()
    return answer, time.process_time() - before


def _sizes(keyframes: int) -> Iterator[int]:
    while keyframes > 0:
        yield min(keyframes, FRAMES_AN_EXHIBIT)
        keyframes -= FRAMES_AN_EXHIBIT


def with_hashes(count: int, queries: int) -> None:
    """Measure searches for whole-frame hashes alone, those of a clip and of its mirrored pictures."""
    chance = np.random.default_rng(1)
    index = HashIndex()
    for start in range(0, count, 1_000_000):
        index.add(chance.integers(0, 256, (min(1_000_000, count - start), BITS // 8), dtype=np.uint8))
    asked = chance.integers(0, 256, (QUERY_S * FRAMES_A_SECOND, BITS // 8), dtype=np.uint8)
    times = []
    for _ in range(queries):
        before = time.process_time()
        index.within(asked, NEAR_BITS)
        index.within(asked[::-1], NEAR_BITS)
        times.append(time.process_time() - before)
    print(f"{count} whole-frame hashes: {seconds(times)} a query of {QUERY_S} s; {memory_gb():.1f} GB")


def main() -> None:
    """Measure and print; processor seconds of one thread."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--keyframes", type=int, default=0)
    parser.add_argument("--hashes", type=int, default=0)
    parser.add_argument("--searches", type=int, default=10)
    parser.add_argument("--folder", type=Path, help="where the index is written for the while; needs space")
    parser.add_argument("--inset", action="store_true", help="search for clips into which another is set")
    args = parser.parse_args()
    print(platform.platform(), platform.processor())
    if args.hashes:
        with_hashes(args.hashes, args.searches)
    if args.keyframes:
        with TemporaryDirectory(dir=args.folder) as folder:
            with_everything(args.keyframes, args.searches, Path(folder), has_inset=args.inset)


if __name__ == "__main__":
    main()
