"""Spans from any extractor -> claims with every field read off them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.attribution import Attribution, near
from sayso.claims.kinds import Kind
from sayso.claims.posts.passing import Passing, passing_at
from sayso.claims.posts.reporters import is_handle
from sayso.claims.qualify.acts import act_of, endorsement_of
from sayso.claims.qualify.cast import Cast, Speaker, gather_cast
from sayso.claims.qualify.certainty import certainty_of
from sayso.claims.qualify.modes import mode_of
from sayso.claims.qualify.places import find_places, places_in
from sayso.claims.qualify.quantities import find_quantities, quantities_in
from sayso.claims.qualify.relays import platforms_of
from sayso.claims.qualify.speakers import resolve_mention, resolve_speaker
from sayso.claims.qualify.status import event_status_of
from sayso.claims.qualify.times import times_in
from sayso.claims.qualify.whose_words import speaker_of_turn
from sayso.claims.reading import Reading, stands_in_forward
from sayso.claims.turns import turn_at
from sayso.claims.types import GENERAL_BELIEF, Claim


def qualify(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """Make claims of attributions, in reading order, each id once.

    The speaker of a mention depends on those before it, so all attributions of
    a document come together.
    """
    cast = gather_cast(reading)
    ordered = sorted(_outside_denials(reading, attributions), key=_reading_order)
    speakers = _speakers(cast, ordered)
    quantities = find_quantities(reading)
    places = find_places(reading)
    claims: dict[str, Claim] = {}
    for attribution in ordered:
        speaker = speakers[id(attribution)]
        act = attribution.act or act_of(reading, attribution)
        claim = Claim(
            doc_id=reading.document.doc_id,
            text_digest=reading.document.text_digest,
            speaker=speaker.name,
            anonymous=speaker.anonymous,
            through=_through(cast, attribution, ordered, speakers),
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            mode=mode_of(reading, attribution if attribution.forwarded else _as_told(attribution)),
            act=act,
            endorsement=endorsement_of(reading, attribution),
            certainty=certainty_of(reading, attribution, act),
            event_status=event_status_of(reading, attribution, act),
            quantities=quantities_in(quantities, attribution.content),
            places=places_in(places, attribution.content),
            times=times_in(reading.text, attribution.content, reading.document.published),
            why=attribution.why,
        )
        claims.setdefault(claim.id, claim)
    return tuple(
        sorted(
            claims.values(), key=lambda c: (c.content[0].start, c.cue[0].start if c.cue else -1, c.content)
        )
    )


def _outside_denials(reading: Reading, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out attributions within a claim that the post calls false: nobody is told to have said them."""
    frames = [one.frame for one in reading.layout.denied]
    return [
        one
        for one in attributions
        if (one.act is not None and (one.own_voice or one.kind == "transcript"))
        or not any(one.content[0].overlaps(frame) for frame in frames)
    ]


def _as_told(attribution: Attribution) -> Attribution:
    """Return what a post passes on as what its source says."""
    return replace(attribution, own_voice=False, forwarded=False) if attribution.passed_on else attribution


def _reading_order(attribution: Attribution) -> tuple[int, int]:
    first = attribution.source or attribution.cue or attribution.content
    return (first[0].start, attribution.content[0].start)


def _speakers(cast: Cast, ordered: Sequence[Attribution]) -> dict[int, Speaker]:
    out: dict[int, Speaker] = {}
    for attribution in ordered:
        outer = _outer(attribution, ordered)
        out[id(attribution)] = _speaker(cast, attribution, out.get(id(outer)) if outer else None)
    return out


def _speaker(cast: Cast, attribution: Attribution, outer: Speaker | None) -> Speaker:
    mention = attribution.source[0].of(cast.reading.text) if attribution.source else ""
    if is_handle(mention):
        speaker = Speaker(mention, False, "person")
        cast.remember(attribution.source[0].end, speaker)
        return speaker
    return resolve_speaker(cast, _as_told(attribution), outer)


def _outer(attribution: Attribution, ordered: Sequence[Attribution]) -> Attribution | None:
    """Return the innermost attribution whose content holds this one's cue."""
    if not attribution.cue or attribution.forwarded:
        return None
    cue = attribution.cue[0]
    around = near(ordered, _reading_order(attribution)[0], lambda one: _reading_order(one)[0])
    holders = [
        o
        for o in around
        if o is not attribution and any(s.start <= cue.start and cue.end <= s.end for s in o.content)
    ]
    return min(holders, key=lambda o: sum(s.end - s.start for s in o.content), default=None)


def _through(
    cast: Cast, attribution: Attribution, ordered: Sequence[Attribution], speakers: dict[int, Speaker]
) -> tuple[str, ...]:
    """Name the relays: outlets that quote, those in whose words the attribution stands, the platform."""
    names = [resolve_mention(cast, relay[0]).name for relay in attribution.relays if relay]
    names += platforms_of(cast.reading, attribution)
    outer = None if attribution.kind in NOT_PASSED_ON else _outer(attribution, ordered)
    while outer is not None and len(names) < MOST_RELAYS:
        unknown = outer.kind == "transcript" and speakers[id(outer)].anonymous
        if not outer.own_voice and not unknown:
            names.append(speakers[id(outer)].name)
        outer = _outer(outer, ordered)
    passing = passing_at(cast.reading.layout.passed_on, attribution.content[0].start)
    if passing is not None and not attribution.passed_on:
        names.append(_name_of(cast, passing))
    turn = turn_at(cast.reading.layout.turns, (attribution.cue or attribution.content)[0].start)
    if turn is not None and not (teller := speaker_of_turn(cast, turn.name)).anonymous:
        names.append(teller.name)
    document = cast.reading.document
    if (
        document.forwarded_from
        and not _as_told(attribution).own_voice
        and stands_in_forward(cast.reading, attribution.content[0].start)
    ):
        names.append(document.forwarded_from)
    own = speakers[id(attribution)].name
    kept = [n for n in names if n not in {own, GENERAL_BELIEF, document.publisher, document.author}]
    return tuple(dict.fromkeys(kept))


def _name_of(cast: Cast, passing: Passing) -> str:
    mention = passing.source.of(cast.reading.text)
    return mention if is_handle(mention) else resolve_mention(cast, passing.source).name


NOT_PASSED_ON: frozenset[Kind] = frozenset({"noun of saying", "verb of a relative clause", "colon"})
MOST_RELAYS = 4
