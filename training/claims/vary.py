"""Small changes to training windows, so that the network does not lean on what other texts lack.

Other newsrooms set straight quotation marks, posts have no capitals, and a name that
was seen in training says nothing about who speaks elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from data import Window

from sayso.claims.tagger.features import GAPS

STRAIGHTENED = 0.2  # share of windows whose quotation marks become straight
SMALL = 0.05  # share of windows that lose their capitals
HIDDEN = 0.05  # share of pieces that become [MASK]
MARKS = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"}
PER_SHAPE = GAPS * 2  # features of one way of capitals; 0 to PER_SHAPE - 1 are those without


class Variation:
    """Changes windows at random; as many pieces, tags and links come out as went in."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Look up the pieces that are put in or taken out; a piece's number is its place."""
        self._straight = {vocabulary.index(one): vocabulary.index(other) for one, other in MARKS.items()}
        self._hidden = vocabulary.index("[MASK]")

    def of(self, window: Window, rng: random.Random) -> Window:
        """Return a window, changed at random."""
        ids, features = window.ids, window.features
        if rng.random() < STRAIGHTENED:
            ids = [self._straight.get(number, number) for number in ids]
        if rng.random() < SMALL:
            features = [feature % PER_SHAPE for feature in features]
        inner = [self._hidden if rng.random() < HIDDEN else number for number in ids[1:-1]]
        return replace(window, ids=[ids[0], *inner, ids[-1]], features=features)
