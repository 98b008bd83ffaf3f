"""What stands to a claim stands to its copies; who repeats the same as another is of its source."""

from __future__ import annotations

from types import SimpleNamespace

from tests.compare.makers import NEXT_DAY, compared, line, number, written

from sayso.claims.types import GENERAL_BELIEF
from sayso.compare.copies import with_copies
from sayso.compare.types import Finding
from sayso.values import Digest, digest_bytes


def _readings(count: int) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            id=digest_bytes(str(at).encode()),
            shown=f"words of {at}",
            number=at,
            said_at=f"2031-05-0{at + 1}",
            claim=SimpleNamespace(speaker=f"speaker {at}"),
        )
        for at in range(count)
    ]


READINGS = _readings(4)


def _found(relation: str, one: int, other: int) -> Finding:
    return Finding(relation=relation, left=_id(one), right=_id(other), reason="As judged.")  # type: ignore[arg-type]


def _id(at: int) -> Digest:
    return READINGS[at].id  # type: ignore[no-any-return]


def _stand(judged, weak, *, least=1.0):
    """The relations of all pairs, where those of `weak` are found from so many times their probability."""
    out = with_copies(
        {pair: _found(relation, *pair) for pair, relation in judged.items()},
        READINGS,
        set(judged) | set(weak),
        lambda pair, times: _found(weak[pair], *pair) if times >= least else None,
    )
    return {pair: found.relation for pair, found in out.items()}


def test_what_conflicts_with_a_claim_conflicts_with_its_copies() -> None:
    judged = {(0, 1): "repeats", (0, 2): "conflicts"}

    assert _stand(judged, {(1, 2): "conflicts"}, least=2.0) == {**judged, (1, 2): "conflicts"}
    assert _stand(judged, {(1, 2): "conflicts"}, least=3.0) == judged  # still too improbable
    assert _stand(judged, {(1, 2): "different-scope"}) == judged  # by itself it stands otherwise


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
