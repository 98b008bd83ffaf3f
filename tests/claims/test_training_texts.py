"""Texts that the tagger is trained on are varied without moving a tag or a link."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training" / "claims"
PIECES = ["[CLS]", "[SEP]", "[MASK]", "\u201c", "\u201d", "\u2018", "\u2019", '"', "'", "ferry", "late"]


@pytest.fixture
def varied(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a window, and what two hundred variations make of it."""
    monkeypatch.syspath_prepend(str(TRAINING))
    window = importlib.import_module("data").Window
    variation = importlib.import_module("vary").Variation(PIECES)
    inner = [3, 9, 10, 4] * 20
    plain = window(
        ids=[0, *inner, 1], features=[0, *[8] * 80, 0], tags=[5] * 82, cue_of=[7] * 82, source_of=[2] * 82
    )
    rng = random.Random(3)
    return [plain, *(variation.of(plain, rng) for _ in range(200))]


def test_tags_links_length_and_ends_stay(varied: list[Any]) -> None:
    plain, *changed = varied
    for window in changed:
        assert (window.tags, window.cue_of, window.source_of) == (plain.tags, plain.cue_of, plain.source_of)
        assert len(window.ids) == len(plain.ids) == len(window.features)
        assert (window.ids[0], window.ids[-1]) == (0, 1)


def test_some_windows_have_straight_marks_and_some_no_capitals(varied: list[Any]) -> None:
    changed = varied[1:]
    straight = [window for window in changed if PIECES.index('"') in window.ids]
    assert 0 < len(straight) < len(changed)
    assert not any(PIECES.index("\u201c") in window.ids for window in straight)
    assert 0 < sum(8 not in window.features for window in changed) < len(changed)


def test_a_few_pieces_are_hidden_and_no_piece_becomes_another(varied: list[Any]) -> None:
    plain, *changed = varied
    hidden = sum(window.ids.count(2) for window in changed)
    assert 0.02 < hidden / (80 * len(changed)) < 0.1
    words = {(9, 9), (10, 10), (9, 2), (10, 2), (3, 3), (3, 2), (3, 7), (4, 4), (4, 2), (4, 7)}
    for window in changed:
        assert set(zip(plain.ids[1:-1], window.ids[1:-1], strict=True)) <= words
