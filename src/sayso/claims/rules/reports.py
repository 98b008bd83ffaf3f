"""Counts in the short style of posts and headlines: "Medics in Aduz report 14 wounded".

The parser takes the verb for a noun there, so the words themselves tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.counted import TIME_UNITS
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.words import word_set

MOST_BEFORE = 7  # words of those who report
_ROUNDING = word_set("at least about over more than some up to around nearly almost under fewer less no")
_OF_A_REPORT = word_set(
    "page word chapter paragraph section volume slide copy"
)  # "sales report 14 pages long"
_BODIES = word_set("police army navy ministry fire medic staff")


def cut_reports(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find a count behind "report" where a plural noun phrase is all that stands before it."""
    parsed = reading.parsed
    first = next((i for i in sentence if parsed.words[i].dep != "punct"), sentence.start)
    verb = next(
        (parsed.words[i] for i in range(first, min(sentence.stop, first + MOST_BEFORE + 1))
         if parsed.words[i].text == "report"), None
    )  # fmt: skip
    if verb is None or verb.index in taken:
        return
    source = _reporters(parsed, first, verb)
    content = _count_after(parsed, verb, sentence)
    if source is not None and content:
        taken.add(verb.index)
        mention = reading.span(first, verb.index - 1)
        yield Cut(source=source, source_as=(mention,), cue=(verb,), content=content, kind="verb of counting")


def _reporters(parsed: Parsed, first: int, verb: Word) -> Word | None:
    """Return the head of a phrase of nouns that can report, None for "The report"."""
    words = parsed.words[first : verb.index]
    if not words or any(w.pos in {"VERB", "AUX", "PUNCT"} for w in words):
        return None
    before_place = next((w.index for w in words if w.pos == "ADP"), verb.index)
    head = parsed.words[before_place - 1] if before_place > first else None
    if head is None:
        return None
    plural = head.tag in {"NNS", "NNPS"} or head.lemma.lower() in _BODIES or head.text.endswith("s")
    return head if plural and head.pos in {"NOUN", "PROPN"} else None


def _count_after(parsed: Parsed, verb: Word, sentence: range) -> tuple[int, ...]:
    """Return the words of what is counted, none for "report 2 hours late", "report 14 will be out"."""
    at = verb.index + 1
    while at < sentence.stop and parsed.words[at].lemma in _ROUNDING:
        at += 1
    if at + 1 >= sentence.stop or parsed.words[at].pos != "NUM":
        return ()
    behind = parsed.words[at + 1]
    if behind.pos == "AUX" or behind.tag == "MD" or behind.lemma.lower() in TIME_UNITS | _OF_A_REPORT:
        return ()
    end = _end_of_own(parsed, at, sentence)
    while end > at and parsed.words[end - 1].dep == "punct":
        end -= 1
    return tuple(range(verb.index + 1, end))


def _end_of_own(parsed: Parsed, at: int, sentence: range) -> int:
    """Return where what is counted ends: with the sentence, or before ", the board said"."""
    for comma in range(at, sentence.stop):
        behind = parsed.words[comma + 1 : min(sentence.stop, comma + 2 + MOST_BEFORE)]
        if parsed.words[comma].text == "," and _others_say(behind):
            return comma
    return sentence.stop


def _others_say(words: Sequence[Word]) -> bool:
    """Tell "the board said" and "said the board" behind a comma from "mostly children"."""
    verb = next((place for place, word in enumerate(words) if word.pos in {"VERB", "AUX", "PUNCT"}), None)
    if verb is None or words[verb].lemma not in lexicon.SPEECH:
        return False
    before = words[:verb]
    return all(
        word.pos not in {"ADP", "SCONJ", "CCONJ"} or word.lemma in {"of", "in", "for"} for word in before
    )
