"""How many sources the reports of something go back to: five small marks in two braces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.compare.types import Comparison, Origin, OriginLink
from sayso.compare.voices import Voices
from sayso.publish.pages.labels import Labelled, Shelf
from sayso.publish.words import count_words
from sayso.values import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Brace:
    """Claims that go back to one source; `origin` is None for a claim of which no source was found."""

    origin: str | None
    anchor: str | None
    claims: tuple[Labelled, ...]

    @property
    def reports(self) -> tuple[Labelled, ...]:
        """The first claim of each document: one document is one report, however often it says so."""
        first = {claim.exhibit.letter: claim for claim in reversed(self.claims)}
        return tuple(dict.fromkeys(first[claim.exhibit.letter] for claim in self.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Reports in their braces, the largest first."""

    braces: tuple[Brace, ...]

    @property
    def reports(self) -> int:
        """All reports."""
        return sum(len(brace.reports) for brace in self.braces)

    @property
    def words(self) -> str:
        """The glyph in words: `5 reports · 2 origins`; a report without a known origin counts for itself."""
        unknown = sum(brace.origin is None for brace in self.braces)
        reports = count_words(self.reports, "report")
        if unknown == len(self.braces):
            return f"{reports} · {'no common origin found' if unknown > 1 else 'origin not traced'}"
        origins = count_words(len(self.braces), "origin")
        return f"{reports} · {origins}{f', {unknown} of them not traced' if unknown else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrigin:
    """One source that reports go back to, and on what grounds."""

    anchor: str
    name: str
    links: tuple[tuple[Labelled, OriginLink], ...]

    @property
    def reports(self) -> int:
        """How many documents go back to it."""
        return len({claim.exhibit.letter for claim, link in self.links if not link.aside})


class OriginCount:
    """Counts how many sources reports go back to; what was compared decides, nothing here does."""

    def __init__(self, comparison: Comparison | None, shelf: Shelf) -> None:
        origins = comparison.origins if comparison is not None else ()
        self._voices = Voices(origins, {claim: labelled.claim for claim, labelled in shelf.by_claim.items()})
        self._anchors = {origin.id: origin_anchor(index) for index, origin in enumerate(origins)}

    def of(self, claims: Iterable[Labelled]) -> Counted:
        """Put claims into braces; those of one text that came in twice have one voice, and two reports."""
        held: dict[Digest, dict[str, Labelled]] = {}
        for labelled in claims:
            held.setdefault(labelled.id, {})[labelled.label] = labelled
        return Counted(
            braces=tuple(
                Brace(
                    origin=voice.name if voice.traced else None,
                    anchor=self._anchors.get(voice.id),
                    claims=tuple(labelled for claim in voice.claims for labelled in held[claim].values()),
                )
                for voice in self._voices.behind(held)
            )
        )


def origin_anchor(index: int) -> str:
    """Return where an origin is shown."""
    return f"o-{index + 1}"


def shown_origins(comparison: Comparison | None, shelf: Shelf) -> tuple[ShownOrigin, ...]:
    """Return every origin with its evidence."""
    if comparison is None:
        return ()
    return tuple(
        ShownOrigin(anchor=origin_anchor(index), name=origin.name, links=_links(origin, shelf))
        for index, origin in enumerate(comparison.origins)
    )


def _links(origin: Origin, shelf: Shelf) -> tuple[tuple[Labelled, OriginLink], ...]:
    return tuple((shelf.by_claim[link.claim], link) for link in origin.links)
