"""What stands to a claim stands to its copies; who repeats the same as another is of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from tests.compare.makers import NEXT_DAY, compared, line, number, written

from sayso.claims.types import GENERAL_BELIEF
from sayso.compare.copies import Pair, with_copies
from sayso.compare.reading import Reading, read_claims
from sayso.compare.speakers import Speakers
from sayso.compare.types import Finding


def _readings(days: Sequence[int]) -> Sequence[Reading]:
    """Claims of as many speakers, each said on a day of May."""
    made = [
        written(f"d{at}", line(f"Speaker {at}", f"the {at} train was late"), published=f"2031-05-{day:02}")
        for at, day in enumerate(days)
    ]
    documents, claims = [document for document, _ in made], [claim for _, (claim,) in made]
    return read_claims(documents, claims, Speakers(documents, claims))


def _found(relation: str, *ends: Reading) -> Finding:
    left, right = (one.id for one in ends)
    return Finding(relation=relation, left=left, right=right, reason="As judged.")  # type: ignore[arg-type]


def _copied(judged, weak, *, least=1.0, days=(1, 2, 3, 4)) -> Mapping[Pair, Finding]:
    """How all pairs stand, where those of `weak` are found from so many times their probability."""
    readings = _readings(days)
    found = {
        pair: _found(relation, *(readings[at] for at in pair))
        for pair, relation in {**weak, **judged}.items()
    }
    return with_copies(
        {pair: found[pair] for pair in judged},
        readings,
        found.keys(),
        lambda pair, times: found[pair] if times >= least else None,
    )


def _stand(judged, weak, **more):
    """The relations of all pairs."""
    return {pair: found.relation for pair, found in _copied(judged, weak, **more).items()}


def test_what_conflicts_with_a_claim_conflicts_with_its_copies() -> None:
    judged = {(0, 1): "repeats", (0, 2): "conflicts"}

    assert _stand(judged, {(1, 2): "conflicts"}, least=2.0) == {**judged, (1, 2): "conflicts"}
    assert _stand(judged, {(1, 2): "conflicts"}, least=3.0) == judged  # still too improbable
    assert _stand(judged, {(1, 2): "different-scope"}) == judged  # by itself it stands otherwise


@pytest.mark.parametrize("relation", ["conflicts", "different-scope"])
@pytest.mark.parametrize(
    ("copy", "known", "weak"), [((0, 1), (0, 2), (1, 2)), ((1, 2), (0, 1), (0, 2)), ((0, 2), (1, 2), (0, 1))]
)
def test_whichever_of_two_was_copied_the_other_stands_so_to_the_copy(relation, copy, known, weak) -> None:
    judged = {copy: "repeats", known: relation}

    assert _stand(judged, {weak: relation}) == {**judged, weak: relation}


def test_no_agreement_nor_update_is_found_by_a_copy() -> None:
    for relation in ("agrees", "updates"):
        judged = {(0, 1): "repeats", (0, 2): relation}
        assert _stand(judged, {(1, 2): relation}) == judged


def test_who_only_agrees_is_no_copy() -> None:
    judged = {(0, 1): "agrees", (0, 2): "conflicts"}

    assert _stand(judged, {(1, 2): "conflicts"}) == judged


def test_two_who_repeat_one_are_of_one_source() -> None:
    judged = {(0, 1): "repeats", (0, 2): "repeats", (1, 2): "agrees", (1, 3): "agrees"}

    assert _stand(judged, {}) == {**judged, (1, 2): "repeats"}


def test_of_several_that_two_repeat_the_one_that_was_said_first_is_their_source() -> None:
    judged = {(at, copy): "repeats" for at in (0, 1, 2) for copy in (3, 4)} | {(3, 4): "agrees"}
    found = _copied(judged, {}, days=(3, 2, 4, 5, 6))

    assert "which Speaker 1 said" in found[3, 4].reason


@pytest.mark.parametrize(("third", "relation"), [(1, "repeats"), (3, "agrees"), (5, "agrees")])
def test_who_speaks_after_either_of_two_is_not_their_source(third: int, relation: str) -> None:
    judged = {(0, 1): "repeats", (0, 2): "repeats", (1, 2): "agrees"}

    assert _stand(judged, {}, days=(third, 2, 4))[1, 2] == relation


def test_a_pair_that_a_person_parted_is_not_found_by_a_copy() -> None:
    words = "5 people were killed at Orvik quay"
    first = written("first", line("Lena Osk", words, number(5, "people")))
    copy = written("copy", line("Lena Osk", words, number(5, "people")))
    other = written("other", line("Iko Brandt", "2 people were killed at Orvik quay", number(2, "people")))
    parted = frozenset({copy[1][0].id, other[1][0].id})
    found = {frozenset({one.left, one.right}): one.relation for one in compared(first, copy, other).findings}
    apart = {
        frozenset({one.left, one.right}): one.relation
        for one in compared(first, copy, other, parted=[parted]).findings
    }

    assert found[parted] == "conflicts"
    assert parted not in apart
    assert set(apart) == set(found) - {parted}


def test_a_later_text_that_names_two_as_its_sources_makes_no_source_of_them() -> None:
    first = written(
        "first",
        line("Orvik Police", "12 people were killed at Orvik quay", number(12, "people")),
        kind="statement",
        publisher="Orvik Police",
    )
    other = written(
        "other",
        line("Lena Osk", "12 people died at Orvik quay in the fire", number(12, "people")),
        kind="post",
        publisher="Lena Osk",
    )
    digest = written(
        "digest",
        line(GENERAL_BELIEF, "12 people were killed at Orvik quay", number(12, "people")),
        kind="post",
        publisher="Quay Watch",
        cites=("first", "other"),
        published=NEXT_DAY,
    )
    pair = {first[1][0].id, other[1][0].id}
    [found] = [one for one in compared(first, other, digest).findings if {one.left, one.right} == pair]

    assert found.relation == "agrees"
