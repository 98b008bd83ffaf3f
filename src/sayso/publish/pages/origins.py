"""How many sources the reports of something go back to: five small marks in two braces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.compare.types import Comparison, Origin
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
    links: tuple[tuple[Labelled, str, str | None], ...]  # claim, evidence in a sentence, id of a judgement

    @property
    def reports(self) -> int:
        """How many documents go back to it."""
        return len({claim.exhibit.letter for claim, _, _ in self.links})


def count_origins(claims: Sequence[Labelled], comparison: Comparison | None) -> Counted:
    """Put claims into braces, with as few origins as cover them: never more independent than they may be."""
    left = list(dict.fromkeys(claims))
    origins = list(enumerate(comparison.origins)) if comparison is not None else []
    held = {origin.id: {link.claim for link in origin.links} for _, origin in origins}
    braces: list[Brace] = []
    while left and origins:
        index, best = max(origins, key=lambda pair: (_covered(left, held[pair[1].id]), -pair[0]))
        taken = tuple(claim for claim in left if claim.id in held[best.id])
        if not taken:
            break
        braces.append(Brace(origin=best.name, anchor=origin_anchor(index), claims=taken))
        left = [claim for claim in left if claim not in taken]
    alone = (Brace(origin=None, anchor=None, claims=(claim,)) for claim in left)
    return Counted(braces=(*braces, *alone))


def _covered(left: Iterable[Labelled], held: set[Digest]) -> int:
    return sum(claim.id in held for claim in left)


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


def _links(origin: Origin, shelf: Shelf) -> tuple[tuple[Labelled, str, str | None], ...]:
    return tuple((shelf.by_claim[link.claim], link.evidence, link.judgement) for link in origin.links)
