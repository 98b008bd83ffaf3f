"""Clauses behind a comma that say who told the one before: ", as Tessia has alleged"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_imagined, is_negated

KIND: Kind = "told as"
_TELLING = lexicon.SPEECH - lexicon.NOT_ALONE - {"agree", "warn", "promise"}


def cut_as_told(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find ", as X has alleged" and ", as was reported by X"; the content is the clause before the comma."""
    parsed = reading.parsed
    for index in sentence:
        verb = parsed.words[index]
        start = _start_of(parsed, sentence, verb) if index not in taken else None
        source = next(iter(parsed.kids(index, "nsubj")), None) or agent_of(parsed, verb)
        if start is None or source is None or source.lemma in {"i", "we", "it"}:
            continue
        content = _clause_before(parsed, sentence, start)
        if content:
            taken.add(index)
            by = [w for w in parsed.kids(index, "agent") if agent_of(parsed, verb) is not None]
            yield Cut(source=source, cue=(verb, *by), content=tuple(content), kind=KIND)


def _start_of(parsed: Parsed, sentence: range, verb: Word) -> int | None:
    """Return where a clause that ends its sentence and tells nothing itself begins, with its "as"."""
    if (
        verb.lemma not in _TELLING
        or verb.pos != "VERB"
        or is_imagined(parsed, verb)
        or is_negated(parsed, verb)
    ):
        return None
    below = parsed.subtree(verb.index)
    first, last = below[0], below[-1]
    tells = any(w.index > verb.index for w in parsed.kids(verb.index, "ccomp", "dobj", "xcomp"))
    ends = all(parsed.words[i].dep == "punct" for i in range(last + 1, sentence.stop))
    behind = first > sentence.start + 2 and parsed.words[first - 1].text == ","
    return first if parsed.words[first].lemma == "as" and behind and ends and not tells else None


def _clause_before(parsed: Parsed, sentence: range, start: int) -> list[int]:
    """Return the last clause with "that" before the comma, else all before it."""
    before = range(sentence.start, start - 1)
    thats = [i for i in before if parsed.words[i].lemma == "that" and parsed.words[i].dep == "mark"]
    words = list(range(thats[-1], start - 1)) if thats else list(before)
    return words if any(parsed.words[i].pos in {"VERB", "AUX"} for i in words) else []
