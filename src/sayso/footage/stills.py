"""Stills: whether one shows a moment of a recording, or only the same place; and which second it is.

That two pictures show one view says nothing of when: a fixed camera shows it for
years. So the still is laid over the recording's frames, and what moves there
decides: a car in the frame must be in the still, and the other way round. Where
the camera itself moves, or creeps, all of it moves, and all of it must agree: then
a frame that the still agrees with throughout is enough, though nothing stands out.

Thumbs of 40 cells are compared, four a second: a second is told to a quarter,
and what is smaller than a cell, such as a face in a crowd, is not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sayso.footage.candidates import Candidate
from sayso.footage.fingerprints.pdq import mirrored
from sayso.footage.laid_stills import LaidStill, laid_still
from sayso.footage.likeness import BESIDE_S, Likeness, likeness_of, unmoved_around
from sayso.footage.maps import extremes_of
from sayso.footage.moments import keyframe_seconds
from sayso.footage.motion import Agreement
from sayso.footage.registration import MOST_STRETCHED
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import CopyKind, FootagePrint, Span

STILL_INLIERS = 12  # distinct features, or
STILL_BITS = 31  # of 256, from which on two pictures show the same view
SURE_INLIERS = 20  # distinct features, from which on their numbers at several moments are compared
AWAY_S = 0.9  # seconds
FAR_FEWER = 0.75  # of the inliers at the best moment
CAMERA_MISSED = 0.1  # grey levels a cell, beyond the tolerance, that encoding makes disagree there
# The last and the next were chosen on stills of the development clips and of the later parts of the same
# takes; what `benchmarks/footage/own_set` says of them stands in `benchmarks/footage/README.md`.
LEAST_MOVING = 0.1  # grey levels a cell, beyond the tolerance: with less, nothing there could tell
COPY_SHARE = 0.92  # of what moves must agree in a copy; another second of one slow take has up to .91
COPY_MISSED = 0.3  # grey levels a cell, beyond the tolerance, that may disagree in a copy
PLACE_SHARE = 0.7  # of what moves may agree by chance at another moment
PLACE_MISSED = 0.8  # grey levels a cell: so much must disagree at another moment
LEAST_UNMOVED_S = 1.0  # seconds: of less, which is about as exact as a moment is told, the moment is told
MOST_APART = 2.2  # of what frames are usually apart: between those further apart, some could not be read
SAME_PICTURE = 0.3  # grey levels a cell that may disagree between two copies of one picture


@dataclass(frozen=True, slots=True)
class StillVerdict:
    """What a still is to a recording or to another still."""

    kind: CopyKind
    score: float  # 0 to 1
    agreement: Agreement | None
    decided_by: str
    unmoved: Span | None = None  # seconds of the recording around the moment in which nothing moves


def as_still(footage: FootagePrint) -> FootagePrint:
    """Return a video of one frame as the still that it is: nothing in it could be seen to move."""
    return footage if footage.is_still or len(footage.keyframes) != 1 else replace(footage, is_still=True)


def judge_still(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> StillVerdict | None:
    """Say what a still is to a recording, or None where they do not show one view."""
    nearest = 256 if candidate.line is None else int(candidate.line.matches.distances.min())
    if nearest > STILL_BITS and (candidate.inliers < STILL_INLIERS or _is_squeezed(candidate)):
        return None
    score = float(max(1 - nearest / 128, 1 - 2.0 ** (-candidate.inliers / 12)))
    pair = laid_still(candidate, query, found)
    likeness = None if pair is None else likeness_of(pair)
    if pair is None or likeness is None:
        return StillVerdict("undecided", 0.5, None, "one view, but too little overlaps to compare what moves")
    once = _has_view_once(candidate)
    if once and likeness.camera_moves:
        likeness = _where_features_agree(candidate, pair, likeness, of_query=not query.is_still)
    if likeness is None:
        return StillVerdict(
            "undecided", 0.5, None, "one view, of which features and small pictures tell other seconds"
        )
    at_s = float(pair.times[likeness.frame])
    view_once = once and not likeness.camera_moves
    if view_once:
        at_s = _nearest_s(candidate, query, found)
    still = query if query.is_still else found
    seen = _agreement(likeness, at_s, float(keyframe_seconds(still)[0]), of_query=not query.is_still)
    if query.is_still and found.is_still:
        if likeness.differ <= SAME_PICTURE:
            return StillVerdict(
                "same-footage", max(0.5, score), seen, "the two pictures agree in all that they show"
            )
        return StillVerdict("undecided", 0.5, seen, "one view, but the two pictures differ in parts")
    moves = likeness.camera_moves or view_once
    verdict = _of_recording(likeness, score * pair.inside, seen, camera_moves=moves)
    return verdict if view_once else replace(verdict, unmoved=_unmoved(pair, likeness.frame))


def _unmoved(pair: LaidStill, frame: int) -> Span | None:
    """Return the seconds around a frame in which nothing moves; None where that is about a moment.

    They end where some could not be read: what moved there is not known.
    """
    first, last = unmoved_around(pair, frame)
    apart = np.diff(pair.times)
    usual = max(STEP_S, float(np.median(apart))) if len(apart) else STEP_S
    gaps = np.flatnonzero(apart > MOST_APART * usual) + 1  # the frames that follow one
    first = max([first, *gaps[gaps <= frame].tolist()])
    last = min([last, *(gaps[gaps > frame] - 1).tolist()])
    span = float(pair.times[first]), float(pair.times[last])
    return span if span[1] - span[0] >= LEAST_UNMOVED_S else None


def _nearest_s(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> float:
    """Return the second whose whole frame is nearest to a still, or that most features agree with.

    Where a camera creeps, small pictures tell its moments apart less well than these do.
    """
    still, footage = (query, found) if query.is_still else (found, query)
    asked = still.keyframes[0].hash
    seconds: list[float] = keyframe_seconds(footage).tolist()
    pairs = zip(footage.keyframes, seconds, strict=True)
    frames = [(frame.hash, at_s) for frame, at_s in pairs if frame.hash is not None]
    if asked is None or not frames:
        return _by_features(candidate, of_query=not query.is_still)
    bits = np.frombuffer(asked, dtype=np.uint8)[None]
    bits = mirrored(bits) if candidate.mirror else bits
    hashes = np.frombuffer(b"".join(hash_ for hash_, _ in frames), dtype=np.uint8).reshape(len(frames), -1)
    apart = np.bitwise_count(hashes ^ bits).sum(axis=1)
    nearest = int(np.argmin(apart))
    if apart[nearest] <= STILL_BITS:
        return frames[nearest][1]
    return _by_features(candidate, of_query=not query.is_still)


def _where_features_agree(
    candidate: Candidate, pair: LaidStill, likeness: Likeness, *, of_query: bool
) -> Likeness | None:
    """Return how a still agrees near the one moment that features speak for; None where no frame there does.

    In few cells of a camera that moves, a moment that shows something else may agree better.
    """
    best_s = _by_features(candidate, of_query=of_query)
    is_near = abs(float(pair.times[likeness.frame]) - best_s) <= BESIDE_S
    return likeness if is_near else likeness_of(pair, near_s=best_s)


def _by_features(candidate: Candidate, *, of_query: bool) -> float:
    """Return the moment around which most features agree, between the frames that have some."""
    moments = np.array([each.query_s if of_query else each.found_s for each in candidate.seen])
    weights = np.array([each.placing.inliers for each in candidate.seen], dtype=np.float64) ** 2
    near = np.abs(moments - moments[0]) <= BESIDE_S
    return float(np.average(moments[near], weights=weights[near]))


def _is_squeezed(candidate: Candidate) -> bool:
    """Tell whether the map between the pictures is none that a crop, a resize or a tilt makes."""
    longest, shortest = extremes_of(candidate.matrix)
    return longest > MOST_STRETCHED * shortest


def _has_view_once(candidate: Candidate) -> bool:
    """Tell whether features agree with one moment far better than with those a second away: a slow camera."""
    if not candidate.seen or candidate.inliers < SURE_INLIERS:
        return False
    best = candidate.seen[0]
    away = [
        each
        for each in candidate.seen
        if max(abs(each.query_s - best.query_s), abs(each.found_s - best.found_s)) >= AWAY_S
    ]
    return bool(away) and away[0].placing.inliers <= FAR_FEWER * candidate.inliers


def _of_recording(likeness: Likeness, score: float, seen: Agreement, *, camera_moves: bool) -> StillVerdict:
    if camera_moves and likeness.missed <= CAMERA_MISSED:
        return StillVerdict("same-footage", max(0.5, score), seen, "the view of a camera that moves")
    if likeness.moving < LEAST_MOVING and not camera_moves:
        return StillVerdict("undecided", 0.5, seen, "one view, in which nothing moves that could tell when")
    if likeness.share >= COPY_SHARE and likeness.missed <= COPY_MISSED and likeness.moving >= LEAST_MOVING:
        sure = max(0.5, min(score, likeness.share))
        return StillVerdict("same-footage", sure, seen, "the view agrees, and so does what moves in it")
    if camera_moves:
        return StillVerdict("undecided", 0.5, seen, "a camera that moves had nearly the view, not quite")
    if likeness.share < PLACE_SHARE and likeness.missed >= PLACE_MISSED:
        return StillVerdict("same-place", score, seen, "the view agrees, what moves in it does not")
    return StillVerdict("undecided", 0.5, seen, "one view, but what moves in it agrees in part only")


def _agreement(likeness: Likeness, at_s: float, own_s: float, *, of_query: bool) -> Agreement:
    """Put the moment in the form of an agreement: a stretch of no length.

    Args:
        at_s: of the recording.
        own_s: of the still, which is 0 but for a video of one frame.
        of_query: the recording is the query.
    """
    query_s, found_s = (at_s, own_s) if of_query else (own_s, at_s)
    return Agreement(
        correlation=likeness.share,
        changes=0.0,
        level=likeness.level,
        energy=likeness.moving,
        speed=1.0,
        offset_s=found_s - query_s,
        start_s=query_s,
        end_s=query_s,
        samples=1,
        everywhere=likeness.share,
        softened=likeness.share,
    )
