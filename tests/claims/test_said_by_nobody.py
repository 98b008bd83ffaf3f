"""Who said nothing, who withholds something, who may be anybody, and a few pronouns and labels."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "No official said that the dam broke.",
        "None of the survivors said they had seen a flare.",
        "No Tamsel official said that the dam broke.",
        "Nobody told the crew that the port was shut.",
        "Nobody in the ministry said that the dam broke.",
        "Anyone claiming that the dam broke is lying.",
        "Whoever says that the dam broke is wrong.",
        "Those who say the dam broke are wrong.",
        "Those who claim that the seal was forged have no proof.",
        "Those who would have said the dam broke were gone.",
        "Those that say the dam broke know nothing.",
        "Detectives questioned the suspect.",
        "Four workers had been questioned by Monday.",
        "Police questioned him about the fire.",
        "The board refused to release the prisoners.",
        "The army declined to hand over the suspect.",
        "The guns remained silent on Friday.",
        "The crowd kept silent for a minute.",
    ],
)
def test_nothing_is_claimed_by_those_who_said_nothing(said_in, text):
    assert said_in(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("No fewer than 12 officials said the dam broke.", "No fewer than 12 officials"),
        ("Three officials said the dam broke.", "Three officials"),
        ("The ministry questioned the figures.", "ministry"),
        ("Those who got out said the tram was speeding.", "Those who got out"),
        ("Those that hid said the troops had burned the mill.", "Those that hid"),
        ("Those who stayed told the Herald that they had seen it.", "Those who stayed"),
        ("Those hurt said the tram was late.", "hurt"),
        ("Those who said the gate held were wrong.", "Those"),
        ("Nobody's Sons, a charity, said two had died.", "Sons"),
        ("No Frontiers, a charity, said two had died.", "Frontiers"),
        ("No Name Bakery said that two had died.", "Name Bakery"),
        ("None Such Yard said it had lost six boats.", "None Such Yard"),
    ],
)
def test_some_are_not_nobody(said_in, text, speaker):
    assert [one for one, _ in said_in(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "I saw the clip in 2021, so whoever says it is new is wrong.",
        "Anyone who claims the dam broke is lying.",
    ],
)
def test_what_is_said_against_anybody_is_whole_the_authors(said_in, text):
    assert said_in(text, kind="post", author="Ada Brill") == [("Ada Brill", text.rstrip("."))]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor did not explain why the siren failed.", "mayor", "why the siren failed"),
        ("The army has not explained who fired.", "army", "who fired"),
        ("The mayor has not said who closed the gate.", "mayor", "who closed the gate"),
        ("The firm has not yet explained to us who declared it.", "firm", "who declared it"),
        ("The firm declined to make the list public.", "firm", "the list public"),
        ("The army refused to hand over the logs.", "army", "the logs"),
        ("The clinic would not release the names.", "clinic", "the names"),
        ("The firm would not share its data.", "firm", "its data"),
        ("The ministry has remained silent.", "ministry", "silent"),
        ("The regional staff keeps silent.", "regional staff", "silent"),
    ],
)
def test_who_withholds_what_he_was_asked_for_says_nothing(claims_of, text, speaker, content):
    [claim] = claims_of(text)
    assert (claim.speaker, claim.act, claim.content[0].of(text)) == (speaker, "no-comment", content)


def test_what_somebody_could_not_rule_out_is_one_claim(said_in):
    text = "Minister Ada Brill said she could not rule out a fire."
    assert said_in(text) == [("Ada Brill", "she could not rule out a fire")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The city utility says the power is out. Repairs will take until Friday, it adds.", "city utility"),
        ("Just spoke to a dockworker. He says the crane fell.", "dockworker"),
        ("I met a trawlerman on the quay. He says the crane fell.", "trawlerman"),
        ("We met a storm on the quay. He says the crane fell.", "he"),  # nobody that was told of
    ],
)
def test_it_is_a_utility_and_he_is_whom_one_spoke_to(said_in, text, speaker):
    assert said_in(text, kind="post", author="Orrin Live")[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("UPD 13:30 The bridge is open again.", "The bridge is open again"),
        ("UPDATE 13:30 3 dead in the blast.", "3 dead in the blast"),
        ("UPD3 19:30 ❗️Correction: five wagons burned, not three.", "five wagons burned, not three"),
        ("🔴 12:05 Police have closed the quay.", "Police have closed the quay"),
        ("UPD: the bridge is open again.", "the bridge is open again"),
        ("UPDATE: The bridge is open again.", "The bridge is open again"),
    ],
)
def test_a_label_takes_its_clock_time_with_it(said_in, text, content):
    assert said_in(text, kind="post", author="Orrin Live")[0][1] == content
