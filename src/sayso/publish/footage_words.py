"""How findings about footage are put in words, on a page and on a terminal alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.footage.directions import ALSO_LIKE
from sayso.footage.types import Box, Copy, CopyKind
from sayso.publish.at_odds import AtOdds
from sayso.publish.dossier import Appearance
from sayso.publish.regions import is_whole
from sayso.publish.words import count_words, figure_words, stretch_words, stretches_words

NEARLY_WHOLE = 0.98  # of a picture's width or height: what is left out of it is not worth a word
SPEED_SHOWN_FROM = 0.02  # away from 1: what re-encoding does to time is not worth a word
COPY_WORDS: dict[CopyKind, str] = {
    "same-footage": "The same footage",
    "same-place": "The same place, at another moment",
    "same-sound": "The same sound track",
    "undecided": "Alike, undecided",
}
KIND_WORDS: dict[CopyKind, str] = {
    "same-footage": "same footage",
    "same-place": "same place, another moment",
    "same-sound": "same sound track",
    "undecided": "alike, undecided",
}
_FOUND_WORDS: dict[CopyKind, tuple[str, str]] = {
    "same-footage": ("copy of footage", "copies of footage"),
    "same-place": ("of the same place at another moment",) * 2,
    "same-sound": ("of the same sound track",) * 2,
    "undecided": ("undecided",) * 2,
}
AT_ODDS_MEANS = "One of the three findings is wrong, or a copy was missed: compare the frames."
# Records tell what they were decided by in the method's words, and old ones are read as they are.
DECIDED_WORDS = {"nothing moves": "nothing moves in one of the two, or in both"}
TECHNIQUE_WORDS = {
    "pdq": "what whole frames look like (PDQ fingerprints)",
    "sift": "small details within frames (SIFT features)",
    "chroma": "what the sound track holds (chroma codes)",
    "descriptor": "what a network of your own makes of frames",
}


def found_words(kinds: Iterable[CopyKind]) -> str:
    """Write how many findings of each kind there are, as `2 findings: 1 copy of footage, 1 undecided`."""
    counts = Counter(kinds)
    told = [count_words(counts[kind], *words) for kind, words in _FOUND_WORDS.items() if counts[kind]]
    if set(counts) <= {"same-footage"}:
        return "".join(told)
    return f"{count_words(counts.total(), 'finding')}: {', '.join(told)}"


def part_words(region: Box) -> str:
    """Write which part of a picture a region is; where it is as wide or as high, that is left out."""
    ways = ((region.left, region.right, "across"), (region.top, region.bottom, "down"))
    return ", ".join(
        f"{start * 100:.0f}–{end * 100:.0f} % {way}" for start, end, way in ways if end - start < NEARLY_WHOLE
    )


def named_part(region: Box | None) -> str:
    """Write which part of a picture a region is; "" where it is all of it, but for edges."""
    return "" if region is None or is_whole(region) else part_words(region)


def known_seconds_words(stretches: Sequence[tuple[float, float]], *, one_moment: bool) -> str:
    """Write of which seconds something is known; "" for a still.

    Args:
        one_moment: whether it is known of one moment in these alone, which a still shows.
    """
    words = stretches_words(stretches)
    return f"one moment, which a still shows, of {words}" if words and one_moment else words


def known_part_words(part: Box | None, but_for: Box | None) -> Iterator[str]:
    """Write of which part of a picture something is known, and of which it is not."""
    if named_part(part):
        yield f"its part {named_part(part)}"
    if but_for is not None:
        yield f"but for its part {part_words(but_for)}"


def laid_words(copy: Copy, called: str = "") -> Iterator[str]:
    """Write how a picture was turned about before it was shown again: mirrored, turned, backwards.

    Args:
        called: what to call the query, which is what is turned; "" where the words stand behind its name.
    """
    if copy.either_way:
        yield "mirrored or not cannot be told"
    elif copy.mirror:
        yield "mirrored"
    if copy.turn:
        way = {90: "turned right", 180: "upside down", 270: "turned left"}[copy.turn]
        yield f"{called} {way}".lstrip()
    if copy.reversed:
        yield "backwards"


def speed_words(copy: Copy, called: tuple[str, str]) -> Iterator[str]:
    """Write by how much the one of two recordings is faster; its ends are told to a quarter of a second.

    Args:
        called: what to call the query and what was found.
    """
    if abs(copy.speed - 1) > SPEED_SHOWN_FROM:
        faster, by = (called[0], copy.speed) if copy.speed > 1 else (called[1], 1 / copy.speed)
        yield f"{faster} at about {figure_words(by)} times the speed"


def how_words(copy: Copy, called: tuple[str, str]) -> Iterator[str]:
    """Write how the one of two recordings shows the other: turned about, faster, in which part.

    Args:
        called: what to call the query and what was found.
    """
    yield from laid_words(copy, called[0])
    yield from speed_words(copy, called)
    for name, region in zip(called, (copy.query_region, copy.found_region), strict=True):
        part = named_part(region)
        if part:
            yield f"of {name}: {part}"
    yield from _unlike_words(copy, called)
    if copy.kind != "same-sound" and "sound_score" in copy.details:
        yield "with its sound"
    also = copy.details.get(ALSO_LIKE)
    if isinstance(also, Sequence):
        yield f"nearly as like at {stretches_words(also)}"


def decided_words(copy: Copy) -> str:
    """Write by what it was decided what a finding is; "" where that is not recorded."""
    decided_by = str(copy.details.get("decided_by", ""))
    return DECIDED_WORDS.get(decided_by, decided_by)


def _unlike_words(copy: Copy, called: tuple[str, str]) -> Iterator[str]:
    """Write which part of the pictures is not alike, once where it is the same part of both."""
    unlike = dict(zip(called, (copy.query_unlike, copy.found_unlike), strict=True))
    parts = {name: part_words(part) for name, part in unlike.items() if part is not None}
    if len(parts) == len(unlike) and len({*parts.values()}) == 1:
        yield f"but for {parts[called[0]]}, which differs"
    else:
        yield from (f"but for {part} of {name}, which differs" for name, part in parts.items())


def at_odds_words(odds: AtOdds, called: Callable[[Appearance], str]) -> str:
    """Write what contradicts: which seconds two recordings both show of a third, and not of each other."""
    one, other, shared = called(odds.one), called(odds.other), called(odds.shared)
    instead = "not found in each other" if odds.kind is None else f"found to be {KIND_WORDS[odds.kind]}"
    return f"{one} and {other} both show {stretch_words(*odds.stretch)} of {shared}, but were {instead}"
