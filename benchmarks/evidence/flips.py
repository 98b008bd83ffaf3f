"""Figures 1 and 2: flipped bits, and files that are cut short."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evidence.stores import kept_files, write_over

from sayso.custody import ArchiveFiles, Verification, verify
from sayso.custody.damage import LOG_CUT


@dataclass(slots=True)
class Faults:
    """What became of faults."""

    made: int = 0
    missed: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)  # seen, and the damaged file or entry not named
    made_in: Counter[str] = field(default_factory=Counter)  # by the folder

    def note(self, files: ArchiveFiles, path: Path, what: str, found: Verification, names: set[str]) -> None:
        """Count one fault.

        Args:
            what: the fault, for the report.
            names: those by which a damage may call what was hit.
        """
        self.made += 1
        self.made_in[files.name_of(path).partition("/")[0]] += 1
        if not found.damages:
            self.missed.append(what)
        elif not any(names & {damage.what, damage.where, damage.kind} for damage in found.damages):
            self.unnamed.append(what)

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "made": self.made,
            "detected": self.made - len(self.missed),
            "named": self.made - len(self.missed) - len(self.unnamed),
            "made_in": dict(self.made_in),
            "missed": self.missed[:5],
            "unnamed": self.unnamed[:5],
        }


def flip_bits(files: ArchiveFiles, count: int, *, seed: int = 1) -> Faults:
    """Flip single bits, one at a time, and verify after each.

    Half are spread over all bytes alike, half over the kinds of files alike: objects would take nearly all.
    """
    faults = Faults()
    for path, place, bit in _places(kept_files(files), count, random.Random(seed), files):
        whole = path.read_bytes()
        hurt = bytearray(whole)
        hurt[place] ^= 1 << bit
        write_over(path, bytes(hurt))
        what = f"{files.name_of(path)} byte {place} bit {bit}"
        faults.note(files, path, what, verify(files), _names(files, path, whole, place))
        write_over(path, whole)
    return faults


def cut_short(files: ArchiveFiles, lengths: int, heads: Sequence[bytes], *, seed: int = 2) -> Faults:
    """Cut each file at random lengths, one at a time, and verify after each against heads kept elsewhere."""
    faults, chance = Faults(), random.Random(seed)
    for path in kept_files(files):
        whole = path.read_bytes()
        for _ in range(lengths):
            length = chance.randrange(len(whole))
            write_over(path, whole[:length])
            names = _names(files, path, whole, length) | {LOG_CUT}
            what = f"{files.name_of(path)} cut to {length}"
            faults.note(files, path, what, verify(files, heads=heads), names)
        write_over(path, whole)
    return faults


def cut_entries(files: ArchiveFiles, most: int, heads: Sequence[bytes]) -> Faults:
    """Remove the last 1 to `most` entries, with the archive's own heads over them, and verify."""
    faults = Faults()
    segment = files.segment_path(max(files.segment_numbers()))
    whole = segment.read_bytes()
    kept = {path: path.read_bytes() for path in files.heads.iterdir()}
    lines = whole.splitlines(keepends=True)
    last = int(json.loads(lines[-1])["seq"])
    for count in range(1, most + 1):
        write_over(segment, b"".join(lines[:-count]))
        for path in kept:
            if int(path.stem) > last - count:
                path.unlink(missing_ok=True)
        found = verify(files, objects=False, heads=heads)
        faults.note(files, segment, f"{count} entries", found, {LOG_CUT})
    write_over(segment, whole)
    for path, data in kept.items():
        path.write_bytes(data)
    return faults


def _places(
    paths: Sequence[Path], count: int, chance: random.Random, files: ArchiveFiles
) -> Iterator[tuple[Path, int, int]]:
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        kinds.setdefault(files.name_of(path).partition("/")[0], []).append(path)
    groups = [list(paths), *kinds.values()]
    weights = [len(kinds)] + [1] * len(kinds)
    for _ in range(count):
        group = chance.choices(groups, weights)[0]
        path = chance.choices(group, [path.stat().st_size for path in group])[0]
        yield path, chance.randrange(path.stat().st_size), chance.randrange(8)


def _names(files: ArchiveFiles, path: Path, whole: bytes, place: int) -> set[str]:
    """Return what a damage at a place may be called by: its file, or its entry and the next one.

    Where no later line links to the entry, rot in it looks like a log made anew: it is named first, and the
    entries that may have been changed instead beside it.
    """
    if path.parent != files.log or path.suffix != ".jsonl":
        return {files.name_of(path)}
    number = whole[:place].count(b"\n")
    lines = whole.splitlines()[number : number + 2]
    numbers = [json.loads(line)["seq"] for line in lines]
    last = numbers[-1]
    return {f"entry {number}" for number in numbers} | {f"entry {last} or others of entries 1 to {last}"}
