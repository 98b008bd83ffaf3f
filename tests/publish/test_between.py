"""The table of relations: a line for a reason, and each pair of claims in one of its lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.publish.pages.labels import shelve
from sayso.publish.pages.questions import questions_of
from sayso.testing.dossiers import make_dossier


@pytest.fixture
def dossier():
    return make_dossier()


def with_findings(dossier, *findings):
    return replace(dossier, comparison=replace(dossier.comparison, findings=findings))


def hurt_of(dossier):
    return questions_of(dossier.comparison, shelve(dossier))[0]


def shown(found):
    def side(claims):
        return [f"{one.claim.label} {one.figure}".strip() for one in claims]

    return [(side(left), side(right)) for left, right in found.sides]


def three_against_thirty(dossier, relation="conflicts"):
    """Three claims, two with one figure, that stand against a fourth."""
    repeated, conflict, denied = dossier.comparison.findings
    thirty = conflict.right
    told = ((repeated.left, "at least 12"), (repeated.right, "at least 12"), (denied.left, "9 people"))
    return tuple(
        replace(
            conflict,
            relation=relation,
            left=claim,
            right=thirty,
            reason=f"“{figure}” and “30” cannot both be true.",
        )
        for claim, figure in told
    )


def test_pairs_whose_reasons_differ_in_their_figures_are_one_line_with_the_figures(dossier):
    hurt = hurt_of(with_findings(dossier, *three_against_thirty(dossier)))

    [found] = hurt.found
    assert found.reason == "“…” and “…” cannot both be true."
    [(left, right)] = shown(found)
    lone, several = sorted((left, right), key=len)
    assert (lone[0].endswith(" 30"), len(several)) == (True, 3)
    assert sum(one.endswith(" at least 12") for one in several) == 2
    assert sum(one.endswith(" 9 people") for one in several) == 1
    assert (found.pairs, hurt.relations, hurt.conflicts) == (3, 3, 3)


def test_a_reason_that_is_the_same_for_all_is_given_whole(dossier):
    one, another, _ = three_against_thirty(dossier)

    [found] = hurt_of(with_findings(dossier, one, another)).found

    assert found.reason == "“at least 12” and “30” cannot both be true."
    assert all(not claim.figure for side in found.sides[0] for claim in side)


@pytest.mark.parametrize("changes", [{"relation": "updates"}, {"judgement": "j1"}])
def test_what_took_whose_place_and_what_a_person_judged_keep_their_figures(dossier, changes):
    findings = (replace(one, **changes) for one in three_against_thirty(dossier))

    reasons = {found.reason for found in hurt_of(with_findings(dossier, *findings)).found}

    assert reasons == {
        "“at least 12” and “30” cannot both be true.",
        "“9 people” and “30” cannot both be true.",
    }


def test_every_claim_of_a_line_opens(read, dossier):
    page = read(with_findings(dossier, *three_against_thirty(dossier)))

    assert page.having("href").count(f"#{hurt_of(dossier).found[0].sides[0][0][0].claim.anchor}") > 0
    assert "3 relations between these claims" in page.text
