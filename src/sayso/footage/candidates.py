"""Candidates: stretches of a query that may show the same as stretches of something in the index.

Four doors lead here: whole-frame hashes, those of halves of a split screen (`sayso.footage.halves`), local
features, and learned descriptors where some are stored (`sayso.footage.described`). None decides:
`sayso.footage.verdicts` looks at each candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.footage.alignment import FrameMatches, Line, lines_of
from sayso.footage.cuts import cuts_of
from sayso.footage.features import Features, sides
from sayso.footage.geometry import Placing, between_boxes, place, pooled
from sayso.footage.maps import flipped, part_of
from sayso.footage.moments import AT_ONCE_S, during, keyframe_seconds
from sayso.footage.types import Box, FootagePrint

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEAR_BITS = 64  # of 256: frames further apart are no match; a chance pair differs in 128
SURE_BITS = 24  # of 256: frames nearer than this say as much as one frame can
LEAST_SUPPORT = 0.5  # summed weights of matching frames along one line
LEAST_INLIERS = 5  # distinct features of the best pair of frames; 4 agree by chance in many wrong pairs
LEAST_IN_SOME = 4  # and so many where several frames say the same of where the picture lies
FEATURES_EACH_S = 1.0  # the step between two frames with local features
SHORTER = 0.75  # of a shot: features seen in less of it may belong to a stretch between missed cuts
LEAST_PAIRED = 4  # matching features of two frames that are worth a look
MOST_FOUND_FRAMES = 5  # frames of the found one that are looked at for one of the query
MOST_OWNERS = 24  # exhibits that are looked at through local features, in each of two orders
REACH_S = 60.0  # seconds before and after the best match that motion is compared over


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Two frames whose local features agree."""

    query_s: float
    found_s: float
    placing: Placing


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A stretch of the query, and where and how it may lie in a found one."""

    owner: int
    mirror: bool
    start_s: float  # of the query
    end_s: float
    found_from_s: float  # where the found stretch is to be looked for
    found_to_s: float
    nearest_s: float  # of the found one: what is most like the query is shown then
    matrix: Floats  # (2, 3) places in the (flipped) query's picture to places in the found one's
    technique: str  # the door: "sift", "pdq" (also of halves) or "descriptor"
    agreeing: int = 0  # frames of the query whose features say the same of where the picture lies
    seen: tuple[Seen, ...] = ()  # best first
    found_part: Box | None = None  # where in the found picture features agree; None to look at all of it
    line: Line | None = None  # of whole-frame matches

    @property
    def inliers(self) -> int:
        """Distinct local features that agree in the best pair of frames."""
        return self.seen[0].placing.inliers if self.seen else 0


def pairs_by_owner(
    hits_queries: Ints, hits_rows: Ints, firsts: Ints, allowed: set[int]
) -> Iterator[tuple[int, Ints]]:
    """Yield owner and (n, 2) rows of the query's and of the owner's own features that match.

    Those with most matches are looked at, and those with most for their number of features:
    the first finds a faint copy in a long recording, the second a short one among many long ones.

    Args:
        firsts: the first row of each owner, and behind the last one's.
        allowed: the owners that were looked among; no row is another one's.
    """
    owner_of = np.searchsorted(firsts, hits_rows, side="right") - 1
    counts = np.bincount(owner_of, minlength=len(firsts) - 1)
    sizes = np.diff(firsts)
    by_chance = len(hits_rows) * sizes / max(int(sizes[sorted(allowed)].sum()), 1)
    may = np.array([owner for owner in sorted(allowed) if counts[owner] >= LEAST_PAIRED], dtype=np.int64)
    orders = -counts[may], (by_chance[may] - counts[may]) / np.sqrt(by_chance[may] + 1)
    most, unlikeliest = (may[np.argsort(order, kind="stable")][:MOST_OWNERS].tolist() for order in orders)
    for owner in dict.fromkeys([*most, *unlikeliest]):
        mine = owner_of == owner
        yield owner, np.stack([hits_queries[mine], hits_rows[mine] - firsts[owner]], axis=1)


def seen_in(
    query: Features, found: Features, pairs: Ints, query_times: Floats, found_times: Floats
) -> list[Seen]:
    """Return the pairs of frames whose features agree, best first."""
    seen: list[Seen] = []
    for group in _frames_looked_at(query.frames[pairs[:, 0]], found.frames[pairs[:, 1]]):
        placing = place(query, found, pairs[group])
        if placing is not None:
            ours, theirs = query.frames[pairs[group[0], 0]], found.frames[pairs[group[0], 1]]
            seen.append(Seen(float(query_times[ours]), float(found_times[theirs]), placing))
    return sorted(seen, key=lambda each: (-each.placing.inliers, each.query_s, each.found_s))


def _frames_looked_at(query_frames: Ints, found_frames: Ints) -> Iterator[Ints]:
    """Yield the rows of each pair of frames that is worth a look: of a frame those with most matches."""
    order = np.lexsort((found_frames, query_frames))
    one, other = query_frames[order], found_frames[order]
    starts = np.flatnonzero((np.diff(one, prepend=-1) != 0) | (np.diff(other, prepend=-1) != 0))
    counts = np.diff(starts, append=len(order))
    enough = counts >= LEAST_PAIRED
    starts, counts, one = starts[enough], counts[enough], one[starts[enough]]
    by_frame = np.lexsort((-counts, one))
    rank = np.arange(len(by_frame)) - np.searchsorted(one[by_frame], one[by_frame], side="left")
    for place_ in by_frame[rank < MOST_FOUND_FRAMES].tolist():
        yield order[starts[place_] : starts[place_] + counts[place_]]


def seen_during(seen: Sequence[Seen], start_s: float, end_s: float) -> list[Seen]:
    """Return the pairs of frames whose frame of the query lies in a stretch."""
    return [each for each in seen if start_s - AT_ONCE_S <= each.query_s < end_s]


def from_features(
    owner: int,
    mirror: bool,
    seen: Sequence[Seen],
    shots: Sequence[tuple[float, float]],
    around: tuple[float, ...],
) -> Iterator[Candidate]:
    """Yield a candidate for each shot of the query in which features agree well enough.

    Args:
        around: width and height of the query's picture, then of the found one's, in longer sides.
    """
    for start_s, end_s in shots:
        inside = seen_during(seen, start_s, end_s)
        if not inside or inside[0].placing.inliers < LEAST_IN_SOME:
            continue
        best = inside[0]
        enough = max(LEAST_PAIRED, best.placing.inliers // 2)
        good = [each for each in inside if each.placing.inliers >= enough]
        length = 2 * (end_s - start_s)
        shared = pooled([each.placing for each in _one_a_frame(inside)], around)
        if best.placing.inliers < LEAST_INLIERS and shared.agreeing < 2:
            continue
        candidate = Candidate(
            owner=owner,
            mirror=mirror,
            start_s=start_s,
            end_s=end_s,
            found_from_s=max(best.found_s - REACH_S, min(each.found_s for each in good) - length),
            found_to_s=min(best.found_s + REACH_S, max(each.found_s for each in good) + length),
            nearest_s=best.found_s,
            matrix=best.placing.matrix,
            technique="sift",
            agreeing=shared.agreeing,
            seen=tuple(inside),
        )
        yield candidate
        # The shared map is truer where the frame moves about, the single one where water or leaves do.
        yield replace(candidate, matrix=shared.matrix, found_part=shared.found_part)
        first, last = min(each.query_s for each in good), max(each.query_s for each in good)
        if last - first + FEATURES_EACH_S < SHORTER * (end_s - start_s):
            after = last + FEATURES_EACH_S + 0.25
            yield replace(candidate, start_s=max(start_s, first - 0.5), end_s=min(end_s, after))


def _one_a_frame(seen: Sequence[Seen]) -> list[Seen]:
    """Keep the surest of each frame of the query."""
    best: dict[float, Seen] = {}
    for each in seen:
        best.setdefault(each.query_s, each)
    return list(best.values())


def from_hashes(
    owner: int,
    mirror: bool,
    matches: FrameMatches,
    shots: Sequence[tuple[float, float]],
    prints: tuple[FootagePrint, FootagePrint],
    *,
    half: Box | None = None,
) -> Iterator[Candidate]:
    """Yield a candidate for the best line of whole-frame matches in each shot of the query.

    Args:
        half: of the query's picture within its borders, where that was hashed; None for all of it.
    """
    query, found = prints
    for start_s, end_s in shots:
        inside = matches.take(during(matches.query_s, start_s, end_s))
        lines = lines_of(inside, least_support=LEAST_SUPPORT)
        if not lines:
            continue
        line, length = lines[0], 2 * (end_s - start_s)
        nearest = int(np.argmin(line.matches.distances))
        middle = float(line.matches.found_s[nearest])
        own = inside_at(query, float(line.matches.query_s[nearest]))
        own = own if half is None else part_of(own, half)
        own, other = flipped(own) if own and mirror else own, inside_at(found, middle)
        yield Candidate(
            owner=owner,
            mirror=mirror,
            start_s=start_s,
            end_s=end_s,
            found_from_s=max(middle - REACH_S, float(inside.found_s.min()) - length),
            found_to_s=min(middle + REACH_S, float(inside.found_s.max()) + length),
            nearest_s=middle,
            matrix=between_boxes(own, other, (*sides(query), *sides(found))),
            technique="pdq",
            line=line,
        )


def within_one_shot(candidate: Candidate, found: FootagePrint) -> Candidate:
    """Return a candidate looked for only in the shot in which the found one is most like it.

    It is the same object where no cut lies in what was to be looked at.
    """
    cuts = cuts_of(found)
    after = int(np.searchsorted(cuts, candidate.nearest_s + AT_ONCE_S, side="right"))
    start_s = max([candidate.found_from_s, *cuts[max(0, after - 1) : after].tolist()])
    end_s = min([candidate.found_to_s, *cuts[after : after + 1].tolist()])
    if (start_s, end_s) == (candidate.found_from_s, candidate.found_to_s):
        return candidate
    return replace(candidate, found_from_s=start_s, found_to_s=end_s)


def frame_matches(query_s: Floats, found_s: Floats, distances: Ints) -> FrameMatches:
    """Return matching frames with how much each says: 1 to `SURE_BITS`, falling to 0 past `NEAR_BITS`."""
    weights = np.clip((NEAR_BITS - distances + 1) / (NEAR_BITS - SURE_BITS + 1), 0.0, 1.0)
    return FrameMatches(query_s=query_s, found_s=found_s, weights=weights, distances=distances)


def inside_at(footage: FootagePrint, at_s: float) -> Box | None:
    """Return the part of the picture within its borders, in the keyframe nearest to a second."""
    return footage.keyframes[int(np.argmin(np.abs(keyframe_seconds(footage) - at_s)))].inside
