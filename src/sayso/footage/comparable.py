"""What a search has to know of every fingerprint, and why two cannot be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.footage.listening import can_be_heard
from sayso.footage.types import FootagePrint, Skipped
from sayso.values import Digest

BY_NOTHING = "nothing of the query can be searched with, neither picture nor sound"
BY_SOUND_ONLY = "it can be found by its sound only, and the query has no sound to search with"
BY_PICTURE_ONLY = "it can be found by its picture only, and the query has no picture to search with"
LOOKS = {"near-black": "black"}  # why a frame is unusable, in words for a whole picture; others are words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A fingerprint in short."""

    exhibit: Digest
    made_by: tuple[str, str]  # name and version of the method
    duration_s: float | None
    can_be_seen: bool  # has something of its picture to search with
    can_be_heard: bool
    is_described: bool
    why_not_seen: str | None  # where nothing of its picture can be searched with
    why_unheard: str | None  # where its sound could not be listened to
    part_unread: str | None = None  # where a part of it could not be read


def facts_of(footage: FootagePrint) -> Facts:
    """Return a fingerprint in short."""
    has_hash = any(frame.hash is not None for frame in footage.keyframes)
    can_be_seen = has_hash or any(local.bits for local in footage.locals)
    return Facts(
        exhibit=footage.exhibit,
        made_by=(footage.method.name, footage.method.version),
        duration_s=footage.duration_s,
        can_be_seen=can_be_seen,
        can_be_heard=can_be_heard(footage),
        is_described=footage.described is not None and bool(footage.described.keyframes),
        why_not_seen=None if can_be_seen else _why_not_seen(footage),
        why_unheard=footage.unheard,
        part_unread=f"only a part could be searched: {'; '.join(footage.unread)}" if footage.unread else None,
    )


def why_not(query: Facts) -> str | None:
    """Say why a fingerprint cannot be searched with, or None where it can."""
    return None if query.can_be_seen or query.can_be_heard else query.why_not_seen


def why_not_comparable(found: Facts, query: Facts) -> str | None:
    """Say why a query cannot be compared with what is in the index, or None where it can."""
    if found.made_by != query.made_by:
        return (
            f"fingerprinted by {' '.join(found.made_by)}, "
            f"the query by {' '.join(query.made_by)}; fingerprint it anew"
        )
    if (found.can_be_seen and query.can_be_seen) or (found.can_be_heard and query.can_be_heard):
        return None
    if not found.can_be_seen and not found.can_be_heard:
        return found.why_not_seen
    if not query.can_be_seen and not query.can_be_heard:
        return BY_NOTHING
    return BY_SOUND_ONLY if found.can_be_heard else BY_PICTURE_ONLY


def unheard(query: Facts, searched: Iterable[Facts]) -> list[Skipped]:
    """Say of which exhibits the sound could not be listened to, where the query has sound."""
    if query.why_unheard is not None:
        reason = f"{query.why_unheard}; so nothing was searched for by its sound"
        return [Skipped(exhibit=query.exhibit, reason=reason)]
    return [
        Skipped(exhibit=found.exhibit, reason=f"{found.why_unheard}; only its picture was searched")
        for found in searched
        if query.can_be_heard and found.why_unheard is not None
    ]


def in_part(searched: Iterable[Facts]) -> list[Skipped]:
    """Say of which exhibits a part could not be searched in, as it could not be read."""
    return [
        Skipped(exhibit=found.exhibit, reason=found.part_unread)
        for found in searched
        if found.part_unread is not None
    ]


def reading_notes(footage: FootagePrint) -> tuple[str, ...]:
    """Return what was noted when a fingerprint was made, and that it has sound alone to be found by."""
    facts = facts_of(footage)
    by_sound_alone = facts.can_be_heard and footage.keyframes and facts.why_not_seen
    return (
        (*footage.notes, f"{facts.why_not_seen}: it is found by its sound alone")
        if by_sound_alone
        else footage.notes
    )


def _why_not_seen(footage: FootagePrint) -> str:
    if not footage.keyframes:
        return "; ".join(footage.notes) or "no frame could be read"
    reasons = Counter(frame.unusable or "no reason given" for frame in footage.keyframes)
    if len(reasons) == 1:
        [reason] = reasons
        return f"its picture is {LOOKS.get(reason, reason)}{'' if footage.is_still else ' throughout'}"
    counted = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"none of its {len(footage.keyframes)} frames can be matched: {counted}"
