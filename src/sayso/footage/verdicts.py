"""What a candidate is: a copy, the same place at another moment, or undecided; and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sayso.footage.candidates import Candidate, seen_during, within_one_shot
from sayso.footage.laying import Laid, is_sure, lay, lay_backwards
from sayso.footage.motion import Agreement, worth
from sayso.footage.plainness import Card, card_kind
from sayso.footage.stills import judge_still
from sayso.footage.support import Support, support_of
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import EVERYWHERE, CopyKind, FootagePrint, Span

SURE_COPY = 0.5  # a score from here on is called the same footage
SAME_PLACE_INLIERS = 14  # distinct features: so many agree by chance in no pair of the development benchmark
LEAST_ENERGY = 0.05  # grey levels squared: under it nothing moves that could be compared
LEAST_MOTION = 0.5  # correlation: under it what moves does not agree, whatever else does
PLACE_MOTION = 0.8  # correlation: from here on it is not said that what moves does not agree
CAMERA_ENERGY = 80.0  # grey levels squared: more moves where the camera itself does
CAMERA_MOTION = 0.68  # correlation over all cells that a copy has then,
CAMERA_SOFTENED = 0.78  # or of soft pictures, where coding took what is fine; flights over one place have .73
RARER = -2.0  # log of odds: few copies are played backwards, and looking for those finds more by chance
BETTER_BACKWARDS = 0.1  # worth: by so much more, a stretch that moves alike both ways is played backwards
LEAST_PART_S = 1.5  # seconds of a stretch, left over by what was found in it, that are looked at anew
MOST_PARTS = 4  # of one candidate
PLAIN_SPEED = 0.06  # log of a speed: the nearest that another speed than 1 is
LIKE_CARDS = "are as plain and still as cards"
LIKE_SLIDES = "stand still but for a few moments and are plain in large parts, as titles and slides are"
AFTER_A_PATTERN = "which look the same when made after one pattern"
ONLY_LIGHT = "the view agrees, and so does one change, such as light makes; nothing else moves"
OTHER_THINGS = "the view and its light agree, what moves does not"
NEARLY_A_COPY = "the view agrees, and so does what moves, yet not surely enough for a copy"


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """A candidate that was looked at."""

    candidate: Candidate
    kind: CopyKind
    score: float  # 0 to 1
    agreement: Agreement | None  # None for stills and where too little overlaps
    decided_by: str
    support: Support | None = None  # None where nothing was laid on anything
    unmoved: tuple[float, float] | None = None  # of a still: seconds of the recording, any of which it may be
    runs: tuple[Span | None, Span | None] = (None, None)  # of query and found one that stand still
    within: Span = EVERYWHERE  # seconds of the query that it may fill, between edits
    either_way: bool = False  # the other reading, mirrored or not, explains the match nearly as well


def judge(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Iterator[Verdict]:
    """Say what a candidate is; nothing where it is nothing worth showing.

    Where only a part of the stretch turns out to be the same, the rest is looked at anew: cuts
    between shots of one place are not seen.
    """
    if query.is_still or found.is_still:
        verdict = _of_a_still(candidate, query, found)
        if verdict is not None:
            yield verdict
        return
    parts, looked_at = [candidate], 0
    while parts and looked_at < MOST_PARTS:
        part, looked_at = parts.pop(0), looked_at + 1
        verdict = _of_a_part(part, query, found)
        if verdict is not None:
            yield verdict
            exact = replace(part, matrix=verdict.candidate.matrix)
            parts += _left_of(exact, verdict.agreement) if is_copy(verdict) else []


def _of_a_part(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    """Say what a candidate is within one shot of the found one; only a better copy may go beyond a cut."""
    within = within_one_shot(candidate, found)
    verdict = judge_stretch(within, query, found)
    moved = verdict.agreement if verdict is not None and is_copy(verdict) else None
    if within is candidate or (moved and moved.length_s >= candidate.end_s - candidate.start_s - STEP_S):
        return verdict
    beyond = judge_stretch(candidate, query, found)
    if beyond is None or not is_copy(beyond):
        return verdict
    if verdict is None or moved is None or beyond.score > verdict.score:
        return beyond
    return beyond if beyond.agreement is not None and _goes_on(moved, beyond.agreement) else verdict


def _goes_on(moved: Agreement, beyond: Agreement) -> bool:
    """Tell whether a stretch goes on as it began beyond what looks like a cut, and so is none."""
    middle = (moved.start_s + moved.end_s) / 2
    is_alike = abs(moved.found_at(middle) - beyond.found_at(middle)) <= STEP_S
    return is_alike and beyond.length_s > moved.length_s + STEP_S


def is_copy(verdict: Verdict | None) -> bool:
    """Tell whether a verdict is that two show the same footage."""
    return verdict is not None and verdict.kind == "same-footage"


def judge_stretch(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    """Say what a candidate is, laid as one stretch; None where it is nothing worth showing."""
    laid = lay(candidate, query, found)
    verdict = (
        _by_pictures_alone(candidate, "too little overlaps to compare what moves")
        if laid is None
        else _of_laid(laid, candidate, query, found)
    )
    if laid is not None and is_sure(laid):
        return verdict
    return _backwards(candidate, query, found, verdict) or verdict


def _backwards(
    candidate: Candidate, query: FootagePrint, found: FootagePrint, forwards: Verdict | None
) -> Verdict | None:
    """Return what a stretch is as a copy that is played backwards; None where it is none."""
    laid = lay_backwards(candidate, query, found)
    forth = None if forwards is None or not is_copy(forwards) else forwards.agreement
    if laid is None or (forth is not None and worth(laid.agreement) < worth(forth) + BETTER_BACKWARDS):
        return None
    verdict = _of_laid(laid, candidate, query, found)
    return verdict if is_copy(verdict) else None


def _of_laid(laid: Laid, candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    moved = laid.agreement
    support = support_of(laid, query, found, mirror=candidate.mirror)
    score = score_of(evidence_of(candidate, moved, support), RARER if moved.backwards else 0.0)
    candidate = replace(candidate, matrix=laid.matrix)
    cards = _cards(moved, query, found)
    if None not in cards:
        why = f"both {LIKE_CARDS if set(cards) == {'plain'} else LIKE_SLIDES}, {AFTER_A_PATTERN}"
        return _by_pictures_alone(candidate, why, moved, support)
    if moved.energy < LEAST_ENERGY:
        return _by_pictures_alone(candidate, "nothing moves", moved, support)
    is_alike = score >= SURE_COPY and moves_alike(moved)
    if is_alike and (moved.unlit is None or moved.unlit.agrees):
        return Verdict(candidate, "same-footage", score, moved, "what moves agrees", support)
    if (is_alike or moved.correlation >= PLACE_MOTION) and is_light_alone(moved):
        return _by_pictures_alone(candidate, ONLY_LIGHT, moved, support)
    return of_a_view(candidate, score, moved, support)


def is_light_alone(moved: Agreement) -> bool:
    """Tell whether what agrees is light that changes, and hardly anything else moves."""
    return moved.unlit is not None and moved.unlit.is_nothing and not moved.unlit.agrees


def of_a_view(candidate: Candidate, score: float, moved: Agreement, support: Support) -> Verdict | None:
    """Say what it is that shows one view and is not surely a copy; nothing where it shows no one view."""
    if candidate.inliers < SAME_PLACE_INLIERS:
        return None
    is_light = moved.unlit is not None and not moved.unlit.agrees
    if moved.correlation >= PLACE_MOTION and not is_light:
        return Verdict(candidate, "undecided", 0.5, moved, NEARLY_A_COPY, support)
    if is_light and score >= SURE_COPY:
        return Verdict(candidate, "same-place", 0.5, moved, OTHER_THINGS, support)
    return Verdict(candidate, "same-place", 1 - score, moved, "the view agrees, what moves does not", support)


def moves_alike(moved: Agreement) -> bool:
    """Tell whether what moves agrees: where the camera does, everything moves, and all of it must.

    Two flights over one place move alike in part.
    """
    all_of_it = moved.everywhere >= CAMERA_MOTION or moved.softened >= CAMERA_SOFTENED
    if moved.energy >= CAMERA_ENERGY and not all_of_it:
        return False
    return moved.correlation >= LEAST_MOTION


def _cards(moved: Agreement, query: FootagePrint, found: FootagePrint) -> tuple[Card | None, Card | None]:
    start_s, end_s = moved.found_between()
    ours = card_kind(query, moved.start_s, moved.end_s)
    return ours, card_kind(found, max(0.0, start_s), end_s) if ours else None


def _left_of(candidate: Candidate, moved: Agreement | None) -> list[Candidate]:
    """Return the parts of a candidate's stretch before and after what is shown alike."""
    if moved is None:
        return []
    parts = (candidate.start_s, moved.start_s), (moved.end_s, candidate.end_s)
    return [_part_of(candidate, *part) for part in parts if part[1] - part[0] >= LEAST_PART_S]


def _part_of(candidate: Candidate, start_s: float, end_s: float) -> Candidate:
    seen = tuple(seen_during(candidate.seen, start_s, end_s))
    nearest_s = seen[0].found_s if seen else candidate.nearest_s
    return replace(candidate, start_s=start_s, end_s=end_s, nearest_s=nearest_s, line=None, seen=seen)


def evidence_of(candidate: Candidate, moved: Agreement, support: Support) -> dict[str, float]:
    """Return the numbers that a score is made of, each about 0 to 1."""
    near = 0.0 if candidate.line is None else 1 - float(candidate.line.matches.distances.min()) / 64
    changed = abs(float(np.log(abs(moved.speed))))
    return {
        "motion": moved.correlation,
        "motion everywhere": moved.everywhere,
        "motion softened": moved.softened,
        "changes": moved.changes,
        "level": moved.level,
        "near": near,
        "samples": float(np.log2(moved.samples)) / 6,
        "surprise": float(np.log1p(support.surprise)) / 2,
        "share": float(np.sqrt(support.share)),
        "another speed": float(changed > PLAIN_SPEED),
        "speed": min(1.0, changed),
    }


# Fitted by `benchmarks/footage/fit_score.py`; `benchmarks/footage/README.md` has the figures.
WEIGHTS: dict[str, float] = {
    "motion": 1.18,
    "motion everywhere": 1.43,
    "motion softened": 1.03,
    "changes": 1.02,
    "level": 1.83,
    "near": 2.33,
    "samples": 1.68,
    "surprise": 0.71,
    "share": 0.69,
    "another speed": -1.69,
    "speed": -1.19,
}
BIAS = -6.76


def score_of(evidence: Mapping[str, float], rarer: float = 0.0) -> float:
    """Return how sure it is that a candidate is a copy, 0 to 1.

    Args:
        rarer: log of the odds by which such copies are rarer than those that the weights were fitted on.
    """
    total = BIAS + rarer + sum(WEIGHTS[name] * value for name, value in evidence.items())
    return float(1 / (1 + np.exp(-total)))


def _of_a_still(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Verdict | None:
    still = judge_still(candidate, query, found)
    if still is None:
        return None
    return Verdict(
        candidate, still.kind, still.score, still.agreement, still.decided_by, unmoved=still.unmoved
    )


def _by_pictures_alone(
    candidate: Candidate, why: str, moved: Agreement | None = None, support: Support | None = None
) -> Verdict | None:
    if candidate.inliers < SAME_PLACE_INLIERS and (candidate.line is None or candidate.line.support < 1.0):
        return None
    return Verdict(candidate, "undecided", 0.5, moved, why, support)
