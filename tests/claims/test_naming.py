"""Short names for claims: no two the same, and each means one claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.makers import line, written

from sayso.claims.naming import SHORTEST, NoSuchClaim, find_claim, short_ids
from sayso.values import TextSpan, digest_bytes

digests = st.lists(st.binary(max_size=4).map(digest_bytes), max_size=40)


@given(digests)
def test_short_names_are_of_one_length_and_mean_one_claim(ids) -> None:
    names = short_ids(ids)

    assert set(names) == set(ids)
    assert len({len(name) for name in names.values()}) <= 1
    assert len(set(names.values())) == len(names)
    assert all(one.startswith(name) and len(name) >= SHORTEST for one, name in names.items())


def test_a_claim_is_found_by_its_short_name_in_any_case_of_letters() -> None:
    _, claims = written("north", line("Ana Pell", "the pit was shut"), line("Iko Brandt", "nobody was hurt"))
    names = short_ids(claim.id for claim in claims)

    for claim in claims:
        assert find_claim(names[claim.id], claims) == claim
        assert find_claim(claim.id.upper(), claims) == claim


@pytest.mark.parametrize("asked", ["", "0", "zzzzz", "the pit"])
def test_what_means_no_claim_is_refused(asked: str) -> None:
    _, claims = written("north", line("Ana Pell", "the pit was shut"))

    with pytest.raises(NoSuchClaim, match="No claim"):
        find_claim(asked, claims)


def test_a_name_that_several_claims_share_is_refused_with_their_names() -> None:
    _, [claim] = written("north", line("Ana Pell", "the pit was shut"))
    many = [replace(claim, content=(TextSpan(0, end),)) for end in range(1, 4_001)]
    starts = Counter(one.id[:SHORTEST] for one in many)
    shared, times = starts.most_common(1)[0]

    with pytest.raises(NoSuchClaim, match=rf"could be any of {times} claims: .*Give more digits"):
        find_claim(shared, many)
