"""Invented stories -> claims, and which two of a story answer one question.

A file holds several stories, as `README.md` describes. A claim that takes no position makes no pair within
its question; nothing is learnt from it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

FIELDS = 5  # label, speaker, act, time, content
_LABEL = re.compile(r"(?P<answer>0|[A-Z]\d?)(?:>[A-Z]\d?(?:,[A-Z]\d?)*)?")
_NO_POSITION = "0"
_SILENT = "no-comment"


class BadStory(ValueError):
    """A line of a file is none of a story."""


@dataclass(frozen=True)
class Told:
    """One claim of a story, and what it answers."""

    act: str
    content: str
    question: int | None  # the line of its question; None where it answers none
    answer: str  # claims with one letter give one answer


@dataclass(frozen=True)
class Story:
    """Claims' contents, and for each pair that is learnt from whether both answer one question."""

    name: str
    contents: tuple[str, ...]
    pairs: dict[tuple[int, int], bool]  # places in `contents`, the smaller first


def read_stories(paths: Iterable[Path]) -> list[Story]:
    """Read files of stories, by name.

    Raises:
        BadStory: when a line is none of a story.
    """
    return [_story(name, told) for path in sorted(paths) for name, told in _told(path)]


def _told(path: Path) -> Iterator[tuple[str, list[Told]]]:
    name, told, question = "", list[Told](), None
    for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            if told:
                yield name, told
            name, told, question = line[2:], [], None
        elif line.startswith("? "):
            question = place
        elif line.strip() == "-":
            question = None
        elif line.strip():
            told.append(_claim(line, question, f"{path.name}, line {place}"))
    if told:
        yield name, told


def _claim(line: str, question: int | None, where: str) -> Told:
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) != FIELDS:
        raise BadStory(f"{where}: {len(fields)} fields, not {FIELDS}")
    label, _, act, _, content = fields
    if label == "-":
        return Told(act, content, None, "")
    found = _LABEL.fullmatch(label)
    if found is None or question is None:
        raise BadStory(f"{where}: {label!r} is no label of a question")
    return Told(act, content, question, found["answer"])


def _story(name: str, told: list[Told]) -> Story:
    pairs = {}
    for (left, one), (right, other) in combinations(enumerate(told), 2):
        together = _together(one, other)
        if together is not None:
            pairs[left, right] = together
    return Story(name, tuple(one.content for one in told), pairs)


def _together(one: Told, other: Told) -> bool | None:
    """Whether two claims answer one question; None where nothing is to be learnt."""
    same = one.question is not None and one.question == other.question
    if _NO_POSITION in (one.answer, other.answer):
        return None if same or _SILENT in (one.act, other.act) else False
    return same
