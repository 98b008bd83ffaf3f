"""Court reports, reports of relief offices, threads, channels, local papers: what was first met in them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The court heard that Lenk had left the bridge.", [("court", "that Lenk had left the bridge")]),
        ("Lenk had left the bridge, the jury heard.", [("jury", "Lenk had left the bridge")]),
        ("Lenk heard that the bridge had gone.", []),
        ("The government of Tessia declared a state of emergency.", []),
        ("The mayor declared the bridge safe.", [("mayor", "the bridge safe")]),
        (
            'The mayor writes that the dam "held" and that debris fell on a roof.',
            [("mayor", 'that the dam "held"'), ("mayor", "that debris fell on a roof")],
        ),
        (
            "The board urged Tessia to admit divers, and the Office to publish its map.",
            [("board", "Tessia to admit divers"), ("board", "the Office to publish its map")],
        ),
        (
            'Its spokesman, Ivo Lenk, has called our earlier findings "fiction".',
            [("Ivo Lenk", 'our earlier findings "fiction"')],
        ),
    ],
)
def test_who_says_what(said_in, text, told):
    assert said_in(text) == told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A deckhand said it was dark. Another said it was not. Both said it was late.", "deckhands"),
        ("Two of four lamps were out. A cook and a deckhand came. Both said it was late.", "Both"),
        ("The refinery confirmed a fire. It said it was late.", "refinery"),
        ("The Relief Coordinator, Salma Idris, said it was late.", "Salma Idris"),
    ],
)
def test_whom_a_mention_means(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


def test_a_named_facility_is_a_body_and_not_somebody_unnamed(claims_of):
    (claim,) = claims_of("The refinery said nobody was hurt.")

    assert not claim.anonymous


def test_an_update_is_numbered_and_no_part_of_a_name(claims_of):
    text = "Governor Roman Dael came.\n\nUPD2 Dael: two people were hurt."

    told = claims_of(text, kind="post", author="Orrin Live", publisher="Orrin Live")

    assert told[-1].speaker == "Roman Dael"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army denied shelling the bridge.", "happened"),
        ("The board confirmed receiving two letters.", "happened"),
        ("The army denied holding the bridge.", "ongoing"),
    ],
)
def test_whether_a_deed_is_over(claims_of, text, status):
    assert claims_of(text)[0].event_status == status


def test_none_after_a_colon_says_that_there_were_none(claims_of):
    told = claims_of("Casualties: none, the mayor says.", kind="post", author="Orrin Live")

    assert [claim.event_status for claim in told] == ["not-happened"]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ('The ministry admits "up to five" vehicles.', (5.0, "vehicles")),
        ("The mayor said 600 metres of fence had burned.", (600.0, "metres")),
    ],
)
def test_what_a_figure_counts(claims_of, text, figure):
    (quantity,) = claims_of(text)[0].quantities

    assert (quantity.value, quantity.unit) == figure


def test_a_month_since_which_something_is_so_is_a_time(claims_of):
    text = "The mayor said it was shut since January."

    (claim,) = claims_of(text, published="2027-03-12T06:00:00Z")

    assert [(time.span.of(text), time.stated.start) for time in claim.times] == [
        ("since January", "2027-01-01")
    ]


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("The minister claimed on Radio Sund that nobody was inside.", ("Radio Sund",)),
        ("The minister said on state television that nobody was inside.", ()),
        ("The minister said on Friday that nobody was inside.", ()),
        ("The minister said on the quay that nobody was inside.", ()),
    ],
)
def test_the_station_that_somebody_spoke_on_is_a_relay(claims_of, text, through):
    assert claims_of(text)[0].through == through


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("I got one thing wrong above: the picture is older.", ["retract", "assert"]),
        (
            "An earlier version of this post gave the number as 33; it is 31.",
            ["retract", "assert"],
        ),
        ("An earlier version of this bridge fell in 1911.", ["assert"]),
    ],
)
def test_what_an_earlier_version_said_is_taken_back(claims_of, text, acts):
    assert [claim.act for claim in claims_of(text, kind="post", author="Ines Corder")] == acts
