"""How claims stand to each other, in a terminal: question by question, conflicts first.

What conflicts is shown answer by answer, each with all who give it; other relations
reason by reason, each with the claims between which it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.cli.compared_known import Known
from sayso.cli.compared_words import LINE_WORDS
from sayso.cli.console import lay, one_line, plural
from sayso.compare.alike import is_whole, without_figures
from sayso.compare.left_out import contested
from sayso.compare.stances import Stance, stances_of
from sayso.compare.types import RELATION_ORDER, Finding, Relation
from sayso.desk.known_errors import known_errors_in_short
from sayso.publish.words import RELATION_SIGNS, conflicts_words

QUESTIONS_SHOWN = 40  # of each relation
REASONS_SHOWN = 4  # of one question, where more than that question is shown
CLAIMS_SHOWN = 6  # of one answer, likewise
PAIRS_SHOWN = 6  # of one reason


def show_findings(known: Known, findings: Sequence[Finding], *, whole: bool) -> None:
    """Show findings by relation and question; the whole of them, or as much as an overview bears."""
    for relation in RELATION_ORDER:
        chosen = [finding for finding in findings if finding.relation == relation]
        groups: dict[str | None, list[Finding]] = {}
        for finding in chosen:
            groups.setdefault(finding.question, []).append(finding)
        if not chosen:
            continue
        count = contested(chosen, known.later)
        which = f": {conflicts_words(count)}" if count.past or count.apart else on_questions(groups)
        lay(f"{relation.upper()}: {plural(len(chosen), 'pair')}{which}", hang=2)
        errors = known_errors_in_short(known.found.method.name, known.found.method.version)
        if relation == "conflicts" and errors:
            lay(errors, indent=2)
        last = len(known.numbers) + 1
        ordered = sorted(groups.items(), key=lambda one: known.numbers.get(one[0] or "", last))
        for question, own in ordered[:QUESTIONS_SHOWN]:
            _show_group(known, question, own, relation, whole=whole)
        left = len(ordered) - QUESTIONS_SHOWN
        if left > 0:
            lay(f"and on {plural(left, 'more question')}: --question Q, or --json", indent=2)
            lay("")


def on_questions(questions: Iterable[str | None]) -> str:
    """Say on how many questions pairs were found, where on several; None stands for those of no question."""
    known = list(questions)
    answered = sum(question is not None for question in known)
    return f" on {plural(answered, 'question')}" if answered and len(known) > 1 else ""


def _show_group(
    known: Known, question: str | None, findings: Sequence[Finding], relation: Relation, *, whole: bool
) -> None:
    number = known.numbers.get(question or "")
    text = next((row.question.text for row in known.matrix.rows if row.question.id == question), "")
    heading = f"{number}. {one_line(text)}" if number else "Between claims of no common question:"
    if not whole:
        lay(f"{heading} ({plural(len(findings), 'pair')})", indent=2, hang=4)
    if relation == "conflicts":
        _show_stances(known, findings, whole=whole)
    _show_reasons(known, findings, number, whole=whole)
    lay("")


def _show_stances(known: Known, findings: Sequence[Finding], *, whole: bool) -> None:
    row = next((one for one in known.matrix.rows if one.question.id == findings[0].question), None)
    if row is None:
        return
    stances = stances_of(row.question, findings, known.claims)
    for stance in stances:
        others = "; ".join(_name(known, stances[place]) for place in stance.against)
        mark = " (replaced or withdrawn)" if known.replaced.issuperset(stance.claims) else ""
        lay(f"{_answer(stance)}{mark} ≠ {others}", indent=4, hang=4)
        most = len(stance.claims) if whole else CLAIMS_SHOWN
        for claim in stance.claims[:most]:
            known.lay_line(claim, indent=6)
        if len(stance.claims) > most:
            lay(f"and {plural(len(stance.claims) - most, 'more claim', 'more claims')}", indent=6)


def _answer(stance: Stance) -> str:
    told = LINE_WORDS[stance.sort]
    if stance.value:
        return f"{told}: {one_line(stance.value, 40)}" if told else one_line(stance.value, 40)
    return told or "says"


def _name(known: Known, stance: Stance) -> str:
    """What another stance is called: its figure, or the claims whose words it is."""
    if stance.value:
        return _answer(stance)
    more = f" and {len(stance.claims) - 2} more" if len(stance.claims) > 2 else ""
    return ", ".join(known.names[claim] for claim in stance.claims[:2]) + more


def _show_reasons(known: Known, findings: Sequence[Finding], number: int | None, *, whole: bool) -> None:
    """Give each reason once, with the pairs for which it was found."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_kind_of_reason(known, finding, whole=whole), []).append(finding)
    ordered = sorted(groups.items(), key=lambda one: (one[1][0].judgement is None, -len(one[1])))
    most = len(ordered) if whole else REASONS_SHOWN
    for why, alike in ordered[:most]:
        shown = known.why(alike[0]) if len(alike) == 1 else why
        lay(f"{shown} {_pairs(known, alike, whole=whole)}", indent=4, hang=4)
    if len(ordered) > most:
        where = f"--question {number}" if number else "--json"
        lay(f"and {plural(len(ordered) - most, 'more reason', 'more reasons')}: {where}", indent=4)


def _kind_of_reason(known: Known, finding: Finding, *, whole: bool) -> str:
    """The reason without the figures that it compares: those of a conflict stand with the answers above.

    Where a question is shown by itself, those of other relations are given.
    """
    why = known.why(finding)
    keeps = is_whole(finding) or (whole and finding.relation != "conflicts")
    return why if keeps else without_figures(why)


def _pairs(known: Known, findings: Iterable[Finding], *, whole: bool) -> str:
    """The pairs of claims, by their short names; for "updates", the earlier one first."""
    pairs = [
        f"{known.names[one.left]} {RELATION_SIGNS[one.relation]} {known.names[one.right]}" for one in findings
    ]
    most = len(pairs) if whole else PAIRS_SHOWN
    more = f" and {plural(len(pairs) - most, 'more pair')}" if len(pairs) > most else ""
    return f"({', '.join(pairs[:most])}{more})"
