"""What the figures of two claims have in common: what is counted, of whom, how rare, how far apart."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import same_figure
from sayso.compare.reading import Reading
from sayso.compare.terms import Weights


def figure_features(left: Reading, right: Reading, weights: Weights) -> dict[str, float]:
    """Return what two claims' figures have in common, by the names of features; symmetric."""
    figure, borrowed, unit, value = _figures_in_common(left, right)
    rare_figure, same_group, rare_value = _rare_figure(left, right, weights)
    has = [bool(reading.figures) for reading in (left, right)]
    in_words = _figure_in_words(left, right) or _figure_in_words(right, left)
    return {
        "figure": figure,
        "figure_borrowed": borrowed,
        "figure_unit": unit,
        "same_value": value,
        "figures_apart": float(all(has) and not figure and not borrowed and not unit),
        "one_has_figures": float(has[0] != has[1] and not in_words),
        "rare_figure": rare_figure,
        "same_group": same_group,
        "rare_value": rare_value,
        "far_value": _far_value(left, right),
        "figure_in_words": float(in_words),
        "group_general": float(_group_general(left, right)),
    }


def _comparable_figures(left: Reading, right: Reading) -> Iterator[tuple[Figure, Figure]]:
    for one in left.figures:
        for other in right.figures:
            if comparable(one, other):
                yield one, other


def _group_general(left: Reading, right: Reading) -> bool:
    """Whether one counts people in general and the other some sort of them."""
    groups = [{f.group for f in reading.figures if f.group and not f.part} for reading in (left, right)]
    return any(one == {"people"} and other and "people" not in other for one, other in (groups, groups[::-1]))


def _figure_in_words(left: Reading, right: Reading) -> bool:
    """Whether what one claim counts is what the other, without a figure, speaks of."""
    return not right.figures and any(figure.topics & right.concepts for figure in left.figures)


def _far_value(left: Reading, right: Reading) -> float:
    apart = [
        abs(math.log(max(abs(one.interval.named), 0.1) / max(abs(other.interval.named), 0.1)))
        for one, other in _comparable_figures(left, right)
        if one.topics & other.topics or not (one.topics and other.topics)
    ]
    return min(min(apart, default=0.0), 4.0) / 4.0


def _rare_figure(left: Reading, right: Reading, weights: Weights) -> tuple[float, float, float]:
    best = group = value = 0.0
    for one, other in _comparable_figures(left, right):
        shared = one.topics & other.topics
        best = max(best, weights.rarest(f"f:{one.dimension}:{topic}" for topic in shared))
        if shared and one.group == other.group and one.group is not None:
            group = 1.0
        if same_figure(one.interval, other.interval):
            value = max(value, weights.rarest([f"v:{one.dimension}:{one.interval.named:g}"]))
    return best, group, value


def _figures_in_common(left: Reading, right: Reading) -> tuple[float, float, float, float]:
    """Whether figures count the same by their own words, by borrowed ones, by unit only; a shared value."""
    matches = (_figure_match(one, other) for one, other in _comparable_figures(left, right))
    return max(matches, default=(0.0, 0.0, 0.0, 0.0))


def _figure_match(one: Figure, other: Figure) -> tuple[float, float, float, float]:
    value = float(same_figure(one.interval, other.interval))
    if one.topics & other.topics:
        if one.borrowed or other.borrowed:
            return (0.0, 1.0, 0.0, value)
        return (1.0, 0.0, 0.0, value)
    if not one.topics or not other.topics:
        return (0.0, 0.0, 1.0, value)
    return (0.0, 0.0, 0.0, 0.0) if one.dimension in ("people", "time", "percent") else (0.0, 0.0, 1.0, value)
