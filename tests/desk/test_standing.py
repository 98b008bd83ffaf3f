"""What two searches say of one pair of recordings counts once, also as evidence of one origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sayso.desk.copies import CaseCopies
from sayso.footage.turning import turned
from sayso.footage.types import Copy, CopySearch
from sayso.store.queries import CaseInfo
from sayso.testing.dossiers import make_dossier
from sayso.values import Method


def searches_of(*found: Copy) -> CaseCopies:
    """Return what a case's searches found, one search a finding."""
    searches = tuple(
        CopySearch(
            query=copy.query,
            copies=(copy,),
            searched=1,
            searched_keyframes=9,
            skipped=(),
            method=Method(name="footage.search", version="1"),
        )
        for copy in found
    )
    case = CaseInfo(slug="quay", title="Quay", opened_at=datetime(2031, 5, 6, tzinfo=UTC))
    return CaseCopies(case=case, searches=searches, record=None, not_looked=())


def a_copy() -> Copy:
    """Return a finding of one stretch."""
    [shown] = make_dossier().copies
    return replace(shown.copy, kind="same-footage", score=0.9)


def test_a_pair_that_is_found_from_both_sides_stands_once() -> None:
    found = searches_of(a_copy(), turned(a_copy()))

    assert len(found.copies) == 2
    assert [copy.query for copy in found.standing] == [a_copy().query]


def test_two_sides_that_contradict_each_other_leave_no_copy() -> None:
    mirrored = replace(turned(a_copy()), mirror=not a_copy().mirror)

    [standing] = searches_of(a_copy(), mirrored).standing

    assert standing.kind == "undecided"
    assert "mirrored or not" in str(standing.details["decided_by"])
