"""Each claim says which words made it read as it does, and they are words without which it would not."""

from __future__ import annotations

import pytest

from sayso.claims.documents import make_document
from sayso.claims.explain.deciding import deciding_words, without
from sayso.claims.explain.explaining import explain_claims
from sayso.claims.extraction import extract_claims
from sayso.claims.reading import read
from sayso.testing.contracts.extractors import HOSTILE


@pytest.fixture
def reasons_of():
    """Return a function: text and description -> for each claim, field -> (value, words, how)."""

    def reasons_of(text, **described):
        described = {"kind": "article", "language": "en", **described}
        document = make_document("doc", text, **described)
        explained = explain_claims(document, extract_claims(document).claims)
        return [
            {r.field: (r.value, [span.of(text) for span in r.words], r.how) for r in one.reasons}
            for one in explained
        ]

    return reasons_of


@pytest.mark.parametrize(
    ("sentence", "field", "value", "word"),
    [
        ("The ministry denied that the bridge had burned.", "act", "deny", "denied"),
        ("The mayor demanded that the guards leave.", "act", "demand", "demanded"),
        ("The ministry admitted that the bridge had burned.", "endorsement", "endorsed", "admitted"),
        ("The mayor claimed that the bridge had burned.", "endorsement", "distanced", "claimed"),
        ("The mayor said the bridge might have burned.", "certainty", "possible", "might"),
        ("The mayor said the bridge will reopen on Friday.", "event status", "planned", "will"),
        ("The mayor said the bridge was never closed.", "event status", "not-happened", "never"),
    ],
)
def test_the_word_that_decides_a_field_is_named(reasons_of, sentence, field, value, word):
    [reasons] = reasons_of(sentence)

    assert reasons[field][0] == value
    assert word in reasons[field][1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FALSE: the army has left Tarn.", ["FALSE"]),
        ("It is not true that the army has left Tarn; it stays.", ["It is not true"]),
        ('Claim: "The bridge is closed". FALSE. It is open.', ["Claim", "FALSE"]),
    ],
)
def test_what_a_post_calls_false_is_denied_by_the_words_that_say_so(reasons_of, text, words):
    reasons = reasons_of(text, kind="post", author="Orrin Live", publisher="Orrin Live")[0]

    assert reasons["act"] == ("deny", words, "as the post says")


def test_fields_of_what_a_post_passes_on_are_read_as_its_sources(reasons_of):
    [reasons] = reasons_of("RT @quay_eye: the pier will be gone by noon", kind="post", author="Orrin Live")

    assert reasons["event status"][0] == "planned"
    assert "will" in reasons["event status"][1]


def test_fields_with_their_usual_value_are_left_out(reasons_of):
    [reasons] = reasons_of("The mayor said the bridge had burned.")

    assert set(reasons) == {"found by", "speaker"}
    assert reasons["found by"][1] == ["said"]


def test_what_follows_from_the_act_says_so(reasons_of):
    [reasons] = reasons_of("The mayor demanded that the guards leave.")

    assert reasons["event status"] == ("planned", [], "since it is a demand")


def test_words_that_only_decide_together_are_both_named(reasons_of):
    [reasons] = reasons_of("The mayor said perhaps the bridge might have burned.")

    assert reasons["certainty"][:2] == ("possible", ["perhaps", "might"])


def test_a_pronoun_leads_back_to_the_name(reasons_of):
    text = 'Mayor Ada Brill met Brill supporters. "Nobody was hurt," she said.'

    reasons = reasons_of(text)[-1]

    assert reasons["speaker"][0] == "Ada Brill"
    assert reasons["speaker"][1][0] == "she"
    assert reasons["speaker"][1][-1] in ("Ada Brill", "Brill")


def test_a_short_name_leads_to_the_full_one(reasons_of):
    text = "Mayor Ada Brill was in Orrin. Brill said the bridge had burned."

    [reasons] = reasons_of(text)

    assert reasons["speaker"] == ("Ada Brill", ["Brill", "Ada Brill"], "the same, by what was named before")


def test_the_author_of_a_statement_is_known_by_what_was_recorded(reasons_of):
    [reasons] = reasons_of("The bridge is closed.", kind="statement", publisher="Ministry of Roads")

    assert reasons["speaker"] == (
        "Ministry of Roads",
        [],
        "the author's own voice: the publisher, as recorded",
    )


def test_where_nobody_is_named_it_says_so(reasons_of):
    [reasons] = reasons_of("The bridge is believed to have burned.")

    assert reasons["speaker"] == ("(general belief)", [], "no source is named")


def test_a_figure_is_shown_with_what_bounds_it(reasons_of):
    [reasons] = reasons_of("The mayor said at least 40 guards were hurt.")

    value, words, _ = reasons["quantity"]
    assert value == "at least 40 guards"
    assert {"40", "least"} <= set(words)


def test_a_time_says_what_it_was_reckoned_from(reasons_of):
    [reasons] = reasons_of("The mayor said 40 guards were hurt on Monday.", published="2031-05-07T10:00:00Z")

    assert reasons["time"] == ("2031-05-05", ["Monday"], "reckoned from 2031-05-07")


def test_a_place_says_where_it_is_taken_to_be_or_that_it_is_unknown(reasons_of):
    [in_france] = reasons_of("The mayor said 40 guards were hurt in Paris.")
    [nowhere] = reasons_of("The mayor said 40 guards were hurt at Orrin.")

    assert in_france["place"][:2] == ("Paris", ["Paris"])
    assert in_france["place"][2].startswith("in the gazetteer: Paris, FR (48.8")
    assert nowhere["place"] == ("Orrin", ["Orrin"], "unknown to the gazetteer")


def test_whoever_passed_it_on_is_named(reasons_of):
    inner = reasons_of("Orrin Radio reported that the mayor had told police that the bridge was closed.")[-1]

    assert inner["through"][0] == "Orrin Radio"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["article", "post"])
def test_hostile_texts_are_explained_and_never_raise(text, kind):
    document = make_document("hostile", text, kind=kind, language="en")
    claims = extract_claims(document, "rules").claims

    explained = explain_claims(document, claims)

    assert [one.claim for one in explained] == list(claims)


def test_blanking_words_moves_nothing():
    reading = read(make_document("doc", "The mayor said the bridge was closed.", language="en"))

    changed = without(reading, reading.parsed.words[2:5])

    assert changed.text == "The mayor ____ ___ ______ was closed."
    assert [w.head for w in changed.parsed.words] == [w.head for w in reading.parsed.words]
    assert [w.start for w in changed.parsed.words] == [w.start for w in reading.parsed.words]


def test_an_answer_that_no_word_decides_names_none():
    reading = read(make_document("doc", "The mayor said the bridge was closed.", language="en"))

    assert deciding_words(reading, lambda changed: len(changed.text), reading.parsed.words) == []
