"""How long work says how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears how far a piece of work is: `done` of `total` units, and what is in hand.

    `total` is None where it is not known. A callee may raise KeyboardInterrupt
    to stop the work between two units.
    """

    def __call__(self, done: int, total: int | None, note: str = "") -> None: ...


def silent(done: int, total: int | None, note: str = "") -> None:
    """Say nothing."""
