"""How a claim's speaker was arrived at: from the mention beside the cue back to where he is named."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.explain.types import Reason
from sayso.claims.qualify.cast import Cast, bare
from sayso.claims.types import GENERAL_BELIEF, Claim
from sayso.values import TextSpan


def speaker_reason(cast: Cast, claim: Claim, claims: tuple[Claim, ...]) -> Reason:
    """Return the chain of mentions that leads to a claim's speaker, the claim's own mention first."""
    words, how = _chain(cast, claim, claims)
    unknown = claim.anonymous and claim.speaker != GENERAL_BELIEF
    anonymous = "; the text does not let one tell who it is" if unknown else ""
    return Reason(field="speaker", value=claim.speaker, words=words, how=how + anonymous)


def _chain(cast: Cast, claim: Claim, claims: tuple[Claim, ...]) -> tuple[tuple[TextSpan, ...], str]:
    document = cast.reading.document
    if claim.speaker == GENERAL_BELIEF:
        return claim.source, "no source is named"
    recorded = {bare(name): what for name, what in _recorded(cast) if name}
    if not claim.source:
        return (), f"the author's own voice: {recorded.get(claim.speaker, 'nobody recorded who that is')}"
    mention = claim.source[0]
    if document.forwarded_from and claim.speaker == bare(document.forwarded_from):
        return claim.source, "whom the post was forwarded from, as recorded"
    if claim.speaker in mention.of(cast.reading.text):
        return claim.source, "named there" if cast.names.find(claim.speaker) else "as described there"
    if document.kind == "statement" and claim.speaker in recorded:
        return claim.source, recorded[claim.speaker]
    named = _named_before(cast, mention, claim.speaker)
    if named:
        return (mention, *named), "the same, by what was named before"
    outer = _outer_speaker(cast, claim, claims)
    if outer:
        return (mention, *outer), "who speaks these words"
    described = _described(cast, mention, claim.speaker)
    if described:
        return (mention, described), "the same, by its description"
    if claim.speaker in recorded:
        return claim.source, recorded[claim.speaker]
    return claim.source, "put together from the mention and whom it refers to"


def _recorded(cast: Cast) -> list[tuple[str, str]]:
    document = cast.reading.document
    return [
        (document.author or "", "the author, as recorded"),
        (document.publisher or "", "the publisher, as recorded"),
    ]


def _named_before(cast: Cast, mention: TextSpan, speaker: str) -> tuple[TextSpan, ...]:
    """Return the last use of the speaker's name before a mention, and the fullest where that is another.

    Of a mention that is itself a short form of the name, only the fullest.
    """
    full = cast.names.find(speaker)
    within = cast.names.within(mention)
    uses = within or list(cast.names.before(mention.start))
    uses = [use for use in uses if cast.names.fullest(use.text) == speaker]
    spans = [use.span for use in uses[-1:] if not within]
    if full is not None and (not uses or uses[-1].text != speaker):
        spans.append(full.span)
    return tuple(spans)


def _outer_speaker(cast: Cast, claim: Claim, claims: tuple[Claim, ...]) -> tuple[TextSpan, ...]:
    """Return the mention of the one in whose words a "we" stands."""
    first = re.match(r"\w+", claim.source[0].of(cast.reading.text).lower())
    if first is None or first.group() not in lexicon.FIRST_PERSON:
        return ()
    at = claim.source[0]
    for other in claims:
        holds = any(span.start <= at.start and at.end <= span.end for span in other.content)
        if other is not claim and holds and other.speaker == claim.speaker:
            return other.source
    return ()


def _described(cast: Cast, mention: TextSpan, speaker: str) -> TextSpan | None:
    """Return where the words that a speaker is known by stood last before a mention."""
    at = cast.reading.text.casefold().rfind(speaker.casefold(), 0, mention.start)
    return TextSpan(at, at + len(speaker)) if at >= 0 and len(speaker.casefold()) == len(speaker) else None
