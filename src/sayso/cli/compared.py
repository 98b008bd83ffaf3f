"""What a comparison looks like in a terminal: the whole, one question, origins, figures, proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.cli.compared_findings import show_findings
from sayso.cli.compared_known import Known
from sayso.cli.compared_matrix import show_matrix
from sayso.cli.compared_times import show_changes, show_timeline
from sayso.cli.compared_words import (
    LINE_WORDS,
    add_row,
    bound_words,
    change_words,
    judged_words,
    new_table,
    one_text_words,
    origin_words,
)
from sayso.cli.console import console, lay, one_line, plural
from sayso.compare.asking import find_question
from sayso.compare.ranges import Range, View, ranges_of
from sayso.compare.twins import one_texts
from sayso.compare.types import RELATION_ORDER, Origin, OriginLink
from sayso.compare.views import Cell, Row
from sayso.compare.voices import reports_back_to
from sayso.publish.words import origins_words
from sayso.values import Digest

if TYPE_CHECKING:
    from rich.table import Table

    from sayso.desk.compare import CaseComparison
    from sayso.desk.proposals import CaseProposals


class Page:
    """A comparison, ready to be shown piece by piece; of one question, where that is asked for."""

    def __init__(self, answer: CaseComparison, question: str | None = None) -> None:
        """Read a comparison.

        Args:
            answer: the comparison of a case.
            question: which question alone counts: its number, the beginning of its id, or words of it.

        Raises:
            sayso.compare.asking.NoSuchQuestion: when none is meant, or more than one.
        """
        self._known = Known(answer)
        self._found = answer.comparison
        self._row = None if question is None else find_question(question, self._known.matrix)
        self._rows = self._known.matrix.rows if self._row is None else (self._row,)

    @property
    def _only(self) -> set[Digest] | None:
        """The claims of the one question that counts; None where all do."""
        return None if self._row is None else {one.claim for one in self._row.question.positions}

    def show_all(self) -> None:
        """Show the matrix, then every finding, conflicts first, then what was judged and what changed."""
        show_matrix(self._known)
        show_findings(self._known, self._found.findings, whole=False)
        self._show_judgements()
        for change in self._found.changes:
            lay(change_words(change))
        for text in one_texts(self._known.answer.documents):
            lay(one_text_words(text))
        lay(self._counted())
        if self._known.misread:
            lay(f"Left out as misread: {_claims(self._known.misread, self._known.answer.misread)}.")
        lay(f"Next: sayso dossier {self._known.answer.case.slug}")

    def show_question(self, view: View) -> None:
        """Show the question: who answers what through whom, the figures, and how the answers stand."""
        if self._row is None:
            return
        lay(self._heading(self._row), hang=4)
        table = new_table("origin", "speaker", "answer", "claim", "words", wide="words", fixed=("claim",))
        for column in (one for one in self._known.matrix.columns if one.id in self._row.voices):
            held = self._row.voices[column.id]
            for place, (speaker, cell) in enumerate(held.speakers):
                self._speaker_rows(table, origin_words(column) if place == 0 else "", speaker, cell)
        console().print(table)
        ranges = [one for one in self._ranges(view) if one.question == self._row.question.id]
        for one in ranges:
            self._show_range(one)
        if not ranges:
            lay("Figures: it is not answered by figures in one unit.")
        lay("")
        own = [one for one in self._found.findings if one.question == self._row.question.id]
        show_findings(self._known, own, whole=True)

    def show_origins(self) -> None:
        """Show on how many voices each question rests, and each origin with what leads to it."""
        for row in self._rows:
            lay(self._heading(row), hang=4)
            lay(origins_words(row.count), indent=6)
        for origin in self._found.origins:
            if self._only is None or any(link.claim in self._only for link in origin.links):
                self._show_origin(origin)
        if not (self._rows or self._found.origins):
            lay("Nothing to trace: no two claims answer one question, or are of one speaker.")
            return
        lay("")
        lay("A report is what one document passes on of one origin.")
        if any(link.aside for origin in self._found.origins for link in origin.links):
            lay("What stands aside is of the same voice, but nothing goes back to it.")

    def show_timeline(self) -> None:
        """Show what was said, is said to have happened, and was revised, withdrawn or edited, in order."""
        show_timeline(self._known, self._only)

    def show_ranges(self, view: View) -> None:
        """Show the figures of every question in one view."""
        found = {one.question: one for one in self._ranges(view)}
        if not found:
            lay("No question is answered by figures in one unit, so there is no range to show.")
            return
        table = new_table("", "question", "low", "best", "high", "status", "origins", wide="question")
        for row in self._rows:
            if row.question.id in found:
                one = found[row.question.id]
                bounds = [bound_words(bound) for bound in (one.low, one.best, one.high)]
                number = str(self._known.numbers[row.question.id])
                add_row(table, number, row.question.text, *bounds, one.status or "-", str(len(one.origins)))
        lay(f"Figures in the view {view}, never mixed with another, none averaged:")
        console().print(table)
        for one in found.values():
            aside = self._aside(one)
            lay(f"{self._known.numbers[one.question]}  {one.note}{aside}", indent=2, hang=4)

    def show_changes(self) -> None:
        """Show, for captures of one post or page, every edit word by word, and what became of claims."""
        show_changes(self._known, self._only)

    def show_proposed(self, proposed: CaseProposals) -> None:
        """Show what a model would say otherwise, and how a person makes it his own word."""
        model, host = (one_line(str(proposed.method.parameters[name]), 60) for name in ("model", "host"))
        differ = plural(len(proposed.proposals), "proposal")
        lay(
            f"PROPOSED by the language model {model} at {host}: {differ} on "
            f"{plural(proposed.answered, 'question')}. None of this counts:"
        )
        for one in proposed.proposals:
            if self._row is not None and one.question != self._row.question.id:
                continue
            for claim in (one.left, one.right):
                self._known.lay_line(claim, indent=2)
            lay(f"proposed: {one.verdict} (found: {one.stands or 'nothing'}): {one_line(one.why)}", indent=4)
            names = " ".join(self._known.names[claim] for claim in (one.left, one.right))
            slug = self._known.answer.case.slug
            lay(f"if you agree: sayso judge {slug} {names} --is {one.verdict} --reason …", indent=4)
            lay("")
        for note in proposed.notes:
            lay(f"NOT asked or answered: {one_line(note)}", indent=2)

    def _counted(self) -> str:
        """What was compared and found, in a sentence; copies of a text have their claims in common."""
        claims = _claims(self._known.claims, self._known.answer.all_claims)
        counted = ", ".join(
            f"{one} {sum(finding.relation == one for finding in self._found.findings):,}"
            for one in RELATION_ORDER
        )
        untraced = sum(not column.traced for column in self._known.matrix.columns)
        sources = f" and {plural(untraced, 'source')} not traced" if untraced else ""
        return (
            f"{claims} on {plural(len(self._rows), 'question')}, "
            f"{plural(len(self._found.origins), 'origin')}{sources}: {counted}."
        )

    def _heading(self, row: Row) -> str:
        number, marks = self._known.numbers[row.question.id], self._known.marks(row.question.judgements)
        return f"{number}. {one_line(row.question.text)}{marks}"

    def _show_judgements(self) -> None:
        for judgement in self._found.judgements:
            if judgement.counts:
                names = " ".join(self._known.names[one.claim] for one in judgement.claims if one.claim)
                lay(f"JUDGED {judgement.verdict}: {names}: {judged_words(judgement)}")
                for one in judgement.claims if judgement.verdict == "misread" else ():
                    if one.claim:
                        self._known.lay_line(one.claim, indent=2)
            for lost in judgement.lost if not judgement.withdrawn else ():
                state = "ITS RECORD NOT READ" if judgement.unread_record else "NOT FOUND AGAIN"
                lay(f"JUDGED AND {state} ({judgement.id}): {one_line(lost)}")

    def _show_origin(self, origin: Origin) -> None:
        links = [link for link in origin.links if self._only is None or link.claim in self._only]
        reports = reports_back_to(replace(origin, links=tuple(links)), self._known.documents)
        go = "goes" if reports == 1 else "go"
        lay("")
        lay(f"{one_line(origin.name, 90)}: {plural(reports, 'report')} {go} back to it")
        grounds: dict[str, list[Digest]] = {}
        for link in sorted(links, key=lambda one: bool(one.aside)):
            grounds.setdefault(self._why_there(link), []).append(link.claim)
        for why, claims in grounds.items():
            lay(f"{why.rstrip('.')}: {self._by_document(claims)}", indent=2, hang=4)

    def _why_there(self, link: OriginLink) -> str:
        """Why a claim is put to an origin, and why it stands aside of its group, if it does."""
        judgement = self._known.judgements.get(link.judgement or "")
        why = one_line(link.evidence) if judgement is None else judged_words(judgement)
        why = f"{why}; the method found: {one_line(link.found)}" if link.found else why
        return f"{why}; aside, as {one_line(link.aside)}" if link.aside else why

    def _by_document(self, claims: Iterable[Digest]) -> str:
        """Claims by their short names, with the documents that they stand in, copies of a text together."""
        held: dict[tuple[str, ...], list[str]] = {}
        for claim in claims:
            held.setdefault(self._known.documents[claim], []).append(self._known.names[claim])
        return ", ".join(f"{_copied(doc_ids)} ({' '.join(names)})" for doc_ids, names in held.items())

    def _speaker_rows(self, table: Table, origin: str, speaker: str, cell: Cell) -> None:
        for place, (sort, value, claim) in enumerate(zip(cell.sorts, cell.values, cell.claims, strict=True)):
            answer = ": ".join(part for part in (LINE_WORDS[sort], value) if part)
            named = (origin, speaker) if place == 0 else ("", "")
            add_row(table, *named, answer, self._known.names[claim], self._known.words(claim))

    def _ranges(self, view: View) -> tuple[Range, ...]:
        return ranges_of(self._found, self._known.answer.standing_claims, view)

    def _show_range(self, found: Range) -> None:
        named = (("low", found.low), ("best", found.best), ("high", found.high))
        bounds = ", ".join(f"{name} {bound_words(bound)}" for name, bound in named if bound is not None)
        status = f", status {found.status}" if found.status else ""
        lay(f"Figures ({found.view}): {bounds}{status}. {found.note}")
        for one in found.origins:
            own = dict.fromkeys(bound.words for bound in (one.low, one.best, one.high) if bound is not None)
            lay(f"{one_line(one.name, 60)}: {' to '.join(own)}", indent=2)
        self._show_aside("left out, replaced or withdrawn", found.withdrawn)
        self._show_aside("left out, not found to count the same", found.other_scope)
        self._show_aside("kept, though another source gave a later figure", found.overtaken)

    def _aside(self, found: Range) -> str:
        """How many figures of a range do not stand, or stand though they were overtaken; "" for none."""
        counts = (
            (found.withdrawn, "replaced or withdrawn"),
            (found.other_scope, "not found to count the same"),
        )
        left_out = ", ".join(f"{len(claims)} {why}" for claims, why in counts if claims)
        where = f"--question {self._known.numbers[found.question]}"
        return f" Left out: {left_out} ({where})." if left_out else ""

    def _show_aside(self, why: str, claims: Sequence[Digest]) -> None:
        for claim in claims:
            lay(f"{why}: {self._known.line(claim)}", indent=2)


def _claims(standing: Sized, told: Sized) -> str:
    """Count claims, and with word-for-word copies where there are any."""
    copies = f" ({len(told):,} with word-for-word copies)" if len(told) > len(standing) else ""
    return f"{plural(len(standing), 'claim')}{copies}"


def _copied(doc_ids: Sequence[str]) -> str:
    """A document, and those that have its text word for word."""
    return " = ".join(one_line(doc_id, 30) for doc_id in doc_ids)
