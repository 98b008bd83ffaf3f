"""From which figure to which, for a question and for each origin: four views, one at a time.

`plain` gives the lowest and the highest figure that stands. `ucdp`, `acled` and
`airwars` read the same figures as those projects would have them set down; what
each takes from its model, and what needs a person, is in `docs/methods.md`. No
view averages, and what a view leaves open stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.claims.types import Claim, Quantity
from sayso.compare.intervals import spoken, spoken_in_full, spoken_with_unit
from sayso.compare.left_out import LaterWords, Scopes
from sayso.compare.people import human_group
from sayso.compare.types import Comparison, Position, PositionSort, Question
from sayso.compare.units import units_in_one
from sayso.compare.voices import Voice, Voices
from sayso.values import Digest

View = Literal["plain", "ucdp", "acled", "airwars"]
VIEWS: tuple[View, ...] = ("plain", "ucdp", "acled", "airwars")
ENOUGH_SOURCES = 2  # from which Airwars calls what is reported "fair"; below that it is "weak"
_AGAINST: tuple[PositionSort, ...] = ("denies", "says-not")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A figure that somebody gives, with all who give it."""

    value: float  # in the question's unit; the number that was said, whatever bound it is
    words: str  # as it was said: "at least 40"
    claims: tuple[Digest, ...]
    origins: int  # voices behind these claims


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRange:
    """The figures of one origin."""

    id: str  # as in `sayso.compare.voices`
    name: str
    low: Bound | None
    best: Bound | None
    high: Bound | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The figures of a question, as one view has them."""

    question: str  # its id
    unit: str
    view: View
    low: Bound | None  # None where the view gives none
    best: Bound | None
    high: Bound | None
    status: str  # Airwars: "fair" or "weak"; "" in other views
    note: str  # a sentence on how the view came to this
    origins: tuple[OriginRange, ...]  # from the lowest figure to the highest
    withdrawn: tuple[
        Digest, ...
    ]  # figures that their own source replaced, or a person called replaced; left out
    other_scope: tuple[Digest, ...]  # figures that were not found to count the same; left out
    overtaken: tuple[Digest, ...]  # figures that stand, though another source gave a later one


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    words: str
    claim: Digest
    counts: tuple[str, bool] | None = None  # which people, and whether they are planned for; None for things


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of a question that stand side by side, and what was left out."""

    standing: tuple[_Figure, ...]
    withdrawn: tuple[Digest, ...]
    other_scope: tuple[Digest, ...]
    denied: tuple[Digest, ...]
    overtaken: tuple[Digest, ...]


def ranges_of(comparison: Comparison, claims: Sequence[Claim], view: View = "plain") -> tuple[Range, ...]:
    """Return the range of each question that is answered by figures in one unit.

    A figure that its own source replaced or withdrew, and one that was found to count
    something else than most, or that no finding joins to another, is left out and
    named; so is one of other people ("soldiers" among "people"), or of people who are
    planned for, that no finding sets beside the others. One that another source
    overtook stands, and is named.
    """
    by_id = {claim.id: claim for claim in claims}
    voices = Voices(comparison.origins, by_id)
    later = LaterWords.of(comparison, by_id)
    scopes = Scopes(comparison)
    found = []
    for question in comparison.questions:
        figures = _figures_of(question, by_id, later, scopes)
        if figures.standing and question.unit is not None:
            found.append(_range(question, question.unit, figures, voices, view))
    return tuple(found)


def _range(question: Question, unit: str, figures: _Figures, voices: Voices, view: View) -> Range:
    behind = voices.behind(figure.claim for figure in figures.standing)
    low, best, high, status, note = _READINGS[view](figures, behind, voices)
    return Range(
        question=question.id,
        unit=unit,
        view=view,
        low=low,
        best=best,
        high=high,
        status=status,
        note=note,
        origins=tuple(
            sorted((_of_voice(one, figures, voices, view) for one in behind), key=_from_low_to_high)
        ),
        withdrawn=figures.withdrawn,
        other_scope=figures.other_scope,
        overtaken=figures.overtaken,
    )


def _of_voice(voice: Voice, figures: _Figures, voices: Voices, view: View) -> OriginRange:
    said = set(voice.claims)
    part = _Figures(tuple(figure for figure in figures.standing if figure.claim in said), (), (), (), ())
    low, best, high, _, _ = _READINGS[view](part, (voice,), voices)
    return OriginRange(id=voice.id, name=voice.name, low=low, best=best, high=high)


def _from_low_to_high(origin: OriginRange) -> tuple[float, str]:
    lowest = origin.low or origin.best
    return (lowest.value if lowest else 0.0, origin.name)


def _figures_of(
    question: Question,
    claims: Mapping[Digest, Claim],
    later: LaterWords,
    scopes: Scopes,
) -> _Figures:
    said = [
        figure
        for position in question.positions
        if position.sort == "says"
        for figure in _spoken_as(position, claims[position.claim], question.unit)
    ]
    gone = {figure.claim for figure in said} & later.own
    standing = [figure for figure in said if figure.claim not in gone]
    scope = scopes.main_of(figure.claim for figure in standing)
    scope = scopes.of_one_kind({one.claim: one.counts for one in standing if one.claim in scope})
    return _Figures(
        standing=tuple(figure for figure in standing if figure.claim in scope),
        withdrawn=tuple(sorted(gone)),
        other_scope=tuple(sorted({figure.claim for figure in standing} - scope)),
        denied=tuple(position.claim for position in question.positions if position.sort in _AGAINST),
        overtaken=tuple(sorted(scope & later.others)),
    )


def number_of_answer(position: Position, claim: Claim, unit: str | None) -> float | None:
    """Return the number of an answer in the question's unit, of a range the lower; None for words."""
    figures = _spoken_as(position, claim, unit)
    return min(figure.value for figure in figures) if figures else None


def _spoken_as(position: Position, claim: Claim, unit: str | None) -> list[_Figure]:
    """The numbers of the figure that a position shows, in the question's unit; two for a range."""
    quantity = _quantity_of(position, claim)
    factor = units_in_one(quantity.unit, unit or "") if quantity is not None else None
    if quantity is None or factor is None:
        return []
    numbers = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    counts = _counts(quantity, claim)
    return [_Figure(number * factor, position.value, position.claim, counts) for number in numbers]


def is_figure(position: Position, claim: Claim) -> bool:
    """Tell whether an answer is a figure of its claim, and not the claim's words."""
    return _quantity_of(position, claim) is not None


def in_full(position: Position, claim: Claim) -> str:
    """Return an answer that is a figure with the noun that its claim counts; others as they are."""
    quantity = _quantity_of(position, claim)
    return position.value if quantity is None else spoken_in_full(quantity)


def _quantity_of(position: Position, claim: Claim) -> Quantity | None:
    """The figure that a position shows; None for words."""
    for quantity in claim.quantities:
        if position.value in (spoken(quantity), spoken_with_unit(quantity), spoken_in_full(quantity)):
            return quantity
    return None


def _counts(quantity: Quantity, claim: Claim) -> tuple[str, bool] | None:
    group = human_group(quantity.unit)
    return (group, claim.event_status in ("planned", "hypothetical")) if group else None


def _bound(value: float, figures: Iterable[_Figure], voices: Voices) -> Bound:
    """All who give one number, in the words of the first of them."""
    alike = sorted((one for one in figures if one.value == value), key=lambda one: one.claim)
    claims = tuple(dict.fromkeys(one.claim for one in alike))
    return Bound(value=value, words=alike[0].words, claims=claims, origins=len(voices.behind(claims)))


def _ends(figures: _Figures, voices: Voices) -> tuple[Bound, Bound]:
    values = [figure.value for figure in figures.standing]
    return (
        _bound(min(values), figures.standing, voices),
        _bound(max(values), figures.standing, voices),
    )


_Read = tuple[Bound | None, Bound | None, Bound | None, str, str]


def _plain(figures: _Figures, _behind: Sequence[Voice], voices: Voices) -> _Read:
    low, high = _ends(figures, voices)
    return low, None, high, "", "The lowest and the highest figure that stands; none is preferred."


def _ucdp(figures: _Figures, _behind: Sequence[Voice], voices: Voices) -> _Read:
    """Low, best and high; the best is the figure with most origins, else the lower one."""
    low, high = _ends(figures, voices)
    bounds = [
        _bound(value, figures.standing, voices) for value in sorted({f.value for f in figures.standing})
    ]
    most = max(bound.origins for bound in bounds)
    first, *others = [bound for bound in bounds if bound.origins == most]
    if len(bounds) == 1:
        return low, bounds[0], high, "", "The only figure that stands."
    note = (
        "Best: as many origins give other figures, so the lower one is taken; whose word is better is for a "
        "person to say."
        if others
        else f"Best: the figure that most origins give ({most})."
    )
    return low, first, high, "", note


def _acled(figures: _Figures, _behind: Sequence[Voice], voices: Voices) -> _Read:
    """One figure, the most conservative, and that it is disputed where it is."""
    low, high = _ends(figures, voices)
    if low.value == high.value:
        return None, low, None, "", "The only figure that stands."
    return (
        None,
        low,
        None,
        "",
        f"Disputed: the most conservative figure is taken; the highest is {high.words}.",
    )


def _airwars(figures: _Figures, behind: Sequence[Voice], voices: Voices) -> _Read:
    """From the least to the most, with a status by the number of sources."""
    low, high = _ends(figures, voices)
    named = sum(not voice.anonymous for voice in behind)
    status = "fair" if named >= ENOUGH_SOURCES else "weak"
    sources = f"{named} named {'source' if named == 1 else 'sources'} of {len(behind)}"
    denied = len(voices.behind(figures.denied))
    beside = f"; {denied} {'denies' if denied == 1 else 'deny'} it" if denied else ""
    note = f"By {sources}{beside}. Confirmed, contested and discounted are for a person to say."
    return low, None, high, status, note


_READINGS = {"plain": _plain, "ucdp": _ucdp, "acled": _acled, "airwars": _airwars}
