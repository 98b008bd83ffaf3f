"""From stretches of sound to findings: pictures that the sound bears out, or the same sound alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.footage.findings import SHOWN_PAIRS
from sayso.footage.listening import seconds_of
from sayso.footage.segments import SAME_OFFSET_S
from sayso.footage.sound import Stretch
from sayso.footage.types import Copy, FootagePrint, FramePair, Segment

GAP_S = 1.0  # seconds: stretches of one offset with no more between them are one
AGREE_S = 1.0  # seconds: pictures are aligned less exactly than sound; one take may differ by so much
NEAR_SPEED = 0.03  # away from 1: sound played faster than this has other pitches, and is not found
LEAST_DRIFT_S = 0.2  # seconds: less is the step of the codes, and no other speed


def with_sound(
    copies: Sequence[Copy], stretches: Sequence[Stretch], query: FootagePrint, prints: Sequence[FootagePrint]
) -> list[Copy]:
    """Return the findings with what was heard: picture findings that it bears out, and sound alone.

    Footage of the same place at another moment is not borne out by a shared sound
    track, which stands as a finding of its own beside it.
    """
    groups: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        groups[stretch.owner].append(stretch)
    heard = [_copy(query, prints[owner], group) for owner, group in groups.items()]
    by_found = {copy.found: copy for copy in heard}
    borne_out: set[str] = set()
    found = []
    for copy in copies:
        sound = by_found.get(copy.found)
        if sound is not None and _bears_out(sound, copy):
            borne_out.add(copy.found)
            found.append(_supported(copy, sound))
        else:
            found.append(copy)
    return found + [copy for copy in heard if copy.found not in borne_out]


def _copy(query: FootagePrint, found: FootagePrint, stretches: list[Stretch]) -> Copy:
    assert query.sound is not None
    best = max(stretches, key=lambda stretch: stretch.surprise)
    segments = tuple(_joined([_segment(query, found, stretch) for stretch in stretches]))
    return Copy(
        kind="same-sound",
        query=query.exhibit,
        found=found.exhibit,
        segments=segments,
        query_region=None,
        found_region=None,
        mirror=False,
        speed=_speed(segments),
        score=round(best.score, 4),
        evidence=tuple(_middle(segment, query.sound.technique) for segment in segments)[:SHOWN_PAIRS],
        techniques=(query.sound.technique,),
        details={
            "decided_by": "the sound alone",
            "sound_distance_bits": best.distance_bits,
            "sound_chance_bits": best.chance_bits,
            "sound_surprise": round(best.surprise, 2),
            "sound_codes": best.last - best.first,
        },
    )


def _segment(query: FootagePrint, found: FootagePrint, stretch: Stretch) -> Segment:
    assert query.sound is not None
    assert found.sound is not None
    span = query.sound.span
    first, last = stretch.first, stretch.last - 1
    return Segment(
        query_start_s=round(float(seconds_of(query.sound, first)), 3),
        query_end_s=round(float(seconds_of(query.sound, last) + span), 3),
        found_start_s=round(float(seconds_of(found.sound, first + stretch.lag)), 3),
        found_end_s=round(float(seconds_of(found.sound, last + stretch.lag) + span), 3),
    )


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join stretches that go on where the one before ended, as where the speed is a little off."""
    joined: list[Segment] = []
    for segment in sorted(segments, key=lambda each: each.query_start_s):
        if joined and _goes_on(joined[-1], segment):
            joined[-1] = replace(
                joined[-1],
                query_end_s=max(joined[-1].query_end_s, segment.query_end_s),
                found_end_s=max(joined[-1].found_end_s, segment.found_end_s),
            )
        else:
            joined.append(segment)
    return joined


def _goes_on(before: Segment, after: Segment) -> bool:
    near = after.query_start_s - before.query_end_s <= GAP_S
    ends = before.found_end_s - before.query_end_s
    return near and abs(after.found_start_s - after.query_start_s - ends) <= SAME_OFFSET_S


def _speed(segments: Sequence[Segment]) -> float:
    longest = max(segments, key=lambda segment: segment.query_end_s - segment.query_start_s)
    ours = longest.query_end_s - longest.query_start_s
    theirs = longest.found_end_s - longest.found_start_s
    if abs(theirs - ours) < LEAST_DRIFT_S:
        return 1.0
    return round(theirs / ours, 4)


def _middle(segment: Segment, technique: str) -> FramePair:
    return FramePair(
        query_s=round((segment.query_start_s + segment.query_end_s) / 2, 3),
        found_s=round((segment.found_start_s + segment.found_end_s) / 2, 3),
        technique=technique,
    )


def _bears_out(sound: Copy, picture: Copy) -> bool:
    """Tell whether sound and picture put the same seconds beside one another."""
    if picture.kind not in ("same-footage", "undecided") or picture.reversed:
        return False
    if abs(picture.speed - 1) > NEAR_SPEED:
        return False
    return any(
        abs(_offset(seen) - _offset(heard)) <= AGREE_S
        and min(seen.query_end_s, heard.query_end_s) > max(seen.query_start_s, heard.query_start_s)
        for seen in picture.segments
        for heard in sound.segments
    )


def _offset(segment: Segment) -> float:
    return (segment.found_start_s + segment.found_end_s - segment.query_start_s - segment.query_end_s) / 2


def _supported(copy: Copy, sound: Copy) -> Copy:
    heard = {name: value for name, value in sound.details.items() if name != "decided_by"}
    return replace(
        copy,
        techniques=tuple(dict.fromkeys((*copy.techniques, *sound.techniques))),
        details={**copy.details, **heard, "sound_score": sound.score},
    )
