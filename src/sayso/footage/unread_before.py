"""What could not be read of footage whose fingerprint was kept before notes of that were told apart.

Those that say so are known by their words: all that such a fingerprint could have in its notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MEANS_A_PART = re.compile(
    "|".join(
        (
            r"the picture ends at [\d.]+ s of the [\d.]+ s that the file states",
            r"the file is cut short",
            r"reading stopped before the end",
            r"\d+ packets? of \w+ could not be decoded",
            r"\d+ frames? (?:is|are) damaged, and shows? it",
            r"\d+ frames? could not be converted",
            r"the sound could not be read to its end",
            r"no (?:sound|frame) could be decoded",
            r"only the first [\d.]+ s were read",
            r"it has \d+ video streams: one was read",
            r"after \d+ frames: ",  # the reader was stopped, or broke down
            r"it is damaged or cut short",
            r"it moves: this is the first of its frames",
        )
    )
)


_UNHEARD = "its sound could not be read: "


def unheard_before(notes: Sequence[str]) -> str | None:
    """Return which note of an older fingerprint says why its sound was not listened to, if one does."""
    return next((note for note in notes if note.startswith(_UNHEARD)), None)


def unread_before(notes: Sequence[str]) -> tuple[str, ...]:
    """Return those notes of an older fingerprint that say that a part could not be read."""
    return tuple(note for note in notes if _MEANS_A_PART.match(note))
