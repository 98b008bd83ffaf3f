"""Search every query in an archive of videos, and write what was found for the benchmark's `evaluate.py`.

    python benchmarks/footage/predict.py --archive DIR --queries DIR --out FILE.jsonl
        [--jobs 2] [--all-kinds] [--distractors 500] [--keep]

Both are plain folders of video files; one line a matching stretch of what is called the same footage, whose
score is 0.5 or more, and of what is undecided, at half its score; with --all-kinds also of all else, at its
own score. With --keep, fingerprints are kept beside the folders, those of distractors beside the archive's,
and found there the next time. Distractors are rendered (`sayso.testing.distractors`) and put in the archive,
ten seconds or 40 keyframes each: whatever is found in them is false.
The last line on stderr says how long each part took.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from sayso.footage.fingerprinting import fingerprint_method, fingerprint_video, print_of_frames
from sayso.footage.search import CopyIndex
from sayso.footage.types import CopySearch, FootagePrint, Picture
from sayso.testing.distractors import FRAMES_A_SECOND, HEIGHT, WIDTH, distractor, kind_of
from sayso.values import MediaTime, SaysoError, digest_bytes, digest_json


@dataclass(frozen=True, slots=True)
class Shown:
    """A rendered frame and when it is shown."""

    at: MediaTime
    rgb: Picture


def fingerprint(path: Path) -> FootagePrint | str:
    """Return the fingerprint of one file, or why there is none.

    The exhibit is named by the file's place, not its bytes: a query may be a file of the archive.
    """
    try:
        return fingerprint_video(path, digest_bytes(str(path).encode()))
    except SaysoError as error:
        return str(error)


def fingerprints(folder: Path, jobs: int) -> dict[str, FootagePrint]:
    """Return the fingerprints of a folder's files by name without suffix; say what has none."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    with ProcessPoolExecutor(jobs) as pool:
        answers = dict(zip(paths, pool.map(fingerprint, paths), strict=True))
    for path, answer in answers.items():
        if isinstance(answer, str):
            print(f"could not look: {path.name}: {answer}", file=sys.stderr)
    return {path.stem: answer for path, answer in answers.items() if not isinstance(answer, str)}


def fingerprint_distractor(number: int) -> FootagePrint:
    """Return the fingerprint of a rendered distractor."""
    base = Fraction(1, FRAMES_A_SECOND)
    frames = (Shown(MediaTime(tick, base), rgb) for tick, rgb in enumerate(distractor(number)))
    exhibit = digest_bytes(f"distractor {number}".encode())
    return print_of_frames(frames, exhibit, width=WIDTH, height=HEIGHT, duration_s=10.0)


def distractors(count: int, jobs: int) -> dict[str, FootagePrint]:
    """Return the fingerprints of the first `count` distractors by name."""
    with ProcessPoolExecutor(jobs) as pool:
        answers = pool.map(fingerprint_distractor, range(count), chunksize=20)
        return {f"distractor_{number}_{kind_of(number)}": each for number, each in enumerate(answers)}


def kept_fingerprints(folder: Path, jobs: int) -> dict[str, FootagePrint]:
    """Return `fingerprints`, kept beside the folder under a name for their method and the files."""
    folder = folder.resolve()
    files = [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in sorted(folder.iterdir())]
    return _kept(folder, files, lambda: fingerprints(folder, jobs))


def kept_distractors(folder: Path, count: int, jobs: int) -> dict[str, FootagePrint]:
    """Return `distractors`, kept beside a folder; of none, nothing is kept."""
    if not count:
        return {}
    return _kept(folder.resolve().with_name("distractors"), count, lambda: distractors(count, jobs))


def _kept(place: Path, files: object, make: Callable[[], dict[str, FootagePrint]]) -> dict[str, FootagePrint]:
    state = digest_json({"method": fingerprint_method().to_json(), "files": files})
    kept = place.with_name(f"prints-{place.name}-{state[:16]}.pkl")
    if not kept.exists():
        written = kept.with_suffix(f".{os.getpid()}")
        written.write_bytes(pickle.dumps(make()))
        written.rename(kept)
    answer: dict[str, FootagePrint] = pickle.loads(kept.read_bytes())
    return answer


def lines_of(name: str, search: CopySearch, names: dict[str, str], all_kinds: bool) -> Iterator[str]:
    """Yield a line for each stretch that was found."""
    for copy in search.copies:
        if copy.kind not in ("same-footage", "undecided") and not all_kinds:
            continue
        for segment in copy.segments:
            line = {
                "query": name,
                "reference": names[copy.found],
                "q_start": segment.query_start_s,
                "q_end": segment.query_end_s,
                "r_start": segment.found_start_s,
                "r_end": segment.found_end_s,
                "score": copy.score / 2 if copy.kind == "undecided" else copy.score,
                "kind": copy.kind,
                "mirror": copy.mirror,
                "speed": copy.speed,
                "techniques": list(copy.techniques),
            }
            yield json.dumps(line)


def main() -> None:
    """Fingerprint, search, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--distractors", type=int, default=0, help="how many are put in the archive")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--all-kinds", action="store_true", help="also what is no copy: the same place, say")
    parser.add_argument("--keep", action="store_true", help="keep fingerprints beside the folders")
    args = parser.parse_args()
    started = time.perf_counter()
    prints_of = kept_fingerprints if args.keep else fingerprints
    archive, queries = prints_of(args.archive, args.jobs), prints_of(args.queries, args.jobs)
    archive |= (
        kept_distractors(args.archive, args.distractors, args.jobs)
        if args.keep
        else distractors(args.distractors, args.jobs)
    )
    printed = time.perf_counter()
    index = CopyIndex(archive.values())
    names: dict[str, str] = {footage.exhibit: name for name, footage in archive.items()}
    with args.out.open("w") as out:
        for name, query in queries.items():
            search = index.search(query)
            if search.not_looked:
                print(f"could not look: {name}: {search.not_looked}", file=sys.stderr)
            out.writelines(line + "\n" for line in lines_of(name, search, names, args.all_kinds))
    searched = time.perf_counter()
    print(
        f"{len(archive)} in the archive, {len(queries)} queries: "
        f"fingerprints {printed - started:.1f} s, search {searched - printed:.1f} s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
