"""Noun phrases as sources, and clauses as contents: from words to spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

from sayso.claims import lexicon
from sayso.claims.layout import Paragraph
from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.types import Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

_EDGE = " \n,;:-\"'()[]"


REACH_OF_FRAME = 2_000  # code points before a quotation or colon in which its sentence is looked for


def before_in_paragraph(paragraph: Paragraph, at: int) -> TextSpan:
    """Return what stands before an offset in its paragraph, as far as it can belong to one sentence."""
    return TextSpan(min(at, max(paragraph.span.start, at - REACH_OF_FRAME)), at)


def source_span(reading: Reading, head: Word, cue: Word | None = None) -> TextSpan:
    """Return a source's mention: from its article to the first comma, with a name in apposition.

    A relative clause that holds the cue itself is no part of it: "those | who say that …".
    """
    parsed = reading.parsed
    words = parsed.words
    if any(w.lemma in {"neither", "both", "either"} for w in parsed.kids(head.index, "preconj", "det")):
        return reading.span(head.index, head.index)
    low = high = head.index
    left = set(parsed.subtree(head.index, _branch_with(reading, head, cue)))
    while low - 1 in left and not _stops_left(words[low - 1]):
        low -= 1
    while high + 1 in left and not _stops_right(words[high + 1]):
        high += 1
    end = _with_name(reading, head, high, cue)
    while end > head.index and (words[end].text in _NO_LAST or _says_when(reading, words[end])):
        end -= 1
    return reading.span(low, _with_capital(words, end))


def _with_capital(words: tuple[Word, ...], end: int) -> int:
    """Take in the adverb that ends a name: "Human Rights | Now", but not "Governor | Now"."""
    following = words[end + 1] if end + 1 < len(words) else None
    named = words[end].text[:1].isupper() and words[end].text.lower() not in lexicon.SOURCE_NOUNS
    if not named or following is None or not following.text[:1].isupper():
        return end
    return end + 1 if following.pos == "ADV" else end


_NO_LAST = frozenset({"and", "but", "or", ",", "-", "(", '"'})
_WHEN = word_set("night yesterday today tonight later earlier also then now meanwhile")


def _says_when(reading: Reading, word: Word) -> bool:
    """Tell "last night" at the end of "the mayor last night said"."""
    words = reading.parsed.words
    if word.text[:1].isupper() and word.sentence == words[word.index - 1].sentence:
        return False
    after = words[word.index + 1].text.lower() if word.index + 1 < len(words) else ""
    return word.text.lower() in _WHEN or (word.text.lower() == "last" and after == "night")


def _branch_with(reading: Reading, head: Word, cue: Word | None) -> frozenset[int]:
    if cue is None:
        return frozenset()
    branches = reading.parsed.kids(head.index, "relcl", "acl")
    return frozenset(b.index for b in branches if cue.index in reading.parsed.subtree(b.index))


def _stops_left(word: Word) -> bool:
    return word.text in {",", ";", ":", '"', "("} or word.dep == "cc"


def _stops_right(word: Word) -> bool:
    return word.text in {",", ";", ":", '"', "(", "--", "-"} and word.dep == "punct" and word.tag != "HYPH"


def _with_name(reading: Reading, head: Word, high: int, cue: Word | None) -> int:
    """Take in ", Ada Brill" after "the district governor"."""
    words = reading.parsed.words
    if head.pos == "PROPN" and head.entity in {"PERSON", "GPE"}:
        return high
    sentence = reading.parsed.sentence_of(head.index)
    comma = high + 1
    if comma not in sentence or words[comma].text != ",":
        return high
    at = comma + 1
    while at in sentence and (
        words[at].pos == "PROPN" or words[at].text in {"de", "van", "von", "al", "bin", "-", "&"}
    ):
        at += 1
    names = at - comma - 1
    if not 1 <= names <= 4 or head.pos == "PROPN":
        return high
    after = words[at] if at in sentence else None
    if after is None or after.text in {",", "."}:
        return at - 1
    goes_on = after.pos in {"VERB", "AUX"} or after.dep == "cc" or after.tag == "RB"
    return at - 1 if goes_on and cue is not None and cue.index >= at else high


def trimmed(text: str, start: int, end: int) -> TextSpan | None:
    """Return a span without marks, quotation marks and spaces at its edges, None where nothing is left.

    Brackets and quotation marks stay where their partner stands inside.
    """
    while start < end and _is_edge(text[start]) and not _has_partner(text, start, start, end):
        start += 1
    while end > start and _is_edge(text[end - 1]) and not _has_partner(text, end - 1, start, end):
        if text[end - 1] == "." and _is_abbreviation_dot(text, end):
            break
        end -= 1
    return TextSpan(start, end) if end > start else None


_SIGNS = frozenset("°©®™")  # symbols that belong to the words beside them, as emoji do not


def _is_edge(character: str) -> bool:
    return character in _EDGE + ".!?" or (
        character not in _SIGNS and (character in "\ufe0f\u200d" or category(character) in {"So", "Sk"})
    )


def _is_abbreviation_dot(text: str, end: int) -> bool:
    word = text[max(0, end - 5) : end - 1].rsplit(" ", 1)[-1]
    return "." in word and len(word) <= 4


def _has_partner(text: str, at: int, start: int, end: int) -> bool:
    mark, inside = text[at], text[start:end]
    if mark == '"':
        return inside.count('"') % 2 == 0
    if mark == "'":
        other = text.find("'", start + 1, end) if at == start else text.rfind("'", start, end - 1)
        return other >= 0
    if mark in "([":
        return ")" in inside or "]" in inside
    if mark in ")]":
        return "(" in inside or "[" in inside
    return False


def free_pieces(span: TextSpan, taken: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Return what is left of a span outside the stretches that are taken."""
    at = span.start
    for hole in sorted(taken):
        if hole.start > at:
            yield TextSpan(at, min(hole.start, span.end))
        at = max(at, hole.end)
    if at < span.end:
        yield TextSpan(at, span.end)


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of word indices, as first and last."""
    out: list[tuple[int, int]] = []
    for index in sorted(set(indices)):
        if out and index == out[-1][1] + 1:
            out[-1] = (out[-1][0], index)
        else:
            out.append((index, index))
    return out


def content_spans(reading: Reading, indices: Sequence[int]) -> Spans:
    """Return the spans of the words of a content, trimmed; runs without a letter or digit fall away."""
    spans: list[TextSpan] = []
    for first, last in runs(indices):
        raw = reading.span(first, last)
        span = trimmed(reading.text, raw.start, _with_closing_mark(reading.text, raw))
        if span and any(c.isalnum() for c in span.of(reading.text)):
            spans.append(span)
    return tuple(spans)


def _with_closing_mark(text: str, span: TextSpan) -> int:
    """Return the end of a span with the mark that closes a quotation inside: 'as "beyond repair | "'."""
    open_inside = span.of(text).count('"') % 2 == 1 and not span.of(text).endswith('"')
    return span.end + 1 if open_inside and text[span.end : span.end + 1] == '"' else span.end


def cue_spans(reading: Reading, *words: Word) -> Spans:
    """Return the spans of a cue's words, adjacent ones as one."""
    return tuple(reading.span(first, last) for first, last in runs(word.index for word in words))
