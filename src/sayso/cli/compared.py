"""What a comparison looks like in a terminal: the matrix, a question, origins, ranges, times, changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from sayso.claims.naming import short_ids
from sayso.cli.compared_words import (
    CELL_WORDS,
    add_row,
    bound_words,
    cell_words,
    change_words,
    column_words,
    edit_words,
    judged_words,
    letter,
    new_table,
    origin_words,
    untraced_words,
)
from sayso.cli.console import console, one_line, plural
from sayso.compare.asking import find_question
from sayso.compare.ranges import Range, View, ranges_of
from sayso.compare.timeline import timeline
from sayso.compare.types import RELATIONS, Finding, Origin, Relation
from sayso.compare.views import Cell, Column, Row, matrix
from sayso.compare.voices import Voices, reports_of
from sayso.publish.words import does_words
from sayso.values import Digest, words_of

if TYPE_CHECKING:
    from sayso.claims.types import Claim
    from sayso.desk.compare import CaseComparison
    from sayso.desk.proposals import CaseProposals

ORDER: tuple[Relation, ...] = ("conflicts", "updates", "different-scope", "repeats", "agrees")
CONTENT_SHOWN = 100  # characters
COLUMN_WIDTH = 13  # characters of an origin's column, with the space beside it
QUESTION_WIDTH = 36  # of the column of questions
SHEETS_SHOWN = 3  # of the matrix, each as wide as the terminal; further origins are counted
SILENT_MARK = "·"
FINDINGS_SHOWN = 100  # of each relation
ROWS_SHOWN = 40  # questions of the matrix; the rest are counted
assert set(ORDER) == set(RELATIONS)


class Page:
    """A comparison, ready to be shown piece by piece."""

    def __init__(self, answer: CaseComparison) -> None:
        self._answer = answer
        self._found = answer.comparison
        self._claims: dict[Digest, Claim] = {claim.id: claim for claim in answer.standing_claims}
        self._texts = {document.doc_id: document.text for document in answer.documents}
        self._names = short_ids(self._claims)
        self._judgements = {judgement.id: judgement for judgement in self._found.judgements}
        self._matrix = matrix(self._found, answer.standing_claims, answer.documents)

    @cached_property
    def _voices(self) -> Voices:
        return Voices(self._found.origins, self._claims)

    def show_all(self) -> None:
        """Show the matrix, then every finding, conflicts first, then what was judged and what changed."""
        self._show_matrix()
        self._show_findings(self._found.findings)
        self._show_judgements()
        for change in self._found.changes:
            typer.echo(change_words(change))
        for first, *others in self._found.twins:
            names = ", ".join(one_line(one, 30) for one in others)
            typer.echo(f"WORD FOR WORD: {names}: the text of {one_line(first, 30)}; their claims stand once.")
        counted = ", ".join(f"{one} {_count(self._found.findings, one):,}" for one in ORDER)
        typer.echo(
            f"{plural(len(self._claims), 'claim')} on {plural(len(self._found.questions), 'question')}, "
            f"{plural(len(self._found.origins), 'origin')}: {counted}."
        )
        typer.echo(f"Next: sayso dossier {self._answer.case.slug}")

    def show_question(self, asked: str, view: View) -> None:
        """Show one question: who answers what through whom, the figures, and how the answers stand."""
        row = find_question(asked, self._matrix)
        typer.echo(
            f"{self._number(row)}. {one_line(row.question.text)}{self._marks(row.question.judgements)}"
        )
        table = new_table("origin", "speaker", "answer", "claim", "words", wide="words")
        for column in (one for one in self._matrix.columns if one.id in row.voices):
            held = row.voices[column.id]
            for place, (speaker, cell) in enumerate(held.speakers):
                self._speaker_rows(table, origin_words(column) if place == 0 else "", speaker, cell)
        console().print(table)
        for one in self._ranges(view):
            if one.question == row.question.id:
                self._show_range(one)
        typer.echo("")
        self._show_findings([one for one in self._found.findings if one.question == row.question.id])

    def show_origins(self) -> None:
        """Show each origin with what leads to it, and how many voices each question rests on."""
        for row in self._matrix.rows:
            voices = self._voices.behind(position.claim for position in row.question.positions)
            documents = self._reports(position.claim for position in row.question.positions)
            typer.echo(
                f"{self._number(row):>4}. {one_line(row.question.text, 80)}\n"
                f"      {plural(documents, 'report')}, {plural(len(voices), 'origin')}"
                f"{untraced_words(sum(not voice.traced for voice in voices))}"
            )
        for origin in self._found.origins:
            self._show_origin(origin)

    def show_timeline(self) -> None:
        """Show what was said, is said to have happened, and was revised, withdrawn or edited, in order."""
        table = new_table("when", "what", "who", "words", "claim", wide="words")
        for entry in timeline(self._answer.standing_claims, self._answer.documents, self._found):
            when = entry.at or "no date"
            until = f" to {entry.until}" if entry.until and entry.until != entry.at else ""
            mark = f" [judged, {entry.judgement}]" if entry.judgement else ""
            claim = self._names.get(entry.claim, "") if entry.claim else ""
            does = does_words(entry.act, entry.event_status)
            words = f"{does}: {entry.words}" if does else entry.words
            add_row(table, when + until, entry.sort + mark, entry.speaker or entry.doc_id, words, claim)
        console().print(table)

    def show_ranges(self, view: View) -> None:
        """Show the figures of every question in one view."""
        numbers = {row.question.id: row for row in self._matrix.rows}
        found = {one.question: one for one in self._ranges(view)}
        table = new_table("", "question", "low", "best", "high", "status", "origins", wide="question")
        for question, row in numbers.items():
            if question in found:
                one = found[question]
                bounds = [bound_words(bound) for bound in (one.low, one.best, one.high)]
                number = str(self._number(row))
                add_row(table, number, row.question.text, *bounds, one.status or "-", str(len(one.origins)))
        typer.echo(f"Figures in the view {view}, never mixed with another, none averaged:")
        console().print(table)

    def show_changes(self) -> None:
        """Show, for captures of one post or page, every edit word by word, and what became of claims."""
        for change in self._found.changes:
            typer.echo(change_words(change))
            for edit in change.edits:
                typer.echo(f"    {edit_words(edit)}")
            for one in change.claims:
                shown = " → ".join(
                    one_line(words, 70) or "nothing" for words in (one.before_words, one.after_words)
                )
                typer.echo(f"    claim {one.sort}: {one_line(one.speaker, 40)}: {shown}")
        if not self._found.changes:
            typer.echo("No post or page of this case was captured twice with an address or number recorded.")

    def show_proposed(self, proposed: CaseProposals) -> None:
        """Show what a model would say otherwise, and how a person makes it his own word."""
        model, host = (one_line(str(proposed.method.parameters[name]), 60) for name in ("model", "host"))
        differ = plural(len(proposed.proposals), "proposal")
        typer.echo(
            f"PROPOSED by the language model {model} at {host}: {differ} on "
            f"{plural(proposed.asked, 'question')}. None of this counts:"
        )
        for one in proposed.proposals:
            typer.echo(f"  {self._claim_line(one.left)}")
            typer.echo(f"  {self._claim_line(one.right)}")
            typer.echo(f"    proposed: {one.verdict} (found: {one.stands or 'nothing'}): {one_line(one.why)}")
            names = f"{self._answer.case.slug} {self._names[one.left]} {self._names[one.right]}"
            typer.echo(f"    if you agree: sayso judge {names} --is {one.verdict} --reason …\n")
        for note in proposed.notes:
            typer.echo(f"  NOT asked or answered: {one_line(note)}")

    def _show_matrix(self) -> None:
        """Show the matrix in sheets as wide as the terminal, each with the questions that it answers."""
        fit = max(1, (console().width - QUESTION_WIDTH - 4) // COLUMN_WIDTH)
        columns = self._matrix.columns
        for sheet in range(min(SHEETS_SHOWN, -(-len(columns) // fit))):
            self._show_sheet(columns[sheet * fit : (sheet + 1) * fit], sheet * fit)
        left = len(columns) - SHEETS_SHOWN * fit
        if left > 0:
            typer.echo(f"and {plural(left, 'more origin', 'more origins')}: --origins, or --question\n")
        if columns:
            typer.echo(f"{SILENT_MARK} is silent, or was not found to answer\n")

    def _show_sheet(self, shown: Sequence[Column], first: int) -> None:
        rows = [row for row in self._matrix.rows if any(one.id in row.voices for one in shown)]
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column("", justify="right")
        table.add_column("question (pairs that conflict)", width=QUESTION_WIDTH)
        for place, _ in enumerate(shown, start=first):
            table.add_column(letter(place), overflow="fold", width=COLUMN_WIDTH - 1)
        for row in rows[:ROWS_SHOWN]:
            conflicts = f" ({row.conflicts})" if row.conflicts else ""
            text = f"{one_line(row.question.text)}{conflicts}{self._marks(row.question.judgements)}"
            cells = (
                cell_words(row.voices[one.id].cell) if one.id in row.voices else SILENT_MARK for one in shown
            )
            table.add_row(str(self._number(row)), text, *cells)
        console().print(table)
        left = len(rows) - ROWS_SHOWN
        if left > 0:
            typer.echo(f"  and {plural(left, 'more question', 'more questions')}: --json, or --question")
        for place, column in enumerate(shown, start=first):
            typer.echo(f"  {letter(place)}  {column_words(column)}")
        typer.echo("")

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        for relation in ORDER:
            chosen = [finding for finding in findings if finding.relation == relation]
            if not chosen:
                continue
            typer.echo(f"{relation.upper()}: {len(chosen)}")
            for finding in chosen[:FINDINGS_SHOWN]:
                typer.echo(f"  {self._claim_line(finding.left)}")
                typer.echo(f"  {self._claim_line(finding.right)}")
                typer.echo(f"    {self._found_words(finding)}\n")
            left = len(chosen) - FINDINGS_SHOWN
            if left > 0:
                typer.echo(f"  and {left:,} more that stand so: --question, or --json\n")

    def _found_words(self, finding: Finding) -> str:
        judgement = self._judgements.get(finding.judgement or "")
        if judgement is None:
            return f"found: {one_line(finding.reason)}"
        return f"{judged_words(judgement)}; {one_line(finding.overruled)}"

    def _show_judgements(self) -> None:
        for judgement in self._found.judgements:
            if judgement.counts:
                names = " ".join(self._names[one.claim] for one in judgement.claims if one.claim is not None)
                typer.echo(f"JUDGED {judgement.verdict}: {names}: {judged_words(judgement)}")
            for lost in judgement.lost if not judgement.withdrawn else ():
                typer.echo(f"JUDGED AND NOT FOUND AGAIN ({judgement.id}): {one_line(lost)}")

    def _show_origin(self, origin: Origin) -> None:
        documents = self._reports(link.claim for link in origin.links)
        typer.echo(f"\n{one_line(origin.name, 90)}: {plural(documents, 'report')} go back to it")
        for link in origin.links:
            judgement = self._judgements.get(link.judgement or "")
            evidence = one_line(link.evidence, 110) if judgement is None else judged_words(judgement)
            claim = self._claims[link.claim]
            typer.echo(f"  {self._names[link.claim]} in {one_line(claim.doc_id, 30)}: {evidence}")

    def _speaker_rows(self, table: Table, origin: str, speaker: str, cell: Cell) -> None:
        for place, (sort, value, claim_id) in enumerate(
            zip(cell.sorts, cell.values, cell.claims, strict=True)
        ):
            claim = self._claims[claim_id]
            words = one_line(words_of(claim.content, self._texts[claim.doc_id]), CONTENT_SHOWN)
            answer = ": ".join(part for part in (CELL_WORDS[sort], value) if part)
            named = (origin, speaker) if place == 0 else ("", "")
            add_row(table, *named, answer, self._names[claim_id], words)

    def _ranges(self, view: View) -> tuple[Range, ...]:
        return ranges_of(self._found, self._answer.standing_claims, view)

    def _show_range(self, found: Range) -> None:
        named = (("low", found.low), ("best", found.best), ("high", found.high))
        bounds = ", ".join(f"{name} {bound_words(bound)}" for name, bound in named if bound is not None)
        status = f", status {found.status}" if found.status else ""
        typer.echo(f"Figures ({found.view}): {bounds}{status}. {found.note}")
        for one in found.origins:
            own = dict.fromkeys(bound.words for bound in (one.low, one.best, one.high) if bound is not None)
            typer.echo(f"  {one_line(one.name, 60)}: {' to '.join(own)}")
        for left_out, why in (
            (found.withdrawn, "replaced or withdrawn"),
            (found.other_scope, "counts something else"),
        ):
            for claim in left_out:
                typer.echo(f"  left out, {why}: {self._claim_line(claim)}")

    def _reports(self, claims: Iterable[Digest]) -> int:
        """How many documents claims stand in, with those that have the very text of one of these."""
        return len(reports_of((self._claims[claim].doc_id for claim in claims), self._found.twins))

    def _claim_line(self, claim_id: Digest) -> str:
        claim = self._claims[claim_id]
        words = one_line(words_of(claim.content, self._texts[claim.doc_id]), CONTENT_SHOWN)
        speaker, document = one_line(claim.speaker, 40), one_line(claim.doc_id, 30)
        return f"{self._names[claim_id]} {speaker} [{claim.act}; {document}]: {words}"

    def _number(self, row: Row) -> int:
        return self._numbers[row.question.id]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {row.question.id: place for place, row in enumerate(self._matrix.rows, start=1)}

    def _marks(self, judgements: Iterable[str]) -> str:
        named = [one for one in judgements if one in self._judgements]
        return f" [judged, {', '.join(named)}]" if named else ""


def _count(findings: Sequence[Finding], relation: Relation) -> int:
    return sum(finding.relation == relation for finding in findings)
