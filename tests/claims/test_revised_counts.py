"""Who raises or lowers a count that he keeps gives the new one: "raised its toll from 9 to 12"."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "said", "figure"),
    [
        (
            "The Interior Ministry raised its count of the families to 640.",
            "Interior Ministry",
            "its count of the families to 640",
            (640.0, "families"),
        ),
        (
            "The harbour board revised its toll to 12 from 9.",
            "harbour board",
            "its toll to 12",
            (12.0, "deaths"),
        ),
        (
            "The guild revised its estimate of the loss from 40 to 22 boats on Monday.",
            "guild",
            "its estimate of the loss … to 22 boats",
            (22.0, "boats"),
        ),
        (
            "The ministry has raised its death toll to at least 52 people, from 40.",
            "ministry",
            "its death toll to at least 52 people",
            (52.0, "people"),
        ),
        ("Police raised the toll to 31 on Monday.", "Police", "the toll to 31", (31.0, "deaths")),
    ],
)
def test_the_new_count_is_claimed_and_the_old_one_not(claims_of, text, speaker, said, figure):
    (claim,) = claims_of(text)
    assert claim.speaker == speaker
    assert " … ".join(span.of(text) for span in claim.content) == said
    assert [(q.value, q.unit) for q in claim.quantities] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "A third death raised the toll to 3.",
        "Two more bodies raised the toll to 31.",
        "The ministry raised taxes to 12 percent.",
        "The mill raised its prices to 9 crowns.",
        "The guild will raise its estimate to 40.",
        "The guild wants to raise the toll to 40.",
        "The guild raised its flag to 40 metres.",
        "The ministry cut the number of guards to 40.",
        "The board updated its figure to reflect the dead.",
    ],
)
def test_what_raises_a_toll_and_who_raises_a_price_say_nothing(said_in, text):
    assert said_in(text) == []
