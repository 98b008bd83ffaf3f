"""What the author of a statement or post says in his own voice, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.layout import Layout
from sayso.claims.posts.furniture import is_furniture
from sayso.claims.posts.passing import passing_at
from sayso.claims.posts.retractions import is_taken_back_by_label, parted
from sayso.claims.posts.verdicts import Verdict
from sayso.claims.qualify.numbers import number_of
from sayso.claims.reading import Reading, forwarded_paragraphs
from sayso.claims.rules.answering import answer_to, own_behind_semicolon
from sayso.claims.rules.headings import is_heading
from sayso.claims.rules.noticed import passed_on_there
from sayso.claims.rules.phrases import free_pieces, trimmed
from sayso.claims.turns import turn_at
from sayso.values import TextSpan

_HASHTAGS_ONLY = re.compile(r"(?:[#@]\w+|https?://\S+|\W)+")
_NO_CLAIM = re.compile(
    r"(?:(?:when |if )?asked (?:about|on|whether|if)\b|"
    r"(?:correction|clarification|update|note)\b(?: (?:no\.? ?)?[\d:./]{1,8})?"
    r"(?: (?:on|to|of|for|from|by|about|regarding)\b[^.!?:]{0,40})?[.:]?$|"
    r"good (?:morning|afternoon|night|evening|day)\b|thank you\b|thanks\b)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:^|(?<=\s))(?:https?://\S+|[#@]\w+|\(?\d{1,2}/\d{0,2}\)?)\s*$")
_JOINT = re.compile(r",?\s+(?:and|but|yet)\s*$")  # where another's claim was cut off behind it
_OF_CLAUSE = re.compile(r",? (?:who|which)\b")  # behind whoever says something in a clause about him
_OWED = re.compile(r"\s*(?:also |now )?(?:have|has|had|need|want)s? to\s*")
_JOINED = re.compile(r",?\s*(?:and|but|yet|so)\s+(?=\w)")  # … before it
FEWEST_WORDS = 2


def find_own_voice(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Find the sentences of a statement or post that no other attribution covers."""
    if reading.document.kind not in {"statement", "post"}:
        return
    forwarded = forwarded_paragraphs(reading)
    frames = _frames(reading.layout)
    beside = _Beside(reading, found)
    for verdict in reading.layout.denied:
        yield _denial(reading, verdict, forwarded=reading.paragraph_at(verdict.denied.start) in forwarded)
    for paragraph in reading.layout.paragraphs:
        if paragraph.part not in {"body", "headline"}:
            continue
        corrects = paragraph.corrects and is_taken_back_by_label(reading.text, paragraph.span)
        for sentence in reading.sentences_in(paragraph):
            others = beside.reaching_into(sentence)
            for part in _by_speakers(reading.layout, sentence, frames):
                for piece in _uncovered(reading, part, others):
                    for clause, act in parted(reading.text, piece, corrects=corrects):
                        yield replace(_spoken(reading, clause, forwarded=paragraph in forwarded), act=act)


class _Beside:
    """Which attributions reach into a sentence, so that not every sentence looks at all of them."""

    def __init__(self, reading: Reading, found: Sequence[Attribution]) -> None:
        self._starts = [reading.parsed.words[sentence.start].start for sentence in reading.parsed.sentences]
        self._found = found
        self._reaching: dict[int, dict[int, None]] = {}
        for number, attribution in enumerate(found):
            for span in (*attribution.content, *attribution.cue):
                for sentence in range(self._at(span.start), bisect_left(self._starts, span.end)):
                    self._reaching.setdefault(sentence, {})[number] = None

    def reaching_into(self, sentence: TextSpan) -> list[Attribution]:
        """Return the attributions whose cue or content may stand in a sentence, in their order."""
        return [self._found[number] for number in self._reaching.get(self._at(sentence.start), ())]

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)


def _denial(reading: Reading, verdict: Verdict, *, forwarded: bool) -> Attribution:
    """Return what is called false, as denied by the author, or by whom a post forwards or passes on there."""
    spoken = _spoken(reading, verdict.denied, forwarded=forwarded)
    return replace(spoken, kind=spoken.kind if spoken.kind == "transcript" else "called false", act="deny")


def _spoken(reading: Reading, piece: TextSpan, *, forwarded: bool) -> Attribution:
    """Return a sentence as the author's, or as theirs whom a post passes on or whose turn it is to speak."""
    turn = turn_at(reading.layout.turns, piece.start)
    if turn is not None:
        return Attribution(
            source=(turn.name,), cue=(turn.colon,), content=(piece,), kind="transcript", quoted=True
        )
    passing = passing_at(reading.layout.passed_on, piece.start)
    if passing is not None:
        return Attribution(
            source=(passing.source,),
            cue=(passing.cue,) if passing.cue else (),
            content=(piece,),
            kind="passed on",
            told=f": {passing.frame.of(reading.text).strip()}",
            own_voice=True,
            forwarded=passing.direct,
            passed_on=True,
        )
    header, name = reading.layout.forward_header, reading.layout.forward_name
    return Attribution(
        source=(name,) if forwarded and name else (),
        cue=(header,) if forwarded and header else (),
        content=(piece,),
        kind="forwarded text" if forwarded else "own voice",
        own_voice=True,
        forwarded=forwarded,
    )


def _frames(layout: Layout) -> list[TextSpan]:
    """Return the words of a post that credit another or call a claim false, with that claim, in order."""
    passed_on = [one.frame for one in layout.passed_on]
    return sorted(passed_on + [one.frame for one in layout.denied])


def _by_speakers(layout: Layout, sentence: TextSpan, frames: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Return the pieces of a sentence outside the frames, cut where another's words begin within one."""
    for part in _outside(sentence, frames):
        last = bisect_left(layout.passed_on, part.end, key=lambda one: one.stretch.start)
        start = layout.passed_on[last - 1].stretch.start if last else part.start
        if part.start < start:
            yield TextSpan(part.start, start)
        yield TextSpan(max(part.start, start), part.end)


def _outside(sentence: TextSpan, frames: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Return the pieces of a sentence outside the frames around it."""
    first = max(0, bisect_right(frames, sentence.start, key=lambda frame: frame.start) - 2)
    last = bisect_right(frames, sentence.end, key=lambda frame: frame.start)
    yield from free_pieces(sentence, [one for one in frames[first:last] if one.overlaps(sentence)])


def _uncovered(reading: Reading, span: TextSpan, found: Sequence[Attribution]) -> Iterator[TextSpan]:
    """Return the sentence, or its clauses between semicolons and commas that nobody else's claim covers."""
    if not _says_something(reading, span) or is_heading(reading, span):
        return
    root = _root(reading, span)
    inside = [
        passed_on_there(reading, a, span) or _without_first_clause(reading, a, root)
        for a in found
        if any(span.overlaps(part) for part in (*a.content, *a.cue))
        and (not _is_aside_of_root(a, root) or passed_on_there(reading, a, span))
    ]
    if not inside:
        piece = _own_piece(reading, span)
        if piece:
            yield piece
        return
    for free in free_pieces(span, inside):
        answer = answer_to(reading, free, found) or own_behind_semicolon(reading, free)
        piece = answer or free
        its = root is not None and piece.start <= root < piece.end
        if answer or its or _stands_alone(reading, piece) or _sets_right(reading, piece, found):
            trimmed_piece = _own_piece(reading, piece)
            if (
                trimmed_piece
                and _says_something(reading, trimmed_piece)
                and len(trimmed_piece.of(reading.text).split()) > FEWEST_WORDS
            ):
                yield trimmed_piece


def _without_first_clause(reading: Reading, attribution: Attribution, root: int | None) -> TextSpan:
    """Return the stretch of an attribution; only from its cue on where the author's verb stands before that.

    Whoever is named before "who says" is in the author's own words: "It came from a nurse | who says".

    "The office has a leak and will not say how big": its first clause is the author's own.
    """
    whole = hull(attribution)
    if attribution.source and _OF_CLAUSE.match(reading.text, attribution.source[0].end):
        whole = TextSpan(
            max(whole.start, min(attribution.source[0].end, attribution.content[0].start)), whole.end
        )
    if root is None or not (attribution.source and attribution.cue):
        return whole
    before = attribution.source[0].end <= root < attribution.cue[0].start <= attribution.content[0].start
    between = reading.text[attribution.source[0].end : attribution.cue[0].start]
    before = before and _OWED.fullmatch(between) is None  # "We have to | correct our figure"
    return TextSpan(attribution.cue[0].start, whole.end) if before else whole


def _is_aside_of_root(attribution: Attribution, root: int | None) -> bool:
    """Tell whether an attribution stands in a relative clause or noun phrase beside the main verb."""
    if root is None or attribution.kind not in {"verb of a relative clause", "noun of saying"}:
        return False
    stretch = hull(attribution)
    return not stretch.start <= root < stretch.end


def hull(attribution: Attribution) -> TextSpan:
    """Return the stretch from the first to the last word of an attribution."""
    all_spans = (*attribution.source, *attribution.cue, *attribution.content)
    spans = [s for s in all_spans if abs(s.start - attribution.content[0].start) < 2000]
    return TextSpan(min(s.start for s in spans), max(s.end for s in spans))


def _root(reading: Reading, span: TextSpan) -> int | None:
    for word in reading.parsed.words_in(span):
        if word.head == word.index:
            return word.start
    return None


def _stands_alone(reading: Reading, piece: TextSpan) -> bool:
    """Tell whether a piece is set off by a semicolon, or is a clause before a comma splice."""
    text = piece.of(reading.text).strip()
    words = reading.parsed.words_in(piece)
    verbs = [w for w in words if w.pos in {"VERB", "AUX"}]
    return (
        text.endswith((";", ","))
        and bool(verbs)
        and len(words) > 4
        and words[0].dep not in {"mark"}
        and words[0].lemma not in {"as", "when", "if", "while"}
    )


_MARK = re.compile(r"\s*(?:[:;]|-{1,2})\s+")


def _sets_right(reading: Reading, piece: TextSpan, found: Sequence[Attribution]) -> bool:
    """Tell what stands behind the colon of a correction: "We correct our figure: | two boats sank"."""
    mark = _MARK.match(reading.text, piece.start, piece.end)
    corrections = (a for a in found if a.content[-1].end <= piece.start and _is_retraction(reading, a))
    if mark is None or not any(a.content[-1].end == piece.start for a in corrections):
        return False
    words = reading.parsed.words_in(TextSpan(mark.end(), piece.end))
    inside = {word.index for word in words}
    return any(w.dep in {"nsubj", "nsubjpass", "expl"} and w.head in inside for w in words)


def _is_retraction(reading: Reading, attribution: Attribution) -> bool:
    words = (word for span in attribution.cue for word in reading.parsed.words_in(span))
    return any(word.lemma in lexicon.RETRACTING for word in words)


def _own_piece(reading: Reading, span: TextSpan) -> TextSpan | None:
    text = reading.text
    before = text[max(0, span.start - 3) : span.start].rstrip(" ")
    joined = _JOINED.match(text, span.start, span.end) if before[-1:].isalnum() else None
    span = TextSpan(joined.end(), span.end) if joined else span
    end = span.end
    while match := _TRAILING.search(text, span.start, end) or _JOINT.search(text, span.start, end):
        end = match.start()
    piece = trimmed(text, span.start, end)
    while piece and not text[piece.start].isalnum() and text[piece.start] not in "\"'([#@$€£":
        piece = trimmed(text, piece.start + 1, piece.end)
    return piece


def _says_something(reading: Reading, span: TextSpan) -> bool:
    text = span.of(reading.text)
    if _NO_CLAIM.match(text):
        return False
    if _HASHTAGS_ONLY.fullmatch(text) or is_furniture(text):
        return False
    words = re.findall(r"[^\W_]+", text)
    if _names_its_author(reading, words):
        return False
    counts = len(words) == 1 and number_of(words[0]) is not None and turn_at(reading.layout.turns, span.start)
    return bool(counts) or (len(words) >= FEWEST_WORDS and any(word.isalpha() for word in words))


def _names_its_author(reading: Reading, words: list[str]) -> bool:
    """Tell a line that is the name of the channel or of its author: "⚡ Orrin Live"."""
    names = (reading.document.author, reading.document.publisher)
    own = [re.findall(r"[^\W_]+", name.casefold()) for name in names if name]
    return [word.casefold() for word in words] in own
