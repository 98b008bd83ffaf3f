"""Whose a quotation is: the source and cue around it, before it, or in the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.claims import lexicon
from sayso.claims.cue_counts import is_counted_cue
from sayso.claims.layout import Paragraph
from sayso.claims.parsing import Word
from sayso.claims.quotes import Quote
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import is_infinitive, particles, subject_of
from sayso.claims.rules.phrases import REACH_OF_FRAME, before_in_paragraph, cue_spans, source_span, trimmed
from sayso.claims.rules.relays import as_saying, quoted_and_outlet, quoted_by
from sayso.claims.types import Spans
from sayso.values import TextSpan

_DASHED = re.compile(r"\s*(?P<dash>-{1,2})\s*(?=[A-Z][^\n.]{2,80}\.?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a quotation belongs to."""

    source: Spans
    cue: Spans
    why: str
    relays: tuple[Spans, ...] = ()  # the outlet that quotes him


def voice_of(reading: Reading, quote: Quote) -> Voice | None:
    """Find a cue in the sentence around a quotation: after it, before it, or a colon."""
    return (
        _colon_voice(reading, quote)
        or _dash_voice(reading, quote)
        or _verb_voice(reading, quote)
        or _phrase_voice(reading, quote)
    )


def _colon_voice(reading: Reading, quote: Quote) -> Voice | None:
    paragraph = reading.paragraph_at(quote.outer.start)
    assert paragraph is not None
    near = before_in_paragraph(paragraph, quote.outer.start)
    before = near.of(reading.text).rstrip()
    if not before.endswith(":"):
        return None
    colon = near.start + len(before) - 1
    words = reading.parsed.words_in(TextSpan(near.start, colon))
    if not words:
        return None
    sentence = [w for w in words if w.sentence == words[-1].sentence]
    verb = _best_verb(reading, [w for w in sentence if not _in_quote(reading, w)], quote)
    if verb is not None:
        return verb
    start = sentence[0].start
    for word in reversed(sentence):
        if word.text in {";", "."}:
            start = word.end
            break
    span = trimmed(reading.text, start, colon)
    if span is None:
        return None
    noun = _first_noun(reading, span)
    if noun is None or not _names_somebody(noun):
        return None
    return Voice((source_span(reading, noun),), (TextSpan(colon, colon + 1),), "colon")


def _names_somebody(noun: Word) -> bool:
    if noun.lemma in lexicon.SOURCE_NOUNS or noun.pos == "PRON":
        return True
    return (noun.pos == "PROPN" and not (noun.text.isupper() and len(noun.text) > 3)) or noun.text.istitle()


def _dash_voice(reading: Reading, quote: Quote) -> Voice | None:
    """Match a name after a dash: `"Never again." - Ada Brill`."""
    paragraph = reading.paragraph_at(quote.outer.start)
    assert paragraph is not None
    match = _DASHED.match(reading.text, quote.outer.end, paragraph.span.end)
    if not match:
        return None
    span = trimmed(reading.text, match.end(), paragraph.span.end)
    noun = _first_noun(reading, span) if span else None
    if noun is None or noun.text[:1].islower():
        return None
    dash = TextSpan(match.start("dash"), match.end("dash"))
    return Voice((source_span(reading, noun),), (dash,), "dash")


def _first_noun(reading: Reading, span: TextSpan) -> Word | None:
    words = reading.parsed.words_in(span)
    for word in words:
        if word.dep in {"nsubj", "ROOT", "nsubjpass"} and word.pos in {"NOUN", "PROPN", "PRON"}:
            return word
    nouns = [w for w in words if w.pos in {"NOUN", "PROPN"}]
    if not nouns:
        return None
    head = reading.parsed.words[nouns[0].head]
    return head if nouns[0].dep == "compound" and head in nouns else nouns[0]


def _in_quote(reading: Reading, word: Word) -> bool:
    return reading.quote_at(word.start) is not None


def _verb_voice(reading: Reading, quote: Quote) -> Voice | None:
    after = _frame_after(reading, quote)
    found = _best_verb(reading, after, quote)
    if found is not None:
        return found
    before = _frame_before(reading, quote)
    return _best_verb(reading, before, quote)


def _frame_after(reading: Reading, quote: Quote) -> list[Word]:
    """Return the words after a quotation up to the end of their sentence or the next quotation."""
    text = reading.text
    paragraph = reading.paragraph_at(quote.outer.start)
    assert paragraph is not None
    inner = quote.inner.of(text).rstrip()
    rest = text[quote.outer.end : paragraph.span.end].lstrip()
    if not rest or not quote.closed:
        return []
    if inner.endswith(".") and not rest[:1].islower():
        return []
    end = paragraph.span.end
    match = re.compile(r"[.!?;](?=\s|$)|\"").search(text, quote.outer.end, paragraph.span.end)
    while match and match.group() == "." and _abbreviated(text, match.start()):
        match = re.compile(r"[.!?;](?=\s|$)|\"").search(text, match.end(), paragraph.span.end)
    end = match.start() if match else end
    return reading.parsed.words_in(TextSpan(quote.outer.end, end))


def _abbreviated(text: str, at: int) -> bool:
    word = re.search(r"[\w.]*$", text[max(0, at - 6) : at])
    return (
        bool(word)
        and word is not None
        and word.group().lower()
        in {"mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "u.s", "st", "lt", "col"}
    )


def _frame_before(reading: Reading, quote: Quote) -> list[Word]:
    paragraph = reading.paragraph_at(quote.outer.start)
    assert paragraph is not None
    near = before_in_paragraph(paragraph, quote.outer.start)
    words = reading.parsed.words_in(near)
    inside = reading.parsed.words_in(quote.inner)
    if not words or not inside:
        return []
    before = near.of(reading.text).rstrip()
    if before.endswith((".", "!", "?", '"')):
        return []
    sentence = words[-1].sentence
    return [w for w in words if w.sentence == sentence and not _in_quote(reading, w)]


def _best_verb(reading: Reading, frame: list[Word], quote: Quote) -> Voice | None:
    """Choose the cue verb of a frame that stands nearest to the quotation and has a subject."""
    parsed = reading.parsed
    spans = {w.index for w in frame}
    verbs = [w for w in frame if is_quote_cue(w) and not is_infinitive(parsed, w)]
    if not verbs and frame and frame[0].start >= quote.outer.end:
        verbs = _manner_verbs(reading, frame, quote)
    verbs.sort(key=lambda w: min(abs(w.start - quote.outer.end), abs(w.end - quote.outer.start)))
    for verb in verbs:
        quoted = _quoted_voice(reading, verb, frame)
        if quoted is not None:
            return quoted
        subject = _subject_near(reading, verb, spans)
        if subject is None:
            continue
        cue = (verb, *particles(parsed, verb))
        source, outlet = source_span(reading, subject, verb), quoted_by(parsed, subject)
        relays = ((source_span(reading, outlet),),) if outlet is not None else ()
        return Voice((source,), cue_spans(reading, *cue), verb.text, relays)
    return None


def _quoted_voice(reading: Reading, say: Word, frame: list[Word]) -> Voice | None:
    """Match "he was quoted by the Herald as saying" beside a quotation: the outlet only passes it on."""
    parsed = reading.parsed
    for verb in frame:
        saying = as_saying(parsed, verb) if verb.lemma in lexicon.RELAYING and verb.pos == "VERB" else None
        if saying is None or saying[1].index != say.index:
            continue
        person, outlet = quoted_and_outlet(parsed, verb, say)
        if person is not None:
            relays = ((source_span(reading, outlet),),) if outlet is not None else ()
            cue = cue_spans(reading, verb, *saying)
            return Voice((source_span(reading, person, verb),), cue, "quoted as saying", relays)
    return None


def _manner_verbs(reading: Reading, frame: list[Word], quote: Quote) -> list[Word]:
    """Take any verb with a subject right after a quotation for a cue: `"It is a lie," she fumed`."""
    inner = quote.inner.of(reading.text).rstrip()
    finite = [w for w in frame if w.pos == "VERB" and w.tag in {"VBD", "VBZ"}]
    alone = len(finite) == 1 and len(frame) < 14
    return finite if alone and inner.endswith((",", "?", "!")) else []


def _subject_near(reading: Reading, verb: Word, frame: set[int]) -> Word | None:
    parsed = reading.parsed
    subject = subject_of(parsed, verb)
    if (
        subject is not None
        and (subject.index in frame or verb.tag == "VBG")
        and not _in_quote(reading, subject)
    ):
        return subject
    after = [
        parsed.words[i] for i in range(verb.index + 1, min(verb.index + 9, len(parsed.words))) if i in frame
    ]
    before = [parsed.words[i] for i in range(max(0, verb.index - 6), verb.index) if i in frame]
    for word in [*after[:1], *reversed(before)]:
        if word.pos in {"PRON"} and word.lemma in {"he", "she", "they", "i", "we", "it"}:
            return word
    if verb.lemma in {"tell", "ask", "remind", "assure", "inform"}:
        earlier = [parsed.words[i] for i in sorted(frame) if i < verb.index]
        asker = next((w for w in earlier if w.dep == "nsubj" and w.pos != "PRON"), None) or next(
            (w for w in earlier if w.pos in {"NOUN", "PROPN"} and w.dep != "compound"), None
        )
        if asker is not None or earlier:
            return asker
    nouns = [w for w in after if w.pos in {"NOUN", "PROPN"}] if after and after[0].text != "," else []
    nouns = [w for w in nouns if w.entity not in {"DATE", "TIME"}]
    while nouns and nouns[0].dep == "compound" and parsed.words[nouns[0].head] in nouns:
        return parsed.words[nouns[0].head]
    if nouns:
        return nouns[0]
    nouns = [w for w in before if w.pos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else None


def _phrase_voice(reading: Reading, quote: Quote) -> Voice | None:
    """Match "according to X" beside a quotation."""
    parsed = reading.parsed
    for word in [*_frame_after(reading, quote), *_frame_before(reading, quote)]:
        if word.text.lower() == "according":
            for to in parsed.kids(word.index, "prep"):
                for noun in parsed.kids(to.index, "pobj"):
                    return Voice((source_span(reading, noun),), cue_spans(reading, word, to), "according to")
    return None


def voice_near(reading: Reading, quote: Quote, last: Voice | None, last_end: int) -> Voice | None:
    """Give a quotation without a cue to the one before it in its paragraph, or to the speaker just named."""
    paragraph = reading.paragraph_at(quote.outer.start)
    assert paragraph is not None
    if last is not None and last_end > paragraph.span.start:
        return last
    follows = begins_paragraph(reading, quote) and last_end >= _start_of_paragraph_before(reading, paragraph)
    return _sentence_before(reading, quote, paragraph.span) or (last if follows else None)


def _start_of_paragraph_before(reading: Reading, paragraph: Paragraph) -> int:
    place = bisect_right(reading.layout.paragraphs, paragraph.span.start, key=lambda one: one.span.end) - 1
    return reading.layout.paragraphs[place].span.start if place >= 0 else paragraph.span.start


def _sentence_before(reading: Reading, quote: Quote, paragraph: TextSpan) -> Voice | None:
    """Take the source and cue of the sentence before: "Brill said the quay was lost. "We …"."""
    start = paragraph.start
    if begins_paragraph(reading, quote):
        place = bisect_right(reading.layout.paragraphs, paragraph.start, key=lambda one: one.span.end) - 1
        while place >= 0 and reading.layout.paragraphs[place].part != "body":
            place -= 1
        if place < 0:
            return None
        start = reading.layout.paragraphs[place].span.start
    start = max(start, quote.outer.start - REACH_OF_FRAME)
    words = [
        w for w in reading.parsed.words_in(TextSpan(start, quote.outer.start)) if not _in_quote(reading, w)
    ]
    if not words:
        return None
    verbs = [
        w
        for w in words
        if is_quote_cue(w) and not is_infinitive(reading.parsed, w) and subject_of(reading.parsed, w)
    ]
    last = words[-1].sentence
    for verb in reversed(verbs):
        subject = subject_of(reading.parsed, verb)
        if subject is not None and verb.sentence >= last - 1:
            return Voice(
                (source_span(reading, subject),),
                cue_spans(reading, verb),
                f"{verb.text} in the sentence before",
            )
    return None


def is_quote_cue(word: Word) -> bool:
    return word.pos == "VERB" and (
        word.lemma in lexicon.SPEECH
        or word.lemma in {"think", "ask", "believe", "go", "warn", "urge"}
        or is_counted_cue(word.lemma, "quote")
    )


def begins_paragraph(reading: Reading, quote: Quote) -> bool:
    paragraph = reading.paragraph_at(quote.outer.start)
    return paragraph is not None and not (
        before_in_paragraph(paragraph, quote.outer.start).of(reading.text).strip()
    )
