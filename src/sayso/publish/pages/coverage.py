"""What was looked at and what was not: nothing found, could not look, and nobody looked are three things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.publish.dossier import NO_METHOD_YET, Dossier, Looked, NotLooked, Work
from sayso.publish.pages.labels import Exhibit, Shelf
from sayso.publish.words import count_words
from sayso.values import Digest

Outcome = Literal["found", "nothing", "not-looked"]
NOT_RECORDED = "no such work is recorded"
FEWEST_TO_COMPARE = 2  # claims
MOST_NAMED = 3  # exhibits that a line names; more are counted
WORK_WORDS: dict[str, str] = {
    "claims": "read for claims",
    "copies": "searched for copies",
    "comparison": "compared",
    "text": "text taken out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One kind of work on one exhibit, and what came of it."""

    outcome: Outcome
    words: str
    detail: str  # the method, or the reason
    against: str = ""  # what was searched, in words; "" where that is not recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An exhibit with the work that was done on it."""

    exhibit: Exhibit
    claims: Look | None  # None where that work does not apply: media are not read, texts are not searched
    copies: Look | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """One kind of work, and how much came of it."""

    work: str  # in words
    done: int  # exhibits that it was done on
    found: int  # of these, those where it found something
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Something that was not looked at."""

    what: str
    exhibit: Exhibit | None
    name: str
    reason: str
    count: int = 1  # how many files it is, where they are not named one by one

    @property
    def called(self) -> str:
        """What to call it in a line."""
        return self.exhibit.title if self.exhibit is not None else self.name or "the whole case"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedAlike:
    """What was not done for one reason, and on what."""

    what: str
    reason: str
    items: tuple[Missed, ...]

    @property
    def names(self) -> str:
        """On what it was not done, in short: by name, or counted where there are many."""
        if len(self.items) > MOST_NAMED:
            return count_words(len(self.items), "exhibit")
        return ", ".join(item.called for item in self.items)

    @property
    def not_yet(self) -> bool:
        """Tell whether no method does it yet, on any exhibit."""
        return self.what in NO_METHOD_YET

    @property
    def line(self) -> str:
        """The whole in one line."""
        if self.not_yet:
            return f"{self.names}: {self.reason}"
        what = f"not {self.what}" if self.what in WORK_WORDS.values() else self.what
        return f"{self.names}: {what}, {self.reason}"


def coverage_of(dossier: Dossier, shelf: Shelf) -> tuple[Covered, ...]:
    """Return every exhibit with what was looked at in it."""
    return tuple(_covered(exhibit, dossier, shelf) for exhibit in shelf.exhibits)


def outcomes_of(coverage: Sequence[Covered]) -> tuple[Outcomes, ...]:
    """Return how many exhibits each kind of work was done on, and how many gave something."""
    works = (
        ("claims", [covered.claims for covered in coverage if covered.claims]),
        ("copies", [covered.copies for covered in coverage if covered.copies]),
    )
    return tuple(
        Outcomes(
            work=WORK_WORDS[work],
            done=sum(look.outcome != "not-looked" for look in looks),
            found=sum(look.outcome == "found" for look in looks),
            missed=sum(look.outcome == "not-looked" for look in looks),
        )
        for work, looks in works
        if looks
    )


def missed_of(dossier: Dossier, shelf: Shelf) -> tuple[Missed, ...]:
    """Return what was not looked at: as recorded, and what no record says was done."""
    recorded = [_missed(item, shelf) for item in dossier.not_looked]
    gaps = [
        Missed(what="taken with the material", exhibit=exhibit, name="", reason=gap)
        for exhibit in shelf.exhibits
        for gap in exhibit.material.gaps
    ]
    return (*recorded, *gaps, *_unrecorded(dossier, shelf))


def grouped(missed: Sequence[Missed]) -> tuple[MissedAlike, ...]:
    """Put together what was not done for the same reason; what no method does yet comes last."""
    groups: dict[tuple[str, str], list[Missed]] = {}
    for item in missed:
        groups.setdefault((item.what, item.reason), []).append(item)
    alike = (
        MissedAlike(what=what, reason=reason, items=tuple(items)) for (what, reason), items in groups.items()
    )
    return tuple(sorted(alike, key=lambda one: one.not_yet))


def compared(dossier: Dossier) -> Look:
    """Return what came of comparing the claims."""
    if dossier.comparison is not None:
        method = dossier.comparison.method
        count = len(dossier.comparison.findings)
        found: Outcome = "found" if count else "nothing"
        words = count_words(count, "finding") if count else "nothing found"
        return Look(outcome=found, words=words, detail=f"{method.name} {method.version}")
    reasons = [item.reason for item in dossier.not_looked if item.what == "comparison"]
    if len(dossier.claims) < FEWEST_TO_COMPARE:
        reasons = reasons or ["there are fewer than two claims"]
    return Look(outcome="not-looked", words="not compared", detail="; ".join(reasons) or NOT_RECORDED)


def _missed(item: NotLooked, shelf: Shelf) -> Missed:
    exhibit = shelf.by_digest.get(item.exhibit) if item.exhibit else None
    name = item.name or (f"exhibit {item.exhibit[:10]}" if item.exhibit and exhibit is None else "")
    what = WORK_WORDS.get(item.what, item.what)
    return Missed(what=what, exhibit=exhibit, name=name, reason=item.reason, count=item.count)


def _unrecorded(dossier: Dossier, shelf: Shelf) -> list[Missed]:
    out = []
    for covered in coverage_of(dossier, shelf):
        works: tuple[tuple[Work, Look | None], ...] = (
            ("claims", covered.claims),
            ("copies", covered.copies),
        )
        for work, look in works:
            if look is not None and look.detail == NOT_RECORDED:
                missed = Missed(what=WORK_WORDS[work], exhibit=covered.exhibit, name="", reason=NOT_RECORDED)
                out.append(missed)
    if compared(dossier).detail == NOT_RECORDED:
        out.append(Missed(what=WORK_WORDS["comparison"], exhibit=None, name="", reason=NOT_RECORDED))
    return out


def _covered(exhibit: Exhibit, dossier: Dossier, shelf: Shelf) -> Covered:
    material = exhibit.material
    misread = len(shelf.misread_in(exhibit))
    claims = len(shelf.claims_of(exhibit)) + misread
    copies = sum(material.digest in (copy.copy.query, copy.copy.found) for copy in dossier.copies)
    is_media = material.media_type.split("/")[0] in {"video", "image", "audio"}
    read = _look("claims", material.digest, claims, "claim", dossier)
    return Covered(
        exhibit=exhibit,
        claims=None if is_media else _without_misread(read, misread),
        copies=_look("copies", material.digest, copies, "finding", dossier) if is_media else None,
    )


def _without_misread(look: Look, count: int) -> Look:
    """Say of claims that were found how many are left out as misread."""
    return replace(look, words=f"{look.words}, {count} of them left out as misread") if count else look


def _look(work: Work, digest: Digest, count: int, noun: str, dossier: Dossier) -> Look:
    kinds = (work, "everything")
    missed = [item for item in dossier.not_looked if item.exhibit == digest and item.what in kinds]
    looks = [item for item in dossier.looked if item.exhibit == digest and item.what == work]
    if missed and not count:
        return Look(
            outcome="not-looked", words="not looked", detail="; ".join(item.reason for item in missed)
        )
    if not looks and not count:
        return Look(outcome="not-looked", words="not looked", detail=NOT_RECORDED)
    detail = _detail(looks) or (_copies_by(digest, dossier) if work == "copies" else "")
    if count:
        words = count_words(count, noun)
        return Look(outcome="found", words=f"{words} found" if noun == "claim" else words, detail=detail)
    against = "; ".join(dict.fromkeys(look.against for look in looks if look.against))
    return Look(outcome="nothing", words="nothing found", detail=detail, against=against)


def _copies_by(digest: Digest, dossier: Dossier) -> str:
    """Return what found the copies of an exhibit that was not searched for itself."""
    found = (copy.method for copy in dossier.copies if digest in (copy.copy.query, copy.copy.found))
    return "; ".join(dict.fromkeys(f"found by {method}" for method in found if method))


def _detail(looks: Sequence[Looked]) -> str:
    parts = (f"{look.method}, against {look.against}" if look.against else look.method for look in looks)
    return "; ".join(dict.fromkeys(parts))
