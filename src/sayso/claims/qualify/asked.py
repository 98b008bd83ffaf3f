"""The nouns that questions ask for, which their answers leave out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading

_SHORT_QUESTION = 8  # words


def asked_for(reading: Reading) -> Iterator[Word]:
    """Give the nouns that questions ask for: "How many engines?", "And the houses?"."""
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
            nouns = [word for word in nouns if word.index > how_many.index][:1]
        if nouns and (how_many is not None or len(words) <= _SHORT_QUESTION):
            yield nouns[-1]
