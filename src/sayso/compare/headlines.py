"""A text's own headline: it tells over the text what somebody says in it, and is no second origin.

"Flood in Tell: four killed, mayor says" stands over "Four people were killed, the mayor, Ana Vist, said".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.claims.types import Document
from sayso.compare.answers import compare_answers
from sayso.compare.names import Name, read_name
from sayso.compare.reading import Reading
from sayso.compare.twins import headline_end, twins_of
from sayso.compare.words import content_stems, stem, tokens_of

_SHARED = 0.7  # of a headline's words that the claim below it has, where no figure tells


def headlines_of(documents: Sequence[Document], readings: Sequence[Reading]) -> dict[int, int]:
    """Return, for claims in headlines of articles, the claim below that each is the headline of; by numbers.

    A claim has one where the text below gives the same answer, and the headline names nobody, or by
    fewer words who says it there. Of several, that which has most of its words; then the first.
    """
    ends = {document.doc_id: headline_end(document) for document in documents}
    text = {name: names[0] for names in twins_of(documents) for name in names}
    above: dict[str, list[Reading]] = defaultdict(list)  # by one of the documents that have the text
    below: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        doc_id = reading.claim.doc_id
        is_above = reading.claim.content[-1].end <= ends[doc_id]
        (above if is_above else below)[text.get(doc_id, doc_id)].append(reading)
    found = {}
    for doc_id, heads in above.items():
        for head in heads:
            told = max(_told_below(head, below[doc_id]), default=None, key=lambda pair: pair[0])
            if told is not None:
                found[head.number] = told[1].number
    return found


def _told_below(head: Reading, below: Sequence[Reading]) -> Iterable[tuple[tuple[bool, int, int], Reading]]:
    """Yield claims that a headline may be of, each with how much speaks for it."""
    named = read_name(head.claim.speaker)
    is_label = _is_label(named) and all(head.speaker != one.speaker for one in below)
    for one in below:
        called_so = _words_of(named) <= one.context
        if (head.unnamed or called_so or is_label) and one.takes_position and _says_the_same(head, one):
            yield (called_so, len(head.stems & one.stems), -one.order), one


def _says_the_same(head: Reading, one: Reading) -> bool:
    answer = compare_answers(head, one)
    if answer.outcome != "same":
        return False
    shared = len(head.stems & one.stems)
    in_words = shared == len(head.stems) > 0 or shared >= max(2, _SHARED * len(head.stems))
    return answer.figures is not None or in_words


def _is_label(name: Name) -> bool:
    """Whether it may be the place that stands before a headline: "Tell: four killed"."""
    return not (name.person or name.kinds)


def _words_of(name: Name) -> frozenset[str]:
    """The stems by which a speaker is called: "mayor", "police chief"."""
    return frozenset(content_stems(name.text)) | {
        stem(token.lower) for token in tokens_of(name.text) if token.lower in name.kinds
    }
