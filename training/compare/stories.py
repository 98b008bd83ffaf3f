"""Invented stories and ledgers -> claims, and which two of one event answer one question.

A file holds several of them, as `README.md` describes. A claim that takes no position makes no pair within
its question; nothing is learnt from it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

FIELDS = 5  # label, speaker, act, time, content
_LABEL = re.compile(r"(?P<answer>0|[A-Z]\d?)(?:>[A-Z]\d?(?:,[A-Z]\d?)*)?")
_NO_POSITION = "0"
_SILENT = frozenset({"no-comment", "neither-confirm-nor-deny"})


class BadStory(ValueError):
    """A line of a file is none of a story."""


@dataclass(frozen=True)
class Told:
    """One claim of a story, and what it answers. The same line under two questions is one claim."""

    act: str
    content: str
    answers: dict[int, str] = field(
        default_factory=dict
    )  # the line of a question -> the label; one letter, one answer


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
    name, told, question = "", dict[tuple[str, ...], Told](), None
    for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            if told:
                yield name, list(told.values())
            name, told, question = line[2:], {}, None
        elif line.startswith("? "):
            question = place
        elif line.strip() == "-":
            question = None
        elif line.strip():
            _add(told, line, question, f"{path.name}, line {place}")
    if told:
        yield name, list(told.values())


def _add(told: dict[tuple[str, ...], Told], line: str, question: int | None, where: str) -> None:
    label, *claim = (part.strip() for part in line.split(" | "))
    if len(claim) != FIELDS - 1:
        raise BadStory(f"{where}: {len(claim) + 1} fields, not {FIELDS}")
    _, act, _, content = claim
    one = told.setdefault(tuple(claim), Told(act, content))
    if label == "-":
        return
    found = _LABEL.fullmatch(label)
    if found is None or question is None:
        raise BadStory(f"{where}: {label!r} is no label of a question")
    one.answers[question] = found["answer"]


def _story(name: str, told: list[Told]) -> Story:
    pairs = {}
    for (left, one), (right, other) in combinations(enumerate(told), 2):
        together = _together(one, other)
        if together is not None:
            pairs[left, right] = together
    return Story(name, tuple(one.content for one in told), pairs)


def _together(one: Told, other: Told) -> bool | None:
    """Whether two claims answer one question; None where nothing is to be learnt."""
    shared = one.answers.keys() & other.answers.keys()
    if any(_NO_POSITION not in (one.answers[question], other.answers[question]) for question in shared):
        return True
    if shared or (
        _NO_POSITION in {*one.answers.values(), *other.answers.values()} and _SILENT & {one.act, other.act}
    ):
        return None
    return False
