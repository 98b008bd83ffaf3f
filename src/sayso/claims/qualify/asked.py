"""The nouns that questions ask for, which their answers leave out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading

_SHORT_QUESTION = 8  # words


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for."""

    at: int  # where the question names it, or begins to ask
    sentence: int
    noun: str  # plural, in small letters; "" where it leaves the noun out: "How many are in custody?"


def asked_for(reading: Reading) -> Iterator[Asked]:
    """Give what questions ask for: "How many engines?", "And the houses?", "How many have died?"."""
    parsed = reading.parsed
    for sentence in parsed.sentences:
        words = [parsed.words[place] for place in sentence]
        if not any(word.text == "?" for word in words[-2:]):
            continue
        nouns = [word for word in words if word.tag == "NNS"]
        how_many = next(
            (w for v, w in itertools.pairwise(words) if v.lemma == "how" and w.lemma == "many"), None
        )
        if how_many is not None:
            after = [word for word in words if word.index > how_many.index]
            if _leaves_noun_out(after):
                yield Asked(how_many.start, how_many.sentence, "")
                continue
            nouns = [word for word in after if word.tag == "NNS"][:1]
        if nouns and (how_many is not None or len(words) <= _SHORT_QUESTION):
            yield Asked(nouns[-1].start, nouns[-1].sentence, nouns[-1].text.lower())


def _leaves_noun_out(after: Sequence[Word]) -> bool:
    """Tell "How many | are behind bars" and "How many | died" from "How many | were burnt trucks"."""
    first = after[0] if after else None
    return first is not None and first.tag in {"VBP", "VBD", "VBZ", "MD"} and first.pos in {"VERB", "AUX"}
