"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
TOLD_EVERY = 1000  # things


class Progress(Protocol):
    """Hears how far a piece of work is: `done` of `total` units, and what is in hand.

    `total` is None where it is not known. A callee may raise KeyboardInterrupt
    to stop the work between two units.
    """

    def __call__(self, done: int, total: int | None, note: str = "") -> None: ...


def silent(done: int, total: int | None, note: str = "") -> None:
    """Say nothing."""


def told(things: Iterable[Thing], progress: Progress, total: int | None, note: str = "") -> Iterator[Thing]:
    """Give things, and tell every now and then how many were given."""
    for number, thing in enumerate(things):
        if number % TOLD_EVERY == 0:
            progress(number, total, note)
        yield thing
