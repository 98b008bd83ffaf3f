"""`sayso compare` and `sayso judge` as a person meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
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
    shown = case("compare", "the-pit", *RULES).out.split("CONFLICTS")[1].split("found:")[0]
    return re.findall(r"^ +([0-9a-f]{5,}) ", shown, re.MULTILINE)


def test_the_matrix_comes_first_then_the_conflicts_with_names_to_judge_by(case: Run) -> None:
    shown = case("compare", "the-pit", *RULES).out

    assert shown.index("question (pairs that conflict)") < shown.index("CONFLICTS: 1 pair")
    assert "of 100 conflicts that are found" in shown.split("CONFLICTS: 1 pair")[1].split("\n")[1]
    assert shown.count("of 100 conflicts") == 1
    assert "silent, or not found to answer" in shown
    claims = case("claims", "the-pit", *RULES).out
    assert all(name in claims for name in names_of(case))


def test_a_question_answered_in_sentences_is_a_list_with_an_origin_in_each_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        "north": "Ana Pell said the gate of the quarry had been left open on Monday night.\n",
        "south": "Iko Brandt denied that the gate of the quarry had been left open on Monday.\n",
    }
    assert run("import", write_articles(tmp_path / "gate", texts), "--case", "The gate").code == 0
    monkeypatch.setattr("sayso.cli.console.TABLE_WIDTH_ELSEWHERE", 200)

    shown = run("compare", "the-gate", *RULES).out.split("CONFLICTS")[0]

    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0].startswith("1 Is it so: ")
    assert lines[0].endswith("(1 pair conflicts)")
    assert any(line.startswith("Ana Pell") and ": the gate of the quarry" in line for line in lines)
    assert any(line.startswith("Iko Brandt") and line.endswith(": denies") for line in lines)
    assert "question (pairs that conflict)" not in shown


def test_a_question_answered_in_sentences_comes_before_the_columns_where_more_conflicts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = "that the gate of the quarry had been left open on Monday night"
    texts = {
        "north": f"Ana Pell said {gate}.\n\nAna Pell said 9 miners had been killed.\n",
        "south": f"Iko Brandt denied {gate}.\n\nIko Brandt said 30 miners had been killed.\n",
        "east": f"Una Sorb denied {gate}.\n",
    }
    assert run("import", write_articles(tmp_path / "gate", texts), "--case", "The gate").code == 0
    monkeypatch.setattr("sayso.cli.console.TABLE_WIDTH_ELSEWHERE", 200)

    shown = run("compare", "the-gate", *RULES).out.split("CONFLICTS")[0]

    assert shown.index("Ana Pell: the gate of the quarry") < shown.index("question (pairs that conflict)")
    assert shown.count("Is it so: “the gate") == 1


@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_wider_than_the_terminal(case: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr("sayso.cli.console.TABLE_WIDTH_ELSEWHERE", width)
    one, other = names_of(case)
    why = "two shifts of one and the same day, and the office of the company names both of them as its own"
    assert case("judge", "the-pit", one, other, "--is", "different-scope", "--reason", why, *RULES).code == 0
    for asked in ((), ("--question", "1"), ("--timeline", "--origins"), ("--view", "ucdp")):
        shown = case("compare", "the-pit", *asked, *RULES)

        assert shown.code == 0
        assert max(map(len, shown.out.splitlines())) <= width
    assert max(map(len, case("judge", "the-pit", "--list", *RULES).out.splitlines())) <= width


def test_a_conflict_is_shown_by_its_answers_with_who_gives_them(case: Run) -> None:
    shown = case("compare", "the-pit", *RULES).out.split("CONFLICTS: 1 pair")[1]

    _, _, question, *lines = (line.strip() for line in shown.splitlines())
    assert question.endswith("(1 pair)")
    assert (lines[0], lines[2]) == ("9 ≠ 30", "30 ≠ 9")
    assert [line.split()[1] for line in (lines[1], lines[3])] == ["hospital", "union"]
    assert lines[4].startswith("found: “9 miners” and “30 miners” cannot both be true as worded. (")


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
    assert shown.count("the method found") == shown.count("the method found: conflicts")

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


def test_a_claim_that_is_misread_is_left_out_and_stays_to_be_seen(case: Run) -> None:
    one, _ = names_of(case)
    before = case("compare", "the-pit", "--json", *RULES).json
    why = "the hospital was asked, and did not say so"

    said = case("judge", "the-pit", one, "--is", "misread", "--reason", why, "--as", "Ada", *RULES)

    assert said.code == 0
    name = said.out.split()[0]
    shown = case("compare", "the-pit", *RULES).out
    assert "Left out as misread: 1 claim." in shown
    assert f"({name}): {why}" in " ".join(shown.split())
    assert f"JUDGED misread: {one}: judged by Ada on" in " ".join(shown.split())
    assert "9 miners" not in shown.split("JUDGED")[0]
    assert f"{len(before['claims']) - 1} claims on" in shown
    listed = " ".join(case("judge", "the-pit", "--list", *RULES).out.split())
    assert f"Ada: misread because: {why}" in listed
    assert "Nine miners were killed" in listed
    answer = case("compare", "the-pit", "--json", *RULES).json
    assert [claim["id"][: len(one)] for claim in answer["misread"]] == [one]
    assert len(answer["claims"]) == len(before["claims"]) - 1
    left_out = json.dumps(answer["misread"][0]["id"])
    rest = {part: value for part, value in answer.items() if part not in ("misread", "judgements")}
    assert left_out not in json.dumps(rest)
    for part in ("--timeline", "--origins", "--view=ucdp", "--changes"):
        assert one not in case("compare", "the-pit", part, *RULES).out

    case("judge", "the-pit", "--withdraw", name, "--reason", "it was said", *RULES)
    again = case("compare", "the-pit", "--json", *RULES).json
    assert {**again, "judgements": []} == {**before, "judgements": []}


def test_what_is_left_out_is_counted_with_its_copies(run: Run, tmp_path: Path) -> None:
    copied = {**TEXTS, "wire": TEXTS["north"]}
    assert run("import", write_articles(tmp_path / "pit", copied), "--case", "The pit").code == 0
    known = run("compare", "the-pit", "--json", *RULES).json["claims"]
    one = next(claim["id"] for claim in known if claim["doc_id"] == "wire")

    assert run("judge", "the-pit", one, "--is", "misread", "--reason", "a question", *RULES).code == 0

    shown = run("compare", "the-pit", *RULES).out
    left_out = run("compare", "the-pit", "--json", *RULES).json["misread"]
    assert sorted(claim["doc_id"] for claim in left_out) == ["north", "wire"]
    assert "Left out as misread: 1 claim (2 with word-for-word copies)." in shown


def test_a_judgement_of_several_claims_stands_of_those_that_are_not_misread(case: Run) -> None:
    one, other = names_of(case)
    known = case("compare", "the-pit", "--json", *RULES).json["claims"]
    third = next(claim["id"] for claim in known if not claim["id"].startswith((one, other)))
    case("judge", "the-pit", one, other, third, "--is", "independent", "--reason", "three desks", *RULES)

    said = case("judge", "the-pit", one, "--is", "misread", "--reason", "a question", *RULES)

    assert "It takes the place of" not in said.out
    shown = " ".join(case("compare", "the-pit", *RULES).out.split())
    assert f"JUDGED independent: {one} {other} {third[: len(one)]}: judged by" in shown
    assert "2 judgements, 2 of them in force" in case("judge", "the-pit", "--list", *RULES).out


def test_a_judgement_without_a_reason_is_refused(case: Run) -> None:
    one, other = names_of(case)

    said = case("judge", "the-pit", one, other, "--is", "agrees", *RULES)

    assert said.code == 2
    assert "BadJudgement" in said.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("{one}", "{other}", "--reason", "one shift"), "say with --is what the claims are to each other"),
        (("{one}", "{other}", "--is", "so", "--reason", "one shift"), "there is no verdict 'so'"),
        (("{short}", "{other}", "--is", "agrees", "--reason", "x"), "too short for a claim's name"),
        (("{one}", "{other}", "--is", "misread", "--reason", "x"), "“misread” takes one claim"),
        (("fffff", "--is", "misread", "--reason", "x"), "No claim is called 'fffff'"),
        (("{one}", "--is", "misread"), "it needs a --reason"),
        (("--withdraw", "j1"), "There is no judgement 'j1' to withdraw"),
        (("--withdraw", "j1", "{one}"), "Nothing was withdrawn: a judgement is withdrawn by itself"),
        (("{one}", "--list", "--is", "agrees"), "--list only shows judgements"),
    ],
)
def test_what_is_wrong_with_a_judgement_is_said_in_words(
    case: Run, asked: tuple[str, ...], told: str
) -> None:
    one, other = names_of(case)

    said = case(
        "judge", "the-pit", *(part.format(one=one, other=other, short=one[:2]) for part in asked), *RULES
    )

    assert said.code == 2
    assert told in said.err


def test_withdrawing_needs_a_reason_and_is_done_once(case: Run) -> None:
    one, other = names_of(case)
    made = case("judge", "the-pit", one, other, "--is", "agrees", "--reason", "one shift", *RULES)
    name = made.out.split()[0]

    assert "Nothing was withdrawn: it needs a --reason" in case("judge", "the-pit", "--withdraw", name).err
    assert case("judge", "the-pit", "--withdraw", name, "--reason", "a slip", *RULES).code == 0
    again = case("judge", "the-pit", "--withdraw", name, "--reason", "once more", *RULES)

    assert again.code == 2
    assert f"Judgement {name} was withdrawn on " in again.err
    assert "already: a slip" in again.err


def test_the_judgements_on_one_claim_are_listed_by_its_name(case: Run) -> None:
    one, other = names_of(case)
    known = case("compare", "the-pit", "--json", *RULES).json["claims"]
    third = next(claim["id"] for claim in known if not claim["id"].startswith((one, other)))
    case("judge", "the-pit", one, other, "--is", "agrees", "--reason", "one shift", *RULES)

    assert "1 judgement, 1 of them in force" in case("judge", "the-pit", one, "--list", *RULES).out
    assert "0 judgements" in case("judge", "the-pit", third, "--list", *RULES).out


def test_a_case_that_is_not_there_is_answered_with_slugs(case: Run) -> None:
    assert "Cases here: the-pit (The pit)." in case("compare", "nocase").err


def test_json_refuses_what_it_would_pass_over(case: Run) -> None:
    said = case("compare", "the-pit", "--question", "1", "--timeline", "--json", *RULES)

    assert said.code == 2
    assert "gives all of a comparison at once: --question and --timeline would change nothing" in said.err


def test_a_question_narrows_the_timeline_and_the_origins(case: Run) -> None:
    whole = case("compare", "the-pit", "--timeline", *RULES).out
    shown = case("compare", "the-pit", "--question", "1", "--timeline", "--origins", *RULES).out

    times = shown.split("TIMELINE")[1]
    assert "denies:" in whole
    assert "denies:" not in times
    assert "union: Thirty miners were killed" in times
    assert "2 reports · 2 origins" in shown.split("ORIGINS")[1]


def test_what_happened_stands_on_its_day_with_the_words_for_the_time_and_the_event(
    run: Run, tmp_path: Path
) -> None:
    said = "The hospital said nine miners were killed in the Orvik pit on 4 May 2031.\n"
    run("import", write_articles(tmp_path / "one", {"north": said}), "--case", "North")

    shown = run("compare", "north", "--timeline", *RULES).out

    assert "4 May 2031\n" in shown
    (line,) = [one for one in shown.splitlines() if "happened" in one]
    assert "hospital: 4 May 2031: nine miners were killed in the Orvik pit" in " ".join(line.split())


def test_an_hour_whose_zone_nobody_said_says_so_beside_hours_in_utc(run: Run, tmp_path: Path) -> None:
    said = (
        "The hospital said nine miners were killed in the Orvik pit at 03:42 on 4 May 2031.\n"
        "The union said the pit at Orvik was shut at 09:10 GMT on 4 May 2031.\n"
    )
    run("import", write_articles(tmp_path / "one", {"north": said}), "--case", "North")

    shown = run("compare", "north", "--timeline", *RULES).out

    day = " ".join(shown.split("4 May 2031\n", 1)[1].split())
    assert day.index("09:10 GMT") < day.index("03:42, zone")
    assert "not stated" in day


def test_a_case_without_figures_says_so_in_a_view(run: Run, tmp_path: Path) -> None:
    run("import", write_articles(tmp_path / "one", {"east": TEXTS["east"]}), "--case", "East")

    assert "No question is answered by figures" in run("compare", "east", "--view", "ucdp", *RULES).out
    assert "Nothing to trace" in run("compare", "east", "--origins", *RULES).out


def test_a_judgement_says_which_one_it_takes_the_place_of(case: Run) -> None:
    one, other = names_of(case)
    first = case("judge", "the-pit", one, other, "--is", "agrees", "--reason", "one shift", *RULES).out

    second = case("judge", "the-pit", one, other, "--is", "conflicts", "--reason", "two", *RULES).out

    assert "takes the place of" not in first
    assert f"It takes the place of {first.split()[0]}." in second


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

    listed = " ".join(case("judge", "the-pit", "--list", *RULES).out.split())

    assert (
        "agrees - DOES NOT COUNT, nor does what it ended: what it was about was erased with entry" in listed
    )
    assert "1 judgement, 0 of them in force." in listed


@pytest.fixture
def unread(case: Run, tmp_path: Path) -> str:
    """A judgement whose record is lost, by what it goes by; the index was made anew without it."""
    judged = ("judge", "the-pit", *names_of(case)[:2], "--is", "agrees", "--reason", "one paper", *RULES)
    name = str(case(*judged, "--json").json["judgements"][0]["id"])
    files = ArchiveFiles(tmp_path / "archive")
    (entry,) = (one for one in CustodyLog(files).entries() if one.act == "judge")
    files.object_path(str(entry.body["output"])).unlink()
    files.database.unlink()
    return name


@pytest.mark.parametrize("words", [("compare",), ("compare", "--origins"), ("judge",), ("judge", "--list")])
def test_where_a_judgement_cannot_be_read_that_is_damage(
    case: Run, unread: str, words: tuple[str, ...]
) -> None:
    verb, *options = words

    said = case(verb, "the-pit", *options, *RULES)

    assert said.code == 4
    assert "DAMAGE  object" in said.out
    assert "it is missing" in said.out
    if options != ["--origins"]:
        assert unread in said.out


def test_a_judgement_that_cannot_be_read_is_listed_with_every_claim(case: Run, unread: str) -> None:
    one, *_ = names_of(case)

    said = case("judge", "the-pit", "--list", one, "--json", *RULES)

    assert [judgement["id"] for judgement in said.json["judgements"]] == [unread]
    assert [damage["kind"] for damage in said.json["damages"]] == ["object-missing"]
    assert said.json["unread"] == []
    assert said.code == 4


def test_a_judgement_that_cannot_be_read_is_no_matter_once_it_is_withdrawn(case: Run, unread: str) -> None:
    assert case("judge", "the-pit", "--withdraw", unread, "--reason", "its record is lost", *RULES).code == 0

    said = case("compare", "the-pit", "--json", *RULES)

    assert said.json["damages"] == []
    assert said.code == 0


def test_a_new_judgement_is_no_failure_where_an_older_one_cannot_be_read(case: Run, unread: str) -> None:
    one, other = names_of(case)[:2]

    assert case("judge", "the-pit", one, other, "--is", "unrelated", "--reason", "two pits", *RULES).code == 0


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


def test_a_view_says_how_it_came_to_its_figures(case: Run) -> None:
    shown = case("compare", "the-pit", "--view", "acled", *RULES).out

    assert "Disputed: the most conservative figure is taken; the highest is 30." in " ".join(shown.split())


def test_a_view_says_how_many_figures_it_leaves_out(case: Run) -> None:
    one, other = names_of(case)
    said = ("--is", "updates", "--reason", "the union counted later")
    assert case("judge", "the-pit", one, other, *said, *RULES).code == 0

    shown = " ".join(case("compare", "the-pit", "--view", "ucdp", *RULES).out.split())

    assert "Left out: 1 replaced or withdrawn (--question 1)." in shown


def test_an_origin_names_its_claims_by_the_documents_they_stand_in(run: Run, tmp_path: Path) -> None:
    said = "Nine miners were killed, the hospital said on Monday. The pit was shut, the hospital said.\n"
    folder = write_articles(tmp_path / "pit", {"north": said, "south": "The hospital said nine died.\n"})
    assert run("import", folder, "--case", "The pit").code == 0

    shown = run("compare", "the-pit", "--origins", *RULES).out

    [line] = [one for one in shown.splitlines() if "said by hospital:" in one]
    assert re.search(r"north \(\w{5,} \w{5,}\)", line)
    assert re.search(r"south \(\w{5,}\)", line)


def test_a_refusal_stands_aside_of_what_goes_back_to_its_speaker(run: Run, tmp_path: Path) -> None:
    said = {
        "north": "Nine miners were killed, the hospital said on Monday.\n",
        "south": "The hospital declined to comment on the price of coal.\n",
    }
    assert run("import", write_articles(tmp_path / "pit", said), "--case", "The pit").code == 0

    shown = " ".join(run("compare", "the-pit", "--origins", *RULES).out.split())

    assert "hospital: 1 report goes back to it" in shown
    assert "said by hospital; aside, as it takes no position: south (" in shown
    assert "What stands aside is of the same voice" in shown


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


def test_what_a_model_did_not_answer_usably_is_asked_again(case: Run, tmp_path: Path) -> None:
    said = {"pairs": [{"a": 1, "b": 2, "relation": "different-scope", "why": "two shifts"}]}
    answers = iter([answer_in_words("no JSON"), answer_in_words(json.dumps(said))])
    with ChatServer(lambda _: next(answers)) as server:
        settings = tmp_path / "config" / "sayso" / "settings.toml"
        settings.write_text(f'[claims.endpoint]\nurl = "{server.url}"\nmodel = "played-7b"\n', "utf-8")
        first = case("compare", "the-pit", "--propose", "--json", *RULES).json["proposed"]
        second = case("compare", "the-pit", "--propose", "--json", *RULES).json["proposed"]

    assert (first["asked"], first["answered"], first["records"]) == (1, 0, [])
    assert (second["asked"], second["answered"], len(second["records"])) == (1, 1, 1)


def test_without_a_model_in_the_settings_nothing_can_be_proposed(case: Run) -> None:
    assert case("compare", "the-pit", "--propose", *RULES).code == 2


def test_a_denial_on_the_timeline_says_that_it_is_one(case: Run) -> None:
    shown = case("compare", "the-pit", "--timeline", *RULES).out
    rows = case("compare", "the-pit", "--json", *RULES).json["timeline"]

    assert "denies:" in shown
    assert [row["speaker"] for row in rows if row["act"] == "deny"] == ["union"]


def test_a_comparison_that_is_stopped_says_what_stays_of_it(
    case: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.desk.compare.compare_claims", stop)

    said = case("compare", "the-pit", *RULES)

    assert said.code == 130
    assert "the claims of every text that was read" in " ".join(said.err.split())
    assert "fingerprints" not in said.err
