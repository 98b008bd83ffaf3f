"""Posts: what they pass on, what they call false, what they take back, and what is furniture."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from sayso.claims.posts.passing import find_passing
from sayso.claims.posts.verdicts import find_verdicts
from sayso.values import TextSpan

CHANNEL = {"kind": "post", "author": "Orrin Live", "publisher": "Orrin Live"}


@pytest.fixture
def told(claims_of):
    """Return a function: the text of a post -> "speaker | act | content" of each claim."""

    def told(text, **described):
        claims = claims_of(text, **{**CHANNEL, **described})
        return [
            " | ".join((c.speaker, c.act, " … ".join(span.of(text) for span in c.content))) for c in claims
        ]

    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RT @harbourwatch: Two cranes are down at the Selby terminal. No injuries reported.",
            [
                "@harbourwatch | assert | Two cranes are down at the Selby terminal",
                "@harbourwatch | assert | No injuries reported",
            ],
        ),
        (
            "RT @kessa_news Fire at the depot on Lime Street. Four crews on site.",
            [
                "@kessa_news | assert | Fire at the depot on Lime Street",
                "@kessa_news | assert | Four crews on site",
            ],
        ),
        (
            "RT @harbourwatch: the pier is gone\nFrom us: it is not, we are standing on it.",
            [
                "@harbourwatch | assert | the pier is gone",
                "Orrin Live | assert | it is not, we are standing on it",
            ],
        ),
        (
            "🔁 Reposted from @quay_eye\nThe pier has collapsed. Two boats sank.",
            ["@quay_eye | assert | The pier has collapsed", "@quay_eye | assert | Two boats sank"],
        ),
        (
            "Forwarded from Dorn Alerts\nPower is out in the whole district.",
            ["Dorn Alerts | assert | Power is out in the whole district"],
        ),
        (
            "Via @marle_local: smoke over the refinery since dawn.",
            ["@marle_local | assert | smoke over the refinery since dawn"],
        ),
        (
            "The ferry has run aground off Tarn Point. (via @tarnwatch)",
            ["@tarnwatch | assert | The ferry has run aground off Tarn Point"],
        ),
        (
            "Lusna TV: the bridge at Orrin is closed in both directions.",
            ["Lusna TV | assert | the bridge at Orrin is closed in both directions"],
        ),
        (
            "⚡️Marle governor's press service: 14 drones shot down over Dorn",
            ["Marle governor's press service | assert | 14 drones shot down over Dorn"],
        ),
        ("@tarnwatch: the lighthouse is dark.", ["@tarnwatch | assert | the lighthouse is dark"]),
        (
            "Hospital sources in Marle: over 200 hurt. The council hides it, if what we hear is right.",
            [
                "Hospital sources in Marle | assert | over 200 hurt",
                "Orrin Live | assert | The council hides it, if what we hear is right",
            ],
        ),
        (
            "Officials: 3 dead. Witnesses: at least 10.",
            ["Officials | assert | 3 dead", "Witnesses | assert | at least 10"],
        ),
        (
            "Nine people were taken to hospital after the blast. - hospital sources",
            ["hospital sources | assert | Nine people were taken to hospital after the blast"],
        ),
        ("Eleven shops looted overnight (police)", ["police | assert | Eleven shops looted overnight"]),
        (
            "The market is open. Eleven shops were looted (police).",
            ["Orrin Live | assert | The market is open", "police | assert | Eleven shops were looted"],
        ),
        (
            "The dam will be opened at noon. — Halden Press Agency",
            ["Halden Press Agency | assert | The dam will be opened at noon"],
        ),
        ("12 dead. (Source: Lusna TV)", ["Lusna TV | assert | 12 dead"]),
        ("12 people are dead. (Source: Lusna TV)", ["Lusna TV | assert | 12 people are dead"]),
        ("12 dead (doctors)", ["doctors | assert | 12 dead"]),
        ("From Lusna TV: 12 dead in Tarn", ["Lusna TV | assert | 12 dead in Tarn"]),
        (
            "A doctor was killed (police), a nurse fled (witnesses)",
            ["Orrin Live | assert | A doctor was killed (police)", "witnesses | assert | a nurse fled"],
        ),
        ("Eleven dead (two hospital sources)", ["two hospital sources | assert | Eleven dead"]),
        (
            "The mill burns (police). Two men fled (medics).",
            ["police | assert | The mill burns", "medics | assert | Two men fled"],
        ),
        (
            "Seven miners are still underground.\nSource: Tarn water board",
            ["Tarn water board | assert | Seven miners are still underground"],
        ),
        (
            "Explosion at the depot, fire still burning | Lusna News",
            ["Lusna News | assert | Explosion at the depot, fire still burning"],
        ),
    ],
)
def test_what_a_post_credits_to_another_is_theirs(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Orrin: two explosions heard near the station.",
        "Breaking news: the bridge at Orrin is closed.",
        "Police operation: two arrested in Marle.",
        "Weather: rain in Selby until Sunday.",
        "Via Selby, buses are diverted until noon.",
        "Two people were hurt (one of them seriously).",
        "The market reopened today (photos below).",
        "Ceasefire at 18:00 (local time), both sides agreed.",
        "The road to Selby is open again - at last.",
        "Ten people (three police) were killed.",
        "The mine killed two (one doctor).",
        "We met him (the mayor) in Tarn.",
        "Nobody has seen him (the mayor).",
        "From Monday: no trains to Orrin.",
        "From Kolvac: no trains to Orrin.",
        "From May: no trains to Orrin.",
        "Via Tarn - no trains to Orrin.",
        "Two men died at the mill (police) and four were burnt (medics) overnight.",
        "Dead officials: 12",
        "Missing residents: 12",
        "Missing residents: 12 in Tarn and 3 in Selby",
    ],
)
def test_a_place_a_topic_or_an_aside_is_no_source(claims_of, text):
    assert [(c.speaker, c.source) for c in claims_of(text, **CHANNEL)] == [("Orrin Live", ())]


def test_who_is_quoted_in_a_repost_comes_through_the_one_reposted_and_never_the_channel(claims_of):
    [claim] = claims_of("RT @harbourwatch: Police say two people drowned off Tarn Point.", **CHANNEL)
    assert (claim.speaker, claim.through) == ("Police", ("@harbourwatch",))


def test_a_repost_is_direct_and_a_credit_indirect(claims_of):
    [repost] = claims_of("RT @harbourwatch: the pier is gone for good", **CHANNEL)
    [credit] = claims_of("The pier is gone for good (police)", **CHANNEL)
    assert (repost.mode, credit.mode) == ("direct", "indirect")


def test_an_article_has_no_credits_of_a_post(claims_of):
    assert claims_of("The pier fell last night. Eleven shops were looted (police).") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'FAKE: "Forty children died in the school at Marle."',
            ["Orrin Live | deny | Forty children died in the school at Marle."],
        ),
        (
            '❌ "The dam at Halden has burst." ✅ The dam is intact, engineers are on site.',
            [
                "Orrin Live | deny | The dam at Halden has burst.",
                "Orrin Live | assert | The dam is intact, engineers are on site",
            ],
        ),
        (
            '❌ FAKE: "Marle hospital refuses the wounded"\n✅ The hospital takes in everyone.',
            [
                "Orrin Live | deny | Marle hospital refuses the wounded",
                "Orrin Live | assert | The hospital takes in everyone",
            ],
        ),
        ("FALSE: the army has left Dorn.", ["Orrin Live | deny | the army has left Dorn"]),
        (
            'Not true: "Water in Tarn is poisoned". Tests this morning were clean.',
            [
                "Orrin Live | deny | Water in Tarn is poisoned",
                "Orrin Live | assert | Tests this morning were clean",
            ],
        ),
        (
            'Claim: "The bridge is closed". FALSE. It is open to all traffic.',
            ["Orrin Live | deny | The bridge is closed", "Orrin Live | assert | It is open to all traffic"],
        ),
        (
            "Rumour: the mayor resigned. Reality: he is on holiday.",
            ["Orrin Live | deny | the mayor resigned", "Orrin Live | assert | he is on holiday"],
        ),
        ('"The dam has burst" - this is a lie.', ["Orrin Live | deny | The dam has burst"]),
        (
            "DEBUNKED: Claims that two ships sank off Tarn Point are false.",
            ["Orrin Live | deny | that two ships sank off Tarn Point"],
        ),
        (
            "It is not true that the factory is closing.",
            ["Orrin Live | deny | that the factory is closing"],
        ),
        (
            "It is not true that 12 were killed; 40 were killed.",
            ["Orrin Live | deny | that 12 were killed", "Orrin Live | assert | 40 were killed"],
        ),
        (
            "It is not true that the mayor fled but it is true that he resigned.",
            [
                "Orrin Live | deny | that the mayor fled",
                "Orrin Live | assert | it is true that he resigned",
            ],
        ),
        (
            "It is false that 12 died and the army is lying: 40 died",
            ["Orrin Live | deny | that 12 died", "Orrin Live | assert | the army is lying: 40 died"],
        ),
        (
            "It is not true that 12 were killed, it was 40.",
            ["Orrin Live | deny | that 12 were killed", "Orrin Live | assert | it was 40"],
        ),
        (
            "It is not true that the dam burst and that 300 fled.",
            ["Orrin Live | deny | that the dam burst and that 300 fled"],
        ),
        (
            '"We killed 12" - false modesty, he killed 40.',
            ['Orrin Live | assert | "We killed 12" - false modesty, he killed 40'],
        ),
        (
            'FAKE: "The mayor said that the dam has burst."',
            ["Orrin Live | deny | The mayor said that the dam has burst."],
        ),
        (
            "Fake news: mayor Edda Koll has not fled. She is in her office.",
            [
                "Orrin Live | assert | mayor Edda Koll has not fled",
                "Orrin Live | assert | She is in her office",
            ],
        ),
        ('FAKE ❌ "The dam at Halden burst"', ["Orrin Live | deny | The dam at Halden burst"]),
        ("🚫 Fake 🚫 «The dam at Halden burst»", ["Orrin Live | deny | The dam at Halden burst"]),
        ("FAKE ❌ The dam at Halden burst.", ["Orrin Live | deny | The dam at Halden burst"]),
        (
            'FAKE ❌\n"The dam at Halden burst"\n\nTRUE ✅\nIt holds.',
            ["Orrin Live | deny | The dam at Halden burst", "Orrin Live | assert | It holds"],
        ),
        (
            "❌ FAKE\nThe dam at Halden burst.\n\n✅ TRUTH\nIt holds.",
            ["Orrin Live | deny | The dam at Halden burst", "Orrin Live | assert | It holds"],
        ),
        ("TRUE ✅ The dam at Halden holds.", ["Orrin Live | assert | The dam at Halden holds"]),
        ("BREAKING 🚨 The dam at Halden burst", ["Orrin Live | assert | The dam at Halden burst"]),
        (
            "Fake ❌ This clip is not from Halden.",
            ["Orrin Live | assert | This clip is not from Halden"],
        ),
        (
            "Wrong ❌ turn at the bridge costs three lives.",
            ["Orrin Live | assert | Wrong ❌ turn at the bridge costs three lives"],
        ),
        (
            "True 😂 the mayor has left town for good",
            ["Orrin Live | assert | True 😂 the mayor has left town for good"],
        ),
        ("A fake doctor was arrested in Tarn.", ["Orrin Live | assert | A fake doctor was arrested in Tarn"]),
        (
            "The false alarm in Marle was caused by a drill.",
            ["Orrin Live | assert | The false alarm in Marle was caused by a drill"],
        ),
        (
            "❌ Road to Selby closed\n✅ Road to Halden open",
            ["Orrin Live | assert | Road to Selby closed", "Orrin Live | assert | Road to Halden open"],
        ),
    ],
)
def test_what_a_post_calls_false_is_what_its_author_denies(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UPD: we were wrong, it was 3 dead, not 8.",
            ["Orrin Live | retract | we were wrong", "Orrin Live | assert | it was 3 dead, not 8"],
        ),
        (
            "We were wrong. It was 3.",
            ["Orrin Live | retract | We were wrong", "Orrin Live | assert | It was 3"],
        ),
        (
            "Correction: our previous post gave the wrong street. The fire is on Lime Street.",
            [
                "Orrin Live | retract | our previous post gave the wrong street",
                "Orrin Live | assert | The fire is on Lime Street",
            ],
        ),
        (
            "CORRECTION: three people were hurt at the depot.",
            ["Orrin Live | assert | three people were hurt at the depot"],
        ),
        (
            "We retract our post on the crash in Selby. There was no crash.",
            [
                "Orrin Live | retract | our post on the crash in Selby",
                "Orrin Live | assert | There was no crash",
            ],
        ),
        (
            "We were wrong to leave the lights on.",
            ["Orrin Live | assert | We were wrong to leave the lights on"],
        ),
    ],
)
def test_a_clause_that_takes_back_is_no_part_of_what_then_stands(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to Orrin Live",
        "👉 Subscribe | Chat | Advertise",
        "Follow us on Telegram and X for more news!",
        "Join our channel to get the news first",
        "Share this with your friends!",
        "Like and retweet.",
        "Photo: Mara Voss",
        "📷 Photos: @quay_eye",
        "Video: 0:43",
        "By Mara Voss and Tor Lind",
        "1/2",
        "cc @orrinpolice @lusnatv",
        "Read more: https://orrin.example/power",
        "Watch the video below.",
        "12.3K views · 431 shares",
        "#Orrin #fire #breaking",
        "t.me/orrinlive",
        "© 2026 Orrin Live. All rights reserved.",
        "Advertisement",
        "Send us your photos at tips@orrin.example",
        "We use cookies to improve your experience.",
        "Accept all cookies",
        "3 min read",
        "Updated: 12 May 2026, 14:30",
        "🧵 The harbour fire, what we know so far 👇",
        "⚡️⚡️ ORRIN BRIDGE ⚡️⚡️",
        "MORNING REPORT",
        "👉 Subscribe: @orrinlive",
        "RT if you were on the bridge. Write to @orrin_bot",
        "Please write to us here: @orrin_bot",
        "Our backup channel: @orrinlive2",
        "@orrinlive | orrin-live.example",
        "Orrin Live | @orrinlive",
    ],
)
def test_furniture_is_no_claim_and_hides_none(told, line):
    assert told(f"The tram is back on Lime Street.\n{line}\nThe bridge is closed.") == [
        "Orrin Live | assert | The tram is back on Lime Street",
        "Orrin Live | assert | The bridge is closed",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the detour signs on Quay Road.",
        "We subscribe to the view that the dam is safe.",
        "The photo shows a burnt bus on Lime Street.",
        "Join the queue at gate 3 for water.",
        "431 shares of the harbour company were sold.",
        "The bakery threw 300 cookies away.",
        "Donate blood at the Marle clinic today.",
        "Contact the police on 112.",
        "Watch out for falling tiles on Lime Street.",
        "Comments by the mayor caused a riot.",
        "Video: a drone hits the depot in Dorn.",
        "DAM BURST",
        "ORRIN BRIDGE IS DOWN",
        "HIT BRIDGE BURNING",
        "@quay_eye | the bridge is down",
        "Write to the mayor and ask why the dam burst.",
        "Contact @orrinpolice if you saw the white van.",
        "Do not share unverified videos!",
        "Share the road with cyclists in Orrin.",
    ],
)
def test_what_only_sounds_like_furniture_is_a_claim(claims_of, line):
    assert len(claims_of(line, **CHANNEL)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Forwarded from Quay Eye\n\nThe pier fell.\n\nWe name nobody.\nNo word from the port yet.",
            ["Quay Eye", "Quay Eye", "Quay Eye"],
        ),
        (
            "Forwarded from Quay Eye\n\nThe pier fell.\n\n---\n\nThe port is closed.",
            ["Quay Eye", "Orrin Live"],
        ),
        (
            "Forwarded from Quay Eye\n\nThe pier fell.\n\nComment from us: it stands.\n\nThe port is closed.",
            ["Quay Eye", "Orrin Live", "Orrin Live"],
        ),
        ("Forwarded from Quay Eye\nThe pier fell.\n\nThe port is closed.", ["Quay Eye", "Orrin Live"]),
        ("The port is closed.\n\nForwarded from Quay Eye\n\nThe pier fell.", ["Orrin Live", "Quay Eye"]),
    ],
)
def test_all_of_a_forward_is_theirs_until_the_forwarder_begins_by_a_mark(claims_of, text, expected):
    assert [claim.speaker for claim in claims_of(text, **CHANNEL, forwarded_from="Quay Eye")] == expected


def test_long_lines_of_a_post_are_gone_through_once():
    def seconds(piece, most):
        text = (piece * most)[:most]
        begun = time.process_time()
        passed = find_passing(text, [TextSpan(0, len(text))], ())
        find_verdicts(text, [TextSpan(0, len(text))])
        assert all(a.stretch.end <= b.stretch.start for a, b in pairwise(passed))
        return time.process_time() - begun

    for piece in (
        " ",
        "Fire here (police). ",
        "via @a ",
        "x (police) ",
        "FAKE: ",
        '"It is" - ',
        "It is false that ",
    ):
        assert seconds(piece, 40_000) < 5, (
            piece
        )  # they take 0.3 s at most; one that grows with the square, minutes


@pytest.mark.parametrize("text", ["1/2 The ferry lost power at noon.", "The ferry lost power at noon. (1/2)"])
def test_the_number_of_a_post_in_a_thread_is_no_part_of_a_claim(told, text):
    assert told(text) == ["Orrin Live | assert | The ferry lost power at noon"]
