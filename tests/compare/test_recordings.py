"""What a recording shows is not said of the recording; kinds of one bang, and people who are looked for."""

from __future__ import annotations

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.compare.phrases import plain
from sayso.compare.recordings import is_age_of_recording, negates_within
from sayso.compare.words import tokens_of


def stands(one: str, other: str, *figures: tuple[float, str]) -> str:
    """How two claims of two people stand, where a person put them to one question; "" for not at all."""
    quantities = [[number(*figure)] for figure in figures] or [[], []]
    documents = [
        written(name, line(speaker, words, *counted))
        for name, speaker, words, counted in zip(
            ("north", "south"), ("Ana Pell", "Iko Brandt"), (one, other), quantities, strict=True
        )
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)
    found = compared(*documents, joined=[pair]).findings
    return found[0].relation if found else ""


@pytest.mark.parametrize(
    "shown",
    [
        "the video shows a boy, 12 years old, being shot",
        "the video shows an old man being shot",
        "the video shows a boy being shot in the old town",
        "the video shows a boy being shot as he lies on the ground",
        "the video shows a dead boy who lies in the road",
    ],
)
def test_what_a_video_shows_does_not_conflict_with_its_being_genuine(shown: str) -> None:
    assert stands(shown, "the video is genuine") == "agrees"


@pytest.mark.parametrize(
    "shown",
    [
        "nobody helps the boy who is shot in the video",
        "there is no sound in the video of a boy being shot",
        "the video shows that the boy had no stone in his hand",
    ],
)
def test_what_is_not_in_a_video_tells_nothing_of_whether_it_is_genuine(shown: str) -> None:
    assert stands(shown, "the video is genuine") == ""


def test_a_video_that_is_old_or_not_from_there_is_not_what_it_is_called() -> None:
    assert stands("it is an old video", "the video is genuine") == "conflicts"
    assert stands("the video was not filmed in Orvik", "the video is genuine") == "conflicts"
    assert stands("the video of the boy is a pack of lies", "the video is genuine") == "conflicts"


@pytest.mark.parametrize(
    ("words", "is_age"),
    [
        ("an old film", True),
        ("an old archive clip", True),
        ("it is two weeks old", True),
        ("the recording was at least three weeks old", True),
        ("an old man", False),
        ("the school is 40 years old", False),
        ("a girl, 6 years old, waves in the clip", False),
        ("the clip shows a bridge that is 90 years old", False),
    ],
)
def test_an_age_is_the_recordings_where_it_is_said_of_one(words: str, is_age: bool) -> None:
    text = plain(words)
    tokens = tokens_of(text)
    at = next(place for place, token in enumerate(tokens) if token.lower == "old")

    assert is_age_of_recording(text, tokens, at) is is_age


def test_a_negation_of_the_recording_is_none_of_something_in_it() -> None:
    assert negates_within("nobody helps him in the film")
    assert not negates_within("the film was not made here")
    assert not negates_within("nobody helps him")


def test_shells_bombs_and_explosions_that_are_heard_are_no_conflict() -> None:
    heard = (
        "there was no warning before the shells fell",
        "we heard the explosions and then nothing",
        "bombs were falling, and nobody slept",
    )
    for one, other in zip(heard, (*heard[1:], heard[0]), strict=True):
        assert stands(one, other) != "conflicts"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they heard shells, not bombs", "they heard bombs"),
        ("not shells but bombs fell on the market", "shells fell on the market"),
        ("it was not a shell but a gas bottle that exploded", "a shell exploded"),
    ],
)
def test_who_says_what_it_was_not_stands_against_who_says_that_it_was(one: str, other: str) -> None:
    assert stands(one, other) == "conflicts"


def test_who_says_where_it_was_not_stands_against_nobody() -> None:
    assert stands("shells fell on the market, not on the port", "shells fell on the market") == "agrees"


def test_who_plainly_negates_is_not_quoted_as_ruling_a_word_out() -> None:
    one = written("north", line("Ana Pell", "the harbour board was not warned, its clerk was there"))
    other = written("south", line("Iko Brandt", "the harbour board was warned"))

    assert "rules out" not in " ".join(finding.reason for finding in compared(one, other).findings)


def test_bangs_that_are_counted_conflict_by_their_figures() -> None:
    figures = (3, "shells"), (9, "explosions")

    assert stands("she heard three shells", "he heard nine explosions", *figures) == "conflicts"


@pytest.mark.parametrize(
    "sought",
    [
        "police are looking for three suspects",
        "three suspects are being sought",
        "they are searching for three men suspected of setting the fire",
    ],
)
def test_who_is_looked_for_because_he_did_it_is_not_missing(sought: str) -> None:
    figures = (3, "suspects" if "suspects" in sought else "men"), (3, "people")

    assert stands(sought, "three people are still missing after the fire", *figures) == ""


def test_the_same_people_looked_for_by_two_are_one_number() -> None:
    figures = (3, "suspects"), (3, "gunmen")

    assert stands("police are looking for three suspects", "a hunt for three gunmen is on", *figures) == (
        "agrees"
    )


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the clip was filmed minutes after the blast", "the clip was filmed near Orvik", ""),
        (
            "a driver sent us the clip",
            "the clip was filmed near Orvik",
            "agrees",
        ),  # not said by whom it was sent
        ("the clip was sent to us by a driver", "the clip was filmed near Orvik", ""),
        ("the clip was filmed near Orvik", "the clip was filmed near Orvik yesterday", "agrees"),
        ("the clip was filmed in May", "the clip was filmed last week", "agrees"),
        ("the clip is genuine", "the clip was filmed minutes after the blast", ""),
        ("the clip is genuine", "the clip was filmed near Orvik", "agrees"),
        ("the clip is genuine and was filmed on 3 May", "the clip was filmed on 3 May", "agrees"),
        ("the clip is a fake", "the clip was filmed minutes after the blast", "conflicts"),
        ("the clip is an old one", "the clip was filmed near Orvik", "conflicts"),
        ("the clip is genuine and dates from last week", "the clip is genuine", "agrees"),
        ("the clip was shot at night", "the clip was shot near Orvik", ""),
        ("the clip was filmed in the early morning", "the clip was not filmed in Orvik", ""),
    ],
)
def test_when_where_and_from_whom_a_recording_comes_are_three_questions(
    one: str, other: str, relation: str
) -> None:
    assert stands(one, other) == relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the video was filmed near the Market hall in Orvik", "the video was not filmed in Orvik"),
        ("the video was filmed in Orvik", "the video is a fake, made last week on a computer"),
        ("two boys were shot in the square", "no boys were shot last night"),
        ("the hostages were taken near Orvik", "no hostages were taken last night"),
        ("the video is genuine and the boy is alive", "nobody in the video is alive"),
    ],
)
def test_what_is_denied_of_a_recording_or_of_no_recording_is_no_other_question(one: str, other: str) -> None:
    assert stands(one, other) == "conflicts"
