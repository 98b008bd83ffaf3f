"""Labels before what a line says, and the kinds of explanation that a claim is kept with."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.claims.kinds import REFUSALS, Kind, kind_of
from sayso.claims.labels import FORMS, MARKED, OWN, SHOUTED, SIGNS, SPELLED, WORDS
from sayso.claims.layout import lay_out


@pytest.mark.parametrize("form", FORMS, ids=[form.example for form in FORMS])
def test_each_form_takes_the_label_off_its_example(form):
    match = form.pattern.match(form.example)
    assert form.example[match.end() :] == "The dam at Orrin holds."


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (SHOUTED, "Breaking: The dam holds."),  # not in capitals
        (SHOUTED, "BREAKING The dam holds."),
        (SHOUTED, "NEWSROOMS: all of them closed."),
        (SPELLED, "True:it holds."),  # no blank after the colon
        (SPELLED, "Corrections are due: it holds."),
        (MARKED, "TRUE ✅ it holds."),  # no sentence begins there
        (MARKED, "TRUE - The dam holds."),
        (OWN, "From us all: thanks."),
        (SIGNS, "$5 a day"),
    ],
)
def test_what_only_looks_like_a_label_stays(form, line):
    assert form.pattern.match(line) is None


@pytest.mark.parametrize("kind", ["article", "post", "statement"])
@pytest.mark.parametrize(
    "label",
    [
        "Correction, 3 March:",
        "Correction (March 3, 2031, 14:05):",
        "CORRECTION 2031-03-03:",
        "Clarification, Tuesday:",
        "A correction on 3 Sept.:",
        "Correction 14:05:",
    ],
)
def test_a_label_of_a_correction_may_have_its_day_and_hour(label, kind):
    line = f"{label} The dam at Orrin does not hold."

    (paragraph,) = lay_out(line, kind).paragraphs

    assert paragraph.span.of(line) == "The dam at Orrin does not hold."
    assert paragraph.corrects


def test_a_correction_of_a_street_or_force_is_no_label():
    line = "Corrections, 3 March Regiment: the dam holds."
    assert lay_out(line, "article").paragraphs[0].span.start == 0


def test_no_word_stands_in_the_table_twice():
    words = [word for word, _ in WORDS]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("line", ["Fact check: the dam holds.", "Exclusive: the dam holds."])
def test_a_spelled_label_is_one_in_a_post_only(line):
    starts = [lay_out(line, kind).paragraphs[0].span.start for kind in ("post", "article")]
    assert starts == [line.index("the dam"), 0]


@pytest.mark.parametrize("kind", sorted(get_args(Kind)))
def test_the_kind_of_an_explanation_is_found_again(kind):
    assert [kind_of(f"{kind}{told}") for told in ("", ": says", ", 93% sure: said")] == [kind] * 3


def test_an_explanation_of_another_version_is_of_no_known_kind():
    assert kind_of("by hand") == kind_of("") == "unknown"
    assert "unknown" not in REFUSALS
