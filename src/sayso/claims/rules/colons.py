"""A source before a colon: "Voss: quay was empty", "Harbour police press: nine boats lost"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.layout import Paragraph
from sayso.claims.parsing import Word
from sayso.claims.posts.reporters import is_tally
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import subject_of
from sayso.claims.rules.headings import names_a_subject
from sayso.claims.rules.phrases import before_in_paragraph, cue_spans, source_span, trimmed
from sayso.claims.turns import ASKING, turn_at
from sayso.values import TextSpan

MOST_SOURCE_WORDS = 7
_COLON = re.compile(r":\s+")
GENERAL = frozenset(
    {"source", "sources", "official", "officials", "witness", "witnesses", "report", "reports"}
)


def find_colons(reading: Reading) -> Iterator[Attribution]:
    """Find attributions by a colon in headlines and posts, and before a quotation anywhere."""
    speaking = Speaking(reading)
    for paragraph in reading.layout.paragraphs:
        if paragraph.part in {"note", "forward-header"}:
            continue
        terse = paragraph.part == "headline" or reading.document.kind == "post"
        if reading.document.kind != "statement":  # there each sentence is found apart
            spoken = _turn_begun(reading, paragraph)
            if spoken is not None:
                yield spoken
                continue
        for match in _COLON.finditer(reading.text, paragraph.span.start, paragraph.span.end):
            if reading.quote_at(match.start()) is not None or _is_credited(reading, match.start()):
                continue
            quoted = reading.text[match.end() : match.end() + 1] in {'"', "'"}
            told = None if quoted else _told(reading, paragraph, match)
            if told is not None:
                yield told
                continue
            if not terse or quoted:
                continue
            source = _source_before(reading, before_in_paragraph(paragraph, match.start()), speaking)
            content = _content_after(reading, paragraph.span, match.end())
            if not (source and content) or names_a_subject(reading, content):
                continue
            if not is_tally(source.of(reading.text), content.of(reading.text)):
                yield Attribution(
                    source=(source,),
                    cue=(TextSpan(match.start(), match.start() + 1),),
                    content=(content,),
                    kind="colon",
                )


def _is_credited(reading: Reading, at: int) -> bool:
    """Tell a colon in a credit behind what it credits: "(Source: Lusna TV)"."""
    passing = reading.layout.passed_on
    last = bisect_right(passing, at, key=lambda one: one.frame.start) - 1
    frame = passing[last].frame if last >= 0 else None
    return frame is not None and at < frame.end and passing[last].stretch.end <= frame.start


def _told(reading: Reading, paragraph: Paragraph, match: re.Match[str]) -> Attribution | None:
    """Match speech without marks after a verb and a colon: "The mayor added: The quay is closed."."""
    before = reading.parsed.words_in(before_in_paragraph(paragraph, match.start()))
    if not before:
        return None
    sentence = [w for w in before if w.sentence == before[-1].sentence]
    verbs = [w for w in sentence[-6:] if w.pos == "VERB" and w.tag in {"VBD", "VBZ", "VBP"}]
    if not verbs or verbs[-1].lemma not in lexicon.SPEECH or not reading.text[match.end()].isupper():
        return None
    subject = subject_of(reading.parsed, verbs[-1])
    content = trimmed(reading.text, match.end(), paragraph.span.end)
    if subject is None or content is None:
        return None
    return Attribution(
        source=(source_span(reading, subject, verbs[-1]),),
        cue=cue_spans(reading, verbs[-1]),
        content=(content,),
        kind="verb and colon",
        told=f": {verbs[-1].text}",
        quoted=True,
    )


def _turn_begun(reading: Reading, paragraph: Paragraph) -> Attribution | None:
    """Match a line of a transcript: "BRILL: The quay is closed."."""
    turn = turn_at(reading.layout.turns, paragraph.span.start)
    if turn is None or turn.stretch.start != paragraph.span.start:
        return None
    content = trimmed(reading.text, turn.stretch.start, paragraph.span.end)
    if content is None or (turn.asks and ASKING.fullmatch(turn.name.of(reading.text))):  # the reporter's own
        return None
    ended = reading.text[content.end : content.end + 1] in {".", "!", "?"}
    return Attribution(
        source=(turn.name,),
        cue=(turn.colon,),
        content=(TextSpan(content.start, paragraph.span.end if ended else content.end),),
        kind="transcript",
        quoted=True,
    )


def _source_before(reading: Reading, before: TextSpan, speaking: Speaking) -> TextSpan | None:
    start = before.start
    for match in re.finditer(r"[;.!?]\s+|\s-\s", before.of(reading.text)):
        start = before.start + match.end()
    span = trimmed(reading.text, start, before.end)
    if span is None or "," in span.of(reading.text):
        return None
    words = reading.parsed.words_in(span)
    return span if 0 < len(words) <= MOST_SOURCE_WORDS and looks_like_source(words, speaking) else None


def looks_like_source(words: list[Word], speaking: Speaking) -> bool:
    """Tell whether a few words name a person, a body or an unnamed source."""
    if any(w.pos in {"VERB", "AUX"} and w.text.islower() for w in words):
        return False
    head = _head(words)
    if head.text.lower() in GENERAL or head.lemma in lexicon.SOURCE_NOUNS:
        return True
    named = (head.text[:1].isupper() and not head.text.isupper()) or head.pos == "PROPN"
    return named and speaking.elsewhere(head)


def _head(words: list[Word]) -> Word:
    for place, word in enumerate(words):
        if word.pos == "ADP" and place:
            return words[place - 1]
    return words[-1]


class Speaking:
    """Which words of a text are persons or say something, gone through once for all colons."""

    def __init__(self, reading: Reading) -> None:
        self._places: dict[str, list[int]] = {}  # the first two places of each word
        for word in reading.parsed.words:
            above = reading.parsed.words[word.head]
            if word.entity == "PERSON" or (word.dep == "nsubj" and above.lemma in lexicon.SPEECH):
                places = self._places.setdefault(word.text.casefold(), [])
                if len(places) < 2:
                    places.append(word.index)

    def elsewhere(self, head: Word) -> bool:
        """Tell whether a name is elsewhere in the text the subject of a verb of saying, or a person's."""
        places = self._places.get(head.text.casefold(), ())
        return head.entity == "PERSON" or any(place != head.index for place in places)


def _content_after(reading: Reading, paragraph: TextSpan, start: int) -> TextSpan | None:
    words = reading.parsed.words_in(TextSpan(start, paragraph.end))
    if not words:
        return None
    sentence = reading.parsed.sentence_of(words[0].index)
    end = min(reading.parsed.words[sentence.stop - 1].end, paragraph.end)
    semicolon = reading.text.find(";", start, end)
    return trimmed(reading.text, start, semicolon if semicolon > 0 else end)
