"""What is contested: each question with its answers side by side, those that conflict first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.compare.left_out import Contested, LaterWords, contested
from sayso.compare.ranges import in_full, is_figure, number_of_answer
from sayso.compare.types import (
    RELATIONS,
    TAKES_POSITION,
    Comparison,
    Finding,
    Position,
    PositionSort,
    Question,
    Relation,
)
from sayso.compare.views import taking_position
from sayso.compare.words import without_marks
from sayso.publish.pages.between import FoundBetween, found_between
from sayso.publish.pages.labels import ANCHOR_DIGITS, Labelled, Shelf
from sayso.publish.pages.origins import Counted, OriginCount
from sayso.publish.pages.ranges import RangeShown, ranges_shown
from sayso.publish.scales import Figure, Scale, figure_of, scale_of
from sayso.publish.words import RELATIONS_COUNTED, SORT_WORDS, count_words
from sayso.values import digest_bytes

SORT_ORDER: tuple[PositionSort, ...] = (
    *("says", "says-not", "denies", "withdraws"),
    *("neither-confirms-nor-denies", "declines", "no-position"),
)
PAST_CONFLICTS = "in conflict with words replaced or withdrawn"
SAYS_NO_WORDS = frozenset({"", "no"})  # values of an answer that has no words of its own
MOST_NAMED = 2  # speakers that a line names; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question, and all who give it."""

    sort: PositionSort
    words: str  # "at least 40", "declines to say"
    quote: str  # the exact words, where these are the answer; "" for a figure, and where no answer is given
    does: str  # what is done with words that are quoted: "denies"; "" where they are asserted
    reports: tuple[Labelled, ...]
    origins: Counted
    figure: Figure | None
    apart: str = ""  # why its figure stands beside no other; "" where it stands, or is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what is answered to it."""

    anchor: str
    text: str
    unit: str | None
    answers: tuple[Answer, ...]
    scale: Scale | None  # where figures that count the same, and stand, differ
    origins: Counted
    found: tuple[FoundBetween, ...]  # conflicts first
    figures: RangeShown | None  # where the answers are figures in one unit
    sides: tuple[tuple[str, str], ...]  # what is answered, and by whom: ("denies", "Sund Lines")
    judgements: tuple[str, ...] = ()  # ids of persons' judgements that put claims into it or out of it
    past_conflicts: int = 0  # pairs in conflict of which one figure was replaced by its source, or a person

    @property
    def conflicts(self) -> int:
        """How many pairs that stand were found to conflict."""
        return _pairs_of(self.found, "conflicts") - self.past_conflicts

    @property
    def counts(self) -> tuple[tuple[Relation, str, int], ...]:
        """Each relation with its word for so many pairs, and how many; conflicts that stand by themselves."""
        counted = {relation: _pairs_of(self.found, relation) for relation in RELATIONS}
        counted["conflicts"] = self.conflicts
        told = [(one, RELATIONS_COUNTED[one][pairs != 1], pairs) for one, pairs in counted.items()]
        told.insert(RELATIONS.index("conflicts") + 1, ("conflicts", PAST_CONFLICTS, self.past_conflicts))
        return tuple(one for one in told if one[2])

    @property
    def span(self) -> str:
        """From which figure to which, where figures differ or some were left out; else "" ."""
        if self.figures is None or not (self.scale or self.figures.left_out):
            return ""
        return self.figures.span

    @property
    def standing(self) -> tuple[Answer, ...]:
        """The answers that can stand side by side: those in words, and the figures of one count."""
        return tuple(answer for answer in self.answers if not answer.apart)

    @property
    def apart(self) -> tuple[Answer, ...]:
        """The figures that stand beside no other."""
        return tuple(answer for answer in self.answers if answer.apart)

    @property
    def relations(self) -> int:
        """How many pairs were found to stand in some relation."""
        return sum(found.pairs for found in self.found)


def questions_of(comparison: Comparison | None, shelf: Shelf) -> tuple[Asked, ...]:
    """Return the questions, those with the most conflicts first, then those with the most answers."""
    if comparison is None:
        return ()
    by_question: dict[str | None, list[Finding]] = {}
    for finding in comparison.findings:
        by_question.setdefault(finding.question, []).append(finding)
    ranges, count = ranges_shown(comparison, shelf), OriginCount(comparison, shelf)
    later = _later(comparison, shelf)
    asked = []
    for question in comparison.questions:
        own = by_question.get(question.id, [])
        past = sum(one.relation == "conflicts" and later.is_past(one) for one in own)
        shown = _asked(question, own, count, shelf, ranges.get(question.id))
        asked.append(replace(shown, past_conflicts=past))
    return tuple(sorted(asked, key=_most_contested_first))


def contested_of(comparison: Comparison, shelf: Shelf) -> Contested:
    """Return how many pairs were found to conflict, and of which words."""
    return contested(comparison.findings, _later(comparison, shelf))


def _later(comparison: Comparison, shelf: Shelf) -> LaterWords:
    return LaterWords.of(comparison, {name: one.claim for name, one in shelf.by_claim.items()})


def other_findings(comparison: Comparison | None, shelf: Shelf) -> tuple[FoundBetween, ...]:
    """Return the findings that belong to no question."""
    if comparison is None:
        return ()
    known = {question.id for question in comparison.questions}
    return found_between([finding for finding in comparison.findings if finding.question not in known], shelf)


def question_anchor(question: Question) -> str:
    """Return where a question is shown; its id may hold anything, so the anchor is made of its digest."""
    return f"q-{digest_bytes(question.id.encode('utf-8', 'surrogatepass'))[:ANCHOR_DIGITS]}"


def _most_contested_first(asked: Asked) -> tuple[int, int, int, str]:
    positions = sum(answer.sort in TAKES_POSITION for answer in asked.answers)
    return (-asked.conflicts, -positions, -asked.origins.reports, asked.text)


def _asked(
    question: Question,
    findings: Sequence[Finding],
    count: OriginCount,
    shelf: Shelf,
    figures: RangeShown | None,
) -> Asked:
    answers = _answers(question, count, shelf, figures)
    scale = scale_of([one.figure for one in answers if one.figure is not None and not one.apart])
    found = found_between(findings, shelf)
    return Asked(
        anchor=question_anchor(question),
        text=question.text,
        unit=question.unit,
        answers=answers,
        scale=scale,
        origins=count.of(taking_position(question)),
        found=found,
        figures=figures,
        sides=_sides(answers),
        judgements=question.judgements,
    )


def _sides(answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
    """Return who gives which answer, in short; what is no figure is told by what its speakers do."""
    held: dict[str, list[str]] = {}
    for answer in answers:
        told = answer.words if answer.figure is not None else SORT_WORDS[answer.sort]
        held.setdefault(told, []).extend(report.claim.speaker for report in answer.reports)
    return tuple((told, _names(list(dict.fromkeys(speakers)))) for told, speakers in held.items())


def _names(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {count_words(more, 'other')}" if more > 0 else "")


def _answers(
    question: Question, count: OriginCount, shelf: Shelf, figures: RangeShown | None
) -> tuple[Answer, ...]:
    groups: dict[tuple[PositionSort, str, str], list[Position]] = {}
    for position in question.positions:
        labelled = shelf.by_claim[position.claim]
        apart = _apart(position, labelled, figures)
        shown = replace(position, value=in_full(position, labelled.claim)) if apart else position
        told = labelled.words if _in_words(shown, labelled, question.unit) else shown.value.strip()
        groups.setdefault((shown.sort, told.casefold(), apart), []).append(shown)
    answers = [_answer(group, question.unit, apart, count, shelf) for (_, _, apart), group in groups.items()]
    return tuple(sorted(answers, key=_in_order))


def _apart(position: Position, labelled: Labelled, figures: RangeShown | None) -> str:
    if figures is None or number_of_answer(position, labelled.claim, None) is None:
        return ""
    return "withdrawn" if position.sort == "withdraws" else figures.why_apart(labelled)


def _answer(
    group: Sequence[Position], unit: str | None, apart: str, count: OriginCount, shelf: Shelf
) -> Answer:
    first = group[0]
    reports = tuple(dict.fromkeys(one for position in group for one in shelf.twins[position.claim]))
    in_words = _in_words(first, reports[0], unit)
    has_figure = first.sort in TAKES_POSITION and not in_words
    return Answer(
        sort=first.sort,
        words=answer_words(first),
        quote=reports[0].words if in_words else "",
        does=_does_words(first) if in_words else "",
        reports=reports,
        origins=count.of(position.claim for position in group),
        figure=figure_of(reports[0].claim, first.value, unit) if has_figure else None,
        apart=apart,
    )


def _in_words(position: Position, labelled: Labelled, unit: str | None) -> bool:
    """Whether a claim's words, of which the first stand in the position, are its answer."""
    first = position.value.split("…")[0].strip()
    if position.sort not in TAKES_POSITION or first.casefold() in SAYS_NO_WORDS:
        return False
    words = without_marks(" ".join(labelled.words.removeprefix("that ").split()))
    if is_figure(position, labelled.claim) or not words.startswith(first):
        return False
    return unit is None or figure_of(labelled.claim, position.value, unit) is None


def answer_words(position: Position) -> str:
    """Return an answer in short: its value, or what the speaker does where he gives none."""
    value, does = position.value.strip(), _does_words(position)
    if position.sort in {"says", "says-not"} and value:
        return f"{does}: {value}" if does else value
    if position.sort in TAKES_POSITION and value.casefold() not in SAYS_NO_WORDS:
        return f"{does}: {value}"
    return SORT_WORDS[position.sort]


def _does_words(position: Position) -> str:
    """What is done with the words of an answer; "" where they are asserted."""
    return {"says": "", "says-not": "not so"}.get(position.sort, SORT_WORDS[position.sort])


def _in_order(answer: Answer) -> tuple[int, float, int, str]:
    low = answer.figure.low if answer.figure is not None else float("inf")
    return (SORT_ORDER.index(answer.sort), low, -len(answer.reports), answer.words)


def _pairs_of(found: Sequence[FoundBetween], relation: Relation) -> int:
    return sum(between.pairs for between in found if between.relation == relation)
