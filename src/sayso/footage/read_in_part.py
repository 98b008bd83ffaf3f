"""Which notes of a fingerprint mean that a part of the recording could not be read, and so not searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

ENDS_EARLY = re.compile(
    r"the picture ends at (?P<end>[\d.]+) s of the (?P<stated>[\d.]+) s that the file states"
)
_MEANS_A_PART = re.compile(
    "|".join(
        (
            ENDS_EARLY.pattern,
            r"cut short",
            r"reading stopped before the end",
            r"could not be (?:decoded|converted|read to its end)",
            r"no (?:sound|frame) could be decoded",
            r"damaged",
            r"only the first [\d.]+ s were read",
            r"streams?: one was read",
            r"this is the first of its frames",
        )
    )
)


def part_unread(notes: Sequence[str]) -> str | None:
    """Say what of a recording could not be searched, as far as notes tell; None where all of it could."""
    telling = [note for note in notes if _MEANS_A_PART.search(note)]
    if not telling:
        return None
    early = next((found for note in telling if (found := ENDS_EARLY.fullmatch(note))), None)
    others = "; ".join(note for note in telling if not ENDS_EARLY.fullmatch(note))
    if early is None:
        return f"only a part could be searched: {others}"
    first = f"only the first {early['end']} s of {early['stated']} s could be searched"
    return f"{first}: {others}" if others else first
