"""The stories that the network of comparing was taught on, and how they are read."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from benchmarks.compare.on_stories import count, pairs_of, stories_in

TRAINING = Path(__file__).resolve().parents[2] / "training" / "compare"
STORY = """# a bridge at Norvik
? how many were on it
A | a fisherman | assert | 09:00 | a dozen people were crossing
B | the harbour office | assert | 10:00 | nobody was on the bridge
0 | the mayor | assert | 11:00 | it is too early to tell
? was it closed
A | a lorry driver | assert | 09:30 | the barrier was down
-
- | the bishop | demand | 12:00 | that bells be rung
"""


@pytest.fixture(scope="module")
def stories() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stories_of_training", TRAINING / "stories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_claims_under_one_question_make_pairs_whatever_they_answer(stories, tmp_path) -> None:
    (tmp_path / "one.txt").write_text(STORY, "utf-8")
    (story,) = stories.read_stories([tmp_path / "one.txt"])

    assert story.contents[1] == "nobody was on the bridge"
    assert [pair for pair, together in story.pairs.items() if together] == [(0, 1)]
    assert story.pairs[0, 4] is False


def test_from_a_claim_without_a_position_nothing_is_learnt_of_its_question(stories, tmp_path) -> None:
    (tmp_path / "one.txt").write_text(STORY, "utf-8")
    (story,) = stories.read_stories([tmp_path / "one.txt"])

    assert (0, 2) not in story.pairs
    assert story.pairs[2, 3] is False


def test_a_line_that_stands_under_two_questions_is_one_claim_that_answers_both(stories, tmp_path) -> None:
    both = "a nurse | assert | 10:00 | the barrier was up and nine were dead"
    (tmp_path / "one.txt").write_text(
        "# a bridge at Norvik\n? how many died\n"
        f"A | {both}\nB | the mayor | assert | 11:00 | nobody had died\n"
        f"? was it closed\nB | {both}\nA | a lorry driver | assert | 09:30 | the barrier was down\n",
        "utf-8",
    )
    (story,) = stories.read_stories([tmp_path / "one.txt"])

    assert len(story.contents) == 3
    assert [pair for pair, together in story.pairs.items() if together] == [(0, 1), (0, 2)]
    assert story.pairs[1, 2] is False


@pytest.mark.parametrize("line", ["A | somebody | assert | no content", "9 | a | assert | 09:00 | it rained"])
def test_a_line_that_is_none_of_a_story_is_named_with_its_place(stories, tmp_path, line: str) -> None:
    (tmp_path / "one.txt").write_text(f"# a story\n? a question\n{line}\n", "utf-8")

    with pytest.raises(stories.BadStory, match=r"one\.txt, line 3"):
        stories.read_stories([tmp_path / "one.txt"])


@pytest.mark.parametrize(("folder", "number"), [("stories", 225), ("ledgers", 236)])
def test_every_story_that_comes_with_sayso_can_be_read_and_has_questions(stories, folder, number) -> None:
    found = stories.read_stories((TRAINING / folder).glob("*.txt"))

    assert len(found) == number
    assert all(any(story.pairs.values()) for story in found)


def test_labels_say_how_the_claims_of_a_question_stand(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(
        "# a blast\n"
        "? how many died\n"
        "A | the mayor | assert | 09:00 | 9 people had died\n"
        "A | a nurse | assert | 10:00 | nine were dead\n"
        "B>A | the mayor | assert | day 2 09:00 | 14 people had died\n"
        "C | the owner | deny | 11:00 | that anybody had died\n"
        "S | a priest | assert | 12:00 | 30 had been killed or hurt\n"
        "0 | the premier | no-comment | 12:00 | the toll\n",
        encoding="utf-8",
    )
    (story,) = stories_in(tmp_path)

    pairs = pairs_of(story)

    assert pairs[0, 1] == ("agrees", -1)
    assert pairs[0, 2] == pairs[1, 2] == ("updates", 2)
    assert pairs[2, 3] == ("conflicts", -1)
    assert pairs[0, 4] == ("different-scope", -1)
    assert not any(5 in pair for pair in pairs)


def test_what_is_found_on_a_story_is_counted_by_what_its_labels_say(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(
        "# a blast\n? how many died\n"
        "A | the mayor | assert | 09:00 | 9 people had died in the pit\n"
        "B | a nurse | assert | 10:00 | 30 people had died in the pit\n",
        encoding="utf-8",
    )
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    for story in stories_in(tmp_path):
        count(story, counts)

    assert counts == {("conflicts", "by figures"): Counter({"conflicts": 1})}
