"""How probable it must be that two claims answer one question, before words make them a finding."""

from __future__ import annotations

import pytest
from tests.compare.makers import line, written

from sayso.compare.headlines import headlines_of
from sayso.compare.origins import Origins
from sayso.compare.reading import read_claims
from sayso.compare.relations import Circumstances, relate
from sayso.compare.speakers import Speakers
from sayso.compare.withdrawals import Withdrawals
from sayso.compare.words import content_stems


def least(one: str, other: str, relation: str) -> float:
    """The lowest of some probabilities from which two claims stand so; 2 where none will do."""
    cases = [written("north", line("Ana Pell", one)), written("south", line("Iko Brandt", other))]
    documents, claims = [document for document, _ in cases], [claim for _, held in cases for claim in held]
    speakers = Speakers(documents, claims)
    readings = read_claims(documents, claims, speakers)
    known = Circumstances(
        Origins(documents, speakers, (), (), headlines_of(documents, readings)), Withdrawals(readings)
    )
    for probability in (0.45, 0.55, 0.65, 0.75, 1.0):
        found = relate(*readings, known, probability)
        if found is not None and found.relation == relation:
            return probability
    return 2.0


@pytest.mark.parametrize(
    ("one", "other", "relation", "probability"),
    [
        # two telling words
        ("the gate of the yard was locked", "the yard had a locked gate", "agrees", 0.55),
        ("the gate of the yard was locked", "the gate of the yard was not locked", "conflicts", 0.55),
        # one word
        ("the gate was locked", "the guards had left the gate", "agrees", 0.55),
        ("the gate was locked", "the guards had not reached the gate", "conflicts", 0.65),
        # one topic, in the same word
        ("the bridge was narrow", "the sheds lay behind the bridge", "agrees", 0.75),
        # nothing: only what a person put to one question agrees
        ("the yard was quiet", "the guards wore grey jackets", "agrees", 1.0),
        # the two ends of one scale, without a common word
        ("the clip is genuine", "it is a fake", "conflicts", 0.55),
    ],
)
def test_the_less_two_claims_share_the_more_probable_they_must_be(
    one: str, other: str, relation: str, probability: float
) -> None:
    assert least(one, other, relation) == probability


def test_words_that_any_two_claims_may_share_tell_nothing() -> None:
    assert content_stems("petrol had been used first") == content_stems("petrol")
