"""Credits of those who sent pictures in, rows of calls, a channel's own name; foreign lines with "4.000"."""

from __future__ import annotations

import pytest

from sayso.claims.posts.furniture import furniture_in

POST = {"kind": "post", "author": "Orrin Live", "publisher": "Telegram"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: reader Joss 📷", "sure"),
        ("Video: our subscriber", "sure"),
        ("Photo: Ada Brill, a reader", "sure"),
        ("Video sent in by a viewer", "sure"),
        ("📷 Ada Brill", "sure"),
        ("📹 @quay_eye", "sure"),
        ("👉 Subscribe | Send us your photos: @orrin_bot", "sure"),
        ("Follow us on Telegram for more news from the valley", "likely"),
        ("📷 Orlen Vesk", "likely"),
        ("📷 Mayor Brenk", "likely"),
        # what says something
        ("🎥 Vesk Shot Dead", None),
        ("🎥 Ada Shot Dead", None),
        ("📹 Vesk Bridge Burning", None),
        ("📷 Mayor Fled", None),
        ("🎥 Army Shells Vesk Market", None),
        ("🎥 Two Dead", None),
        ("Photo: reader killed", None),
        ("Video from a resident shows two dead", None),
        ("🎥 Two killed", None),
        ("📷 Bridge closed", None),
        ("Subscribe | 3 dead", None),
        ("Subscribe | Send help to Vesk", None),
        ("Follow us for the latest: two killed in Vesk", None),
    ],
)
def test_a_line_is_furniture_only_where_nothing_else_stands_in_it(line, kind):
    assert furniture_in(line) == kind


def test_a_channels_own_name_is_no_claim_and_another_name_is_not_taken_for_it(said_in):
    text = "🇩🇪 Orrin Live\n\nThe dam at Vesk broke.\n\n⚡ Orrin Live Dam broke"
    assert said_in(text, **POST) == [
        ("Orrin Live", "The dam at Vesk broke"),
        ("Orrin Live", "Orrin Live Dam broke"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Laut Feuerwehr sind rund 4.000 Menschen ohne Wasser.",
        "Rund 4.000 Haushalte ohne Strom.",
        "Unas 3.500 personas siguen sin luz.",
        "Circa 2.500 famiglie senza corrente.",
        "Près de 1.200 foyers sont privés de courant.",
        "Około 12.500 osób bez prądu.",
    ],
)
def test_a_line_of_another_language_is_not_cut_within_its_number(said_in, line):
    assert said_in(f"The power is out in Vesk.\n{line}", **POST) == [
        ("Orrin Live", "The power is out in Vesk")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "About 4.5 million people have no power",
        "The boat is 4.500 metres long",
        "The price fell to 1.234 crowns in Vesk",
        "The Zorvik M4.500 hit the quay",
    ],
)
def test_a_number_with_a_point_alone_makes_no_line_foreign(said_in, line):
    assert said_in(f"{line}.\nThe power is out in Vesk.", **POST)[0][1] == line


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2 of ours are wounded, nobody killed.", "ongoing"),
        ("Two divers were hurt, nobody was killed.", "happened"),
        ("Three boats sank, no one died.", "happened"),
        ("The quay is shut, no boats are leaving.", "ongoing"),
        # where the first clause is negated, or there is one alone
        ("Nobody was killed.", "not-happened"),
        ("The dam did not break, nobody was hurt.", "not-happened"),
        ("No boats sank in Vesk.", "not-happened"),
        ("The mayor was not hurt.", "not-happened"),
    ],
)
def test_of_two_clauses_with_a_comma_the_first_decides_what_happened(claims_of, text, status):
    [claim] = claims_of(text, **POST)
    assert claim.event_status == status
