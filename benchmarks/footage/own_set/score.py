"""Search for the queries of the small set of our own, and print how right the findings are.

    python benchmarks/footage/own_set/score.py SET [--errors FILE]

A pair of a query and a recording has one answer of pictures (its surest kind: same footage before same
place before undecided) and one of sound. `--errors` writes one line for each answer that is wrong.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sayso.footage.fingerprinting import fingerprint_picture, fingerprint_sound, fingerprint_video
from sayso.footage.search import CopyIndex
from sayso.footage.types import Box, Copy, FootagePrint
from sayso.values import digest_bytes

Row = dict[str, Any]
KINDS = ("same-footage", "same-place", "undecided", "same-sound", "nothing")
STILL_S = 0.5
SPEED_OFF = 0.03  # of the true speed: a larger error is listed
IOU_LISTED = 0.7  # a region with less is listed
SEGMENT_IOU = 0.5


def fingerprint(path: Path) -> FootagePrint:
    """Return a file's fingerprint, read as its suffix says."""
    exhibit = digest_bytes(path.name.encode())
    if path.suffix in (".jpg", ".png"):
        return fingerprint_picture(path, exhibit)
    if path.suffix == ".wav":
        return fingerprint_sound(path, exhibit)
    return fingerprint_video(path, exhibit)


def iou(box: Box | None, truth: Sequence[float]) -> float:
    """Return the shared area of two boxes by their joint area; None stands for the whole picture."""
    got = (0.0, 0.0, 1.0, 1.0) if box is None else (box.left, box.top, box.right, box.bottom)
    across = min(got[2], truth[2]) - max(got[0], truth[0])
    down = min(got[3], truth[3]) - max(got[1], truth[1])
    shared = max(0.0, across) * max(0.0, down)
    areas = [(each[2] - each[0]) * (each[3] - each[1]) for each in (got, truth)]
    return shared / (sum(areas) - shared)


def overlap(got: Sequence[float], truth: Sequence[float]) -> float:
    """Return the shared seconds of two stretches by their joint seconds."""
    shared = min(got[1], truth[1]) - max(got[0], truth[0])
    return max(0.0, shared) / max(1e-6, max(got[1], truth[1]) - min(got[0], truth[0]))


class Scores:
    """What was measured, and the errors one by one."""

    def __init__(self) -> None:
        self.matrix: Counter[tuple[str, str]] = Counter()
        self.measured: dict[str, list[float]] = defaultdict(list)
        self.by_family: dict[str, list[bool]] = defaultdict(list)
        self.errors: list[str] = []

    def count(self, row: Row, copies: Iterable[Copy]) -> None:
        """Compare what was found for one pair with what is true of it."""
        by_sound = row["kind"] == "same-sound"
        answers = [copy for copy in copies if (copy.kind == "same-sound") == by_sound]
        best = min(answers, key=lambda copy: (KINDS.index(copy.kind), -copy.score), default=None)
        kind = best.kind if best else "nothing"
        self.matrix[row["kind"], kind] += 1
        right = kind == row["kind"] or kind in row["also"]
        self.by_family[row["family"]].append(right)
        if not right:
            self._say(row, f"is {row['kind']}, called {kind}", best)
        if best is not None and right and "segments" in row:
            self._details(row, [copy for copy in answers if copy.kind == best.kind], best)

    def _details(self, row: Row, copies: list[Copy], best: Copy) -> None:
        segments = [segment for copy in copies for segment in copy.segments]
        got = [(s.query_start_s, s.query_end_s, s.found_start_s, s.found_end_s) for s in segments]
        if "-still" in row["family"] or row["family"].startswith("still"):
            self._still(row, got, best)
        else:
            self._stretches(row, got, best)
        if row["kind"] == "same-sound" or best.kind != "same-footage":
            return
        for side, box in (("query", best.query_region), ("found", best.found_region)):
            share = iou(box, row[f"{side}_region"])
            self.measured[f"{side} region IoU"].append(share)
            if share < IOU_LISTED:
                self._say(row, f"{side} region IoU {share:.2f}: {box}, truly {row[f'{side}_region']}", best)
        self.measured["mirror right"].append(best.mirror == row["mirror"])
        if best.mirror != row["mirror"]:
            self._say(row, f"mirror is {row['mirror']}", best)
        if not row["family"].startswith(("still", "kept-still", "frozen")):
            off = abs(best.speed / row["speed"] - 1)
            self.measured["relative speed error"].append(off)
            if row["family"] == "speed":
                self.measured["relative speed error, changed speeds"].append(off)
            if off > SPEED_OFF:
                self._say(row, f"speed {best.speed}, truly {row['speed']}", best)

    def _stretches(self, row: Row, got: Sequence[Sequence[float]], best: Copy) -> None:
        for truth in row["segments"]:
            near = [min(overlap(one[:2], truth[:2]), overlap(one[2:], truth[2:])) for one in got]
            found = max(near, default=0.0)
            self.measured["stretches found"].append(found >= SEGMENT_IOU)
            self.measured["stretch IoU"].append(found)
            if found < SEGMENT_IOU:
                self._say(row, f"stretch {truth} is not among {got}", best)
        extra = len(got) - len(row["segments"])
        self.measured["stretches too many a pair"].append(max(0, extra))

    def _still(self, row: Row, got: Sequence[Sequence[float]], best: Copy) -> None:
        side = 0 if row["family"] == "kept-still" else 2
        if row["kind"] == "same-place":
            return
        low, high = row["segments"][0][side : side + 2]
        off = min(max(0.0, low - one[side + 1], one[side] - high) for one in got)
        self.measured["stills: seconds of what is told"].append(sum(one[side + 1] - one[side] for one in got))
        self.measured["stills: second within 0.5 s"].append(off <= STILL_S)
        self.measured["stills: seconds off"].append(off)
        if off > STILL_S:
            self._say(row, f"still is at {low:.2f}-{high:.2f} s, said to be at {got}", best)

    def alarm(self, query: str, copy: Copy, kept: str) -> None:
        """Count a finding in a recording that has nothing to do with the query."""
        self.matrix["nothing", copy.kind] += 1
        self.errors.append(
            f"{query} {kept}: nothing is true, called {copy.kind} at {copy.score} {copy.details}"
        )

    def _say(self, row: Row, what: str, best: Copy | None) -> None:
        more = f" [{best.score} {best.techniques} {dict(best.details)}]" if best else ""
        self.errors.append(f"{row['query']} {row['reference']}: {what}{more}")

    def print(self) -> None:
        """Print the table."""
        print("kinds (true by row, called by column)")
        print(f"{'':14}" + "".join(f"{kind:>14}" for kind in KINDS))
        for kind in KINDS:
            print(f"{kind:14}" + "".join(f"{self.matrix[kind, called]:14}" for called in KINDS))
        print(
            "right kind, by family: "
            + ", ".join(
                f"{family} {sum(right)}/{len(right)}" for family, right in sorted(self.by_family.items())
            )
        )
        for name, values in self.measured.items():
            low = sorted(values)[int(0.1 * len(values))]
            print(
                f"{name:38} n {len(values):3}  median {statistics.median(values):.3f}  "
                f"10th percentile {low:.3f}  mean {statistics.mean(values):.3f}  most {max(values):.3f}"
            )


def main() -> None:
    """Fingerprint, search, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--errors", type=Path)
    args = parser.parse_args()
    rows = [json.loads(line) for line in (args.set / "truth.jsonl").read_text("utf-8").splitlines()]
    kept = {path.stem: fingerprint(path) for path in sorted((args.set / "kept").iterdir())}
    index = CopyIndex(kept.values())
    names = {footage.exhibit: name for name, footage in kept.items()}
    scores = Scores()
    for path in sorted((args.set / "asked").iterdir()):
        found: dict[str, list[Copy]] = defaultdict(list)
        for copy in index.search(fingerprint(path)).copies:
            found[names[copy.found]].append(copy)
        mine = [row for row in rows if row["query"] == path.stem and row["reference"] is not None]
        for row in mine:
            if row["kind"] != "ignore":
                scores.count(row, found[row["reference"]])
        known = {row["reference"] for row in mine}
        seen = {row["reference"] for row in mine if row["kind"] != "same-sound"}
        for name, copies in found.items():
            for copy in copies:
                if name not in (known if copy.kind == "same-sound" else seen):
                    scores.alarm(path.stem, copy, name)
        scores.matrix["nothing", "nothing"] += len(kept) - len(known | set(found))
    scores.print()
    if args.errors:
        args.errors.write_text("\n".join(scores.errors) + "\n", "utf-8")


if __name__ == "__main__":
    main()
