"""Claims -> explanations: for each, the reasons for what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.documents import make_document
from sayso.claims.explain.deciding import Judge, deciding_words
from sayso.claims.explain.speaking import speaker_reason
from sayso.claims.explain.types import Explanation, Field, Reason
from sayso.claims.kinds import kind_of
from sayso.claims.parsing import Word
from sayso.claims.posts.passing import passing_at
from sayso.claims.posts.verdicts import Verdict
from sayso.claims.qualify.acts import act_of, endorsement_of
from sayso.claims.qualify.cast import gather_cast
from sayso.claims.qualify.certainty import certainty_of
from sayso.claims.qualify.quantities import find_quantities
from sayso.claims.qualify.spans import words_of_spans
from sayso.claims.qualify.status import event_status_of
from sayso.claims.reading import Reading, read, stands_in_forward
from sayso.claims.rules.phrases import trimmed
from sayso.claims.types import Claim, Document, Located, Quantity, Spans
from sayso.values import TextSpan

USUAL = frozenset({"assert", "neutral", "unspecified", "happened"})  # values that say nothing out of the way
LONG_TEXT = 100_000  # characters; trying words takes time that grows with their square: 10 s at this
BESIDE = 30  # characters to each side of a number that can qualify it
SIGNS = {
    "exact": "",
    "approx": "about ",
    "at-least": "at least ",
    "at-most": "at most ",
    "more-than": "more than ",
    "less-than": "less than ",
    "range": "",
    "vague": "vaguely ",
}


def explain_claims(document: Document, claims: Sequence[Claim]) -> tuple[Explanation, ...]:
    """Say why each claim of a document reads as it does, in the claims' order.

    Reads the document once more. Words are named only where the answer changes without them.

    Raises:
        ParserMissing: where no model of English is installed.
    """
    reading = read(document)
    cast = gather_cast(reading)
    together = tuple(claims)
    return tuple(
        Explanation(
            claim=claim,
            reasons=(
                Reason(field="found by", value=claim.why, words=claim.cue),
                speaker_reason(cast, claim, together),
                *_through(claim),
                *_decided(reading, claim),
                *_quantities(reading, claim),
                *_places(claim),
                *_times(reading, claim),
            ),
        )
        for claim in together
    )


def attribution_again(reading: Reading, claim: Claim) -> Attribution:
    """Return what the fields of a claim were read off."""
    at, kind = claim.content[0].start, kind_of(claim.why)
    passing = passing_at(reading.layout.passed_on, at) if kind == "passed on" else None
    in_forward = claim.cue in ((), _header(reading)) and stands_in_forward(reading, at)
    forwarded = passing.direct if passing is not None else in_forward
    own_voice = not claim.cue or forwarded or passing is not None
    return Attribution(
        source=claim.source,
        cue=claim.cue,
        content=claim.content,
        kind=kind,
        told=claim.why.removeprefix(kind),
        own_voice=own_voice,
        forwarded=forwarded,
        quoted=claim.mode == "direct" and not own_voice,
        passed_on=passing is not None,
    )


def _header(reading: Reading) -> tuple[TextSpan, ...]:
    return (reading.layout.forward_header,) if reading.layout.forward_header else ()


def _through(claim: Claim) -> Iterator[Reason]:
    if claim.through:
        yield Reason(field="through", value=", ".join(claim.through))


def _decided(reading: Reading, claim: Claim) -> Iterator[Reason]:
    """Give the fields with an unusual value, with the words that decided them."""
    again = attribution_again(reading, claim)
    judges: tuple[tuple[Field, str, Judge], ...] = (
        ("act", claim.act, lambda changed: act_of(changed, again)),
        ("endorsement", claim.endorsement, lambda changed: endorsement_of(changed, again)),
        ("certainty", claim.certainty, lambda changed: certainty_of(changed, again, claim.act)),
        ("event status", claim.event_status, lambda changed: event_status_of(changed, again, claim.act)),
    )
    words = _words_of(reading, claim)
    for field, value, judge in judges:
        if value in USUAL:
            continue
        verdict = _verdict(reading, claim) if field == "act" else None
        if verdict is not None:
            yield Reason(field=field, value=value, words=_label_of(reading, verdict), how="as the post says")
            continue
        if field == "event status" and event_status_of(reading, again, "assert") != value:
            yield Reason(field=field, value=value, how=f"since it is a {claim.act}")
        else:
            yield _reason(reading, field, value, judge, words)


def _verdict(reading: Reading, claim: Claim) -> Verdict | None:
    """Return the verdict of a post by which a claim is denied."""
    found = (one for one in reading.layout.denied if claim.act == "deny" and one.denied == claim.content[0])
    return next(found, None)


def _label_of(reading: Reading, verdict: Verdict) -> Spans:
    """Return the words of a verdict that call the claim false, without the claim."""
    beside = ((verdict.frame.start, verdict.denied.start), (verdict.denied.end, verdict.frame.end))
    pieces = (trimmed(reading.text, start, end) for start, end in beside)
    return tuple(piece for piece in pieces if piece is not None)


def _reason(reading: Reading, field: Field, value: str, judge: Judge, words: Sequence[Word]) -> Reason:
    if len(reading.text) > LONG_TEXT:
        return Reason(field=field, value=value, how="by which words was not looked for in so long a text")
    if judge(reading) != value:  # it was read off something that the claim does not hold
        return Reason(field=field, value=value, how="by what stands around it")
    found = deciding_words(reading, judge, words)
    spans = tuple(TextSpan(word.start, word.end) for word in found)
    return Reason(field=field, value=value, words=spans, how="" if found else "by the build of the sentence")


def _words_of(reading: Reading, claim: Claim) -> list[Word]:
    """Return the words that a field can be read off: of cue and content, and those that hang on the cue."""
    cue = words_of_spans(reading, claim.cue)
    beside = [reading.parsed.words[i] for word in cue for i in reading.parsed.children[word.index]]
    found = {w.index: w for w in (*cue, *beside, *words_of_spans(reading, claim.content)) if w.dep != "punct"}
    return [found[index] for index in sorted(found)]


def _quantities(reading: Reading, claim: Claim) -> Iterator[Reason]:
    for quantity in claim.quantities:
        spans = (quantity.span,) if quantity.span else ()
        yield Reason(
            field="quantity", value=_amount(quantity), words=(*spans, *_qualifying(reading, quantity))
        )


def _qualifying(reading: Reading, quantity: Quantity) -> Spans:
    """Return the words beside a number without which it would be exact: "at least", "or more".

    They are tried in the number's sentence, read by itself: a whole text takes too long each time.
    """
    span = quantity.span
    inside = reading.parsed.words_in(span) if span else []
    if quantity.qualifier == "exact" or span is None or not inside:
        return ()
    sentence = reading.parsed.sentence_of(inside[0].index)
    start = reading.parsed.words[sentence.start].start
    alone = read(make_document("", reading.span(sentence.start, sentence.stop - 1).of(reading.text)))
    number = TextSpan(span.start - start, span.end - start)

    def qualifier(changed: Reading) -> object:
        amounts = [found.quantity for found in find_quantities(changed) if found.quantity.span == number]
        return amounts[0].qualifier if amounts else quantity.qualifier

    if qualifier(alone) != quantity.qualifier:  # it was read off something before the sentence
        return ()
    near = TextSpan(max(0, number.start - BESIDE), number.end + BESIDE)
    beside = [w for w in alone.parsed.words_in(near) if w.dep != "punct" and not _within(w, number)]
    words = deciding_words(alone, qualifier, beside)
    return tuple(TextSpan(start + word.start, start + word.end) for word in words)


def _within(word: Word, span: TextSpan) -> bool:
    return span.start <= word.start < span.end


def _places(claim: Claim) -> Iterator[Reason]:
    for place in claim.places:
        how = _on_the_map(place.located) if place.located else ""
        yield Reason(field="place", value=place.ref or place.text, words=(place.span,), how=how)


def _on_the_map(located: Located) -> str:
    """Return what the gazetteer says of a place: where it is, and why this one of several."""
    if located.status == "unknown":
        return "unknown to the gazetteer"
    where = f"{located.name}, {located.country}"
    if located.latitude is not None and located.longitude is not None:
        where += f" ({located.latitude:.2f}, {located.longitude:.2f})"
    several = f"; one of {located.candidates}, {located.chosen}" if located.candidates > 1 else ""
    return f"in the gazetteer: {where}{several}"


def _times(reading: Reading, claim: Claim) -> Iterator[Reason]:
    published = (reading.document.published or "")[:10]
    for time in claim.times:
        stated = time.stated
        own_year = re.search(r"\b\d{4}\b", time.span.of(reading.text))
        known = stated.start is not None or stated.end is not None
        how = f"reckoned from {published}" if published and known and not own_year else ""
        yield Reason(field="time", value=_period(stated.start, stated.end), words=(time.span,), how=how)


def _amount(quantity: Quantity) -> str:
    value = quantity.value
    number = " to ".join(_number(end) for end in value) if isinstance(value, tuple) else _number(value)
    return f"{SIGNS[quantity.qualifier]}{number} {quantity.unit}".strip()


def _number(value: float) -> str:
    """Write a number in full: 1,200,000,000, not 1.2e+09."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _period(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return "no date can be told"
    if start == end or end is None or start is None:
        return start if start == end and start else f"from {start}" if start else f"until {end}"
    return f"{start} to {end}"
