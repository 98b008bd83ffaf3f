"""A further door to candidates: frames whose learned descriptors are near. Off where none are stored.

No finding rests on a descriptor alone: what it leads to is judged by what moves,
as everything else is; so a still is not found by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.footage.alignment import FrameMatches, Line, lines_of
from sayso.footage.candidates import MOST_OWNERS, REACH_S, Candidate, inside_at
from sayso.footage.features import sides
from sayso.footage.geometry import between_boxes
from sayso.footage.maps import flipped
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.types import Described, FootagePrint

TECHNIQUE = "descriptor"
BLOCK = 1 << 16  # stored vectors that are compared at once
LEAST_SUPPORT = 1.0  # summed weights of near frames along one line: more than one frame
LEAST_WEIGHT = 0.4  # of a pair that is just near enough; one of the same direction weighs 1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class DescriptorIndex:
    """The descriptors of an archive, by owner; grows by `add`. Those of other networks stay apart."""

    def __init__(self) -> None:
        self._owners: list[tuple[int, Described]] = []
        self._count = 0

    def add(self, described: Described | None) -> None:
        """Add the next owner's descriptors, if it has any."""
        if described is not None and described.keyframes:
            self._owners.append((self._count, described))
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def near(self, query: Described, allowed: Collection[int]) -> list[tuple[int, Ints, Ints, Floats]]:
        """Return for each owner with near frames: it, rows of the query, rows of its own, and the cosines.

        Only owners described by the query's network are compared.
        """
        kept = [
            (owner, each) for owner, each in self._owners if owner in allowed and each.model == query.model
        ]
        if not kept:
            return []
        vectors = np.concatenate([vectors_of(each) for _, each in kept])
        queries, rows, cosines = within(vectors_of(query), vectors, query.near)
        firsts = np.concatenate([[0], np.cumsum([len(each.keyframes) for _, each in kept])])
        places = np.searchsorted(firsts, rows, side="right") - 1
        return [
            (kept[place][0], queries[mine], rows[mine] - firsts[place], cosines[mine])
            for place in np.unique(places).tolist()
            for mine in [places == place]
        ]


def within(
    queries: NDArray[np.int8], vectors: NDArray[np.int8], least_cosine: float
) -> tuple[Ints, Ints, Floats]:
    """Return every pair of a query and a vector with at least this cosine: rows of both, and the cosine."""
    asked = _directions(queries)
    found: list[tuple[Ints, Ints, Floats]] = []
    for start in range(0, len(vectors), BLOCK):
        cosines = asked @ _directions(vectors[start : start + BLOCK]).T
        ours, theirs = np.nonzero(cosines >= least_cosine)
        found.append((ours, theirs + start, cosines[ours, theirs].astype(np.float64)))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    ours, theirs, near = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((theirs, ours))
    return ours[order], theirs[order], near[order]


def plain_within(
    queries: NDArray[np.int8], vectors: NDArray[np.int8], least_cosine: float
) -> list[tuple[int, int, float]]:
    """Return what `within` returns, one pair after the other: slower, and what it is tested against."""
    found = []
    for ours, query in enumerate(queries.astype(np.int64)):
        for theirs, vector in enumerate(vectors.astype(np.int64)):
            lengths = float(np.sqrt((query @ query) * (vector @ vector)))
            cosine = float(query @ vector) / lengths if lengths else 0.0
            if cosine >= least_cosine:
                found.append((ours, theirs, cosine))
    return found


def vectors_of(described: Described) -> NDArray[np.int8]:
    """Return the (frames, dimensions) vectors of a print."""
    return np.frombuffer(described.vectors, dtype=np.int8).reshape(len(described.keyframes), -1)


def through_descriptors(
    index: DescriptorIndex,
    query: FootagePrint,
    prints: Sequence[FootagePrint],
    searched: Collection[int],
    shots: Sequence[tuple[float, float]],
) -> Iterator[Candidate]:
    """Yield candidates, as they are and mirrored, for each shot of the query that has near frames."""
    if query.described is None:
        return
    near = index.near(query.described, searched)
    for owner, ours, theirs, cosines in sorted(near, key=lambda one: -float(one[3].sum()))[:MOST_OWNERS]:
        found = prints[owner]
        assert found.described is not None
        weights = LEAST_WEIGHT + (1 - LEAST_WEIGHT) * (cosines - query.described.near) / (
            1 - query.described.near
        )
        matches = FrameMatches(
            query_s=_times(query, query.described)[ours],
            found_s=_times(found, found.described)[theirs],
            weights=np.clip(weights, 0.0, 1.0),
            distances=np.full(len(ours), -1, dtype=np.int64),
        )
        yield from _in_shots(owner, matches, query, found, shots)


def _in_shots(
    owner: int,
    matches: FrameMatches,
    query: FootagePrint,
    found: FootagePrint,
    shots: Sequence[tuple[float, float]],
) -> Iterator[Candidate]:
    for start_s, end_s in shots:
        inside = matches.take(during(matches.query_s, start_s, end_s))
        for line in lines_of(inside, least_support=LEAST_SUPPORT)[:1]:
            for mirror in (False, True):
                yield _candidate(owner, line, (query, found), (start_s, end_s), mirror=mirror)


def _candidate(
    owner: int,
    line: Line,
    prints: tuple[FootagePrint, FootagePrint],
    shot: tuple[float, float],
    *,
    mirror: bool,
) -> Candidate:
    query, found = prints
    best = int(np.argmax(line.matches.weights))
    ours, theirs = float(line.matches.query_s[best]), float(line.matches.found_s[best])
    length = 2 * (shot[1] - shot[0])
    own = inside_at(query, ours)
    own = flipped(own) if own and mirror else own
    return Candidate(
        owner=owner,
        mirror=mirror,
        start_s=shot[0],
        end_s=shot[1],
        found_from_s=max(theirs - REACH_S, float(line.matches.found_s.min()) - length),
        found_to_s=min(theirs + REACH_S, float(line.matches.found_s.max()) + length),
        nearest_s=theirs,
        matrix=between_boxes(own, inside_at(found, theirs), (*sides(query), *sides(found))),
        technique=TECHNIQUE,
    )


def _times(footage: FootagePrint, described: Described) -> Floats:
    return keyframe_seconds(footage)[list(described.keyframes)]


def _directions(vectors: NDArray[np.int8]) -> NDArray[np.float32]:
    values = vectors.astype(np.float32)
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    return np.asarray(values / np.where(lengths > 0, lengths, 1), dtype=np.float32)
