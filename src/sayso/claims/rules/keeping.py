"""What is kept of what the rules find: overlaps, echoes, and what is no claim of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution, near_by, place_of
from sayso.claims.kinds import REFUSALS
from sayso.claims.posts.retractions import OWN_VERSION, is_taken_back_by_label, told_before
from sayso.claims.qualify.humans import counts_people
from sayso.claims.reading import Reading
from sayso.claims.rules.antecedents import with_words_for_pronouns
from sayso.claims.rules.called_false import before_verdicts
from sayso.claims.rules.frames import is_negated
from sayso.claims.rules.phrases import free_pieces, trimmed
from sayso.claims.rules.unsaid import UNSAID_KINDS, is_denied_speech, is_unsaid
from sayso.claims.types import Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

_SPOKEN_WITH = lexicon.FIRST_PERSON | {"you"}


def keep(reading: Reading, found: Sequence[Attribution], *, wide: bool) -> list[Attribution]:
    """Return what stands of the attributions that the rules found, in reading order."""
    kept = sorted(found, key=place_of)
    kept = [a for a in kept if not _is_reporters_own(reading, a, wide)]
    kept = [a for a in kept if wide or not is_unsaid(reading, a)]
    kept = kept if wide else list(before_verdicts(reading, kept))
    kept = [a for a in kept if wide or not _takes_in(reading, a)]
    kept = [a for a in kept if not _is_part_of_another(reading, a, kept)]
    kept = [a for a in kept if not _is_withdrawn_there(reading, a, kept)]
    kept = _without_outer_of_refusals(reading, kept)
    kept = [_without_each_other(reading, a, kept) for a in kept]
    kept = [_up_to_semicolon(reading, a, kept) for a in kept]
    kept = [_before_as_told(reading, a, kept) for a in kept]
    kept = [_without_credits(reading, a) for a in kept]
    kept = [_taken_back(reading, a) for a in kept]
    return with_words_for_pronouns(reading, kept)


def holds(outer: Attribution, span: TextSpan) -> bool:
    """Tell whether a span stands within the content of an attribution."""
    return any(part.start <= span.start and span.end <= part.end for part in outer.content)


def _is_first_person(reading: Reading, attribution: Attribution) -> bool:
    if not attribution.source:
        return False
    mention = attribution.source[0].of(reading.text)
    return mention.lower() in _SPOKEN_WITH and mention != "US"


def _is_reporters_own(reading: Reading, attribution: Attribution, wide: bool) -> bool:
    """Tell whether the reporter speaks of himself: in an article no claim."""
    return (
        not wide
        and reading.document.kind not in {"statement", "post"}
        and not attribution.quoted
        and _is_first_person(reading, attribution)
        and _taken_back(reading, attribution).act != "retract"  # "Correction: we wrote earlier that …"
    )


def _takes_in(reading: Reading, attribution: Attribution) -> bool:
    """Tell "the clinic admitted 23 people", which is no saying, from "admitted 23 people had died"."""
    if attribution.quoted or attribution.kind not in UNSAID_KINDS:
        return False
    words = [word for span in attribution.cue for word in reading.parsed.words_in(span)]
    taken = [
        noun
        for word in words
        if word.lemma == "admit" and word.pos == "VERB"
        for noun in reading.parsed.kids(word.index, "dobj")
        if reading.parsed.kids(noun.index, "nummod") and noun.lemma not in {"death", "dead"}
    ]
    return any(counts_people(noun.text.lower()) for noun in taken)


def _is_part_of_another(reading: Reading, attribution: Attribution, found: list[Attribution]) -> bool:
    """Tell hearsay and "I was told" inside another's words: they bear on certainty only."""
    if not attribution.cue:
        return False
    outer = [o for o in near_by(attribution, found) if o is not attribution and holds(o, attribution.cue[0])]
    if not outer:
        return False
    if attribution.kind == "colon" or not attribution.source or _leaves_open(reading, attribution, outer):
        return True
    if _tells_whom_he_asked(reading, attribution, outer) or is_denied_speech(reading, attribution, outer):
        return True
    in_quotation = any(o.quoted for o in outer)
    return _is_first_person(reading, attribution) or (
        in_quotation
        and attribution.kind in {"verb with an object", "verb of a relative clause", "verb of counting"}
    )


def _tells_whom_he_asked(reading: Reading, inner: Attribution, outer: Sequence[Attribution]) -> bool:
    """Tell "it says | it had advised them not to sail": what it asked for is part of what it says."""
    mention = inner.source[0].of(reading.text).lower()
    opens = any(0 <= inner.source[0].start - o.content[0].start <= LENGTH_OF_THAT for o in outer)
    verbs = [w for span in inner.cue for w in reading.parsed.words_in(span) if w.pos == "VERB"]
    before = any(w.lemma == "have" for verb in verbs for w in reading.parsed.kids(verb.index, "aux"))
    deed = _DEED.search(inner.content[0].of(reading.text))
    return mention in {"he", "she", "it", "they"} and opens and before and deed is not None


_DEED = re.compile(r"^(?!that\b)(?:[\w'’-]+ ){0,6}?(?:not )?to [a-z]+\b")


def _leaves_open(reading: Reading, inner: Attribution, outer: Sequence[Attribution]) -> bool:
    """Tell "she could not rule out a fire" in what she said: it is one claim, not one of the fire, too."""
    words = [word for span in inner.cue for word in reading.parsed.words_in(span)]
    open_ = {"rule", "out"} <= {w.lemma for w in words} and any(is_negated(reading.parsed, w) for w in words)
    mention = inner.source[0].of(reading.text).lower()
    return open_ and mention in {"he", "she", "it", "they"} and any(holds(o, inner.source[0]) for o in outer)


def _is_withdrawn_there(reading: Reading, inner: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell what is named only to be taken back: "withdraws its statement that 46 rifles were seized".

    Where it "has not withdrawn its statement", that stands, and the withdrawal is none.
    """
    for other in near_by(inner, found):
        outer, noun = (other, inner) if inner.kind == "noun of saying" else (inner, other)
        if noun.kind != "noun of saying" or outer is noun or not outer.cue or not holds(outer, noun.cue[0]):
            continue
        verbs = [w for span in outer.cue for w in reading.parsed.words_in(span)]
        back = {w.lemma for w in verbs} >= {"take", "back"}
        verbs = [w for w in verbs if w.lemma in lexicon.RETRACTING or (back and w.lemma == "take")]
        if verbs and _is_of_himself(reading, noun, outer):
            stands = any(is_negated(reading.parsed, verb) for verb in verbs)
            return inner is (outer if stands else noun)
    return False


def _is_of_himself(reading: Reading, noun: Attribution, outer: Attribution) -> bool:
    """Tell "the ministry withdraws | its statement" from "the paper withdraws the ministry's statement"."""
    mention = noun.source[0].of(reading.text).lower() if noun.source else ""
    same = (
        bool(outer.source) and mention.split()[-1:] == outer.source[0].of(reading.text).lower().split()[-1:]
    )
    return same or mention in _OWN


_OWN = word_set("its his her their our my it he she they we i")
LENGTH_OF_THAT = 5  # code points of "that " before a refusal that is all that somebody says
MOST_AFTER_REFUSAL = 30  # code points after it, such as "at this stage"


def _without_outer_of_refusals(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Keep "could neither confirm nor deny" of "she said she could neither confirm nor deny …" only."""
    out = list(found)
    for inner in found:
        if inner.kind not in REFUSALS or not inner.source:
            continue
        if inner.source[0].of(reading.text).lower() not in {"he", "she", "it", "they"}:
            continue
        outer = [o for o in out if o is not inner and holds(o, inner.cue[0]) and holds(o, inner.source[0])]
        for one in outer:
            if (
                inner.source[0].start - one.content[0].start <= LENGTH_OF_THAT
                and one.content[-1].end <= max(inner.content[-1].end, inner.cue[-1].end) + MOST_AFTER_REFUSAL
            ):
                out = [replace(inner, source=one.source) if a is inner else a for a in out if a is not one]
    return out


def _without_each_other(reading: Reading, attribution: Attribution, found: list[Attribution]) -> Attribution:
    """Cut another's source and cue out of a content where each of two contents holds the other's cue.

    "According to the ministry, she added, the roof was sound": the ministry's words are the inner ones.
    """
    if attribution.kind != "phrase of source":
        return attribution
    for other in near_by(attribution, found):
        if other is attribution or not other.cue or not attribution.cue:
            continue
        if holds(attribution, other.cue[0]) and holds(other, attribution.cue[0]):
            content = _minus(reading, attribution.content, [*other.source, *other.cue])
            return replace(attribution, content=content) if content else attribution
    return attribution


REACH_OF_SOURCE = 60  # code points from a semicolon to the cue of the clause after it


def _up_to_semicolon(reading: Reading, attribution: Attribution, found: list[Attribution]) -> Attribution:
    """End a content before a semicolon where another's clause follows: "said X; the firm spoke of Y"."""
    if attribution.quoted or not attribution.source or ";" not in attribution.content[-1].of(reading.text):
        return attribution
    last = attribution.content[-1]
    for other in near_by(attribution, found):
        if other is attribution or other.quoted or not other.source or not other.cue:
            continue
        mark = reading.text.rfind(";", last.start, other.source[0].start)
        clause = 0 <= mark < other.source[0].start <= other.cue[0].start <= mark + REACH_OF_SOURCE
        if clause and other.cue[0].end <= last.end and reading.quote_at(mark) is None:
            cut = trimmed(reading.text, last.start, mark)
            return replace(attribution, content=(*attribution.content[:-1], cut)) if cut else attribution
    return attribution


def _before_as_told(reading: Reading, attribution: Attribution, found: list[Attribution]) -> Attribution:
    """End a content before another's ", as X has alleged"."""
    last = attribution.content[-1]
    for other in near_by(attribution, found):
        if other is attribution or other.kind != "told as" or attribution.quoted:
            continue
        comma = reading.text.find(", as ", other.content[-1].end)
        if last.start < comma < other.cue[0].start < last.end:
            cut = trimmed(reading.text, last.start, comma)
            return replace(attribution, content=(*attribution.content[:-1], cut)) if cut else attribution
    return attribution


def _without_credits(reading: Reading, attribution: Attribution) -> Attribution:
    """Cut out of a content what credits another in a post: "the dam held (source: @orrin_desk)"."""
    frames = [one.frame for one in reading.layout.passed_on]
    frames = [one for one in frames if any(one.overlaps(span) for span in attribution.content)]
    if not frames:
        return attribution
    pieces = (piece for span in attribution.content for piece in free_pieces(span, frames))
    content = tuple(cut for piece in pieces if (cut := trimmed(reading.text, piece.start, piece.end)))
    return replace(attribution, content=content) if content else attribution


def _taken_back(reading: Reading, attribution: Attribution) -> Attribution:
    """Tell what an author said before by what corrects it: "Correction: we wrote that 12 had died."."""
    if not attribution.source or attribution.quoted or attribution.act is not None:
        return attribution
    paragraph = reading.paragraph_at(attribution.source[0].start)
    corrects = paragraph is not None and paragraph.corrects
    version = OWN_VERSION.match(attribution.source[0].of(reading.text))
    told = {w.lemma for span in attribution.cue for w in reading.parsed.words_in(span)} & _STATING
    if version is not None and told and (corrects or "version" in version.group()):
        return replace(attribution, act="retract")
    if paragraph is not None and corrects and _is_first_person(reading, attribution):
        sentences = (one for one in reading.sentences_in(paragraph) if one.overlaps(attribution.cue[0]))
        ends = [told_before(reading.text, sentence) for sentence in sentences]
        stood = any(end is not None and attribution.cue[0].start < end for end in ends)
        if stood and is_taken_back_by_label(reading.text, paragraph.span):
            return replace(attribution, act="retract")
    return attribution


_STATING = word_set("write say report state give put name claim post tell quote")


def _minus(reading: Reading, content: Spans, holes: list[TextSpan]) -> Spans:
    low, high = min(h.start for h in holes), max(h.end for h in holes)
    pieces: list[TextSpan] = []
    for span in content:
        for start, end in ((span.start, min(span.end, low)), (max(span.start, high), span.end)):
            piece = trimmed(reading.text, start, end) if start < end else None
            if piece:
                pieces.append(piece)
    return tuple(sorted(set(pieces)))
