"""Stills: whether one shows a moment of a recording, or only the same place; and which second it is.

That two pictures show one view says nothing of when: a fixed camera shows it for
years. So the still is laid over the recording's frames, and what moves there
decides: a car in the frame must be in the still, and the other way round. Where
the camera itself moves, no other moment has the same view, and the view decides.

Thumbs of 40 cells are compared, four a second: a second is told to a quarter,
and what is smaller than a cell, such as a face in a crowd, is not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.candidates import Candidate
from sayso.footage.features import sides
from sayso.footage.fingerprints.pdq import mirrored
from sayso.footage.maps import EDGE, cells_of, extremes_of, inverse, mapped, middles, sampled, shown
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.motion import Agreement
from sayso.footage.pictures import soften
from sayso.footage.registration import MOST_STRETCHED
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import CopyKind, FootagePrint

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STILL_INLIERS = 12  # distinct features, or
STILL_BITS = 31  # of 256, from which on two pictures show the same view
AROUND_S = 15.0  # seconds before and after the likeliest frame that are looked at
SOFT = 0.5  # cells
LEAST_CELLS = 30
SAME_VIEW = 0.15  # of correlation under the best frame's: a frame with less shows another view
TOLERANCE = 6.0  # grey levels beyond those of the neighbouring cells: less is coding, or a cell's shift
NEVER = 12.0  # grey levels off every frame: a caption laid over, or something that came at another time
LAID_OVER = 20.0  # grey levels: such cells are left out when brightness is fitted
FITS = 6
ACROSS = 20  # places a side of a still, of which it is asked whether the recording shows them
SURE_INLIERS = 20  # distinct features, from which on their numbers at several moments are compared
AWAY_S = 0.9  # seconds
BESIDE_S = 1.1  # seconds: frames with features next to the best one
FAR_FEWER = 0.75  # of the inliers at the best moment
CAMERA_GREYS = 4.0  # a cell that changes by more within a second,
CAMERA_SHARE = 0.5  # in so many of the cells, under a moving camera
CAMERA_MISSED = 1.5  # grey levels a cell that may disagree there
# The last and the next were chosen on stills of the development clips and of the later parts of the same
# takes; what `benchmarks/footage/own_set` says of them stands in `benchmarks/footage/README.md`.
LEAST_MOVING = 0.1  # grey levels a cell, beyond the tolerance: with less, nothing there could tell
COPY_SHARE = 0.82  # of what moves must agree in a copy
COPY_MISSED = 0.6  # grey levels a cell, beyond the tolerance, that may disagree in a copy
PLACE_SHARE = 0.7  # of what moves may agree by chance at another moment
PLACE_MISSED = 0.8  # grey levels a cell: so much must disagree at another moment
SAME_PICTURE = 0.3  # grey levels a cell that may disagree between two copies of one picture


@dataclass(frozen=True, slots=True)
class StillVerdict:
    """What a still is to a recording or to another still."""

    kind: CopyKind
    score: float  # 0 to 1
    agreement: Agreement | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a still agrees with the frame that it is most like, in grey levels a cell beyond the tolerance."""

    frame: int
    level: float  # -1 to 1: the correlation of the two pictures
    moving: float  # what moves, in either
    missed: float  # what of the frame is not in the still and the other way round, but for what is laid over
    differ: float  # the same, with what is laid over
    share: float  # of what moves that agrees, 0 to 1
    camera_moves: bool


def judge_still(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> StillVerdict | None:
    """Say what a still is to a recording, or None where they do not show one view."""
    nearest = 256 if candidate.line is None else int(candidate.line.matches.distances.min())
    if nearest > STILL_BITS and (candidate.inliers < STILL_INLIERS or _is_squeezed(candidate)):
        return None
    score = float(max(1 - nearest / 128, 1 - 2.0 ** (-candidate.inliers / 12)))
    pair = _laid(candidate, query, found)
    likeness = None if pair is None else _likeness(pair)
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
    seen = _agreement(likeness, at_s, of_query=not query.is_still)
    if query.is_still and found.is_still:
        if likeness.differ <= SAME_PICTURE:
            return StillVerdict(
                "same-footage", max(0.5, score), seen, "the two pictures agree in all that they show"
            )
        return StillVerdict("undecided", 0.5, seen, "one view, but the two pictures differ in parts")
    moves = likeness.camera_moves or view_once
    return _of_recording(likeness, score * pair.inside, seen, camera_moves=moves)


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
    candidate: Candidate, pair: _Laid, likeness: Likeness, *, of_query: bool
) -> Likeness | None:
    """Return how a still agrees near the one moment that features speak for; None where no frame there does.

    In few cells of a camera that moves, a moment that shows something else may agree better.
    """
    best_s = _by_features(candidate, of_query=of_query)
    is_near = abs(float(pair.times[likeness.frame]) - best_s) <= BESIDE_S
    return likeness if is_near else _likeness(pair, near_s=best_s)


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
    if camera_moves:
        if likeness.missed <= CAMERA_MISSED:
            return StillVerdict("same-footage", max(0.5, score), seen, "the view of a camera that moves")
        return StillVerdict("undecided", 0.5, seen, "a camera that moves had nearly the view, not quite")
    if likeness.moving < LEAST_MOVING:
        return StillVerdict("undecided", 0.5, seen, "one view, in which nothing moves that could tell when")
    if likeness.share >= COPY_SHARE and likeness.missed <= COPY_MISSED:
        sure = max(0.5, min(score, likeness.share))
        return StillVerdict("same-footage", sure, seen, "the view agrees, and so does what moves in it")
    if likeness.share < PLACE_SHARE and likeness.missed >= PLACE_MISSED:
        return StillVerdict("same-place", score, seen, "the view agrees, what moves in it does not")
    return StillVerdict("undecided", 0.5, seen, "one view, but what moves in it agrees in part only")


def _agreement(likeness: Likeness, at_s: float, *, of_query: bool) -> Agreement:
    """Put the moment in the form of an agreement: a stretch of no length."""
    return Agreement(
        correlation=likeness.share,
        changes=0.0,
        level=likeness.level,
        energy=likeness.moving,
        speed=1.0,
        offset_s=-at_s if of_query else at_s,
        start_s=at_s if of_query else 0.0,
        end_s=at_s if of_query else 0.0,
        samples=1,
        everywhere=likeness.share,
        softened=likeness.share,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A still laid into the grid of a recording's frames."""

    still: Floats  # (rows, columns)
    frames: Floats  # (n, rows, columns)
    times: Floats  # (n,) seconds
    covered: Flags  # (rows, columns): cells that the still shows
    inside: float  # share of the still that the recording shows, 0 to 1


def _laid(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> _Laid | None:
    still, footage = (query, found) if query.is_still else (found, query)
    if still.thumbs is None or footage.thumbs is None:
        return None
    to_still = inverse(candidate.matrix) if query.is_still else candidate.matrix
    picture, frames = cells_of(still.thumbs)[:1], cells_of(footage.thumbs)
    if candidate.mirror:
        picture, frames = (picture[:, :, ::-1], frames) if query.is_still else (picture, frames[:, :, ::-1])
    times = keyframe_seconds(footage)
    near = _near(candidate, times, of_query=not query.is_still)
    rows, columns = frames.shape[1:]
    x, y = mapped(to_still, *middles(rows, columns, *sides(footage)))
    covered = shown(x, y, sides(still))
    if covered.sum() < LEAST_CELLS or not near.any():
        return None
    laid = sampled(np.ascontiguousarray(picture), x, y, sides(still))
    return _Laid(
        still=soften(laid, SOFT)[0].astype(np.float64),
        frames=soften(frames[near].astype(np.float32), SOFT).astype(np.float64),
        times=times[near],
        covered=covered,
        inside=_inside(to_still, sides(still), sides(footage)),
    )


def _inside(to_still: Floats, still: tuple[float, float], footage: tuple[float, float]) -> float:
    """Return the share of a still that lies in the recording's picture."""
    x, y = mapped(inverse(to_still), *middles(ACROSS, ACROSS, *still))
    return float(shown(x, y, footage, edge=-EDGE).mean())


def _near(candidate: Candidate, times: Floats, *, of_query: bool) -> Flags:
    """Return the frames that are looked at: around the likeliest, or all of the shot of a query."""
    if of_query:
        return during(times, candidate.start_s, candidate.end_s)
    if candidate.line is not None:
        likeliest = float(candidate.line.matches.found_s[int(np.argmin(candidate.line.matches.distances))])
    else:
        likeliest = candidate.seen[0].found_s
    return np.asarray(np.abs(times - likeliest) <= AROUND_S)


def _likeness(laid: _Laid, *, near_s: float | None = None) -> Likeness | None:
    """Compare a still with the frames of the view that it shows, and tell the one that it is most like.

    Args:
        near_s: the second near which that one is to be; None for any.
    """
    covered = laid.covered
    levels = _levels(laid.still[covered], laid.frames[:, covered])
    of_view = levels >= levels.max() - SAME_VIEW
    frames, numbers = laid.frames[of_view], np.flatnonzero(of_view)
    usual = np.median(frames, axis=0)
    still = _as_bright(laid.still, usual, frames, covered)
    if still is None:
        return None
    low, high = _around(frames)
    never = _outside(still, low, high).min(axis=0) > NEVER
    told = covered & (_around(never[None].astype(np.float64))[1][0] < 0.5)  # their soft edges left out, too
    still_low, still_high = _around(still[None])
    usual_low, usual_high = _around(usual[None])
    moving_still = _beyond(still[None], usual_low, usual_high)
    moving = _beyond(frames, usual_low, usual_high)
    not_in_still = _beyond(frames, still_low, still_high)
    not_in_frame = _beyond(still, low, high)
    missed_all = (not_in_still + not_in_frame)[:, covered].mean(axis=1)
    may = np.ones(len(numbers), dtype=bool) if near_s is None else _near_to(laid.times[numbers], near_s)
    if not may.any():
        return None
    best = int(np.argmin(np.where(may, missed_all, np.inf)))
    disagree = np.minimum(moving, not_in_still)[best] + np.minimum(moving_still[0], not_in_frame[best])
    moves = float((moving[best] + moving_still[0])[told].mean()) if told.any() else 0.0
    share = 1 - float(disagree[told].mean()) / max(moves, 1e-6) if told.any() else 0.0
    return Likeness(
        frame=int(numbers[best]),
        level=float(levels[numbers[best]]),
        moving=moves,
        missed=float((not_in_still + not_in_frame)[best][told].mean()) if told.any() else 0.0,
        differ=float(missed_all[best]),
        share=max(0.0, share),
        camera_moves=_camera_moves(laid, int(numbers[best])),
    )


def _near_to(times: Floats, near_s: float) -> Flags:
    return np.asarray(np.abs(times - near_s) <= BESIDE_S)


def _levels(still: Floats, frames: Floats) -> Floats:
    """Return the correlation of a picture with each frame, (n,)."""
    a, b = still - still.mean(), frames - frames.mean(axis=1, keepdims=True)
    return np.asarray((b @ a) / np.sqrt(np.maximum((b * b).sum(axis=1) * (a @ a), 1e-6)))


def _as_bright(still: Floats, usual: Floats, frames: Floats, covered: Flags) -> Floats | None:
    """Return the still with the brightness and contrast of the view, fitted where nothing is laid over it."""
    keep, fitted = covered, still
    for _ in range(FITS):
        if keep.sum() < LEAST_CELLS // 2:
            return None
        ours, theirs = still[keep], usual[keep]
        spread = float(((ours - ours.mean()) ** 2).sum())
        gain = float(((ours - ours.mean()) * (theirs - theirs.mean())).sum()) / max(spread, 1e-6)
        fitted = float(np.clip(gain, 0.4, 2.5)) * (still - ours.mean()) + theirs.mean()
        keep = covered & (np.abs(frames - fitted).min(axis=0) < LAID_OVER)
    return fitted


def _around(pictures: Floats) -> tuple[Floats, Floats]:
    """Return the least and the most of each cell and its eight neighbours."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)), mode="edge")
    rows, columns = pictures.shape[1:]
    moved = [
        padded[:, down : down + rows, across : across + columns] for down in range(3) for across in range(3)
    ]
    return np.minimum.reduce(moved), np.maximum.reduce(moved)


def _outside(pictures: Floats, low: Floats, high: Floats) -> Floats:
    return np.maximum(0.0, np.maximum(low - pictures, pictures - high))


def _beyond(pictures: Floats, low: Floats, high: Floats) -> Floats:
    return np.maximum(0.0, _outside(pictures, low, high) - TOLERANCE)


def _camera_moves(laid: _Laid, frame: int) -> bool:
    """Tell whether most of the picture changes within the second around a frame."""
    step = round(1 / STEP_S)
    others = [each for each in (frame - step, frame + step) if 0 <= each < len(laid.frames)]
    here = laid.frames[frame][laid.covered]
    pairs = [
        (away, _as_the_other(away, here)) for away in (laid.frames[each][laid.covered] for each in others)
    ]
    changes = [np.minimum(np.abs(away - here), np.abs(evened - here)) for away, evened in pairs]
    return bool(changes) and max(float((one > CAMERA_GREYS).mean()) for one in changes) >= CAMERA_SHARE


def _as_the_other(cells: Floats, other: Floats) -> Floats:
    """Return cells with the brightness and contrast of another frame's: a fade is no camera that moves."""
    off = cells - cells.mean()
    gain = float((off * (other - other.mean())).sum()) / max(float((off * off).sum()), 1e-6)
    return np.asarray(gain * off + other.mean())
