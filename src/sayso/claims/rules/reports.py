"""Counts in the short style of posts and headlines: "Medics in Aduz report 14 wounded".

The parser takes the verb for a noun there, so the words themselves tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.words import word_set

MOST_BEFORE = 7  # words of those who report
_ROUNDING = word_set("at least about over more than some up to around nearly almost under fewer less no")
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
    at = verb.index + 1
    while at < sentence.stop and parsed.words[at].lemma in _ROUNDING:
        at += 1
    if at >= sentence.stop or parsed.words[at].pos != "NUM" or at + 1 >= sentence.stop:
        return ()
    end = sentence.stop
    while end > at and parsed.words[end - 1].dep == "punct":
        end -= 1
    return tuple(range(verb.index + 1, end))
