"""Act, endorsement, certainty and event status."""

from __future__ import annotations

import pytest

WHO = "Mayor Ada Brill"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (f"{WHO} said the quay was closed.", "assert"),
        (f"{WHO} denied that the quay was closed.", "deny"),
        (f"{WHO} declined to comment on the closure.", "no-comment"),
        (f"{WHO} has not responded to questions about the closure.", "no-comment"),
        (f"{WHO} would not say who closed the quay.", "no-comment"),
        (f"{WHO} neither confirmed nor denied that the quay was closed.", "neither-confirm-nor-deny"),
        (f"{WHO} condemned the closure of the quay.", "condemn"),
        (f"{WHO} demanded that the quay be opened.", "demand"),
        (f"{WHO} called on drivers to stay away.", "demand"),
        (f"{WHO} asked whether the quay was closed.", "question"),
        (f"{WHO} withdrew the figure of nine boats.", "retract"),
    ],
)
def test_the_cue_decides_the_act(claims_of, text, act):
    assert claims_of(text)[-1].act == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I withdraw what I wrote about the quay.", "retract"),
        ("We invite everybody to come and look.", "demand"),
        ("Keep away from the quay tonight.", "demand"),
        ("Why is nobody at the quay tonight?", "question"),
    ],
)
def test_words_that_perform_an_act_are_that_act(claims_of, text, act):
    [claim] = claims_of(text, kind="post", author="Quay Watch")
    assert claim.act == act


@pytest.mark.parametrize(
    ("verb", "endorsement"),
    [
        ("said", "neutral"),
        ("insisted", "neutral"),
        ("claimed", "distanced"),
        ("alleged", "distanced"),
        ("admitted", "endorsed"),
        ("confirmed", "endorsed"),
    ],
)
def test_the_writers_stance_is_read_off_the_cue(claims_of, verb, endorsement):
    assert claims_of(f"{WHO} {verb} that the quay was closed.")[0].endorsement == endorsement


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("the quay was closed", "unspecified"),
        ("the quay may be closed", "possible"),
        ("a closure could not be ruled out", "possible"),
        ("the quay was probably closed", "probable"),
        ("there was no doubt about the closure", "certain"),
        ("about nine boats were lost in May", "unspecified"),
    ],
)
def test_certainty_is_the_speakers(claims_of, content, certainty):
    assert claims_of(f"{WHO} said {content}.")[0].certainty == certainty


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("the crane fell", "happened"),
        ("the crane had not fallen", "not-happened"),
        ("nobody was hurt", "not-happened"),
        ("the quay will be opened", "planned"),
        ("the boats are waiting outside", "ongoing"),
        ("the quay would be lost if the wind turned", "hypothetical"),
        ("the quay would have held", "hypothetical"),
        ("a flood could not be ruled out", "hypothetical"),
        ("the quay must be rebuilt", "planned"),
        ("the diver was believed to be inside", "ongoing"),
        ("the boats were being moved", "ongoing"),
        ("the quay lost cranes, not boats", "happened"),
        ("the strike was likely to spread", "planned"),
        ("talks were to resume on Monday", "planned"),
        ("the crews resume work on Monday", "planned"),
        ("a decision was expected on Friday", "planned"),
        ("the crews wanted more lamps", "ongoing"),
        ("the crews had to leave", "happened"),
        ("the road was blocked", "ongoing"),
        ("they could see the fire", "ongoing"),
        ("the earlier report was wrong", "happened"),
    ],
)
def test_event_status_is_that_of_the_main_clause(claims_of, content, status):
    assert claims_of(f"{WHO} said {content}.")[0].event_status == status


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (f'"The quay is closed," {WHO} said.', "direct"),
        (f"{WHO} said the quay was closed.", "indirect"),
        (f'{WHO} said the quay was "closed for good".', "mixed"),
    ],
)
def test_the_mode_follows_the_quotation_marks(claims_of, text, mode):
    assert claims_of(text)[0].mode == mode


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{WHO} promised an inquiry.", "planned"),
        (f"{WHO} announced a record of 40 boats.", "happened"),
        ("The crane is thought to be among the wrecks.", "ongoing"),
        ("The crane is thought to have sunk.", "happened"),
        (f'"It would be a mistake," {WHO} said.', "hypothetical"),
        (f"{WHO} condemned the theft of two boats.", "happened"),
        (f'{WHO} condemned the theft as "piracy".', "ongoing"),
    ],
)
def test_event_status_without_a_finite_verb_is_told_by_the_cue(claims_of, text, status):
    assert claims_of(text)[0].event_status == status


def test_a_content_ends_where_anothers_clause_begins(said_in):
    text = "Police said 600 people had marched; organisers spoke of 2,000."
    assert said_in(text) == [("Police", "600 people had marched"), ("organisers", "2,000")]


@pytest.mark.parametrize(
    ("said", "act", "endorsement"),
    [
        ("has not denied that it fired the rockets.", "assert", "neutral"),
        ("never denied that it fired the rockets.", "assert", "neutral"),
        ("did not deny firing the rockets.", "assert", "neutral"),
        ("denied that it had not paid.", "deny", "neutral"),
        ("did not confirm the leak.", "no-comment", "neutral"),
        ("confirmed the leak.", "assert", "endorsed"),
    ],
)
def test_what_is_not_denied_or_not_confirmed_is_neither(claims_of, said, act, endorsement):
    [claim] = claims_of("The guild " + said)
    assert (claim.act, claim.endorsement) == (act, endorsement)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ('"Is the dam safe?" the opposition asked.', "question"),
        ('"Is the dam safe?" asks the opposition.', "question"),
        ('"Is the dam safe?" the opposition demanded.', "question"),
        ('"Is the dam safe", the opposition asked.', "question"),
        ("The opposition asks: is the dam safe?", "question"),
        ("The opposition asked whether the dam was safe.", "question"),
        ('"Close the dam," the opposition asked.', "demand"),
        ('"Why was the gate open? Close it now," the opposition demanded.', "demand"),
        ("The opposition asked the governor to close the dam.", "demand"),
        ('"Leave the valley now," the governor ordered.', "demand"),
    ],
)
def test_a_question_is_no_demand_whatever_verb_asks_it(claims_of, text, act):
    [claim] = claims_of(text)
    assert claim.act == act


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('The engineers called the dam "beyond repair".', 'the dam "beyond repair"'),
        ('Ola Brandt called the bridge "beyond repair", and left.', 'the bridge "beyond repair"'),
        ('The engineers described the dam as "beyond repair".', 'the dam as "beyond repair"'),
        (
            'The bridge, which the ministry called "beyond repair", fell.',
            'The bridge … "beyond repair"',
        ),
        ('Ada Brill called the dam "a ruin" and the bridge "beyond repair".', 'the dam "a ruin"'),
        ('The dam was "beyond repair", said the engineer.', 'The dam was "beyond repair"'),
        (
            'The engineer said the dam was "beyond repair" and would be torn down.',
            'the dam was "beyond repair" and would be torn down',
        ),
        ('The engineer said "the dam is beyond repair".', "the dam is beyond repair"),
    ],
)
def test_words_between_marks_keep_both_of_them(said_in, text, content):
    assert [words for _, words in said_in(text)] == [content]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("40 % had no water", "ongoing"),
        ("40% of homes had no water", "ongoing"),
        ("most of the houses had no power", "ongoing"),
        ("40 houses had no roof", "ongoing"),
        ("the villagers had no water", "ongoing"),
        ("residents have no food", "ongoing"),
        ("officials had no information about the raid", "not-happened"),
        ("no houses had water", "not-happened"),
        ("one of the boats had no radio", "not-happened"),
        ("it had no information about the raid", "not-happened"),
        ("there was no damage", "not-happened"),
        ("no houses burned", "not-happened"),
        ("40 houses had not burned", "not-happened"),
        ("no more than three drones came through", "happened"),
        ("it was not only drones that hit the port", "ongoing"),
        ("nobody was hurt", "not-happened"),
    ],
)
def test_some_who_lack_something_are_no_negation(claims_of, content, status):
    [claim] = claims_of(f"{WHO} said {content}.")
    assert claim.event_status == status


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor called the theatre a safe place.", "assert"),
        ("Ada Brill called the murder victim a hero.", "assert"),
        ("Critics dubbed the crime bill a success.", "assert"),
        ("The mayor called the site of the massacre a holy place.", "assert"),
        ("The mayor described the crime museum as a success.", "assert"),
        ("The mayor called the raid a massacre.", "condemn"),
        ("The mayor described the raid as a massacre.", "condemn"),
        ('Ada Brill called it "an outrage".', "condemn"),
        ("The mayor called the inquiry a farce.", "condemn"),
    ],
)
def test_who_names_a_crime_does_not_condemn_what_he_calls_something_else(claims_of, text, act):
    assert {claim.act for claim in claims_of(text)} == {act}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Olen Prast pleaded not guilty to the theft.", [("deny", "not guilty to the theft")]),
        ("Olen Prast has pleaded not guilty to stealing it.", [("deny", "not guilty to stealing it")]),
        ("Olen Prast pleaded not guilty.", [("deny", "not guilty")]),
        ("Olen Prast pleaded guilty to the theft.", [("assert", "guilty to the theft")]),
        ("Olen Prast did not plead guilty to the theft.", []),
        ("Olen Prast pleaded for calm in the town.", []),
        ("Judge Ada Brill warned the jury. He pleaded not guilty to the theft.", []),
    ],
)
def test_who_pleads_not_guilty_denies_the_charge(claims_of, text, said):
    found = claims_of(text)
    assert [(one.act, " … ".join(span.of(text) for span in one.content)) for one in found] == said
    assert all(one.speaker == "Olen Prast" for one in found)


@pytest.mark.parametrize(
    ("name", "act"),
    [("a farce", "condemn"), ("looting", "condemn"), ("a charade", "condemn"), ("a safe place", "assert")],
)
def test_who_calls_something_a_crime_a_mockery_or_an_outrage_condemns_it(claims_of, name, act):
    [claim] = claims_of(f"Mayor Ada Brill called the auction {name}.")
    assert claim.act == act
