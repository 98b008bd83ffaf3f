"""Whom a pronoun or a role means where the text brings somebody in: by office, by trade, or in passing."""

from __future__ import annotations

import pytest

from sayso.claims.qualify.name_words import RANKS, TITLES
from sayso.claims.turns import TITLED

MAYOR = "Mayor Tom Brill said the road was shut.\n\n"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            MAYOR + "Tell that to Tore Haldin, whose firm owns the ferry. Five boats sank, he claims.",
            "Tore Haldin",
        ),
        (MAYOR + "And Oske Haldin? He admits that the lock was open.", "Oske Haldin"),
        (MAYOR + 'Then there is Tore Haldin. "Nobody rang," he said.', "Tore Haldin"),
        # somebody else is told of there, or nobody whom the pronoun fits
        (MAYOR + "The baker met Tore Haldin on Monday. Five boats sank, he claims.", "Tom Brill"),
        (MAYOR + "Nobody has asked Ilona Brandt. Five boats sank, he claims.", "Tom Brill"),
        (MAYOR + "The dispute is about Tore Haldin's yard. Five boats sank, he claims.", "Tom Brill"),
        (MAYOR + '"We trust Tore Haldin. The boats are safe," he said.', "Tom Brill"),
        (MAYOR + "The yard lies between Tore Haldin and Oske Venn. Five boats sank, he claims.", "Tom Brill"),
        # the sentence of the pronoun tells of others
        (
            MAYOR
            + "We saw Tore Haldin. His guest, the actress Ilona Brandt, was moved as she called for peace.",
            "Ilona Brandt",
        ),
        (MAYOR + "Five boats of Tore Haldin sank, he claims.", "Tom Brill"),
    ],
)
def test_a_pronoun_means_the_only_person_its_paragraph_has_brought_in(claims_of, text, last):
    assert claims_of(text)[-1].speaker == last


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Energy Minister Lidia Venn blamed the rain.\n\nShe would not say who had called.", "Lidia Venn"),
        (
            "Mayor Tom Brill was late. Energy Minister Lidia Venn said it rained. She said it was cold.",
            "Lidia Venn",
        ),
        ("School Inspector Tore Brill said the roof leaked. He said it was old.", "Tore Brill"),
        ("Union Leader Tore Brill said the roof leaked. He said it was old.", "Tore Brill"),
    ],
)
def test_a_minister_of_energy_is_a_person(claims_of, text, speakers):
    assert claims_of(text)[-1].speaker == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Energy Workers Union said the dam was safe.", "Energy Workers Union"),
        ("The Police Officers League said the dam was safe.", "Police Officers League"),
        ("The Senate Leaders Council said the dam was safe.", "Senate Leaders Council"),
        ("The Energy Ministry said the dam was safe.", "Energy Ministry"),
    ],
)
def test_a_body_with_an_office_in_its_name_stays_a_body(claims_of, text, speaker):
    assert [one.speaker for one in claims_of(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        'Referee Hugo Stenn insists that nobody had warned him. "I was busy," he told us.',
        'Landlady Greta Stenn says the tap was dry. "I was busy," she told us.',
        'Nine died, according to Hugo Stenn, the pathologist. He took notes. "I was busy," he told us.',
    ],
)
def test_trades_make_a_person_of_a_name(claims_of, text):
    before = "Ambulance nurse Bela Harker says the ward was full.\n\n"
    assert claims_of(before + text)[-1].speaker.endswith("a Stenn" if "she" in text else "Hugo Stenn")


def test_a_ship_or_a_firm_is_no_person_for_what_it_is_called(claims_of):
    text = 'Tom Brill said the port was shut.\n\nThe tanker Orrin Star was late. "We waited," he said.'
    assert claims_of(text)[-1].speaker == "Tom Brill"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Lorries held up, says minister\n\nTrade Minister Hubert Venn said the road was shut.",
            "Hubert Venn",
        ),
        ("Governor: dam was safe\n\nThe governor, Ismet Venn, said it again on Monday.", "Ismet Venn"),
        # two could be meant, or nobody is named
        (
            "Lorries held up, says minister\n\nTrade Minister Hubert Venn and Health Minister Ada Brill met.",
            "minister",
        ),
        ("Lorries held up, says minister\n\nMayor Hubert Venn said the road was shut.", "minister"),
    ],
)
def test_a_role_in_a_headline_is_whoever_alone_bears_it_below(claims_of, text, speaker):
    assert claims_of(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A clerk said the vault was open. The clerk, Ilona Brandt, was later dismissed.", "Ilona Brandt"),
        ("A clerk said it was open. Later the clerk, Tom Vell, was dismissed.", "Tom Vell"),
        ("A clerk said the vault was open. Another clerk, Ilona Brandt, denied that.", "clerk"),
        ("A clerk said the vault was open. The clerks, Ilona Brandt and Tom Vell, were dismissed.", "clerk"),
        ("A clerk said the vault was open. The clerk, who fled, blamed Ilona Brandt.", "clerk"),
        ("A lawyer for the news outlets, Tom Schulz, said it was open.", "Tom Schulz"),
        ("Charles King, a prominent Keld Democrat, said it was open.", "Charles King"),
    ],
)
def test_somebody_brought_in_is_named_where_the_text_goes_on(claims_of, text, speaker):
    assert claims_of(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The force rejects the charge that officers fired. It regrets that a family was misled.",
            "Orrin City Police",
        ),
        ("The force asks drivers to wait. It does not comment on entries in channels.", "Orrin City Police"),
    ],
)
def test_the_force_is_the_police_that_publish_a_statement(claims_of, text, speaker):
    told = claims_of(text, kind="statement", publisher="Orrin City Police")
    assert {one.speaker for one in told} == {speaker}


def test_it_is_no_people_who_were_asked(claims_of):
    text = "Keld Coal asked relatives not to stand in the road. It does not comment on rumours."
    assert claims_of(text)[-1].speaker == "Keld Coal"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tarnia, which says its cannon left the hills weeks ago, sent flowers.", "Tarnia"),
        ("The wives at the gate demand that the manager be kept from leaving town.", "wives at the gate"),
        (
            "Director Ilan Corvo read a list. One of his nurses was less shy. She said it was a lie.",
            "nurse",
        ),
        (
            "Director Ilan Corvo read a list. One of his lists was short. He said it was a lie.",
            "Ilan Corvo",
        ),
    ],
)
def test_who_is_meant_by_other_words(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


def test_titles_in_texts_and_in_labels_have_one_list():
    assert RANKS < TITLES
    assert RANKS < TITLED
