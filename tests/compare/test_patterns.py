"""No pattern of comparing, of the terminal or of publishing takes time by the square of what it reads."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

import sayso.cli
import sayso.compare
import sayso.publish

# What patterns begin, repeat and never find the end of: quotation marks, gaps, words, figures and signs.
FRAGMENTS = (
    *("a", "a ", "A ", "Ab ", "a-", "a, ", "a. ", "a; ", "it is a ", "1", "1 ", "1,", "1.", "9:", "12:30 "),
    *(" ", "\n", "  \n", "\t", "-", ".", ". ", ": ", "_", "x_", "(", "“", "“a ", "'", "a's ", '"', "é", "—"),
)
LENGTH = 1500  # characters of the shorter text; the longer one has eight times as many
SLOWEST_S = 0.25  # for the longer one; what goes by the square takes seconds


def _modules() -> Iterator[ModuleType]:
    for package in (sayso.compare, sayso.cli, sayso.publish):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _patterns_in(held: object) -> Iterator[re.Pattern[str]]:
    if isinstance(held, re.Pattern) and isinstance(held.pattern, str):
        yield held
    elif isinstance(held, (tuple, list, set, frozenset)):
        for one in held:
            yield from _patterns_in(one)
    elif isinstance(held, dict):
        yield from _patterns_in(tuple(held.values()))


PATTERNS = {
    f"{module.__name__}.{name}-{place}": pattern
    for module in _modules()
    for name, held in sorted(vars(module).items())
    for place, pattern in enumerate(_patterns_in(held))
}
# Only ever matched at one place, so that what they read from there is read once.
MATCHED = (
    "claims._LIKE_A_FILE",
    "origins._TOLD",
    "roles._APPOSITION",
    "stating._SAID_THEN",
    "reading._LEANS",
    "relations._IF",
)


def _seconds(pattern: re.Pattern[str], fragment: str, length: int, *, at_start: bool) -> float:
    """The quickest of three: a busy machine slows one, and not what grows with the square."""
    text = (fragment * (length // len(fragment) + 1))[:length]
    quickest = 9.0
    for _ in range(3):
        start = time.process_time()
        pattern.match(text) if at_start else pattern.sub("", text)
        quickest = min(quickest, time.process_time() - start)
        if quickest < SLOWEST_S:
            break
    return quickest


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_reads_any_line_in_time_by_its_length(name: str) -> None:
    pattern, at_start = PATTERNS[name], name.rsplit("-", 1)[0].endswith(MATCHED)
    own = [f"{word} " for word in sorted(set(re.findall(r"[a-z]{3,}", pattern.pattern)))[:12]]

    for fragment in (*FRAGMENTS, *own):
        _seconds(pattern, fragment, LENGTH, at_start=at_start)  # what is exponential hangs here
        assert _seconds(pattern, fragment, 8 * LENGTH, at_start=at_start) < SLOWEST_S, fragment


def test_the_patterns_that_are_looked_at_are_those_of_the_code() -> None:
    assert len(PATTERNS) > 60
