"""`sayso claims --explain`: the text with its claims in it, in colour or in brackets, and the reasons."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.cli.explained import Mark, bracketed, coloured

TEXT = (
    "Bridge closed\n\n"
    "Mayor Ada Brill said on Friday that the bridge at Orrin might have burned.\n\n"
    'The fire brigade denied that anybody had fled. "Nobody was hurt," she said.\n'
)
ROLES = ("source", "cue", "content")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_without_a_terminal_roles_stand_in_brackets_with_the_claims_number(run, file):
    out = run("claims", file, "--explain").out

    assert "  2  [1 source: Mayor Ada Brill] [1 cue: said] on Friday [1 content: that the bridge" in out
    assert "\x1b" not in out


def test_under_each_paragraph_its_claims_say_why(run, file):
    out = run("claims", file, "--explain").out

    assert re.search(r"certainty +possible, by “might”", out)
    assert re.search(r"act +deny, by “denied”", out)
    assert re.search(r"speaker +Ada Brill: “she” ← “Ada Brill” in 2, the same", out)
    assert not re.search(r" $", out, re.MULTILINE)


def test_a_claim_is_explained_under_its_content_and_says_where_its_source_stands(run, tmp_path):
    text = 'Director Ada Brill told reporters: "Nine boats were lost.\n\n"Two of them burned."\n'
    (tmp_path / "long.txt").write_text(text, "utf-8")

    under_second = run("claims", "long.txt", "--explain").out.partition("  2  ")[2]

    assert re.search(r"speaker +Ada Brill: “Director Ada Brill” in 1, named there", under_second)


def test_on_a_terminal_roles_have_colours(run, file, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)

    out = run("claims", file, "--explain").out

    assert "\x1b[1;36mMayor Ada Brill\x1b[0m" in out
    assert "[1 source:" not in out


def test_no_color_gives_brackets_on_a_terminal_too(run, file, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert "[1 source: Mayor Ada Brill]" in run("claims", file, "--explain").out


def test_json_has_the_reasons_with_their_places(run, file):
    [answer] = run("claims", file, "--explain", "--json").json

    for claim in answer["claims"]:
        assert [reason["field"] for reason in claim["reasons"]][:2] == ["found by", "speaker"]
        for reason in claim["reasons"]:
            assert [TEXT[start:end] for start, end in reason["words"]] == reason["text"]
    assert "reasons" not in run("claims", file, "--json").json[0]["claims"][0]


def test_a_case_is_explained_too(run, file):
    run("import", file, "--case", "The bridge")

    out = run("claims", "the-bridge", "--explain").out

    assert "[1 source: Mayor Ada Brill]" in out
    assert "Next: sayso compare the-bridge" in out


def test_a_text_without_claims_is_shown_all_the_same(run, tmp_path):
    (tmp_path / "quiet.txt").write_text("The bridge at Orrin is the oldest of the town.", "utf-8")

    out = run("claims", "quiet.txt", "--explain").out

    assert "0 claims" in out
    assert "  1  The bridge at Orrin is the oldest of the town." in out


def test_what_would_move_the_cursor_is_made_visible(run, tmp_path):
    (tmp_path / "odd.txt").write_text("Police said the \x1b[31mbridge\x1b[0m was shut.", "utf-8")

    out = run("claims", "odd.txt", "--explain").out

    assert "\x1b" not in out
    assert "�" in out


def test_nested_claims_stand_in_nested_brackets():
    text = "A said that B said so"
    marks = [Mark(0, 1, "source", (1,)), Mark(7, 21, "content", (1,)), Mark(12, 13, "source", (2,))]

    assert bracketed(text, 0, 21, marks) == "[1 source: A] said [1 content: that [2 source: B] said so]"


def test_crossing_marks_are_opened_again_where_the_outer_one_ends():
    marks = [Mark(0, 4, "content", (1,)), Mark(2, 6, "content", (2,))]

    assert bracketed("abcdef", 0, 6, marks) == "[1 content: ab[2 content: cd]][2 content: ef]"


@st.composite
def marked(draw):
    text = draw(st.text(alphabet="ab \t.", min_size=1, max_size=30))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(ROLES), st.integers(1, 9)), max_size=8))
    marks = [Mark(min(a, b), max(a, b), role, (n,)) for a, b, role, n in spans if a != b]
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of a busy machine
@given(marked())
def test_without_the_marks_it_is_the_text(given_):
    text, marks = given_

    shown = bracketed(text, 0, len(text), marks)

    assert re.sub(r"\[\d source: |\[\d cue: |\[\d content: |\]", "", shown) == text
    assert shown.count("[") == shown.count("]")
    assert re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", coloured(text, 0, len(text), marks).plain) == text
