"""Where a number or the noun that it counts stands in its sentence, and what it does there."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

SUBJECT = frozenset({"nsubj", "nsubjpass"})
_WITHIN_PHRASE = frozenset({"nummod", "quantmod", "compound", "pobj", "prep", "conj", "appos", "npadvmod"})
_TELLS_NOTHING = word_set(
    """
    be have do say tell put give report count see find know think believe claim speak get make take come go
    estimate hold show expect need want include add confirm
    """
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a counted noun, or of a number that leaves it out, from the parse."""

    sentence: int  # -1 where the number was not parsed
    role: str = ""  # its relation to what it hangs on, such as "dobj"
    act: str = ""  # the lemma of the verb that it hangs on, "" where that says little


def standing_of(reading: Reading, span: TextSpan) -> Standing:
    """Return where the number at a place of the text stands, with the noun that it belongs to."""
    words = reading.parsed.words
    within = reading.parsed.words_in(span)
    if not within:
        return Standing(-1)
    word = _head_of_phrase(words, within[-1])
    role = word.dep
    while word.head != word.index and word.dep in _WITHIN_PHRASE:
        word = words[word.head]
    above = words[word.head]
    speaks = word.head != word.index and above.pos == "VERB" and above.lemma not in _TELLS_NOTHING
    return Standing(within[-1].sentence, role, above.lemma if speaks else "")


def _head_of_phrase(words: tuple[Word, ...], word: Word) -> Word:
    while word.head != word.index and word.dep in {"nummod", "quantmod", "compound"}:
        word = words[word.head]
    return word
