"""Whether something goes on, is over, is to come or did not happen, in wordings met on new stories."""

from __future__ import annotations

import pytest

CHANNEL = {"kind": "post", "author": "Keld Live"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No siren, it was the dogs that woke us.", "not-happened"),
        ("No lights, nothing, the pumps have stopped.", "not-happened"),
        ("No doubt, it was the dogs that woke us.", "happened"),
        ("Boys dancing round a fire at the gate an hour ago.", "happened"),
        ("Boys dancing round a fire at the gate.", "ongoing"),
        ("At least 20 will have drowned by now.", "happened"),
        ("At least 20 will have left by Sunday.", "planned"),
        ("The drivers will get no pay.", "not-happened"),
        ("Most drivers have no water.", "ongoing"),
        ("I meant to read it after the season.", "happened"),
        ("I mean to read it after the season.", "planned"),
        ("What drove people out was the smoke.", "happened"),
        ("What drives people out is the smoke.", "ongoing"),
    ],
)
def test_the_status_of_what_an_author_says(claims_of, text, status):
    assert claims_of(text, **CHANNEL)[0].event_status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The council accused the guard of closing the road to please the mayor.", "happened"),
        ("The council accused the guard of holding nine men to please the mayor.", "happened"),
        ("The council asked the guard to close the road to please the mayor.", "planned"),
        ("Another 112 were missing, according to police.", "ongoing"),
        ("Another 112 were hurt, according to police.", "happened"),
        ("Another 112 missed the boat, according to police.", "happened"),
        ("The council conceded that the mayor was abroad until Friday night.", "happened"),
        ("The council conceded that the mayor was abroad.", "ongoing"),
        ("Where is he? Aboard his yacht, according to the harbour office.", "ongoing"),
        ("Killed aboard his yacht, according to the harbour office.", "happened"),
    ],
)
def test_the_status_of_what_others_are_told_to_say(claims_of, text, status):
    assert claims_of(text)[0].event_status == status


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Someone bring water.", "demand"),
        ("Somebody should open the gate.", "demand"),
        ("Someone brought water.", "assert"),
        ("Somebody should have opened the gate.", "assert"),
        ("The road should be clear by noon.", "assert"),
    ],
)
def test_what_somebody_should_do_is_asked_for(claims_of, text, act):
    assert claims_of(text, **CHANNEL)[0].act == act
