"""How many sources the reports of something go back to: five small marks in two braces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.compare.types import Comparison, OriginLink
from sayso.compare.voices import Count, Voices, count_of, reports_back_to
from sayso.publish.pages.labels import Labelled, Shelf
from sayso.publish.words import origins_words
from sayso.values import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim, and the same claim in the word-for-word copies of its text."""

    claim: Labelled
    copies: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brace:
    """Claims that go back to one source; `origin` is None for a claim of which no source was found."""

    origin: str | None
    anchor: str | None
    told: tuple[Told, ...]

    @property
    def reports(self) -> tuple[Labelled, ...]:
        """The first claim of each document: one document is one report, however often it says so."""
        claims = [claim for told in self.told for claim in (told.claim, *told.copies)]
        first = {claim.exhibit.letter: claim for claim in reversed(claims)}
        return tuple(dict.fromkeys(first[claim.exhibit.letter] for claim in claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Reports in their braces, the largest first."""

    braces: tuple[Brace, ...]
    count: Count

    @property
    def reports(self) -> int:
        """All reports."""
        return self.count.reports

    @property
    def words(self) -> str:
        """The glyph in words: `5 reports · 2 origins`."""
        return origins_words(self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrigin:
    """One source that reports go back to, and on what grounds."""

    anchor: str
    name: str
    links: tuple[tuple[Told, OriginLink], ...]
    reports: int  # that go back to it


class OriginCount:
    """Counts how many sources reports go back to; what was compared decides, nothing here does."""

    def __init__(self, comparison: Comparison | None, shelf: Shelf) -> None:
        origins = comparison.origins if comparison is not None else ()
        self._voices = Voices(origins, {claim: labelled.claim for claim, labelled in shelf.by_claim.items()})
        self._anchors = {origin.id: origin_anchor(index) for index, origin in enumerate(origins)}
        self._shelf = shelf

    def of(self, claims: Iterable[Digest]) -> Counted:
        """Put claims that stand into braces, each with its copies: one voice, and a report in each text."""
        voices = self._voices.behind(claims)
        return Counted(
            braces=tuple(
                Brace(
                    origin=voice.name if voice.traced else None,
                    anchor=self._anchors.get(voice.id),
                    told=tuple(_told(claim, self._shelf) for claim in voice.claims),
                )
                for voice in voices
            ),
            count=count_of(voices, self._shelf.documents),
        )


def origin_anchor(index: int) -> str:
    """Return where an origin is shown."""
    return f"o-{index + 1}"


def shown_origins(comparison: Comparison | None, shelf: Shelf) -> tuple[ShownOrigin, ...]:
    """Return every origin with its evidence."""
    if comparison is None:
        return ()
    return tuple(
        ShownOrigin(
            anchor=origin_anchor(index),
            name=origin.name,
            links=tuple((_told(link.claim, shelf), link) for link in origin.links),
            reports=reports_back_to(origin, shelf.documents),
        )
        for index, origin in enumerate(comparison.origins)
    )


def _told(claim: Digest, shelf: Shelf) -> Told:
    first, *copies = shelf.twins[claim]
    return Told(claim=first, copies=tuple(copies))
