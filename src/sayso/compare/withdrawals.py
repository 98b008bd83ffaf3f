"""Withdrawals: who took which figure back, and how a claim stands to one that takes something back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.compare.figures import Figure, comparable, of_crew_and_passengers
from sayso.compare.intervals import same_figure, spoken_in_full
from sayso.compare.names import does
from sayso.compare.origins import Origins
from sayso.compare.outcomes import finding
from sayso.compare.reading import Reading, one_breath
from sayso.compare.stating import is_later
from sayso.compare.taken_back import (
    is_of_its_day,
    is_on_its_matter,
    subject_of,
    takes_one_persons_words,
    takes_own_words,
)
from sayso.compare.types import Finding
from sayso.values import in_utc

_POINTS_BACK = re.compile(
    r"\b(?:that|this|the|its|his|her|their|earlier) (?:figure|number|toll|count|total)\b", re.I
)
_NEAR = 0.1  # a copy may have rounded the withdrawn figure
_ONE_QUESTION = 0.5  # probability from which a claim without a word of a withdrawal is on its matter
_NAMED_SHARE = 0.6  # of a claim's words, from which a withdrawal names it
# "I have to correct that. It was 12."
_NEW_FIGURE = re.compile(r"[.;:] (?:[^\n.;:\d]|[.;:](?! ))*\d")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A figure that somebody took back."""

    figure: Figure
    by: Reading  # the claim that takes it back, or gives another in its place
    own: bool  # the same speaker had given it; who takes back his own word does not take back that of others
    given_at: str | None  # when it was first given, as far as known

    def covers(self, old: Reading, figure: Figure) -> bool:
        """Tell whether a figure is the one that was taken back, or a later copy that rounds it."""
        if not comparable(figure, self.figure):
            return False
        if same_figure(self.figure.interval, figure.interval):
            return True
        if figure.dimension == "magnitude":
            return False  # a scale on which a tenth is no rounding
        mine, other = self.figure.interval.named, figure.interval.named
        return abs(mine - other) < _NEAR * abs(mine) / 2 and not is_later(self.given_at, old.said_at)


class Withdrawals:
    """The figures that were taken back in a case; "that figure" is the one before it."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._of: dict[int, Withdrawal] = {}  # by the number of the claim that withdraws
        self._by: dict[int, list[Withdrawal]] = defaultdict(list)  # by speaker
        self._subjects = _subjects(readings)
        given, in_document = _given(readings), _with_figures(readings)
        for reading in readings:
            figures = [one for one in reading.figures if one.replaced or reading.withdraws]
            if reading.withdraws and not figures and _POINTS_BACK.search(reading.words):
                figures = list(_named_before(reading, in_document[reading.claim.doc_id]))
            if figures:
                withdrawal = _withdrawal(reading, figures[0], given[figures[0].dimension])
                self._by[reading.speaker].append(withdrawal)
                if reading.withdraws:
                    self._of[reading.number] = withdrawal

    def of(self, reading: Reading) -> Withdrawal | None:
        """Return the figure that a claim takes back; None where it takes none."""
        return self._of.get(reading.number)

    def subject_of(self, reading: Reading) -> frozenset[str]:
        """Return the stems of what the speaker of a withdrawal always speaks of."""
        return self._subjects.get(reading.speaker, frozenset())

    def by_speaker_of(self, reading: Reading) -> Sequence[Withdrawal]:
        """Return the figures that a claim's speaker took back, in the order of the claims; () if unnamed."""
        return () if reading.unnamed else self._by.get(reading.speaker, ())


def _subjects(readings: Sequence[Reading]) -> dict[int, frozenset[str]]:
    """What those who withdraw something always speak of, by speaker."""
    claims: dict[int, list[Reading]] = {one.speaker: [] for one in readings if one.withdraws}
    for one in readings:
        if one.speaker in claims and not one.withdraws:
            claims[one.speaker].append(one)
    return {speaker: subject_of(own) for speaker, own in claims.items()}


_Given = list[tuple[Reading, Figure]]


def _given(readings: Iterable[Reading]) -> defaultdict[str, _Given]:
    """The figures that claims give, other than to take them back, by dimension."""
    found: defaultdict[str, _Given] = defaultdict(list)
    for reading in readings:
        for figure in reading.figures:
            if not (reading.withdraws or figure.replaced):
                found[figure.dimension].append((reading, figure))
    return found


def _with_figures(readings: Iterable[Reading]) -> defaultdict[str, list[Reading]]:
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.figures:
            found[reading.claim.doc_id].append(reading)
    return found


def _named_before(reading: Reading, others: Iterable[Reading]) -> tuple[Figure, ...]:
    """The figures of the claim that stands last before this one among those of its document."""
    start = reading.claim.content[0].start
    before = [other for other in others if other.claim.content[0].start < start]
    return max(before, key=lambda other: other.claim.content[0].start).figures if before else ()


def _withdrawal(reading: Reading, figure: Figure, given: _Given) -> Withdrawal:
    if figure.quantity.unit and not _is_spelled(figure, reading):
        figure = replace(figure, group=None)  # "the figure of 52" names no sort of people
    gave = [other for other, own in given if same_figure(own.interval, figure.interval)]
    return Withdrawal(
        figure=figure,
        by=reading,
        own=any(other.speaker == reading.speaker for other in gave),
        given_at=min((other.said_at for other in gave if other.said_at), key=in_utc, default=None),
    )


def _is_spelled(figure: Figure, reading: Reading) -> bool:
    """Whether a claim has the noun that its figure counts."""
    return figure.quantity.unit.lower().rsplit(maxsplit=1)[-1] in reading.tokens


def taking_back(
    left: Reading, right: Reading, origins: Origins, withdrawals: Withdrawals, probability: float
) -> Finding | None:
    """Return how two claims stand of which one withdraws something; None where that is not in the other.

    `probability` is that of their answering one question.
    """
    if left.withdraws and right.withdraws:
        voice = None if one_breath(left, right) else origins.same_voice(left, right)
        return finding("repeats", left, right, f"both withdraw it; {voice}") if voice else None
    earlier, later = (right, left) if left.withdraws else (left, right)
    if is_later(earlier.said_at, later.said_at):
        return None
    own = origins.same_voice(left, right) is not None
    withdrawal = withdrawals.of(later)
    if withdrawal is not None:
        taken = _taken_back(earlier, withdrawal, own=own)
    else:
        taken = (
            "it back"
            if _takes_back(earlier, later, origins, withdrawals.subject_of(later), probability, own=own)
            else None
        )
    if taken is None:
        return None
    verbs = ("takes", "take") if withdrawal is None else ("withdraws", "withdraw")
    return finding("updates", earlier, later, f"{does(later.claim.speaker, *verbs)} {taken}")


def _taken_back(earlier: Reading, withdrawal: Withdrawal, *, own: bool) -> str | None:
    """The figure of a claim that is withdrawn, by its own source or not; None where it is another."""
    figure = withdrawal.figure
    equal = next((one for one in earlier.figures if same_figure(one.interval, figure.interval)), None)
    if equal is None or equal.dimension != figure.dimension or (withdrawal.own and not own):
        return None
    if of_crew_and_passengers(equal, figure):  # else one number may well be of the same, by other words
        return None
    return spoken_in_full(equal.quantity)


def _takes_back(
    claim: Reading,
    withdrawal: Reading,
    origins: Origins,
    subject: frozenset[str],
    probability: float,
    *,
    own: bool,
) -> bool:
    """Whether a withdrawal without a figure takes a claim back: by its words, or as its speaker's own."""
    if takes_own_words(withdrawal) and not own:
        return False
    if takes_one_persons_words(withdrawal) and origins.two_persons(claim, withdrawal):
        return False
    if not is_of_its_day(claim, withdrawal, in_own_text=origins.in_own_text(claim)):
        return False
    said_in_it = not own or claim.shares_words(withdrawal)
    if said_in_it and _names_what_is_taken_back(claim, withdrawal):
        return True
    if not own or _explains(claim, withdrawal):
        return False
    in_other_words = probability >= _ONE_QUESTION and not claim.stems & withdrawal.stems
    return in_other_words or is_on_its_matter(claim, withdrawal, subject)


def _names_what_is_taken_back(claim: Reading, withdrawal: Reading) -> bool:
    """Whether most words of a claim stand in a withdrawal: "the statement that nobody had fired".

    In one text only where the very words do: what is said after it with like words may stand in its place.
    """
    if claim.claim.doc_id == withdrawal.claim.doc_id and not claim.shares_words(withdrawal):
        return False
    shared = claim.stems & withdrawal.stems
    return len(shared) >= 2 and len(shared) >= _NAMED_SHARE * len(claim.stems)


def _explains(claim: Reading, withdrawal: Reading) -> bool:
    """Whether a claim of the same text is said beside a withdrawal, and none that is taken back."""
    beside = one_breath(claim, withdrawal) and not is_later(withdrawal.said_at, claim.said_at)
    return beside or _stands_instead(claim, withdrawal)


def _stands_instead(claim: Reading, withdrawal: Reading) -> bool:
    """Whether a claim follows a withdrawal in the same text: "we were wrong, it was 3" takes no 3 back."""
    same_text = claim.claim.doc_id == withdrawal.claim.doc_id
    return same_text and withdrawal.order < claim.order


def also_asserts(left: Reading, right: Reading) -> bool:
    """Tell whether a withdrawal is an answer, too: it puts another figure in the place of the old one.

    "We had three of them twice" gives none.
    """
    return all(
        not reading.withdraws
        or sum(figure.is_total or figure.replaced for figure in reading.figures) > 1
        or _NEW_FIGURE.search(reading.words)
        for reading in (left, right)
    )
