"""The network's scores -> runs of pieces, and which cue and which source go with which content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.claims.tagging import Matrix, Stretch, Window

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
OUTSIDE_BIAS = -0.1  # added to the logarithm of "O": less than 0 finds more and errs more
LEAST = -12.0  # the smallest logarithm that counts, so that one piece cannot veto a link

LEAST_SURE = 0.5  # of an attribution that is kept; 0.45 to 0.55 are within 0.4 points of F1 on the dev split
MISSED = 2.0  # logarithm of the factor by which a piece outside all runs must be likelier than each of them

Run = tuple[int, int]  # pieces [start, end)


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution of a stretch, in runs of pieces; contents are in reading order."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]
    sure: float = field(default=1.0, compare=False)  # mean probability of its cue's and content's tags


def decode(stretch: Stretch) -> list[Found]:
    """Return the attributions of a stretch in the order of their first contents."""
    scores = tag_scores(stretch.windows, len(stretch.offsets))
    runs = runs_of(best_tags(scores))

    def pointed_at(role: str, asking: Run) -> Run | None:
        return target_of(link_profile(stretch, f"{role}_links", asking), runs[role], scores, role)

    contents: dict[Run | None, list[Run]] = {}
    for content in runs["content"]:
        contents.setdefault(pointed_at("cue", content), []).append(content)
    found = [
        Found(
            None if cue is None else pointed_at("source", cue),
            cue,
            tuple(parts),
            sureness(scores, cue, parts),
        )
        for cue, parts in contents.items()
    ]
    return sorted((one for one in found if one.sure >= LEAST_SURE), key=lambda one: one.content)


def sureness(scores: Matrix, cue: Run | None, contents: Sequence[Run]) -> float:
    """Return how likely cue and content are what they were tagged, 0 to 1, both counting the same."""
    of_cue = mean_probability(scores, "cue", [cue] if cue else [])
    return (mean_probability(scores, "content", contents) + of_cue) / 2


def mean_probability(scores: Matrix, role: str, runs: Sequence[Run]) -> float:
    """Return the mean probability that the pieces of some runs belong to a role; 0 for no runs."""
    first = 2 * ROLES.index(role) + 1
    pieces = [place for start, end in runs for place in range(start, end)]
    return float(np.exp(scores[pieces, first : first + 2]).sum(axis=1).mean()) if pieces else 0.0


def tag_scores(windows: Sequence[Window], pieces: int) -> Matrix:
    """Return (pieces, 7) logarithms, windows joined with more weight on their middles."""
    total = np.zeros((pieces, len(TAGS)), dtype=np.float32)
    weights = np.zeros((pieces, 1), dtype=np.float32)
    for window in windows:
        rows = slice(window.start, window.start + len(window.tags))
        weight = centre_weights(len(window.tags))[:, None]
        total[rows] += weight * np.exp(window.tags)
        weights[rows] += weight
    result: Matrix = np.log(total / weights + 1e-9)
    return result


def centre_weights(pieces: int) -> NDArray[np.float32]:
    """Return how much each piece of a window counts: most in the middle, little at its ends."""
    place = np.arange(pieces)
    return (np.minimum(place + 1, pieces - place) / pieces).astype(np.float32)


def best_tags(scores: Matrix) -> list[int]:
    """Return the likeliest sequence of tags in which each I follows its own B or I (Viterbi)."""
    if not len(scores):
        return []
    scores = scores + np.array([OUTSIDE_BIAS, 0, 0, 0, 0, 0, 0], dtype=np.float32)
    allowed = _transitions()
    best = scores[0] + allowed[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        paths = best[:, None] + allowed
        back[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    tags = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        tags.append(int(back[place, tags[-1]]))
    return tags[::-1]


def runs_of(tags: Sequence[int]) -> dict[str, list[Run]]:
    """Return the runs of each role in reading order."""
    runs: dict[str, list[Run]] = {role: [] for role in ROLES}
    for place, tag in enumerate(tags):
        if not tag:
            continue
        of_role = runs[ROLES[(tag - 1) // 2]]
        if tag % 2:
            of_role.append((place, place + 1))
        else:
            of_role[-1] = (of_role[-1][0], place + 1)
    return runs


def _transitions() -> Matrix:
    """Return (7, 7) with 0 where the second tag may follow the first, and a great loss where not."""
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for tag in range(2, len(TAGS), 2):
        allowed[:, tag] = -1e4
        allowed[tag - 1 : tag + 1, tag] = 0.0
    return allowed


def link_profile(stretch: Stretch, links: str, asking: Run) -> NDArray[np.float64]:
    """Return (pieces + 1,) mean logarithms over the asking pieces; the first is "nowhere".

    A window counts where it holds an asking piece, more so in its middle. For a
    window, what it does not hold is as likely as "nowhere".
    """
    total = np.zeros(len(stretch.offsets) + 1)
    weights = 0.0
    for window in stretch.windows:
        pieces = len(window.tags)
        first, last = max(asking[0] - window.start, 0), min(asking[1] - window.start, pieces)
        if first >= last:
            continue
        weight = centre_weights(pieces)[first:last]
        means = weight @ np.maximum(getattr(window, links)[first:last], LEAST)
        seen = np.full(len(total), means[0])
        seen[window.start + 1 : window.start + 1 + pieces] = means[1:]
        total += seen
        weights += float(weight.sum())
    return total / weights


def target_of(pointed: NDArray[np.float64], runs: Sequence[Run], scores: Matrix, role: str) -> Run | None:
    """Return the run that is pointed at, None where that is "nowhere".

    Where the likeliest piece lies in no run of the role, though it is likelier
    than each of them by a factor, the tags have missed one: it is grown from there.
    """
    known = [float(pointed[start + 1]) for start, _ in runs]
    best = max(known, default=-np.inf)
    likeliest = int(pointed.argmax())
    if likeliest and pointed[likeliest] > best + MISSED:
        return grow(likeliest - 1, scores, role)
    return runs[known.index(best)] if best > pointed[0] else None


def grow(start: int, scores: Matrix, role: str) -> Run:
    """Return the run of a role that begins with a piece, by what the tags say of those after it."""
    inside = 2 * ROLES.index(role) + 2
    end = start + 1
    while end < len(scores) and scores[end, inside] >= scores[end].max() - MISSED:
        end += 1
    return start, end
