"""Furniture: lines of a page or channel that claim nothing, and what stands in their place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import parsing
from sayso.claims.documents import make_document
from sayso.claims.extraction import extract_claims
from sayso.claims.posts.furniture import MOST_CHARACTERS, furniture_in
from sayso.claims.posts.furniture_forms import FORMS
from sayso.values import TextSpan

CHANNEL = {"kind": "post", "author": "Orrin Live", "publisher": "Orrin Live", "language": "en"}
MOST_S = 0.5  # of CPU for one line; the slowest of those below took 0.02 s


@pytest.fixture
def read_post():
    """Return a function: text of a post -> what was found in it."""
    return lambda text: extract_claims(make_document("doc", text, **CHANNEL))


@pytest.mark.parametrize("form", FORMS, ids=[form.example for form in FORMS])
def test_each_form_is_the_first_that_has_its_example(form):
    assert next(one for one in FORMS if one.pattern.fullmatch(form.example)) is form
    has_slot = bool(form.pattern.fullmatch(form.example).groupdict().get("slot"))
    assert furniture_in(form.example) == ("likely" if has_slot else "sure")


@pytest.mark.parametrize("form", FORMS, ids=[form.example for form in FORMS])
def test_no_line_takes_long_to_be_told_from_furniture(form):
    words = form.example.split(" ")
    units = (
        " ".join(words[first:last]) + between
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + 2) + 1)
        for between in (" ", ", ", " and ", ": ", " 1 ")
    )
    for unit in units:
        line = (words[0] + " " + unit * MOST_CHARACTERS)[: MOST_CHARACTERS - 2]
        begun = time.process_time()
        furniture_in(line + "!x")
        assert time.process_time() - begun < MOST_S, unit


@pytest.mark.parametrize(
    "line",
    [
        "By Ab Cd" + " and Ef Gh" * 22 + ": x",
        "cc " + "@a &&& " * 14 + ": x",
        "1 views " * 25 + "x",
        "Views: 431, " * 19 + "x",
    ],
)
def test_lines_that_once_took_for_ever_take_no_time(line):
    begun = time.process_time()
    assert furniture_in(line) is None
    assert time.process_time() - begun < MOST_S


@given(st.text(alphabet="aA1@.,:;|/&()©-' \t\n!", max_size=MOST_CHARACTERS))
@settings(max_examples=150, deadline=None)
def test_any_line_is_told_quickly(line):
    begun = time.process_time()
    furniture_in(line)
    assert time.process_time() - begun < MOST_S


OPENINGS = sorted({form.example for form in FORMS} | {"Also on Monday", "Tap", "By Ada Brill", "Subscribe |"})
SAID = (
    "40 people were killed in the market at Tarn.",
    "the dam has burst.",
    "Police arrested 12 people.",
    "residents of Tarn flee.",
    "THE BRIDGE IS DOWN",
    "the mayor resigned",
    "no bread in Tarn",
)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("between", [" ", ": ", ", ", " - "])
def test_what_stands_behind_any_furniture_is_a_claim_or_leaves_a_note(said, between):
    for opening in OPENINGS:
        assert furniture_in(opening + between + said) != "sure", opening


@pytest.mark.parametrize("opening", ["Read more", "Related", "Share this", "Contact us", "Photo: Ada Brill"])
@pytest.mark.parametrize("said", SAID)
def test_the_words_behind_furniture_are_found_or_noted(read_post, opening, said):
    found = read_post(f"{opening}: {said}")
    words = {span.of(f"{opening}: {said}") for claim in found.claims for span in claim.content}
    assert any(said.rstrip(".") in one for one in words) or found.notes


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Also on Monday, 40 people were killed in the market at Tarn.", None),
        ("Tap water in Tarn is poisoned, do not drink it.", None),
        ("See more than 40 bodies under the bridge in Tarn right now.", None),
        ("See more than forty bodies under the bridge in Tarn.", None),
        ("Share the word: 12 soldiers surrendered in Tarn.", "12 soldiers surrendered in Tarn"),
        ("Related: Police arrested 12 people in Tarn.", "12 people in Tarn"),
        ("Copyright law professor Ada Brill was arrested in Tarn.", None),
        ("Contact us with names: 40 people are missing in Tarn.", "40 people are missing in Tarn"),
        ("Updated: 40 people died in Tarn.", "40 people died in Tarn"),
        ("12 people died in Orrin - what we know so far", None),
        ("Our chat was hacked.", None),
        ("Visit the site of the blast.", None),
        ("Topics: 12 dead, 40 hurt", None),
        ("(Twelve soldiers died in Tarn.)", "Twelve soldiers died in Tarn"),
        ("BOMBED BRIDGE", None),
        ("BURNING HOSPITAL", None),
        ("SHELLED MARKET", None),
        ("AVOID BRIDGE", None),
    ],
)
def test_a_claim_that_begins_like_furniture_is_found(read_post, text, content):
    [claim] = read_post(text).claims
    assert (content or text.rstrip(".")) in " ".join(span.of(text) for span in claim.content)


@pytest.mark.parametrize("line", ["KOLVAC BRIDGE", "THE HALDEN DAM", "EVENING DIGEST"])
def test_a_sign_or_a_heading_in_capitals_is_furniture(line):
    assert furniture_in(line) == "sure"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Photo: Mara Voss", "sure"),
        ("Photo: Mara van der Voss", "sure"),
        ("Photo: Halden Press Agency", "sure"),
        ("Video: Soldiers Fire On Crowd", "likely"),
        ("Photo: Police Kill Ten", None),
        ("Photo: Mayor Shot in Tarn", None),
    ],
)
def test_a_headline_behind_a_word_of_credit_is_not_surely_a_name(line, told):
    assert furniture_in(line) == told


def test_what_is_taken_for_furniture_is_told_by_its_line(read_post):
    text = "The dam broke.\nRead more about the harbour\n\n[the dam in spring]\nBye. Learn more about fish."
    assert read_post(text).notes == (
        "2 lines were taken for furniture and not read: lines 2, 5",
        "1 line was in brackets and not read: line 4",
    )


def test_sure_furniture_is_not_told_of(read_post):
    text = "The dam broke.\nSubscribe | Chat\nPhoto: Mara Voss\n(Photo: Tor Lind)\n1/2\n#dam https://quay.example"
    assert read_post(text).notes == ()


def test_what_words_are_known_does_not_depend_on_what_was_read_before():
    text = "Zzyqx blorfed."
    parsing.parse(text, [TextSpan(0, len(text))])
    assert not parsing.is_english_word("blorfed")
    assert parsing.is_dictionary_word("bombed")
    assert not parsing.is_dictionary_word("kolvac")
