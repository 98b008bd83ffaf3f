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
    """Reports that go back to one source; `origin` is None for a report of which no source was found."""

    origin: str | None
    anchor: str | None
    reports: tuple[Labelled, ...]


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
    links: tuple[tuple[Labelled, str], ...]  # the claim, and the evidence in a sentence


def count_origins(reports: Sequence[Labelled], comparison: Comparison | None) -> Counted:
    """Put reports into braces, with as few origins as cover them: never more independent than they may be."""
    left = list(dict.fromkeys(reports))
    origins = list(enumerate(comparison.origins)) if comparison is not None else []
    held = {origin.id: {link.claim for link in origin.links} for _, origin in origins}
    braces: list[Brace] = []
    while left and origins:
        index, best = max(origins, key=lambda pair: (_covered(left, held[pair[1].id]), -pair[0]))
        taken = tuple(report for report in left if report.id in held[best.id])
        if not taken:
            break
        braces.append(Brace(origin=best.name, anchor=origin_anchor(index), reports=taken))
        left = [report for report in left if report not in taken]
    alone = (Brace(origin=None, anchor=None, reports=(report,)) for report in left)
    return Counted(braces=(*braces, *alone))


def _covered(reports: Iterable[Labelled], claims: set[Digest]) -> int:
    return sum(report.id in claims for report in reports)


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


def _links(origin: Origin, shelf: Shelf) -> tuple[tuple[Labelled, str], ...]:
    return tuple((shelf.by_claim[link.claim], link.evidence) for link in origin.links)
