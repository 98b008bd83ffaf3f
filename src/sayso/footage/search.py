"""Was this footage, or a part of it, seen before? An index over fingerprints, and the search in it.

Fingerprints are made by `sayso.footage.fingerprinting`; a finding says which
frames to look at, and an answer says how much was searched and what was not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from sayso.footage.alignment import FrameMatches, Line, lines_of
from sayso.footage.fingerprints.pdq import mirrored
from sayso.footage.index import HashIndex, Hits
from sayso.footage.types import Box, Copy, CopySearch, FootagePrint, FramePair, Skipped
from sayso.values import Digest, Method

BITS = 256
NEAR_BITS = 64  # of 256: frames further apart are no match; a chance pair differs in 128
SURE_BITS = 24  # of 256: frames nearer than this say as much as one frame can
LEAST_SUPPORT = 0.5  # summed weights of matching frames along one line
SUPPORT_SCALE = 3.0  # summed weights at which a score is 0.63
SHOWN_PAIRS = 5  # frames to look at, a finding
STEP_S = 0.25  # seconds between two fingerprinted frames of a video


def search_method() -> Method:
    """Say how copies are searched for here."""
    return Method(
        name="footage.search",
        version="1",
        parameters={"near_bits": NEAR_BITS, "sure_bits": SURE_BITS},
        packages={name: version(name) for name in ("faiss-cpu", "numpy")},
    )


class CopyIndex:
    """The fingerprints of an archive's footage, ready to be searched; grows by `add`."""

    def __init__(self, prints: Iterable[FootagePrint] = ()) -> None:
        self._prints: list[FootagePrint] = []
        self._index = HashIndex(BITS)
        self._owners: list[NDArray[np.int64]] = []  # which print a row of the index belongs to
        self._places: list[NDArray[np.int64]] = []  # and which of its keyframes
        for footage in prints:
            self.add(footage)

    def __len__(self) -> int:
        return len(self._prints)

    def add(self, footage: FootagePrint) -> None:
        """Add one exhibit's fingerprint."""
        places, hashes = _hashes(footage)
        self._owners.append(np.full(len(places), len(self._prints)))
        self._places.append(places)
        self._prints.append(footage)
        self._index.add(hashes)

    def search(self, query: FootagePrint, *, exclude: Collection[Digest] = ()) -> CopySearch:
        """Find what shows the same as `query`; never the exhibit itself, nor any of `exclude`."""
        searched, skipped = self._searched(query, exclude)
        places, hashes = _hashes(query)
        not_looked = None if len(hashes) else _why_no_hashes(query)
        copies = [] if not_looked else self._copies(query, places, hashes, searched)
        return CopySearch(
            query=query.exhibit,
            copies=tuple(sorted(copies, key=lambda copy: -copy.score)),
            searched=len(searched),
            searched_keyframes=sum(len(self._places[owner]) for owner in searched),
            skipped=tuple(skipped),
            method=search_method(),
            not_looked=not_looked,
        )

    def _searched(self, query: FootagePrint, exclude: Collection[Digest]) -> tuple[set[int], list[Skipped]]:
        searched: set[int] = set()
        skipped: list[Skipped] = []
        for owner, footage in enumerate(self._prints):
            if footage.exhibit == query.exhibit:
                continue
            reason = (
                "left out, as asked" if footage.exhibit in exclude else _why_not_comparable(footage, query)
            )
            if reason is None:
                searched.add(owner)
            else:
                skipped.append(Skipped(exhibit=footage.exhibit, reason=reason))
        return searched, skipped

    def _copies(
        self, query: FootagePrint, places: NDArray[np.int64], hashes: NDArray[np.uint8], searched: set[int]
    ) -> list[Copy]:
        matches: dict[int, dict[bool, FrameMatches]] = defaultdict(dict)
        for mirror, asked in ((False, hashes), (True, mirrored(hashes))):
            hits = self._index.within(asked, NEAR_BITS)
            for owner, found in self._by_owner(hits, query, places):
                if owner in searched:
                    matches[owner][mirror] = found
        return [
            copy
            for owner, by_mirror in matches.items()
            for copy in copies_of(query, self._prints[owner], by_mirror)
        ]

    def _by_owner(
        self, hits: Hits, query: FootagePrint, places: NDArray[np.int64]
    ) -> Iterator[tuple[int, FrameMatches]]:
        if not len(hits.rows):
            return
        owners = np.concatenate(self._owners)[hits.rows]
        found_places = np.concatenate(self._places)[hits.rows]
        query_times = _times(query)[places]
        for owner in np.unique(owners).tolist():
            mine = owners == owner
            yield (
                owner,
                FrameMatches(
                    query_s=query_times[hits.queries[mine]],
                    found_s=_times(self._prints[owner])[found_places[mine]],
                    weights=_weights(hits.distances[mine]),
                    distances=hits.distances[mine],
                ),
            )


def copies_of(query: FootagePrint, found: FootagePrint, by_mirror: Mapping[bool, FrameMatches]) -> list[Copy]:
    """Return the findings about one pair of exhibits: one each for what is and what is not mirrored."""
    lines = [
        (line, mirror)
        for mirror, matches in by_mirror.items()
        for line in lines_of(matches, least_support=LEAST_SUPPORT)
    ]
    kept: list[tuple[Line, bool]] = []
    for line, mirror in sorted(lines, key=lambda pair: -pair[0].support):
        if not any(_same_stretch(line, better) for better, _ in kept):
            kept.append((line, mirror))
    return [
        _copy(query, found, [line for line, flipped in kept if flipped == mirror], mirror)
        for mirror in (False, True)
        if any(flipped == mirror for _, flipped in kept)
    ]


def _copy(query: FootagePrint, found: FootagePrint, lines: list[Line], mirror: bool) -> Copy:
    best = lines[0]
    pad = 0.0 if query.is_still else STEP_S / 2
    return Copy(
        kind="same-footage",
        query=query.exhibit,
        found=found.exhibit,
        segments=tuple(line.segment(pad) for line in sorted(lines, key=lambda line: line.matches.query_s[0])),
        query_region=_inside_at(query, best.matches.query_s[0]),
        found_region=_inside_at(found, best.matches.found_s[0]),
        mirror=mirror,
        speed=round(best.speed, 3),
        score=score_of(lines),
        evidence=tuple(pair for line in lines for pair in _pairs(line))[:SHOWN_PAIRS],
        techniques=("pdq",),
        details={
            "matching_frames": sum(len(line.matches) for line in lines),
            "least_distance_bits": int(min(line.matches.distances.min() for line in lines)),
            "median_distance_bits": float(
                np.median(np.concatenate([line.matches.distances for line in lines]))
            ),
        },
    )


def score_of(lines: list[Line]) -> float:
    """Return how sure a finding is, 0 to 1, from the support of its best line."""
    return round(float(1 - np.exp(-lines[0].support / SUPPORT_SCALE)), 4)


def _pairs(line: Line) -> list[FramePair]:
    """Return the nearest pair of frames of a line, and some spread over it."""
    matches = line.matches
    spread = np.linspace(0, len(matches) - 1, min(SHOWN_PAIRS - 1, len(matches))).round().astype(int)
    places = dict.fromkeys([int(np.argmin(matches.distances)), *spread.tolist()])
    return [
        FramePair(
            query_s=round(float(matches.query_s[place]), 3),
            found_s=round(float(matches.found_s[place]), 3),
            distance_bits=int(matches.distances[place]),
            technique="pdq",
        )
        for place in places
    ]


def _same_stretch(line: Line, other: Line) -> bool:
    """Tell whether two lines lie over the same part of the query."""
    a, b = line.matches.query_s, other.matches.query_s
    shared = min(a[-1], b[-1]) - max(a[0], b[0])
    return bool(shared >= 0 and shared >= 0.5 * (a[-1] - a[0]))


def _weights(distances: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.clip((NEAR_BITS - distances + 1) / (NEAR_BITS - SURE_BITS + 1), 0.0, 1.0)


def _hashes(footage: FootagePrint) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return which keyframes have a hash, and those hashes, (n, 32)."""
    usable = [(place, frame.hash) for place, frame in enumerate(footage.keyframes) if frame.hash is not None]
    joined = b"".join(hash_ for _, hash_ in usable)
    places = np.array([place for place, _ in usable], dtype=np.int64)
    return places, np.frombuffer(joined, dtype=np.uint8).reshape(len(usable), BITS // 8)


def _times(footage: FootagePrint) -> NDArray[np.float64]:
    return np.array([frame.at.seconds for frame in footage.keyframes], dtype=np.float64)


def _inside_at(footage: FootagePrint, at_s: float) -> Box | None:
    place = int(np.argmin(np.abs(_times(footage) - at_s)))
    return footage.keyframes[place].inside


def _why_no_hashes(footage: FootagePrint) -> str:
    """Say why a fingerprint cannot be searched with."""
    if not footage.keyframes:
        return "; ".join(("no frame could be read", *footage.notes))
    reasons = Counter(frame.unusable or "no reason given" for frame in footage.keyframes)
    counted = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"none of its {len(footage.keyframes)} frames can be matched: {counted}"


def _why_not_comparable(footage: FootagePrint, query: FootagePrint) -> str | None:
    if (footage.method.name, footage.method.version) != (query.method.name, query.method.version):
        return (
            f"fingerprinted by {footage.method.name} {footage.method.version}, "
            f"the query by {query.method.name} {query.method.version}; fingerprint it anew"
        )
    if all(frame.hash is None for frame in footage.keyframes):
        return _why_no_hashes(footage)
    return None
