"""Search parts of one take for one another: each shows the same scene at another moment, and is no copy.

    python -m benchmarks.footage.one_take SET [SET ...] [--jobs 2]

A SET is a folder that the benchmark's `make_benchmark.py` rendered, of which the references are taken,
each recording once; its fingerprints are kept as `fit_score.py` keeps them. A fingerprint is parted into
two to four parts of about three seconds, half a second apart, and each is searched in all others. Sound
is left out, and so are pictures that are set into a take's, as they stand at the seconds of the whole.
Printed: what was found of pairs of one take, how often, and each that is called a copy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from benchmarks.footage.fit_score import prints_of

from sayso.footage.maps import cells_of
from sayso.footage.moments import during, keyframe_seconds, local_seconds
from sayso.footage.search import CopyIndex
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import Copy, FootagePrint
from sayso.values import Digest, MediaTime, digest_bytes

LEAST_S = 3.0  # of a take; shorter ones are not parted
LENGTHS = ((7.0, 2), (12.0, 3), (float("inf"), 4))  # seconds of a take, and into how many parts it goes
APART_S = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a take."""

    name: str
    take: str  # the recording's file, without suffix
    footage: FootagePrint


def part_of(footage: FootagePrint, start_s: float, end_s: float, name: str) -> FootagePrint:
    """Return the fingerprint of a stretch as if it were a file of its own."""
    assert footage.thumbs is not None
    keyframes = np.flatnonzero(during(keyframe_seconds(footage), start_s, end_s)).tolist()
    locals_ = np.flatnonzero(during(local_seconds(footage), start_s, end_s)).tolist()

    def moved(at: MediaTime) -> MediaTime:
        return MediaTime(at.ticks - round(Fraction(start_s) / at.time_base), at.time_base)

    return replace(
        footage,
        exhibit=digest_bytes(name.encode()),
        duration_s=end_s - start_s,
        keyframes=tuple(
            replace(each, at=moved(each.at)) for each in map(footage.keyframes.__getitem__, keyframes)
        ),
        locals=tuple(replace(each, at=moved(each.at)) for each in map(footage.locals.__getitem__, locals_)),
        thumbs=replace(footage.thumbs, cells=cells_of(footage.thumbs)[keyframes].tobytes()),
        sound=None,
        described=None,
        insets=(),
    )


def parts_of(take: str, footage: FootagePrint) -> Iterator[Part]:
    """Yield the parts of a take; none of a short one."""
    length_s = footage.keyframes[-1].at.seconds + STEP_S
    if length_s < LEAST_S or footage.thumbs is None:
        return
    count = next(count for longest, count in LENGTHS if length_s < longest)
    edges = [round(place * length_s / count / STEP_S) * STEP_S for place in range(count + 1)]
    for number in range(count):
        start_s = edges[number] + (APART_S if number else 0.0)
        name = f"{take}, {start_s:.2f} to {edges[number + 1]:.2f} s"
        yield Part(name, take, part_of(footage, start_s, edges[number + 1], name))


def takes_of(folders: list[Path], jobs: int) -> dict[str, FootagePrint]:
    """Return the fingerprints of the sets' references, each recording once."""
    takes: dict[str, FootagePrint] = {}
    for folder in folders:
        references = prints_of(folder, jobs)[0]
        for line in (folder / "references.tsv").read_text().splitlines():
            name, recording = line.split("\t")[:2]
            if name in references:
                takes.setdefault(Path(recording).stem, references[name])
    return takes


def found_in_takes(parts: list[Part]) -> Iterator[tuple[Part, Part, Copy | None]]:
    """Yield each two parts of one take, and the surest that is found of the first in the second."""
    index = CopyIndex(part.footage for part in parts)
    for part in parts:
        found: dict[Digest, Copy] = {}
        for copy in index.search(part.footage).copies:
            found.setdefault(copy.found, copy)
        for other in parts:
            if other.take == part.take and other is not part:
                yield part, other, found.get(other.footage.exhibit)


def main() -> None:
    """Part, search, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    takes = takes_of(args.sets, args.jobs)
    parts = [part for take, footage in takes.items() for part in parts_of(take, footage)]
    counts: Counter[str] = Counter()
    for part, other, copy in found_in_takes(parts):
        counts["nothing" if copy is None else copy.kind] += 1
        if copy is not None and copy.kind == "same-footage":
            print(f"{copy.score:.2f}  {part.name}  in  {other.name}", flush=True)
    parted = len({part.take for part in parts})
    print(f"{parted} takes in {len(parts)} parts, {counts.total()} searches of one part in another:")
    for kind, count in counts.most_common():
        print(f"{count:5}  {kind}")


if __name__ == "__main__":
    main()
