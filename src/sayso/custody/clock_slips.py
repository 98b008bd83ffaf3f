"""Where the times of entries, one behind the other, cannot have come from a clock that was right.

The order of entries is that of their numbers, which their links and proofs bear out. A time in one is what
the clock of the archive's machine said, which anybody can set who may write there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sayso.custody.entries import Entry

CLOCK_TOLERANCE = timedelta(seconds=2)  # clocks are set back by less all the time


def slips_among(entries: Iterable[Entry]) -> list[str]:
    """Say in words which entries are dated before one that is in front of them; [] for none.

    Args:
        entries: in the order of the log; others may have stood between them.
    """
    latest: Entry | None = None
    slips: list[tuple[Entry, Entry]] = []
    for entry in entries:
        if latest is not None and latest.at - entry.at > CLOCK_TOLERANCE:
            slips.append((latest, entry))
        elif latest is None or entry.at > latest.at:
            latest = entry
    if not slips:
        return []
    before, entry = slips[0]
    more = f" ({len(slips)} such entries in all, up to {slips[-1][1].seq})" if len(slips) > 1 else ""
    words = (
        f"entry {entry.seq} is dated {entry.at:%Y-%m-%d %H:%M:%S} UTC, before entry {before.seq} in front of "
        f"it, {before.at:%Y-%m-%d %H:%M:%S} UTC{more}: the clock of the archive's machine had been ahead, or "
        "was set back; the order of entries is that of their numbers, and their times show nothing here"
    )
    return [words]
