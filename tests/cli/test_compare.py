"""`sayso compare` and `sayso judge` as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.store.queries import NoSuchCase
from sayso.testing.chat_server import ChatServer, answer_in_words
from sayso.testing.material import write_articles

TEXTS = {
    "north": "Nine miners were killed in the Orvik pit, the hospital said on Monday.\n",
    "south": "Thirty miners were killed in the Orvik pit, the union said on Monday.\n",
    "east": "The union denied that the shaft had been inspected.\n\nThe hospital declined to comment.\n",
}
RULES = ("--extractor", "rules")


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Run:
    """Three articles, two of which do not agree."""
    folder = write_articles(tmp_path / "pit", TEXTS)
    assert run("import", folder, "--case", "The pit").code == 0
    return run


def names_of(case: Run) -> list[str]:
    """The short names of the claims on the toll, as the terminal shows them."""
    shown = case("compare", "the-pit", *RULES).out.split("CONFLICTS")[1].splitlines()
    return [line.split()[0] for line in shown[1:3]]


def test_the_matrix_comes_first_then_the_conflicts_with_names_to_judge_by(case: Run) -> None:
    shown = case("compare", "the-pit", *RULES).out

    assert shown.index("question (pairs that conflict)") < shown.index("CONFLICTS: 1")
    assert "is silent, or was not found to answer" in shown
    claims = case("claims", "the-pit", *RULES).out
    assert all(name in claims for name in names_of(case))


def test_tables_keep_within_the_terminal(case: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (80, 120):
        monkeypatch.setattr("sayso.cli.console.TABLE_WIDTH_ELSEWHERE", width)
        for asked in ((), ("--question", "1"), ("--timeline",), ("--view", "ucdp")):
            shown = case("compare", "the-pit", *asked, *RULES)

            assert shown.code == 0
            table = shown.out.split("CONFLICTS")[0].splitlines()
            assert max(len(line) for line in table if not line.startswith("Figures")) <= width


def test_a_judgement_is_marked_wherever_it_counts_and_can_be_taken_back(case: Run) -> None:
    one, other = names_of(case)
    said = case(
        "judge",
        "the-pit",
        one,
        other,
        "--is",
        "different-scope",
        "--reason",
        "two shifts",
        "--as",
        "Ada",
        *RULES,
    )
    assert said.code == 0
    name = said.out.split()[0]

    shown = case("compare", "the-pit", *RULES).out
    assert "judged by Ada on" in shown
    assert f"[judged, {name}]" in shown
    assert "the method found: conflicts" in shown

    assert case("judge", "the-pit", "--withdraw", name, "--reason", "a slip", *RULES).code == 0
    assert "CONFLICTS: 1" in case("compare", "the-pit", *RULES).out
    listed = case("judge", "the-pit", "--list", *RULES).out
    assert case("judge", "the-pit", *RULES).out == listed
    (known,) = case("judge", "the-pit", "--json", *RULES).json["judgements"]
    assert (known["id"], known["counts"], known["withdrawn"]["reason"]) == (name, False, "a slip")
    assert "WITHDRAWN" in listed
    assert "1 judgement, 0 of them in force." in listed
    assert "was withdrawn: a slip" in case("log", "the-pit").out


def test_a_question_gives_its_figures_origin_by_origin(case: Run) -> None:
    shown = case("compare", "the-pit", "--question", "1", "--view", "ucdp", *RULES).out

    assert "Figures (ucdp): low 9" in shown
    assert "whose word is better is for a person to say" in shown
    assert shown.index("  hospital: 9") < shown.index("  union: 30")


def test_a_judgement_without_a_reason_is_refused(case: Run) -> None:
    one, other = names_of(case)

    said = case("judge", "the-pit", one, other, "--is", "agrees", *RULES)

    assert said.code == 2
    assert "BadJudgement" in said.err


def test_a_judgement_is_said_to_stand_even_where_what_follows_fails(
    case: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = names_of(case)

    def fails(*_args: object, **_more: object) -> None:
        raise NoSuchCase("the-pit", ())

    with monkeypatch.context() as broken:
        broken.setattr("sayso.desk.judgements.case_judgements", fails)
        said = case("judge", "the-pit", one, other, "--is", "agrees", "--reason", "one shift", *RULES)

    assert said.code != 0
    assert said.out.splitlines()[0].endswith("judged: it stands in the log.")
    (known,) = case("judge", "the-pit", "--json", *RULES).json["judgements"]
    assert said.out.split()[0] == known["id"]


def test_a_judgement_on_what_was_erased_is_listed_as_not_counting(case: Run) -> None:
    one, other = names_of(case)
    case("judge", "the-pit", one, other, "--is", "agrees", "--reason", "one shift", *RULES)
    erased = case("erase", "north", "--reason", "a court order", "--by", "the court")
    assert erased.code == 0, erased.err

    listed = case("judge", "the-pit", "--list", *RULES).out

    assert (
        "agrees - DOES NOT COUNT, nor does what it ended: what it was about was erased with entry" in listed
    )
    assert "1 judgement, 0 of them in force." in listed


def test_the_json_form_holds_all_that_is_shown(case: Run) -> None:
    one, other = names_of(case)
    case("judge", "the-pit", one, other, "--is", "one-origin", "--reason", "one press office", *RULES)

    answer = case("compare", "the-pit", "--view", "acled", "--json", *RULES).json

    assert {"claims", "findings", "questions", "origins", "judgements", "changes", "matrix", "ranges"} <= set(
        answer
    )
    assert {one["view"] for one in answer["ranges"]} == {"acled"}
    (judgement,) = answer["judgements"]
    assert judgement["counts"] is True
    known = {claim["id"] for claim in answer["claims"]}
    cells = [cell for row in answer["matrix"]["rows"] for cell in row["cells"].values()]
    assert cells
    assert {claim for cell in cells for claim in cell["claims"]} <= known
    assert {entry["sort"] for entry in answer["timeline"]} >= {"said"}


def test_origins_timeline_and_changes_are_asked_for_by_name(case: Run) -> None:
    assert "reports" in case("compare", "the-pit", "--origins", *RULES).out
    assert "said" in case("compare", "the-pit", "--timeline", *RULES).out
    assert "captured twice" in case("compare", "the-pit", "--changes", *RULES).out


@pytest.mark.parametrize(
    ("asked", "error"),
    [(("--view", "mean"), "NoSuchView"), (("--question", "weather forecast"), "NoSuchQuestion")],
)
def test_what_is_not_there_is_named(case: Run, asked: tuple[str, ...], error: str) -> None:
    said = case("compare", "the-pit", *asked, *RULES)

    assert said.code == 2
    assert error in said.err


def test_a_model_is_asked_only_on_demand_and_its_proposals_count_for_nothing(
    case: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"pairs": [{"a": 1, "b": 2, "relation": "different-scope", "why": "two shifts"}]}
    with ChatServer(lambda _: answer_in_words(json.dumps(said))) as server:
        settings = tmp_path / "config" / "sayso" / "settings.toml"
        settings.write_text(f'[claims.endpoint]\nurl = "{server.url}"\nmodel = "played-7b"\n', "utf-8")
        assert case("compare", "the-pit", *RULES).code == 0
        assert server.asked == []

        shown = case("compare", "the-pit", "--propose", *RULES)
        again = case("compare", "the-pit", "--propose", *RULES)

    assert "played-7b" in shown.err
    assert "PROPOSED by the language model played-7b" in shown.out
    assert "proposed: different-scope (found: conflicts): two shifts" in shown.out
    assert again.out == shown.out
    assert len(server.asked) == 1
    assert "CONFLICTS: 1" in case("compare", "the-pit", *RULES).out


def test_without_a_model_in_the_settings_nothing_can_be_proposed(case: Run) -> None:
    assert case("compare", "the-pit", "--propose", *RULES).code == 2


def test_a_denial_on_the_timeline_says_that_it_is_one(case: Run) -> None:
    shown = case("compare", "the-pit", "--timeline", *RULES).out
    rows = case("compare", "the-pit", "--json", *RULES).json["timeline"]

    assert "denies:" in shown
    assert [row["speaker"] for row in rows if row["act"] == "deny"] == ["union"]
