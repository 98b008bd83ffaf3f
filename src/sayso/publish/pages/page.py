"""The whole page: what the templates put down, from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.compare.left_out import Contested
from sayso.publish.dossier import NO_METHOD_YET, Dossier
from sayso.publish.footage_words import found_words
from sayso.publish.marking import Passage, full_text, marks_of, marks_of_misread
from sayso.publish.pages.between import FoundBetween
from sayso.publish.pages.brief import Brief, brief_of
from sayso.publish.pages.changes import ChangeShown, changes_shown
from sayso.publish.pages.copied import Copied, CopiedText, copied_texts, copies_beside
from sayso.publish.pages.coverage import (
    Covered,
    Look,
    Missed,
    MissedAlike,
    Outcomes,
    compared,
    coverage_of,
    grouped,
    missed_of,
    outcomes_of,
)
from sayso.publish.pages.first_known import FirstShown, first_shown
from sayso.publish.pages.footage import (
    CopyShown,
    ErrorRate,
    contradictions,
    copies_of,
    error_rates,
    has_coarse_dates,
)
from sayso.publish.pages.judged import Judged, judged_of
from sayso.publish.pages.kept_again import KeptAgain, kept_again_of
from sayso.publish.pages.labels import Exhibit, Labelled, Shelf, shelve
from sayso.publish.pages.matrix import Matrix, matrix_of
from sayso.publish.pages.origins import ShownOrigin, shown_origins
from sayso.publish.pages.places import PlaceShown, places_by_claim, places_of
from sayso.publish.pages.questions import Asked, contested_of, other_findings, questions_of
from sayso.publish.pages.speakers import Speaker, speakers_of
from sayso.publish.pages.timeline import Days, timeline_of, undated
from sayso.publish.words import conflicts_words, count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure of the masthead, and where it leads."""

    words: str
    to: str  # an anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A piece of material as it is shown: with its text, where it has one."""

    exhibit: Exhibit
    passages: tuple[Passage, ...]
    claims: tuple[Labelled, ...]
    misread: tuple[Labelled, ...]
    nowhere: tuple[Labelled, ...]  # of both, those of blank content; they are anchored at the text's end
    cites: tuple[tuple[str, Exhibit | None], ...]
    attachments: tuple[tuple[str, str, Exhibit | None], ...]  # name, digest or "", exhibit
    same_text: tuple[Copied, ...]  # others that have its text, word for word

    @property
    def marked(self) -> tuple[Labelled, ...]:
        """All that is marked in its text: its claims, and what is misread."""
        return (*self.claims, *self.misread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A dossier as it is read."""

    dossier: Dossier
    shelf: Shelf
    counts: tuple[Count, ...]
    brief: Brief
    conflicts: str  # how many were found, and how many that do not stand; "" where nothing was compared
    asked: tuple[Asked, ...]
    matrix: Matrix
    origins: tuple[ShownOrigin, ...]
    other_findings: tuple[FoundBetween, ...]
    judged: Mapping[str, Judged]  # by id, those that count first
    changes: tuple[ChangeShown, ...]
    copied: tuple[CopiedText, ...]  # texts that stand in several exhibits, word for word
    compared: Look
    copies: tuple[CopyShown, ...]
    at_odds: tuple[str, ...]  # which of these contradict each other, in words
    coarse_dates: bool  # a recording among them is dated by a year or a month alone
    first_known: tuple[FirstShown, ...]
    kept_again: tuple[KeptAgain, ...]
    error_rates: tuple[ErrorRate, ...]  # of the findings about footage
    speakers: tuple[Speaker, ...]
    places: tuple[PlaceShown, ...]
    gazetteers: tuple[str, ...]  # where the places were looked up
    timeline: tuple[Days, ...]
    undated: tuple[Exhibit, ...]
    sheets: tuple[Sheet, ...]
    coverage: tuple[Covered, ...]
    outcomes: tuple[Outcomes, ...]
    missed: tuple[MissedAlike, ...]


def page_of(dossier: Dossier) -> Page:
    """Lay a dossier out. It must have passed `check_dossier`."""
    shelf = shelve(dossier)
    asked = questions_of(dossier.comparison, shelf)
    found = None if dossier.comparison is None else contested_of(dossier.comparison, shelf)
    places = places_of(shelf)
    speakers = speakers_of(dossier.comparison, asked, shelf, places_by_claim(places))
    coverage, missed = coverage_of(dossier, shelf), missed_of(dossier, shelf)
    copies, alike = copies_of(dossier, shelf), grouped(missed)
    again = kept_again_of(dossier, shelf)
    return Page(
        dossier=dossier,
        shelf=shelf,
        counts=_counts(dossier, asked, len(speakers), coverage, missed, contested=found),
        brief=brief_of(dossier, asked, copies, again, alike),
        conflicts=conflicts_words(found) if found is not None else "",
        asked=asked,
        matrix=matrix_of(dossier.comparison, asked, shelf),
        origins=shown_origins(dossier.comparison, shelf),
        other_findings=other_findings(dossier.comparison, shelf),
        judged=judged_of(dossier.comparison, shelf),
        changes=changes_shown(dossier.comparison, shelf),
        copied=copied_texts(shelf),
        compared=compared(dossier),
        copies=copies,
        at_odds=contradictions(dossier, shelf),
        coarse_dates=has_coarse_dates(dossier),
        first_known=first_shown(dossier, shelf),
        kept_again=again,
        error_rates=error_rates(copies),
        speakers=speakers,
        places=places,
        gazetteers=tuple(dict.fromkeys(place.source for place in places if place.source)),
        timeline=timeline_of(dossier, shelf),
        undated=undated(shelf),
        sheets=tuple(_sheet(exhibit, shelf) for exhibit in shelf.exhibits),
        coverage=coverage,
        outcomes=outcomes_of(coverage),
        missed=alike,
    )


def _counts(
    dossier: Dossier,
    asked: tuple[Asked, ...],
    speakers: int,
    coverage: tuple[Covered, ...],
    missed: tuple[Missed, ...],
    *,
    contested: Contested | None,
) -> tuple[Count, ...]:
    texts = sum(item.text is not None for item in dossier.material)
    others = len(dossier.material) - texts
    left = len(dossier.misread)
    misread = f"{count_words(left, 'claim')} left out as misread" if left else ""
    claims = f"{count_words(len(dossier.claims), 'claim')} by {count_words(speakers, 'speaker')}"
    copies = found_words(shown.copy.kind for shown in dossier.copies)
    again = len(dossier.kept_again)
    kept = count_words(again, "recording kept twice or more", "recordings kept twice or more")
    found = "other copies found" if again else "copies found"
    missing = sum(one.count for one in missed if one.what not in NO_METHOD_YET)
    read = [covered.claims for covered in coverage if covered.claims]
    searched = [covered.copies for covered in coverage if covered.copies]
    counted = (
        (count_words(texts, "text") if texts or not others else "", "material"),
        (count_words(others, "other exhibit") if others else "", "material"),
        (claims if dossier.claims or left else _none_of("claims found", "read for claims", read), "claims"),
        (misread, "judged"),
        (count_words(len(asked), "question") if asked else "", "contested"),
        (_conflicts(contested, len(asked)) if asked and contested is not None else "", "contested"),
        (kept if again else "", "kept-again"),
        (copies or _none_of(found, "searched for copies", searched), "footage"),
        (_missing(missing, len(missed)), "not-looked"),
    )
    return tuple(Count(words=words, to=to) for words, to in counted if words)


def _conflicts(found: Contested, asked: int) -> str:
    """Say on how many of the questions that were asked how many conflicts stand."""
    if found.standing:
        which = f" on {found.questions} of them" if asked > 1 else ""
        return f"{count_words(found.standing, 'conflict')} found{which}"
    return "no conflict that stands" if found.past else "no conflict found"


def _missing(missing: int, with_limits: int) -> str:
    """Say how much was not looked at; what no method does yet is said below, and not counted."""
    if missing:
        return f"{missing} not looked at"
    return "what is not looked at yet" if with_limits else "all of it looked at"


def _none_of(found: str, looked: str, looks: Sequence[Look]) -> str:
    """Say that nothing was found, or that nobody looked; nothing where there was nothing to look at."""
    if not looks:
        return ""
    return f"no {found}" if any(look.outcome != "not-looked" for look in looks) else f"not {looked}"


def _sheet(exhibit: Exhibit, shelf: Shelf) -> Sheet:
    material = exhibit.material
    claims = shelf.claims_of(exhibit)
    misread = shelf.misread_in(exhibit)
    marks = [mark for labelled in claims for mark in marks_of(labelled.claim, labelled.label)]
    marks += [mark for labelled in misread for mark in marks_of_misread(labelled.claim, labelled.label)]
    passages = full_text(material.text or "", marks)
    opened = {label for passage in passages for run in passage.runs for label in run.opens}
    return Sheet(
        exhibit=exhibit,
        passages=passages,
        claims=claims,
        misread=misread,
        nowhere=tuple(labelled for labelled in (*claims, *misread) if labelled.label not in opened),
        cites=tuple((doc_id, shelf.by_doc.get(doc_id)) for doc_id in material.cites),
        attachments=tuple(
            (item.name, item.digest or "", shelf.by_digest.get(item.digest) if item.digest else None)
            for item in material.attachments
        ),
        same_text=copies_beside(exhibit, shelf),
    )
