"""Who was told is not who told it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "All families were informed in writing on 17 February that they had to leave by 2 March.",
        "Every tenant was notified in May that the lifts would stop.",
        "All tenants were told by letter that they must go.",
        "Ada Brill was assured by letter that her flat was safe.",
        "Nine skippers were warned on Monday in a letter that the mole was unsafe.",
    ],
)
def test_those_who_were_told_say_nothing(said_in, text):
    assert said_in(text) == []
    assert said_in(text, kind="statement", publisher="Quay Board") == [("Quay Board", text.rstrip("."))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The families were informed by the court that they had to leave.", "court"),
        ("The families informed the court on Monday that they had left.", "families"),
        ("Ada Brill, told by the board that her flat was safe, said that it was not.", "Ada Brill"),
    ],
)
def test_who_tells_is_still_heard(said_in, text, speaker):
    assert speaker in [who for who, _ in said_in(text)]
