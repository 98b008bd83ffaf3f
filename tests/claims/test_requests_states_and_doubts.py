"""Requests, withdrawals and refusals in one's own voice; states that last; what is negated; how sure."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Whoever has a pump, come to the mill!", "demand"),
        ("Anyone with ropes to lend, ring the harbour office.", "demand"),
        ("Whoever has a pump comes to the mill.", "assert"),
        ("Those who fled, we hear, are safe.", "assert"),
        ("Drivers are asked to keep the quay free.", "demand"),
        ("Nobody was asked to leave the quay.", "assert"),
        ("I got this one wrong.", "retract"),
        ("Retracted, with apologies.", "retract"),
        ("Withdrawn from the harbour on Friday, the ship lies in Orrin.", "assert"),
        ("The request for the plans is refused.", "deny"),
        ("The claim that the quay was shut is old.", "assert"),
    ],
)
def test_an_author_asks_withdraws_and_refuses_in_so_many_words(claims_of, text, act):
    [claim] = claims_of(text, kind="post", author="Quay Watch")
    assert claim.act == act


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The gate has been shut since Friday.", "ongoing"),
        ("The gate has been opened twice since Friday.", "happened"),
        ("The rail has been rotten for months.", "ongoing"),
        ("We were singing on the quay.", "happened"),
        ("Not one boat of the club got through.", "not-happened"),
        ("The quay is in no danger.", "not-happened"),
        ("They have come to no harm.", "not-happened"),
        ("There is no leak in Orrin: samples taken on 1 May showed sand.", "not-happened"),
    ],
)
def test_what_lasts_what_is_over_and_what_is_not_so(claims_of, text, status):
    [claim] = claims_of(text, kind="post", author="Quay Watch")
    assert claim.event_status == status


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ada Brill said it looked very much like a leak.", "probable"),
        ("Ada Brill is positive that the gate was shut.", "certain"),
        ("Ada Brill expects that the gate will close on Friday.", "unspecified"),
        ("Pupils asked whether lessons could stay in the hall.", "unspecified"),
        ("Ada Brill said the gate could be shut by now.", "possible"),
    ],
)
def test_how_sure_is_said_by_these_words(claims_of, text, certainty):
    assert claims_of(text)[-1].certainty == certainty
