"""Verdicts about the parts of a shot that was edited, and about what stands still, as about a still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.footage.candidates import Candidate, seen_during, within_one_shot
from sayso.footage.edits import Piece, Way, as_one_frame, still_runs, way_of
from sayso.footage.features import sides
from sayso.footage.moments import during, keyframe_seconds
from sayso.footage.motion import Agreement
from sayso.footage.overlay import Comparison
from sayso.footage.stills import judge_still
from sayso.footage.thumbs import STEP_S, stretch_of
from sayso.footage.types import EVERYWHERE, FootagePrint, Span
from sayso.footage.verdicts import AFTER_A_PATTERN, Verdict, is_copy, judge, judge_stretch

ONE_VIEW = 0.75  # correlation of what frames look like, moving or not: with less, the camera moves
SURE_PART = 0.8  # a score: few copies are edited, and looking for parts finds more by chance
LEAST_SHOT_S = 3.0  # seconds: two pieces
OTHER_SPEED = 0.8  # of what the way at speed 1 costs: one at another speed must cost less
OFF_LINE_S = 0.5  # seconds of the found one by which a line is another one
OVER_S = 0.75  # seconds that a copy must be told too long
AROUND_S = 1.0  # seconds around a piece that it is looked for in
ALL_OF_IT = 0.8  # of a shot, from which on it is judged as a still if so much stands still


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A part of a shot, and the line that it runs along."""

    candidate: Candidate
    speed: float
    offset_s: float
    limits: Span  # seconds of the query beyond which it does not go on, as one of the two stands still

    def found_at(self, query_s: float) -> float:
        return self.offset_s + self.speed * query_s


def judged(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Iterator[Verdict]:
    """Say what a candidate is, in parts where it was edited; nothing where it is nothing worth showing."""
    whole = list(judge(candidate, query, found))
    if query.is_still or found.is_still:
        yield from whole
        return
    pieces = _of_pieces(candidate, whole, query, found)
    told = pieces or whole
    if any(is_copy(verdict) or AFTER_A_PATTERN in verdict.decided_by for verdict in told):
        yield from told
        return
    stills = list(_of_stills(candidate, query, found))
    yield from stills or told


def _of_pieces(
    candidate: Candidate, whole: Sequence[Verdict], query: FootagePrint, found: FootagePrint
) -> list[Verdict]:
    """Return the copies that a shot consists of; none where its pieces say no more than the whole does."""
    laid = next((each for each in whole if each.agreement is not None), None)
    if laid is None or laid.agreement is None or laid.agreement.level < ONE_VIEW:
        return []
    within = replace(within_one_shot(candidate, found), matrix=laid.candidate.matrix)
    if within.end_s - within.start_s < LEAST_SHOT_S or laid.agreement.backwards:
        return []
    parts = _parts(within, laid.agreement.speed, query, found)
    copies = [each for each in whole if is_copy(each)]
    if not parts:
        return []
    if not _says_more(parts, copies):
        return [_within_its_part(each, parts) for each in copies]
    verdicts = [(part, judge_stretch(part.candidate, query, found)) for part in parts]
    return [
        replace(verdict, within=(part.candidate.start_s, part.candidate.end_s))
        for part, verdict in verdicts
        if verdict is not None and is_copy(verdict) and verdict.score >= SURE_PART
    ]


def _within_its_part(verdict: Verdict, parts: Sequence[_Part]) -> Verdict:
    """Return a copy as far as the parts on its line go, where one of the two stands still beyond."""
    moved = verdict.agreement
    if moved is None:
        return verdict
    on = [
        each
        for each in parts
        if each.candidate.start_s < moved.end_s and moved.start_s < each.candidate.end_s
    ]
    if not on:
        return verdict
    start_s, end_s = on[0].limits[0], on[-1].limits[1]
    moved = replace(moved, start_s=max(moved.start_s, start_s), end_s=min(moved.end_s, end_s))
    return replace(verdict, agreement=moved, within=(start_s, end_s))


def _says_more(parts: Sequence[_Part], copies: Sequence[Verdict]) -> bool:
    """Tell whether parts show otherwise what is told of a shot, or leave out much of it."""
    told = [each.agreement for each in copies if each.agreement is not None]
    if not told or any(abs(one.offset_s - other.offset_s) > OFF_LINE_S for one, other in pairwise(parts)):
        return True
    limits = parts[0].limits[0], parts[-1].limits[1]
    for part in parts:
        start_s, end_s = part.candidate.start_s, part.candidate.end_s
        middle_s = (start_s + end_s) / 2
        on = [each for each in told if each.start_s < end_s and start_s < each.end_s]
        if not any(abs(each.found_at(middle_s) - part.found_at(middle_s)) <= OFF_LINE_S for each in on):
            return True
    return any(each.length_s - _covered(each, [limits]) >= OVER_S for each in told)


def _covered(moved: Agreement, spans: Sequence[Span]) -> float:
    return sum((max(0.0, min(end, moved.end_s) - max(start, moved.start_s)) for start, end in spans), 0.0)


def _parts(candidate: Candidate, speed: float, query: FootagePrint, found: FootagePrint) -> list[_Part]:
    """Return the parts of a shot that run along lines, by time."""
    ours = stretch_of(query, candidate.start_s, candidate.end_s)
    theirs = stretch_of(found, max(0.0, candidate.found_from_s), candidate.found_to_s)
    if ours is None or theirs is None or len(theirs.cells) < 2:
        return []
    comparison = Comparison(ours, theirs, (*sides(query), *sides(found)), mirror=candidate.mirror)
    over = comparison.over(candidate.matrix, candidate.found_part)
    if over is None:
        return []
    way = _cheapest([way_of(over, each) for each in dict.fromkeys((1.0, speed))])
    return [_part_of(candidate, piece, len(ours.cells), ours.start_s, theirs.start_s) for piece in way.pieces]


def _cheapest(ways: Sequence[Way]) -> Way:
    plain, other = ways[0], ways[-1]
    return other if other.cost < OTHER_SPEED * plain.cost else plain


def _part_of(candidate: Candidate, piece: Piece, count: int, query_s: float, found_s: float) -> _Part:
    start_s = query_s + piece.first * STEP_S if piece.first else candidate.start_s
    end_s = query_s + piece.last * STEP_S if piece.last < count else candidate.end_s
    offset_s = found_s + piece.shift * STEP_S - piece.speed * query_s
    first_s, last_s = offset_s + piece.speed * start_s, offset_s + piece.speed * end_s
    part = replace(
        during_only(candidate, start_s, end_s),
        found_from_s=max(candidate.found_from_s, first_s - AROUND_S),
        found_to_s=min(candidate.found_to_s, last_s + AROUND_S),
        nearest_s=(first_s + last_s) / 2,
    )
    limits = start_s if piece.stops[0] else 0.0, end_s if piece.stops[1] else EVERYWHERE[1]
    return _Part(part, piece.speed, offset_s, limits)


def during_only(candidate: Candidate, start_s: float, end_s: float) -> Candidate:
    """Return a candidate of some of its seconds, with what speaks for it then."""
    line = candidate.line
    if line is not None:
        inside = during(line.matches.query_s, start_s, end_s)
        line = replace(line, matches=line.matches.take(inside)) if inside.any() else None
    seen = tuple(seen_during(candidate.seen, start_s, end_s))
    return replace(candidate, start_s=start_s, end_s=end_s, line=line, seen=seen)


def _of_stills(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Iterator[Verdict]:
    """Yield what is shown where all of the query's shot stands still, or all of the found one's."""
    within = within_one_shot(candidate, found)
    found_run = _all_still(found, max(0.0, within.found_from_s), within.found_to_s)
    run = _all_still(query, candidate.start_s, candidate.end_s)
    if run is not None and found_run is None:
        yield from _as_still(during_only(candidate, *run), as_one_frame(query, run), found, run)
    elif run is None and found_run is not None:
        yield from _as_still(candidate, query, as_one_frame(found, found_run), None, found_run)


def _all_still(footage: FootagePrint, start_s: float, end_s: float) -> Span | None:
    """Return the run that fills nearly all of a stretch, as far as there are frames; None where none does."""
    runs = still_runs(footage, start_s, end_s)
    longest = max(runs, key=lambda run: run[1] - run[0], default=(0.0, 0.0))
    length_s = min(end_s, float(keyframe_seconds(footage)[-1]) + STEP_S) - start_s
    return longest if runs and longest[1] - longest[0] >= ALL_OF_IT * length_s else None


def _as_still(
    candidate: Candidate,
    query: FootagePrint,
    found: FootagePrint,
    run: Span | None,
    found_run: Span | None = None,
) -> Iterator[Verdict]:
    if candidate.line is None and not candidate.seen:
        return
    still = judge_still(candidate, query, found)
    if still is not None:
        verdict = Verdict(candidate, still.kind, still.score, still.agreement, still.decided_by)
        yield replace(verdict, unmoved=still.unmoved, runs=(run, found_run))
