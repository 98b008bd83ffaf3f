"""Source, cue and content, for each kind of cue."""

from __future__ import annotations

import time

import pytest

from sayso.claims.documents import make_document
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import read
from sayso.claims.rules.colons import find_colons
from sayso.claims.rules.quoted import find_quoted
from sayso.claims.rules.splitting import split_clauses


def test_a_clause_after_a_verb_of_saying_is_the_content(said_in):
    text = "Harbour master Joss Hane said that two cranes had fallen."
    assert said_in(text) == [("Joss Hane", "that two cranes had fallen")]


def test_a_clause_of_saying_at_the_end_leaves_the_rest_as_content(said_in):
    text = "Two cranes fell into the basin at dawn, the Port Authority said on Monday."
    assert said_in(text) == [("Port Authority", "Two cranes fell into the basin at dawn")]


def test_a_clause_of_saying_in_the_middle_leaves_two_pieces(said_in):
    text = "The second crane, engineer Nola Prast added, could not be saved."
    assert said_in(text) == [("Nola Prast", "The second crane … could not be saved")]


def test_two_clauses_with_subjects_of_their_own_are_two_claims(said_in):
    text = "Joss Hane said the cranes had fallen and that nobody was hurt."
    assert said_in(text) == [
        ("Joss Hane", "the cranes had fallen"),
        ("Joss Hane", "that nobody was hurt"),
    ]


def test_a_second_cue_of_the_same_subject_makes_a_claim_of_its_own(said_in):
    text = "The Port Authority confirmed that a crane fell and denied that anybody was hurt."
    assert said_in(text) == [
        ("Port Authority", "that a crane fell"),
        ("Port Authority", "that anybody was hurt"),
    ]


def test_according_to_takes_the_rest_of_the_sentence(said_in):
    text = "According to the Port Authority, the crane was built in 1970."
    assert said_in(text) == [("Port Authority", "the crane was built in 1970")]


@pytest.mark.parametrize("what", ["plan", "the timetable", "the law", "a calendar agreed in May"])
def test_according_to_a_plan_is_no_claim(said_in, what):
    assert said_in(f"The repairs went ahead according to {what}.") == []


def test_a_quotation_with_its_cue_at_a_sentence_end_is_two_claims(said_in):
    text = '"It came down at once," said welder Nola Prast. "We ran for the gate."'
    assert said_in(text) == [
        ("Nola Prast", "It came down at once"),
        ("Nola Prast", "We ran for the gate."),
    ]


def test_a_quotation_interrupted_in_its_sentence_is_one_claim_in_two_pieces(said_in):
    text = '"If it rains," said welder Nola Prast, "the basin will flood."'
    assert said_in(text) == [("Nola Prast", "If it rains … the basin will flood.")]


def test_a_quotation_over_paragraphs_is_a_claim_for_each_with_the_first_cue(claims_of):
    text = 'Nola Prast told the council: "We ran for the gate.\n\n"Nobody looked back."'
    claims = claims_of(text)
    assert [claim.speaker for claim in claims] == ["Nola Prast", "Nola Prast"]
    assert claims[0].cue == claims[1].cue
    assert [claim.mode for claim in claims] == ["direct", "direct"]


def test_an_outlet_that_quotes_somebody_is_the_relay(claims_of):
    text = "Orrin Radio quoted Mayor Ada Brill as saying that the basin was closed."
    [claim] = claims_of(text)
    assert (claim.speaker, claim.through) == ("Ada Brill", ("Orrin Radio",))


def test_a_claim_inside_a_claim_goes_through_the_outer_speaker(claims_of):
    text = "Orrin Radio reported that Mayor Ada Brill had told her staff that the basin was closed."
    outer, inner = claims_of(text)
    assert (outer.speaker, outer.through) == ("Orrin Radio", ())
    assert (inner.speaker, inner.through) == ("Ada Brill", ("Orrin Radio",))


def test_hearsay_without_a_source_is_general_belief(claims_of):
    [claim] = claims_of("The crane was reportedly built in secret.")
    assert (claim.speaker, claim.anonymous, claim.source) == ("(general belief)", True, ())


def test_a_belief_inside_the_words_of_another_is_no_claim_of_its_own(said_in):
    text = "Divers said two men were thought to be under the crane."
    assert said_in(text) == [("Divers", "two men were thought to be under the crane")]


def test_a_noun_of_saying_attributes_to_its_owner(claims_of):
    [claim] = claims_of("Nobody could check the welders' allegation that the bolts were old.")
    assert (claim.speaker, claim.endorsement) == ("welders", "distanced")


def test_claiming_a_thing_or_filling_in_a_claim_form_is_no_claim(said_in):
    assert said_in("Nola Prast claimed her baggage and filled in a claim form.") == []


def test_speech_in_the_future_is_no_claim(said_in):
    assert said_in("They will say that the crane was old.") == []


def test_a_headline_with_a_colon_names_its_source(said_in):
    text = "Mayor Brill: basin stays shut\n\nMayor Ada Brill spoke in Orrin on Friday."
    assert ("Ada Brill", "basin stays shut") in said_in(text)


def test_what_the_reporter_says_himself_is_no_claim(said_in):
    assert said_in("The crane stands beside the basin. It is painted red.") == []


def test_claims_say_which_rule_and_words_made_them(claims_of):
    [claim] = claims_of("Joss Hane said that two cranes had fallen.")
    assert claim.why == "verb with a clause: said"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The board put the losses at no fewer than 30 boats.",
            [("board", "the losses at no fewer than 30 boats")],
        ),
        ("The yard has no doubt that the crane was old.", [("yard", "that the crane was old")]),
        ("In the view of welder Nola Prast, the crane was old.", [("Nola Prast", "the crane was old")]),
        (
            "Welder Nola Prast is convinced that the crane was old.",
            [("Nola Prast", "that the crane was old")],
        ),
        ("The crane was old, it was claimed on Friday.", [("(general belief)", "The crane was old")]),
        ('"Everything is gone," she fumed.', [("she", "Everything is gone")]),
    ],
)
def test_other_ways_to_attribute(said_in, text, expected):
    assert said_in(text) == expected


def test_a_bare_pronoun_stands_for_the_nearest_claim(said_in):
    text = "The board says the crane was old. The yard denies it."
    assert said_in(text) == [("board", "the crane was old"), ("yard", "the crane was old")]


def test_the_source_behind_an_outlet_is_the_speaker(claims_of):
    [claim] = claims_of("Orrin Radio reported, citing a diver, that the crane was old.")
    assert (claim.speaker, claim.through) == ("diver", ("Orrin Radio",))


def test_the_reporters_own_words_about_himself_are_no_claim(said_in):
    assert said_in("I think the crane was old.") == []


def test_a_line_of_a_transcript_belongs_to_the_name_before_its_colon(said_in):
    text = "HANE: The crane was old. It had to fall.\n\nPRAST: Nobody knew."
    assert said_in(text) == [("HANE", "The crane was old. It had to fall."), ("PRAST", "Nobody knew.")]


def test_a_figure_that_a_statement_withdraws_is_a_retraction_of_its_publisher(claims_of):
    text = "The figure of nine boats is withdrawn."
    [claim] = claims_of(text, kind="statement", publisher="Port Authority")
    assert (claim.speaker, claim.act) == ("Port Authority", "retract")


def test_a_refusal_inside_a_sentence_of_saying_is_one_claim(claims_of):
    [claim] = claims_of("Director Nola Prast said she could neither confirm nor deny that the crane was old.")
    assert (claim.speaker, claim.act) == ("Nola Prast", "neither-confirm-nor-deny")


def test_what_follows_an_inverted_source_is_about_her(said_in):
    text = "Two cranes fell into the basin, says welder Nola Prast, the only one at the yard."
    assert said_in(text) == [("Nola Prast", "Two cranes fell into the basin")]


def test_a_quotation_far_from_any_cue_is_given_to_nobody(said_in):
    text = 'Joss Hane said: "We ran."\n\nThe yard is old.\n\n"Nobody came back here again."'
    assert said_in(text) == [("Joss Hane", "We ran.")]


def test_what_stands_before_a_semicolon_is_not_denied_after_it(said_in):
    text = "Blast at Orrin terminal kills six; Veska denies sending drones\n\nIt was late."
    assert said_in(text) == [("Veska", "sending drones")]


def test_what_a_paper_asked_is_what_was_not_answered_and_no_claim_of_the_paper(said_in):
    text = "The Port Authority did not answer when the Courant asked whether the crane was old."
    assert said_in(text) == [("Port Authority", "whether the crane was old")]


def test_a_relative_clause_is_not_what_a_thing_shows(said_in):
    text = "According to Nola Prast, it shows a drill of the brigades at Orrin, at which nobody was hurt."
    assert len(said_in(text)) == 1


def test_very_many_clauses_joined_in_a_chain_are_all_walked():
    chain = tuple(
        Word(
            at,
            "sank",
            "sank",
            "VERB",
            "VBD",
            "conj" if at else "ccomp",
            max(0, at - 1),
            at * 5,
            at * 5 + 4,
            "",
            0,
        )
        for at in range(3_000)
    )
    kids = (*((at + 1,) for at in range(2_999)), ())
    parsed = Parsed(" ".join(["sank"] * 3_000), chain, (range(3_000),), kids)
    assert split_clauses(parsed, chain[0], [0, 1]) == [[0, 1]]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ('"I love my town," said Ada Brill. Tessia denies the charges.', "the charges"),
        ("Mayor Ada Brill said the dam was safe. The yard rejected the accusation.", "the accusation"),
        ("The guild accused Tessia of theft. Tessia denies the accusation.", "Tessia of theft"),
        ("The guild said Tessia had taken the boat. Tessia denies the charge.", "Tessia had taken the boat"),
        ("The board says the crane was old. The yard denies it.", "the crane was old"),
    ],
)
def test_an_accusation_is_only_a_claim_that_accuses(claims_of, text, denied):
    [content] = {claim.content for claim in claims_of(text) if claim.act == "deny"}
    assert [span.of(text) for span in content] == [denied]


def test_a_mere_name_after_a_colon_is_not_denied(said_in):
    text = "Source: Lusna TV\n\nUpdate: the mayor's office denies this."
    assert ("mayor's office", "Lusna TV") not in said_in(text)


@pytest.mark.parametrize(
    "run",
    ['"The quay is shut," Ada Brill said. "We lost 12 boats." ', "Police: quay shut. ", "Brill said so: "],
)
def test_twice_as_many_quotations_and_colons_on_one_line_take_twice_as_long(run):
    def seconds(length):
        document = make_document("doc", run * (length // len(run)), kind="post", language="en")
        reading = read(document)
        start = time.process_time()
        list(find_quoted(reading))
        list(find_colons(reading))
        return time.process_time() - start

    # The quickest of three: a busy machine slows one, and not what grows with the square.
    assert min(seconds(30_000) for _ in range(3)) < 3 * min(seconds(15_000) for _ in range(3)) + 0.2
