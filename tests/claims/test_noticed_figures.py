"""Who has only seen another's figure does not give it himself."""

from __future__ import annotations

import pytest

EMBASSY = {"kind": "statement", "publisher": "Embassy of Sarnia"}


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (
            "We have also seen the number of 870 families given by the Ministry of Housing.",
            "Ministry of Housing",
            "the number of 870 families",
        ),
        (
            "We have read the figure of 40 dead reported by the Lenn Herald.",
            "Lenn Herald",
            "the figure of 40 dead",
        ),
        ("We are aware of the toll of 12 that the army published.", "army", "the toll of 12"),
        (
            "We know the count of 300 homes given by the harbour board.",
            "harbour board",
            "the count of 300 homes",
        ),
        ("The Embassy has seen the total of 52 cows given by the dairy.", "dairy", "the total of 52 cows"),
    ],
)
def test_a_figure_that_was_only_seen_is_theirs_who_gave_it(said_in, text, source, said):
    assert said_in(text, **EMBASSY) == [(source, said)]


def test_what_the_author_says_of_himself_beside_it_is_his(said_in):
    text = "We have seen the number of 870 families given by the Ministry; we have no count of our own."
    assert said_in(text, **EMBASSY) == [
        ("Ministry", "the number of 870 families"),
        ("Embassy of Sarnia", "we have no count of our own"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We share the estimate of 870 families given by the Ministry of Housing.",
        "The number of 870 families given by the Ministry of Housing is too high.",
        "We have seen 870 families at the camp.",
        "We have helped the 870 families counted by the Ministry of Housing.",
        "We saw the nine boats reported by the yard.",
        "We have not seen the figure of 40 dead reported by the Lenn Herald.",
    ],
)
def test_who_stands_by_it_or_saw_the_thing_itself_says_so(said_in, text):
    assert ("Embassy of Sarnia", text.rstrip(".")) in said_in(text, **EMBASSY)
