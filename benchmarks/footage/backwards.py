"""Search queries of rendered sets played backwards: whether they are found, and as what.

    python -m benchmarks.footage.backwards SET [SET ...] [--jobs 2]

A SET is a folder that the benchmark's `make_benchmark.py` rendered; its fingerprints are kept as
`fit_score.py` keeps them. Each query with a true pair that is called a copy as it is, is turned around in
time, as a fingerprint, and searched again; sound and pictures set into its own are left out. Printed: how
many true pairs are told as played backwards, with the middle of the stretch within half a second, and how
many other pairs are called copies.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from benchmarks.footage.fit_score import prints_of

from sayso.footage.maps import cells_of
from sayso.footage.search import CopyIndex
from sayso.footage.types import Copy, FootagePrint
from sayso.values import MediaTime, digest_bytes

NEAR_S = 0.5


def backwards(footage: FootagePrint) -> FootagePrint:
    """Return the fingerprint of a recording as if it were played backwards."""
    assert footage.thumbs is not None
    last = footage.keyframes[-1].at

    def at(moment: MediaTime) -> MediaTime:
        seconds = last.ticks * last.time_base - moment.ticks * moment.time_base
        return MediaTime(round(seconds * 1_000_000), Fraction(1, 1_000_000))

    return replace(
        footage,
        exhibit=digest_bytes(f"{footage.exhibit} backwards".encode()),
        keyframes=tuple(replace(each, at=at(each.at)) for each in reversed(footage.keyframes)),
        locals=tuple(replace(each, at=at(each.at)) for each in reversed(footage.locals)),
        thumbs=replace(footage.thumbs, cells=cells_of(footage.thumbs)[::-1].tobytes()),
        sound=None,
        described=None,
        insets=(),
    )


def middles(copy: Copy, length_s: float) -> tuple[float, float]:
    """Return the middle of the longest stretch: of the query, counted from its end, and of the found one."""
    longest = max(copy.segments, key=lambda each: each.query_end_s - each.query_start_s)
    query_s = (longest.query_start_s + longest.query_end_s) / 2
    return length_s - query_s, (longest.found_start_s + longest.found_end_s) / 2


def is_right(copy: Copy, length_s: float, truths: list[dict[str, list[float]]]) -> bool:
    """Tell whether a finding leads from a true second of the query to the true one of the found one."""
    query_s, found_s = middles(copy, length_s)
    for truth in truths:
        (q_start, q_end), (r_start, r_end) = truth["q"], truth["r"]
        if q_start <= query_s <= q_end:
            expected = r_start + (query_s - q_start) * (r_end - r_start) / (q_end - q_start)
            if abs(expected - found_s) <= NEAR_S:
                return True
    return False


def count(folder: Path, jobs: int) -> Counter[str]:
    """Search one set's queries backwards, and count what comes of it."""
    references, queries = prints_of(folder, jobs)
    index = CopyIndex(references.values())
    names = {footage.exhibit: name for name, footage in references.items()}
    truths: dict[tuple[str, str], list[dict[str, list[float]]]] = defaultdict(list)
    for line in (folder / "ground_truth.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row.get("reference"):
            truths[row["query"], row["reference"]].append(row)
    counts: Counter[str] = Counter()
    for name, query in queries.items():
        forth = {names[copy.found] for copy in index.search(query).copies if copy.kind == "same-footage"}
        if query.thumbs is None or not any((name, found) in truths for found in forth):
            continue
        around = backwards(query)
        length_s = query.keyframes[-1].at.seconds + 0.25
        copies = [copy for copy in index.search(around).copies if copy.kind == "same-footage"]
        for found in sorted(found for found in forth if (name, found) in truths):
            counts["true pairs"] += 1
            told = [copy for copy in copies if names[copy.found] == found]
            back = [copy for copy in told if copy.reversed]
            counts["told as played backwards"] += bool(back)
            counts["... with the right seconds"] += any(
                is_right(copy, length_s, truths[name, found]) for copy in back
            )
            counts["called a copy that is not played backwards"] += any(not copy.reversed for copy in told)
        others = {names[copy.found] for copy in copies} - {
            found for query_, found in truths if query_ == name
        }
        counts["other pairs called copies"] += len(others)
    return counts


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    for folder in args.sets:
        print(folder.name)
        for what, number in count(folder, args.jobs).items():
            print(f"{number:5}  {what}", flush=True)


if __name__ == "__main__":
    main()
