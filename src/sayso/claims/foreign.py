"""Stretches of a text that are in another language than it: they are not read, and said not to be.

Whole lines are told by their script or their commonest words, sentences within a line by their
script, or, in Latin letters, by what words they have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.foreign_words import latin_language
from sayso.claims.languages import ENGLISH_TOO, FUNCTION_WORDS, SAMPLE_CHARACTERS, detect_language, script_of
from sayso.claims.parsing import is_english_word
from sayso.claims.pasted import without_tables
from sayso.claims.words import word_set
from sayso.values import TextSpan


@dataclass(frozen=True, slots=True)
class Foreign:
    """A line or sentence in another language than its text."""

    span: TextSpan
    language: str  # ISO 639-1; UNTOLD where only the script tells that it is another


_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"(?:[^.!?…。！？/|]|(?<=\d)\.(?=\d))+[.!?…。！？/|]*")  # "4.000" is one number
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
FEWEST_WORDS = 4  # of a line in Latin letters
FEWEST_LETTERS = 6  # of a stretch in another script; shorter ones are names
LEAST_SHARE = 0.2  # of a line's words that are common ones of its language
CLEARLY = 3  # times as many common words as there are of English
# Words that stand in English, too, in names: "de la Cruz", "van der Meer", "Via del Corso".
_IN_NAMES = word_set(
    "de la el las los del di da do dos du le les van von der den al san y e i a in on is was die"
)
_NOT_ENGLISH = {code: common - FUNCTION_WORDS["en"] - ENGLISH_TOO for code, common in FUNCTION_WORDS.items()}
LEAST_ENGLISH = 0.4  # of the words of a mixed text, for it to be read as an English one


def foreign_stretches(text: str, language: str | None) -> list[Foreign]:
    """Return the lines and sentences of an English text that are in another language, in reading order."""
    return list(_stretches(text)) if language == "en" else []


def text_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, English where a good part of a mixed one is English."""
    whole = detect_language(text)
    if whole == "en" or "\n" not in text.strip():
        return whole
    sample = without_tables(text[:SAMPLE_CHARACTERS])
    words = Counter(
        "en" if line_language(line.group()) is None and detect_language(line.group()) == "en" else "other"
        for line in _LINE.finditer(sample)
        for _ in _WORD.finditer(line.group())
    )
    mixed = words["en"] and words["en"] >= LEAST_ENGLISH * words.total()
    return "en" if mixed else whole


def line_language(line: str) -> str | None:
    """Return the language of a line that has far more common words of another than of English, or None.

    Words that English has as well, such as "men till war", count for neither.
    """
    script = script_of(line)
    if script is not None:
        return script
    found = _WORD.findall(line)
    if len(found) < FEWEST_WORDS:
        return None
    counts = Counter([found[0].casefold(), *found[1:]])  # others in small letters only: "De" is a name's
    english = sum(counts[word] for word in counts.keys() & FUNCTION_WORDS["en"])
    hits = {code: sum(counts[word] for word in counts.keys() & own) for code, own in _NOT_ENGLISH.items()}
    best = max(hits, key=lambda code: hits[code])
    telling = any(word in counts for word in FUNCTION_WORDS[best] - _IN_NAMES)
    sure = hits[best] >= max(2, LEAST_SHARE * len(found), CLEARLY * english)
    return best if telling and sure else None


def without(text: str, stretches: Sequence[Foreign]) -> str:
    """Return a text of the same length with a full stop and spaces in place of stretches of it."""
    pieces: list[str] = []
    at = 0
    for one in stretches:
        pieces += [text[at : one.span.start], ".", " " * (one.span.end - one.span.start - 1)]
        at = one.span.end
    return "".join([*pieces, text[at:]])


def _stretches(text: str) -> Iterator[Foreign]:
    for line in _LINE.finditer(text):
        language = line_language(line.group())
        if language is not None:
            yield _trimmed(text, line.start(), line.end(), language)
        else:
            yield from _sentences(text, TextSpan(*line.span()))


def _sentences(text: str, line: TextSpan) -> Iterator[Foreign]:
    """Return the sentences of a line that are in another language, neighbours of one as one."""
    held: Foreign | None = None
    for sentence in _SENTENCE.finditer(text, line.start, line.end):
        language = _sentence_language(sentence.group())
        if held is not None and language != held.language:
            yield held
            held = None
        if language is not None:
            start = held.span.start if held else sentence.start()
            held = _trimmed(text, start, sentence.end(), language)
    if held is not None:
        yield held


def _sentence_language(sentence: str) -> str | None:
    """Return the language of a sentence that is surely in another, whole quotations aside."""
    script = script_of(sentence)
    if script is not None:
        return script if sum(map(str.isalpha, sentence)) >= FEWEST_LETTERS else None
    if len(_QUOTATION_MARK.findall(sentence)) % 2:
        return None
    return latin_language(sentence, is_english_word)


def _trimmed(text: str, start: int, end: int, language: str) -> Foreign:
    body = text[start:end]
    lead = len(body) - len(body.lstrip())
    return Foreign(TextSpan(start + lead, start + len(body.rstrip())), language)
