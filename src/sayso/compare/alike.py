"""Findings of one kind put together: by reasons that differ in their figures alone, and pairs by their sides.

Sixty-six pairs of fourteen figures are a few lines, and each pair still stands in exactly one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from sayso.compare.types import Finding

T = TypeVar("T", bound=Hashable)
Sides = tuple[tuple[T, ...], tuple[T, ...]]
# A figure in quotation marks; claims that are quoted say what it is about.
_FIGURE = re.compile(
    r"“(?:(?:about|at least|at most|more than|less than|some|magnitude) )?"
    r"(?:\d|dozens|hundreds|thousands|millions)[^”]*”"
)


def without_figures(reason: str) -> str:
    """Return a reason in which each quoted figure is `“…”`; quoted words stay."""
    return _FIGURE.sub("“…”", reason)


def figures_in(reason: str) -> tuple[str, ...]:
    """Return the quoted figures of a reason, in its order; of two, the first is that of the left claim."""
    return tuple(figure.strip("“”") for figure in _FIGURE.findall(reason))


def is_whole(finding: Finding) -> bool:
    """Tell whether the very figures are its reason: what took whose place, or what a person judged."""
    return finding.judgement is not None or finding.relation == "updates"


def sides_of(pairs: Iterable[tuple[T, T]], *, directed: bool) -> tuple[Sides[T], ...]:
    """Return the pairs as sides, all of the one standing to all of the other; each pair in one of them.

    Args:
        pairs: what stands to what.
        directed: whether left and right mean something, so that neither may change its side.
    """
    left, right = (0, 1) if directed else (0, 0)
    met: dict[tuple[int, T], dict[tuple[int, T], None]] = defaultdict(dict)
    for first, second in pairs:
        met[left, first][right, second] = None
        met[right, second][left, first] = None
    alike: dict[frozenset[tuple[int, T]], list[tuple[int, T]]] = defaultdict(list)
    for one, others in met.items():
        alike[frozenset(others)].append(one)
    return tuple(_sides(met, alike.values(), directed=directed))


def _sides(
    met: Mapping[tuple[int, T], Mapping[tuple[int, T], None]],
    classes: Iterable[list[tuple[int, T]]],
    *,
    directed: bool,
) -> Iterable[Sides[T]]:
    """Set each class beside all that its members meet and that no class before it was set beside."""
    done: set[tuple[int, T]] = set()
    for members in sorted(classes, key=lambda one: -len(met[one[0]])):
        others = [other for other in met[members[0]] if other not in done]
        done.update(members)
        if others:
            sides = tuple(one for _, one in members), tuple(other for _, other in others)
            yield sides[::-1] if directed and members[0][0] == 1 else sides
